"""Reading a text: what is raised, where, what is left alone, and that nothing brings it down."""

import functools
import json
import operator
import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ours import coach
from ours.coach.engine import look, weigher
from ours.coach.model import model
from ours.coach.packing import FOLDER, digest
from ours.coach.packs import compiled, pack
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


@pytest.mark.parametrize(
    "text",
    [
        "These words <must> not go.",
        "These words must go.",
        "Most of them are blue.",
        "The choir sings at six.",
        "Not this one.",
    ],
)
def test_a_very_short_reply_that_says_nothing_of_anybody_is_left_alone(text):
    assert coach.read(text, "reply").flags == []


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


@pytest.mark.parametrize("flag", FLAGS)
def test_the_words_that_speak_most_stand_in_the_sentence(flag):
    (sentence,) = look("My client, says Bea, never answers 3 of our mails on Monday", "statement", {})
    first, last = weigher().loudest(sentence.line, flag)
    assert 0 <= first < last <= len(sentence.line.words)


def test_of_a_sentence_the_telling_words_are_pointed_at():
    (sentence,) = look("On the phone yesterday the new accountant was a complete idiot", "note", {})
    first, last = weigher().loudest(sentence.line, "label")
    assert "idiot" in sentence.line.words[first:last]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("My client, says Bea, never answers 3 of our mails on Monday; why?", "statement"),
        ("Fine", "note"),
        ("Each and every day the IT department won't call us, US!", "reply"),
    ],
)
def test_a_sentence_weighs_what_its_features_weigh(text, kind):
    for one in look(text, kind, {}):
        assert weigher().sentence(one.line, one.places, one.hits) == sum(map(model().of, one.features))


@pytest.mark.parametrize(("rule", "kind", "text"), [*examples("bad"), *examples("ok")])
def test_a_pattern_that_is_passed_over_would_not_have_matched(rule, kind, text):
    met = pack().needs.met
    for one in look(text, kind, {}):
        given_ = functools.reduce(operator.or_, one.line.needs)
        run = {
            pack().rules[number - len(pack().scopes)].id for number in met(given_, -1) if number >= len(pack().scopes)
        }
        matching = {each.id for each in pack().rules if compiled(each.match).search(one.line.row)}
        assert matching <= run


@pytest.mark.slow
def test_a_hundred_thousand_random_strings_are_read():
    chance = random.Random(1)
    words = (
        "my client never won't “ ” ' > ``` we you 12 May @ http:// … \n \t -- . ! ? ; ß é 漢 \U0001f600 \u202e".split(
            " "
        )
    )
    before = time.process_time()
    for number in range(100_000):
        if number % 2:
            text = "".join(chr(chance.randrange(0x110000)) for _ in range(chance.randrange(60)))
        else:
            text = chance.choice(("", " ")).join(chance.choices(words, k=chance.randrange(30)))
        report = coach.read(text, (*KINDS, "answer")[number % 5])
        assert all(0 <= one.start <= one.end <= len(text) for one in report.findings)
    assert time.process_time() - before < 600


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


def test_numbers_alone_say_nothing():
    assert [coach.read(f"{number}.", "reply").flags for number in range(20)] == [[]] * 20
