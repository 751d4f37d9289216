"""What the background worker does, each thing at its own pace; every one is an index scan that finds nothing mostly."""

import logging
import time
from collections.abc import Callable
from datetime import datetime
from threading import Event

log = logging.getLogger(__name__)

Round = Callable[[datetime], object]


def rounds() -> list[tuple[float, Round]]:
    """(seconds between two rounds, what is done) for everything the worker does."""
    from ours.listen.receiving import receive_pending
    from ours.people.entrance import sweep
    from ours.post.bundling import bundle_due
    from ours.post.sending import doubt_interrupted, send_due
    from ours.problem.acts import come_back_due, forget_receipts
    from ours.solve.option_acts import look_again_due
    from ours.tend.letters import begin_for_everybody, write_due

    return [
        (1, bundle_due),
        (1, send_due),
        (60, doubt_interrupted),
        (20, come_back_due),
        (20, look_again_due),
        (30, receive_pending),
        (60, write_due),
        (600, begin_for_everybody),
        (3600, sweep),
        (3600, forget_receipts),
    ]


def work(stop: Event) -> None:
    """Do the rounds until told to stop. A round that fails is told to the log and tried again at its next turn."""
    from django.db import close_old_connections
    from django.utils import timezone

    turns = rounds()
    due = [0.0] * len(turns)
    while not stop.is_set():
        for number, (pause, act) in enumerate(turns):
            if time.monotonic() < due[number] or stop.is_set():
                continue
            due[number] = time.monotonic() + pause
            try:
                act(timezone.now())
            except Exception:
                log.exception("%s did not work out and is tried again.", getattr(act, "__name__", act))
                close_old_connections()
        stop.wait(0.5)
