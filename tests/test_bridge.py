"""The bridge from ASGI to the pages: what goes in, what comes out, and what is too large."""

import asyncio
import tempfile

from ours.bridge import IN_MEMORY, NO_ROOM, Bridge


def ask(application, *parts, gone=False, **scope):
    """Everything that was sent for a request whose body comes in these parts."""
    whole = {
        "type": "http",
        "method": "POST",
        "path": "/grüße/",
        "query_string": b"q=a%20b",
        "http_version": "1.1",
        "server": ("127.0.0.1", 8000),
        "client": ("127.0.0.9", 5),
        "headers": [],
    } | scope
    messages = [{"type": "http.request", "body": part, "more_body": True} for part in parts]
    if gone:
        messages.append({"type": "http.disconnect"})
    else:
        messages = messages or [{"type": "http.request", "body": b""}]
        messages[-1]["more_body"] = False
    sent = []

    async def receive():
        return messages.pop(0)

    async def send(message):
        sent.append(message)

    asyncio.run(Bridge(application, threads=1)(whole, receive, send))
    return sent


def echo(environ, start):
    start("201 Created", [("X-Path", environ["PATH_INFO"]), ("Content-Type", "text/plain")])
    told = [environ.get(key, "-") for key in ("HTTP_COOKIE", "HTTP_ACCEPT", "HTTP_X_A", "REMOTE_ADDR", "QUERY_STRING")]
    return [environ["wsgi.input"].read(), b"|", "|".join(told).encode()]


def test_a_request_and_its_answer_whole():
    headers = [(b"cookie", b"a=1"), (b"cookie", b"b=2"), (b"accept", b"x"), (b"accept", b"y"), (b"x_a", b"forged")]
    assert ask(echo, b"one", b"two", headers=headers) == [
        {
            "type": "http.response.start",
            "status": 201,
            "headers": [(b"x-path", "/grüße/".encode()), (b"content-type", b"text/plain")],
        },
        {"type": "http.response.body", "body": b"onetwo|a=1; b=2|x,y|-|127.0.0.9|q=a%20b"},
    ]


def test_nobody_is_answered_who_has_gone():
    assert ask(echo, b"one", gone=True) == []
    assert ask(echo, gone=True) == []


def test_the_answer_is_closed_when_it_was_read():
    closed = []

    class Found(list):
        def close(self):
            closed.append(True)

    def application(environ, start):
        start("200 OK", [])
        return Found([b"x"])

    assert ask(application)[1]["body"] == b"x"
    assert closed == [True]


def test_what_is_larger_than_is_read_is_refused_before_it_was_read_to_its_end():
    part = bytes(1024 * 1024)
    asked = []

    def application(environ, start):
        asked.append(environ)
        start("200 OK", [])
        return []

    assert ask(application, *[part] * 64) == [
        {"type": "http.response.start", "status": 200, "headers": []},
        {"type": "http.response.body", "body": b""},
    ]
    assert ask(application, *[part] * 65, b"x", gone=True)[0]["status"] == 413
    assert len(asked) == 1


def test_where_there_is_no_room_for_a_large_one_that_is_said(monkeypatch, tmp_path):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "gone"))
    assert ask(echo, b"small")[0]["status"] == 201
    assert ask(echo, b"x" * (IN_MEMORY + 1), b"more") == [
        {
            "type": "http.response.start",
            "status": 503,
            "headers": [(b"content-type", b"text/plain; charset=utf-8"), (b"retry-after", b"5")],
        },
        {"type": "http.response.body", "body": NO_ROOM},
    ]


def test_what_does_not_come_is_not_waited_for(monkeypatch):
    """Neither a next piece nor the whole of it."""
    from ours import bridge

    async def never():
        await asyncio.sleep(60)

    async def slowly():
        await asyncio.sleep(0.01)
        return {"type": "http.request", "body": b"x", "more_body": True}

    async def status_of(receive):
        sent = []

        async def send(message):
            sent.append(message)

        await Bridge(echo, threads=1)({"type": "http"}, receive, send)
        return sent[0]["status"], sent[1]["body"]

    monkeypatch.setattr(bridge, "PATIENCE", 0.05)
    monkeypatch.setattr(bridge, "WHOLE", 0.2)
    for receive in (never, slowly):
        assert asyncio.run(status_of(receive)) == (408, b"This took too long to come.\n")
