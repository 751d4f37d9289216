"""The ways to say "we" (F1)."""

import re

import pytest

from ours.coach.forms import FORMS, blanks, fill, joint_marks


def test_the_forms_and_their_keys():
    assert [form.key for form in FORMS] == [
        "priorities",
        "talking",
        "time",
        "pictures",
        "dependence",
        "not-knowing",
        "information",
        "ownership",
        "capacity",
        "swing",
    ]


@pytest.mark.parametrize("form", FORMS, ids=lambda form: form.key)
def test_a_form_has_us_in_it_and_its_example_is_the_form_filled(form):
    assert joint_marks(form.sentence) == joint_marks(form.example) == []
    names = blanks(form.sentence)
    assert names and len(names) == form.sentence.count("[")
    pattern = re.escape(form.sentence)
    for name in names:
        pattern = pattern.replace(re.escape(f"[{name}]"), "(.+)")
    found = re.fullmatch(pattern, form.example)
    assert found, form.key
    assert fill(form.key, dict(zip(names, found.groups(), strict=True))) == form.example


def test_a_blank_without_words_stays_visible():
    assert fill("ownership", {"what": "the keys", "what happens": "  "}) == (
        "Between us nobody has taken on the keys, so [what happens]."
    )
    with pytest.raises(KeyError):
        fill("nothing", {})


@pytest.mark.parametrize(
    ("text", "parties", "marks"),
    [
        ("We look at different spans of time.", (), []),
        ("Bea and Ana see the opening hours differently.", (), []),
        ("Sales of the shop swing.", ("Yoga House", "Neon"), ["no-us"]),
        ("Yoga House plans by term, Neon by campaign.", ("Yoga House", "Neon"), []),
        ("Both sides wait for the list.", (), []),
        ("The client and the agency count visitors differently.", (), []),
        ("Both invoices are late.", (), ["no-us"]),
        ("My client won't decide.", (), ["no-us"]),
        ("Our client never answers.", (), ["no-us"]),
        ("Orders from the US arrive late.", (), ["no-us"]),
        ("On Monday and Tuesday nobody is at the desk.", (), ["no-us"]),
        ("We deliver on time but the client never answers.", (), ["us-against-them"]),
        ("We can't get our client to decide.", (), ["us-against-them"]),
        ("We wait for each other because you need the list and we need the date.", (), []),
        ("Our income swings, so we cannot plan.", (), []),
        ("", (), ["no-us"]),
    ],
)
def test_whether_a_text_has_us_in_it(text, parties, marks):
    assert joint_marks(text, parties) == marks
