"""Words with their classes, and a small pattern language over them.

A text becomes a row of tokens; each word carries one letter for every class it belongs to. Patterns are written over
words, not characters, and run on RE2, so time stays linear in the text whatever it holds:

    need|want           one of these words (`*` inside a word stands for any letters)
    <TOOL> <TOOL|HELP>  a word of one of these classes; <!TOOL> a word of none of them
    {0-3} {+3}          up to three words: as few as possible, as many as possible
    ( a b | c )? ;      groups, choice, option; `;` is any mark of punctuation
    ^ $                 the beginning and the end of the text
    @NAME               a piece of pattern given by name
"""

import re
from bisect import bisect_right
from dataclasses import dataclass
from string import ascii_lowercase, ascii_uppercase, digits

from .text import fold

_TOKEN = re.compile(r"[€$£] ?\d+(?:[.,:']\d+)*|\d+(?:[.,:']\d+)*|\w+(?:[&/-]\w+)*|'[a-z]+|\S")
_MACRO = re.compile(r"@([A-Za-z-]+)")
_TIMES = re.compile(r"(.*?)(\?|\{\+?[\d-]+\})")
_BROKEN = re.compile(r"(\S)\|\s+")  # alternatives may run on to the next line
_EITHER = re.compile(r"<[^>]+>|[^|]+")
_LETTERS = ascii_uppercase + ascii_lowercase + digits
_WORD = "<[^/>]+/[A-Za-z0-9]*>"
_LONGEST = 4  # words in one expression of a word class
_SPLIT = {
    "cannot": ("can", "not"),
    "dont": ("do", "not"),
    "doesnt": ("does", "not"),
    "didnt": ("did", "not"),
    "cant": ("can", "not"),
    "wont": ("will", "not"),
    "isnt": ("is", "not"),
    "gonna": ("going", "to"),
    "wanna": ("want", "to"),
}
_NOT = {"don": "do", "doesn": "does", "didn": "did", "can": "can", "won": "will", "shan": "shall", "ain": "is"}
_NOT |= {word + "n": word for word in "is are was were have has had could would should must might need".split()}


@dataclass(slots=True)
class Token:
    """One word or mark: `start` and `end` are code points of the text, `word` its plain form, `tags` its classes."""

    start: int
    end: int
    word: str
    tags: str = ""
    mark: bool = False


def split(text: str) -> list[Token]:
    """The words and marks of a text, with "don't" as "do" and "not"."""
    tokens: list[Token] = []
    for found in _TOKEN.finditer(fold(text)):
        start, end, word = found.start(), found.end(), found.group()
        if word == "'t" and tokens and tokens[-1].word in _NOT:
            tokens[-1].word = _NOT[tokens[-1].word]
            tokens.append(Token(start, end, "not"))
        elif word in _SPLIT:
            first, second = _SPLIT[word]
            tokens += [Token(start, end, first), Token(start, end, second)]
        else:
            mark = not (word[-1].isalnum() or word in "%€$£_")
            tokens.append(Token(start, end, word, "", mark))
    return tokens


class Lexicon:
    """Word classes, looked up by word or by expression of up to four words.

    `classes` maps a name to its words, written apart by spaces: `_` stands for a space inside an expression, and `*`
    after a verb asks for its regular forms ("reduce*", "roll*_out"). At most 62 classes.
    """

    def __init__(self, classes: dict[str, str], numbers: str = "") -> None:
        self.letters = dict(zip(classes, _LETTERS, strict=False))
        self._numbers = self.letters.get(numbers, "")
        self._tags: dict[str, str] = {}
        self._heads: set[str] = set()
        for name, words in classes.items():
            letter = self.letters[name]
            for entry in words.split():
                for form in _forms(entry):
                    if "'" in form:
                        form = " ".join(token.word for token in split(form))
                    known = self._tags.get(form, "")
                    if letter not in known:
                        self._tags[form] = known + letter
                    if " " in form:
                        self._heads.add(form[: form.index(" ")])

    def read(self, text: str) -> list[Token]:
        """The tokens of `text`, tagged; an expression known to a class becomes one token ("landing page")."""
        raw = split(text)
        out: list[Token] = []
        at = 0
        while at < len(raw):
            token = raw[at]
            step = 1
            if not token.mark:
                words = token.word
                tags = self._tags.get(words, "")
                if words in self._heads:
                    for ahead in range(1, min(_LONGEST, len(raw) - at)):
                        if raw[at + ahead].mark:
                            break
                        words += " " + raw[at + ahead].word
                        if words in self._tags:
                            tags, step = self._tags[words], ahead + 1
                            token = Token(token.start, 0, words.replace(" ", "_"))
                if step > 1:
                    token.end = raw[at + step - 1].end
                elif self._numbers and self._numbers not in tags and self._is_number(token.word):
                    tags += self._numbers
                token.tags = tags
            out.append(token)
            at += step
        return out

    def _is_number(self, word: str) -> bool:
        if any(char.isdigit() for char in word):
            return word.lstrip("€$£ ")[:1].isdigit()
        first, dash, _ = word.partition("-")
        return bool(dash) and self._numbers in self._tags.get(first, "")

    def pattern(self, written: str, macros: dict[str, str]) -> str:
        """The RE2 pattern for one written in the little language above; it runs on `Row.text`."""
        while "@" in written:
            written = _MACRO.sub(lambda found: macros[found[1]], written)
        out = []
        for atom in _BROKEN.sub(r"\1|", written).split():
            body, times = self._parted(atom)
            if not body:
                out.append(f"(?:{_WORD}){times}" + ("" if times.startswith("{0,") and "+" in atom else "?"))
            elif body == ")*":
                out.append(body)
            else:
                out.append(self._atom(body) + times)
        return "".join(out)

    def _parted(self, atom: str) -> tuple[str, str]:
        """An atom and how often it may stand, the latter as RE2 writes it."""
        found = _TIMES.fullmatch(atom) if len(atom) > 1 else None
        if not found:
            return atom, ""
        return found[1], found[2].replace("-", ",").replace("+", "0,")

    def _atom(self, atom: str) -> str:
        if atom in ("(", ")", "|", "^"):
            return "(?:" if atom == "(" else atom
        if "(" in atom or ")" in atom:
            raise ValueError(f"groups stand apart from words: {atom}")
        return "(?:" + "|".join(self._one(piece) for piece in _EITHER.findall(atom)) + ")"

    def _one(self, piece: str) -> str:
        if piece == "$":
            return piece
        if piece == ";":
            return "<[^/>]>"
        if piece[0] != "<":
            return _literal(piece)
        names = piece[1:-1]
        if names[0] == "!":
            taboo = {self.letters[name] for name in names[1:].split("|")}
            rest = "".join(letter for letter in _LETTERS if letter not in taboo)
            return f"<[^/>]+/[{rest}]*>"
        letters = "".join(self.letters[name] for name in names.split("|"))
        return f"<[^/>]+/[A-Za-z0-9]*[{letters}][A-Za-z0-9]*>"


def _literal(word: str) -> str:
    """One word; an expression ("give_up") is met as one token or as several."""
    plain = re.escape(word).replace(r"\*", "[^/>]*")
    whole = f"<{plain}/[A-Za-z0-9]*>"
    if "_" not in word:
        return whole
    return whole + "|" + "".join(f"<{re.escape(one)}/[A-Za-z0-9]*>" for one in word.split("_"))


class Row:
    """Tokens as one line that patterns can run on, with the way back to the tokens."""

    def __init__(self, tokens: list[Token]) -> None:
        self.tokens = tokens
        pieces, self._starts, at = [], [], 0
        for token in tokens:
            if token.mark:
                piece = f"<{'.' if token.word in '<>/' else token.word}>"
            else:
                piece = f"<{token.word.replace('/', '-')}/{token.tags}>"
            pieces.append(piece)
            self._starts.append(at)
            at += len(piece)
        self.text = "".join(pieces)

    def between(self, start: int, end: int) -> tuple[int, int]:
        """The tokens (first, one past the last) that the places `start` to `end` of the line cover."""
        return bisect_right(self._starts, start) - 1, bisect_right(self._starts, end - 1)


def _forms(entry: str) -> list[str]:
    """What an entry of a word class stands for: itself, its alternatives ("go/went"), a verb's regular forms."""
    if "/" in entry:
        return [form for one in entry.split("/") for form in _forms(one)]
    if "*" not in entry:
        return [entry.replace("_", " ")]
    verb, rest = entry.split("*", 1)
    rest = rest.replace("_", " ")
    if verb.endswith("e"):
        stems = [verb, verb + "s", verb + "d", verb[:-1] + "ing"]
    elif verb.endswith("y") and verb[-2] not in "aeiou":
        stems = [verb, verb[:-1] + "ies", verb[:-1] + "ied", verb + "ing"]
    else:
        es = "es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s"
        stems = [verb, verb + es, verb + "ed", verb + "ing"]
        if verb[-1] in "bdgmnprt" and verb[-2] in "aeiou" and verb[-3:-2] not in "aeiou":
            stems += [verb + verb[-1] + "ed", verb + verb[-1] + "ing"]
    return [stem + rest for stem in stems]
