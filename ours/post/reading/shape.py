"""What is known about a mail after reading it."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Attached:
    """A file that came with a mail.

    `filename` is a bare name without any path, never empty; `content_type` is lower-case `type/subtype`; `inline_id` is
    the Content-ID (RFC 2392) without angle brackets, or None.
    """

    filename: str
    content_type: str
    data: bytes
    inline_id: str | None


@dataclass(frozen=True)
class Reading:
    """A mail, read. All text is valid Unicode without NUL, fit for any database; header values stand on one line.

    `ok` is False when the mail could not be read; `reason` is then a plain English sentence out of `limits.REASONS`, to
    be translated where it is shown, and otherwise ''. What could still be read of the head is filled in all the same.

    `message_id`, `in_reply_to` and `references` are message ids with their angle brackets, as they stand in a head
    (RFC 5322 3.6.4). `from_address` is lower-case, '' where there is none or where From names several that contradict
    each other. `to` holds the addresses of To; `delivered_to` those of Delivered-To, X-Original-To, Envelope-To, To and
    Cc.
    `date` is in UTC, None where it is missing or makes no sense.

    `text` is everything that was written, as plain text; `words` is the same without quoted earlier mails and without
    the signature, and is never empty when `text` is not; `html` is safe to show, '' where the mail has none.
    `automatic` says that a machine sent it (RFC 3834, RFC 3464). Of a machine's mail, `report` is "failed", "delayed"
    or "delivered" where it tells what became of another mail, `diagnosis` what it says about that on one line, and
    `returned` are the message ids of what it sends back. `checks` are the Authentication-Results (RFC 8601) as they
    stand in the head, newest first: whoever wrote them, so only those of a server that one knows count.
    """

    ok: bool
    reason: str
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    from_address: str
    from_name: str
    to: tuple[str, ...]
    subject: str
    date: datetime | None
    text: str
    words: str
    html: str
    attached: tuple[Attached, ...]
    automatic: bool
    delivered_to: tuple[str, ...]
    checks: tuple[str, ...] = ()
    report: str = ""
    diagnosis: str = ""
    returned: tuple[str, ...] = ()
