"""Trying things in the open: expected, happened, learned (S7); and what comes back (S9)."""

import pytest

from ours.problem import acts as problems
from ours.problem.models import BadSign, Event, Parking
from ours.solve import attempt_acts, option_acts
from ours.solve.models import Attempt, Decision, NextLife, Result
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import HOUR, NOW, address, in_days, kinds, named, proposed, ready, said, told


def begin(browser, problem, **fields):
    fields = {"words": "A course with Imani.", "expected": "Six seats.", "once": "k1"} | fields
    return browser.post(address(problem, "attempts/"), fields)


def note(browser, problem, attempt, mark="helped", **fields):
    fields = {"mark": mark, "happened": "Eight came.", "learned": "They come for Imani.", "once": "k2"} | fields
    return browser.post(address(problem, f"attempts/{attempt.pk}/results/"), fields)


@pytest.mark.parametrize("who", ["bea", "tom"])
def test_begun_by_either_side_and_seen_by_both(cast, browser, who):
    problem, seat = named(cast), getattr(cast, who)
    option = proposed(cast, problem)

    answer = begin(browser(seat), problem, option=option.pk)

    attempt = Attempt.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#attempt-{attempt.pk}")
    assert (attempt.words, attempt.expected, attempt.option, attempt.idea, attempt.by) == (
        "A course with Imani.",
        "Six seats.",
        option,
        None,
        seat,
    )
    assert told(problem)[-1] == f"{seat.name} began to try “A course with Imani.”; expected: “Six seats.”"
    for reader in (cast.bea, cast.tom):
        for page in (f"/problems/{problem.pk}/", address(problem), address(problem, f"options/{option.pk}/")):
            shown = browser(reader).get(page).content.decode()
            assert ("A course with Imani." in shown, "being tried" in shown) == (True, True), page


def test_what_was_turned_down_is_not_tried(cast, browser):
    problem = named(cast)
    option = proposed(cast, problem)
    option_acts.decide(option, "turned_down", "Dear.", again_on=in_days(30), by=cast.bea, at=DAY)
    elsewhere = proposed(cast, named(cast, "Another."), "lasting", "Kanarienvogel")
    proposed(cast, problem, "relief", "Something to choose.")
    for wrong in (option, elsewhere):
        answer = begin(browser(cast.tom), problem, option=wrong.pk)
        page = answer.content.decode()
        assert (answer.status_code, "Kanarienvogel" in page, "Six seats." in page) == (422, False, True)
        assert "Choose a way out that was not turned down." in page
    assert not Attempt.objects.exists()


def test_happened_and_learned_as_it_happens(cast, browser):
    problem = named(cast)
    attempt = attempt_acts.begin(problem, "A course.", "Six.", by=cast.tom, at=DAY)
    problem.refresh_from_db()
    assert problem.cared_at == DAY

    on_the_way = note(browser(cast.tom), problem, attempt, "to_be_seen", happened="Four so far.", learned="")
    assert on_the_way.status_code == 303
    problem.refresh_from_db()
    assert problem.cared_at == NOW  # the client could see it
    without = note(browser(cast.bea), problem, attempt, "helped", learned=" ", once="k3")
    assert (without.status_code, "Say what was learned" in without.content.decode()) == (422, True)
    assert "Eight came." in without.content.decode()
    assert note(browser(cast.bea), problem, attempt, "helped", once="k4").status_code == 303

    assert list(Result.objects.order_by("pk").values_list("mark", "happened", "learned", "by")) == [
        ("to_be_seen", "Four so far.", "", cast.tom.pk),
        ("helped", "Eight came.", "They come for Imani.", cast.bea.pk),
    ]
    assert told(problem)[1:] == [
        "Tom Weiss noted about “A course.”, which is still to be seen: “Four so far.”",
        "Bea Okafor noted that “A course.” helped: “Eight came.”; learned: “They come for Imani.”",
    ]
    for reader in (cast.bea, cast.tom):
        page = browser(reader).get(address(problem)).content.decode()
        assert all(words in page for words in ("Four so far.", "Eight came.", "They come for Imani.", "it helped"))
    with pytest.raises(ValueError, match="what was learned"):
        attempt_acts.note_result(attempt, "did_not", "x", by=cast.tom, at=DAY)


def test_an_attempt_of_another_table_is_not_here(cast, browser):
    problem, other = named(cast), named(cast, "Another.")
    attempt = attempt_acts.begin(other, "Kanarienvogel", "Six.", by=cast.tom, at=DAY)
    answer = note(browser(cast.bea), problem, attempt)
    assert (answer.status_code, b"Kanarienvogel" in answer.content) == (404, False)
    assert not Result.objects.exists()


def helped(cast, problem, kind="relief", at=DAY):
    """A way out of this kind that was chosen, tried, and helped."""
    option = ready(cast, problem, kind, "Fill June with a partner studio.")
    option_acts.decide(option, "chosen", "Quick.", again_on=in_days(60), by=cast.bea, at=at)
    attempt = attempt_acts.begin(problem, "June with Shanti.", "Full.", option=option, by=cast.tom, at=at)
    return option, attempt_acts.note_result(attempt, "helped", "Full.", "They stay a month.", by=cast.bea, at=at)


def back(browser, problem, words="July is empty again.", once="k9"):
    return browser.post(address(problem, "lives/"), {"words": words, "once": once})


@pytest.mark.parametrize(("kind", "eased"), [("relief", "relieved"), ("lasting", "eased")])
def test_what_comes_back_is_the_same_problems_next_life(cast, browser, kind, eased):
    problem = named(cast)
    option, result = helped(cast, problem, kind)
    kept = proposed(cast, problem, "lasting", "Courses.")
    option_acts.decide(kept, "later", "Autumn.", again_on=in_days(90), by=cast.bea, at=DAY)

    answer = back(browser(cast.bea), problem)

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#lives")
    life = NextLife.objects.get()
    assert (life.problem, life.number, life.words, life.after, life.by) == (
        problem,
        2,
        "July is empty again.",
        result,
        cast.bea,
    )
    assert (
        f"Bea Okafor said that it is back: “July is empty again.”; this is life 2 of the same problem, "
        f"first {eased} on {said(DAY.date())} by “Fill June with a partner studio.”."
    ) in told(problem)
    assert kinds(problem)[-2:] == [f"{eased}_and_back", "option_back"]
    assert solving(problem).standing(kept.pk) == "back"
    assert Decision.objects.get(option=option).looked_at == NOW  # both look again at what did not hold
    problem.refresh_from_db()
    assert (problem.unanswered, problem.spoke_last) == (1, "client")
    for reader in (cast.bea, cast.tom):
        room = " ".join(browser(reader).get(address(problem)).content.decode().split())
        assert "<b>It came back 1 time.</b>" in room
        assert f"first {eased} on 3 March by “Fill June with a partner studio.”." in room
        table = browser(reader).get(f"/problems/{problem.pk}/").content.decode()
        assert ("<b>Life 2</b>" in table, "It is back: “July is empty again.”" in table) == (True, True)


def test_lives_are_counted_on_and_the_first_relief_stays_the_first(cast, browser):
    problem = named(cast)
    helped(cast, problem)
    assert back(browser(cast.tom), problem).status_code == 303
    again = back(browser(cast.tom), problem, "Once more.", "k10")
    assert (again.status_code, "Once more." in again.content.decode()) == (409, True)
    second = attempt_acts.begin(problem, "A discount.", "Full.", by=cast.tom, at=NOW + HOUR)
    attempt_acts.note_result(second, "helped", "Full.", "They wait for it.", by=cast.tom, at=NOW + 2 * HOUR)
    attempt_acts.come_again(problem, "September.", by=cast.bea, at=NOW + 3 * HOUR)
    known = solving(problem)
    assert (known.life, [row.number for row in known.lives]) == (3, [2, 3])
    assert known.helped_first()[1:] == ("Fill June with a partner studio.", "relief")
    assert "this is life 3 of the same problem, first relieved on" in told(problem)[-1]


@pytest.mark.parametrize("mark", ["", "to_be_seen", "did_not"])
def test_nothing_comes_back_that_was_never_gone(cast, browser, mark):
    problem = named(cast)
    attempt = attempt_acts.begin(problem, "A course.", "Six.", by=cast.tom, at=DAY)
    if mark:
        attempt_acts.note_result(attempt, mark, "Two.", "Early.", by=cast.tom, at=DAY)
    answer = back(browser(cast.bea), problem)
    assert (answer.status_code, "July is empty again." in answer.content.decode()) == (409, True)
    assert "It is back" not in browser(cast.bea).get(address(problem)).content.decode()
    with pytest.raises(ValueError, match="Nothing has helped"):
        attempt_acts.come_again(problem, "x", by=cast.bea, at=DAY)
    assert not NextLife.objects.exists()


def test_a_parked_problem_that_is_back_sleeps_no_longer(cast):
    problem = named(cast)
    helped(cast, problem)
    problems.park(
        problem,
        what="problem",
        words="It.",
        reason="It is quiet.",
        agreed_by=[cast.bea, cast.tom],
        back_on=in_days(200),
        by=cast.tom,
        at=DAY,
    )
    attempt_acts.come_again(problem, "July.", by=cast.bea, at=NOW)
    assert Parking.objects.get().returned_at == NOW
    problem.refresh_from_db()
    assert problem.care_due is not None
    assert Event.objects.filter(kind="returned").count() == 1


def burning(problem):
    return list(BadSign.objects.filter(problem=problem, cleared_at__isnull=True).values_list("kind", "words", "seat"))


def test_what_is_back_burns_until_something_is_tried_anew(cast, browser):
    problem = named(cast)
    helped(cast, problem)
    assert burning(problem) == []
    attempt_acts.come_again(problem, "July is empty again.", by=cast.bea, at=NOW)
    assert burning(problem) == [("returned", "July is empty again.", cast.bea.pk)]
    garden = browser(cast.tom).get("/").content.decode()
    assert "said that it is back:" in garden
    assert "July is empty again." in garden
    attempt_acts.begin(problem, "Ten weeks at once.", "They come.", by=cast.tom, at=NOW + HOUR)
    assert burning(problem) == []
    assert BadSign.objects.get(problem=problem).cleared_at == NOW + HOUR
