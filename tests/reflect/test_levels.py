"""The five levels (R3): what one says, what the record shows by open rules, and the firm's own from shared records."""

from datetime import timedelta
from decimal import Decimal

from ours.frame import state_acts as state
from ours.listen import acts as listen
from ours.listen import session_acts as talk
from ours.own import acts as own
from ours.reflect import record
from ours.reflect.kinds import Placing
from tests.cast import DAY
from tests.reflect.helping import room_of, words_of

LATER = DAY + timedelta(days=400)


def minutes():
    return iter(DAY + timedelta(minutes=number) for number in range(1, 1000))


def well_met(cast, number: int):
    """A problem at which Tom asks first, reads back, is told he heard, keeps his word, measures, and teaches."""
    at = minutes()
    problem = cast.problem(f"Problem {number}")
    session = talk.begin(problem, by=cast.tom, at=next(at))
    asked = listen.ask(problem, "What for?", by=cast.tom, at=next(at), session=session)
    listen.answer(asked, "For full courses.", said_by=cast.bea, by=cast.tom, at=next(at))
    playback = talk.play_back(session, "You want full courses.", by=cast.tom, at=next(at))
    talk.hear(playback, heard=True, by=cast.bea, at=next(at))
    state.set_measure(
        problem, "Seats", now=Decimal(1), wanted=Decimal(9), wanted_by=LATER.date(), now_on=DAY.date(), by=cast.tom,
        at=next(at),
    )  # fmt: skip
    own.prescribe(problem, "Ask the regulars.", early=False, reason="", by=cast.tom, at=next(at))
    promise = own.commit(problem, "Ask them.", LATER.date(), by=cast.tom, at=next(at))
    own.keep(promise, "", by=cast.tom, at=next(at))
    own.note_ability(problem, "They ask the regulars themselves.", by=cast.tom, at=next(at))
    return problem


def rules(shown) -> dict[str, tuple[int, int, bool | None]]:
    return {one.rule.key: (len(one.so), len(one.not_so), one.holds) for one in shown.found}


def test_too_few_problems_say_nothing(cast):
    for number in range(2):
        well_met(cast, number)
    shown = record.record_of(cast.tom).shown()
    assert (shown.level, shown.problems) == (None, 2)


def test_what_is_asked_measured_and_kept_shows(cast):
    for number in range(3):
        well_met(cast, number)
    shown = record.record_of(cast.tom).shown()
    assert rules(shown) == {
        "asked": (3, 0, True),
        "patient": (3, 0, True),
        "heard": (3, 0, True),
        "kept": (3, 0, True),
        "measured": (3, 0, True),
        "ahead": (0, 3, False),
        "gave": (3, 0, True),
        "after": (0, 0, None),
    }
    assert shown.level == 3  # nobody has looked beyond the request, so the fourth is not shown, nor the fifth


def test_proposing_before_asking_stays_on_the_first(cast):
    for number in range(3):
        problem = cast.problem(f"Problem {number}")
        own.prescribe(problem, "Buy adverts.", early=True, reason="So.", by=cast.tom, at=DAY + timedelta(hours=1))
    shown = record.record_of(cast.tom).shown()
    assert (shown.level, rules(shown)["asked"], rules(shown)["patient"]) == (1, (0, 3, False), (0, 3, False))


def test_of_one_client_and_of_one_quarter(cast):
    for number in range(3):
        well_met(cast, number)
    told = record.record_of(cast.tom)
    assert told.clients() == [(cast.yoga.pk, "Yoga House")]
    assert told.shown(client=cast.yoga.pk).level == 3
    assert told.shown(client=cast.bakery.pk).problems == 0
    spans = record.quarters(DAY + timedelta(days=100))
    assert [str(begin.date()) for begin, _end in spans] == ["2025-07-01", "2025-10-01", "2026-01-01", "2026-04-01"]
    assert [told.shown(within=span).problems for span in spans] == [0, 0, 3, 0]


def test_the_pages_show_rules_with_their_evidence(cast, browser):
    problems = [well_met(cast, number) for number in range(3)]
    said = words_of(browser(cast.tom).get("/reflect/levels/"))
    assert "Asked before proposing 3 of 3 holds, level 2" in said
    assert "Where a way out was proposed: had they been asked, and had they answered, before?" in said
    page = browser(cast.tom).get("/reflect/levels/").content.decode()
    assert all(f'href="/problems/{one.pk}/"' in page for one in problems)
    assert said.count("Who decides, who has a budget") == 1


def test_where_one_sees_oneself_is_private_and_beside_the_record(cast, browser):
    tom = browser(cast.tom)
    sent = {"level": "4", "about": f"client:{cast.yoga.pk}", "words": "We measure."}
    answer = tom.post("/reflect/levels/placed/", sent)
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/levels/#where")
    (kept,) = room_of(cast.tom).all(Placing)
    assert (kept.level, kept.about, kept.name) == (4, f"client:{cast.yoga.pk}", "Yoga House")
    assert "Yoga House 4 · Thinking along, for both" in words_of(tom.get("/reflect/levels/"))
    assert tom.post("/reflect/levels/placed/", {"about": ""}).status_code == 422


def test_the_firm_s_level_comes_from_shared_records_alone(cast, browser):
    for number in range(3):
        well_met(cast, number)
    ana = browser(cast.ana)
    before = words_of(ana.get("/firm/levels/"))
    assert "The record shows: 3 · Being close, so that more comes of it" in before
    browser(cast.tom).post("/reflect/levels/placed/", {"level": "1", "words": "Nothing but prey."})
    assert words_of(ana.get("/firm/levels/")) == before
    assert "Problem 1" not in browser(cast.una).get("/firm/levels/").content.decode()


def test_for_a_client_s_seat_these_pages_do_not_exist(cast, browser):
    bea = browser(cast.bea)
    assert [bea.get(path).status_code for path in ("/reflect/levels/", "/firm/levels/")] == [404, 404]
    assert "/reflect/levels/" not in bea.get("/reflect/").content.decode()
