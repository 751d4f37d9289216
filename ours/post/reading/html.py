"""HTML of mails: made safe to show, and read as plain text.

The sanitizer (nh3) is the first and the last to touch what is shown. What comes out of it is regular enough (every
element closed, every attribute quoted) that the steps between may go over it with plain patterns.
"""

import html
import re
from typing import Final

import nh3

from . import limits
from .decode import clean

_BLOCKS: Final = {
    *("blockquote", "caption", "center", "dd", "div", "dl", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "hr", "li"),
    *("ol", "p", "pre", "table", "tbody", "tfoot", "thead", "tr", "ul"),
}
_SHOWN: Final = _BLOCKS | {
    *("a", "abbr", "b", "br", "cite", "code", "col", "colgroup", "del", "dfn", "em", "i", "ins", "kbd", "mark", "q"),
    *("s", "samp", "small", "span", "strike", "strong", "sub", "sup", "td", "th", "tt", "u", "var", "wbr"),
}
_ATTRIBUTES: Final = {
    "a": {"href", "title"},
    "abbr": {"title"},
    "ol": {"start"},
    "td": {"colspan", "rowspan"},
    "th": {"colspan", "rowspan"},
}
_NOT_WORDS: Final = {"script", "style", "title", "template", "iframe", "object", "noembed"}
_LINKS: Final = {"http", "https", "mailto", "tel"}

_PICTURES: Final = nh3.Cleaner(
    tags=_SHOWN | {"img"},
    attributes=_ATTRIBUTES | {"img": {"alt", "src"}},
    clean_content_tags=_NOT_WORDS,
    url_schemes=_LINKS | {"cid"},
    url_relative="deny",
    link_rel=None,
)
_FINAL: Final = nh3.Cleaner(
    tags=_SHOWN,
    attributes=_ATTRIBUTES,
    clean_content_tags=_NOT_WORDS,
    url_schemes=_LINKS,
    url_relative="deny",
    link_rel="noopener noreferrer nofollow",
)

_DATA_PICTURE = re.compile(r"data:image/[a-z0-9.+-]{1,40};base64,[A-Za-z0-9+/=\s%]*", re.IGNORECASE)
_VOID: Final = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "wbr"}
_CLOSED_BY_OTHERS: Final = {"p", "li", "td", "tr", "th", "dt", "dd", "option", "tbody", "thead", "body", "html", "head"}
_ROUGH_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_SILENT = re.compile(r"<(style|script|title)\b")
_IMG = re.compile(r"<img((?: [a-z]+=\"[^\"]*\")*)>")
_TOKEN = re.compile(r"<(/?)([a-z][a-z0-9]*)((?: [a-z]+=\"[^\"]*\")*)>|([^<]+)|<")
_QUOTES: Final = 8  # marks before a line, at most
_APART: Final = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "table", "blockquote", "pre"}


def read_html(page: str, pictures: dict[str, str], *, text: bool = True) -> tuple[str, str]:
    """Make a page safe and read it.

    `page` is HTML as it came, `pictures` maps content ids (without brackets) to file names. Returns safe HTML and plain
    text ('' if `text` is not asked for). The safe HTML loads nothing: pictures become notes. It is '' where the page is
    built to exhaust whoever reads it; the text is then a rougher one.
    """
    if _depth(page) > limits.HTML_DEPTH:
        return "", rough_text(page)
    regular = _IMG.sub(lambda found: _picture(found, pictures), _PICTURES.clean(page))
    if len(regular) > limits.SAFE_HTML:
        return "", rough_text(page)
    return _FINAL.clean(regular).strip(), plain_text(regular) if text else ""


def without_pictures(page: str) -> str:
    """The page without pictures written into it: megabytes that nobody reads."""
    return _DATA_PICTURE.sub("data:", page)


def rough_text(page: str) -> str:
    """The text of a page by leaving out all that looks like a tag: for pages that nothing better can read."""
    small = page.lower() if len(page.lower()) == len(page) else page
    kept = []
    position = 0
    while found := _SILENT.search(small, position):
        end = small.find(f"</{found[1]}", found.end())
        if end < 0:
            break
        kept.append(page[position : found.start()])
        position = end
    page = "".join([*kept, page[position:]])
    page = re.sub(r"(?i)<(?:br|/p|/div|/tr|/li|/h[1-6])\b[^<>]{0,2000}>", "\n", page)
    return _tidy(html.unescape(re.sub(r"<[^<>]{0,2000}>", "", page)))


def text_as_html(text: str) -> str:
    """Plain text as HTML that keeps its lines."""
    return "<p>" + html.escape(text.strip()).replace("\n\n", "</p><p>").replace("\n", "<br>") + "</p>" if text else ""


def _depth(page: str) -> int:
    """How deep elements are nested, at most."""
    open_now = deepest = 0
    for tag in _ROUGH_TAG.finditer(page):
        slash, name = tag[1], tag[2].lower()
        if name in _VOID or name in _CLOSED_BY_OTHERS:
            continue
        if slash:
            open_now = max(0, open_now - 1)
        else:
            open_now += 1
            deepest = max(deepest, open_now)
    return deepest


def _attribute(written: str, name: str) -> str:
    found = re.search(rf' {name}="([^"]*)"', written)
    return html.unescape(found[1]) if found else ""


def _picture(found: re.Match[str], pictures: dict[str, str]) -> str:
    """What stands where a picture stood: its description, or the name of the file it came as; else nothing."""
    source = _attribute(found[1], "src")
    name = pictures.get(source[4:], "") if source.lower().startswith("cid:") else ""
    said = " ".join((_attribute(found[1], "alt").strip() or name).split())[: limits.NAME]
    return f"[{html.escape(said)}]" if said else ""


def plain_text(regular: str) -> str:
    """Read sanitized HTML as text: quotes get `> ` before each line, lists their dashes, links their address."""
    letter = _Letter()
    for token in _TOKEN.finditer(regular):
        slash, name, written, words = token.groups()
        if words or not name:
            letter.line.append(html.unescape(words or "<"))
        elif slash:
            letter.close(name)
        else:
            letter.open(name, written)
    letter.flush()
    while letter.lines and not letter.lines[-1].strip("> "):
        letter.lines.pop()
    return _tidy("\n".join(letter.lines))


class _Letter:
    """The lines of a page while it is read from its first element to its last."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.line: list[str] = []
        self._item = ""
        self._quotes = 0
        self._preformatted = 0
        self._links: list[tuple[str, int]] = []
        self._numbers: list[int] = []

    @property
    def _mark(self) -> str:
        return "> " * min(self._quotes, _QUOTES)

    def flush(self) -> None:
        """End the line."""
        said = "".join(self.line)
        self.line.clear()
        parts = said.split("\n") if self._preformatted else [" ".join(said.split())]
        if said.strip():
            parts[0], self._item = self._item + parts[0], ""
            self.lines += [self._mark + part for part in parts]

    def _set_apart(self, name: str) -> None:
        """Leave an empty line before and after what stands by itself, but not between an item's dash and its words."""
        if name in _APART and not self._item and self.lines and self.lines[-1].strip("> "):
            self.lines.append(self._mark.rstrip())

    def open(self, name: str, written: str) -> None:
        if name == "a":
            self._links.append((_attribute(written, "href"), len(self.line)))
        elif name == "br":
            if not self.line:
                self.lines.append(self._mark)
            self.flush()
        elif name in _BLOCKS:
            self.flush()
            self._set_apart(name)
            self._quotes += name == "blockquote"
            self._preformatted += name == "pre"
            if name in ("ol", "ul"):
                self._numbers.append(1 if name == "ol" else 0)
            elif name == "li":
                number = self._numbers[-1] if self._numbers else 0
                self._item = f"{number}. " if number else "- "
                if number:
                    self._numbers[-1] += 1
            elif name == "hr":
                self.line.append("_" * 32)
                self.flush()

    def close(self, name: str) -> None:
        if name == "a" and self._links:
            address, since = self._links.pop()
            target = address.removeprefix("mailto:")
            said = "".join(self.line[since:]).strip().rstrip("/")
            if target and target.rstrip("/") not in (said, f"http://{said}", f"https://{said}"):
                self.line.append(f" <{target}>" if said else f"<{target}>")
        elif name in ("td", "th"):
            self.line.append(" ")
        elif name in _BLOCKS:
            self.flush()
            self._quotes -= name == "blockquote"
            self._preformatted -= name == "pre"
            self._set_apart(name)
            if name in ("ol", "ul"):
                self._numbers.pop()


def _tidy(text: str) -> str:
    text = "\n".join(line.rstrip() for line in clean(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n")
