"""Mending trust with one named person (R4)."""

from datetime import timedelta

from django.utils import timezone

from ours.own.models import Commitment
from ours.reflect import acts, reading
from ours.reflect.kinds import Mending
from tests.cast import DAY
from tests.reflect.helping import room_of, words_of


def begin(tom, **fields):
    answer = tom.post("/reflect/trust/begun/", {"name_of": "Bea", **fields})
    assert answer.status_code == 303, words_of(answer)
    return answer["Location"]


def test_from_what_happened_to_what_returns(cast, browser):
    cast.problem()
    tom = browser(cast.tom)
    where = begin(
        tom,
        about=f"person:{cast.bea.pk}",
        happened="We were late twice.",
        lost="Her face before the board.",
        own="I knew and said nothing.",
        steps="Say so to her.\nTell her each Friday where it stands.",
        signs="She calls me first again.",
        days="2027-02-01\n2027-01-04",
    )
    (kept,) = room_of(cast.tom).all(Mending)
    assert where == f"/reflect/trust/{kept.id}/"
    assert kept.steps == ["Say so to her.", "Tell her each Friday where it stands."]
    assert [str(day) for day in kept.days] == ["2027-01-04", "2027-02-01"]
    said = words_of(tom.get(where))
    for words in (
        "We were late twice.",
        "Her face before the board.",
        "I knew and said nothing.",
        "She calls me first",
    ):
        assert words in said, words
    tom.post(f"{where}seen/", {"seen": "She asked me to stay."})
    (kept,) = room_of(cast.tom).all(Mending)
    assert kept.seen == [[timezone.localdate().isoformat(), "She asked me to stay."]]
    for path in ("", "changed/", "seen/", "mended/"):
        for seat in (cast.ana, cast.bea, cast.kai):
            ask = browser(seat).post if path else browser(seat).get
            assert ask(f"{where}{path}").status_code == 404, (seat, path)


def test_a_step_becomes_a_commitment_by_an_empty_form_at_the_table(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    page = tom.get(begin(tom, about=f"person:{cast.bea.pk}", steps="Pay back the fee.")).content.decode()
    assert f'<a rel="noreferrer" href="/problems/{problem.pk}/ownership/">' in page
    there = tom.get(f"/problems/{problem.pk}/ownership/").content.decode()
    assert "Pay back the fee." not in there
    assert Commitment.objects.count() == 0
    due = (timezone.localdate() + timedelta(days=9)).isoformat()
    tom.post(f"/problems/{problem.pk}/ownership/commitments/", {"words": "We return what was too much.", "due": due})
    assert Commitment.objects.get().words == "We return what was too much."


def test_a_day_to_look_again_comes_once(cast):
    room = room_of(cast.tom)
    day = (DAY + timedelta(days=10)).date()
    entry = acts.note(room, Mending(name="Bea", days=[day], at=DAY))
    assert reading.due([entry], day - timedelta(days=1)) == []
    assert reading.due([entry], day) == [entry]
    looked = acts.change(room, entry, at=DAY + timedelta(days=11))
    assert reading.due([looked], day + timedelta(days=2)) == []


def test_it_can_be_changed_come_back_and_not_come_back_after_all(cast, browser):
    tom = browser(cast.tom)
    where = begin(tom, happened="Once.")
    tom.post(f"{where}changed/", {"name_of": "Bea Okafor", "happened": "Twice."})
    (kept,) = room_of(cast.tom).all(Mending)
    assert (kept.name, kept.happened, kept.mended_at) == ("Bea Okafor", "Twice.", None)
    tom.post(f"{where}mended/", {"once": "k1"})
    assert room_of(cast.tom).all(Mending)[0].mended_at is not None
    tom.post(f"{where}mended/", {"once": "k2"})
    assert room_of(cast.tom).all(Mending)[0].mended_at is None


def test_what_is_missing_is_said_and_what_was_typed_is_kept(cast, browser):
    tom = browser(cast.tom)
    answer = tom.post("/reflect/trust/begun/", {"happened": "Kept.", "days": "tomorrow"})
    said = words_of(answer)
    assert answer.status_code == 422
    assert "Name the person; trust is mended with one at a time." in said
    assert "Write each day as year-month-day, for example 2027-03-31; this is none: “tomorrow”" in said
    assert "Kept." in answer.content.decode() and "tomorrow" in answer.content.decode()


def test_somebody_who_has_left_stays_named(cast, browser):
    tom = browser(cast.tom)
    where = begin(tom, about=f"person:{cast.imani.pk}")
    cast.imani.left_at = DAY
    cast.imani.save()
    answer = tom.post(f"{where}changed/", {"name_of": "Imani", "about": f"person:{cast.imani.pk}"})
    assert answer.status_code == 303
