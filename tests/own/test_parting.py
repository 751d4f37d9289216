"""Whoever leaves their organisation owns nothing any more: the side's chair is empty, for both to see (O1)."""

from datetime import timedelta

from ours.own import acts
from ours.own.models import Ownership
from ours.people import acts as people
from ours.problem.models import Event
from ours.problem.sentences import sentence
from tests.cast import DAY


def test_a_leaver_leaves_an_empty_chair(cast):
    problem = cast.problem()
    acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    acts.own(problem, cast.bea, by=cast.bea, at=DAY)
    people.leave(cast.tom, by=cast.ana, at=DAY + timedelta(days=1))
    problem.refresh_from_db()
    assert (problem.expert_owned, problem.client_owned) == (False, True)
    assert list(Ownership.objects.filter(ended_at__isnull=True).values_list("seat__name", flat=True)) == ["Bea Okafor"]
    newest = Event.objects.filter(problem=problem).latest("pk")
    assert (newest.kind, newest.seat) == ("put_down", cast.ana)
    assert "Tom Weiss" in sentence(newest)
