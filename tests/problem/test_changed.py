"""The timeline, and what changed since somebody last looked."""

from datetime import timedelta

import pytest
from django.db import transaction

from ours.problem import acts, reading
from ours.problem.history import record
from ours.problem.models import Event, Look
from ours.problem.reading import Changes, Unseen
from tests.cast import DAY


def say(problem, seat, *words, at=DAY):
    """One Event for each of the words; returns them."""
    with transaction.atomic():
        return [record(problem, "said", by=seat, at=at, words=word) for word in words]


def test_the_timeline_tells_newest_first_page_by_page(cast, django_assert_num_queries):
    problem, other = cast.problem(), cast.problem("Another.")
    events = say(problem, cast.tom, "one", "two", "three", "four")
    say(other, cast.tom, "elsewhere")
    with django_assert_num_queries(1):
        first = reading.timeline(problem, limit=3)
        assert [(event.seat.name, words) for event, words in first] == [
            ("Tom Weiss", f"Tom Weiss said: “{word}”") for word in ("four", "three", "two")
        ]
    assert [event for event, _words in first] == events[:0:-1]
    rest = reading.timeline(problem, before=first[-1][0].pk)
    assert [words for _event, words in rest] == [
        "Tom Weiss said: “one”",
        "Bea Okafor put it on the table: “We need someone to make Instagram posts.”",
    ]


def test_what_others_did_since_i_looked(cast, django_assert_num_queries):
    problem = cast.problem()
    bea = cast.bea.person
    one, two = say(problem, cast.tom, "one", "two")
    say(problem, cast.bea, "my own")
    with django_assert_num_queries(2):
        assert reading.changes_since(bea, problem) == Changes(None, 0, [two, one], False)
    reading.mark_seen(bea, problem, one.pk, DAY)
    assert reading.changes_since(bea, problem) == Changes(DAY, one.pk, [two], False)
    reading.mark_seen(bea, problem, two.pk, DAY)
    assert reading.changes_since(bea, problem) == Changes(DAY, two.pk, [], False)
    assert len(reading.changes_since(cast.tom.person, problem).events) == 2  # Bea's: opened, and her own


def test_after_a_long_absence_it_says_that_there_is_more(cast):
    problem = cast.problem()
    say(problem, cast.tom, *map(str, range(30)))
    assert reading.changes_since(cast.bea.person, problem).more is False
    say(problem, cast.tom, "30")
    changes = reading.changes_since(cast.bea.person, problem)
    assert (len(changes.events), changes.more, changes.events[0].told["words"]) == (30, True, "30")


def test_what_came_back_by_itself_is_news_to_whoever_parked_it(cast):
    problem = cast.problem()
    parking = acts.park(
        problem, what="topic", words="It.", reason="Later.", agreed_by=[], by=cast.bea, at=DAY, back_when="all_agreed"
    )
    reading.mark_seen(cast.bea.person, problem, Event.objects.latest("pk").pk, DAY)
    acts.come_back(parking, at=DAY)
    assert [event.kind for event in reading.changes_since(cast.bea.person, problem).events] == ["returned"]
    assert reading.unseen(cast.bea.person, [problem.pk])[problem.pk].count == 1


def test_seen_goes_forward_only(cast, django_assert_num_queries):
    problem = cast.problem()
    bea = cast.bea.person
    one, two = say(problem, cast.tom, "one", "two")
    later = DAY + timedelta(hours=1)
    assert reading.seen_until(bea, problem) == 0
    with django_assert_num_queries(1):
        reading.mark_seen(bea, problem, two.pk, DAY)
    for event in (two, one):
        with django_assert_num_queries(1):
            reading.mark_seen(bea, problem, event.pk, later)
    assert list(Look.objects.values_list("person", "problem", "event", "at")) == [(bea.pk, problem.pk, two.pk, DAY)]
    (three,) = say(problem, cast.tom, "three")
    reading.mark_seen(bea, problem, three.pk, later)
    assert list(Look.objects.values_list("event", "at")) == [(three.pk, later)]
    assert reading.seen_until(bea, problem) == three.pk


def test_the_newest_events_as_rows(cast, django_assert_num_queries):
    problem = cast.problem()
    say(cast.problem("Another."), cast.tom, "elsewhere")
    events = say(problem, cast.tom, "one", "two")
    with django_assert_num_queries(1):
        rows = reading.newest_events(problem, 2)
    told = [(one.pk, one.seat_id, one.side, one.kind, one.at, one.told) for one in reversed(events)]
    assert [tuple(row) for row in rows] == told


def test_each_person_has_their_own_look(cast):
    problem, other = cast.problem(), cast.problem("Another.")
    (one,) = say(problem, cast.tom, "one")
    reading.mark_seen(cast.bea.person, problem, one.pk, DAY)
    assert reading.changes_since(cast.ana.person, problem).seen == 0
    assert reading.changes_since(cast.bea.person, other).seen == 0


@pytest.mark.parametrize("problems", [1, 3])
def test_the_unseen_of_many_problems_in_two_statements(cast, django_assert_num_queries, problems):
    many = [cast.problem(f"Problem {n}.") for n in range(problems)]
    quiet = cast.problem("Quiet.")
    bea = cast.bea.person
    newest = {}
    for problem in many:
        seen, *_rest, last = say(problem, cast.tom, "seen", "one", "two", "three", "four")
        reading.mark_seen(bea, problem, seen.pk, DAY)
        say(problem, cast.bea, "my own")
        newest[problem.pk] = (last.pk, "said", DAY, {"who": "Tom Weiss", "words": "four"})
    say(cast.problem("Not asked for."), cast.tom, "elsewhere")
    with django_assert_num_queries(2):
        unseen = reading.unseen(bea, [*newest, quiet.pk])
    assert unseen.pop(quiet.pk) == Unseen(None, 0)
    assert {pk: (tuple(one.newest), one.count) for pk, one in unseen.items()} == {
        pk: (row, 4) for pk, row in newest.items()
    }
    with django_assert_num_queries(0):
        assert reading.unseen(bea, []) == {}


def test_both_states_are_named(cast, django_assert_num_queries):
    problem, other = cast.problem(), cast.problem("Another.")
    with transaction.atomic():
        for kind, named in (("now_said", False), ("now_said", False), ("wanted_said", True)):
            record(problem, kind, by=cast.bea, at=DAY, words="So.")
            with django_assert_num_queries(1):
                assert reading.states_named(problem) is named
        record(other, "wanted_said", by=cast.bea, at=DAY, words="So.")
    assert reading.states_named(other) is False
