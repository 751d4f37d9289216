"""What changed between two wordings, word by word (F1, F3)."""

import difflib
import re

_PIECES = re.compile(r"\s+|[^\W_]+(?:['’][^\W_]+)*|[^\s]", re.UNICODE)
_MOST = 6000  # pieces; longer texts are compared paragraph by paragraph
_SHORT = 2  # an agreement of so few pieces between two changes only makes confetti

Change = tuple[str, str]


def word_diff(old: str, new: str) -> list[Change]:
    """The way from `old` to `new` as (op, text) with op "same", "gone" or "new", in reading order.

    Joining "same" and "gone" gives `old`, joining "same" and "new" gives `new`, to the letter.
    """
    before, after = _split(old), _split(new)
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    changes: list[Change] = []
    for op, i1, i2, j1, j2 in _smoothed(matcher.get_opcodes()):
        if op == "equal":
            changes.append(("same", "".join(before[i1:i2])))
            continue
        if i1 < i2:
            changes.append(("gone", "".join(before[i1:i2])))
        if j1 < j2:
            changes.append(("new", "".join(after[j1:j2])))
    return changes


def _split(text: str) -> list[str]:
    pieces = _PIECES.findall(text)
    return pieces if len(pieces) <= _MOST else text.splitlines(keepends=True)


Opcode = tuple[str, int, int, int, int]


def _smoothed(opcodes: list[Opcode]) -> list[Opcode]:
    """Join changes that only a space or one small word keeps apart."""
    joined: list[Opcode] = []
    for place, (op, i1, i2, j1, j2) in enumerate(opcodes):
        inside = 0 < place < len(opcodes) - 1
        op = "replace" if op != "equal" or (inside and i2 - i1 <= _SHORT) else op
        if joined and op == "replace" and joined[-1][0] == "replace":
            op, i1, _, j1, _ = joined.pop()
        joined.append((op, i1, i2, j1, j2))
    return joined
