"""Telling open tables that something happened, over server-sent events (WHATWG HTML, 9.2).

One look at the newest Event ids every 0.4 s serves all open tables of a process, on both databases alike; it runs only
while somebody watches. The stream says no more than "something happened here": the page then asks anew, through the
same doors as always, and rights are asked again before every word of the stream.
"""

import asyncio
import contextlib
from collections import Counter, defaultdict
from collections.abc import AsyncIterator

from asgiref.sync import sync_to_async
from django.db import DatabaseError, close_old_connections
from django.db.models import Max
from django.http import Http404, HttpResponse, StreamingHttpResponse
from django.views.decorators.http import require_GET

from ours.people.models import Seat
from ours.people.request import AnyRequest
from ours.people.sessions import SessionStore
from ours.problem.access import may_see
from ours.problem.models import Event

PAUSE = 0.4  # seconds between two looks: both browsers see a deed within a second
STILL_HERE = 15  # seconds after which an idle stream says so, to keep proxies from closing it
MOST_OPEN = 60  # streams of one person in one process: more tabs than anybody looks at
LATE = 200  # so many ids back: on PostgreSQL an earlier id may be committed after a later one


class Feed:
    """The newest Events of a process, handed to whoever watches their problem."""

    def __init__(self) -> None:
        self._watchers: dict[int, set[asyncio.Queue[int]]] = defaultdict(set)
        self._task: asyncio.Task[None] | None = None

    async def watch(self, problem_id: int) -> AsyncIterator[int | None]:
        """Event ids of one problem as they come in; None now and then while nothing happens."""
        queue: asyncio.Queue[int] = asyncio.Queue(maxsize=100)
        self._watchers[problem_id].add(queue)
        try:
            while True:
                if self._task is None or self._task.done():
                    self._task = asyncio.create_task(self._look())
                try:
                    yield await asyncio.wait_for(queue.get(), STILL_HERE)
                except TimeoutError:
                    yield None
        finally:
            self._watchers[problem_id].discard(queue)
            if not self._watchers[problem_id]:
                del self._watchers[problem_id]

    async def _look(self) -> None:
        last = await _newest()
        seen = {event_id for event_id, _ in await _since(last - LATE)}
        while self._watchers:
            await asyncio.sleep(PAUSE)
            try:
                found = await _since(last - LATE)
            except DatabaseError:
                continue  # it is away for a moment; the next look tells what happened meanwhile
            for event_id, problem_id in found:
                if event_id in seen:
                    continue
                seen.add(event_id)
                last = max(last, event_id)
                for queue in self._watchers.get(problem_id, ()):
                    with contextlib.suppress(asyncio.QueueFull):
                        queue.put_nowait(event_id)
            seen = {event_id for event_id in seen if event_id > last - 2 * LATE}


_open: Counter[int | None] = Counter()  # streams of this process, by person
_feeds: dict[asyncio.AbstractEventLoop, Feed] = {}


def _feed() -> Feed:
    return _feeds.setdefault(asyncio.get_running_loop(), Feed())


@sync_to_async
def _newest() -> int:
    return Event.objects.aggregate(newest=Max("id"))["newest"] or 0


@sync_to_async
def _since(event_id: int) -> list[tuple[int, int]]:
    close_old_connections()
    return list(Event.objects.filter(pk__gt=event_id).order_by("pk").values_list("pk", "problem_id"))


@require_GET
async def stream(request: AnyRequest, problem_id: int) -> HttpResponse | StreamingHttpResponse:
    """The stream of one table. 404 like every page of it for whoever may not see it, 429 for too many tabs of one."""
    seat, session = request.seat, request.session.session_key or ""
    if seat is None or not await _may_still(seat, session, problem_id):
        raise Http404
    if _open[seat.person_id] >= MOST_OPEN:
        return HttpResponse(
            "Too many pages are open at once; close some of them.\n", status=429, content_type="text/plain"
        )
    response = StreamingHttpResponse(_lines(seat, session, problem_id), content_type="text/event-stream")
    response["Cache-Control"] = "no-store"
    response["X-Accel-Buffering"] = "no"
    return response


@sync_to_async
def _may_still(seat: Seat, session: str, problem_id: int) -> bool:
    """Whether this browser is still signed in, and its seat may still see the problem."""
    return bool(SessionStore(session).load()) and may_see(seat, problem_id)


async def _lines(seat: Seat, session: str, problem_id: int) -> AsyncIterator[str]:
    _open[seat.person_id] += 1
    try:
        yield "retry: 2000\n\n"
        async for event_id in _feed().watch(problem_id):
            if not await _may_still(seat, session, problem_id):
                return
            yield f"id: {event_id}\ndata: happened\n\n" if event_id is not None else ": still here\n\n"
    finally:
        _open[seat.person_id] -= 1
