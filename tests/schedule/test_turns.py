"""The worker's schedule: each job once, whoever asks and whoever dies; what fails is tried again, ever more rarely."""

import itertools
import threading
from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone

from ours.cli import rounds
from ours.cli.rounds import Failed, Job, run
from ours.schedule import models, turns
from ours.schedule.turns import HOLD
from tests.cast import DAY

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
PAUSES = {"first": SECOND, "second": MINUTE}


@pytest.fixture
def clock(monkeypatch):
    """A clock that stands until it is set: `clock["now"]`."""
    at = {"now": DAY}
    monkeypatch.setattr(timezone, "now", lambda: at["now"])
    return at


def row(name: str) -> models.Job:
    return models.Job.objects.get(pk=name)


def test_what_is_new_is_due_at_once(db):
    assert turns.due(PAUSES, DAY) == ["first", "second"]
    assert list(models.Job.objects.order_by("pk").values_list("name", "due_at")) == [("first", DAY), ("second", DAY)]


def test_a_job_is_begun_once_and_its_turn_comes_again_after_its_pause(db):
    turns.due(PAUSES, DAY)
    assert [turns.begin("second", DAY, pause=MINUTE) for _worker in range(2)] == [True, False]
    assert turns.due(PAUSES, DAY) == ["first"]
    turns.done("second", DAY, "3", pause=MINUTE, at=DAY + SECOND)
    assert turns.due(PAUSES, DAY + MINUTE) == ["first"]
    assert turns.due(PAUSES, DAY + MINUTE + SECOND) == ["first", "second"]
    job = row("second")
    assert (job.began_at, job.ended_at, job.held_until, job.result) == (DAY, DAY + SECOND, None, "3")


def test_a_worker_that_died_lets_go(db):
    turns.due(PAUSES, DAY)
    assert turns.begin("first", DAY, pause=SECOND)
    assert turns.due(PAUSES, DAY + HOLD - SECOND) == ["second"]
    assert not turns.begin("first", DAY + HOLD - SECOND, pause=SECOND, early=True)
    assert turns.due(PAUSES, DAY + HOLD) == ["first", "second"]
    assert turns.begin("first", DAY + HOLD, pause=SECOND)
    turns.done("first", DAY, "late", pause=SECOND, at=DAY + HOLD + SECOND)  # it was not dead after all
    assert (row("first").result, row("first").held_until) == ("", DAY + HOLD + HOLD)


def test_what_fails_is_tried_again_ever_more_rarely_and_works_out_in_the_end(db):
    turns.due(PAUSES, DAY)
    at, waits = DAY, []
    for _try in range(12):
        assert turns.begin("first", at, pause=SECOND)
        turns.failed("first", at, "The disk is full.", pause=SECOND, at=at)
        waits.append((row("first").due_at - at).total_seconds())
        at = row("first").due_at
    assert waits == [2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600, 600]
    assert (row("first").tries, row("first").error) == (12, "The disk is full.")
    assert turns.begin("first", at, pause=SECOND)
    turns.done("first", at, "1", pause=SECOND, at=at)
    job = row("first")
    assert (job.tries, job.error, job.result, job.due_at) == (0, "", "1", at + SECOND)


def test_where_the_clock_is_put_back_nothing_waits_for_it(db):
    turns.due(PAUSES, DAY)
    assert turns.begin("first", DAY, pause=SECOND)  # and died
    assert turns.begin("second", DAY, pause=MINUTE)
    turns.done("second", DAY, "", pause=MINUTE, at=DAY)
    before = DAY - timedelta(days=1)
    assert turns.due(PAUSES, before) == ["first", "second"]
    assert turns.begin("first", before, pause=SECOND)
    assert turns.begin("second", before, pause=MINUTE)


def test_a_failure_stands_in_the_schedule_and_is_raised_with_its_cause(db, clock):
    def breaks(at):
        raise ValueError("It  broke.")

    job = Job(60, breaks)
    turns.due({"breaks": job.span}, DAY)
    with pytest.raises(Failed, match="breaks did not work out and is tried again: It broke.") as told:
        run(job)
    assert isinstance(told.value.__cause__, ValueError)
    assert (row("breaks").tries, row("breaks").error, row("breaks").held_until) == (1, "It broke.", None)
    assert run(job) is None  # its turn has not come
    clock["now"] = DAY + 3 * MINUTE
    with pytest.raises(Failed):
        run(job)
    assert row("breaks").tries == 2


def test_what_has_nothing_to_do_writes_nothing(db, clock):
    asked = []
    job = Job(1, lambda at: asked.append(at), lambda at: bool(asked))
    turns.due({job.name: job.span}, DAY)
    assert run(job) is None
    assert (asked, row(job.name).began_at) == ([], None)
    run(job, early=True)
    assert (asked, row(job.name).began_at) == ([DAY], DAY)


def test_all_jobs_have_names_of_their_own():
    names = [job.name for job in rounds.rounds()]
    assert len(set(names)) == len(names)
    assert max(map(len, names)) <= 60


@pytest.mark.django_db(transaction=True)
def test_of_many_workers_one_begins_each_turn():
    """Four workers, real connections, no clock that stands: every turn is begun by exactly one."""
    turns.due({"counted": SECOND}, DAY)
    begun, start = [], threading.Barrier(4)

    def worker() -> None:
        try:
            for turn in range(25):
                start.wait()
                at = DAY + turn * 2 * HOLD
                if turns.begin("counted", at, pause=SECOND):
                    begun.append(turn)
        finally:
            connection.close()

    workers = [threading.Thread(target=worker) for _ in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert sorted(begun) == list(range(25))


def test_the_worker_goes_on_after_a_failure(db, monkeypatch):
    stop, told, ticks = threading.Event(), [], itertools.count()
    monkeypatch.setattr(timezone, "now", lambda: DAY + next(ticks) * MINUTE)

    def breaks(at):
        told.append("breaks")
        raise ValueError("It broke.")

    def works(at):
        told.append("works")
        if told.count("works") == 2:
            stop.set()
        return 7

    monkeypatch.setattr(rounds, "rounds", lambda: [Job(60, breaks), Job(60, works)])
    monkeypatch.setattr(rounds, "LOOK", 0.01)
    rounds.work(stop)
    assert (told.count("works"), told.count("breaks")) == (2, row("breaks").tries)
    assert row("breaks").tries in (1, 2)
    assert row("works").result == "7"
