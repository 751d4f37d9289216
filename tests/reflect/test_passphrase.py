"""A passphrase of one's own (R6): what opens, for how long, and what it costs."""

import base64

import pytest
from django.conf import settings as django_settings
from django.utils import timezone

from ours.people.models import Session
from ours.reflect import acts, unlocking
from ours.reflect.kinds import Snapshot
from ours.reflect.models import PrivateEntry, PrivateKey
from ours.reflect.room import Locked
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.reflect.helping import room_of, words_of

PHRASE = "four words nobody guesses"
SET = {"passphrase": PHRASE, "again": PHRASE, "known": "on", "once": "set"}


@pytest.fixture
def tom(cast, browser):
    """Tom's browser; his room has an entry and a passphrase, and is open in it."""
    one = browser(cast.tom)
    one.post("/reflect/snapshots/", {"words": "Nobody else."})
    answer = one.post("/reflect/own/passphrase/", SET)
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/own/#passphrase")
    return one


def test_it_opens_here_and_asks_elsewhere(cast, tom, browser):
    assert "Nobody else." in words_of(tom.get("/reflect/snapshots/"))
    with pytest.raises(Locked):
        room_of(cast.tom)
    other = browser(cast.tom)
    page = other.get("/reflect/snapshots/")
    assert (page.status_code, "The room is locked" in words_of(page)) == (200, True)
    assert "Nobody else." not in page.content.decode()
    answer = other.post("/reflect/own/unlocked/", {"room_passphrase": PHRASE, "next": "/reflect/snapshots/"})
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/snapshots/")
    assert "Nobody else." in words_of(other.get("/reflect/snapshots/"))


def test_neither_session_nor_cookie_alone_opens_anything(cast, tom):
    cookie = tom.cookies[unlocking.cookie_name()]
    assert (cookie["httponly"], cookie["samesite"], cookie["max-age"], cookie["expires"]) == (True, "Strict", "", "")
    row = PrivateKey.objects.get()
    data_key = unlocking.key_by(PHRASE, row, at=timezone.now())
    for told in (data_key, base64.b64encode(data_key), base64.urlsafe_b64encode(data_key), data_key.hex().encode()):
        for session in Session.objects.all():
            assert told not in str(session.get_decoded()).encode()
        assert told not in cookie.value.encode()
    session_only = signed_in_browser(cast.tom)
    session_only.cookies[django_settings.SESSION_COOKIE_NAME] = tom.cookies["ours"].value
    assert "The room is locked" in words_of(session_only.get("/reflect/snapshots/"))
    cookie_only = signed_in_browser(cast.tom)
    cookie_only.cookies[unlocking.cookie_name()] = cookie.value
    assert "The room is locked" in words_of(cookie_only.get("/reflect/snapshots/"))
    bea = signed_in_browser(cast.bea)
    bea.cookies[unlocking.cookie_name()] = cookie.value
    assert "Nobody else." not in words_of(bea.get("/reflect/snapshots/"))


def test_behind_https_only_this_host_can_set_the_cookie(settings):
    settings.SECURE = True
    assert unlocking.cookie_name() == "__Host-ours-room"


def test_it_locks_by_itself_and_by_hand(cast, tom, monkeypatch):
    later = timezone.now() + unlocking.STAYS
    with monkeypatch.context() as patch:
        patch.setattr(timezone, "now", lambda: later)
        assert "The room is locked" in words_of(tom.get("/reflect/snapshots/"))
    assert "Nobody else." in words_of(tom.get("/reflect/snapshots/"))
    tom.post("/reflect/own/locked/", {"once": "lock"})
    assert "The room is locked" in words_of(tom.get("/reflect/snapshots/"))


def test_what_was_typed_when_it_locked_is_taken_in_with_the_passphrase(cast, tom, browser):
    other = browser(cast.tom)
    page = other.post("/reflect/snapshots/", {"words": "Typed too late.", "once": "k9"})
    assert (page.status_code, "Typed too late." in words_of(page)) == (200, True)
    assert PrivateEntry.objects.count() == 1
    wrong = other.post("/reflect/snapshots/", {"words": "Typed too late.", "room_passphrase": "no"})
    assert (wrong.status_code, "Typed too late." in words_of(wrong)) == (422, True)
    answer = other.post("/reflect/snapshots/", {"words": "Typed too late.", "room_passphrase": PHRASE})
    assert answer.status_code == 303
    assert "Typed too late." in words_of(other.get("/reflect/snapshots/"))


def test_guessing_has_to_wait(cast, tom, browser):
    other, row = browser(cast.tom), PrivateKey.objects.get()
    sent = {"room_passphrase": "a guess of mine", "next": "/reflect/"}
    answers = [words_of(other.post("/reflect/own/unlocked/", sent)) for _ in range(6)]
    assert ["That does not open it." in one for one in answers] == [True] * 5 + [False]
    assert "Please wait 15 minutes" in answers[5]
    right = other.post("/reflect/own/unlocked/", {"room_passphrase": PHRASE})
    assert right.status_code == 422
    row.refresh_from_db()
    assert row.wrong == unlocking.TRIES
    PrivateKey.objects.update(wrong_at=timezone.now() - unlocking.WAIT)
    assert other.post("/reflect/own/unlocked/", {"room_passphrase": PHRASE}).status_code == 303


def test_it_goes_on_only_within_the_room(cast, tom, browser):
    for to in ("https://elsewhere.example/", "//elsewhere.example", "/clients/", ""):
        sent = {"room_passphrase": PHRASE, "next": to}
        assert browser(cast.tom).post("/reflect/own/unlocked/", sent)["Location"] == "/reflect/"


def test_a_passphrase_is_long_said_twice_and_its_cost_is_known(cast, browser):
    one = browser(cast.tom)
    answer = one.post("/reflect/own/passphrase/", {"passphrase": "short", "again": "other"})
    said = words_of(answer)
    assert answer.status_code == 422
    assert "Take at least 10 characters; four words that nobody would guess are good." in said
    assert "Please say that you know it." in said
    answer = one.post("/reflect/own/passphrase/", SET | {"again": "four words nobody guesse"})
    assert "These two differ; write the same twice." in words_of(answer)
    assert PrivateKey.objects.count() == 0


def test_copies_from_before_the_passphrase_open_nothing_kept_since(cast, browser):
    acts.note(room_of(cast.tom), Snapshot(words="Before.", at=DAY))
    before = PrivateKey.objects.get()
    old_key = room_of(cast.tom).data_key
    room = acts.set_passphrase(room_of(cast.tom), PHRASE)
    assert room.data_key != old_key
    assert [one.words for one in room.all(Snapshot)] == ["Before."]
    before.save()  # the row of a copy of before, which opens without the passphrase
    assert room_of(cast.tom).data_key == old_key
    assert room_of(cast.tom).all(Snapshot) == []


def test_it_can_be_taken_off_again(cast, tom):
    assert tom.post("/reflect/own/passphrase/gone/", {"once": "off"}).status_code == 303
    assert [one.words for one in room_of(cast.tom).all(Snapshot)] == ["Nobody else."]


def test_forgotten_is_lost_and_the_room_can_be_begun_anew(cast, tom, browser):
    other = browser(cast.tom)
    assert other.post("/reflect/own/ended/", {}).status_code == 200  # not sure: the page asks again
    assert PrivateKey.objects.count() == 1
    answer = other.post("/reflect/own/ended/", {"sure": "on", "once": "e"})
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/own/")
    assert (PrivateKey.objects.count(), PrivateEntry.objects.count()) == (0, 0)
    assert other.post("/reflect/snapshots/", {"words": "Anew."}).status_code == 303


def test_the_hours_are_those_on_the_page(cast, tom):
    assert "for 4 hours in this browser" in words_of(tom.get("/reflect/own/"))
