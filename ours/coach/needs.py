"""What a sentence must hold for a pattern to match at all, so that most patterns are never run.

`asked` reads a pattern once, when packs are compiled. `Needs` then weighs a sentence with one whole number for each of
its words, which says bit by bit what the word gives to which pattern. Only a pattern that gets all it needs is run.
"""

import re
from collections.abc import Iterable, Mapping, Sequence

MOST = 4  # needs kept of one pattern: the rarest tell nearly all; an even number
FIRST = ord("0")  # of the letters that classes have

_PIECE = re.compile(r"\(\?:|[)|^$]|<(?:\[[^\]]*\]|\\.|[^<>\[\\])*>|[?*]|\{[\d,]+\}\??")
_CLASS = re.compile(r"<\[\^/>\]\+/\[A-Za-z0-9\]\*\[([A-Za-z0-9]+)\]\[A-Za-z0-9\]\*>")
_WORD = re.compile(r"<((?:\[\^/>\]\*|\\.|[^\[\\<>])+)/\[A-Za-z0-9\]\*>")
_COMMON = frozenset(
    "the a an to of and in is it you that we for on be with this not have are i was at as or if they our your my but "
    "do so can will would from by has had me us there all no what how their he she them could should one when who "
    "please just about more any been did does than then here now".split()
)
_OFTEN = 100  # one of the common words counts for so many others

Need = frozenset[str]
Way = list[Need]


def asked(pattern: str, tags: Mapping[str, str]) -> list[list[list[str]]]:
    """For each way in which a pattern may match, what it needs, the rarest first: of each one has to be there.

    A word stands for itself ("=refuse", "~*ly" with its star), a class for its letter (":J"). `tags` are the words of
    the classes with their letters. A way that needs nothing may match anything.
    """
    ways: list[list[list[str]]] = []
    for way in _Asked(pattern, tags).ways():
        needs = [sorted(need) for need in way[:MOST]]
        if needs not in ways:
            ways.append(needs)
    return ways


class _Asked:
    """Reads one pattern of RE2 as `tags` writes them."""

    def __init__(self, pattern: str, tags: Mapping[str, str]) -> None:
        self._parts = _PIECE.findall(pattern)
        self._at = 0
        self._often: dict[str, int] = {}
        for word, letters in tags.items():
            for letter in letters:
                self._often[letter] = self._often.get(letter, 0) + (_OFTEN if word in _COMMON else 1)

    def ways(self) -> list[Way]:
        """The ways up to the end of the group, each with its needs."""
        ways: list[Way] = []
        way: Way = []
        alone: list[Way] | None = None  # the ways of a group that is all there is
        count = 0
        while self._at < len(self._parts) and self._parts[self._at] != ")":
            part = self._next()
            if part == "|":
                ways += alone or [self._rarest(way)]
                way, alone, count = [], None, 0
                continue
            if part in "^$":
                continue
            inner = self.ways() if part == "(?:" else None
            if inner is not None:
                self._next()
            times = self._next() if self._at < len(self._parts) and self._parts[self._at][0] in "?*{" else ""
            count += 1
            alone = None
            if times[:1] in ("?", "*") or times.startswith("{0"):
                continue
            if inner is None:
                way += self._of_word(part)
            else:
                alone = inner if count == 1 else None
                # What every one of the ways needs: of each the rarest, of each the next, as far as all of them go.
                way += [frozenset[str]().union(*one) for one in zip(*inner, strict=False)]
        return [*ways, *(alone or [self._rarest(way)])]

    def _next(self) -> str:
        self._at += 1
        return self._parts[self._at - 1]

    @staticmethod
    def _of_word(part: str) -> Way:
        if part == r"<\?>":
            return [frozenset(("=?",))]
        found = _CLASS.fullmatch(part)
        if found:
            return [frozenset(":" + letter for letter in found[1])] if len(found[1]) < 15 else []
        found = _WORD.fullmatch(part)
        if not found:
            return []
        word = re.sub(r"\\(.)", r"\1", found[1].replace("[^/>]*", "*"))
        return [frozenset((("~" if "*" in word else "=") + word,))]

    def _rarest(self, way: Iterable[Need]) -> Way:
        return sorted(set(way), key=lambda need: (sum(map(self._worth, need)), sorted(need)))

    def _worth(self, one: str) -> int:
        if one[0] == ":":
            return self._often.get(one[1:], 0)
        return _OFTEN if one[0] == "~" or one[1:] in _COMMON else 1


class Needs:
    """The needs of several patterns together.

    `patterns` are the needs of each, as `asked` writes them. Every way of every pattern has one bit in each of MOST
    lanes, one lane for each need. Above the lanes there is a bit for each class that a word is in (`classes`).
    """

    def __init__(self, patterns: Sequence[Sequence[Sequence[Sequence[str]]]]) -> None:
        self._of: list[int] = []  # the pattern that a bit belongs to
        self._words: dict[str, int] = {}
        self._letters: dict[str, int] = {}
        self._of_tags: dict[str, int] = {}
        self._endings: list[tuple[str, int]] = []
        self._stars: list[tuple[re.Pattern[str], int]] = []
        self._always = 0
        size = sum(map(len, patterns))
        stars: dict[str, int] = {}
        kinds = {"=": self._words, ":": self._letters, "~": stars}
        for number, ways in enumerate(patterns):
            for way in ways:
                bit = len(self._of)
                self._of.append(number)
                for lane in range(MOST):
                    here = 1 << bit + lane * size
                    if lane >= len(way):
                        self._always |= here
                        continue
                    for one in way[lane]:
                        into = kinds[one[0]]
                        into[one[1:]] = into.get(one[1:], 0) | here
        for star, bits in stars.items():
            if star.rfind("*") == 0:
                self._endings.append((star[1:], bits))
            else:
                self._stars.append((re.compile(".*".join(map(re.escape, star.split("*")))), bits))
        self._size = size
        self._half = MOST // 2 * size
        self._lane = (1 << size) - 1
        self._above = MOST * size

    def given(self, word: str, tags: str) -> int:
        """What a word (of an expression with "_" between its words) with these letters gives.

        What needs nothing is given by every word.
        """
        bits = self._of_tags.get(tags)
        if bits is None:
            bits = self._always
            for letter in tags:
                bits |= self._letters.get(letter, 0) | 1 << self._above + ord(letter) - FIRST
            self._of_tags[tags] = bits
        own = self._words.get(word)
        if own is not None:
            bits |= own
        for ending, more in self._endings:
            if word.endswith(ending):
                bits |= more
        for star, more in self._stars:
            if star.fullmatch(word):
                bits |= more
        return bits

    def classes(self, given: int) -> int:
        """The classes of the words of a sentence, for each letter one bit, that of the letter FIRST lowest."""
        return given >> self._above

    def wanted(self, patterns: Iterable[int]) -> int:
        """The bits of these patterns."""
        chosen = set(patterns)
        return sum(1 << bit for bit, number in enumerate(self._of) if number in chosen)

    def met(self, given: int, wanted: int) -> list[int]:
        """The numbers of those of the wanted patterns that get all they need from what the words of a sentence give."""
        half = given & given >> self._half
        left = half & half >> self._size & wanted & self._lane
        found: list[int] = []
        while left:
            bit = left.bit_length() - 1
            left ^= 1 << bit
            number = self._of[bit]
            if not found or number != found[-1]:
                found.append(number)
        return found[::-1]
