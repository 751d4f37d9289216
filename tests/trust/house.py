"""A house with something waiting behind every address: the world of tests/world.py, and what is not due there yet.

For the experiments that send every form. Everybody's keys that came by letter are in `keys`.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse
from django.utils import timezone

from ours.cases import pack_acts
from ours.listen import acts as listen
from ours.listen import tray_acts
from ours.own import acts as own
from ours.people.entrance import way_in
from ours.people.models import Person, Seat
from ours.post import passes
from ours.post.models import InboundMail, Letter
from ours.prove import inlet_acts, lasting_acts, pulse_acts, pulse_rhythm_acts
from ours.prove.models import Solved
from ours.reflect import acts as reflect
from ours.reflect.kinds import Snapshot
from ours.reflect.room import open_room
from ours.solve import constraint_acts, initiative_acts, option_acts
from ours.tend import letters as care
from ours.tend import promised_acts, weeding_acts
from tests.cases import helping as cases
from tests.cast import DAY, Cast, make_cast
from tests.conftest import signed_in_browser
from tests.world import Table, mail_in_tray, set_table

PHRASE = "four words nobody guesses"  # to Una's private room
DAYS = timedelta(days=1)


@dataclass
class House:
    """The people, the first table, and the addresses that hold something only some may do."""

    cast: Cast
    table: Table
    keys: dict[str, str] = field(default_factory=dict)  # by the name of the route: the key in a letter
    pages: list[tuple[str, str]] = field(default_factory=list)  # (who, path) beside those of the first table

    def browser(self, who: str) -> Browser:
        """A new browser of somebody: a seat of the cast by name, a "visitor", a "reader" who has opened the evidence,
        a "program", or Una with her private room "opened"."""
        if who in ("visitor", "reader", "program"):
            browser = Browser(raise_request_exception=False)
            if who == "reader":
                browser.post(reverse("shown-opened", args=[self.keys["shown"]]), {"once": "read"})
            return browser
        browser = signed_in_browser(getattr(self.cast, "una" if who == "opened" else who))
        browser.raise_request_exception = False
        if who == "opened":
            browser.post(reverse("reflect-unlocked"), {"room_passphrase": PHRASE})
        return browser


@contextmanager
def undone() -> Iterator[None]:
    """Whatever is done within is undone in the end; deeds that must stand alone take it for a test's transaction."""
    around = transaction.atomic()
    around._from_testcase = True
    with around:
        yield
        transaction.set_rollback(True)


def furnish() -> House:
    """Make it, in the database as it is."""
    cast = make_cast()
    table = set_table(
        cast,
        engagement=cast.growth,
        client_seat=cast.bea,
        other_seat=cast.front_desk,
        expert=cast.tom,
        word="First",
    )
    table.ids["mail_id"] = mail_in_tray(cast.neon, "First")
    house = House(cast, table)
    _due(house)
    _solved(house)
    _asked(house)
    _private(house)
    _seats(house)
    _in_the_middle(house)
    return house


def _due(house: House) -> None:
    """A commitment whose day has gone by, and one that was missed."""
    cast, problem = house.cast, house.table.problem
    yesterday = timezone.localdate() - DAYS
    own.commit(problem, "Send the figures.", yesterday, by=cast.bea, at=DAY)
    missed = own.commit(problem, "Send the list.", yesterday, by=cast.tom, at=DAY)
    own.miss(missed, "It was not there.", by=cast.bea, at=timezone.now())


def _solved(house: House) -> None:
    """A solved problem without a case; one whose case may be shown, in a pack behind a link; one that was asked."""
    cast = house.cast
    for who in ("tom", "bea"):
        without = cases.solved(cast, f"Without a case, for {who}.")
        house.pages += [(who, reverse("proof", args=[without.pk])), (who, reverse("table", args=[without.pk]))]
    shown = cases.permitted(cast)
    house.pages += [(who, reverse("case", args=[shown.pk])) for who in ("bea", "tom")]
    house.pages.append(("tom", reverse("packs")))
    pack = pack_acts.make_pack("Harbour Books", "As we said.", [shown], by=cast.tom, at=timezone.now())
    expires = timezone.now() + 20 * DAYS
    _link, house.keys["shown"] = pack_acts.make_link(pack, "Lea", expires_at=expires, by=cast.tom, at=timezone.now())
    house.pages += [("tom", reverse("pack", args=[pack.pk])), ("visitor", reverse("shown", args=[house.keys["shown"]]))]
    lasting_acts.ask_due(DAY + 500 * DAYS)
    letter = Letter.objects.filter(kind="lasting").latest("pk")
    house.keys["lasting"] = _key_in(letter, "lasting/")
    house.pages.append(("visitor", reverse("lasting", args=[house.keys["lasting"]])))


def _asked(house: House) -> None:
    """Letters with keys: a question, the pulse, the daily letter, readings of a program, a way in."""
    cast, keys, now = house.cast, house.keys, timezone.now()
    problem = house.table.problem
    question = listen.ask(problem, "How many people?", by=cast.tom, at=now, asked_of=cast.bea, send=True)
    keys["answer"] = passes.issue(cast.bea, problem, question.pk, at=now)
    rhythm = pulse_rhythm_acts.propose_pulse(cast.orders, 30, by=cast.una, at=DAY)
    pulse_rhythm_acts.agree_pulse(rhythm, by=cast.maja, at=DAY)
    cast.problem(engagement=cast.orders, by=cast.maja)
    pulse_acts.begin_for_everybody(DAY)
    pulse_acts.ask_due(now)
    letter = Letter.objects.filter(kind="pulse").latest("pk")
    keys["pulse-answer"], keys["pulse-stop"] = _key_in(letter, "pulse/"), _key_in(letter, "pulse/stop/")
    care.begin_for_everybody(DAY)
    keys["care-letters-stop"] = care.stop_key(care.CareLetters.objects.get(person=cast.tom.person))
    house.pages += [("visitor", reverse(name, args=[keys[name]])) for name in keys if name not in ("shown", "lasting")]
    house.pages += [(who, reverse("engagement-pulse", args=[cast.orders.pk])) for who in ("maja", "una")]
    measure = problem.measures.get(pk=house.table.ids["measure_id"])
    keys["readings-sent"] = inlet_acts.new_key()
    inlet_acts.open_inlet(measure, "Shop", keys["readings-sent"], by=cast.tom, at=now)
    keys["way-in"] = way_in(cast.imani, now).strip("/").rpartition("/")[2]
    house.pages.append(("visitor", reverse("way-in", args=[keys["way-in"]])))


def _private(house: House) -> None:
    """Una's room has a passphrase; Tom's (of the world) has none."""
    room = open_room(house.cast.una.person_id)
    reflect.note(room, Snapshot(words="Nobody else.", at=DAY))
    reflect.set_passphrase(open_room(house.cast.una.person_id), PHRASE)
    house.pages.append(("una", reverse("reflect")))


def _seats(house: House) -> None:
    """Somebody who can be moved and deactivated, and somebody who left and can come back."""
    cast = house.cast
    gone = Person.objects.create(name="Gone", email="gone@example.org", made_at=DAY)
    left = Seat.objects.create(
        person=gone, firm=cast.neon, client=cast.yoga, name="Gone", made_at=DAY, left_at=DAY + DAYS
    )
    house.pages += [("ana", reverse("seat", args=[pk])) for pk in (cast.imani.pk, left.pk)]
    mail = reverse("tray-mail", args=[house.table.ids["mail_id"]])
    house.pages.append(("tom", f"{mail}?engagement={cast.growth.pk}"))
    house.pages.append(("tom", reverse("firm")))


def _in_the_middle(house: House) -> None:
    """Forms that a page shows when it is asked for them, or once something else was done."""
    cast, problem, ids, now = house.cast, house.table.problem, house.table.ids, timezone.now()
    here = {"problem_id": problem.pk}
    listening, talk = reverse("listening", kwargs=here), reverse("listening-session", kwargs=here)
    house.pages += [
        ("tom", f"{listening}?need={ids['rung_id']}"),
        ("bea", f"{listening}?differently={ids['rung_id']}"),
        ("bea", f"{listening}?aim=urgent"),
        ("tom", f"{talk}?read-back=1"),
        ("tom", reverse("measure", args=[problem.pk, ids["measure_id"]]) + f"?correct={ids['reading_id']}"),
    ]
    other = cast.problem()
    house.pages.append(("tom", reverse("listening-session", args=[other.pk])))
    stands = {"whose": "client", "blocks": "The other one.", "by": cast.tom, "at": now}
    held = constraint_acts.name_constraint(other, "Another rule.", **stands)
    initiative_acts.begin_change(held, "Another change", "It is worth it.", by=cast.tom, at=now)
    house.pages.append(("tom", reverse("constraint", args=[problem.pk, ids["constraint_id"]])))
    facts = {"early": True, "reason": "So.", "by": cast.tom, "at": now}
    option_acts.propose(problem, "lasting", "Another way.", why="It stays.", **facts)
    relief = option_acts.propose(problem, "relief", "A first help.", **facts)
    house.pages.append(("tom", reverse("option", args=[problem.pk, relief.pk])))
    sold = {"measure": "Seats", "due": (DAY + 400 * DAYS).date(), "where": "", "answers": cast.tom}
    promised_acts.promise_outcome(cast.growth, "Another outcome.", **sold, by=cast.tom, at=now)
    house.pages.append(("tom", reverse("tending", kwargs=here)))
    left = cast.problem(words="Nobody asks for this any more.")
    weeding_acts.let_go(left, "It is over.", by=cast.tom, at=now)
    house.pages += [("tom", reverse("table", args=[left.pk])), ("tom", reverse("tending", args=[left.pk]))]
    mail = InboundMail.objects.get(pk=mail_in_tray(cast.neon, "Second"))
    tray_acts.put_aside(mail, "Not for us.", by=cast.tom, at=now)
    house.pages.append(("tom", reverse("tray-mail", args=[mail.pk])))
    done = cases.solved(cast, "With a day to ask again.")
    lasting_acts.propose_day(Solved.objects.get(problem=done), (now + 60 * DAYS).date(), by=cast.tom, at=now)
    house.pages.append(("bea", reverse("proof", args=[done.pk])))


def _key_in(letter: Letter, before: str) -> str:
    found = re.search(rf"/{before}([^/\s]+)/\s", letter.text + "\n")
    assert found, (before, letter.text)
    return found[1]
