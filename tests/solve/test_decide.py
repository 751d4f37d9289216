"""Where people stand, what was decided together, and when it is looked at again (S5, S8)."""

import pytest

from ours.cli.rounds import rounds
from ours.post.models import Notice
from ours.problem.models import Event
from ours.solve import attempt_acts, option_acts
from ours.solve.models import Decision, Position
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import HOUR, NOW, address, in_days, kinds, named, proposed, ready, said, told


def stand(browser, problem, option, stand="for", words="It suits us.", once="k"):
    fields = {"stand": stand, "words": words, "once": once}
    return browser.post(address(problem, f"options/{option.pk}/positions/"), fields)


def decide(browser, problem, option, kind="chosen", days=60, **fields):
    fields = {
        "kind": kind,
        "reason": "It fits.",
        "again_on": in_days(days).isoformat(),
        "read": "",
        "once": "k",
        **fields,
    }
    return browser.post(address(problem, f"options/{option.pk}/decisions/"), fields)


def test_both_sides_say_where_they_stand(cast, browser):
    problem = named(cast)
    option = proposed(cast, problem)
    where = address(problem, f"options/{option.pk}/")
    assert stand(browser(cast.bea), problem, option, "live", " ").status_code == 422

    for seat, how in ((cast.bea, "live"), (cast.tom, "for")):
        answer = stand(browser(seat), problem, option, how)
        assert (answer.status_code, answer["Location"]) == (303, where + "#positions")

    assert list(Position.objects.order_by("pk").values_list("side", "stand", "words", "by")) == [
        ("client", "live", "It suits us.", cast.bea.pk),
        ("expert", "for", "It suits us.", cast.tom.pk),
    ]
    assert told(problem)[1:] == [
        f"Bea Okafor said about “{option.words}”: can live with it; “It suits us.”",
        f"Tom Weiss said about “{option.words}”: for it; “It suits us.”",
    ]
    stand(browser(cast.bea), problem, option, "against", "Not in June.", once="k2")
    known = solving(problem)
    assert [(row.by_id, row.stand) for row in known.where_people_stand(option.pk)] == [
        (cast.bea.pk, "against"),
        (cast.tom.pk, "for"),
    ]
    for reader in (cast.tom, cast.bea):
        page = browser(reader).get(where).content.decode()
        assert "Bea Okafor</b>, against it: Not in June." in page
        assert "Bea Okafor, can live with it: It suits us." in page  # said before
        assert "against it: Bea Okafor" in browser(reader).get(f"/problems/{problem.pk}/").content.decode()


def test_chosen_with_reasons_and_a_day(cast, browser):
    problem = named(cast)
    option = ready(cast, problem)

    answer = decide(browser(cast.bea), problem, option)

    assert (answer.status_code, answer["Location"]) == (303, address(problem, f"options/{option.pk}/") + "#decisions")
    decision = Decision.objects.get()
    assert (decision.kind, decision.reason, decision.again_on, decision.by, decision.looked_at) == (
        "chosen",
        "It fits.",
        in_days(60),
        cast.bea,
        None,
    )
    assert (decision.again_at.date(), decision.again_at.hour) == (in_days(60), 9)
    assert told(problem)[-1] == (
        f"Chosen, as Bea Okafor wrote down: “{option.words}”; why: “It fits.”; looked at again on {said(in_days(60))}."
    )
    assert solving(problem).standing(option.pk) == "chosen"


@pytest.mark.parametrize(
    ("leave_out", "missing"),
    [("gap", ["gap"]), ("has", ["has"]), ("does", ["does"]), ("client", ["client"]), ("expert", ["expert"])],
)
def test_nothing_is_chosen_before_it_is_held_and_carried(cast, browser, leave_out, missing):
    problem = named(cast)
    option = proposed(cast, problem)
    for against in ("gap", "has", "does"):
        if against != leave_out:
            option_acts.hold_against(option, against, "part", "So.", by=cast.tom, at=DAY)
    for seat in (cast.bea, cast.tom):
        how = "against" if seat.side == leave_out else "live"
        option_acts.take_position(option, how, "So.", by=seat, at=DAY)
    answer = decide(browser(cast.tom), problem, option, reason="My words.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Before it is chosen, something is missing" in page, "My words." in page) == (True, True)
    assert page.count('<ul class="solve-missing"><li>') == page.count("solve-missing") == len(missing)
    with pytest.raises(ValueError, match=f"missing: {missing[0]}\\."):
        option_acts.decide(option, "chosen", "x", again_on=in_days(9), by=cast.tom, at=DAY)
    assert not Decision.objects.exists()
    # To turn it down or to put it off takes none of this.
    assert decide(browser(cast.tom), problem, option, "later", once="k2").status_code == 303


def test_every_mistake_keeps_the_words(cast, browser):
    problem = named(cast)
    option = ready(cast, problem)
    for fields, sentence in (
        ({"reason": " "}, "Say why, for those who read this later."),
        ({"kind": "maybe"}, "Choose what is decided."),
        ({"again_on": in_days(0).isoformat()}, "Choose a day that lies ahead."),
        ({"again_on": "soon"}, "Write the day as year-month-day, for example 2027-03-31."),
    ):
        answer = decide(browser(cast.tom), problem, option, **fields)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page) == (422, True), sentence
        assert fields.get("reason", "It fits.") in page
        assert page.count('<details class="do" open>') == 1
    assert not Decision.objects.exists()


def test_somebody_decided_meanwhile(cast, browser):
    problem = named(cast)
    option = ready(cast, problem)
    first = option_acts.decide(option, "later", "Summer.", again_on=in_days(30), by=cast.ana, at=DAY)
    answer = decide(browser(cast.bea), problem, option, reason="My words.")
    page = answer.content.decode()
    assert (answer.status_code, "It was decided meanwhile" in page, "My words." in page) == (409, True, True)
    assert f'name="read" value="{first.pk}"' in page
    assert decide(browser(cast.bea), problem, option, read=str(first.pk), once="k2").status_code == 303
    first.refresh_from_db()
    assert first.looked_at == NOW
    assert solving(problem).standing(option.pk) == "chosen"


def test_a_double_click_decides_once(cast, browser):
    problem = named(cast)
    option = ready(cast, problem)
    bea = browser(cast.bea)
    assert len({decide(bea, problem, option)["Location"] for _ in range(2)}) == 1
    assert Decision.objects.count() == 1


@pytest.mark.parametrize(("kind", "standing"), [("turned_down", "back"), ("later", "back"), ("chosen", "chosen")])
def test_on_its_day_it_comes_up_again(cast, kind, standing):
    problem = named(cast)
    option = ready(cast, problem)
    decision = option_acts.decide(option, kind, "So.", again_on=in_days(30), by=cast.tom, at=NOW)
    due = decision.again_at
    before = Notice.objects.count()

    assert option_acts.look_again_due(due - HOUR) == 0
    assert solving(problem).standing(option.pk) == kind
    assert [option_acts.look_again_due(due) for _ in range(2)] == [1, 0]

    decision.refresh_from_db()
    assert decision.looked_at == due
    assert solving(problem).standing(option.pk) == standing
    event = Event.objects.latest("pk")
    assert (event.kind, event.seat, event.at) == (
        "look_again" if kind == "chosen" else "option_again",
        cast.tom,
        due,
    )
    # Everybody hears of it, whoever set the day too.
    told_to = Notice.objects.filter(event=event.pk).values_list("seat", flat=True)
    assert set(told_to) == {cast.ana.pk, cast.tom.pk, cast.bea.pk}
    assert Notice.objects.count() == before + 3
    assert option_acts.look_again_due in [job.act for job in rounds()]


def test_a_lasting_one_comes_back_when_its_relief_fails(cast, browser):
    problem = named(cast)
    relief = ready(cast, problem, "relief", "Fill June.")
    lasting, other = (proposed(cast, problem, "lasting", words) for words in ("Courses.", "Subscriptions."))
    option_acts.pair(relief, lasting, by=cast.tom, at=DAY)
    for option in (lasting, other):
        option_acts.decide(option, "turned_down", "Too long.", again_on=in_days(90), by=cast.bea, at=DAY)
    attempt = attempt_acts.begin(problem, "June.", "Full.", option=relief, by=cast.tom, at=DAY)
    attempt_acts.note_result(attempt, "to_be_seen", "Three came.", by=cast.tom, at=DAY)
    assert solving(problem).standing(lasting.pk) == "turned_down"

    attempt_acts.note_result(attempt, "did_not", "Nobody came.", "Not theirs.", by=cast.bea, at=DAY + HOUR)

    known = solving(problem)
    assert [known.standing(option.pk) for option in (lasting, other)] == ["back", "turned_down"]
    assert told(problem)[-1] == "The relief did not hold, so what would last is back on the table: “Courses.”"
    assert kinds(problem)[-2:] == ["attempt_failed", "option_back"]
    for reader in (cast.bea, cast.tom):
        table = browser(reader).get(f"/problems/{problem.pk}/").content.decode()
        assert table.count("back on the table, to be decided anew") == 1


def test_a_relief_that_was_turned_down_does_not_come_back_by_that(cast):
    problem = named(cast)
    relief, lasting = proposed(cast, problem, "relief", "Fill June."), proposed(cast, problem, "lasting", "Courses.")
    option_acts.decide(relief, "turned_down", "Dear.", again_on=in_days(90), by=cast.bea, at=DAY)
    attempt = attempt_acts.begin(problem, "A course.", "Six.", option=lasting, by=cast.tom, at=DAY)
    attempt_acts.note_result(attempt, "did_not", "Two.", "Too early.", by=cast.tom, at=DAY)
    assert solving(problem).standing(relief.pk) == "turned_down"
