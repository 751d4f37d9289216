"""Saying how a disagreement was settled (F5): whoever holds it does."""

import pytest

from ours.frame import dispute_acts
from ours.problem import acts as spine
from ours.problem.models import BadSign
from tests.cast import DAY
from tests.frame import told


def place(problem, by, words="It is the price."):
    return dispute_acts.disagree(problem, "problem", common_ground="Hours matter.", words=words, by=by, at=DAY)


def send(browser, it, how="We looked at June together.", once="k1"):
    address = f"/problems/{it.problem_id}/disagreements/{it.pk}/settled/"
    return browser.post(address, {"how": how, "once": once})


def test_its_holder_settles_it(cast, browser):
    problem = cast.problem()
    it, other = place(problem, cast.bea), place(problem, cast.tom, "It is the room.")

    answer = send(browser(cast.bea), it)

    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/problems/{problem.pk}/disagreements/#disagreement-{it.pk}",
    )
    it.refresh_from_db()
    assert (it.settled_at is not None, it.settled_by, it.settled_how) == (True, cast.bea, "We looked at June together.")
    assert told(problem)[-1] == "Bea Okafor settled a disagreement: “We looked at June together.”"
    assert set(BadSign.objects.filter(cleared_at=None).values_list("ref", flat=True)) == {other.pk}
    problem.refresh_from_db()
    assert problem.step == "ask"
    page = browser(cast.tom).get(f"/problems/{problem.pk}/disagreements/").content.decode()
    assert "We looked at June together." in page


def test_nobody_settles_it_over_the_holders_head(cast, browser):
    problem = cast.problem()
    spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    it = place(problem, cast.bea)
    for seat in (cast.tom, cast.ana, cast.imani):
        assert send(browser(seat), it).status_code == 403, seat
        page = browser(seat).get(f"/problems/{problem.pk}/disagreements/").content.decode()
        assert "Bea Okafor says when it is settled, or sets it aside." in page
        assert "It is settled" not in page
    it.refresh_from_db()
    assert it.settled_at is None


def test_when_its_holder_has_left_somebody_of_the_same_side_does(cast, browser):
    problem = cast.problem()
    chair = spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    it = place(problem, cast.imani)
    assert send(browser(cast.bea), it).status_code == 403
    spine.leave_chair(chair, by=cast.imani, at=DAY)
    assert send(browser(cast.tom), it).status_code == 403
    page = browser(cast.tom).get(f"/problems/{problem.pk}/disagreements/").content.decode()
    assert "Imani Reyes has left this table. Somebody of the same side can settle it or set it aside." in page
    assert send(browser(cast.bea), it, once="k2").status_code == 303


def test_it_is_settled_once(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    bea = browser(cast.bea)
    assert [send(bea, it).status_code for _ in range(2)] == [303, 303]
    assert send(bea, it, once="k2").status_code == 403
    assert told(problem).count("Bea Okafor settled a disagreement: “We looked at June together.”") == 1
    with pytest.raises(ValueError, match="This disagreement is not open."):
        dispute_acts.settle(it, "Again.", by=cast.bea, at=DAY)


def test_it_asks_how(cast, browser):
    problem = cast.problem()
    it = place(problem, cast.bea)
    answer = send(browser(cast.bea), it, how=" ")
    assert answer.status_code == 422
    assert "Write how it was settled, for those who read this later." in answer.content.decode()
    it.refresh_from_db()
    assert it.settled_at is None


def test_outsiders_and_other_tables_find_nothing(cast, browser):
    problem, elsewhere = cast.problem(), cast.problem("Something else.")
    it = place(problem, cast.bea)
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), it).status_code == 404, seat
    address = f"/problems/{elsewhere.pk}/disagreements/{it.pk}/settled/"
    assert browser(cast.bea).post(address, {"how": "So.", "once": "k1"}).status_code == 404
