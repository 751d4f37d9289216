"""Whether a mail comes from the address that it names, as the receiving mail server found (RFC 8601, RFC 7489).

We ask no name server ourselves: the server that took the mail in has done so, and says so in the head. Anybody can
write such a line, so only those of the server named in `OURS_MAIL_CHECKED_BY` count in a mail's favour.
"""

import re
from enum import Enum
from typing import Final

from ours.post.reading import Reading

_COMMENT: Final = re.compile(r"\([^()]*\)")
_RESULT: Final = re.compile(r"(dmarc|dkim|spf)\s*=\s*([a-z]+)([^;]*)", re.IGNORECASE)
_DOMAIN: Final = {
    "dkim": re.compile(r"\bheader\.(?:d|i)\s*=\s*[^\s;@]*@?([^\s;@]+)", re.IGNORECASE),
    "spf": re.compile(r"\bsmtp\.mailfrom\s*=\s*(?:[^\s;@]*@)?([^\s;@]+)", re.IGNORECASE),
    "dmarc": re.compile(r"\bheader\.from\s*=\s*(?:[^\s;@]*@)?([^\s;@]+)", re.IGNORECASE),
}


class Sender(Enum):
    """What is known about the address in From."""

    GENUINE = "genuine"
    UNKNOWN = "unknown"
    FORGED = "forged"


def sender_of(reading: Reading, checked_by: str) -> Sender:
    """What the mail server `checked_by` found; where none is set (''), any server's "fail" counts, and nobody's "pass".

    DMARC decides; without it a signature (DKIM) or a sending host (SPF) of the same domain is enough.
    """
    domain = reading.from_address.rpartition("@")[2]
    passed = False
    for line in reading.checks:
        server, _semicolon, results = _COMMENT.sub(" ", line).partition(";")
        ours = bool(checked_by) and server.lower().split()[:1] == [checked_by]
        if checked_by and not ours:
            continue
        for method, result, rest in _RESULT.findall(results):
            if method.lower() == "dmarc" and result.lower() == "fail":
                return Sender.FORGED
            about = _DOMAIN[method.lower()].search(rest)
            passed |= ours and result.lower() == "pass" and about is not None and _aligned(about[1].lower(), domain)
    return Sender.GENUINE if passed else Sender.UNKNOWN


def _aligned(one: str, other: str) -> bool:
    # As in relaxed alignment (RFC 7489 3.1), one may lie below the other; a bare "com" is above everything.
    return one == other or one.endswith(f".{other}") or ("." in one and other.endswith(f".{one}"))
