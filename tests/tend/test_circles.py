"""Circles of causes: deeds at several of their problems at the same moment all work out, and the clocks are right."""

import threading
from datetime import timedelta

import pytest
from django.db import close_old_connections, connection
from django.test import Client as Browser
from django.utils import timezone

from ours.listen.intake_acts import say
from ours.problem.models import Problem
from ours.tend import spread_acts
from ours.tend.models import Link
from tests.cast import DAY
from tests.conftest import signed_in_browser

TIMES = 8
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor == "sqlite", reason="SQLite does one deed at a time anyway"),
]


@pytest.fixture
def circle(cast):
    """Three problems, each a cause of the next."""
    problems = [cast.problem(f"Number {number}.") for number in range(3)]
    for number, cause in enumerate(problems):
        spread_acts.link(cause, problems[(number + 1) % 3], "So.", by=cast.tom, at=DAY)
    return [Problem.objects.select_related("engagement", "client", "firm").get(pk=one.pk) for one in problems]


def at_once(*deeds):
    """Do these deeds in threads of their own, all beginning at the same moment; the errors that came of it."""
    start, errors = threading.Barrier(len(deeds)), []

    def run(deed) -> None:
        try:
            start.wait()
            deed()
        except Exception as error:
            errors.append(error)
        finally:
            close_old_connections()
            connection.close()

    threads = [threading.Thread(target=run, args=(deed,)) for deed in deeds]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return errors


def test_deeds_at_all_problems_of_a_circle(cast, circle):
    def talk(problem):
        def run():
            for number in range(TIMES):
                fresh = Problem.objects.select_related("engagement", "client", "firm").get(pk=problem.pk)
                say(fresh, f"{number}.", by=cast.tom, at=DAY + timedelta(hours=number + 1))

        return run

    assert at_once(*map(talk, circle)) == []
    for problem in circle:
        problem.refresh_from_db()
        assert problem.cared_at == DAY + timedelta(hours=TIMES)
        assert problem.messages.count() == TIMES


def post(browser: Browser, address: str, **fields: object) -> None:
    answer = browser.post(address, fields)
    assert answer.status_code in (303, 409), answer.content.decode()[-2000:]


def test_forms_sent_at_all_problems_of_a_circle_and_links_made_both_ways(cast, circle):
    browsers = [signed_in_browser(cast.tom) for _ in range(4)]

    def words(number):
        def run():
            for time in range(TIMES):
                post(
                    browsers[number],
                    f"/problems/{circle[number].pk}/messages/said/",
                    words=f"{time}.",
                    once=f"{number}-{time}",
                )

        return run

    def links():
        first, other = circle[0], circle[1]
        for time in range(TIMES):
            one, two = (first, other) if time % 2 else (other, first)
            fields = {"way": "effect", "other": two.pk, "once": f"link-{time}"}
            post(browsers[3], f"/problems/{one.pk}/tending/links/", **fields)
            made = Link.objects.filter(cause=one, effect=two, ended_at__isnull=True).first()
            post(browsers[3], f"/problems/{one.pk}/tending/links/{made.pk}/ended/", once=f"part-{time}")

    assert at_once(words(0), words(1), words(2), links) == []
    assert all(problem.messages.count() == TIMES for problem in circle)
    now = timezone.now()
    for problem in Problem.objects.filter(pk__in=[one.pk for one in circle]):
        assert problem.care_due > problem.cared_at
        assert problem.cared_at <= now
