"""What the coach never reads: other people's words and things that are not prose.

Quotations, reply lines, signatures, code, addresses. They are blanked, so that everything else keeps its place.
"""

import re

# Compiled when first needed: most texts need none of them.
_BLOCK = r"(?ms)^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)"
_REPLY = r"(?m)^[ \t]*>.*$|^(?:On|Am|Le|El) [^\n]{4,120}(?:wrote|schrieb|écrit|escribió):[ \t]*$"
_FORWARD = r"(?mi)^[ \t]*-{3,} ?(?:original message|forwarded message)[^\n]*$"
_SIGNATURE = r"(?m)^-- ?$"
_ODD = (
    r"`[^`\n]{1,200}`"
    r"|h(?<!\wh)ttps?://[^\s<>\"”]+|w(?<!\ww)ww\.[^\s<>\"”]+"
)
_MAIL = r"\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
_QUOTED = (
    r"“[^“”]{0,2000}[”“]|„[^„“”]{0,2000}[“”]|«[^«»]{0,2000}»|»[^«»]{0,2000}«|\"[^\"]{0,2000}\""
    r"|‘(?<!\w‘)[^‘\n]{1,400}?’(?!\w)|'(?<!\w')(?=\w)[^'\n]{1,400}?(?:'\w[^'\n]{0,200}?){0,3}(?<=[\w.,!?…])'(?!\w)"
)
_INLINE = f"{_ODD}|{_MAIL}|{_QUOTED}"
_NO_MAIL = f"{_ODD}|{_QUOTED}"
# Without any of these nothing is blanked. An apostrophe between letters is the common case and no quotation.
_CURLY = re.compile("[“„«»‘]|’(?:(?<!\\w’)|(?!\\w))")
_EDGE = re.compile(r"'(?:(?<!\w')|(?!\w))")
_LINE_END = re.compile(r"(?m):[ \t]*$|^-- ?$")
_NOT_SPACE = re.compile(r"\S")


def mask(text: str) -> str:
    """The text with what is not to be read blanked.

    The blanked text has as many code points as `text`. Quotation marks stay, so that a sentence keeps its shape; a
    signature runs from its line "-- " to the end, a forwarded message likewise.
    """
    if not _any(text):
        return text
    for tail in (_SIGNATURE, _FORWARD) if "--" in text else ():
        found = re.search(tail, text)
        if found:
            text = text[: found.start()] + _blank(text[found.start() :])
    if "```" in text or "~~~" in text:
        text = re.sub(_BLOCK, lambda one: _blank(one.group()), text)
    if ">" in text or ":" in text:
        text = re.sub(_REPLY, lambda one: _blank(one.group()), text)
    # Where no mail address can be, every other one begins with a certain character, which is found fast.
    return re.sub(_INLINE if "@" in text else _NO_MAIL, _hollow, text)


def _any(text: str) -> bool:
    """Whether something may have to be blanked, found in the fewest steps: every text passes here."""
    if (
        "`" in text
        or ">" in text
        or "@" in text
        or '"' in text
        or "www." in text
        or "~~~" in text
        or ("'" in text and _EDGE.search(text))
        or (":" in text and ("://" in text or _LINE_END.search(text)))
        or ("--" in text and ("---" in text or _LINE_END.search(text)))
    ):
        return True
    return not text.isascii() and _CURLY.search(text) is not None


def _blank(words: str) -> str:
    return _NOT_SPACE.sub(" ", words)


def _hollow(found: re.Match[str]) -> str:
    """A quotation keeps its marks, everything else leaves only a gap."""
    words = found.group()
    if words[0] in "“„«»\"‘'":
        return '"' + " " * (len(words) - 2) + '"'
    return " " * len(words)
