"""What goes with its author (R6): the export, destroying it, leaving."""

import json
from datetime import timedelta

from ours.cli.rounds import rounds
from ours.people import acts as people
from ours.reflect import acts, leaving
from ours.reflect.kinds import KINDS, Snapshot
from ours.reflect.models import PrivateEntry, PrivateKey
from tests.cast import DAY
from tests.reflect.helping import WORD, room_of, words_of, write_everything


def test_the_export_holds_everything_of_its_author_and_nothing_else(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
    browser(cast.bea).post("/reflect/snapshots/", {"words": "Bea's own."})
    answer = tom.post("/reflect/own/export/")
    assert answer["Content-Disposition"] == 'attachment; filename="ours-private-room.json"'
    assert "no-store" in answer["Cache-Control"]
    told = json.loads(answer.content)
    assert {one["kind"] for one in told["entries"]} == set(KINDS)
    assert all(WORD in json.dumps(one) for one in told["entries"])
    assert "Bea's own." not in answer.content.decode()
    assert tom.get("/reflect/own/export/").status_code == 405


def test_destroying_it_leaves_nothing(cast, browser):
    tom = browser(cast.tom)
    tom.post("/reflect/snapshots/", {"words": "Tom's."})
    browser(cast.bea).post("/reflect/snapshots/", {"words": "Bea's."})
    answer = tom.post("/reflect/own/ended/", {"once": "e1"})
    assert (answer.status_code, "Please say that you mean it." in words_of(answer)) == (422, True)
    assert PrivateKey.objects.count() == 2
    tom.post("/reflect/own/ended/", {"sure": "on", "once": "e2"})
    assert [row.author_id for row in PrivateKey.objects.all()] == [cast.bea.person_id]
    assert PrivateEntry.objects.count() == 1


def keep(seat):
    acts.note(room_of(seat), Snapshot(words="Kept.", at=DAY))


def authors() -> set[int]:
    return set(PrivateKey.objects.values_list("author", flat=True))


def test_it_closes_with_the_last_seat_and_is_destroyed_thirty_days_later(cast, browser):
    keep(cast.una)
    keep(cast.bea)
    una = browser(cast.una)
    people.leave(cast.una, by=cast.ana, at=DAY)
    assert una.get("/reflect/snapshots/").status_code == 302
    leaving.destroy_left(DAY + timedelta(days=29))
    assert authors() == {cast.una.person_id, cast.bea.person_id}
    leaving.destroy_left(DAY + timedelta(days=30))
    assert authors() == {cast.bea.person_id}


def test_whoever_has_another_seat_keeps_it(cast, browser):
    keep(cast.tom)
    people.leave(cast.tom, by=cast.ana, at=DAY)
    leaving.destroy_left(DAY + timedelta(days=400))
    assert authors() == {cast.tom.person_id}
    assert "Kept." in words_of(browser(cast.tom_at_ferro).get("/reflect/snapshots/"))


def test_whoever_is_taken_back_in_time_finds_it_again(cast, browser):
    keep(cast.una)
    people.deactivate(cast.una.person, cast.neon, by=cast.ana, at=DAY)
    people.reactivate(cast.una.person, cast.neon, by=cast.ana, at=DAY + timedelta(days=3))
    leaving.destroy_left(DAY + timedelta(days=400))
    assert "Kept." in words_of(browser(cast.una).get("/reflect/snapshots/"))


def test_the_worker_does_it():
    assert leaving.destroy_left in [job.act for job in rounds()]
    assert leaving.destroy_left.__annotations__["return"] is None  # the schedule keeps no count of it
