"""The command `ours coach`: one line for each line, formats, exit codes, and a start without Django."""

import json
import subprocess
import sys

from click.testing import CliRunner

from ours.cli.coach import command

TEXTS = [
    "My client won't decide.",
    "",
    "We differ about the date.",
    '{"kind": "question", "text": "Why not just buy it?"}',
]


def run(*words, given=None):
    return CliRunner().invoke(command, words, input=given)


def test_every_line_gives_one_line_in_order(tmp_path):
    file = tmp_path / "texts.txt"
    file.write_text("\n".join(TEXTS) + "\n", encoding="utf-8")
    answer = run(str(file), "--kind", "statement", "--format", "jsonl", "--lines")
    told = [json.loads(line) for line in answer.output.splitlines()]
    assert answer.exit_code == 0
    assert [one["text"] for one in told] == [
        "My client won't decide.",
        "",
        "We differ about the date.",
        "Why not just buy it?",
    ]
    assert [one["kind"] for one in told] == ["statement", "statement", "statement", "question"]
    assert told[0]["flags"][0] == "blame"
    assert told[2]["flags"] == []


def test_an_answer_has_its_rung_and_what_to_ask_next():
    line = json.dumps({"kind": "answer", "text": "From 40 to 60 bookings a week.", "question": "How would you see it?"})
    told = json.loads(run("--format", "jsonl", "--lines", given=line + "\n").output)
    assert told["reading"] == "measure"
    begin, end = told["span"]
    assert "40 to 60 bookings" in told["text"][begin:end]
    assert {"text", "reason"} <= set(told["next"][0])


def test_it_fails_only_on_what_it_is_told_to_fail_on():
    assert run("--kind", "statement", given=TEXTS[0]).exit_code == 0
    assert run("--kind", "statement", "--fail-on", "blame", given=TEXTS[0]).exit_code == 1
    assert run("--kind", "statement", "--fail-on", "label", given=TEXTS[0]).exit_code == 0


def test_sarif_names_the_rules():
    told = json.loads(run("--format", "sarif", given=TEXTS[0]).output)
    assert told["version"] == "2.1.0"
    assert "blame" in json.dumps(told["runs"][0]["results"])


def test_what_is_no_utf8_is_read_as_far_as_it_goes(tmp_path):
    file = tmp_path / "bytes"
    file.write_bytes(b"My client won't \xff\xfe decide.\n\x80\n")
    answer = run(str(file), "--format", "jsonl", "--lines")
    assert (answer.exit_code, len(answer.output.splitlines())) == (0, 2)


def test_it_starts_without_django():
    script = (
        "import sys; sys.argv = ['ours', 'coach', '--kind', 'reply']\n"
        "import io; sys.stdin = io.TextIOWrapper(io.BytesIO(b'Have a look.'))\n"
        "from ours.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'django', 'yaml', 'sklearn', 'numpy'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
