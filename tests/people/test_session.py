"""What a session keeps and for how long."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from ours.people import acts
from ours.people.entrance import CODES_IN
from ours.people.models import Session, SignInCode, WayIn
from ours.people.sessions import UNUSED
from tests.people.entering import come_in, session_of


def test_seen_is_written_at_most_once_an_hour(cast):
    browser = come_in("bea@example.org")
    row = session_of(browser)
    for ago, written in ((timedelta(minutes=59), False), (timedelta(minutes=61), True)):
        before = timezone.now() - ago
        Session.objects.update(seen_at=before)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/me/")
        updates = [query["sql"] for query in queries if query["sql"].startswith("UPDATE")]
        assert [("ours_session" in sql and "seen_at" in sql and "session_data" not in sql) for sql in updates] == (
            [True] if written else []
        )
        row.refresh_from_db()
        assert (row.seen_at > before) is written


def test_taking_another_seat_is_no_new_beginning(cast):
    browser = come_in("tom@example.org")
    long_ago = timezone.now() - timedelta(days=29)
    session = session_of(browser)
    began, ends = session.began_at, session.expire_date
    Session.objects.update(seen_at=long_ago)
    browser.post("/seats/", {"seat": cast.tom.pk})
    session.refresh_from_db()
    assert (session.began_at, session.expire_date) == (began, ends)
    assert session.person == cast.tom.person


def test_a_session_ends_after_sixty_days(cast):
    browser = come_in("bea@example.org")
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert browser.get("/me/").status_code == 302


def test_a_browser_that_is_not_used_for_thirty_days_is_signed_out(cast):
    used, unused = come_in("bea@example.org"), come_in("bea@example.org")
    now = timezone.now()
    Session.objects.filter(pk=session_of(used).pk).update(seen_at=now - UNUSED + timedelta(minutes=1))
    Session.objects.filter(pk=session_of(unused).pk).update(seen_at=now - UNUSED)
    page = used.get("/devices/").content.decode()
    assert "this one" in page and "Sign out everywhere else" not in page
    assert unused.get("/me/")["Location"] == "/sign-in/?next=%2Fme%2F"


def test_a_seat_is_only_acted_from_by_its_person(cast, browser):
    session = browser(cast.bea).session
    session["seat"] = cast.ana.pk
    session.save()
    confused = browser(cast.bea)
    confused.cookies["ours"] = session.session_key
    assert confused.get("/firm/")["Location"] == "/seats/?next=%2Ffirm%2F"


def test_the_sweep_removes_what_opens_nothing_any_more(cast):
    now = timezone.now()
    browser = come_in("bea@example.org")
    come_in("imani@example.org")
    Session.objects.filter(person=cast.imani.person).update(expire_date=now)
    for ago in (timedelta(0), CODES_IN - timedelta(seconds=1), CODES_IN):
        SignInCode.objects.create(
            email="bea@example.org", code_hash="c", browser_hash="b", asked_at=now - ago, known=True
        )
    acts.way_in(cast.ana, now - timedelta(minutes=15))
    acts.way_in(cast.ana, now - timedelta(minutes=14))
    Session.objects.create(session_key="unused", expire_date=now + timedelta(days=30), seen_at=now - UNUSED)
    assert acts.sweep(now) == 4
    assert [session.person for session in Session.objects.all()] == [cast.bea.person]
    assert (SignInCode.objects.count(), WayIn.objects.count()) == (2, 1)
    assert browser.get("/me/").status_code == 200
    assert acts.sweep(now) == 0
