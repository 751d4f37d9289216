"""What the pages of this room cost, and that both sides read the same."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.frame import state_acts
from ours.problem import acts as problems
from ours.problem import measure_acts
from ours.prove import inlet_acts, lasting_acts, pulse_rhythm_acts, revenue_acts, solving_acts
from ours.solve import attempt_acts
from tests.cast import DAY
from tests.prove.helping import address, at_measure, in_days, read, seats
from tests.prove.test_success import answered


def fill(cast, much):
    """A problem with so much of everything of this room; its first measure."""
    problem = cast.problem()
    problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    by = {"by": cast.tom, "at": DAY}
    first = None
    for number in range(much):
        measure = seats(problem, cast.tom) if number == 0 else _another(problem, number, cast)
        first = first or measure
        wrong = read(measure, "50", cast.bea)
        measure_acts.correct(wrong, Decimal(55), on=wrong.on, reason="So.", **by)
        measure_acts.take_list(measure, [(DAY.date(), Decimal(60))], words="A list.", left=1, **by)
        inlet_acts.open_inlet(measure, f"Program {number}", f"key {number}", **by)
        attempt_acts.begin(problem, f"Attempt {number}.", "Much.", **by)
    for number in range(much):
        at = DAY + timedelta(days=number)
        proposal = solving_acts.propose_solved(problem, "So.", again_on=in_days(60), by=cast.tom, at=at)
        done = solving_acts.confirm_solved(proposal, "Yes.", again_on=in_days(70), by=cast.imani, at=at)
        lasting_acts.say_lasted(done, "Still.", by=cast.bea, at=at)
        if number < much - 1:
            lasting_acts.say_back(done, "Back.", by=cast.bea, at=at)
    for number in range(much):
        pulse_rhythm_acts.propose_pulse(cast.growth, 30 + number, **by)
        for seat in (cast.bea, cast.imani)[:much]:
            answered(seat, cast.growth, "recommend", "yes", DAY + timedelta(days=number), "Fine.")
        revenue_acts.note_revenue(cast.yoga, DAY.date(), Decimal(number), "EUR", **by)
    return first


def _another(problem, number, cast):
    return state_acts.set_measure(
        problem, f"M{number}", now=Decimal(1), wanted=Decimal(2), wanted_by=in_days(90), now_on=DAY.date(),
        by=cast.tom, at=DAY,
    )  # fmt: skip


@pytest.mark.parametrize("much", [1, 3])
@pytest.mark.parametrize(("who", "costs"), [("tom", (6, 6, 7, 7, 5, 6, 9)), ("bea", (6, 6, 7, 7, 5, 6))])
def test_what_each_page_costs(cast, browser, much, who, costs):
    measure = fill(cast, much)
    seat = getattr(cast, who)
    reader = browser(seat)
    pages = [
        address(measure.problem),
        at_measure(measure),
        at_measure(measure, "list/"),
        at_measure(measure, "programs/"),
        at_measure(measure, f"lists/{measure.lists.get().pk}/"),
        f"/engagements/{cast.growth.pk}/pulse/",
        f"/clients/{cast.yoga.pk}/success/",
    ]
    found = []
    for page in pages[: 6 if who == "bea" else 7]:
        with CaptureQueriesContext(connection) as captured:
            assert reader.get(page).status_code == 200, page
        found.append(len(captured))
    assert tuple(found) == costs[: len(found)]


def test_both_sides_read_the_same_of_what_was_measured(cast, browser):
    measure = fill(cast, 2)
    ours, theirs = (browser(seat).get(at_measure(measure)).content.decode() for seat in (cast.tom, cast.bea))
    tables = [page.partition("<tbody>")[2].partition("</tbody>")[0] for page in (ours, theirs)]
    assert (tables[0] == tables[1], len(tables[0]) > 100) == (True, True)


def test_the_measure_page_links_to_putting_each_standing_reading_right(cast, browser):
    measure = fill(cast, 1)
    page = browser(cast.bea).get(at_measure(measure)).content.decode()
    standing = measure.readings.filter(corrected_by__isnull=True)
    assert [f"?correct={one.pk}#correct" in page for one in standing] == [True] * 3
    wrong = measure.readings.get(corrected_by__isnull=False)
    assert f"?correct={wrong.pk}" not in page
    for correct in (wrong.pk, 1, "x", "9" * 40):
        assert (
            "Put a reading right"
            not in browser(cast.bea).get(at_measure(measure, f"?correct={correct}")).content.decode()
        )
    chosen = standing.first()
    page = browser(cast.bea).get(at_measure(measure, f"?correct={chosen.pk}")).content.decode()
    assert f"readings/{chosen.pk}/corrected/" in page
