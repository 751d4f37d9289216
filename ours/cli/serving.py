"""The application as `ours up` serves it: its processes do not outlive the one that started them."""

import os
import threading
import time

from ours.asgi import application

__all__ = ["application"]


def _end_with(parent: int) -> None:
    while True:
        time.sleep(1)
        try:
            os.kill(parent, 0)
        except OSError:
            os._exit(0)


if os.environ.get("OURS_PARENT"):
    threading.Thread(target=_end_with, args=(int(os.environ["OURS_PARENT"]),), daemon=True).start()
