"""Text as the numbers of word pieces, as BERT's uncased models read it (Devlin et al. 2018; Wu et al. 2016).

The same as `BertTokenizer` gives: controls are dropped, letters are lowered and lose their accents, punctuation and
Chinese characters stand alone, and each word is taken apart from the left into the longest pieces that are known.
"""

import unicodedata
from collections.abc import Iterable
from functools import lru_cache

UNKNOWN, BEGIN, END = "[UNK]", "[CLS]", "[SEP]"
LONGEST_WORD = 100  # characters; longer ones are unknown
CHINESE = (
    (0x4E00, 0x9FFF),
    (0x3400, 0x4DBF),
    (0x20000, 0x2A6DF),
    (0x2A700, 0x2B73F),
    (0x2B740, 0x2B81F),
    (0x2B820, 0x2CEAF),
    (0xF900, 0xFAFF),
    (0x2F800, 0x2FA1F),
)


class WordPiece:
    """A vocabulary of pieces, in the order of their numbers; those that go on a word begin with "##"."""

    def __init__(self, pieces: Iterable[str]) -> None:
        self._known = {piece: number for number, piece in enumerate(pieces)}
        self._unknown = self._known[UNKNOWN]
        self._begin, self._end = self._known[BEGIN], self._known[END]
        self._of_word = lru_cache(maxsize=20_000)(self._take_apart)

    def numbers(self, text: str, longest: int) -> list[int]:
        """The numbers of a text with its beginning and its end, at most `longest` of them."""
        found = [self._begin]
        for word in _words(text):
            found += self._of_word(word)
            if len(found) >= longest:
                break
        del found[longest - 1 :]
        found.append(self._end)
        return found

    def _take_apart(self, word: str) -> tuple[int, ...]:
        if len(word) > LONGEST_WORD:
            return (self._unknown,)
        found, start = [], 0
        while start < len(word):
            end = len(word)
            while end > start:
                number = self._known.get(("##" if start else "") + word[start:end])
                if number is not None:
                    break
                end -= 1
            else:
                return (self._unknown,)
            found.append(number)
            start = end
        return tuple(found)


def _words(text: str) -> list[str]:
    if text.isascii():
        told = text.lower()
    else:
        told = unicodedata.normalize("NFD", text).lower()
    return "".join(map(_as_read, told)).split()


@lru_cache(maxsize=4096)
def _as_read(one: str) -> str:
    """A character as it is read: itself, nothing, or itself standing alone."""
    kind = unicodedata.category(one)
    if one in "\t\n\r" or kind == "Zs":
        return " "
    if kind == "Mn" or kind[0] == "C" or one == "\ufffd":
        return ""
    if kind[0] == "P" or (one.isascii() and not one.isalnum()) or _is_chinese(ord(one)):
        return f" {one} "
    return one


def _is_chinese(code: int) -> bool:
    return any(first <= code <= last for first, last in CHINESE)
