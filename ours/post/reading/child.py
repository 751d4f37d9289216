"""The process that reads one mail and dies: run as a script with the seconds and megabytes it may use.

Limits come first, before anything is imported that could be made to need more. What has been understood is written at
once, the safest first, so that a mail whose last part kills this process has still been read up to there.
"""

import math
import os
import signal
import sys
from pathlib import Path

OUT_OF_MEMORY = 3
FAILED = 4


def limit(seconds: float, megabytes: int) -> None:
    """Bound processor time (with what starting takes) and address space, where the system knows how."""
    try:
        import resource
    except ImportError:
        return
    for what, most in (
        (resource.RLIMIT_AS, megabytes * 1_000_000),
        (resource.RLIMIT_CPU, math.ceil(seconds) + 2),
        (resource.RLIMIT_CORE, 0),
    ):
        try:
            resource.setrlimit(what, (most, most))
        except (ValueError, OSError):
            continue  # some systems bound less; the parent's clock holds everywhere


def forbid_files() -> None:
    """From here on nothing is written to files, and no process is started."""
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        resource.setrlimit(resource.RLIMIT_NPROC, (0, 0))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def count_down(seconds: float) -> bool:
    """From here on be killed after so much processor time; False where the system cannot do that.

    Processor time and not time on the wall: on a busy machine an innocent mail waits, and must not be cut short for it.
    """
    if not hasattr(signal, "setitimer"):
        return False
    signal.setitimer(signal.ITIMER_PROF, seconds)
    return True


def main() -> None:
    seconds = float(sys.argv[1])
    limit(seconds, int(sys.argv[2]))
    product = str(Path(__file__).resolve().parents[3])
    if product not in sys.path:  # run from a checkout, beside which an older release may be installed
        sys.path.insert(0, product)
    try:
        from ours.post.reading import frames
        from ours.post.reading.tell import tell

        forbid_files()
        frames.write(sys.stdout.buffer, frames.READY, {"counts": count_down(seconds)})
        with open(0, "rb", closefd=False) as pipe:
            raw = bytearray(int.from_bytes(pipe.read(8), "big"))
            view = memoryview(raw)
            arrived = 0
            while arrived < len(raw) and (more := pipe.readinto(view[arrived:])):
                arrived += more
        view.release()
        tell(raw, sys.stdout.buffer)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    except Exception:
        # Nobody may see a traceback that quotes a client's mail; the parent says that reading failed.
        os._exit(FAILED)


if __name__ == "__main__":
    main()
