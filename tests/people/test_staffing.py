"""Engagements that nobody of the firm is on: noted in the deeds that change it, and by an upgrade."""

from datetime import timedelta
from importlib import import_module

from django.apps import apps
from django.db.models import Exists, OuterRef

from ours.people import acts
from ours.people.models import Crew, Engagement
from tests.cast import DAY

LATER = DAY + timedelta(days=1)
LAST = DAY + timedelta(days=2)


def alone():
    """What is noted, once it was compared with the crews themselves."""
    on_it = Crew.objects.filter(engagement=OuterRef("pk"), ended_at__isnull=True)
    noted = Engagement.objects.filter(left_alone_at__isnull=False).order_by("pk")
    assert set(noted) == set(Engagement.objects.filter(~Exists(on_it)))
    return {one.name: one.left_alone_at for one in noted}


def test_it_is_left_alone_when_the_last_one_goes_and_until_somebody_comes(cast):
    assert alone() == {"Casting": DAY}
    first, second = Crew.objects.get(engagement=cast.growth), acts.put_on(cast.una, cast.growth, by=cast.tom, at=DAY)
    acts.take_off(first, by=cast.tom, at=DAY)
    assert alone() == {"Casting": DAY}
    acts.take_off(second, by=cast.una, at=LATER)
    assert alone() == {"Casting": DAY, "Growth": LATER}
    acts.put_on(cast.kai, cast.casting, by=cast.kai, at=LAST)
    assert alone() == {"Growth": LATER}
    acts.put_on(cast.ana, cast.growth, by=cast.ana, at=LAST)
    assert alone() == {}


def test_a_new_one_has_whoever_agreed_to_it(cast):
    acts.new_engagement(cast.bakery, "Second shop", by=cast.una, at=LATER)
    assert alone() == {"Casting": DAY}


def test_whoever_leaves_or_is_let_go_leaves_it_alone_and_comes_back_to_it(cast):
    acts.leave(cast.una, by=cast.ana, at=LATER)
    assert alone() == {"Casting": DAY, "Orders": LATER}
    acts.deactivate(cast.tom.person, cast.neon, by=cast.ana, at=LAST)
    assert alone() == {"Casting": DAY, "Orders": LATER, "Growth": LAST}
    acts.reactivate(cast.tom.person, cast.neon, by=cast.ana, at=LAST)
    assert alone() == {"Casting": DAY, "Orders": LATER}


def test_new_promises_of_care_leave_the_note_as_it_is(cast):
    """An engagement that was read before somebody went must not bring back what it read."""
    read_before = Engagement.objects.get(pk=cast.growth.pk)
    acts.take_off(Crew.objects.get(engagement=cast.growth), by=cast.tom, at=LATER)
    acts.promise(read_before, minor=3, moderate=2, serious=1, by=cast.ana, at=LATER)
    assert alone() == {"Casting": DAY, "Growth": LATER}


def test_an_upgrade_notes_those_that_are_alone_by_then(cast):
    Crew.objects.filter(engagement=cast.orders).update(ended_at=DAY)
    Engagement.objects.update(left_alone_at=None)
    import_module("ours.migrations.0002_engagements_left_alone").note(apps, None)
    assert set(alone()) == {"Casting", "Orders"}
