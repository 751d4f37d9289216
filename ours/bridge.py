"""A WSGI application served under ASGI, by threads.

A request is read whole, handled in one of a fixed number of threads, and answered in one piece: one hop into a thread
and one back. That fits pages, which are small and ready at once; what is open for long belongs to the event loop.
"""

import asyncio
import logging
import sys
from collections.abc import Awaitable, Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from io import BytesIO
from tempfile import SpooledTemporaryFile
from typing import IO, Any

Scope = dict[str, Any]
Receive = Callable[[], Awaitable[Any]]
Send = Callable[[Any], Awaitable[None]]
Answer = tuple[int, list[tuple[bytes, bytes]], bytes]

log = logging.getLogger(__name__)

IN_MEMORY = 1024 * 1024  # bytes of a request that are held in memory; larger ones go to a temporary file
LARGEST = 64 * 1024 * 1024  # bytes of a request; a larger one is not read to its end
PATIENCE = 30  # seconds in which the next piece of a request has to come
WHOLE = 600  # seconds in which all of it has to come


NO_ROOM = b"""Not saved.

Something went wrong here, not with you. Wait a moment, go back and send it again.
"""


class TooLarge(Exception):
    """A request has more bytes than are read."""


class Bridge:
    """The ASGI application around a WSGI one, with so many threads."""

    def __init__(self, application: Callable[..., Any], threads: int, told: Iterable[tuple[bytes, bytes]] = ()) -> None:
        """`told` are the headers that go along where the application is not asked."""
        self._application = application
        self._too_large = (
            413,
            [(b"content-type", b"text/plain; charset=utf-8"), *told],
            b"This is too large to be sent.\n",
        )
        self._too_slow = (
            408,
            [(b"content-type", b"text/plain; charset=utf-8"), *told],
            b"This took too long to come.\n",
        )
        self._no_room = (503, [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"5"), *told], NO_ROOM)
        self._threads = ThreadPoolExecutor(threads, thread_name_prefix="pages")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            body = await _body(receive)
        except TooLarge:
            await _answer(send, self._too_large)
            return
        except TimeoutError:
            await _answer(send, self._too_slow)
            return
        except OSError:
            log.exception("A large request could not be put into a temporary file.")
            await _answer(send, self._no_room)
            return
        if body is None:
            return  # the browser went away before it had sent everything
        with body:
            environ = _environ(scope, body)
            loop = asyncio.get_running_loop()
            answer = await loop.run_in_executor(self._threads, self._handle, environ)
        await _answer(send, answer)

    def _handle(self, environ: dict[str, Any]) -> Answer:
        told: list[Any] = []

        def start(status: str, headers: list[tuple[str, str]], failed: Any = None) -> None:
            told[:] = [status, headers]

        found = self._application(environ, start)
        try:
            content = b"".join(found)
        finally:
            if hasattr(found, "close"):
                found.close()
        status, headers = told
        return (
            int(status[:3]),
            [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            content,
        )


async def _body(receive: Receive) -> IO[bytes] | None:
    """What a request holds; None where the browser went away. Raises TooLarge, TimeoutError, OSError of the disk."""
    clock = asyncio.get_running_loop().time
    end = clock() + WHOLE
    async with asyncio.timeout(PATIENCE) as limit:
        message = await receive()
        if not message.get("more_body"):
            return None if message["type"] == "http.disconnect" else BytesIO(message.get("body", b""))
        body = SpooledTemporaryFile(IN_MEMORY)  # noqa: SIM115 - closed by whoever gets it
        size = 0
        while True:
            if message["type"] == "http.disconnect" or size > LARGEST:
                body.close()
                if size > LARGEST:
                    raise TooLarge
                return None
            size += body.write(message.get("body", b""))
            if not message.get("more_body"):
                body.seek(0)
                return body
            limit.reschedule(min(clock() + PATIENCE, end))
            message = await receive()


async def _answer(send: Send, answer: Answer) -> None:
    status, headers, content = answer
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": content})


def _environ(scope: Scope, body: IO[bytes]) -> dict[str, Any]:
    """The environment of a request (PEP 3333)."""
    server = scope.get("server") or ("localhost", 80)
    environ: dict[str, Any] = {
        "REQUEST_METHOD": scope["method"],
        "SCRIPT_NAME": scope.get("root_path", ""),
        "PATH_INFO": scope["path"].encode().decode("latin-1"),
        "QUERY_STRING": scope["query_string"].decode("latin-1"),
        "SERVER_PROTOCOL": f"HTTP/{scope['http_version']}",
        "SERVER_NAME": server[0],
        "SERVER_PORT": str(server[1]),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.get("scheme", "http"),
        "wsgi.input": body,
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.get("client"):
        environ["REMOTE_ADDR"] = scope["client"][0]
    for name, value in scope["headers"]:
        key = name.decode("latin-1")
        if "_" in key:
            continue  # it would pass for the header of that name with a hyphen
        key = key.upper().replace("-", "_")
        key = key if key in ("CONTENT_TYPE", "CONTENT_LENGTH") else f"HTTP_{key}"
        text = value.decode("latin-1")
        joint = "; " if key == "HTTP_COOKIE" else ","
        environ[key] = f"{environ[key]}{joint}{text}" if key in environ else text
    return environ
