"""Telling what somebody wrote this time from the earlier mails quoted around it, and from the signature.

A client's words must not be lost by cutting, so whatever may be theirs stays: words between quotes stay, a mail that is
no reply keeps what it quotes, and where an earlier mail is not marked line by line it is cut only if its head says
plainly whose it was and when. Everything is decided line by line, in linear time; the usual libraries search with
backtracking patterns and take a list with dashes for a signature.
"""

import re
from collections.abc import Callable

from . import limits
from .phrases import (
    ADDRESS,
    ANSWERED_BELOW,
    BEGINS,
    CLOSING,
    DATE,
    DEVICE,
    FORWARD,
    FORWARDED,
    GREETING_ONLY,
    LABEL_LINE,
    LABELS,
    ORIGINAL,
    POSTSCRIPT,
    REPLY,
    STARTS,
    TAG,
    TIME,
    WROTE,
)

_QUOTED = re.compile(r"\s{0,3}>(?!:\s*\Z)")
_OWN_SIGN = re.compile(r"\s{0,3}>\s?(?:=|[\d€$£%])|>From ")
_DELIMITERS = ("--", "—", "―", "__")
_RULE = re.compile(r"\s*[-_=*—–]{3,}\s*")
_CONTACT = re.compile(
    r"https?://\S+|www\.\S+|[^\s@<>]+@[^\s@<>]+\.\w+|\+?\(?\d[\d\s()/.–-]{5,}\d|"
    r"\b(?:tel|telefon|telephone|phone|mobile?|mobil|handy|cell|fax|telefax|direct|office|e-?mail|mail|web|website|"
    r"internet|tél|téléphone|portable|móvil|teléfono|cellulare|m|t|f|e|w|p|d)\b\s?[.:]{0,2}|[\s|•·,;/:<>()\[\]*~–-]+",
    re.IGNORECASE,
)
_PAGE = re.compile(r"https?://[^\s/<>]+/[^\s<>]")
_HAS_CONTACT = re.compile(r"@|https?:|www\.|\d{3}", re.IGNORECASE)
_CONFIDENTIAL = re.compile(
    r"confidential|privileged|vertraulich|confidentiel|confidencial|riservat|vertrouwelijk|konfidenti|poufn",
    re.IGNORECASE,
)
_ADDRESSEE = re.compile(
    r"recipient|addressee|intended|empfänger|adressat|destinat|geadresseerde|ontvanger|modtager|mottaga|odbiorc|adresat",
    re.IGNORECASE,
)
_THIS_MAIL = re.compile(
    r"\be-?mail|message|nachricht|mensaje|messaggio|bericht|meddel|wiadomoś|mensagem", re.IGNORECASE
)


def is_forward(subject: str) -> bool:
    """Whether the subject says that a mail was sent on: its first mark is one of forwarding."""
    return bool(FORWARD.match(_unlabelled(subject)))


def is_reply(subject: str, answers: object) -> bool:
    """Whether a mail answers another: it names one (`answers` is true for any id), or its subject says so."""
    return not is_forward(subject) and (bool(answers) or bool(REPLY.match(_unlabelled(subject))))


def _unlabelled(subject: str) -> str:
    for _ in range(4):
        if not (tag := TAG.match(subject)):
            break
        subject = subject[tag.end() :]
    return subject.lstrip()


def cut(text: str, *, reply: bool, forward: bool) -> str:
    """What was written this time: `text` without quoted earlier mails (in a reply) and without signature.

    Never empty unless `text` is blank. Longer texts than `limits.CUT` characters are left whole.
    """
    text = text.strip("\n")
    if len(text) > limits.CUT or forward:
        return text
    lines = text.split("\n")
    pieces = _without_quotes(lines) if reply else [lines]
    said: list[str] = []
    for piece in pieces:
        said += _without_signature(piece, follows=any(line.strip() for line in said))
    words = "\n".join(said)
    words = re.sub(r"\n[ \t]*\n(?:[ \t]*\n)+", "\n\n", words).strip("\n").rstrip()
    return words if words.strip() else text


def _without_quotes(lines: list[str]) -> list[list[str]]:
    """The stretches of own words between what is quoted."""
    pieces: list[list[str]] = [[]]
    quoted = _quoted(lines)
    roles = [_role(line) for line in lines]
    ends = [_may_end_attribution(line) for line in lines]
    last_quoted = max((at for at, mark in enumerate(quoted) if mark), default=-1)
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            pieces[-1].append(line)
            at += 1
            continue
        if quoted[at]:
            if pieces[-1]:
                pieces.append([])
            at += 1
            continue
        if FORWARDED.fullmatch(line[:200]):
            return [*pieces, lines[at:]]
        if ORIGINAL.fullmatch(line[:200]) or (roles[at] and _head_above_mail(lines[at : at + 12], roles[at : at + 12])):
            return _before_earlier_mail(pieces, lines, at)
        length, sure = _attribution(lines, quoted, ends, at)
        if length:
            following = next((after for after in range(at + length, len(lines)) if lines[after].strip()), len(lines))
            if following == len(lines) or quoted[following]:
                at += length
                continue
            # A program that marks quotes later on would have marked these lines too: they are the writer's own.
            if sure and last_quoted < following:
                return _before_earlier_mail(pieces, lines, at)
        pieces[-1].append(line)
        at += 1
    return pieces


def _before_earlier_mail(pieces: list[list[str]], lines: list[str], at: int) -> list[list[str]]:
    """The pieces up to an earlier mail that is not marked line by line; with it, if own words may stand inside it."""
    own = [line for piece in pieces for line in piece if line.strip() and not _RULE.fullmatch(line)]
    said = " ".join(own)
    greets_only = len(own) == 1 and GREETING_ONLY.fullmatch(own[0].strip().rstrip(",:! "))
    introduced = bool(own) and own[-1].rstrip().endswith((":", "："))  # "See what Bob wrote to me:"
    answered = ANSWERED_BELOW.search(said[:2000]) or ANSWERED_BELOW.search(said[-2000:])
    if not own or greets_only or introduced or answered:
        return [*pieces, lines[at:]]
    while pieces[-1] and (not pieces[-1][-1].strip() or _RULE.fullmatch(pieces[-1][-1])):
        pieces[-1].pop()
    return pieces


def _quoted(lines: list[str]) -> list[bool]:
    """For each line whether it is marked as quoted; a single line such as "> 100 a day" is its writer's own."""
    marked = [False, *(_QUOTED.match(line) is not None for line in lines), False]
    return [
        marked[at + 1] and (marked[at] or marked[at + 2] or not _OWN_SIGN.match(line)) for at, line in enumerate(lines)
    ]


def _role(line: str) -> str:
    """What a line like "Sent: …" tells of an earlier mail; '' for any other line."""
    label = LABEL_LINE.match(line[:300])
    return LABELS.get(label[1].strip().lower(), "") if label else ""


def _head_above_mail(lines: list[str], roles: list[str]) -> bool:
    """Whether a head like "From: … Sent: … To: … Subject: …" begins with the first of these lines."""
    found: set[str] = set()
    block: list[str] = []
    strangers = 0
    for line, role in zip(lines, roles, strict=True):
        if role:
            found.add(role)
        elif not line.strip() and len(block) > 1:
            break
        else:
            strangers += 1
            if strangers > 3:
                break
        block.append(line[:300])
    # Somebody may well write "From: Munich / To: Berlin / Date: 3 May": a mail has a subject or an address.
    return "from" in found and len(found) >= 3 and ("subject" in found or ADDRESS.search("\n".join(block)) is not None)


def _may_end_attribution(line: str) -> bool:
    """Whether the line ends as the last one above a quoted mail does: with a colon, or with "wrote"."""
    end = line.rstrip(" -*\t")[-30:]
    return end.endswith((":", "：")) or any(wrote.end() == len(end) for wrote in WROTE.finditer(end))


def _attribution(lines: list[str], quoted: list[bool], ends: list[bool], at: int) -> tuple[int, bool]:
    """A line such as "On 3 May at 10:14, Ann <ann@example.org> wrote:", which programs break into up to five.

    Returns how many lines it takes, 0 if there is none, and whether it is so complete that it can be nothing else.
    """
    said = ""
    for length in range(1, 6):
        if at + length > len(lines) or not lines[at + length - 1].strip():
            return 0, False
        if quoted[at + length - 1]:
            return 0, False
        said = f"{said} {lines[at + length - 1].strip()}".strip()
        if len(said) > 400:
            return 0, False
        if not ends[at + length - 1]:
            continue
        wrote = WROTE.search(said[-120:])
        if length > 1 and (
            not re.search(r"\d", lines[at])
            or (STARTS.match(lines[at + 1].strip()) and _attribution(lines, quoted, ends, at + 1)[0] == length - 1)
        ):
            return 0, False  # it begins with a later line, and this one is somebody's own
        dated, timed, addressed = DATE.search(said), TIME.search(said), ADDRESS.search(said)
        begins = STARTS.match(said) or BEGINS.match(said)
        if wrote and begins and (dated or timed or addressed):
            return length, bool(dated and addressed)
        if addressed and begins and dated and timed and said.endswith((">:", ">：")):
            return length, True
        if wrote and length == 1 and (addressed or (dated and timed)):
            return 1, bool(dated and timed and addressed)
        return 0, False
    return 0, False


def _without_signature(lines: list[str], *, follows: bool) -> list[str]:
    """One stretch of words without what is signed below it; `follows` says that there are words before the stretch."""
    lines = _before_delimiter(lines, follows)
    lines = _without_last(lines, lambda line: bool(DEVICE.match(line)) and _is_device_line(line))
    lines = _without_confidentiality(lines)
    signed = [line for line in lines if line.strip()][-12:]
    if not any(CLOSING.fullmatch(line.strip()[:60]) for line in signed):
        return lines
    return _without_last(lines, _is_contact)


def _before_delimiter(lines: list[str], follows: bool) -> list[str]:
    """The lines above "-- " (RFC 3676 4.3), and those from a postscript on that stands below it."""
    first = next((at for at, line in enumerate(lines) if line.strip()), len(lines))
    below: list[str] = []
    found = -1
    # Upwards, and no further than a signature is long; the highest delimiter counts.
    for at in range(len(lines) - 1, first if not follows else -1, -1):
        line = lines[at]
        if line.rstrip() in _DELIMITERS:
            said = "\n".join(below)
            short = len(below) <= 12 and "?" not in said
            if line == "-- " or (short and (line.rstrip() == "--" or _HAS_CONTACT.search(said))):
                found = at
        if line.strip():
            below.append(line)
        if len(below) > 30:
            break
    if found < 0:
        return lines
    later = next((at for at in range(found + 1, len(lines)) if POSTSCRIPT.match(lines[at])), len(lines))
    return lines[:found] + lines[later:]


def _is_device_line(line: str) -> bool:
    said = re.sub(r"<[^<>]*>|\[[^\[\]]*\]|\([^()]*\)", "", line).strip()
    return len(said.split()) <= 9 and "," not in said and "?" not in said and not re.search(r"\w\w\.\s*\w", said)


def _without_last(lines: list[str], is_noise: Callable[[str], bool]) -> list[str]:
    """Without those of the last lines that are noise; blank lines between them go with them."""
    end = len(lines)
    for at in range(len(lines) - 1, -1, -1):
        if not lines[at].strip() or _RULE.fullmatch(lines[at]):
            continue
        if not is_noise(lines[at]):
            break
        end = at
    return lines[:end] if end < len(lines) else lines


def _is_contact(line: str) -> bool:
    """Whether a line holds nothing but telephone numbers and addresses, as below a name; a link to a page is more."""
    if len(line) > 300 or not _HAS_CONTACT.search(line) or _PAGE.search(line):
        return False
    return not _CONTACT.sub("", line)


def _without_confidentiality(lines: list[str]) -> list[str]:
    """Without a last paragraph that only says for whom the mail is meant."""
    last = len(lines)
    while last and not lines[last - 1].strip():
        last -= 1
    first = last
    while first and lines[first - 1].strip() and not _RULE.fullmatch(lines[first - 1]):
        first -= 1
    paragraph = " ".join(lines[first:last])
    legal = all(pattern.search(paragraph[:4000]) for pattern in (_CONFIDENTIAL, _ADDRESSEE, _THIS_MAIL))
    return lines[:first] if legal and len(paragraph) > 150 and "?" not in paragraph else lines
