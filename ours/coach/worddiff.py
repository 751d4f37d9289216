"""What changed between two wordings, word by word (F1, F3)."""

import re
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

Change = tuple[str, str]

_PIECE = re.compile(r"(\s*)([^\W_]+(?:['’-][^\W_]+)*|\S|\Z)")
_LINE = re.compile(r"()([^\n]*\n|[^\n]+\Z)")
_MOST = 1_000_000  # pairs of equal pieces that a comparison may have to look at; beyond, lines are compared
_SMALL = 3  # letters of a word so short that it does not hold two changes apart


def word_diff(old: str, new: str) -> list[Change]:
    """The way from `old` to `new` as (op, text) with op "same", "gone" or "new", in reading order.

    Joining "same" and "gone" gives `old`, joining "same" and "new" gives `new`, to the letter; no text is empty and no
    two neighbours have the same op. Words are compared, not letters; two changes with only small words between them
    are told as one. Texts too repetitive to be compared by words are compared by lines.
    """
    before, after = _PIECE.findall(old), _PIECE.findall(new)
    if _work(before, after) > _MOST:
        before, after = _LINE.findall(old), _LINE.findall(new)
    if _work(before, after) > _MOST:
        return _told([("gone", old), ("new", new)])
    matcher = SequenceMatcher(None, [word for _, word in before], [word for _, word in after], autojunk=False)
    blocks = [
        (i2 - i1 if op == "equal" else 0, before[i1:i2], after[j1:j2]) for op, i1, i2, j1, j2 in matcher.get_opcodes()
    ]
    changes: list[Change] = []
    for size, left, right in _grouped(blocks):
        if not size:
            changes += [("gone", _text(left)), ("new", _text(right))]
            continue
        for (space, word), (new_space, _) in zip(left, right, strict=True):
            changes += [("same", space)] if space == new_space else [("gone", space), ("new", new_space)]
            changes.append(("same", word))
    return _told(changes)


Piece = tuple[str, str]  # the space before a word, the word
Block = tuple[int, list[Piece], list[Piece]]  # how many words are the same (0: a change), the old ones, the new ones


def _work(before: Sequence[Piece], after: Sequence[Piece]) -> int:
    left, right = Counter(word for _, word in before), Counter(word for _, word in after)
    return sum(count * right[word] for word, count in left.items())


def _grouped(blocks: list[Block]) -> list[Block]:
    """Blocks in which a small agreement between two replacements has become part of them."""
    grouped: list[Block] = []
    for place, (size, left, right) in enumerate(blocks):
        inside = 0 < place < len(blocks) - 1
        if size and inside and size <= 2 and all(len(word) <= _SMALL for _, word in left):
            beside = [blocks[place - 1], blocks[place + 1]]
            if all(gone and come for _, gone, come in beside):
                size = 0
        if grouped and not size and not grouped[-1][0]:
            _, gone, come = grouped.pop()
            left, right = gone + left, come + right
        grouped.append((size, left, right))
    return grouped


def _text(pieces: list[Piece]) -> str:
    return "".join(space + word for space, word in pieces)


def _told(changes: list[Change]) -> list[Change]:
    """Changes without empty ones; in each run the gone comes before the new, and neighbours of one op are one."""
    told: list[Change] = []
    gone = come = ""
    for op, text in [*changes, ("end", "")]:
        if op == "gone":
            gone += text
        elif op == "new":
            come += text
        elif text or op == "end":
            told += [(kind, words) for kind, words in (("gone", gone), ("new", come)) if words]
            gone = come = ""
            if text and told and told[-1][0] == "same":
                told.append(("same", told.pop()[1] + text))
            elif text:
                told.append(("same", text))
    return told
