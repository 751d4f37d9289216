"""Rewordings: several for a finding, clean themselves, with every number, name and date of the sentence (F2)."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ours import coach
from ours.coach.engine import is_clean
from ours.coach.ways import WAYS

NAMES = ["Bea", "Ms Okafor", "Kai Brandt", "Yoga House", "Dr Øye"]
DATES = ["12 May", "Monday", "3 March 2026", "2026-05-04"]
NUMBERS = ["4", "17 %", "€4,000", "3.5", "nine days", "4 of the last 5 meetings"]
FRAMES = [
    ("{name} won't send us the {number} files before {date}.", "statement"),
    ("Since {date} {name} has refused {number} drafts, and it is their fault.", "statement"),
    ("{name} is lazy and missed {number} on {date}.", "statement"),
    ("Because {name} never answers, we lost {number} on {date}.", "note"),
    ("You didn't send the {number} files to {name} on {date}, so we are late.", "reply"),
    ("Have you considered asking {name} for {number} by {date}?", "question"),
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(FRAMES), st.sampled_from(NAMES), st.sampled_from(NUMBERS), st.sampled_from(DATES))
def test_each_keeps_every_fact_and_is_clean(frame, name, number, date):
    sentence, kind = frame
    text = sentence.format(name=name, number=number, date=date)
    for finding in coach.read(text, kind).findings:
        begin, end = finding.replace
        for words in finding.suggestions:
            facts = (
                re.findall(r"[\w.,]*\d[\w.,]*\d|\d", f"{number} {date}")
                + name.split()[-1:]
                + re.findall(r"Monday|May|March|nine days", f"{number} {date}")
            )
            if begin == end:
                assert is_clean(words.strip(), kind, {})
                continue
            assert [fact for fact in facts if fact not in words] == [], (text, words)
            assert is_clean(words, kind, {})


@pytest.mark.parametrize(
    ("text", "kind", "flag"),
    [
        ("My client won't decide on the colours.", "statement", "blame"),
        ("Our client is a jerk.", "statement", "label"),
        ("We need a new CRM.", "statement", "solution"),
        ("You can do that yourself in the settings.", "reply", "reflect"),
        ("Have you considered moving to another platform?", "question", "advice"),
    ],
)
def test_several_are_offered(text, kind, flag):
    (finding,) = [one for one in coach.read(text, kind).findings if one.flag == flag]
    assert len(finding.suggestions) >= 2
    assert len(set(finding.suggestions)) == len(finding.suggestions)
    assert any("[" in words for words in finding.suggestions) or kind == "question"


@pytest.mark.parametrize("text", ["We want fewer calls. By May.", "We and Bea wait for it. Both of us since May."])
def test_what_is_missing_is_added_at_the_end(text):
    for finding in coach.read(text, "statement").findings:
        if finding.flag.startswith("no-"):
            assert finding.replace == (len(text), len(text))
            assert all(words.startswith(" ") for words in finding.suggestions)


def test_every_flag_has_ways_for_each_kind_it_is_raised_in():
    assert set(WAYS) == set(coach.FLAGS)
