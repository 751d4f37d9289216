"""All of Ours as one ASGI application: pages by threads under WSGI, streams by the event loop.

Pages are synchronous and cost about half of what Django's ASGI handler takes for them (`docs/decisions/server.md`);
streams are open for hours and must not hold a thread. The path tells them apart.
"""

import os
from collections.abc import Awaitable, Callable
from typing import Any

import django
from a2wsgi import WSGIMiddleware
from django.core.handlers.asgi import ASGIHandler
from django.core.wsgi import get_wsgi_application

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
_django: Any = get_wsgi_application()  # a response is iterable, which its types do not say
_pages: Any = WSGIMiddleware(_django, workers=int(os.environ.get("OURS_THREADS", "8")))

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]


async def application(scope: Scope, receive: Receive, send: Send) -> None:
    """Hand a request to the streams or to the pages."""
    if scope["type"] == "lifespan":
        await _no_lifespan(receive, send)
        return
    if scope["path"].endswith("/stream/"):
        await _streams(scope, receive, send)
        return

    async def ask() -> Any:
        return await receive()  # granian's own is awaitable but not the coroutine that a2wsgi needs

    await _pages(scope, ask, send)


async def _no_lifespan(receive: Receive, send: Send) -> None:
    while True:
        message = await receive()
        await send({"type": f"{message['type']}.complete"})
        if message["type"] == "lifespan.shutdown":
            return
