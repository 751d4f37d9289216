"""What each answer has to tell the browser besides its content, and what it must not tell anybody."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

SHOWN = {"text/html", "text/plain", "text/css", "text/javascript", "text/event-stream", "application/json"}
LOOKS = {"image/svg+xml", "font/woff2"}  # only as files of the pages' own looks
NEEDLESS = "camera microphone geolocation payment usb serial midi display-capture".split()
BANNERS = {"server", "x-powered-by", "via", "x-aspnet-version", "x-generator", "x-runtime"}
YEAR = 31_536_000
OPEN = {"'unsafe-inline'", "'unsafe-eval'", "'wasm-unsafe-eval'", "*"}


class Answer(NamedTuple):
    """An answer: what was asked, its status and its headers as they came, with doubles."""

    asked: str
    status: int
    headers: list[tuple[str, str]]

    def all(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]

    def one(self, name: str) -> str:
        """The value of a header that stands there once; '' where it is missing or doubled."""
        found = self.all(name)
        return found[0] if len(found) == 1 else ""


def faults(answer: Answer, *, https: bool = False, file: bool = False, framed: bool = False) -> list[str]:
    """What is wrong with the headers of an answer.

    `file`: it is one of the files of the pages' looks. `framed`: a mail as it looked, for a frame of ours.
    """
    wanted = {
        "X-Content-Type-Options": {"nosniff"},
        "X-Frame-Options": {"SAMEORIGIN" if framed else "DENY"},
        "Referrer-Policy": {"same-origin", "no-referrer"},
        "Cross-Origin-Opener-Policy": {"same-origin"},
        "Cross-Origin-Resource-Policy": {"same-origin"},
    }
    found = [f"{name}: {answer.all(name)}" for name, values in wanted.items() if answer.one(name) not in values]
    powers = {one.strip() for one in answer.one("Permissions-Policy").split(",")}
    found += [f"{power} is not switched off" for power in NEEDLESS if f"{power}=()" not in powers]
    kept = file and answer.status in (200, 206, 304, 416)
    if not kept and "no-store" not in answer.one("Cache-Control"):
        found.append(f"Cache-Control: {answer.all('Cache-Control')}")
    if https and f"max-age={YEAR}" not in answer.one("Strict-Transport-Security"):
        found.append("no Strict-Transport-Security")
    found += [f"{key}: {value}" for key, value in answer.headers if key.lower() in BANNERS and value != "Ours"]
    found += [f"{key}: {value}" for key, value in answer.headers if key.lower().startswith("access-control-allow")]
    return [*found, *_policy(answer, framed=framed), *_kind(answer, file=file), *_cookies(answer, https=https)]


def _policy(answer: Answer, *, framed: bool) -> Iterator[str]:
    told = answer.one("Content-Security-Policy")
    policy = {words[0]: words[1:] for part in told.split(";") if (words := part.split())}
    sources = [source for name, values in policy.items() if name.endswith("-src") for source in values]
    if bad := OPEN & set(sources):
        yield f"the policy has {bad}"
    foreign = [one for one in sources if not one.startswith("'") and one not in OPEN]
    if foreign and (foreign != ["data:"] or policy.get("img-src") != ["'self'", "data:"]):
        yield f"the policy lets in {foreign}"
    if policy.get("default-src") not in (["'self'"], ["'none'"]) or policy.get("script-src", ["'self'"]) != ["'self'"]:
        yield f"the policy is {told!r}"
    if policy.get("object-src", policy.get("default-src")) != ["'none'"]:
        yield "objects may be shown"
    if policy.get("frame-ancestors") != (["'self'"] if framed else ["'none'"]):
        yield f"frame-ancestors is {policy.get('frame-ancestors')}"
    if policy.get("base-uri") != ["'none'"] or policy.get("form-action") not in (["'self'"], ["'none'"]):
        yield "base-uri or form-action is open"
    if answer.one("Content-Disposition").startswith("attachment") and "sandbox" not in policy:
        yield "a file that is saved is not in a sandbox"


def _kind(answer: Answer, *, file: bool) -> Iterator[str]:
    kind, _, rest = answer.one("Content-Type").partition(";")
    saved = answer.one("Content-Disposition").startswith("attachment")
    if not kind and answer.status not in (204, 304) and answer.one("Content-Length") not in ("0", ""):
        yield "no Content-Type"
    if kind and not saved and kind not in (SHOWN | LOOKS if file else SHOWN):
        yield f"{kind} is shown in place"
    if kind == "text/html" and "charset=utf-8" not in rest.lower():
        yield f"HTML without its charset: {rest}"


def _cookies(answer: Answer, *, https: bool) -> Iterator[str]:
    for cookie in answer.all("Set-Cookie"):
        name, *parts = [part.strip() for part in cookie.split(";")]
        said = {key.lower(): value for key, _, value in (part.partition("=") for part in parts)}
        name, _, value = name.partition("=")
        gone = said.get("max-age") == "0" or value in ("", '""')
        if "domain" in said or said.get("samesite") not in ("Lax", "Strict") or not ("httponly" in said or gone):
            yield f"cookie {cookie!r}"
        prefix = "__Host-" if said.get("path") == "/" else "__Secure-"
        if https and not ("secure" in said and name.startswith(prefix)):
            yield f"cookie {cookie!r}"


def smuggled(answers: Iterable[Answer], sign: str) -> list[str]:
    """Answers in which something became a header, or a line of one, that was sent as a value."""
    return [
        answer.asked
        for answer in answers
        if any(sign in key.lower() or re.search(r"[\r\n\0]", value) for key, value in answer.headers)
    ]
