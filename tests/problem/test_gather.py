"""Rows of many tables from one statement, the same as the tables' own."""

from datetime import date
from decimal import Decimal

from ours.frame.models import Measure, Reading
from ours.people.models import Seat
from ours.problem.gather import Part, gather
from ours.problem.models import Chair, Problem
from tests.cast import DAY

PARTS = {
    "problem": Part(Problem, ("id", "headline", "cared_at", "client_owned"), "t.id = {p}"),
    "chairs": Part(Chair, ("seat_id", "left_at", "at"), order=("at",)),
    "seats": Part(Seat, ("name",), "t.id IN (SELECT seat_id FROM ours_chair WHERE problem_id = {p})", ("name",), 1),
    "measures": Part(Measure, ("name", "wanted", "wanted_by")),
    "readings": Part(Reading, ("value", "on"), "t.measure_id IN (SELECT id FROM ours_measure WHERE problem_id = {p})"),
}


def test_rows_have_the_types_of_their_columns(cast):
    problem = cast.problem('He said: "it’s 41 %", — {p}')
    cast.problem("another one")
    measure = Measure.objects.create(
        problem=problem, name="seats sold", wanted=Decimal("70.5"), wanted_by=date(2026, 10, 1), by=cast.bea, at=DAY
    )
    Reading.objects.create(measure=measure, value=Decimal(41), on=date(2026, 3, 3), by=cast.bea, at=DAY)
    rows = {key: [row._asdict() for row in found] for key, found in gather(PARTS, problem.pk).items()}
    assert rows == {
        "problem": [
            {"id": problem.pk, "headline": 'He said: "it’s 41 %", — {p}', "cared_at": DAY, "client_owned": False}
        ],
        "chairs": [{"seat_id": cast.bea.pk, "left_at": None, "at": DAY}],
        "seats": [{"name": "Bea Okafor"}],
        "measures": [{"name": "seats sold", "wanted": Decimal("70.5"), "wanted_by": date(2026, 10, 1)}],
        "readings": [{"value": Decimal(41), "on": date(2026, 3, 3)}],
    }


def test_it_is_one_statement(cast, django_assert_num_queries):
    problem = cast.problem()
    with django_assert_num_queries(1):
        gather(PARTS, problem.pk)
