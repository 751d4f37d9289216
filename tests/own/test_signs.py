"""A hand-over burns until the new owner gives a sign of life; whoever leaves the table owns nothing there."""

import pytest
from django.db import transaction

from ours.own import acts, signs
from ours.own.models import Ownership
from ours.problem import acts as problem_acts
from ours.problem import history
from ours.problem.history import record
from ours.problem.models import BadSign, Chair
from tests.cast import DAY
from tests.own.helping import in_days, told


@pytest.fixture(autouse=True)
def listening(monkeypatch):
    monkeypatch.setattr(history, "_listeners", list(history._listeners))
    history.tell(signs.on_event)


def burning():
    return list(BadSign.objects.filter(cleared_at=None).values_list("kind", "seat"))


def say(problem, seat, kind="said", **told):
    with transaction.atomic():
        record(problem, kind, by=seat, at=DAY, words="Hello.", **told)


def test_the_new_owners_first_sign_of_life_clears_it(cast):
    problem = cast.problem()
    acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    acts.own(problem, cast.ana, by=cast.tom, at=DAY)
    for seat in (cast.tom, cast.bea):
        say(problem, seat)
    problem_acts.call_serious(problem, 3, by=cast.ana, at=DAY)  # no sign of life
    assert burning() == [("handed_over", cast.ana.pk)]
    acts.commit(problem, "Call Bea.", in_days(1), by=cast.ana, at=DAY)
    assert burning() == []


def test_taking_it_over_oneself_is_no_sign_of_life_yet(cast):
    problem = cast.problem()
    acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    acts.own(problem, cast.ana, by=cast.ana, at=DAY)
    assert burning() == [("handed_over", cast.ana.pk)]
    say(problem, cast.ana)
    assert burning() == []


def test_other_problems_go_on_burning(cast):
    problem, other = cast.problem(), cast.problem("The front desk cannot see who paid.")
    for one in (problem, other):
        acts.own(one, cast.tom, by=cast.tom, at=DAY)
        acts.own(one, cast.ana, by=cast.tom, at=DAY)
    say(problem, cast.ana)
    assert list(BadSign.objects.filter(cleared_at=None).values_list("problem", flat=True)) == [other.pk]


def test_leaving_the_table_leaves_an_empty_chair(cast):
    problem = cast.problem()
    acts.own(problem, cast.bea, by=cast.bea, at=DAY)
    chair = Chair.objects.select_related("problem__engagement__client", "problem__firm", "seat").get()
    problem_acts.leave_chair(chair, by=cast.tom, at=DAY)
    assert not Ownership.objects.filter(ended_at=None).exists()
    problem.refresh_from_db()
    assert problem.client_owned is False
    assert told(problem)[-2:] == ["Bea Okafor left this table.", "Bea Okafor no longer owns it for Yoga House."]
