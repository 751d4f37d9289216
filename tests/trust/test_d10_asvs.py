"""D10: every requirement of OWASP ASVS 5.0.0, levels 1 and 2, has a row in docs/asvs.md, and what it names is there."""

import ast
import re
from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from tests.trust.programme import PROGRAMME, tell

ROOT = Path(__file__).parents[2]
DOCUMENT = ROOT / "docs" / "asvs.md"
VERDICTS = {"kept", "deviation", "not applicable", "open"}
# For each section the level of its first requirement, its second, and so on.
SECTIONS = {
    "1.1": "22", "1.2": "1111122223", "1.3": "112222222223", "1.4": "222", "1.5": "123",
    "2.1": "122", "2.2": "112", "2.3": "12223", "2.4": "23",
    "3.1": "3", "3.2": "113", "3.3": "12223", "3.4": "11222233", "3.5": "11122333", "3.6": "3", "3.7": "22333",
    "4.1": "12233", "4.2": "23333", "4.3": "22", "4.4": "1222",
    "5.1": "2", "5.2": "112333", "5.3": "113", "5.4": "222",
    "6.1": "122", "6.2": "111111112222", "6.3": "11223333", "6.4": "112233", "6.5": "22222333", "6.6": "2223",
    "6.7": "33", "6.8": "2222",
    "7.1": "222", "7.2": "1111", "7.3": "22", "7.4": "11222", "7.5": "223", "7.6": "22",
    "8.1": "1233", "8.2": "1123", "8.3": "133", "8.4": "23",
    "9.1": "111", "9.2": "1222",
    "10.1": "22", "10.2": "223", "10.3": "22223", "10.4": "1111122222233333", "10.5": "22222", "10.6": "22",
    "10.7": "222",
    "11.1": "2233", "11.2": "22233", "11.3": "11233", "11.4": "1222", "11.5": "23", "11.6": "23", "11.7": "33",
    "12.1": "12233", "12.2": "11", "12.3": "22223",
    "13.1": "2333", "13.2": "222223", "13.3": "2233", "13.4": "1222233",
    "14.1": "22", "14.2": "12223333", "14.3": "122",
    "15.1": "12233", "15.2": "12233", "15.3": "1222222", "15.4": "3333",
    "16.1": "2", "16.2": "22222", "16.3": "2222", "16.4": "222", "16.5": "2223",
    "17.1": "23", "17.2": "22223333", "17.3": "22",
}  # fmt: skip
TEST = re.compile(r"`(tests/[\w/]+\.py)::(\w+)`")
PLACE = re.compile(r"`((?:ours|tests|docs|bench)/[\w./-]+|pyproject\.toml|requirements\.lock)`")
LINK = re.compile(r"\]\(([^)\s]+)\)")
EXPERIMENT = re.compile(r"\b([A-E]\d{1,2})\b")


def asked() -> dict[str, str]:
    """The level of each requirement at levels 1 and 2."""
    return {
        f"{section}.{number}": level
        for section, levels in SECTIONS.items()
        for number, level in enumerate(levels, 1)
        if level in "12"
    }


@cache
def rows() -> list[tuple[str, str, str, str, str]]:
    """(number, level, what it asks for, verdict, where or why) of each row."""
    found = [re.split(r"\s*\|\s*", line.strip("| \n")) for line in DOCUMENT.read_text().splitlines() if _is_row(line)]
    assert {len(row) for row in found} == {5}
    return [(row[0], row[1], row[2], row[3], row[4]) for row in found]


def _is_row(line: str) -> bool:
    return re.match(r"\| \d", line) is not None


@cache
def names_in(path: str) -> set[str]:
    """The names of the test functions of a file."""
    tree = ast.parse((ROOT / path).read_text())
    kinds = (ast.FunctionDef, ast.AsyncFunctionDef)
    return {node.name for node in ast.walk(tree) if isinstance(node, kinds) and node.name.startswith("test_")}


@cache
def headings(path: Path) -> set[str]:
    """What the headings of a document are called in links."""
    titles = re.findall(r"^#+ (.+)$", path.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", title.lower()).strip().replace(" ", "-") for title in titles}


def test_the_standard_is_whole():
    assert Counter(asked().values()) == {"1": 70, "2": 183}
    assert sum(len(levels) for levels in SECTIONS.values()) == 345


def test_every_requirement_has_one_row_with_a_verdict():
    told = [(number, level) for number, level, *_rest in rows()]
    assert told == list(asked().items())  # each once, in order, with its level
    assert {verdict for _number, _level, _asked, verdict, _where in rows()} <= VERDICTS


def test_every_verdict_has_its_ground():
    for number, _level, what, verdict, where in rows():
        assert len(what) >= 3 and where, number
        if verdict == "kept":
            assert TEST.search(where) or PLACE.search(where) or LINK.search(where) or EXPERIMENT.search(where), number
        if verdict == "deviation":
            assert len(where) > 80, f"{number} does not say why, or what reduces the risk"


def test_what_is_named_is_there():
    text = DOCUMENT.read_text()
    for path, name in TEST.findall(text):
        assert (ROOT / path).is_file(), path
        assert name in names_in(path), f"{path}::{name}"
    for path in PLACE.findall(text):
        assert (ROOT / path.partition("::")[0]).exists(), path
    for number, _level, _what, _verdict, where in rows():
        for experiment in EXPERIMENT.findall(re.sub(r"`[^`]*`", "", where)):
            assert experiment in PROGRAMME, (number, experiment)


@pytest.mark.parametrize("document", ["asvs.md", "security.md"])
def test_links_lead_somewhere(document):
    folder = ROOT / "docs"
    for address in LINK.findall((folder / document).read_text()):
        if address.startswith("https://"):
            continue
        path, _hash, heading = address.partition("#")
        to = folder / (path or document)
        assert to.is_file(), address
        assert not heading or heading in headings(to), address


def test_nothing_is_open():
    counted = Counter(verdict for _number, _level, _what, verdict, _where in rows())
    tell(
        "D10",
        requirements=len(rows()),
        kept=counted["kept"],
        deviations=counted["deviation"],
        not_applicable=counted["not applicable"],
        open=counted["open"],
    )
    assert counted["open"] == 0
