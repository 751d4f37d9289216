"""From the bytes of a mail to bytes and text as they were meant: transfer encodings, charsets, clean text."""

import binascii
import codecs
import re
from typing import Final

_STEP: Final = 1_000_000
_PADDINGS: Final = 20_000  # in one step
_NOT_BASE64 = bytes(sorted(set(range(256)) - set(b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/=")))

# What mailers write and what they mean: the names on the left are subsets of those on the right (WHATWG Encoding).
_MEANT: Final = {
    "iso8859-1": "cp1252",
    "iso8859-9": "cp1254",
    "iso8859-11": "cp874",
    "tis-620": "cp874",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "euc_kr": "cp949",
    "big5": "big5hkscs",
}
# Codecs for other things than text of mails: names of hosts, Python source. Some of them need quadratic time.
_NOT_CHARSETS: Final = {"punycode", "idna", "unicode-escape", "raw-unicode-escape", "undefined", "mbcs", "oem"}

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_UNFIT = re.compile("[\x00-\x08\x0e-\x1f\x7f\ufeff\ud800-\udfff]")
_NOT_ON_A_LINE = re.compile("[\x00-\x1f\x7f\x85\u2028\u2029]+")
_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


def unbase64(data: bytes | bytearray | memoryview) -> bytearray:
    """Decode base64 as far as it makes sense: stray characters, missing padding and joined pieces are all borne.

    In steps, because a mail of many megabytes would otherwise be in memory several times over.
    """
    decoded = bytearray()
    rest = b""
    for start in range(0, len(data), _STEP):
        plain = rest + bytes(data[start : start + _STEP]).translate(None, _NOT_BASE64)
        if plain.count(b"=") > _PADDINGS:
            plain = plain.replace(b"=", b"")  # nobody means that
        # Some mailers encode line by line, so that padding stands in the middle; the decoder alone would stop there.
        *ended, last = re.split(b"=+", plain)
        for piece in ended:
            decoded += _quads(piece)
        whole = len(last) - len(last) % 4
        decoded += binascii.a2b_base64(last[:whole])
        rest = last[whole:]
    decoded += _quads(rest)
    return decoded


def _quads(plain: bytes) -> bytes:
    """Decode letters of base64 that lack their padding; a single last one carries nothing."""
    if len(plain) % 4 == 1:
        plain = plain[:-1]
    return binascii.a2b_base64(plain + b"=" * (-len(plain) % 4))


def _ununcode(data: bytes) -> bytes:
    """Decode uuencoded lines between `begin` and `end`, leaving out those that are damaged."""
    pieces = []
    begun = False
    for line in data.splitlines():
        if not begun:
            begun = line.startswith(b"begin ")
        elif line.strip() == b"end":
            break
        else:
            try:
                pieces.append(binascii.a2b_uu(line))
            except binascii.Error:
                continue
    return b"".join(pieces) if begun else data


def untransfer(data: memoryview, encoding: str) -> bytes | bytearray:
    """Undo a Content-Transfer-Encoding; an unknown one leaves the bytes as they are."""
    match encoding.strip().strip('"').lower():
        case "base64" | "b":
            return unbase64(data)
        case "quoted-printable" | "q":
            return binascii.a2b_qp(bytes(data))
        case "x-uuencode" | "uuencode" | "x-uue" | "uue":
            return _ununcode(bytes(data))
        case _:
            return bytes(data)


def _codec(charset: str) -> str:
    """The codec to use for a charset's name, '' where the name says nothing."""
    name = charset.strip().strip("\"'").lower()
    if not re.fullmatch(r"[a-z0-9_:.+-]{1,40}", name):
        return ""
    name = {"ks_c_5601-1987": "euc_kr", "x-sjis": "shift_jis", "unicode-1-1-utf-7": "utf-7"}.get(name, name)
    try:
        info = codecs.lookup(name)
    except (LookupError, ValueError):
        return ""
    if info.name in _NOT_CHARSETS or not getattr(info, "_is_text_encoding", True):
        return ""
    return _MEANT.get(info.name, info.name)


def to_text(data: bytes | bytearray, charset: str = "") -> str:
    """Decode bytes that claim to be in a charset.

    A claim that cannot be true falls back to UTF-8, then to Windows-1252, which between them are what unlabelled mail
    is written in.
    """
    codec = _codec(charset)
    if codec not in ("", "ascii", "utf-8"):
        try:
            return data.decode(codec)
        except UnicodeError:
            pass
    try:
        return data.decode("utf-8")
    except UnicodeError:
        lenient = data.decode("utf-8", "replace")
    lost = lenient.count("\ufffd")
    if codec not in ("", "ascii", "utf-8"):
        meant = data.decode(codec, "replace")
        return meant if meant.count("\ufffd") <= lost else lenient
    # One broken sequence in real UTF-8 is damage; nothing but broken ones is another charset.
    foreign = sum(1 for character in lenient[:20_000] if character > "\x7f")
    return lenient if foreign > 2 * lenient[:20_000].count("\ufffd") else data.decode("cp1252", "replace")


def clean(text: str) -> str:
    """Text that every database takes: no NUL or other controls, no lone surrogates, lines ended by a line feed."""
    return _UNFIT.sub("", _LINE_ENDS.sub("\n", text))


def one_line(text: str, longest: int) -> str:
    """The text on a single line, without characters that turn the direction of what follows, cut to a length."""
    line = _UNFIT.sub("", _NOT_ON_A_LINE.sub(" ", text[: 20 * longest]))
    return _TURNING.sub("", line).strip()[:longest].rstrip()
