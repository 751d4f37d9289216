"""Streams and pages as one application (`ours/asgi.py`)."""

import asyncio

from ours.asgi import _without_body


def test_what_is_sent_to_a_stream_is_let_go_of():
    messages = [
        {"type": "http.request", "body": b"x" * 1000, "more_body": True},
        {"type": "http.request", "body": b"y", "more_body": False},
        {"type": "http.disconnect"},
    ]

    async def receive():
        return messages.pop(0)

    async def all_told():
        told = _without_body(receive)
        return [await told(), await told()]

    assert asyncio.run(all_told()) == [
        {"type": "http.request", "body": b"", "more_body": False},
        {"type": "http.disconnect"},
    ]
    assert messages == []
