"""Files that come with words: how many and how large, how they are kept, how they are handed out."""

from collections.abc import Iterable
from typing import Final, NamedTuple

from django.http import HttpResponse
from django.utils.http import content_disposition_header

from ours.listen.models import Attachment, Message, Request, Rung

MOST: Final = 10  # files on a form
MOST_BYTES: Final = 25_000_000  # all of them together

# Everything else is handed out as bytes of no kind. No type in which a browser would run something is in here.
SHOWN_AS_THEY_ARE: Final = frozenset(
    {"application/pdf", "image/gif", "image/jpeg", "image/png", "image/webp", "text/csv", "text/plain"}
)


class File(NamedTuple):
    """A file as it came in: its bare name, its type as the sender said, its bytes."""

    filename: str
    content_type: str
    data: bytes


def attach(
    files: Iterable[File], *, request: Request | None = None, message: Message | None = None, rung: Rung | None = None
) -> None:
    """Keep files with a request, a message or an answer. Called inside the deed's transaction."""
    Attachment.objects.bulk_create(
        Attachment(
            request=request,
            message=message,
            rung=rung,
            filename=file.filename[:255],
            content_type=file.content_type[:200],
            size=len(file.data),
            data=file.data,
        )
        for file in files
    )


def handed_out(data: bytes | memoryview, filename: str, content_type: str) -> HttpResponse:
    """An answer that a browser saves and never runs (`trust.md` D5)."""
    shown = content_type if content_type in SHOWN_AS_THEY_ARE else "application/octet-stream"
    return HttpResponse(
        bytes(data),
        content_type=shown,
        headers={
            "Content-Disposition": content_disposition_header(True, filename) or "attachment",
        },
    )
