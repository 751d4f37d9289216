"""The server of `ours up`: `python -m ours.cli.pages HOST PORT WORKERS`."""

import os
import signal
import sys

from granian import Granian
from granian.constants import Interfaces
from granian.log import LogLevels

from ours.cli import lifeline, serving

FINISHING = 3  # seconds that pages under way get when all is told to stop


def main(host: str, port: int, workers: int) -> None:
    """Serve the pages with so many processes until told to stop, or until `ours up` is gone."""
    os.environ[serving.SERVER] = str(os.getpid())
    lifeline.when_alone(lambda: os.kill(os.getpid(), signal.SIGTERM))
    Granian(
        "ours.cli.serving:application",
        address=host,
        port=port,
        interface=Interfaces.ASGI,
        websockets=False,  # nothing here speaks them
        workers=workers,
        log_level=LogLevels.critical,  # `ours up` tells what people need to know
        respawn_failed_workers=True,
        workers_kill_timeout=FINISHING,
    ).serve()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
