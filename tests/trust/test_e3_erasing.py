"""E3: a person is erased (`ours erase`), then who they were is searched in the raw pages of the database."""

from pathlib import Path
from threading import Timer

import psycopg
import pytest
from click.testing import CliRunner
from django.db import connection

from ours.cli import main
from ours.columns import COLUMNS
from ours.listen.models import Request
from ours.listen.receiving import receive
from ours.people import acts as people
from ours.people.models import Person, Seat, Session
from ours.post import sending
from ours.post.models import InboundMail, Letter
from ours.problem.models import Event, Look
from ours.problem.sentences import sentence
from ours.prove import pulse_acts
from ours.prove.models import Pulse, PulseAnswer, PulseQuestion
from ours.reflect import acts as reflect
from ours.reflect.kinds import Snapshot
from ours.reflect.models import PrivateKey
from ours.reflect.room import open_room
from tests.asking import address, routes
from tests.cast import DAY, Cast, make_cast
from tests.conftest import signed_in_browser
from tests.post.letters import answer
from tests.rights import MATRIX
from tests.trust.letters_waiting import END, write_all
from tests.trust.programme import size, tell
from tests.trust.raw import content, every
from tests.world import Table, mail_in_tray, set_table

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]

MARK = "Wvqzjxkpfy"  # stands in everything that tells who somebody is
APART = {"sign-out", "stream"}
# Where the class "personal" stands: what an erasure empties, and what tells of nobody who has a seat.
EMPTIED = {"Person", "Seat", "Session", "SignInCode", "Look", "CareLetters", "Letter", "InboundMail"}
EMPTIED |= {"Pulse", "PulseQuestion", "PulseAnswer"}
OF_OTHERS = {"Firm", "Mailbox", "PackLink", "PackOpening"}


def rename(seat: Seat, mark: str) -> Person:
    """Give somebody a name, an address and a title that stand nowhere else."""
    person = seat.person
    assert person is not None
    person.email = f"{mark}@{mark}.example".lower()
    person.name = f"{mark} Ö{mark.lower()}"
    person.save()
    Seat.objects.filter(person=person).update(name=person.name, title=f"{mark} of everything")
    seat.refresh_from_db()
    return person


def furnish(settings) -> tuple[Cast, Table]:
    """A world with one of everything, in which Bea and Una can be told by their marks."""
    settings.SMTP_URL, settings.DEMO = "", False
    cast = make_cast()
    rename(cast.bea, MARK)
    cast = Cast(**{**vars(cast), "bea": Seat.objects.get(pk=cast.bea.pk)})
    places = {"engagement": cast.growth, "client_seat": cast.bea, "other_seat": cast.front_desk, "expert": cast.tom}
    table = set_table(cast, **places, word="First")
    table.ids["mail_id"] = mail_in_tray(cast.neon, "First")
    write_all(cast)
    return cast, table


def leave_traces(cast: Cast) -> None:
    """Everything else that is kept of somebody: mails, browsers, codes, looks, a private room, answers to the pulse."""
    browser = signed_in_browser(cast.bea)
    for path in ("/", "/me/", "/care/"):
        browser.get(path)
    browser.post("/sign-in/", {"email": cast.bea.person.email})
    for letter in Letter.objects.filter(person=cast.bea.person, kind="news").order_by("pk")[:2]:
        mail = answer(letter, "Forty-one people.", id=f"<{MARK}.{letter.pk}@x.example>", at=letter.at)
        receive(mail.as_bytes(), at=letter.at)
    stranger = f"From: {cast.bea.person.email}\r\nTo: help@neon.example\r\nSubject: More\r\n\r\nMore of it.\r\n"
    receive(stranger.encode(), at=DAY)
    reflect.note(open_room(cast.bea.person_id), Snapshot(words="Nobody else.", at=DAY))
    question = PulseQuestion.objects.filter(pulse__seat=cast.bea).first()
    assert question is not None
    pulse_acts.answer(question, "partly", f"{MARK} thinks so.", at=DAY)
    sending.send_due(END)


def sign_in_often(person: Person) -> None:
    """So many browsers of one kind that a database keeps a sample of what they are called."""
    Session.objects.exclude(person=person).delete()
    for number in range(20):
        Session.objects.create(
            session_key=f"{number:032}", session_data="", expire_date=END, person=person, device=f"{MARK} {number % 2}"
        )


def in_raw_pages(*needles: bytes) -> list[bytes]:
    """Which of these stand in the files of the database, once everything has reached them."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("PRAGMA wal_checkpoint(PASSIVE)")
            place = Path(connection.settings_dict["NAME"])
            files = sorted(place.parent.glob(f"{place.name}*"))
        else:
            cursor.execute("CHECKPOINT")
            cursor.execute("SELECT oid FROM pg_database WHERE datname = current_database()")
            (oid,) = cursor.fetchone()
            cursor.execute("SHOW data_directory")
            files = every([Path(cursor.fetchone()[0]) / "base" / str(oid)])
    told = content(files).lower()
    return [needle for needle in needles if needle.lower() in told]


def erase(mail: str, *words: str):
    return CliRunner().invoke(main, ["erase", mail, *words])


def needles(mark: str) -> list[bytes]:
    """A mark as it may stand there."""
    return [mark.encode(), mark.encode("utf-16-le"), mark.encode().hex().encode()]


def test_nothing_in_the_raw_pages_tells_who_somebody_was(settings):
    cast, table = furnish(settings)
    leave_traces(cast)
    sign_in_often(cast.bea.person)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")  # as databases do now and then: samples of what stands in the columns
    assert in_raw_pages(*needles(MARK)) == [MARK.encode()], "there is something to erase"
    person, said = cast.bea.person, Request.objects.get(pk=table.ids["request_id"]).words

    done = erase(person.email, "--yes")

    assert done.exit_code == 0, done.output
    found = in_raw_pages(*needles(MARK))
    people_erased = 1
    for number in range(size(0, 4)):
        other = [cast.una, cast.maja, cast.imani, cast.luca][number]
        mark = f"{MARK[:-1]}{'abcd'[number]}"
        erased = rename(other, mark)
        signed_in_browser(other).get("/")
        assert erase(erased.email, "--yes").exit_code == 0
        found += in_raw_pages(*needles(mark))
        people_erased += 1
    tell("E3", erased=people_erased, found=len(found))
    assert found == []

    # What was said stays, signed by a neutral name.
    assert Request.objects.get(pk=table.ids["request_id"]).words == said
    person.refresh_from_db()
    assert (person.name, person.email) == ("A former client", f"{person.pk}@erased.invalid")
    assert (person.language, person.time_zone, person.letters_per_day) == ("en", "UTC", 0)
    assert person.deactivated_at is not None
    cast.bea.refresh_from_db()
    assert (cast.bea.name, cast.bea.title, cast.bea.left_at is not None) == ("A former client", "", True)
    told = [sentence(event) for event in Event.objects.filter(problem=table.problem, seat=cast.bea)]
    assert told and all("A former client" in one for one in told)
    assert not Session.objects.filter(person=person).exists()
    assert not PrivateKey.objects.filter(author=person).exists()
    assert not Letter.objects.filter(person=person).exists()
    assert not Pulse.objects.filter(seat=cast.bea).exists() and not PulseAnswer.objects.exists()
    assert not Look.objects.filter(person=person).exists()
    assert {bytes(one.raw) for one in InboundMail.objects.filter(seat=cast.bea)} == {b""}


@pytest.mark.skipif(connection.vendor != "postgresql", reason="one server with several databases")
def test_it_waits_for_who_writes_in_another_database_of_the_server(settings):
    cast, _table = furnish(settings)
    beside = {"dbname": "template1", "autocommit": False}
    with psycopg.connect(**{**connection.get_connection_params(), **beside, "context": None}) as other:
        other.execute("SELECT pg_current_xact_id()")
        ends = Timer(2, other.rollback)
        ends.start()
        assert erase(cast.bea.person.email, "--yes").exit_code == 0
        waited = not ends.is_alive()
        ends.join()
    assert waited
    assert in_raw_pages(*needles(MARK)) == []


def test_every_personal_column_is_emptied_or_tells_of_others():
    assert {model for model, classes in COLUMNS.items() if "personal" in classes} == EMPTIED | OF_OTHERS


def test_every_page_still_opens(settings):
    cast, table = furnish(settings)
    leave_traces(cast)
    assert erase(cast.bea.person.email, "--yes").exit_code == 0
    wrong = []
    browser = signed_in_browser(cast.tom)
    browser.raise_request_exception = False
    for name, parameters in routes():
        if name in APART or MATRIX[name].get is None:
            continue
        told = browser.get(address(name, parameters, table.ids))
        content = b"".join(told) if told.streaming else told.content
        if told.status_code >= 500 or MARK.lower().encode() in content.lower():
            wrong.append((name, told.status_code))
    assert wrong == []
    assert b"A former client" in browser.get(f"/problems/{table.problem.pk}/history/").content


def test_it_asks_first_and_refuses_what_cannot_be(settings):
    cast = make_cast()
    refused = erase("nobody@example.org", "--yes")
    assert (refused.exit_code, refused.output) == (1, "Error: Nobody here has the address nobody@example.org.\n")
    asked = CliRunner().invoke(main, ["erase", "bea@example.org"], input="n\n")
    assert asked.exit_code == 1 and "Erase Bea Okafor <bea@example.org>? It cannot be taken back." in asked.output
    owner = erase("ana@example.org", "--yes")
    assert owner.output == "Error: Ana Ruiz is the only owner of a firm. Let somebody else own it first.\n"
    assert {one.name for one in Person.objects.all()} >= {"Bea Okafor", "Ana Ruiz"}
    assert cast.ana.left_at is None


def test_a_word_that_is_left_would_be_found(settings):
    cast, _table = furnish(settings)
    erase(cast.bea.person.email, "--yes")
    people.introduce(
        cast.tom.person, name=f"{MARK} again", language="en", time_zone="UTC", letters_per_day=6, by=cast.tom, at=DAY
    )
    assert in_raw_pages(MARK.encode()) == [MARK.encode()]
