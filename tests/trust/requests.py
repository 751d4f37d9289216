"""Requests made at random: from the table of routes, from the forms on the pages, and from what breaks programs."""

import random
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import quote_from_bytes

from django.urls import reverse

from tests.asking import FIXED, World, routes
from tests.trust.forms import Form, forms_in
from tests.trust.programme import size

OURS = Path(__file__).parents[2] / "ours"
METHODS = ["GET"] * 4 + ["POST"] * 12 + ["HEAD", "OPTIONS", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]
NUMBERS = [0, 1, -1, 2**31 - 1, 2**31, 2**53, 2**63 - 1, 2**63, 2**64, 10**30]
WORDS = [
    *("", " ", "0", "-1", "1", "00", "9" * 30, "9223372036854775807", "9223372036854775808", "1e309", "-0", "1E-400"),
    *("NaN", "Infinity", "-inf", "1_000", "١٢", "½", "²", "0x10", "1.5", "1,5", "99999999999999.99999", "true", "null"),
    *(
        "[]",
        "{}",
        '{"a": 1}',
        "[[[[",
        "2026-02-30",
        "0001-01-01",
        "9999-12-31",
        "10000-01-01",
        "2026-13",
        "-0001-01-01",
    ),
    *(
        "2026-03-03T25:00",
        "0001-01-01T00:00:00+23:59",
        "9999-12-31T23:59:59-23:59",
        "24:00",
        "2026-W10",
        "now",
        "٢٠٢٦-٠٣-٠٣",
    ),
    *(
        "%",
        "%s",
        "%(name)s",
        "%n",
        "{0}",
        "{name}",
        "{{7*7}}",
        "${7*7}",
        "<%= 7*7 %>",
        "#{7*7}",
        "\\",
        "\\x00",
        "/",
        "//",
    ),
    *("'", '"', "' OR 1=1 --", "'; DROP TABLE ours_problem; --", '" AND', "NEAR(", "*", "col:x", "-x", "a^2", "(", ")"),
    *(":*", "& |", "!", "a:b:c", "1:2", ":", "=", "&", ";", "a\0b", "\0", "\x01\x1f", "\r\nX-Smuggled: 1", "\n" * 50),
    *("\ud800", "\udfff", "\ufffe", "\uffff", "\ufeff", "\u202e", "\U0010ffff", "e\u0301" * 100, "ß" * 300, "🦆" * 300),
    *(
        "//evil.example",
        "/\\evil.example",
        "javascript:ran(1)",
        "http://evil.example/",
        "../../etc/passwd",
        "file:///etc",
    ),
    *(
        "<script>ran(1)</script>",
        "a@b",
        "a@" + "b" * 400,
        '"a b"@x.example',
        "a@b.example\r\nBcc: c@d.example",
        "a" * 5000,
    ),
    *("Europe/Berlin", "Mars/Crater", "../UTC", "en", "xx-YY", "de\0", "client", "expert", "new", "all", "none", "on"),
]
HEADERS = [
    {"Accept-Language": "\x7f,;q=9,*;q=-1"}, {"Accept-Language": "de," * 3000}, {"Cookie": "ours=\x01;ours-form=;a"},
    {"Cookie": "ours=" + "x" * 5000}, {"Cookie": "ours-link=a:b:c:d; ours-shown=:; ours-room=!!"},
    {"Range": "bytes=9-1"}, {"Referer": "http://[::1"}, {"Origin": "null"}, {"Origin": "http://[bad"},
    {"X-Forwarded-For": "a, b, ::1%x"}, {"If-None-Match": '"' * 99}, {"If-Modified-Since": "31 Feb"},
    {"User-Agent": "\xff" * 900}, {"Sec-Fetch-Site": "x"}, {"Content-Encoding": "gzip"}, {"Expect": "100-continue"},
    {"X-Http-Method-Override": "DELETE"}, {"Host": "testserver:99999"}, {"Host": "["},
    {"Accept": "application/json;q=x"}, {"Last-Event-Id": "9" * 40},
]  # fmt: skip


@dataclass(frozen=True)
class Request:
    """One request: who asks, how, where, with which fields (or a body as it is) and headers."""

    who: str
    method: str
    path: str
    query: tuple[tuple[str, str], ...] = ()
    fields: tuple[tuple[str, str], ...] = ()
    body: bytes | None = None
    kind: str = "application/x-www-form-urlencoded"
    headers: tuple[tuple[str, str], ...] = ()

    @property
    def address(self) -> str:
        return f"{self.path}?{_encoded(self.query)}" if self.query else self.path

    @property
    def sent(self) -> bytes:
        return _encoded(self.fields).encode() if self.body is None else self.body


def _encoded(fields: tuple[tuple[str, str], ...]) -> str:
    """As a browser would send them, and as none would: lone surrogates go out as their bytes."""
    return "&".join("=".join(quote_from_bytes(one.encode("utf-8", "surrogatepass")) for one in pair) for pair in fields)


@dataclass
class Requests:
    """Makes requests: `forms` are those found on the pages, by the name of the route they are sent to."""

    world: World
    chance: random.Random
    forms: dict[str, list[Form]] = field(default_factory=dict)
    names: list[str] = field(default_factory=list)
    queries: list[str] = field(default_factory=list)

    def look_at_forms(self, ask: Callable[[Request], str]) -> None:
        """Open every page as those who work here, and keep the forms that stand there."""
        for who in ("expert", "client", "owner", "letters", "reader")[: size(2, 5)]:
            for name, parameters in routes():
                for form in forms_in(path := self._right(name, parameters, who), ask(Request(who, "GET", path))):
                    known = self.forms.setdefault(form.route, [])
                    if len(known) < 6:
                        known.append(form)
        self.names = sorted({one.name for some in self.forms.values() for form in some for one in form.controls})
        told = "\n".join(path.read_text() for path in OURS.rglob("*.py"))
        self.queries = sorted(set(re.findall(r'request\.GET(?:\.get|\.getlist)?[(\[]"(\w+)"', told)))

    def of(self, name: str, parameters: tuple[str, ...], who: str) -> Request:
        """One request to a route by somebody."""
        chance = self.chance
        method = chance.choice(METHODS)
        made = Request(who, method, self._path(name, parameters, who))
        if chance.random() < (0.7 if method in ("GET", "HEAD") else 0.1):
            some = chance.sample(self.queries, chance.randint(1, 4))
            made = replace(made, query=tuple((one, self._word()) for one in some))
        if method not in ("GET", "HEAD", "OPTIONS"):
            made = self._with_body(made, name)
        if chance.random() < 0.1:
            made = replace(made, headers=tuple(chance.choice(HEADERS).items()))
        return made

    def _with_body(self, made: Request, name: str) -> Request:
        chance = self.chance
        fields = tuple(self._fields(name))
        if chance.random() < 0.9:
            return replace(made, fields=fields)
        kind, body = chance.choice(
            [
                ("application/json", chance.choice(WORDS).encode("utf-8", "replace")),
                ("application/json", b'[{"value": 1e99999, "on": [1]}, {"value": "9", "on": "2026-13-40"}]'),
                ("application/json", b"[" * 100_000),
                ("multipart/form-data; boundary=x", b"--x\r\nContent-Disposition: form-data\r\n\r\na\r\n--x--"),
                ("multipart/form-data", b"--"),
                ("multipart/form-data; boundary=" + "b" * 300, b"--b"),
                ("multipart/form-data; boundary=x", _parts(fields, chance.choice(WORDS))),
                ("application/x-www-form-urlencoded; charset=utf-99", _encoded(fields).encode()),
                ("application/x-www-form-urlencoded; charset=utf-16", _encoded(fields).encode()),
                ("text/plain", b"\xff\xfe\0\0"),
                ("", _encoded(fields).encode()),
                ("application/x-www-form-urlencoded", b"&".join(b"a%d=1" % number for number in range(1500))),
                ("application/x-www-form-urlencoded", b"%ff=%ff&%00=%00&a=%u1234&%zz"),
            ]
        )
        return replace(made, kind=kind, body=body)

    def _fields(self, name: str) -> Iterator[tuple[str, str]]:
        """Those of a form that is sent there, most with values it offers; or some of any form."""
        chance = self.chance
        forms = self.forms.get(name)
        if not forms or chance.random() < 0.05:
            for one in chance.sample(self.names, min(6, len(self.names))):
                yield one, self._word()
            return
        wild = chance.choice((0.05, 0.3, 1.0))
        for one in chance.choice(forms).controls:
            if chance.random() < wild / 3:
                continue  # left out
            value = chance.choice(one.options or (one.value or "Some words.",))
            if one.name == "once":
                value = str(chance.random())
            yield one.name, self._word() if chance.random() < wild else value
            if chance.random() < wild / 10:
                yield one.name, self._word()  # twice

    def _word(self) -> str:
        chance = self.chance
        if chance.random() < 0.15:
            return str(chance.choice(list(self.world.first.ids.values())))
        if chance.random() < 0.1:
            return "".join(chance.choice(WORDS) for _ in range(3))
        return chance.choice(WORDS)

    def _right(self, name: str, parameters: tuple[str, ...], who: str) -> str:
        return self._reversed(name, parameters, who, lambda one: self.world.first.ids[one])

    def _path(self, name: str, parameters: tuple[str, ...], who: str) -> str:
        """The address with its ids, now and then with those of another table or of nothing."""
        chance = self.chance
        odd = chance.random() < 0.15

        def number(one: str) -> int:
            if not odd:
                return self.world.first.ids[one]
            table = chance.choice(list(self.world.tables.values()))
            return abs(chance.choice([*NUMBERS, table.ids.get(one, 1)]))

        return self._reversed(name, parameters, who, number)

    def _reversed(self, name: str, parameters: tuple[str, ...], who: str, number: Callable[[str], int]) -> str:
        keys = self.world.keys.get(who, {})
        fixed = FIXED | ({"key": keys[name]} if name in keys else {})
        return reverse(name, kwargs={one: fixed.get(one) or number(one) for one in parameters})


def _parts(fields: tuple[tuple[str, str], ...], name: str) -> bytes:
    said = name.encode("utf-8", "surrogatepass")
    parts = [f'--x\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n'.encode("utf-8", "replace")
             + value.encode("utf-8", "surrogatepass") + b"\r\n" for key, value in fields]  # fmt: skip
    file = b'--x\r\nContent-Disposition: form-data; name="attached"; filename="' + said + b'"\r\n\r\n' + said + b"\r\n"
    return b"".join(parts) + file + b"--x--\r\n"


def smaller(request: Request) -> Iterator[Request]:
    """The same with less, so that what breaks can be told in a line."""
    if request.headers:
        yield replace(request, headers=())
    for number in range(len(request.query)):
        yield replace(request, query=request.query[:number] + request.query[number + 1 :])
    for number in range(len(request.fields)):
        yield replace(request, fields=request.fields[:number] + request.fields[number + 1 :])
    for number, (name, value) in enumerate(request.fields):
        if len(value) > 3:
            yield replace(
                request,
                fields=(*request.fields[:number], (name, value[: len(value) // 2]), *request.fields[number + 1 :]),
            )
