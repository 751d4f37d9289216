"""What to ask next, and why (L3)."""

import string

import pytest

from ours.coach.advice import advice_in
from ours.coach.asking import RULES
from ours.coach.questions import Ladder, RungState, Suggested, next_questions

REQUEST = "We need someone to make Instagram posts."
WHOLE = (
    RungState(1, None, "What is driving this?", "We want to attract a younger audience.", "outcome", "Bea", True),
    RungState(2, 1, "And what would that give you?", "More people in our workshops.", "outcome", "Bea", True),
    RungState(3, 2, "Where does that stand?", "41 % of seats, and we want 70 by October.", "measure", "Bea", True),
    RungState(4, 3, "What would it mean for you?", "I'm afraid my teachers leave.", "stake", "Bea", True),
)


def rules(*rungs, **more):
    settled = {"has_ahead": True, "has_urgent": True} | more
    return [one.rule for one in next_questions(Ladder(REQUEST, rungs, **settled))]


def rung(kind, answer, number=1, parent=None, **more):
    return RungState(number, parent, "What is driving this?", answer, kind, "Bea", **({"confirmed": True} | more))


def test_nothing_asked_yet():
    assert next_questions(Ladder(REQUEST)) == [
        Suggested(
            "What is driving this request: “someone to make Instagram posts”?",
            "Nothing has been asked yet: a request is taken to be not yet the need.",
            "begin",
        ),
        Suggested(
            "When this is long behind us, what has become possible?",
            "It is not said yet what future this should serve.",
            "ahead",
        ),
        Suggested("What of it cannot wait, and until when?", "It is not said yet what is wanted at once.", "urgent"),
    ]


@pytest.mark.parametrize(
    ("rungs", "expected"),
    [
        ((rung("tactic", "A new CRM."),), ["tactic"]),
        ((rung("unclear", "Hm."),), ["unclear"]),
        ((rung("constraint", "The budget is fixed until June."),), ["constraint"]),
        ((rung("stake", "I'm afraid my teachers leave."),), ["stake", "no-outcome"]),
        ((rung("measure", "41 % of seats."),), ["no-outcome", "no-person"]),
        ((rung("outcome", "More people in our workshops."),), ["no-measure", "no-person"]),
        ((rung("outcome", "More people."), rung("measure", "41 %", 2, 1)), ["measure", "no-person"]),
        ((rung("outcome", "More people."), rung("stake", "My teachers leave.", 2, 1)), ["stake", "no-measure"]),
        ((rung("tactic", "A new CRM.", confirmed=False),), ["tactic", "unconfirmed"]),
        (WHOLE, ["whole"]),
        ((*WHOLE[:3], rung("stake", "I'm afraid.", 4, 3, confirmed=False)), ["stake", "unconfirmed"]),
    ],
)
def test_each_state_calls_for_its_questions(rungs, expected):
    assert rules(*rungs) == expected


def test_the_need_is_read_back_in_the_clients_words():
    (one,) = next_questions(Ladder(REQUEST, WHOLE, has_ahead=True, has_urgent=True))
    for words in ("“More people in our workshops”", "“41 % of seats, and we want 70 by October”", "my teachers leave"):
        assert words in one.text


def test_an_answer_put_differently_asks_what_changed():
    earlier = rung("outcome", "A younger audience.", overturned=True)
    now = rung("outcome", "More people in our workshops.", 2)
    assert rules(earlier, now) == ["overturned", "no-measure", "no-person"]
    said_so = rung("outcome", "No, actually it is about more people.", 2, 1)
    assert rules(rung("tactic", "Posts."), said_so)[0] == "overturned"
    assert "overturned" not in rules(rung("tactic", "Posts."), rung("outcome", "More people come.", 2, 1))


def test_an_overturned_rung_no_longer_counts():
    gone = rung("measure", "12 days.", 2, 1, overturned=True)
    after = rung("stake", "I would lose my job.", 3, 1)
    assert rules(rung("outcome", "Claims are settled sooner."), gone, after) == ["overturned", "stake", "no-measure"]
    assert rules(rung("tactic", "Posts.", overturned=True)) == ["begin"]


def test_a_branch_left_open_is_taken_up():
    left = rung("tactic", "A second receptionist.", 2, 1)
    here = rung("tactic", "A new telephone.", 3, 1)
    asked = next_questions(Ladder(REQUEST, (rung("outcome", "Calls get answered."), left, here), (), True, True))
    assert [one.rule for one in asked] == ["tactic", "no-measure", "no-person", "open-end"]
    assert "“A second receptionist”" in asked[3].text


def test_who_was_not_heard_is_asked_for_by_name():
    asked = next_questions(Ladder(REQUEST, WHOLE, ("the front desk", "Imani"), True, True))
    assert [one.rule for one in asked] == ["whole", "unheard"]
    assert "the front desk" in asked[1].text


def test_at_most_four_the_best_first():
    rungs = (rung("outcome", "Calls get answered.", confirmed=False), rung("constraint", "Legal says no.", 2, 1))
    assert rules(*rungs, unheard=("Imani",), has_ahead=False) == [
        "constraint",
        "no-measure",
        "no-person",
        "unconfirmed",
    ]


def test_a_question_already_asked_is_not_offered_again():
    rungs, seen = [], set()
    for number in range(1, 12):
        state = Ladder(REQUEST, tuple(rungs), has_ahead=True, has_urgent=True)
        offered = next_questions(state)
        texts = {one.text for one in offered}
        assert texts & seen == set()
        if not offered:
            break
        seen.add(offered[0].text)
        rungs.append(RungState(number, number - 1 or None, offered[0].text.upper(), "A new CRM.", "tactic"))
    assert len(seen) == 6  # begin, four ways about the means, and the one to confirm


def test_the_same_ladder_gets_the_same_questions_and_two_rungs_different_ones():
    one = Ladder(REQUEST, (rung("tactic", "A CRM."),), (), True, True)
    two = Ladder(REQUEST, (rung("tactic", "A CRM."), rung("tactic", "A CRM.", 2, 1)), (), True, True)
    assert next_questions(one) == next_questions(one)
    assert next_questions(one)[0].text != next_questions(two)[0].text


def test_it_asks_in_the_readers_language_and_knows_what_was_asked_in_it():
    german = {way: f"DE {way}" for rule in RULES.values() for way in rule.ways}
    state = Ladder(REQUEST, (rung("tactic", "A CRM."),), (), True, True)
    (first,) = next_questions(state, german.__getitem__)
    assert first.text.startswith("DE ")
    again = Ladder(REQUEST, (RungState(1, None, first.text, "A CRM.", "tactic", None, True),), (), True, True)
    assert next_questions(again, german.__getitem__)[0].text != first.text


def test_braces_and_marks_in_the_clients_words_are_left_alone():
    state = Ladder("{words} {0} %(n)s – “quoted”", (), (), True, True)
    assert next_questions(state)[0].text == "What is driving this request: “{words} {0} %(n)s – “quoted””?"


def test_long_answers_are_quoted_in_a_few_words():
    long = "So we had this meeting last week. " + "and then again and again " * 40 + ". We need a CRM."
    for one in next_questions(Ladder(REQUEST, (rung("tactic", long),))):
        assert len(one.text) < 160


@pytest.mark.parametrize("name", RULES)
def test_every_question_is_open_and_none_advises(name):
    closed = ("is ", "are ", "do ", "does ", "did ", "have ", "has ", "can ", "could ", "would ", "should ", "will ")
    for way in RULES[name].ways:
        assert {field for _, field, _, _ in string.Formatter().parse(way) if field} <= {"words", "who"}
        text = way.format(words="“a CRM”", who="Imani")
        assert advice_in(text) == [], text
        asked = text.rsplit(". ", 1)[-1]
        assert asked.endswith("?") and not asked.lower().startswith(closed), text
