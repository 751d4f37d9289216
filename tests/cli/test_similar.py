"""`ours import cases` and `ours similar`, as they are typed."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Place

pytestmark = pytest.mark.slow

LINES = b"""{"id": "a", "title": "Late orders", "text": "Orders came late every week. Counting boxes helped."}
{"id": "b", "text": "The card never arrived."
{"id": "c", "text": "The card never arrived. Nobody owned the letter box."}
"""


@pytest.fixture
def neon(founded: Place) -> Place:
    assert founded.ours("found", "Neon", "Ana Ruiz", "ana@example.org").returncode == 0
    return founded


def test_cases_are_brought_in_and_found(neon: Place, tmp_path: Path) -> None:
    file = tmp_path / "cases.jsonl"
    file.write_bytes(LINES)
    done = neon.ours("import", "cases", str(file))
    assert (done.returncode, done.stderr) == (1, "Line 2 was not taken in: it is not JSON.\n")
    assert done.stdout.splitlines()[0] == "2 new, 0 changed, 0 known already, 1 not taken in."
    again = neon.ours("import", "cases", "-", stdin=LINES)
    assert again.stdout.splitlines()[0] == "0 new, 0 changed, 2 known already, 1 not taken in."
    found = neon.ours("similar", "Our orders are late", "--limit", "1", "--format", "json")
    told = json.loads(found.stdout)
    assert (found.returncode, found.stderr) == (0, "")
    assert told["with"] in ("words", "words+meaning")
    [case] = told["cases"]
    assert case == {
        "id": "a",
        "title": "Late orders",
        "score": case["score"],
        "brought_in": True,
        "why": {
            "sentences": ["Orders came late every week."],
            "words": ["late", "orders"],
            "need": "",
            "constraints": [],
        },
        "with": told["with"],
    }


def test_every_line_is_a_question(neon: Place) -> None:
    neon.ours("import", "cases", "-", stdin=LINES)
    done = neon.ours("similar", "-", "--lines", "--format", "json", stdin=b"late orders\nlost card\n")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["text"], row["cases"][0]["id"]) for row in rows] == [("late orders", "a"), ("lost card", "c")]


def test_for_people_it_says_why(neon: Place) -> None:
    neon.ours("import", "cases", "-", stdin=LINES)
    told = neon.ours("similar", "late orders").stdout
    assert "  a  Late orders\n      “Orders came late every week.”\n      shared words: late, orders\n" in told
    assert neon.ours("similar", "xyzzy").stdout.startswith("No case is similar.\n")


def test_which_firm_must_be_clear(neon: Place) -> None:
    neon.ours("found", "Kobalt", "Kai Brandt", "kai@example.org")
    done = neon.ours("similar", "late")
    assert (done.returncode, done.stderr) == (1, "Error: There are 2 firms here; say which with --firm NAME.\n")
    assert neon.ours("similar", "late", "--firm", "Neon").returncode == 0
    assert neon.ours("similar", "late", "--firm", "Nobody").stderr == "Error: No firm here is called “Nobody”.\n"


def test_a_file_that_is_not_there(neon: Place, tmp_path: Path) -> None:
    done = neon.ours("import", "cases", str(tmp_path / "none"))
    assert (done.returncode, done.stderr) == (
        1,
        f"Error: {tmp_path}/none could not be read: No such file or directory.\n",
    )
