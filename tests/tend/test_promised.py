"""What was sold comes first (T4)."""

from datetime import timedelta

import pytest

from ours.people import acts as people
from ours.post.models import Notice
from ours.problem import acts as problems
from ours.problem.models import Problem
from ours.tend import promised_acts as acts
from ours.tend.models import PromisedOutcome, Touch
from tests.cast import DAY
from tests.tend.helping import address, days_of_care, in_days, shared, sold, told

WORDS = "Seats of the workshops are sold."
FIELDS = {"words": WORDS, "measure": "70 % of seats", "where": "Offer, page 4"}


def test_both_sides_write_down_what_was_sold_and_read_the_same(cast, browser):
    cast.problem()
    for seat, once in ((cast.tom, "k1"), (cast.bea, "k2")):
        fields = FIELDS | {"due": in_days(60).isoformat(), "answers": cast.ana.pk, "once": once}
        answers = [browser(seat).post(shared(cast.growth, "promised/"), fields) for _ in range(2)]
        made = PromisedOutcome.objects.latest("pk")
        where = shared(cast.growth) + f"#promised-{made.pk}"
        assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, where)] * 2
        assert (made.words, made.measure, made.where, made.due, made.answers, made.by) == (
            WORDS,
            "70 % of seats",
            "Offer, page 4",
            in_days(60),
            cast.ana,
            seat,
        )
    assert PromisedOutcome.objects.count() == 2
    pages = [browser(seat).get(shared(cast.growth)).content.decode() for seat in (cast.tom, cast.bea)]
    assert [page.count(WORDS) for page in pages] == [2, 2]
    assert [page.count("Ana Ruiz answers for it") for page in pages] == [2, 2]


def test_typed_words_come_back(cast, browser):
    cast.problem()
    answer = browser(cast.tom).post(shared(cast.growth, "promised/"), FIELDS | {"answers": cast.una.pk})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert (WORDS in page, "Choose the day that was promised." in page) == (True, True)
    assert "Choose somebody of the firm who works on it." in page
    assert not PromisedOutcome.objects.exists()


def test_a_problem_that_touches_it_is_promised_care_in_half_the_time(cast, browser):
    problem, outcome = cast.problem(), sold(cast)
    assert days_of_care(problem) == 7
    answer = browser(cast.bea).post(address(problem, "touches/"), {"outcome": outcome.pk, "once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#sold")
    assert days_of_care(problem) == 3.5
    assert told(problem) == [
        f"Bea Okafor marked that it touches what was sold, for which Ana Ruiz answers: “{WORDS}”",
    ]
    heard = Notice.objects.filter(problem=problem, kind="promised_touched").values_list("seat__name", flat=True)
    assert sorted(heard) == ["Ana Ruiz", "Tom Weiss"]


def test_it_is_marked_at_the_table_for_both_and_in_the_garden(cast, browser):
    problem, other, outcome = cast.problem(), cast.problem("Something else."), sold(cast)
    acts.touch(problem, outcome, by=cast.tom, at=DAY)
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(f"/problems/{problem.pk}/").content.decode()
        assert page.count("It touches what was sold") == 1
        assert "70 % of seats, by 9 May; Ana Ruiz answers for it" in page
        assert "It touches what was sold" not in browser(seat).get(f"/problems/{other.pk}/").content.decode()
    for seat in (cast.ana, cast.tom):
        page = browser(seat).get("/?show=promised").content.decode()
        assert (problem.headline in page, other.headline in page) == (True, False)
        assert page.count("promised outcome") == 1
    assert problem.headline not in browser(cast.una).get("/?show=promised").content.decode()


def test_marking_twice_changes_nothing(cast, browser):
    problem, outcome = cast.problem(), sold(cast)
    tom = browser(cast.tom)
    codes = [
        tom.post(address(problem, "touches/"), {"outcome": outcome.pk, "once": once}).status_code
        for once in ("k1", "k1", "k2")
    ]
    assert codes == [303, 303, 409]
    assert (Touch.objects.count(), len(told(problem))) == (1, 1)


def test_taking_the_mark_off_gives_the_whole_time_again(cast, browser):
    problem, first, second = cast.problem(), sold(cast), sold(cast, "Teachers stay.")
    made = [acts.touch(problem, outcome, by=cast.tom, at=DAY) for outcome in (first, second)]
    halves = []
    for one in made:
        answer = browser(cast.bea).post(address(problem, f"touches/{one.pk}/ended/"), {"once": f"k{one.pk}"})
        assert answer.status_code == 303
        halves.append(days_of_care(problem))
    assert halves == [3.5, 7]
    assert browser(cast.bea).post(address(problem, f"touches/{one.pk}/ended/"), {"once": "k"}).status_code == 409
    assert told(problem)[-1] == "Bea Okafor took the mark off that it touches what was sold: “Teachers stay.”"


@pytest.mark.parametrize(
    ("ending", "how"), [("reached", "reached"), ("missed", "not reached"), ("withdrawn", "no longer wanted")]
)
def test_saying_what_became_of_it(cast, browser, ending, how):
    problem, outcome = cast.problem(), sold(cast)
    acts.touch(problem, outcome, by=cast.tom, at=DAY)
    where = shared(cast.growth, f"promised/{outcome.pk}/ended/")
    said = {"ending": ending, "words": "We counted.", "once": "k"}
    assert browser(cast.bea).post(where, said).status_code == 303
    outcome.refresh_from_db()
    assert (outcome.ending, outcome.ended_words, outcome.ended_by) == (ending, "We counted.", cast.bea)
    assert days_of_care(problem) == 7
    assert told(problem)[-1] == f"Bea Okafor said what became of what was sold, “{WORDS}”: {how}."
    assert browser(cast.tom).post(where, said | {"once": "k2"}).status_code == 409
    assert browser(cast.tom).post(address(problem, "touches/"), {"outcome": outcome.pk}).status_code == 422


def test_what_is_parked_stays_without_a_clock(cast):
    problem, outcome = cast.problem(), sold(cast)
    parking = problems.park(
        problem, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_on=in_days(30)
    )
    acts.touch(problem, outcome, by=cast.tom, at=DAY)
    assert Problem.objects.get(pk=problem.pk).care_due is None
    problems.come_back(parking, at=DAY + timedelta(days=30))
    assert days_of_care(problem) == 3.5


def test_changed_promises_of_care_are_halved_as_well(cast):
    problem, outcome = cast.problem(), sold(cast)
    acts.touch(problem, outcome, by=cast.tom, at=DAY)
    people.promise(cast.growth, minor=20, moderate=10, serious=1, by=cast.tom, at=DAY)
    assert (days_of_care(problem), days_of_care(cast.problem("Another."))) == (5, 10)


def test_only_what_was_sold_in_its_own_engagement(cast, browser):
    elsewhere = cast.problem("Bread.", engagement=cast.orders, by=cast.maja)
    with pytest.raises(ValueError, match="own engagement"):
        acts.touch(elsewhere, sold(cast), by=cast.una, at=DAY)
    with pytest.raises(ValueError, match="Somebody of the firm"):
        sold(cast, answers=cast.bea)


def test_who_has_no_part_in_the_engagement_finds_nothing(cast, browser):
    problem, outcome = cast.problem(), sold(cast)
    posts = ["promised/", f"promised/{outcome.pk}/ended/"]
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro):
        outsider = browser(seat)
        assert outsider.get(shared(cast.growth)).status_code == 404, seat
        assert {outsider.post(shared(cast.growth, post)).status_code for post in posts} == {404}, seat
        assert outsider.post(address(problem, "touches/"), {"outcome": outcome.pk}).status_code == 404, seat
    problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    assert browser(cast.imani).get(shared(cast.growth)).status_code == 200


def test_a_problem_that_one_may_not_see_is_not_named(cast, browser):
    hidden, seen, outcome = cast.problem("Bea only."), cast.problem("Both."), sold(cast)
    problems.seat_at(seen, cast.imani, by=cast.tom, at=DAY)
    for problem in (hidden, seen):
        acts.touch(problem, outcome, by=cast.tom, at=DAY)
    pages = {seat.name: browser(seat).get(shared(cast.growth)).content.decode() for seat in (cast.bea, cast.imani)}
    assert {name: ("Bea only." in page, "Both." in page) for name, page in pages.items()} == {
        "Bea Okafor": (True, True),
        "Imani Reyes": (False, True),
    }
