"""Nothing of a private room reaches anybody but its author (R6): the short forms of A1, A2 and A8 for this room."""

import base64
import logging
import re
from io import BytesIO
from urllib.parse import quote
from zipfile import ZipFile, is_zipfile

import pytest
from django.apps import apps
from django.test import Client as Browser

from ours.people.models import Session
from ours.post.bundling import bundle_due
from ours.post.models import Letter
from ours.problem.models import Receipt
from ours.reflect.models import PrivateEntry, PrivateKey
from tests.asking import address, routes
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.reflect.helping import WORD, write_everything
from tests.rights import MATRIX
from tests.world import mail_in_tray, set_table

HIDDEN = re.compile(rb'<input type="hidden"[^>]*>|name="csrfmiddlewaretoken"[^>]*>|/readings/[^/<]+/')  # new each time
OWN = {PrivateKey, PrivateEntry}
NOT_ASKED = {"stream", "sign-out", "readings-sent"}  # it stays open; it ends the session; it takes a program's key


def told_as(word: str) -> set[bytes]:
    """A word in the encodings in which it could get out."""
    raw = word.encode()
    return {
        raw.lower(),
        raw.hex().encode(),
        quote("ö" + word).encode().lower(),
        base64.b64encode(raw).rstrip(b"=")[:-1].lower(),
        word.encode("utf-16-le").lower(),
    }


NEEDLES = told_as(WORD)


def holds(content: bytes) -> bool:
    """Whether the word stands in there, also inside a spreadsheet."""
    parts = [content]
    if is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            parts = [archive.read(name) for name in archive.namelist()]
    return any(needle in part.lower() for part in parts for needle in NEEDLES)


@pytest.fixture
def world(cast, settings):
    settings.SMTP_URL, settings.DEMO = "", False
    table = set_table(
        cast, engagement=cast.growth, client_seat=cast.bea, other_seat=cast.front_desk, expert=cast.tom, word="First"
    )
    table.ids["mail_id"] = mail_in_tray(cast.neon, "First")
    return table


def others(cast) -> dict[str, Browser]:
    seats = ("ana", "una", "bea", "imani", "maja", "kai", "luca")
    return {"visitor": Browser()} | {name: signed_in_browser(getattr(cast, name)) for name in seats}


def paths(ids, *, private: bool) -> list[str]:
    """The addresses of all pages, of the private room or of everything else."""
    found = []
    for name, parameters in routes():
        if name not in NOT_ASKED and MATRIX[name].get is not None and name.startswith("reflect") == private:
            found.append(address(name, parameters, ids))
    return found


def ask_all(browsers, ids, *, private: bool = False) -> dict[tuple[str, str], tuple[int, bytes]]:
    answers = {}
    for name, browser in browsers.items():
        browser.raise_request_exception = False
        # A page may say again what was asked for, so the search is for the word without its end.
        for path in [*paths(ids, private=private), f"/search/?q={WORD[:-1]}"]:
            answer = browser.get(path)
            answers[name, path] = (answer.status_code, b"".join(answer) if answer.streaming else answer.content)
    return answers


@pytest.mark.slow
def test_a_day_s_entries_stand_in_no_answer_to_anybody_else(cast, world, caplog):
    """A1 for this room, and A2: what everybody else is answered is byte for byte what it was before."""
    caplog.set_level(logging.DEBUG)
    browsers = others(cast)
    two = {name: browsers[name] for name in ("ana", "bea")}
    ask_all(two, world.ids)  # what is noted once in passing (a look at a table) is noted by now
    before = ask_all(two, world.ids)
    tom = signed_in_browser(cast.tom)
    ids = world.ids | write_everything(tom, cast.yoga.pk, cast.bea.pk, world.problem.pk)
    after = ask_all(browsers, world.ids)

    assert [where for where, (_status, content) in after.items() if holds(content)] == []
    assert len(after) >= 8 * 60
    told = {where: (status, HIDDEN.sub(b"", content)) for where, (status, content) in before.items()}
    now = {where: (after[where][0], HIDDEN.sub(b"", after[where][1])) for where in before}
    # Spreadsheets and PDF are stamped with the moment at which they were made.
    differ = [where for where in told if told[where] != now[where]]
    assert [where for where in differ if not re.search("xlsx|pdf", where[1])] == []

    private = ask_all(browsers, ids, private=True)
    assert [where for where, (_status, content) in private.items() if holds(content)] == []
    seen = tom.get(f"/reflect/snapshots/{ids['entry_id']}/")
    assert holds(seen.content)  # there was something that could have leaked, and this would have seen it

    # Tom's own pages outside of the room hold nothing of it either: somebody may look over his shoulder.
    mine = ask_all({"tom": signed_in_browser(cast.tom)}, world.ids)
    leaks = [where for where, (_status, content) in mine.items() if holds(content)]
    assert leaks == []
    assert WORD.lower() not in caplog.text.lower()


def rows(but=()) -> dict[str, int]:
    every = apps.get_app_config("ours").get_models(include_auto_created=True)
    return {one.__name__: one._default_manager.count() for one in every if one not in but}


def test_no_deed_here_writes_anything_elsewhere(cast, browser):
    problem, tom = cast.problem(), browser(cast.tom)
    before = rows({*OWN, Receipt})
    ids = write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
    tom.post(f"/reflect/trust/{ids['mending_id']}/mended/", {"once": "m"})
    tom.post("/reflect/own/export/")
    tom.post(f"/reflect/entries/{ids['entry_id']}/gone/", {"once": "g"})
    assert rows({*OWN, Receipt}) == before
    assert (PrivateKey.objects.count(), PrivateEntry.objects.count()) == (1, 4)
    bundle_due(DAY.replace(year=2036))
    assert not any(holds(f"{one.subject}{one.text}{one.html}".encode()) for one in Letter.objects.all())
    assert not any(WORD in one.location for one in Receipt.objects.all())


def every_value():
    """Every value of every column of every table, as bytes."""
    for model in apps.get_app_config("ours").get_models(include_auto_created=True):
        for row in model._default_manager.values_list():
            for value in row:
                yield bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()


def test_the_database_holds_no_word_of_it(cast, browser):
    """A8, row by row, on both databases. The files themselves: `tests/trust/test_a8_disk.py`."""
    problem, tom = cast.problem(), browser(cast.tom)
    write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
    tom.post("/reflect/own/passphrase/", {"passphrase": WORD * 2, "again": WORD * 2, "known": "on"})
    assert not any(holds(value) for value in every_value())


def test_nothing_points_from_elsewhere_into_the_room():
    """No reverse relation: from a person, a seat or a problem nobody can walk into it, not even by mistake."""
    for model in apps.get_app_config("ours").get_models():
        for relation in model._meta.related_objects:
            assert relation.related_model not in OWN or model in OWN, (model, relation)
        if model not in OWN:
            assert not [one for one in dir(model) if "private" in one.lower()], model


def test_sessions_hold_no_word(cast, browser):
    problem, tom = cast.problem(), browser(cast.tom)
    write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
    assert not any(holds(str(one.get_decoded()).encode()) for one in Session.objects.all())


def test_a_page_that_breaks_says_nothing_and_logs_no_word(cast, browser, caplog, monkeypatch):
    from ours.reflect import acts

    def broken(*_args, **_kwargs):
        raise OSError("The disk is full.")

    monkeypatch.setattr(acts, "seal_said", broken)
    monkeypatch.setattr("ours.reflect.room.seal_said", broken)
    caplog.set_level(logging.DEBUG)
    tom = browser(cast.tom)
    tom.raise_request_exception = False
    answer = tom.post("/reflect/snapshots/", {"words": f"{WORD} on a full disk", "once": "b"})
    assert answer.status_code == 503
    # Its author reads it there and sends it again; it is nowhere else.
    assert answer["Cache-Control"] == "private, no-store" and answer.content.decode().count(WORD) == 1
    assert "The disk is full." in caplog.text and WORD not in caplog.text


@pytest.mark.parametrize("many", [1, 3])
def test_pages_ask_the_database_little_and_always_the_same(cast, browser, django_assert_num_queries, many):
    problem, tom = cast.problem(), browser(cast.tom)
    for _ in range(many):
        ids = write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
    budget = {
        "": 6,
        "snapshots/": 4,
        f"snapshots/{ids['entry_id']}/": 6,
        "oneself/": 4,
        "levels/": 7,
        "trust/": 5,
        f"trust/{ids['mending_id']}/": 7,
        "lessons/": 9,
        "own/": 4,
    }
    for path, number in budget.items():
        with django_assert_num_queries(number, info=path):
            assert tom.get(f"/reflect/{path}").status_code == 200
