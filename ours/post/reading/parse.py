"""The tree of parts of a mail (RFC 2045, 2046): what was written, and the files that came with it.

An own walk over the bytes instead of the standard library's parser: that one needs 295 MB and 1.6 s for a mail with
25 MB of files (measured), and a stack frame for each level of nesting. Here nothing is copied but what is kept, and
parts, levels and tries are counted.
"""

import re
from dataclasses import dataclass

from . import limits
from .decode import clean, to_text, untransfer
from .head import Head, decode_words, one_line, read_head, safe_filename
from .html import text_as_html, without_pictures

_ENDINGS = {
    "application/pdf": ".pdf",
    "image/gif": ".gif",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/webp": ".webp",
    "message/rfc822": ".eml",
    "message/global": ".eml",
    "text/calendar": ".ics",
    "text/csv": ".csv",
    "text/html": ".html",
    "text/plain": ".txt",
}
_TEXTS = {"text/plain", "text/html", "text/enriched", "text/richtext", "application/xhtml+xml"}
_MAILS = {"message/rfc822", "message/global"}
_MISNAMED_PAGE = re.compile(r"\s*<(?:!doctype html|html|head|body|div|table)\b[^<>]{0,500}>.{0,100000}?</", re.I | re.S)
_SHOWN_BOUNDARY = re.compile(rb"(?:\A|\n)--([^\r\n]{1,72})\r?\ncontent-", re.IGNORECASE)


@dataclass
class Segment:
    """A stretch of what was written: as plain text, as HTML, or as both when the sender wrote it twice."""

    text: str = ""
    page: str = ""


@dataclass
class File:
    """A file in a mail, still in its encoded bytes: decoding waits until what was written has been told."""

    name: str
    kind: str
    inline_id: str | None
    encoding: str
    place: memoryview

    def data(self) -> bytes | bytearray:
        return untransfer(self.place, self.encoding)


class Tree:
    """What the walk has found: what was written, in order; the files; the names of what was left out.

    `levels` bounds how many mails within mails are opened.
    """

    def __init__(self, levels: int = 4):
        self.written: list[Segment] = []
        self.attached: list[File] = []
        self.left_out: list[str] = []
        self.shortened = False
        self._levels = levels
        self._room = limits.ATTACHED_BYTES
        self._parts = limits.PARTS
        self._tries = limits.BOUNDARY_TRIES
        self._letter_begun = False

    def walk(self, raw: bytes | bytearray, head: Head, start: int, end: int) -> None:
        """Read the body between `start` and `end` of the mail with this head."""
        self.written = self._part(raw, head, start, end, 0, "text/plain")
        if not self._levels or any(segment.text.strip() or segment.page.strip() for segment in self.written):
            return
        # Somebody sent mails on without a word of their own: what stands in those is what there is to read.
        for data in [file.data() for file in self.attached[:10] if file.kind in _MAILS]:
            inner_head, body = read_head(data, 0, len(data))
            inner = Tree(self._levels - 1)
            inner.walk(data, inner_head, body, len(data))
            self.written += inner.written
            self.shortened |= inner.shortened
        if not (self.written or self.attached or self.left_out):
            # Somebody's program put the letter where nothing should stand: before the first part, or behind the last.
            self.written = [self._text(raw, head, "text/plain", start, end)]

    def _part(self, raw: bytes | bytearray, head: Head, start: int, end: int, depth: int, usual: str) -> list[Segment]:
        kind = head.content_type or ("text/plain" if head.all("content-type") else usual)
        self._parts -= 1
        if self._parts < 0 or depth > limits.DEPTH:
            self._leave_out("further parts")
            return []
        if kind.startswith("multipart/"):
            encoding = head.first("content-transfer-encoding").strip().lower()
            if encoding in ("base64", "quoted-printable"):
                # Not allowed (RFC 2045 6.4), and sent all the same.
                raw = untransfer(memoryview(raw)[start:end], encoding)
                start, end = 0, len(raw)
            children = self._children(raw, head.boundary, start, end)
            if children:
                return self._together(raw, kind, children, depth)
            kind = "text/plain"
        return self._leaf(raw, head, kind, start, end)

    def _together(
        self, raw: bytes | bytearray, kind: str, children: list[tuple[int, int]], depth: int
    ) -> list[Segment]:
        found: list[list[Segment]] = []
        for child_start, child_end in children:
            head, body = read_head(raw, child_start, child_end, limits.PART_HEAD_BYTES)
            usual = "message/rfc822" if kind == "multipart/digest" else "text/plain"
            found.append(self._part(raw, head, body, child_end, depth + 1, usual))
        if kind != "multipart/alternative":
            return [segment for segments in found for segment in segments]
        # The same thing said in several ways: plain text for reading, the last HTML (the richest) for showing. More
        # than one plain text is not a choice that anybody was meant to make.
        texts = dict.fromkeys(segment.text for segments in found for segment in segments if segment.text.strip())
        pages = [
            "".join(segment.page or text_as_html(segment.text) for segment in segments)
            for segments in found
            if any(segment.page for segment in segments)
        ]
        return [Segment("\n\n".join(texts), pages[-1] if pages else "")]

    def _children(self, raw: bytes | bytearray, boundary: str, start: int, end: int) -> list[tuple[int, int]]:
        """Where the parts between boundary lines begin and end; failing those, between the lines the body shows."""
        found = self._split(raw, boundary.rstrip().encode("utf-8", "replace"), start, end) if boundary else []
        if not found and (shown := _SHOWN_BOUNDARY.search(raw, max(0, start - 1), min(end, start + 4000))):
            found = self._split(raw, shown[1].rstrip(), start, end)
        return found

    def _split(self, raw: bytes | bytearray, boundary: bytes, start: int, end: int) -> list[tuple[int, int]]:
        line = b"--" + boundary
        parts: list[tuple[int, int]] = []
        part_start = -1
        position = start
        while self._tries > 0 and len(parts) <= limits.PARTS:
            at = raw.find(line, position, end)
            if at < 0:
                break
            self._tries -= 1
            position = at + len(line)
            if at > start and raw[at - 1] not in b"\r\n":
                continue
            line_end = raw.find(b"\n", position, end)
            after = line_end + 1 if line_end >= 0 else end
            rest = bytes(raw[position : min(after, position + 80)]).strip()
            if rest not in (b"", b"--"):
                continue
            if part_start >= 0:
                # The line end before a boundary belongs to the boundary.
                part_end = at - 1 if at > part_start and raw[at - 1] == 10 else at
                part_end -= part_end > part_start and raw[part_end - 1] == 13
                parts.append((part_start, max(part_start, part_end)))
            part_start = after if rest == b"" else -1
            if rest:
                break
            position = after
        if part_start >= 0:
            parts.append((part_start, end))
        return parts

    def _leaf(self, raw: bytes | bytearray, head: Head, kind: str, start: int, end: int) -> list[Segment]:
        name = head.filename
        is_text = kind in _TEXTS and head.disposition != "attachment"
        # Some mailers name the letter itself like a file; a second named text is a file.
        if is_text and not (name and (self._letter_begun or self.attached)):
            self._letter_begun = True
            return [self._text(raw, head, kind, start, end)]
        self._attach(raw, head, kind, name, start, end)
        return []

    def _text(self, raw: bytes | bytearray, head: Head, kind: str, start: int, end: int) -> Segment:
        encoding = head.first("content-transfer-encoding")
        longest = 8 * limits.HTML if kind != "text/plain" else limits.TEXT_BYTES
        if end - start > 2 * longest:
            end = start + 2 * longest
            self.shortened = True
        data = untransfer(memoryview(raw)[start:end], encoding)
        if len(data) > longest:
            data = data[:longest]
            self.shortened = True
        text = clean(to_text(data, head.parameter("content-type", "charset")))
        if kind != "text/plain" or _MISNAMED_PAGE.match(text):
            text = without_pictures(text)
            self.shortened |= len(text) > limits.HTML
            return Segment(page=text[: limits.HTML])
        if head.parameter("content-type", "format").lower() == "flowed":
            text = unflow(text, head.parameter("content-type", "delsp").lower() == "yes")
        return Segment(text=text.strip("\n"))

    def _attach(self, raw: bytes | bytearray, head: Head, kind: str, name: str, start: int, end: int) -> None:
        encoding = head.first("content-transfer-encoding").strip().lower()
        kind = kind if head.content_type or kind != "text/plain" else "application/octet-stream"
        if not name and kind in _MAILS:
            inner, _ = read_head(raw, start, end, limits.PART_HEAD_BYTES)
            subject = decode_words(inner.first("subject"))
            name = safe_filename(subject + ".eml") if subject else ""
        name = name or ("picture" if kind.startswith("image/") else "file") + _ENDINGS.get(kind, ".bin")
        most = end - start
        if encoding in ("base64", "x-uuencode", "uuencode", "x-uue", "uue"):
            most = (most - raw.count(b"\n", start, end) - raw.count(b"\r", start, end)) * 3 // 4
            most -= raw.count(b"=", max(start, end - 4), end)
        if len(self.attached) >= limits.ATTACHED or most > self._room:
            self._leave_out(name)
            return
        self._room -= most
        self.attached.append(File(name, kind, head.content_id, encoding, memoryview(raw)[start:end]))

    def _leave_out(self, name: str) -> None:
        if len(self.left_out) < limits.LEFT_OUT:
            self.left_out.append(one_line(name, limits.NAME))


def unflow(text: str, delete_space: bool) -> str:
    """Join the lines that a mailer broke only for the sake of the width (RFC 3676)."""
    lines: list[list[str]] = []
    flowing = None
    for line in text.split("\n"):
        quote = line[: len(line) - len(line.lstrip(">"))]
        content = line[len(quote) :].removeprefix(" ")
        signed = content == "-- "
        if quote == flowing and not signed:
            lines[-1].append(content)
        else:
            lines.append([quote + " " if quote else "", content])
        flowing = quote if content.endswith(" ") and not signed else None
        if flowing is not None and delete_space:
            lines[-1][-1] = content[:-1]
    return "\n".join(map("".join, lines))
