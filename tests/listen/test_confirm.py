"""Confirming an answer on one's own device (L2)."""

from ours.listen.models import Confirmation
from ours.problem.acts import seat_at
from ours.problem.models import Event, Problem
from tests.cast import DAY
from tests.listen.ladder import HOUR, answered, listening, told, two_rungs


def test_one_tap_confirms(cast, browser):
    problem = cast.problem()
    first, second = two_rungs(cast, problem)
    bea = browser(cast.bea)
    assert "2 answers that were written down wait for your word." in bea.get(listening(problem)).content.decode()

    answer = bea.post(listening(problem, f"answers/{first.pk}/confirmation/"), {"once": "k"})

    confirmation = Confirmation.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, listening(problem, f"#rung-{first.pk}"))
    assert (confirmation.rung, confirmation.by) == (first, cast.bea)
    assert told(problem)[-1] == "Bea Okafor confirmed: “We want to be seen by a younger audience.”"
    assert Event.objects.latest("pk").told == {
        "who": "Bea Okafor",
        "words": "We want to be seen by a younger audience.",
        "rung": first.pk,
    }
    assert Problem.objects.get(pk=problem.pk).step == "confirm"
    bea.post(listening(problem, f"answers/{second.pk}/confirmation/"), {"once": "k2"})
    problem = Problem.objects.get(pk=problem.pk)
    assert (problem.step, problem.move) == ("name_need", "expert")
    assert "confirmed by Bea Okafor" in browser(cast.tom).get(listening(problem)).content.decode()


def test_it_counts_once_for_each_person(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    before = Event.objects.count()
    for seat, key in ((cast.bea, "k1"), (cast.bea, "k2"), (cast.imani, "k1")):
        browser(seat).post(listening(problem, f"answers/{first.pk}/confirmation/"), {"once": key})
    assert set(Confirmation.objects.values_list("by", flat=True)) == {cast.bea.pk, cast.imani.pk}
    assert Event.objects.count() == before + 2


def test_it_is_for_the_clients_people_alone(cast, browser):
    problem = cast.problem()
    first, _ = two_rungs(cast, problem)
    address = listening(problem, f"answers/{first.pk}/confirmation/")
    assert browser(cast.tom).post(address, {"once": "k"}).status_code == 403
    for seat in (cast.imani, cast.una, cast.maja, cast.luca):
        assert browser(seat).post(address, {"once": "k"}).status_code == 404, seat
    other = cast.problem("Our website looks old.")
    assert browser(cast.bea).post(listening(other, f"answers/{first.pk}/confirmation/")).status_code == 404
    assert Confirmation.objects.count() == 0


def test_what_was_put_right_meanwhile_is_not_confirmed(cast, browser):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    answered(second.question, "Steady months.", said_by=cast.bea, by=cast.bea, at=DAY + 5 * HOUR, overturns=second)
    page = browser(cast.bea).post(listening(problem, f"answers/{second.pk}/confirmation/"), {"once": "k"})
    assert page.status_code == 409
    text = page.content.decode()
    assert "Bea Okafor put this differently meanwhile." in text
    assert "<s>More people would come to our workshops.</s>" in text
    assert "Steady months.</blockquote>" in text
    assert Confirmation.objects.count() == 0
