"""What the coach never reads: other people's words and things that are not prose.

Quotations, reply lines, signatures, code, addresses. They are blanked, so that everything else keeps its place.
"""

import re

_BLOCK = re.compile(r"(?ms)^[ \t]*(```|~~~).*?(?:^[ \t]*\1|\Z)")
_REPLY = re.compile(r"(?m)^[ \t]*>.*$|^(?:On|Am|Le|El) [^\n]{4,120}(?:wrote|schrieb|écrit|escribió):[ \t]*$")
_FORWARD = re.compile(r"(?mi)^[ \t]*-{3,} ?(?:original message|forwarded message)[^\n]*$")
_SIGNATURE = re.compile(r"(?m)^-- ?$")
_INLINE = re.compile(
    r"`[^`\n]{1,200}`"
    r"|\b(?:https?://|www\.)[^\s<>\"”]+"
    r"|\b[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+"
    r"|“[^“”]{0,2000}[”“]|„[^„“”]{0,2000}[“”]|«[^«»]{0,2000}»|»[^«»]{0,2000}«|\"[^\"]{0,2000}\""
    r"|(?<!\w)‘[^‘\n]{1,400}?’(?!\w)|(?<!\w)'(?=\w)[^'\n]{1,400}?(?:'\w[^'\n]{0,200}?){0,3}(?<=[\w.,!?…])'(?!\w)"
)
# Without any of these nothing is blanked. An apostrophe between letters is the common case and no quotation.
_ANY = re.compile(r"[`>@“„«»\"‘]|~~~|---|^-- ?$|://|www\.|:[ \t]*$|(?<!\w)['’]|['’](?!\w)", re.MULTILINE)
_NOT_SPACE = re.compile(r"\S")


def mask(text: str) -> str:
    """The text with what is not to be read blanked.

    The blanked text has as many code points as `text`. Quotation marks stay, so that a sentence keeps its shape; a
    signature runs from its line "-- " to the end, a forwarded message likewise.
    """
    if not _ANY.search(text):
        return text
    for tail in (_SIGNATURE, _FORWARD):
        found = tail.search(text)
        if found:
            text = text[: found.start()] + _blank(text[found.start() :])
    for pattern in (_BLOCK, _REPLY):
        text = pattern.sub(lambda one: _blank(one.group()), text)
    return _INLINE.sub(_hollow, text)


def _blank(words: str) -> str:
    return _NOT_SPACE.sub(" ", words)


def _hollow(found: re.Match[str]) -> str:
    """A quotation keeps its marks, everything else leaves only a gap."""
    words = found.group()
    if words[0] in "“„«»\"‘'":
        return '"' + " " * (len(words) - 2) + '"'
    return " " * len(words)
