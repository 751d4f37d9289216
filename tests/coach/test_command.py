"""The command `ours coach`: the fixed interface, as other programs call it."""

import json
import subprocess
import sys

import pytest

from ours.coach.report import FLAGS

BLAMING = "My client won't decide on the colours."
JOINT = "We and the dealers look at different spans of time."


def coach(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "ours.cli", "coach", *words], input=given, capture_output=True, check=False, timeout=60
    )


def rows(done: subprocess.CompletedProcess[bytes]) -> list[dict]:
    assert (done.returncode, done.stderr) == (0, b"")
    return [json.loads(line) for line in done.stdout.decode().splitlines()]


def test_every_line_gives_one_line_in_order():
    given = "\n".join([BLAMING, "", JOINT, "  ", BLAMING]).encode()
    told = rows(coach("--kind", "statement", "--format", "jsonl", "--lines", given=given))
    assert [row["text"] for row in told] == [BLAMING, "", JOINT, "  ", BLAMING]
    assert ["blame" in row["flags"] for row in told] == [True, False, False, False, True]


def test_a_line_may_say_its_own_kind_and_question():
    lines = [
        {"kind": "question", "text": "Have you considered moving to another platform?"},
        {"kind": "answer", "text": "Seventy", "question": "How many calls a day?"},
        {"kind": "nonsense", "text": BLAMING},
        {"text": 3},
    ]
    given = "\n".join(map(json.dumps, lines)).encode()
    told = rows(coach("-", "--kind", "reply", "--format", "jsonl", "--lines", given=given))
    assert [row["kind"] for row in told] == ["question", "answer", "reply", "reply"]
    assert (told[0]["flags"], told[1]["reading"], told[1]["span"]) == (["advice"], "measure", [0, 7])
    assert [set(one) for one in told[1]["next"]] == [{"text", "reason", "rule"}] * len(told[1]["next"])
    assert told[3]["text"] == '{"text": 3}'


def test_what_is_no_utf8_is_read_and_half_pairs_are_told():
    told = rows(coach("--format", "jsonl", "--lines", given=b'\xff\xfe My client\n{"text": "\\ud800 fine"}\n'))
    assert [row["text"] for row in told] == ["\ufffd\ufffd My client", "\ud800 fine"]


def test_a_file_with_a_mark_at_its_beginning(tmp_path):
    file = tmp_path / "statement.txt"
    file.write_bytes(b"\xef\xbb\xbf" + BLAMING.encode())
    assert rows(coach(str(file), "--format", "jsonl"))[0]["text"] == BLAMING


@pytest.mark.parametrize(("flag", "ends"), [("blame", 1), ("deflect", 0)])
def test_it_fails_only_on_what_was_named(flag, ends):
    assert coach("--fail-on", flag, given=BLAMING.encode()).returncode == ends


def test_text_says_where_why_and_how_else():
    told = coach(given=f"We met.\n{BLAMING}".encode()).stdout.decode()
    assert told.startswith("2:1: blame “My client won't")
    assert "  ask: What would they say happened, and what was your own part in it?" in told.splitlines()


def test_sarif_says_what_the_others_say():
    given = f"{JOINT}\n{BLAMING}".encode()
    told = json.loads(coach("--format", "sarif", "--lines", given=given).stdout)
    (run,) = told["runs"]
    findings = rows(coach("--format", "jsonl", "--lines", given=given))[1]["findings"]
    assert (told["version"], run["columnKind"]) == ("2.1.0", "unicodeCodePoints")
    assert [one["ruleId"] for one in run["results"]] == [one["rule"] for one in findings]
    region = run["results"][0]["locations"][0]["physicalLocation"]["region"]
    assert (region["startLine"], region["startColumn"]) == (2, findings[0]["start"] + 1)
    assert region["charOffset"] == len(JOINT) + 1 + findings[0]["start"]
    assert {rule["id"] for rule in run["tool"]["driver"]["rules"]} == {one["rule"] for one in findings}


@pytest.mark.parametrize("words", [["--kind", "poem"], ["--fail-on", "sarcasm"], ["nowhere.txt"]])
def test_what_cannot_be_done_is_said_in_a_sentence(words):
    done = coach(*words)
    assert (done.returncode != 0, b"Traceback" in done.stderr, b"Error: " in done.stderr) == (True, False, True)


def test_it_starts_without_django_or_yaml():
    code = (
        "import sys; from ours.coach import read; read('My client never answers.', 'statement').as_dict();"
        "import ours.cli.coach; print(sorted({'django', 'yaml', 'numpy'} & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=60)
    assert done.stdout == b"[]\n"


def test_the_flags_are_the_twelve():
    assert len(FLAGS) == len(set(FLAGS)) == 12
