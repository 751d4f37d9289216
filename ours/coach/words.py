"""A sentence as a row of words with their classes, made fast: every word of every text passes here.

The row is what the patterns of the rule packs run on (`tags` says how it is written). Reading keeps the place of each
word in the original text.
"""

import re
from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache

_TOKEN = re.compile(r"[€$£] ?\d[\d.,:']*\d|\d[\d.,:']*\d|\w+(?:[-'&]\w+)*'?|\S")
_ODD = re.compile(r"[<>/]")
_LONGEST = 5  # words in one expression
_CAPITAL = frozenset(  # a date or a name with a capital only
    "may march sat sun mon mar wed bill mark max per pat rob ray sue dean frank will jack jo rose art grace joy"
    " hope".split()
)
_TAILS = {"re": "are", "ve": "have", "ll": "will", "m": "am", "d": "would", "s": "'s"}
_NOT = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_RUN_TOGETHER = {
    "cannot": ("can", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
    "gotta": ("have", "to"),
    "im": ("i", "am"),
    "ive": ("i", "have"),
    "id": ("i", "would"),
    "theyre": ("they", "are"),
    "theyve": ("they", "have"),
    "theyll": ("they", "will"),
    "youre": ("you", "are"),
    "youve": ("you", "have"),
    "youll": ("you", "will"),
    "weve": ("we", "have"),
    "hes": ("he", "'s"),
    "shes": ("she", "'s"),
    "thats": ("that", "'s"),
    "whats": ("what", "'s"),
    "theres": ("there", "'s"),
    "isn": ("is", "not"),
    "couldve": ("could", "have"),
    "shouldve": ("should", "have"),
    "wouldve": ("would", "have"),
    "innit": ("is", "not", "it"),
    "dunno": ("do", "not", "know"),
    "ppl": ("people",),
    "mgmt": ("management",),
    "u": ("you",),
    "ur": ("your",),
    "r": ("are",),
    "bc": ("because",),
    "bcs": ("because",),
    "cuz": ("because",),
    "cos": ("because",),
    "coz": ("because",),
    "cause": ("because",),
    "w/o": ("without",),
    "thx": ("thanks",),
    "pls": ("please",),
    "til": ("until",),
    "till": ("until",),
    "kinda": ("kind", "of"),
    "sorta": ("sort", "of"),
    "outta": ("out", "of"),
    "lemme": ("let", "me"),
    "gimme": ("give", "me"),
    "nite": ("night",),
    "peeps": ("people",),
    "noone": ("nobody",),
}
_RUN_TOGETHER |= {
    word + "nt": (word, "not")
    for word in "do does did is are was were have has had could would should must need might".split()
} | {"cant": ("can", "not"), "wont": ("will", "not"), "aint": ("is", "not"), "shant": ("shall", "not")}


class Line:
    """One sentence: its words in their plain form, their places, their classes, and the row for patterns.

    `words[i]` stands at code points `starts[i]` to `ends[i]` of the text and is in the classes `tags[i]`, one letter
    each; `marks[i]` tells punctuation. `row` is ASCII, `places[i]` is where word i begins in it.
    """

    __slots__ = ("start", "end", "words", "starts", "ends", "tags", "marks", "row", "places", "asks")

    def __init__(self, start: int, end: int) -> None:
        self.start = start
        self.end = end
        self.words: list[str] = []
        self.starts: list[int] = []
        self.ends: list[int] = []
        self.tags: list[str] = []
        self.marks: list[bool] = []
        self.row = b""
        self.places: list[int] = []
        self.asks = False

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The words (first, one past the last) that the places `start` to `end` of the row cover."""
        return bisect_right(self.places, start) - 1, bisect_right(self.places, max(start, end - 1))


class Reader:
    """Reads sentences with the word classes of a pack.

    `tags` maps a word or an expression to its letters; `letters` the name of a class to its letter.
    """

    def __init__(self, tags: Mapping[str, str], letters: Mapping[str, str]) -> None:
        self.tags = tags
        self.letters = letters
        self._heads: dict[str, int] = {}
        for words in tags:
            if " " in words:
                head = words[: words.index(" ")]
                self._heads[head] = max(self._heads.get(head, 0), words.count(" "))
        self._number = letters["number"]
        self._name = letters["name"]
        self._date = letters.get("date", "")

    def read(
        self, folded: str, original: str, start: int, end: int, known: Mapping[str, str], shouting: bool = False
    ) -> Line:
        """The sentence at `start` to `end`. `folded` is the masked text in plain small letters (`text.fold`).

        `known` adds letters to words of this text only (the people of the room). `shouting`: capitals tell no names.
        """
        line = Line(start, end)
        self._split(folded, start, end, line)
        self._tag(line, original, known, shouting)
        return line

    def plain(self, words: str) -> list[str]:
        """Folded words in the plain form that classes and patterns are written in: "won't" is "will", "not"."""
        line = Line(0, len(words))
        self._split(words, 0, len(words), line)
        return line.words

    def _split(self, folded: str, start: int, end: int, line: Line) -> None:
        words, starts, ends = line.words, line.starts, line.ends
        for found in _TOKEN.finditer(folded, start, end):
            first, last = found.span()
            word = folded[first:last]
            if "'" in word:
                parts = _parts(word)
            elif word in _RUN_TOGETHER:
                parts = _RUN_TOGETHER[word]
            else:
                words.append(word)
                starts.append(first)
                ends.append(last)
                continue
            words.extend(parts)
            starts.extend([first] * len(parts))
            ends.extend([last] * len(parts))

    def _tag(self, line: Line, original: str, known: Mapping[str, str], shouting: bool) -> None:
        tags, heads, number, name = self.tags, self._heads, self._number, self._name
        raw, raw_starts, raw_ends = line.words, line.starts, line.ends
        words: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        found: list[str] = []
        marks: list[bool] = []
        pieces: list[str] = []
        places: list[int] = []
        at, place, count = 0, 0, len(raw)
        while at < count:
            word = raw[at]
            first = raw_starts[at]
            step = 1
            if word in heads:
                longest = min(heads[word], count - at - 1)
                for ahead in range(longest, 0, -1):
                    joined = " ".join(raw[at : at + ahead + 1])
                    if joined in tags:
                        word, step = joined, ahead + 1
                        break
            mark = False
            letters = tags.get(word)
            if word == "us" and not shouting and original[first] == "U":
                word, letters = "usa", name
            if letters is None:
                letters = ""
                head = word[0]
                if head.isdigit() or head in "€$£":
                    letters = number
                elif not (head.isalnum() or head in "%_'"):
                    mark = True
                elif not shouting and words and not marks[-1] and original[first].isupper():
                    letters = name
                elif "-" in word:
                    letters = tags.get(word.rpartition("-")[2], "")
            elif word in _CAPITAL and letters and not original[first].isupper():
                letters = letters.replace(self._date, "").replace(name, "")
            if known and word in known:
                letters += known[word]
            if mark:
                piece = f"<{word}>" if word not in "<>/?" else f"<{'?' if word == '?' else '.'}>"
            else:
                piece = f"<{word.replace(' ', '_')}/{letters}>"
                if "/" in word or "<" in word:
                    piece = f"<{_ODD.sub('-', word)}/{letters}>"
            words.append(word)
            starts.append(first)
            ends.append(raw_ends[at + step - 1])
            found.append(letters)
            marks.append(mark)
            pieces.append(piece)
            places.append(place)
            place += len(piece)
            at += step
        line.words, line.starts, line.ends, line.tags, line.marks = words, starts, ends, found, marks
        line.row = "".join(pieces).encode("ascii", "replace")
        line.places = places
        line.asks = bool(words) and ("?" in words[-3:])


@lru_cache(4096)
def _parts(word: str) -> tuple[str, ...]:
    """A word with an apostrophe in its parts: "don't" is "do" and "not", "team's" is "team" and "'s"."""
    if len(word) > 40:
        return (word.replace("'", "-"),)
    word = word.strip("'") or "'"
    if word.endswith("n't"):
        head = word[:-3]
        return (_NOT.get(head, head) or "do", "not")
    head, mark, tail = word.rpartition("'")
    if not mark or not head:
        return (word,)
    if tail == "ve" and head.endswith("n't"):
        return (*_parts(head), "have")
    if tail in _TAILS:
        return (*_parts(head), _TAILS[tail])
    return (word.replace("'", "-"),)
