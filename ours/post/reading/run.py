"""Reading a mail from the outside: start a child, give it the mail, believe nothing that it says without looking."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import Any

from . import frames, limits
from .child import OUT_OF_MEMORY
from .shape import Attached, Reading

_CHILD = str(Path(__file__).with_name("child.py"))
# The child gets nothing of the environment in which keys and passwords may stand.
_ENVIRONMENT = ("PATH", "LD_LIBRARY_PATH", "SYSTEMROOT")


def read_mail(raw: bytes, *, seconds: float = 1.5, megabytes: int = 160) -> Reading:
    """Read a mail (RFC 5322) in a child process. Never raises for anything that stands in the mail.

    `raw` is the mail as it came; `seconds` the processor time that reading may take once the child has started (a tenth
    of a second on an idle machine), and `limits.PATIENCE` times that on the wall; `megabytes` the address space of the
    child. What has been read by then is kept: a Reading is not ok only if its body could not be read at all.
    """
    if not raw:
        return _reading({}, {}, (), limits.EMPTY)
    try:
        child = subprocess.Popen(
            [sys.executable, "-I", _CHILD, str(seconds), str(megabytes)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={name: os.environ[name] for name in _ENVIRONMENT if name in os.environ},
        )
    except (OSError, ValueError, subprocess.SubprocessError):
        return _reading({}, {}, (), limits.NOT_STARTED)
    clock = _Clock(child)
    feeder = threading.Thread(target=_feed, args=(child.stdin, raw), daemon=True)
    try:
        clock.set(limits.START)
        feeder.start()
        return _listen(child, clock, seconds)
    except RuntimeError:  # no more threads to be had
        return _reading({}, {}, (), limits.NOT_STARTED)
    finally:
        clock.stop()
        child.kill()
        child.wait()
        if feeder.ident:
            feeder.join()
        if child.stdout:
            child.stdout.close()


class _Clock:
    """Kills the child when its time is up: first the time to start, then the time to read."""

    def __init__(self, child: "subprocess.Popen[bytes]"):
        self.struck = False
        self._child = child
        self._timer: threading.Timer | None = None

    def set(self, seconds: float) -> None:
        self.stop()
        self._timer = threading.Timer(seconds, self._strike)
        self._timer.daemon = True
        self._timer.start()

    def stop(self) -> None:
        if self._timer:
            self._timer.cancel()

    def _strike(self) -> None:
        self.struck = True
        self._child.kill()


def _feed(pipe: Any, raw: bytes) -> None:
    view = memoryview(raw)[: limits.MAIL_BYTES]
    try:
        with pipe:
            pipe.write(len(view).to_bytes(8, "big"))
            pipe.write(view)
    except OSError:
        return  # the child has gone; what it said before counts


def _listen(child: "subprocess.Popen[bytes]", clock: _Clock, seconds: float) -> Reading:
    """Put together what the child says until it ends."""
    head: dict[str, Any] = {}
    body: dict[str, Any] = {}
    files: list[Attached] = []
    reason = ""
    ready = ended = False
    assert child.stdout
    try:
        for kind, told, data in frames.read(child.stdout):
            match kind:
                case frames.READY if not ready:
                    ready = True
                    clock.set(limits.PATIENCE * seconds if told["counts"] else seconds)
                case frames.HEAD:
                    head = told
                case frames.BODY:
                    body = told
                case frames.FILE:
                    inline_id = told["inline_id"]
                    about = str(told["filename"]), str(told["content_type"])
                    files.append(Attached(*about, data, None if inline_id is None else str(inline_id)))
                case frames.UNREADABLE if told["reason"] in limits.REASONS:
                    reason = told["reason"]
                case frames.END:
                    ended = True
        code = child.wait()
        if not reason and not ended:
            reason = _why(code, ready=ready, struck=clock.struck)
        if body and reason:
            stopped = f"{body['text']}\n\n{limits.STOPPED}".strip()
            return _reading(head, {**body, "text": stopped, "words": body["words"] or stopped}, files, "")
        return _reading(head, body, () if reason else files, reason)
    except (ValueError, TypeError, KeyError, RecursionError):
        return _reading({}, {}, (), limits.DAMAGED)


def _why(code: int, *, ready: bool, struck: bool) -> str:
    """The reason why a child that ended with this code did not end well."""
    if not ready:
        return limits.NOT_STARTED
    if struck or -code in (getattr(signal, "SIGPROF", None), getattr(signal, "SIGXCPU", None)):
        return limits.TOO_SLOW
    return limits.TOO_BIG if code == OUT_OF_MEMORY else limits.DAMAGED


def _reading(head: dict[str, Any], body: dict[str, Any], files: Iterable[Attached], reason: str) -> Reading:
    def text(told: dict[str, Any], name: str) -> str:
        return str(told.get(name, ""))

    def texts(name: str) -> tuple[str, ...]:
        return tuple(map(str, head.get(name, ())))

    date = head.get("date")
    return Reading(
        ok=not reason,
        reason=reason,
        message_id=text(head, "message_id"),
        in_reply_to=text(head, "in_reply_to"),
        references=texts("references"),
        from_address=text(head, "from_address"),
        from_name=text(head, "from_name"),
        to=texts("to"),
        subject=text(head, "subject"),
        date=datetime.fromisoformat(date) if date else None,
        text=text(body, "text"),
        words=text(body, "words"),
        html=text(body, "html"),
        attached=tuple(files),
        automatic=bool(head.get("automatic")),
        delivered_to=texts("delivered_to"),
        checks=texts("checks"),
        report=text(head, "report"),
        diagnosis=text(head, "diagnosis"),
        returned=texts("returned"),
    )
