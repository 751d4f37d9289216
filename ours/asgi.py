"""All of Ours as one ASGI application: pages by threads under WSGI, streams by the event loop.

Pages are synchronous and cost about half of what Django's ASGI handler takes for them (`docs/decisions/server.md`);
streams are open for hours and must not hold a thread. The path tells them apart.
"""

import gc
import os
from typing import Any

import django
from django.core.handlers.asgi import ASGIHandler
from django.core.wsgi import get_wsgi_application

from ours import policy
from ours.bridge import Bridge, Receive, Scope, Send

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ours.settings")


class Streams(ASGIHandler):
    """Django's own handler, but with one thread for the database questions of all streams of a process.

    Django's gives each request a thread of its own for as long as it lasts, with a database connection of its own:
    for a stream that is hours.
    """

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        if scope["type"] == "http":
            await self.handle(scope, receive, send)


django.setup(set_prefix=False)
_streams = Streams()
_always = [(name.lower().encode(), value.encode()) for name, value in policy.always()]
_pages = Bridge(get_wsgi_application(), threads=int(os.environ.get("OURS_THREADS", "8")), told=_always)

# What is loaded by now stays: the collector need not look through it again and again.
gc.collect()
gc.freeze()
gc.set_threshold(20_000, 20, 50)


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the streams or to the pages."""
    if scope["type"] == "lifespan":
        await _no_lifespan(receive, send)
        return
    if scope["path"].endswith("/stream/"):
        await _streams(scope, _without_body(receive), send)
        return
    await _pages(scope, receive, send)


def _without_body(receive: Receive) -> Receive:
    """What a stream's browser sends is read by nobody: it is let go of, not kept in a file."""
    begun = False

    async def after() -> Any:
        nonlocal begun
        if not begun:
            begun = True
            return {"type": "http.request", "body": b"", "more_body": False}
        while (message := await receive())["type"] == "http.request":
            pass
        return message

    return after


async def _no_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
