"""Owning a problem for one's side, naming somebody, handing over, putting down (O1)."""

import pytest

from ours.own import acts
from ours.own.models import Ownership
from ours.problem import acts as problem_acts
from ours.problem.models import BadSign, Event
from tests.cast import DAY
from tests.own.helping import address, told


def send(browser, problem, owner, read="", once="k1"):
    return browser.post(address(problem, "owner/"), {"owner": owner, "read": read, "once": once})


def test_an_expert_takes_it_on(cast, browser):
    problem = cast.problem()

    answer = send(browser(cast.tom), problem, cast.tom.pk)

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#expert")
    ownership = Ownership.objects.get()
    assert (ownership.problem, ownership.side, ownership.seat, ownership.by, ownership.ended_at) == (
        problem,
        "expert",
        cast.tom,
        cast.tom,
        None,
    )
    problem.refresh_from_db()
    assert (problem.client_owned, problem.expert_owned) == (False, True)
    assert told(problem) == ["Tom Weiss owns it for Neon."]
    event = Event.objects.get(kind="owned")
    assert (event.told["seat"], event.told["side"]) == (cast.tom.pk, "expert")
    assert not BadSign.objects.exists()


def test_a_client_names_a_colleague(cast, browser):
    problem = cast.problem()
    problem_acts.seat_at(problem, cast.imani, by=cast.bea, at=DAY)

    assert send(browser(cast.bea), problem, cast.imani.pk).status_code == 303

    ownership = Ownership.objects.get()
    assert (ownership.side, ownership.seat, ownership.by) == ("client", cast.imani, cast.bea)
    problem.refresh_from_db()
    assert (problem.client_owned, problem.expert_owned) == (True, False)
    assert told(problem)[-1] == "Imani Reyes owns it for Yoga House."


def test_handing_over_burns(cast, browser):
    problem = cast.problem()
    first = acts.own(problem, cast.tom, by=cast.tom, at=DAY)

    assert send(browser(cast.tom), problem, cast.ana.pk, read=str(first.pk)).status_code == 303

    first.refresh_from_db()
    second = Ownership.objects.get(ended_at=None)
    assert (first.ended_at, second.seat, second.side) == (second.at, cast.ana, "expert")
    assert told(problem) == ["Tom Weiss owns it for Neon.", "Ana Ruiz took it over from Tom Weiss for Neon."]
    sign = BadSign.objects.get()
    assert (sign.kind, sign.seat, sign.ref, sign.words, sign.cleared_at) == (
        "handed_over",
        cast.ana,
        second.pk,
        "Tom Weiss",
        None,
    )
    problem.refresh_from_db()
    assert problem.expert_owned


def test_handing_over_again_leaves_one_sign(cast):
    problem = cast.problem()
    for seat in (cast.tom, cast.ana, cast.tom):
        last = acts.own(problem, seat, by=cast.ana, at=DAY)
    assert list(BadSign.objects.filter(cleared_at=None).values_list("seat", "ref")) == [(cast.tom.pk, last.pk)]
    with pytest.raises(ValueError, match="owns it already"):
        acts.own(problem, cast.tom, by=cast.ana, at=DAY)


def test_nobody_names_the_other_sides_owner_nor_a_placeholder(cast, browser):
    problem = cast.problem()
    problem_acts.seat_at(problem, cast.front_desk, by=cast.bea, at=DAY)
    for seat, named in (
        (cast.bea, cast.tom),
        (cast.tom, cast.bea),
        (cast.bea, cast.front_desk),
        (cast.bea, cast.imani),
    ):
        answer = send(browser(seat), problem, named.pk)
        assert answer.status_code == 422, (seat, named)
        assert "Choose somebody of your side who reads this table." in answer.content.decode()
    assert not Ownership.objects.exists()


def test_somebody_named_an_owner_meanwhile(cast, browser):
    problem = cast.problem()
    acts.own(problem, cast.ana, by=cast.ana, at=DAY)

    answer = send(browser(cast.tom), problem, cast.tom.pk, read="")

    assert answer.status_code == 409
    page = answer.content.decode()
    assert "Meanwhile Ana Ruiz owns it for your side. Name somebody again if that should change." in page
    assert Ownership.objects.get().seat == cast.ana


def test_the_owner_left_meanwhile(cast, browser):
    problem = cast.problem()
    ownership = acts.own(problem, cast.ana, by=cast.ana, at=DAY)
    acts.put_down(ownership, by=cast.ana, at=DAY)

    answer = send(browser(cast.tom), problem, cast.tom.pk, read=str(ownership.pk))

    assert answer.status_code == 409
    assert "Meanwhile nobody owns it for your side any longer. Name somebody again if you like." in (
        answer.content.decode()
    )


def test_naming_the_owner_again_changes_nothing(cast, browser):
    problem = cast.problem()
    ownership = acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    assert send(browser(cast.ana), problem, cast.tom.pk, read=str(ownership.pk)).status_code == 303
    assert Ownership.objects.get() == ownership
    assert told(problem) == ["Tom Weiss owns it for Neon."]


def test_put_down_leaves_an_empty_chair(cast):
    problem = cast.problem()
    acts.own(problem, cast.bea, by=cast.bea, at=DAY)
    ownership = acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    acts.own(problem, cast.ana, by=cast.ana, at=DAY)
    ownership = Ownership.objects.get(seat=cast.ana)

    acts.put_down(ownership, by=cast.tom, at=DAY)

    assert set(Ownership.objects.filter(ended_at=None).values_list("seat", flat=True)) == {cast.bea.pk}
    ownership.problem.refresh_from_db()
    assert (ownership.problem.client_owned, ownership.problem.expert_owned) == (True, False)
    assert told(problem)[-1] == "Ana Ruiz no longer owns it for Neon."
    assert not BadSign.objects.filter(cleared_at=None).exists()


def test_a_double_click_hands_over_once(cast, browser):
    problem = cast.problem()
    first = acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    tom = browser(cast.tom)
    answers = [send(tom, problem, cast.ana.pk, read=str(first.pk)) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, address(problem) + "#expert")] * 2
    assert Ownership.objects.count() == 2
