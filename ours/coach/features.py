"""What is seen in a sentence, for the learned weights: its words, who does what, and which rules matched.

The same for learning and for reading. A feature is a short string. `names` is what every sentence passes through and is
made for speed; `placed` tells where each feature stands, for a finding that points at the words that spoke loudest.
"""

from collections.abc import Iterable

from .packs import Hit, Pack, Place
from .words import Line

_SUBJECTS = "we i you they nobody everybody party org name enduser thing tool relation".split()
_VERBS = ("fail", "mental", "keep", "say", "act", "want", "need", "get", "happen", "fix")
_TRAITS = ("trait", "jerk", "feeling", "vague", "motive", "always")
_OWNED = ("the", "our", "my", "their", "your")
_STOPS = frozenset(("and", "but", "or", "because", "so", "that", "which", "who", "if", "when", "while"))
_PLAIN = ("name", "number", "date")

Clause = tuple[str, int, int]
Role = tuple[tuple[int, str] | None, str, str, bool, bool, bool]


class Looker:
    """Finds the features of sentences with the classes of a pack."""

    def __init__(self, pack: Pack) -> None:
        letters = pack.letters
        self._names = {letter: name for name, letter in letters.items()}
        self._plain = {letters[name]: name for name in _PLAIN}
        self._subject = {letters[name]: (rank, name) for rank, name in enumerate(_SUBJECTS)}
        self._verb = {letters[name]: name for name in _VERBS}
        self._trait = {letters[name]: name for name in _TRAITS}
        self._not = letters["not"]
        self._owned = {letters[name] for name in _OWNED}
        self._prep = letters["prep"]
        self._roles: dict[str, Role] = {}
        self._dots: dict[str, tuple[str, ...]] = {}
        self._stands: dict[str, str] = {}

    def names(self, line: Line, places: Iterable[Place], hits: Iterable[Hit]) -> set[str]:
        """The features of one sentence."""
        plain = self._plainly(line)
        seen = set(plain)
        seen.update(map(" ".join, zip(plain, plain[1:], strict=False)))
        seen.update(map(" _ ".join, zip(plain, plain[2:], strict=False)))
        for tags in set(line.tags):
            seen.update(self._dots.get(tags) or self._dotted(tags))
        seen.update(name for name, _, _ in self._clauses(line))
        seen.update(_of_rules(places, hits))
        seen.update(self._shape(line, plain))
        return seen

    def placed(self, line: Line, hits: Iterable[Hit]) -> dict[str, tuple[int, int]]:
        """Features with the words (first, one past the last) where they stand first; those of the whole left out."""
        plain = self._plainly(line)
        found: dict[str, tuple[int, int]] = {}
        for at, word in enumerate(plain):
            found.setdefault(word, (at, at + 1))
            found.setdefault(" ".join(plain[at : at + 2]), (at, min(at + 2, len(plain))))
            if at + 2 < len(plain):
                found.setdefault(f"{word} _ {plain[at + 2]}", (at, at + 3))
            for dot in self._dotted(line.tags[at]):
                found.setdefault(dot, (at, at + 1))
        for name, first, last in self._clauses(line):
            found.setdefault(name, (first, last))
        for hit in hits:
            found.setdefault("=" + hit.rule.id, (hit.first, hit.last))
        return found

    def _plainly(self, line: Line) -> list[str]:
        """The words, with names, numbers and dates as such."""
        stands = self._stands
        told = []
        for word, tags in zip(line.words, line.tags, strict=True):
            if tags:
                stand = stands.get(tags)
                if stand is None:
                    stand = stands[tags] = next((self._plain[one] for one in tags if one in self._plain), "")
                told.append(stand or word)
            else:
                told.append(word)
        return told

    def _dotted(self, tags: str) -> tuple[str, ...]:
        dots = self._dots.get(tags)
        if dots is None:
            dots = self._dots[tags] = tuple("." + self._names[letter] for letter in tags if letter in self._names)
        return dots

    @staticmethod
    def _shape(line: Line, plain: list[str]) -> list[str]:
        if not plain:
            return []
        told = ["^" + plain[0], "^" + " ".join(plain[:2]), "$" + plain[-1], f"#{min(len(plain) // 4, 8)}"]
        return [*told, "?"] if line.asks else told

    def _role(self, tags: str) -> Role:
        """For the letters of a word: subject by rank, verb, trait, whether it negates, owns, is a preposition."""
        role = self._roles.get(tags)
        if role is None:
            subjects = [self._subject[letter] for letter in tags if letter in self._subject]
            role = self._roles[tags] = (
                min(subjects) if subjects else None,
                next((self._verb[letter] for letter in tags if letter in self._verb), ""),
                next((self._trait[letter] for letter in tags if letter in self._trait), ""),
                self._not in tags,
                any(letter in self._owned for letter in tags),
                self._prep in tags,
            )
        return role

    def _clauses(self, line: Line) -> list[Clause]:
        """Who does what: the subject before each verb or trait, whether it is negated, the verb."""
        words, marks = line.words, line.marks
        subject, where, negated, owned, prep = "", 0, False, False, False
        found: list[Clause] = []
        for at, tags in enumerate(line.tags):
            word = words[at]
            if marks[at]:
                if word not in ",;:":
                    subject = ""
                negated = owned = prep = False
                continue
            if word in _STOPS:
                negated = owned = prep = False
                continue
            if not tags:
                owned = prep = False
                continue
            who, verb, trait, no, owns, leads = self._role(tags)
            if no:
                negated = True
                if subject:
                    found.append((f"+{subject} not", where, at + 1))
            elif who and not (verb and subject and not owned):
                if not prep or not subject:
                    subject, where = who[1], at
                    negated = subject == "nobody"
            elif subject and (verb or trait):
                start = f"+{subject} not " if negated else f"+{subject} "
                if verb:
                    found.append((start + verb, where, at + 1))
                    found.append((start + word, where, at + 1))
                else:
                    found.append((start + trait, where, at + 1))
            owned, prep = owns, leads
        return found


def _of_rules(places: Iterable[Place], hits: Iterable[Hit]) -> list[str]:
    scopes = {place.scope for place in places}
    flags = {hit.rule.flag for hit in hits}
    told = ["@" + scope for scope in scopes]
    told += ["=" + hit.rule.id for hit in hits]
    told += ["=" + flag for flag in flags]
    return told + [f"={flag}@{scope}" for scope in scopes for flag in flags]
