"""Building raw mails for the tests of reading."""

import io
from typing import Any

from ours.post.reading import frames
from ours.post.reading.tell import tell

HEAD = (
    b"From: Ann Lee <ann@client.example>\r\nTo: help@firm.example\r\nSubject: The tills\r\n"
    b"Date: Mon, 3 Feb 2025 10:00:00 +0100\r\nMessage-ID: <1@client.example>\r\nMIME-Version: 1.0\r\n"
)


def mail(body: bytes = b"Hello", *fields: bytes) -> bytes:
    """A mail from Ann with further fields of the head, lines ended as on the wire."""
    return HEAD + b"".join(field + b"\r\n" for field in fields) + b"\r\n" + body


def parts(*pieces: bytes, kind: bytes = b"mixed") -> bytes:
    """A mail whose body has these parts, each with its own head."""
    body = b"".join(b"--=_b\r\n" + piece + b"\r\n" for piece in pieces) + b"--=_b--\r\n"
    return mail(body, b"Content-Type: multipart/" + kind + b'; boundary="=_b"')


def page(html: str) -> bytes:
    return mail(html.encode(), b"Content-Type: text/html; charset=utf-8")


def told(raw: bytes) -> dict[str, Any]:
    """What the child would tell of the mail, read in this process: quick, and without limits."""
    pipe = io.BytesIO()
    tell(raw, pipe)
    pipe.seek(0)
    said: dict[str, Any] = {"files": []}
    for kind, about, data in frames.read(pipe):
        if kind == frames.FILE:
            said["files"].append((about["filename"], about["content_type"], about["inline_id"], data))
        else:
            said |= about
    return said
