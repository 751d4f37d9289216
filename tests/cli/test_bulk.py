"""The large made-up world says what the acts would have said."""

from datetime import UTC, datetime

from ours.cli.demo.bulk import build_bulk
from ours.problem import care
from ours.problem.models import BadSign, Event, Problem
from ours.problem.sentences import KINDS, sentence
from ours.table.course import course

NOW = datetime(2026, 11, 2, 8, 0, tzinfo=UTC)


def test_derived_columns_are_those_of_the_records(db):
    build_bulk(120, seed=7, at=NOW)
    problems = list(Problem.objects.select_related("engagement"))
    assert len(problems) == 120
    assert len({problem.step for problem in problems}) > 5  # there is something to tell apart
    for problem in problems:
        assert course(problem) == (problem.stage, problem.step, problem.move), problem.pk
        told = Event.objects.filter(problem=problem).order_by("pk")
        care_events = [event.at for event in told if event.side == "expert" and KINDS[event.kind].care]
        assert problem.cared_at == max([problem.opened_at, *care_events])
        assert problem.care_due == problem.cared_at + care.promise(problem.engagement, problem.seriousness)
        assert [sentence(event) for event in told] != []
    burning = set(BadSign.objects.filter(cleared_at__isnull=True).values_list("problem_id", flat=True))
    assert burning == {problem.pk for problem in problems if problem.unanswered >= 2}


def test_the_same_seed_gives_the_same_words(db):
    build_bulk(20, seed=3, at=NOW)
    first = list(Problem.objects.order_by("opened_at", "headline").values_list("headline", "step", "opened_at"))
    Problem.objects.all()  # the second firm stands beside the first
    build_bulk(20, seed=3, at=NOW)
    both = list(Problem.objects.order_by("opened_at", "headline").values_list("headline", "step", "opened_at"))
    assert both[::2] == first
