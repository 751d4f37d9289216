"""Reading a text: what is raised, where, what is left alone, and that nothing brings it down."""

import json
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ours import coach
from ours.coach.engine import look, looker
from ours.coach.packing import FOLDER, digest
from ours.coach.packs import pack
from ours.coach.report import FLAGS, KINDS

yaml = pytest.importorskip("yaml")


def examples(which):
    for path in sorted(FOLDER.glob("*.yaml")):
        loaded = yaml.safe_load(path.read_text(encoding="utf-8"))
        for rule in loaded.get("rules", ()) if "flag" in loaded else ():
            kinds = rule.get("kinds", loaded.get("kinds", list(KINDS)))
            for text in rule.get(which) or ():
                yield pytest.param(rule["id"], kinds[0], text, id=f"{rule['id']}: {text[:40]}")


def hits(text, kind):
    return {hit.rule.id for sentence in look(text, kind, {}) for hit in sentence.hits}


def test_the_compiled_packs_are_in_step_with_the_written_ones():
    assert pack().digest == digest()


@pytest.mark.parametrize(("rule", "kind", "text"), [*examples("bad")])
def test_a_rule_finds_its_examples(rule, kind, text):
    assert rule in hits(text, kind)


@pytest.mark.parametrize(("rule", "kind", "text"), [*examples("ok")])
def test_a_rule_leaves_its_counterexamples(rule, kind, text):
    assert rule not in hits(text, kind)


@pytest.mark.parametrize(
    ("text", "kind", "flag"),
    [
        ("My client won't send us the plans.", "statement", "blame"),
        ("My client doesn't answer.", "statement", "blame"),
        ("I can't get my client to decide.", "statement", "blame"),
        ("My client never reads the brief.", "statement", "absolute"),
        ("Our client is a jerk.", "statement", "label"),
        ("He is afraid of his boss and wants to get rid of us.", "note", "motive"),
        ("The whole collaboration is toxic.", "statement", "unverifiable"),
        ("We need a new CRM.", "statement", "solution"),
        ("The client pays too late.", "statement", "one-sided"),
        ("To be fair, other agencies would have charged you double.", "reply", "deflect"),
        ("You can do that yourself in the settings.", "reply", "reflect"),
        ("Have you considered moving to another platform?", "question", "advice"),
    ],
)
def test_each_flag_is_raised(text, kind, flag):
    assert flag in coach.read(text, kind).flags


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("We put different things first: free beds by noon and complete reports.", "statement"),
        ("Between us something does not work yet when it comes to changed orders.", "statement"),
        ("We and the dealers look at different spans of time.", "statement"),
        ("Our part is the brief, their part is the text; both came in May.", "statement"),
        ("What changed for you since March?", "question"),
        ("You are right, that cost you a Saturday. We mend it by Friday.", "reply"),
        ("The export job always runs at two in the morning.", "reply"),
    ],
)
def test_what_is_well_put_is_left_alone(text, kind):
    assert coach.read(text, kind).flags == []


def test_what_the_fixed_interface_says():
    told = coach.read("My client won't decide.", "statement").as_dict()
    assert set(told) == {"text", "kind", "flags", "findings", "good", "language"}
    assert set(told["findings"][0]) == {
        *("flag", "rule", "start", "end", "severity", "confidence", "message", "why", "ask"),
        *("suggestions", "fingerprint", "replace"),
    }
    assert {one["flag"] for one in told["findings"]} == set(told["flags"]) <= set(FLAGS)
    assert json.loads(json.dumps(told)) == told


def test_places_are_code_points_of_the_text_as_written():
    text = "🙂 So – “fine”. My client won’t decide."
    (blame,) = [one for one in coach.read(text, "statement").findings if one.flag == "blame"]
    assert "client won’t" in text[blame.start : blame.end]


BLAMING = "My client never answers"


@pytest.mark.parametrize(
    "text",
    [
        f"They wrote “{BLAMING}” on 4 May and we talked about it.",
        f'They wrote "{BLAMING}" on 4 May and we talked about it.',
        f"> {BLAMING}.\nWe talked about it on 4 May.",
        f"We talked about it on 4 May.\n-- \n{BLAMING}.",
        f"```\n{BLAMING}\n```\nWe talked about it on 4 May.",
        "We talked on 4 May about https://example.org/my-client-never-answers and my.client@never.example both.",
    ],
)
def test_words_of_others_and_what_is_no_prose_are_left_alone(text):
    assert coach.read(text, "reply").flags == []


@pytest.mark.parametrize(
    "text",
    [
        "Der Kunde entscheidet sich nie, und wir warten seit drei Wochen auf die Texte.",
        "Le client ne répond jamais et nous attendons les textes depuis trois semaines.",
        "Клиент никогда не отвечает на наши письма.",
        "客户从不回复我们的邮件。",
    ],
)
def test_other_languages_are_recognised_and_left_alone(text):
    report = coach.read(text, "statement")
    assert (report.language, report.flags, report.good) == ("other", [], [])


def test_a_private_note_is_asked_and_not_corrected():
    report = coach.read("My client never answers, he is lazy.", "note")
    assert {one.severity for one in report.findings} == {"ask"}
    assert all(words.endswith("?") for one in report.findings for words in one.suggestions)


def test_people_of_the_room_are_known():
    text = "zorblax won't decide on the posters."
    assert "blame" in coach.read(text, "statement", parties=["Zorblax Ltd"]).flags


def test_a_dismissal_outlives_edits_elsewhere():
    one = coach.read("My client won't decide on the colours.", "statement").findings[0]
    other = coach.read("On Monday we met. My client won't decide on the colours. We both waited.", "statement")
    assert one.fingerprint in {finding.fingerprint for finding in other.findings}


@pytest.mark.parametrize("kind", KINDS)
def test_what_is_seen_is_placed(kind):
    (sentence,) = look("My client, says Bea, never answers 3 of our mails on Monday", kind, {})
    placed = looker().placed(sentence.line, sentence.hits)
    assert set(placed) <= sentence.seen
    assert all(0 <= first < last <= len(sentence.line.words) for first, last in placed.values())


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=400), st.sampled_from((*KINDS, "answer")))
@example("\ud800 \x00 ' ’ “ n't 's \u200b", "statement")
@example("'" * 300, "reply")
@example("a" * 5000, "note")
def test_any_string_is_read(text, kind):
    report = coach.read(text, kind)
    told = report.as_dict()
    assert told["text"] == text
    assert all(0 <= one["start"] <= one["end"] <= len(text) for one in told["findings"])


@pytest.mark.parametrize("piece", ["My client never answers, ", "(“", "a'", "...", "1,", ">", "We. ", "\u202e"])
def test_a_line_of_a_megabyte_does_not_stall(piece):
    before = time.process_time()
    coach.read(piece * (1_000_000 // len(piece)), "reply")
    assert time.process_time() - before < 60  # linear in length: a quadratic way through would take hours
