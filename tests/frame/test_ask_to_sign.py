"""Choosing who must agree to the words (F3)."""

from ours.frame import acts, reading
from ours.frame.models import Signer
from ours.problem import acts as spine
from ours.problem.models import Event
from tests.cast import DAY
from tests.frame import FIRST, told


def asked(problem) -> set[int]:
    return set(Signer.objects.filter(problem=problem, ended_at__isnull=True).values_list("seat", flat=True))


def mark(*seats) -> str:
    return "-".join(sorted(str(seat.pk) for seat in seats))


def send(browser, problem, seats, read):
    fields = {"seats": [str(seat.pk) for seat in seats], "read": read, "once": "k1"}
    return browser.post(f"/problems/{problem.pk}/words/signers/", fields)


def test_both_sides_change_it_at_any_time(cast, browser):
    problem = cast.problem()
    spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    assert asked(problem) == {cast.bea.pk, cast.tom.pk}

    answer = send(browser(cast.bea), problem, [cast.imani, cast.ana], mark(cast.bea, cast.tom))

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/words/#signers")
    assert asked(problem) == {cast.imani.pk, cast.ana.pk}
    assert set(Signer.objects.exclude(ended_at=None).values_list("seat", flat=True)) == {cast.bea.pk, cast.tom.pk}
    assert told(problem)[-1] == "Bea Okafor asked Imani Reyes, Ana Ruiz to sign."
    event = Event.objects.latest("pk")
    assert event.told["seats"] == [cast.imani.pk, cast.ana.pk]

    assert send(browser(cast.ana), problem, [cast.bea, cast.ana], mark(cast.imani, cast.ana)).status_code == 303
    assert asked(problem) == {cast.bea.pk, cast.ana.pk}


def test_it_can_be_chosen_before_there_are_words(cast, browser):
    problem = cast.problem()
    assert send(browser(cast.bea), problem, [cast.bea, cast.ana], "").status_code == 303
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    assert asked(problem) == {cast.bea.pk, cast.ana.pk}


def test_each_side_keeps_at_least_one(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    for seats in ([], [cast.bea], [cast.tom, cast.ana]):
        answer = send(browser(cast.tom), problem, seats, mark(cast.bea, cast.tom))
        assert answer.status_code == 422
        assert "Choose at least one person on each side." in answer.content.decode()
    assert asked(problem) == {cast.bea.pk, cast.tom.pk}


def test_only_people_of_this_table_can_be_asked(cast, browser):
    problem = cast.problem()
    spine.seat_at(problem, cast.front_desk, by=cast.bea, at=DAY)
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    for stranger in (cast.imani, cast.una, cast.maja, cast.luca, cast.front_desk):
        answer = send(browser(cast.tom), problem, [cast.bea, cast.tom, stranger], mark(cast.bea, cast.tom))
        assert answer.status_code == 422, stranger
        assert "Choose people who read this table." in answer.content.decode()
    assert asked(problem) == {cast.bea.pk, cast.tom.pk}


def test_a_list_that_changed_meanwhile_is_not_overwritten(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.ask_to_sign(problem, [cast.bea, cast.tom, cast.ana], by=cast.ana, at=DAY)

    answer = send(browser(cast.bea), problem, [cast.bea, cast.tom], mark(cast.bea, cast.tom))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody changed this list meanwhile; now Bea Okafor, Ana Ruiz and Tom Weiss are asked." in page
    assert f'value="{cast.ana.pk}">' in page  # their own choice stays as it was sent: without Ana
    assert f'value="{cast.tom.pk}" checked>' in page
    assert asked(problem) == {cast.bea.pk, cast.tom.pk, cast.ana.pk}


def test_the_same_choice_again_is_no_deed(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    before = told(problem)
    assert send(browser(cast.tom), problem, [cast.tom, cast.bea], mark(cast.bea, cast.tom)).status_code == 303
    assert told(problem) == before


def test_taking_the_last_unsigned_person_off_completes_the_signatures(cast):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.ask_to_sign(problem, [cast.bea, cast.tom, cast.ana], by=cast.ana, at=DAY)
    acts.agree(problem, first, by=cast.bea, at=DAY)
    acts.agree(problem, first, by=cast.tom, at=DAY)
    acts.ask_to_sign(problem, [cast.bea, cast.tom], by=cast.ana, at=DAY)
    assert told(problem)[-2:] == [
        "Ana Ruiz asked Bea Okafor, Tom Weiss to sign.",
        "Everybody who was asked has signed the same words, version 1.",
    ]
    assert problem.step == "say_states"


def test_somebody_who_left_the_table_is_pointed_out(cast, browser):
    problem = cast.problem()
    chair = spine.seat_at(problem, cast.imani, by=cast.bea, at=DAY)
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.ask_to_sign(problem, [cast.imani, cast.tom], by=cast.bea, at=DAY)
    address = f"/problems/{problem.pk}/words/"
    sentence = "Imani Reyes is asked to sign and has left this table."
    assert sentence not in browser(cast.tom).get(address).content.decode()
    spine.leave_chair(chair, by=cast.imani, at=DAY)
    assert sentence in browser(cast.tom).get(address).content.decode()
    assert [each.seat for each in reading.signatures(problem, None)] == [cast.imani, cast.tom]


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert send(browser(seat), problem, [cast.bea, cast.tom], "").status_code == 404, seat
    assert asked(problem) == set()
