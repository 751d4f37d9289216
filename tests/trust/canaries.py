"""Canaries: words that stand in one place each, and what they look like when they got out, in any encoding."""

import base64
import gzip
import html
import re
import zlib
from email import message_from_bytes
from email.policy import default
from io import BytesIO
from zipfile import ZipFile, is_zipfile

import pypdfium2

MARK = "Zqkvwyxhjb"  # every canary begins with it; by chance it stands nowhere
NUMBER = 9_183_704_256  # a sum that nothing else here has
_ONE = re.compile(MARK.lower() + "([a-z]{4})")
_YEAR = re.compile(rb"(?<![0-9A-Za-z._-])20(7[0-9])(?![0-9A-Za-z._])")
_NUMBER = re.compile(rb"9.{0,6}183.{0,6}704.{0,6}256")


class Words:
    """Stands for a word, and is a canary of its own wherever it is written out. `made` are those of this one."""

    _next = 0

    def __init__(self) -> None:
        self.made: list[str] = []

    def __format__(self, _how: str) -> str:
        number, letters = Words._next, ""
        Words._next += 1
        for _place in range(4):
            number, rest = divmod(number, 26)
            letters += chr(ord("a") + rest)
        self.made.append(letters)
        return MARK + letters

    def __str__(self) -> str:
        return format(self)

    def lower(self) -> str:
        """In small letters, as in an address."""
        return format(self).lower()


def _in_base64(text: str) -> set[bytes]:
    """What stands in the base64 of anything that holds these letters, wherever they begin in it."""
    found = set()
    for skipped in range(3):
        raw = text.encode()[(3 - skipped) % 3 :]
        found.add(base64.b64encode(raw[: len(raw) // 3 * 3]))
    return found | {one.replace(b"+", b"-").replace(b"/", b"_") for one in found}


_SMALL = MARK.lower()
RAW = _SMALL.encode()
# In other clothes, which nothing of ours puts words into: whoever is told one of these is told too much.
DISGUISED = {
    _SMALL.encode().hex().encode(),
    MARK.encode().hex().encode(),
    _SMALL.encode("utf-16-le"),
    _SMALL.encode("utf-16-be"),
    *("".join(f"%{ord(one):02x}" for one in word).encode() for word in (MARK, _SMALL)),
    *("".join(f"&#{ord(one)};" for one in word).encode() for word in (MARK, _SMALL)),
    *("".join(f"&#x{ord(one):x};" for one in word).encode() for word in (MARK, _SMALL)),
    *("".join(f"\\u{ord(one):04x}" for one in word).encode() for word in (MARK, _SMALL)),
}
ENCODED = _in_base64(MARK) | _in_base64(_SMALL)


def found_in(content: bytes, kind: str = "") -> set[str]:
    """The canaries in some bytes, by their four letters; "number", "2071" and so on, and "disguised" for any of those.

    `kind` is a Content-Type: a mail, a PDF and a spreadsheet are looked into.
    """
    found: set[str] = set()
    for part in _parts(content, kind):
        small = part.lower()
        if RAW in small:
            found |= set(_ONE.findall(small.decode("latin-1")))
        if any(needle in small for needle in DISGUISED) or any(needle in part for needle in ENCODED):
            found.add("disguised")
        found |= {f"20{year.decode()}" for year in _YEAR.findall(part)}
        if b"704" in part and _NUMBER.search(html.unescape(part.decode("utf-8", "replace")).encode()):
            found.add("number")
    return found


def _parts(content: bytes, kind: str) -> list[bytes]:
    if kind.startswith("message/"):
        mail = message_from_bytes(content, policy=default)
        head = "\n".join(f"{name}: {value}" for name, value in mail.items()).encode()
        bodies = [part.get_payload(decode=True) for part in mail.walk() if not part.is_multipart()]
        return [head, *bodies]
    if content[:5] == b"%PDF-":
        made = pypdfium2.PdfDocument(content)
        pages = [page.get_textpage().get_text_range() for page in made]
        told = "\n".join([*pages, *map(str, made.get_metadata_dict().values())])
        made.close()
        return [content, told.encode(), told.replace("-\r\n", "").encode(), *_streams(content)]
    if content[:2] == b"PK" and is_zipfile(BytesIO(content)):
        with ZipFile(BytesIO(content)) as archive:
            return [content, *(archive.read(name) for name in archive.namelist())]
    if content[:2] == b"\x1f\x8b":
        return [content, gzip.decompress(content)]
    return [content]


def _streams(content: bytes) -> list[bytes]:
    found = []
    for raw in re.findall(rb"stream\r?\n(.*?)endstream", content, re.DOTALL):
        try:
            found.append(zlib.decompress(raw))
        except zlib.error:
            continue
    return found
