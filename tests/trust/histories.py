"""Both sides word, ask to sign, sign, disagree, settle, set aside and leave at once, through the real pages.

Run as a programme on a database of its own: `histories STOPPED TOGETHER SEED`. In so many histories one deed stands
still after one of its SQL statements while another is done; in so many four people go on as they like. Some histories
follow each other in one room. Prints one line of JSON for each that ended wrong, and one with the figures.
`histories careless` lets nobody wait for anybody, and prints what is wrong then.
"""

import json
import random
import re
import sys
import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

from tests.trust import apart

IN_ONE_ROOM = 8
PATIENCE = 0.08  # seconds after which a deed that has not ended is taken to wait for the one that stands still


@dataclass
class Room:
    """One problem in the middle of its words, and what its pages have shown to whom."""

    number: int
    problem: int
    seats: dict[str, int]
    seen: set = field(default_factory=set)  # (seat, version, words)
    answers: Counter = field(default_factory=Counter)  # by (deed, status)


def main(stopped: int, together: int, seed: int) -> None:
    apart.set_up()
    from tests.cast import make_cast
    from tests.trust.replay import wrong_about

    cast, dice, figures, room = make_cast(), random.Random(seed), Counter(), None
    for number in range(stopped + together):
        if number % IN_ONE_ROOM == 0:
            room = begin(cast, number, dice)
        before = sum(room.answers.values()), done_in(room)
        (between if number < stopped else at_once)(cast, room, dice)
        figures["deeds"] += sum(room.answers.values()) - before[0]
        figures["done"] += done_in(room) - before[1]
        wrong = wrong_about(room.problem, room.seen) + unanswered(room)
        if wrong:
            print(json.dumps({"wrong": wrong, "answers": [[*key, many] for key, many in room.answers.items()]}))
            room = begin(cast, number, dice)
    print(json.dumps({"histories": stopped + together, **figures}))


def done_in(room: Room) -> int:
    return sum(many for (_deed, status), many in room.answers.items() if status == 303)


def begin(cast, number: int, dice: random.Random, likely: float = 0.5) -> Room:
    """A problem with words, three who are asked to sign and perhaps did, and perhaps a disagreement: so likely."""
    from ours.frame import acts, dispute_acts
    from ours.problem.acts import seat_at
    from tests.cast import DAY

    at = iter(DAY + timedelta(minutes=minute) for minute in range(100))
    problem = cast.problem(at=next(at))
    seat_at(problem, cast.imani, by=cast.bea, at=next(at))
    statement = acts.word(problem, f"Words {number}.", based_on=0, by=cast.tom, at=next(at))
    acts.ask_to_sign(problem, [cast.bea, cast.imani, cast.tom], by=cast.tom, at=next(at))
    room = Room(number, problem.pk, {name: getattr(cast, name).pk for name in ("ana", "tom", "bea", "imani")})
    for seat in (cast.tom, cast.bea, cast.imani):
        if dice.random() < likely:
            acts.agree(problem, statement, by=seat, at=next(at))
            room.seen.add((seat.pk, 1, statement.words))
    if dice.random() < likely:
        told = {"common_ground": "We care.", "words": f"Not so, {number}.", "statement": statement}
        dispute_acts.disagree(problem, "words", **told, by=cast.bea, at=next(at))
    return room


def unanswered(room: Room) -> list[str]:
    """What the answers promised and the history does not hold, or the other way round; and answers of no use."""
    from ours.problem.models import Event

    refusals = (403, 404, 409, 422)
    wrong = [f"{deed} was answered {status}" for deed, status in room.answers if status not in (303, *refusals)]
    kinds = Counter(Event.objects.filter(problem=room.problem).values_list("kind", flat=True))
    room_began = {"word": ("worded", 1)}
    for deed, kind in (("word", "worded"), ("settle", "settled"), ("set_aside", "set_aside")):
        done = room.answers[deed, 303] + room_began.get(deed, (kind, 0))[1]
        if kinds[kind] != done:
            wrong.append(f"{done} times {deed} was taken in, {kinds[kind]} are told")
    return wrong


# The deeds: each first looks at the page as its person does, and then sends its form.


def look(browser, room: Room, who: str) -> int:
    """The version that the page of the words shows; what it shows is remembered. 0 for whoever sees no page."""
    page = browser.get(f"/problems/{room.problem}/words/")
    if page.status_code != 200:
        return 0
    html = page.content.decode()
    told = re.search(r'name="based_on" value="(\d+)"', html)
    version = int(told[1]) if told else 0
    found = re.findall(rf"Words {room.number}\.(?: Then \d+\.)?", html)
    if version:
        room.seen |= {(room.seats[who], version, words) for words in found}
    return version


def word(room: Room, version: int, dice: random.Random):
    return "words/versions/", {"words": f"Words {room.number}. Then {dice.randrange(10**9)}.", "based_on": version}


def sign(room: Room, version: int, dice: random.Random):
    return "agreement/", {"version": version}


def disagree(room: Room, version: int, dice: random.Random):
    said = {"common_ground": "We care.", "place": "words", "words": f"Not so, {dice.randrange(10**9)}."}
    return "disagreements/placed/", {**said, "version": version}


def settle(room: Room, version: int, dice: random.Random):
    return f"disagreements/{_open(room)}/settled/", {"how": "We spoke."}


def set_aside(room: Room, version: int, dice: random.Random):
    said = {"reason": "Later.", "back_when": "commitment_kept", "back_on": ""}
    return f"disagreements/{_open(room)}/set-aside/", said


def ask(room: Room, version: int, dice: random.Random):
    from ours.frame.models import Signer

    read = Signer.objects.filter(problem=room.problem, ended_at=None).values_list("seat", flat=True)
    names = ["bea", *dice.sample(["ana", "tom", "imani"], 2)]
    return "words/signers/", {"seats": [room.seats[name] for name in names], "read": "-".join(sorted(map(str, read)))}


def leave(room: Room, version: int, dice: random.Random):
    return f"people/{room.seats['imani']}/left/", {}


def come(room: Room, version: int, dice: random.Random):
    return "people/chairs/", {"seat": room.seats["imani"]}


def _open(room: Room) -> int:
    from ours.frame.models import Disagreement

    return Disagreement.objects.filter(problem=room.problem).order_by("-pk").values_list("pk", flat=True).first() or 1


DEEDS: dict[str, tuple[Callable, tuple[str, ...]]] = {
    "word": (word, ("tom", "bea", "ana")),
    "sign": (sign, ("tom", "bea", "imani")),
    "disagree": (disagree, ("bea", "imani", "tom")),
    "settle": (settle, ("bea",)),
    "set_aside": (set_aside, ("bea",)),
    "ask": (ask, ("tom", "bea")),
    "leave": (leave, ("imani", "bea")),
    "come": (come, ("tom", "bea")),
}


def prepared(cast, room: Room, who: str, deed: str, dice: random.Random) -> Callable[[], None]:
    """The form of a deed as this person has it open; calling it sends it."""
    from tests.conftest import signed_in_browser

    browser = signed_in_browser(getattr(cast, who))
    browser.raise_request_exception = False
    path, said = DEEDS[deed][0](room, look(browser, room, who), dice)
    # Every form of the house carries a key; a program may leave it out, and must break nothing.
    key = {"once": f"k{dice.randrange(10**12)}"} if dice.random() < 0.8 else {}

    def send() -> None:
        answer = browser.post(f"/problems/{room.problem}/{path}", {**said, **key})
        room.answers[deed, answer.status_code] += 1

    return send


class Stop:
    """Has the thread that `watches` it stand still after so many of its SQL statements, until told to go on."""

    def __init__(self, after: int) -> None:
        self.left = after
        self.stands, self.go = threading.Event(), threading.Event()

    def __call__(self, execute, sql, params, many, context):
        found = execute(sql, params, many, context)
        self.left -= 1
        if self.left == 0:
            self.stands.set()
            self.go.wait(20)
        return found


def between(cast, room: Room, dice: random.Random) -> None:
    """One deed stands still somewhere while another is sent."""
    deeds = [dice.choice(list(DEEDS)) for _ in range(2)]
    first, second = (prepared(cast, room, dice.choice(DEEDS[deed][1]), deed, dice) for deed in deeds)
    stand_still(first, second, dice.randrange(1, 45))


def stand_still(first: Callable[[], None], second: Callable[[], None], after: int) -> None:
    """The first deed stands still after so many statements; once the second ended, or waits for it, it goes on."""
    from django.db import connection

    stop = Stop(after)

    def slowly() -> None:
        try:
            with connection.execute_wrapper(stop):
                first()
        finally:
            stop.stands.set()
            connection.close()

    one, other = threading.Thread(target=slowly), threading.Thread(target=_alone, args=(second,))
    one.start()
    stop.stands.wait(20)
    other.start()
    other.join(PATIENCE)
    stop.go.set()
    one.join(60)
    other.join(60)


def _alone(send: Callable[[], None]) -> None:
    from django.db import connection

    try:
        send()
    finally:
        connection.close()


def at_once(cast, room: Room, dice: random.Random) -> None:
    """Four people, each with a few deeds one after the other, all at once."""
    from django.db import connection

    ready = threading.Barrier(4)

    def go(who: str, own: random.Random) -> None:
        try:
            mine = [deed for deed, (_make, people) in DEEDS.items() if who in people]
            ready.wait(20)
            for _ in range(3):
                prepared(cast, room, who, own.choice(mine), own)()
        finally:
            connection.close()

    people = ("tom", "bea", "imani", dice.choice(("tom", "bea", "imani", "ana")))
    threads = [threading.Thread(target=go, args=(who, random.Random(dice.random()))) for who in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(60)


def careless() -> None:
    """Take the waiting out: one signs, standing still ever later, while another puts it into other words."""
    apart.set_up()
    from ours.frame import acts
    from ours.problem import door
    from tests.cast import make_cast
    from tests.trust.replay import wrong_about

    acts.hold = lambda problem: None
    door.hold_row = lambda problem_id: None
    cast, dice = make_cast(), random.Random(0)
    for after in range(4, 40):
        room = begin(cast, after, dice, likely=0)
        sign, word = (prepared(cast, room, who, deed, dice) for who, deed in (("bea", "sign"), ("tom", "word")))
        stand_still(sign, word, after)
        if wrong := wrong_about(room.problem, room.seen):
            print(json.dumps(wrong))
            return


if __name__ == "__main__":
    careless() if sys.argv[1:] == ["careless"] else main(*map(int, sys.argv[1:]))
