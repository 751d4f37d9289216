"""How lines of the log are written: in UTC, one line for each thing told, with who asked, and never with a key.

What is told to the log, where it goes and for how long it is kept: `docs/security.md`.
"""

import logging
import re
import time
from typing import Any, Final

# The part of an address that is a way in by itself: 43 letters of chance. Who reads the log must not come in by it.
_KEY: Final = re.compile(r"(?<=/)[A-Za-z0-9_-]{32,}(?=[/?#\s'\")]|$)")
_CONTROL: Final = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_FURTHER: Final = "  | "  # before the lines of a traceback, so that none passes for a line of its own


class Lines(logging.Formatter):
    """`2027-03-31T08:15:00.123Z WARNING django.request: Not Found: /problems/17/ (GET, seat 42, from 203.0.113.7)`."""

    converter = staticmethod(time.gmtime)
    default_time_format = "%Y-%m-%dT%H:%M:%S"
    default_msec_format = "%s.%03dZ"

    def format(self, record: logging.LogRecord) -> str:
        said = _on_one_line(record.getMessage()) + _who(getattr(record, "request", None))
        lines = [f"{self.formatTime(record)} {record.levelname} {record.name}: {said}"]
        # A refusal (403) is no mistake: its sentence is for whoever was refused, and may name somebody.
        if record.exc_info and getattr(record, "status_code", 500) >= 500:
            traceback = self.formatException(record.exc_info)
            lines += [_FURTHER + _on_one_line(line) for line in traceback.splitlines()]
        return "\n".join(lines)


def _on_one_line(told: str) -> str:
    return _CONTROL.sub(lambda found: repr(found[0])[1:-1], _KEY.sub("…", told))


def _who(request: Any) -> str:
    """Who asked, as far as it is known: the seat by its id, and the network address."""
    if not hasattr(request, "META"):
        return ""
    from ours.people.browser import network_of

    seat = getattr(request, "seat", None)
    told = [str(request.method), f"seat {seat.pk}" if seat else "nobody's seat"]
    if network := network_of(request):
        told.append(f"from {network}")
    return f" ({', '.join(told)})"
