"""Noting something that only one's own side reads (house rule 3)."""

from ours.aside.models import AsideNote
from ours.problem.models import Event
from tests.cast import DAY


def test_colleagues_read_it_and_the_other_side_does_not(cast, browser):
    problem = cast.problem()
    cast_bea_chair = problem.chairs.get()
    assert cast_bea_chair.seat == cast.bea
    address = f"/problems/{problem.pk}/aside/"
    before = Event.objects.count()

    answer = browser(cast.tom).post(address + "notes/", {"words": "Bea sounded tired on the phone.", "once": "k1"})

    note = AsideNote.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, f"{address}#note-{note.pk}")
    assert "Bea sounded tired" in browser(cast.ana).get(address).content.decode()
    assert "Bea sounded tired" not in browser(cast.bea).get(address).content.decode()
    assert Event.objects.count() == before


def test_a_double_click_notes_once(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    answers = [
        tom.post(f"/problems/{problem.pk}/aside/notes/", {"words": "Ask about June.", "once": "k1"}) for _ in range(2)
    ]
    assert [answer["Location"] for answer in answers] == [answers[0]["Location"]] * 2
    assert AsideNote.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/aside/").status_code == 404, seat


def test_only_its_author_takes_it_back(cast, browser):
    problem = cast.problem()
    note = AsideNote.objects.create(problem=problem, side="expert", words="Too harsh.", by=cast.tom, at=DAY)
    address = f"/problems/{problem.pk}/aside/notes/{note.pk}/taken-back/"
    assert browser(cast.ana).post(address).status_code == 403
    assert browser(cast.bea).post(address).status_code == 404
    assert browser(cast.tom).post(address).status_code == 303
    note.refresh_from_db()
    assert (note.words, note.taken_back_at is not None) == ("", True)
