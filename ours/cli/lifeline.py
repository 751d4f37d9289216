"""The processes that `ours up` starts do not outlive it, however it ends.

They hold the reading end of a pipe whose writing end only `ours up` has. Nothing is ever written: when its process is
gone, also by kill -9, the system closes that end and every reader wakes up at once.
"""

import contextlib
import os
import signal
import threading
from collections.abc import Callable

VARIABLE = "OURS_LIFELINE"
END_WITHIN = 2.0  # seconds in which a process may finish what it is at, once it is alone


def when_alone(act: Callable[[], None]) -> None:
    """Have `act` called in a thread of its own when the process that started this one is gone.

    `END_WITHIN` seconds later this process and the ones it started end by force. Does nothing in a process that was
    not started by `ours up`.
    """
    end = os.environ.pop(VARIABLE, None)
    if end is not None:
        threading.Thread(target=_wait, args=(int(end), act), daemon=True).start()


def _wait(end: int, act: Callable[[], None]) -> None:
    with contextlib.suppress(OSError):
        os.read(end, 1)
    act()
    threading.Event().wait(END_WITHIN)
    kill_group(os.getpid())


def kill_group(leader: int) -> None:
    """Kill a process that leads a session of its own, with all that it started (SIGKILL)."""
    with contextlib.suppress(OSError):  # gone already
        os.killpg(leader, signal.SIGKILL)
