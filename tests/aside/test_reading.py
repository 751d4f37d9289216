"""Who reads what stands in an aside, whole."""

from ours.aside import acts, reading
from ours.people.models import Crew
from ours.problem import acts as problems
from tests.cast import DAY


def told(found) -> list[str]:
    return [one.words for one in found]


def test_a_side_reads_its_own_notes_of_this_problem(cast):
    problem, other = cast.problem(), cast.problem()
    acts.note(problem, "The firm's.", by=cast.tom, at=DAY)
    acts.note(problem, "The client's.", by=cast.bea, at=DAY)
    acts.note(other, "Elsewhere.", by=cast.tom, at=DAY)
    assert told(reading.notes_for(cast.ana, problem)) == ["The firm's."]
    assert told(reading.notes_for(cast.imani, problem)) == ["The client's."]


def test_its_readers_are_the_people_of_the_own_side(cast):
    problem = cast.problem()
    for seat in (cast.imani, cast.front_desk):
        problems.seat_at(problem, seat, by=cast.tom, at=DAY)
    assert [one.name for one in reading.readers_of_aside(cast.bea, problem)] == ["Bea Okafor", "Imani Reyes"]
    assert [one.name for one in reading.readers_of_aside(cast.tom, problem)] == ["Ana Ruiz", "Tom Weiss"]
    Crew.objects.filter(seat=cast.tom).update(ended_at=DAY)
    assert [one.name for one in reading.readers_of_aside(cast.ana, problem)] == ["Ana Ruiz"]


def test_the_ways_are_the_firms_until_they_are_ended(cast):
    problem, other = cast.problem(), cast.problem()
    way, ended = (acts.begin_way(problem, "frozen", by=cast.tom, at=DAY) for _ in range(2))
    acts.begin_way(other, "frozen", by=cast.tom, at=DAY)
    acts.end_way(ended, by=cast.tom, at=DAY)
    assert list(reading.ways_for(cast.ana, problem)) == [way]
    assert list(reading.ways_for(cast.bea, problem)) == []
