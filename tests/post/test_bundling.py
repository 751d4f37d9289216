"""From deeds to letters: bundled, capped, in the reader's language, and only what they may still see."""

from datetime import timedelta

from django.db import transaction

from ours.people.models import Seat
from ours.post.bundling import bundle_due
from ours.post.models import Letter, Notice
from ours.problem import acts
from ours.problem.history import record
from tests.cast import DAY

MINUTE = timedelta(minutes=1)


def say(problem, by, at, words):
    with transaction.atomic():
        record(problem, "said", by=by, at=at, words=words)


def letters(seat):
    return list(Letter.objects.filter(person=seat.person).order_by("at"))


def test_everybody_else_at_the_table_hears_of_it(cast):
    problem = cast.problem()
    acts.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "We read all of it.")
    told = {(notice.person.name, notice.kind, notice.due_at) for notice in Notice.objects.all()}
    due = DAY + 10 * MINUTE
    assert told == {("Ana Ruiz", "said", due), ("Bea Okafor", "said", due), ("Imani Reyes", "said", due)}


def test_what_happens_within_ten_minutes_is_one_letter(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "We read all of it.")
    say(problem, cast.tom, DAY + 4 * MINUTE, "And we have a question.")
    assert bundle_due(DAY + 9 * MINUTE) == 0
    assert bundle_due(DAY + 10 * MINUTE) == 2  # Ana's and Bea's
    assert bundle_due(DAY + 60 * MINUTE) == 0
    [letter] = letters(cast.bea)
    assert letter.subject == "Yoga House: We need someone to make Instagram posts."
    assert "- Tom Weiss said: “We read all of it.”" in letter.text
    assert "- Tom Weiss said: “And we have a question.”" in letter.text
    assert f"/problems/{problem.pk}/" in letter.text
    assert "Tom Weiss said: “And we have a question.”" in letter.html.replace("&#34;", '"')


def test_a_letter_tells_of_nothing_that_came_after_it(cast):
    """As where a story is told after the fact."""
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "We read all of it.")
    say(problem, cast.tom, DAY + timedelta(days=2), "And we have a question.")
    for at in (DAY + 10 * MINUTE, DAY + timedelta(days=2, minutes=10)):
        assert bundle_due(at) == 2
    assert [letter.subject for letter in letters(cast.bea)] == [
        "Tom Weiss said: “We read all of it.”",
        "Tom Weiss said: “And we have a question.”",
    ]


def test_one_deed_is_its_own_subject(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "Thank you.")
    bundle_due(DAY + 10 * MINUTE)
    assert letters(cast.bea)[0].subject == "Tom Weiss said: “Thank you.”"


def test_never_more_than_the_cap(cast):
    cast.bea.person.letters_per_day = 2
    cast.bea.person.save()
    problem = cast.problem()
    Notice.objects.all().delete()
    for hour in range(6):
        at = DAY + timedelta(hours=hour)
        say(problem, cast.tom, at, f"Hour {hour}.")
        bundle_due(at + 10 * MINUTE)
    assert [letter.at for letter in letters(cast.bea)] == [DAY + 10 * MINUTE, DAY + timedelta(hours=1, minutes=10)]
    bundle_due(DAY + timedelta(hours=24, minutes=9))
    assert len(letters(cast.bea)) == 2
    bundle_due(DAY + timedelta(hours=24, minutes=10))
    later = letters(cast.bea)[2]
    assert [f"Hour {hour}." in later.text for hour in range(6)] == [False, False, True, True, True, True]


def test_who_left_the_table_in_the_meantime_hears_nothing(cast):
    problem = cast.problem()
    chair = acts.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    Notice.objects.all().delete()
    say(problem, cast.tom, DAY, "The figures are in: forty-one.")
    acts.leave_chair(chair, by=cast.bea, at=DAY + MINUTE)
    bundle_due(DAY + 10 * MINUTE)
    assert letters(cast.imani) == []
    assert len(letters(cast.bea)) == 1
    assert Notice.objects.filter(person=cast.imani.person, dropped_at__isnull=True).count() == 0


def test_who_left_the_organisation_hears_nothing(cast):
    problem = cast.problem()
    Notice.objects.all().delete()
    say(problem, cast.bea, DAY, "For Tom's eyes.")
    Seat.objects.filter(pk=cast.tom.pk).update(left_at=DAY + MINUTE)
    bundle_due(DAY + 10 * MINUTE)
    assert letters(cast.tom) == []
    assert len(letters(cast.ana)) == 1


def test_firms_are_apart_in_letters_too(cast):
    ours = cast.problem()
    theirs = cast.problem("Castings crack.", engagement=cast.casting, by=cast.tom_at_ferro)
    Notice.objects.all().delete()
    say(ours, cast.bea, DAY, "At Neon's table.")
    say(theirs, cast.kai, DAY, "At Kobalt's table.")
    bundle_due(DAY + 10 * MINUTE)
    bundle_due(DAY + 10 * MINUTE)
    told = {
        (letter.firm.name, "Neon's table" in letter.text, "Kobalt's table" in letter.text)
        for letter in letters(cast.tom)
    }
    assert told == {("Neon", True, False), ("Kobalt", False, True)}
