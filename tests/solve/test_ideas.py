"""Ideas from anybody at the table, and what became of each (S1)."""

import pytest

from ours.post.bundling import bundle_due
from ours.post.models import Letter, Notice
from ours.problem import acts as problems
from ours.solve import attempt_acts, idea_acts, option_acts
from ours.solve.models import Attempt, Fate, Idea, Option
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import HOUR, NOW, address, kinds, named, told

IDEA = "Let the regulars book ahead."


def send(browser, problem, **fields):
    return browser.post(address(problem, "ideas/"), {"words": IDEA, "once": "k1", **fields})


@pytest.mark.parametrize("who", ["bea", "imani", "tom"])
def test_anybody_at_the_table_gives_one(cast, browser, who):
    problem, giver = cast.problem(), getattr(cast, who)
    problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)

    answer = send(browser(giver), problem)

    idea = Idea.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#idea-{idea.pk}")
    assert (idea.problem, idea.words, idea.given_by, idea.by, idea.at) == (problem, IDEA, giver, giver, NOW)
    assert told(problem)[-1] == f"{giver.name} had an idea: “{IDEA}”"
    for reader in (cast.bea, cast.tom):
        page = browser(reader).get(address(problem)).content.decode()
        assert page.count(IDEA) >= 1
        assert "nobody has said yet what becomes of it" in page


def test_an_idea_of_somebody_who_cannot_write_it(cast, browser):
    problem = cast.problem()
    for seat in (cast.imani, cast.front_desk):
        problems.seat_at(problem, seat, by=cast.tom, at=DAY)

    assert send(browser(cast.bea), problem, given_by=cast.front_desk.pk).status_code == 303
    assert send(browser(cast.tom), problem, given_by=cast.imani.pk, once="k2").status_code == 303
    # Bea's colleague writes for herself, and nobody's idea is written down who does not sit here.
    for seat, giver in ((cast.bea, cast.imani), (cast.tom, cast.maja), (cast.tom, cast.ana)):
        answer = send(browser(seat), problem, given_by=giver.pk, once="k3")
        assert (answer.status_code, "Choose somebody at this table." in answer.content.decode()) == (422, True)

    assert set(Idea.objects.values_list("given_by", "by")) == {
        (cast.front_desk.pk, cast.bea.pk),
        (cast.imani.pk, cast.tom.pk),
    }
    assert told(problem)[2:] == [
        f"Bea Okafor wrote down an idea of Front desk: “{IDEA}”",
        f"Tom Weiss wrote down an idea of Imani Reyes: “{IDEA}”",
    ]


def test_set_aside_with_a_reason_that_the_giver_reads(cast, browser):
    problem = cast.problem()
    problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    bundle_due(NOW)
    idea = idea_acts.give(problem, IDEA, given_by=cast.imani, by=cast.tom, at=DAY)
    there = address(problem, f"ideas/{idea.pk}/set-aside/")
    assert browser(cast.tom).post(there, {"reason": " ", "once": "k"}).status_code == 422

    answer = browser(cast.tom).post(there, {"reason": "The till cannot do it.", "once": "k"})

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#idea-{idea.pk}")
    fate = Fate.objects.get()
    assert (fate.idea, fate.kind, fate.words, fate.by, fate.option, fate.attempt) == (
        idea,
        "set_aside",
        "The till cannot do it.",
        cast.tom,
        None,
        None,
    )
    sentence = f"Tom Weiss set aside an idea of Imani Reyes: “{IDEA}”; why: “The till cannot do it.”"
    assert told(problem)[-1] == sentence
    assert Notice.objects.filter(person=cast.imani.person, kind="idea_set_aside").count() == 1
    bundle_due(NOW + HOUR)
    assert sentence in Letter.objects.filter(person=cast.imani.person).latest("at").text
    for reader in (cast.imani, cast.tom):
        page = browser(reader).get(address(problem)).content.decode()
        assert "set aside: The till cannot do it. (Tom Weiss" in page


def test_somebody_else_was_quicker(cast, browser):
    problem = cast.problem()
    idea = idea_acts.give(problem, IDEA, by=cast.bea, at=DAY)
    idea_acts.set_aside(idea, "Too dear.", by=cast.ana, at=DAY)
    answer = browser(cast.tom).post(address(problem, f"ideas/{idea.pk}/set-aside/"), {"reason": "Too slow."})
    page = answer.content.decode()
    assert (answer.status_code, "Somebody set this idea aside meanwhile." in page, "Too slow." in page) == (
        409,
        True,
        True,
    )
    assert Fate.objects.count() == 1


def test_taken_up_as_a_way_out(cast, browser):
    problem = named(cast)
    idea = idea_acts.give(problem, IDEA, by=cast.bea, at=DAY)
    begun = browser(cast.tom).get(address(problem) + f"?idea={idea.pk}").content.decode()
    assert f'name="idea" value="{idea.pk}"' in begun
    assert "Why this idea is taken up" in begun
    fields = {"words": "Book a season ahead.", "kind": "lasting", "idea": idea.pk, "once": "k"}
    without = browser(cast.tom).post(address(problem, "options/"), fields)
    assert (without.status_code, "Whoever gave the idea reads it." in without.content.decode()) == (422, True)

    answer = browser(cast.tom).post(address(problem, "options/"), {**fields, "why": "It fills the weak weeks."})

    option = Option.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#option-{option.pk}")
    assert (option.idea, option.words, option.kind, option.early) == (idea, "Book a season ahead.", "lasting", False)
    fate = Fate.objects.get()
    assert (fate.idea, fate.kind, fate.words, fate.option, fate.by) == (
        idea,
        "taken_up",
        "It fills the weak weeks.",
        option,
        cast.tom,
    )
    assert told(problem)[1:] == [
        f"Tom Weiss took up an idea of Bea Okafor, “{IDEA}”, as a way out: “Book a season ahead.”; "
        "why: “It fills the weak weeks.”"
    ]
    assert Notice.objects.filter(person=cast.bea.person, kind="idea_taken_up").count() == 1


def test_tried_by_itself_or_through_its_way_out(cast, browser):
    problem = named(cast)
    alone, other = (idea_acts.give(problem, words, by=cast.bea, at=DAY) for words in (IDEA, "Fewer slots."))
    answer = browser(cast.tom).post(
        address(problem, "attempts/"), {"words": "Ask ten.", "expected": "Six say yes.", "idea": alone.pk, "once": "k"}
    )
    assert answer.status_code == 303
    option = option_acts.propose(
        problem, "relief", "Two slots.", early=False, idea=other, why="Quick.", by=cast.tom, at=NOW + HOUR
    )
    through = attempt_acts.begin(problem, "One week.", "Fuller.", option=option, by=cast.tom, at=NOW + 2 * HOUR)

    first = Attempt.objects.get(words="Ask ten.")
    assert (first.idea, first.option, through.idea, through.option) == (alone, None, None, option)
    known = solving(problem)
    assert [known.fate(idea.pk).attempt_id for idea in (alone, other)] == [first.pk, through.pk]
    assert [fate.kind for fate in known.fates] == ["tried", "taken_up", "tried"]
    assert kinds(problem) == ["idea_given", "idea_given", "idea_tried", "idea_taken_up", "idea_tried"]
    assert told(problem)[2] == (
        f"Tom Weiss began to try an idea of Bea Okafor, “{IDEA}”: “Ask ten.”; expected: “Six say yes.”"
    )


def test_an_idea_of_another_table_is_not_here(cast, browser):
    problem, secret = named(cast), cast.problem("Secret.", engagement=cast.orders, by=cast.maja)
    hidden = idea_acts.give(secret, "Kanarienvogel", by=cast.maja, at=DAY)
    tom = browser(cast.tom)
    fields = {"words": "x", "kind": "lasting", "why": "x", "expected": "x", "idea": hidden.pk}
    for rest in ("options/", "attempts/", f"ideas/{hidden.pk}/set-aside/"):
        answer = tom.post(address(problem, rest), {**fields, "reason": "x"})
        assert (answer.status_code, b"Kanarienvogel" in answer.content) == (404, False), rest
    assert b"Kanarienvogel" not in tom.get(address(problem) + f"?idea={hidden.pk}").content
    assert not Fate.objects.exists()
    assert not Option.objects.exists()


def test_a_double_click_gives_it_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert len({send(bea, problem)["Location"] for _ in range(2)}) == 1
    assert Idea.objects.count() == 1


def test_what_was_typed_stays(cast, browser):
    problem = cast.problem()
    for words, sentence in ((" ", "Say the idea in a sentence."), ("x" * 4001, "in at most 4000 characters")):
        answer = send(browser(cast.bea), problem, words=words)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page, words in page) == (422, True, True)
        assert page.count('<details class="do" open>') == 1
    assert not Idea.objects.exists()
