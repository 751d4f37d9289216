"""What the tests of the private room have in common."""

import re
from itertools import count

from ours.people.models import Seat
from ours.reflect.room import Room, open_room

_forms = count()
WORD = "Zaunkoenig"  # stands in everything that is written in a private room here


def room_of(seat: Seat) -> Room:
    """The room of the person in a seat, as they would find it."""
    return open_room(seat.person_id)


def text_of(response) -> str:
    """What a page says, with single spaces."""
    return " ".join(response.content.decode().split())


def words_of(response) -> str:
    """The same without tags."""
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def write_everything(tom, client: int, person: int, problem: int) -> dict[str, int]:
    """A day's worth of entries, all with WORD in them, through the pages; `tom` is a signed-in browser.

    Returns the ids of a snapshot and of a mending.
    """

    def send(path: str, **fields: object) -> str:
        answer = tom.post(f"/reflect/{path}", {"once": f"{path}{next(_forms)}", **fields})
        assert answer.status_code == 303, (path, answer.status_code, words_of(answer))
        return answer["Location"]

    words = f"My client never sends the figures, {WORD} is a nightmare."
    first = send("snapshots/", words=words, about=f"client:{client}")
    send("oneself/answered/", **{"fear-lose": "3", "ego-right": "2", "words": f"{WORD} again"})
    send("levels/placed/", level="2", about=f"client:{client}", words=f"{WORD} level")
    fields = {"happened": "happened", "lost": "lost", "own": "own", "steps": "step", "signs": "sign"}
    began = send(
        "trust/begun/",
        name_of=f"{WORD} Okafor",
        about=f"person:{person}",
        days="2026-03-05",
        **{name: f"{WORD} {words}" for name, words in fields.items()},
    )
    mending = int(began.rstrip("/").rpartition("/")[2])
    send(f"trust/{mending}/seen/", seen=f"{WORD} said hello")
    send("lessons/learned/", words=f"{WORD} lesson", about=f"problem:{problem}", patterns=["withholding"])
    return {"entry_id": int(first.rstrip("/").rpartition("/")[2]), "mending_id": mending}
