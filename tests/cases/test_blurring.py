"""A text told without names: names, sums, days and addresses; and said so that it can be read."""

import pytest

from ours.cases.blurring import Instead, blur
from ours.cases.checking import Leak, leaks
from ours.cases.exact import find_sums
from ours.cases.naming import Names
from ours.cases.suspecting import suspects

NAMES = Names(
    client=("Yoga House",), firm=("Neon",), theirs=("Bea Okafor", "Imani Reyes"), ours=("Tom Weiss",), works=("Growth",)
)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Bea Okafor asked Neon.", "Somebody at the client asked the firm."),
        ("At the Yoga House we met Tom.", "At the client we met somebody at the firm."),
        ("Bea’s plan for Growth", "Somebody at the client’s plan for the project"),
        ("On 12 May 2026 we began.", "In May 2026 we began."),
        ("It began on 2026-05-12, ended 3.6.2026.", "It began in May 2026, ended June 2026."),
        ("They met on May 12th.", "They met in May."),
        ("By 12/05/2026 or 5 May", "By 2026 or May"),
        ("It cost 12,480 €.", "It cost 10\u202f000–20\u202f000\u00a0€."),
        (
            "It cost €31.2k, later $5 and CHF 1’250.–",
            "It cost €20\u202f000–50\u202f000, later $5–10 and CHF\u202f1\u202f000–2\u202f000.–",
        ),
        ("3.5 million dollars", "2\u202f000\u202f000–5\u202f000\u202f000\u00a0dollars"),
        ("Write to bea@yoga.example.", "Write to [mail address]."),
        ("See https://yoga.example/bea?x=1 or yoga.example", "See [link] or [link]"),
        ("Call +49 30 123 45 67, @bea", "Call [number], [name]"),
        ("It is in 12 Harbour Street.", "It is in [address]."),
        ("Bea, Bea and Imani", "Somebody at the client and somebody at the client"),
        ("41 % of 7 seats, 12 classes a week, e.g. yoga.", "41 % of 7 seats, 12 classes a week, e.g. yoga."),
    ],
)
def test_it_is_told_more_broadly(text, told):
    assert blur(text, NAMES, Instead()) == told
    assert leaks({"x": told}, NAMES) == []
    assert blur(told, NAMES, Instead()) == told


def test_a_broad_range_is_no_exact_sum():
    assert find_sums("10,000–20,000 €, 1–2 k€") == []
    assert [one.broader for one in find_sums("11,000–19,000 €")] == ["10\u202f000–20\u202f000\u00a0€"]


def test_the_check_says_where():
    found = leaks({"The title": "All well", "How it ended": "Bea paid 500 €."}, NAMES)
    assert found == [Leak("How it ended", "Bea", "theirs"), Leak("How it ended", "500 €", "sum")]


def test_other_words_with_a_capital_are_pointed_out():
    text = "We met in Lindenau. The Rossmann brothers came on Monday. In May it ended."
    assert suspects(text) == ["Lindenau", "Rossmann"]
