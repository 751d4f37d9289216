"""The application as `ours up` serves it: its processes do not outlive the server that started them."""

import os
import threading
import time

from ours.asgi import Receive, Scope, Send
from ours.asgi import application as ours

SERVER = "OURS_SERVER"  # the server's process id


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Ours; each process that serves it begins to watch its server when it comes up."""
    if scope["type"] == "lifespan" and SERVER in os.environ:
        threading.Thread(target=_end_with, args=(int(os.environ[SERVER]),), daemon=True).start()
    await ours(scope, receive, send)


def _end_with(server: int) -> None:
    while os.getppid() == server:
        time.sleep(0.5)
    os._exit(0)
