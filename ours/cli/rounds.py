"""What the background worker does, each thing at its own pace; every one is an index scan that finds nothing mostly.

When a job comes next, and how it went, stands in the schedule (`ours/schedule/`), which several workers share.
"""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from threading import Event
from typing import Final, NamedTuple

log = logging.getLogger(__name__)

LOOK: Final = 0.5  # seconds between two looks at the schedule
AFTER_TROUBLE: Final = 2.0  # seconds until a database that did not answer is asked again


class Job(NamedTuple):
    """One thing to do: what, and how long after it its turn comes again. What comes every second asks `waits` first
    whether there is anything to do, so that a worker who has nothing to do writes nothing."""

    pause: float  # seconds
    act: Callable[[datetime], object]
    waits: Callable[[datetime], bool] | None = None
    called: str = ""  # where the name of what is done says too little

    @property
    def name(self) -> str:
        """What stands for it in the schedule."""
        return self.called or str(getattr(self.act, "__name__", self.act))

    @property
    def span(self) -> timedelta:
        """The pause."""
        return timedelta(seconds=self.pause)


class Failed(Exception):
    """A job did not work out; the sentence says why. It stands in the schedule and is tried again."""


def rounds() -> list[Job]:
    """Everything the worker does."""
    from ours.listen.receiving import receive_pending
    from ours.people.entrance import sweep
    from ours.portfolio.tallies import fold_due
    from ours.post import bundling, sending
    from ours.problem.acts import come_back_due, forget_receipts
    from ours.prove import pulse_acts as pulse
    from ours.prove.lasting_acts import ask_due
    from ours.reflect.leaving import destroy_left
    from ours.solve.option_acts import look_again_due
    from ours.table.similar import traces
    from ours.tend.foretold import count_due
    from ours.tend.letters import begin_for_everybody, write_due

    return [
        Job(1, bundling.bundle_due, bundling.waits),
        Job(1, sending.send_due, sending.waits),
        Job(60, sending.doubt_interrupted),
        Job(20, come_back_due),
        Job(20, look_again_due),
        Job(30, receive_pending),
        Job(60, write_due),
        Job(5, traces.read_meanings, traces.waits),
        Job(600, traces.renew_files),
        Job(600, begin_for_everybody),
        Job(60, ask_due, called="ask_whether_it_lasted"),
        Job(600, pulse.begin_for_everybody, called="begin_pulses"),
        Job(60, pulse.ask_due, called="ask_pulses"),
        Job(120, fold_due),
        Job(3600, count_due),
        Job(3600, sweep),
        Job(3600, forget_receipts),
        Job(3600, destroy_left),
    ]


def work(stop: Event) -> None:
    """Do what is due until told to stop. What fails is told to the log and tried again."""
    from django.db import Error, close_old_connections
    from django.utils import timezone

    from ours.schedule import turns

    jobs = {job.name: job for job in rounds()}
    pauses = {name: job.span for name, job in jobs.items()}
    while not stop.is_set():
        try:
            due = turns.due(pauses, timezone.now())
            while due and not stop.is_set():
                _try(jobs[due.pop(0)])
        except Error:
            log.exception("The schedule could not be read or written; it is tried again.")
            close_old_connections()
            stop.wait(AFTER_TROUBLE)
        stop.wait(LOOK)


def _try(job: Job) -> None:
    try:
        run(job)
    except Failed as failure:
        log.error("%s", failure, exc_info=failure.__cause__)


def run(job: Job, *, early: bool = False) -> object:
    """Do one job if nobody else is at it, and note how it went; `early`: also before its turn has come.

    Returns what it returned, None if it was not begun. Raises Failed.
    """
    from django.db import Error, close_old_connections, connection
    from django.utils import timezone

    from ours.schedule import turns

    at = timezone.now()
    try:
        if job.waits is not None and not early and not job.waits(at):
            return None
        if not turns.begin(job.name, at, pause=job.span, early=early):
            return None
        result = job.act(at)
    except Exception as error:
        if not connection.in_atomic_block:
            close_old_connections()
        words = " ".join(str(error).split()) or type(error).__name__
        try:
            turns.failed(job.name, at, words, pause=job.span, at=timezone.now())
        except Error:  # the database is what fails; its hold runs out by itself
            log.warning("That %s did not work out could not be noted.", job.name)
        raise Failed(f"{job.name} did not work out and is tried again: {words}") from error
    turns.done(job.name, at, "" if result is None else str(result), pause=job.span, at=timezone.now())
    return result
