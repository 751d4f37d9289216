"""What a machine tells of another mail: that it did not arrive, or not yet (RFC 3464), and which one it was.

Half of all servers write this in words of their own. So the fields of RFC 3464 are looked for wherever they stand, and
without them a server's mail that sends something back counts as "failed" unless it says that it goes on trying.
"""

import re
from typing import Any

from . import limits
from .decode import one_line, to_text, untransfer
from .head import Head
from .robot import is_failure

_ACTION = re.compile(rb"(?im)^action[ \t]*:[ \t]*([a-z]+)")
_DIAGNOSIS = re.compile(rb"(?im)^diagnostic-code[ \t]*:[ \t]*([^\r\n]{1,400}(?:\r?\n[ \t][^\r\n]{0,200}){0,4})")
_STATUS = re.compile(rb"(?im)^status[ \t]*:[ \t]*([245]\.\d{1,3}\.\d{1,3})")
_MESSAGE_ID = re.compile(rb"(?im)^[ \t>|]{0,8}(?:original-)?message-id[ \t]*:\s{0,4}(<[^<>\s]{1,400}>)")
_ENCODED = re.compile(rb"(?i)\ncontent-transfer-encoding[ \t]*:[ \t]*(base64|quoted-printable)[^\n]*\n")
_BLANK = re.compile(rb"\n\r?\n")
_SERVERS = re.compile(r"(?:mailer|mail|smtp)?[-_.]?(?:daemon|postmaster)|mail[-_.]?delivery|bounces?[@+-]|mdaemon")
_ANSWERED = re.compile(r"(?i)auto-(?:replied|notified)")
_STILL_TRYING = re.compile(
    rb"(?i)will (?:keep|continue|be retried)|(?:keep|continue) (?:on )?trying|delivery (?:is|has been|was) delayed|"
    rb"delayed (?:mail|delivery)|not been delivered yet|no action is required|still (?:trying|in the queue)|"
    rb"could not be delivered (?:yet|for)[^.]{0,60}(?:will|continue)|transient"
)
_DELAY_SUBJECT = re.compile(r"(?i)delay|not (?:yet )?been delivered|still being|verz[öo]ger|retard")


def report_in(head: Head, sender: str, subject: str, raw: bytes | bytearray) -> dict[str, Any]:
    """The `report`, `diagnosis` and `returned` of a machine's mail (see `Reading`)."""
    said = _readable(raw)
    actions = {action.lower() for action in _ACTION.findall(said)}
    diagnosis = (_DIAGNOSIS.findall(said) or _STATUS.findall(said) or [b""])[0]
    known = list(dict.fromkeys(to_text(found) for found in _MESSAGE_ID.findall(said)))
    return {
        "report": _kind(head, sender, subject, said, actions),
        "diagnosis": one_line(to_text(re.sub(rb"\s+", b" ", diagnosis)), 300),
        "returned": [one for one in known if one not in head.all("message-id")][: limits.RETURNED],
    }


def _kind(head: Head, sender: str, subject: str, said: bytes, actions: set[bytes]) -> str:
    if b"failed" in actions:
        return "failed"
    if b"delayed" in actions:
        return "delayed"
    if actions & {b"delivered", b"relayed", b"expanded"}:
        return "delivered"
    is_report = head.content_type == "multipart/report"
    if is_report and head.parameter("content-type", "report-type").lower() not in ("delivery-status", ""):
        return ""  # a receipt of reading (RFC 8098), a complaint (RFC 5965)
    if _ANSWERED.search(head.first("auto-submitted")):
        return ""
    from_server = head.first("return-path").strip() == "<>" or _SERVERS.search(sender) or not sender
    if not (is_report or head.all("x-failed-recipients") or from_server or is_failure(subject)):
        return ""
    return "delayed" if _DELAY_SUBJECT.search(subject) or _STILL_TRYING.search(said[:20_000]) else "failed"


def _readable(raw: bytes | bytearray) -> bytes:
    """The beginning of the mail, and of up to ten of its encoded parts what they hold, where heads may be quoted."""
    start = bytes(raw[: limits.REPORT_BYTES])
    pieces = [start]
    for found in list(_ENCODED.finditer(start))[:10]:
        blank = _BLANK.search(start, found.end() - 1)
        if blank is None:
            continue
        end = start.find(b"\n--", blank.end())
        part = start[blank.end() : end if end >= 0 else len(start)]
        pieces.append(bytes(untransfer(memoryview(part[:200_000]), found[1].decode().lower())))
    return b"\n\n".join(pieces)
