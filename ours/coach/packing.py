"""Compile the rule packs: `python -m ours.coach.packing` after any change in `packs/`.

The packs are YAML, to be read and written by people; `packs.json` holds the same with every word class spelled out and
every pattern ready for RE2, so that a program starts at once and needs no YAML. How to write a rule stands in
`docs/coach-rules.md`.
"""

import hashlib
import json
import re
from pathlib import Path
from typing import Any

from .inflect import forms
from .needs import asked
from .tags import Lexicon
from .words import Reader

FOLDER = Path(__file__).with_name("packs")
PACKED = Path(__file__).with_name("packs.json")
KINDS = ("statement", "reply", "question", "note")

_CLASS = re.compile(r"\{([^{}]+)\}")
_GAP = re.compile(r"\.\.(\d+)(?:-(\d+))?$")
_PART = re.compile(r"\{[^{}]*\}|\((?=(\S)?)|\)[?*]?|\||[^{}()|]+")
_GROUP = re.compile(r"([()|^$]|\)\?|\)\*)$")


class PackError(ValueError):
    """A pack that cannot be used; the message names the file and the rule."""


def pack(folder: Path = FOLDER) -> dict[str, Any]:
    """The packs of `folder` in the form of `packs.json`.

    Returns "digest", "letters" {class: letter}, "tags" {word: letters}, "scopes" [[name, pattern, to, needs]],
    "flags" {flag: its words} and "rules", each with its patterns for RE2. Raises PackError.
    """
    import yaml

    paths = sorted(folder.glob("*.yaml"))
    loaded = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in paths}
    classes = {name: str(words).split() for name, words in loaded.pop("classes").items()}
    letters, tags = spelled(classes)
    written = Written(letters, tags, loaded.pop("pieces"))
    scopes = []
    for name, scope in loaded.pop("scopes").items():
        pattern = written.either(scope["match"], f"scopes: {name}")
        scopes.append([name, pattern, scope.get("to", "mark"), asked(pattern, tags)])
    flags, rules = {}, []
    for stem, found in loaded.items():
        flag = found["flag"]
        flags[flag] = {key: found[key] for key in ("message", "why", "ask", "severity", "suggest") if key in found}
        for rule in found["rules"]:
            rules.append(_rule(flag, found, rule, written, f"{stem}: {rule.get('id')}"))
    twice = {rule["id"] for rule in rules if sum(other["id"] == rule["id"] for other in rules) > 1}
    if twice:
        raise PackError(f"two rules of one name: {', '.join(sorted(twice))}")
    return {
        "digest": digest(folder),
        "letters": letters,
        "tags": tags,
        "scopes": scopes,
        "flags": flags,
        "rules": rules,
    }


def digest(folder: Path = FOLDER) -> str:
    """What the packs say, in 16 hex digits."""
    whole = hashlib.sha256()
    for path in sorted(folder.glob("*.yaml")):
        whole.update(path.name.encode() + b"\0" + path.read_bytes())
    return whole.hexdigest()[:16]


def spelled(classes: dict[str, list[str]]) -> tuple[dict[str, str], dict[str, str]]:
    """The letter of each class, and the letters of each word in all its forms."""
    letters = Lexicon(dict.fromkeys(classes, "")).letters
    if len(letters) < len(classes):
        raise PackError("too many word classes")
    tags: dict[str, str] = {}
    reader = Reader({}, {"number": "", "name": ""})
    for name, entries in classes.items():
        for entry in entries:
            for form in forms(entry):
                words = " ".join(reader.plain(form))
                known = tags.get(words, "")
                if letters[name] not in known:
                    tags[words] = known + letters[name]
    return letters, dict(sorted(tags.items()))


class Written:
    """Turns patterns as people write them into patterns for RE2."""

    def __init__(self, letters: dict[str, str], tags: dict[str, str], pieces: dict[str, str]) -> None:
        self._lexicon = Lexicon(dict.fromkeys(letters, ""))
        self._reader = Reader({}, {"number": "", "name": ""})
        self.tags = tags
        self._pieces = {name: f"( {self._plain(words)} )" for name, words in pieces.items()}

    def either(self, patterns: list[str] | str, where: str) -> str:
        """One pattern for several, any of which may match."""
        if isinstance(patterns, str):
            patterns = [patterns]
        try:
            ready = [self._lexicon.pattern(self._plain(one), self._pieces) for one in patterns]
        except (KeyError, ValueError) as error:
            raise PackError(f"{where}: {error} in {patterns}") from error
        whole = ready[0] if len(ready) == 1 else "|".join(f"(?:{one})" for one in ready)
        return whole.replace(r"<\?/[A-Za-z0-9]*>", r"<\?>")  # a question mark is no word

    def _plain(self, written: str) -> str:
        """A pattern in the little language of `tags`."""
        out = []
        for atom in _spaced(written).split():
            gap = _GAP.fullmatch(atom)
            if gap:
                out.append("{" + (f"{gap[1]}-{gap[2]}" if gap[2] else f"0-{gap[1]}") + "}")
            elif atom == ",":
                out.append(";")
            elif atom.startswith("@") or _GROUP.fullmatch(atom):
                out.append(atom)
            else:
                out.append(self._atom(atom))
        return " ".join(out)

    def _atom(self, atom: str) -> str:
        body, option = (atom[:-1], "?") if atom.endswith("?") and atom != "?" else (atom, "")
        body = _CLASS.sub(lambda found: "<" + found[1].replace("|", "\x00") + ">", body)
        choices = []
        for choice in body.split("|"):
            if choice.startswith("<") or "*" in choice:
                choices.append(choice.replace("\x00", "|"))
            else:
                choices.append(" ".join(self._reader.plain(choice.replace("_", " "))))
        if not any(" " in choice for choice in choices):
            return "|".join(choices) + option
        parts = [f"{choice} | {choice.replace(' ', '_')}" if " " in choice else choice for choice in choices]
        return "( " + " | ".join(parts) + " )" + option


def _spaced(written: str) -> str:
    """A pattern with its groups and bars set apart by spaces.

    Inside `(give up|stop)`, written tight, a bar parts whole expressions; elsewhere it parts words, unless it stands
    between spaces.
    """
    out: list[str] = []
    tight = [False]
    for found in _PART.finditer(written):
        part = found.group()
        if part == "(":
            tight.append(found[1] is not None)
            out.append(" ( ")
        elif part[0] == ")":
            if len(tight) > 1:
                tight.pop()
            out.append(f" {part} ")
        elif part == "|" and tight[-1]:
            out.append(" | ")
        else:
            out.append(part)
    return "".join(out)


def _rule(flag: str, found: dict, rule: dict, written: Written, where: str) -> dict[str, Any]:
    """One rule in its packed form; what it leaves out is taken from its file."""
    packed = {
        "id": rule["id"],
        "flag": flag,
        "kinds": rule.get("kinds", found.get("kinds", list(KINDS))),
        "confidence": rule.get("confidence", found.get("confidence", 0.8)),
        "match": written.either(rule["match"], where),
        "scopes": rule.get("not-in", found.get("not-in", [])),
    }
    if not set(packed["kinds"]) <= set(KINDS):
        raise PackError(f"{where}: a kind is one of {', '.join(KINDS)}")
    for key in ("unless", "except"):
        patterns = [*_list(rule.get(key)), *([] if rule.get("alone") else _list(found.get(key)))]
        if patterns:
            packed[key] = written.either(patterns, where)
    for key in ("message", "why", "ask", "severity", "suggest", "sure"):
        if key in rule:
            packed[key] = rule[key]
    packed["needs"] = asked(packed["match"], written.tags)
    return packed


def _list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def write(packed: dict[str, Any], path: Path = PACKED) -> None:
    """Write packs, one rule a line, so that a change can be read."""
    tags = ",\n".join(f"{json.dumps(word)}: {json.dumps(letters)}" for word, letters in packed["tags"].items())
    rules = ",\n".join(json.dumps(rule, ensure_ascii=False) for rule in packed["rules"])
    rest = {key: value for key, value in packed.items() if key not in ("tags", "rules")}
    head = json.dumps(rest, ensure_ascii=False)[:-1]
    path.write_text(f'{head},\n"tags": {{\n{tags}\n}},\n"rules": [\n{rules}\n]}}\n', encoding="utf-8")


if __name__ == "__main__":
    write(pack())
