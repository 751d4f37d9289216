"""How well each signal foretold bad events: against data in which the truth was planted, growing and not."""

import random
import re
from datetime import timedelta
from itertools import pairwise
from statistics import mean

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ours.inserting import insert
from ours.people.models import Role, Seat
from ours.problem.models import BadSign, Event, Parking, Problem
from ours.tend import foretold
from ours.tend.area import area
from ours.tend.models import LetGo, SignalWorth
from ours.tend.worth import FIRST, LOOKS, SIGNALS, Deed, History, looks, worth
from tests.cast import DAY, person, seat

WEEK = timedelta(days=7)
PROMISED = {1: timedelta(days=14), 2: timedelta(days=7), 3: timedelta(days=2)}
OLD, FRESH = timedelta(days=6), timedelta(days=1)  # how long the last sign of life lies back at a look
# Of looks after a long silence 30 in 100 come before trouble, after a short one 10: the area under the curve is then
# P(long | trouble) · P(short | none) + half of the ties = 0.75 · 0.5625 + (0.75 · 0.4375 + 0.25 · 0.5625) / 2.
GROWING = {OLD: 0.3, FRESH: 0.1}
TRUTH = 0.65625
SAME = {OLD: 0.2, FRESH: 0.2}


def planted(number: int, chances: dict[timedelta, float], dice: random.Random, weeks: int = 10) -> History:
    """A problem with one sign of life a week, a day or six days before each look, and bad events by these chances.

    It is parked before the first of these looks and let go after the last.
    """
    opened = DAY + number * timedelta(hours=5)
    deeds, bad = [], []
    for week in range(1, weeks + 1):
        look = opened + FIRST + week * WEEK
        ago = dice.choice([OLD, FRESH])
        deeds.append(Deed("asked", "expert", look - ago, care=True, speaks=True))
        if dice.random() < chances[ago]:
            bad.append(look + dice.random() * 0.5 * FRESH)
    closed = [(opened, opened + FIRST + FRESH / 2), (opened + weeks * WEEK + 2 * FRESH, None)]
    return History(number, opened, [(opened, 2)], PROMISED, deeds, bad, closed)


def found(chances: dict[timedelta, float], problems: int = 200, seed: int = 1):
    dice = random.Random(seed)
    return worth([planted(number, chances, dice) for number in range(problems)], DAY + timedelta(days=365))


def silence_in(told):
    return next(one for one in told.signals if one.name == "silence")


def test_planted_growth_is_found_with_its_true_size():
    told = found(GROWING)
    silence = silence_in(told)
    assert told.enough
    assert silence.more
    assert silence.foretold
    assert silence.area.low < TRUTH < silence.area.high
    assert abs(silence.area.value - TRUTH) < 0.04
    assert told.signals[0] == silence  # the best comes first


def test_where_nothing_grows_chance_is_in_the_interval():
    silence = silence_in(found(SAME))
    assert silence.area.low < 0.5 < silence.area.high
    assert not silence.foretold


def test_where_short_silence_comes_before_trouble_the_signal_is_read_the_other_way_round():
    silence = silence_in(found({OLD: 0.1, FRESH: 0.3}))
    assert not silence.more
    assert silence.foretold
    assert silence.area.low < TRUTH < silence.area.high


def test_with_fewer_than_a_hundred_bad_events_nothing_is_said():
    told = found(GROWING, problems=40)
    assert 0 < told.bad < 100
    assert (told.enough, told.signals) == (False, ())


def test_the_interval_holds_the_truth_about_as_often_as_it_says():
    held = [silence_in(found(GROWING, problems=60, seed=seed)).area for seed in range(60)]
    assert sum(one.low <= TRUTH <= one.high for one in held) >= 54
    assert abs(mean(one.value for one in held) - TRUTH) < 0.015


def test_looks_that_repeat_each_other_do_not_make_it_surer():
    """Ten equal looks at one problem say as much as one: the interval counts problems."""
    dice = random.Random(3)
    once = [(dice.random() + 0.3 * mark, mark, number) for number, mark in enumerate([True, False] * 40)]
    alone, often = (area(*zip(*rows, strict=True)) for rows in (once, once * 10))
    assert often.value == pytest.approx(alone.value)
    assert often.high - often.low == pytest.approx(alone.high - alone.low, rel=0.01)


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(st.integers(0, 5), st.booleans()), min_size=4, max_size=40))
def test_the_area_is_the_share_of_pairs(rows):
    numbers, marked = [number for number, _ in rows], [mark for _, mark in rows]
    yes = [number for number, mark in rows if mark]
    no = [number for number, mark in rows if not mark]
    told = area(numbers, marked, range(len(rows)))
    if min(len(yes), len(no)) < 2:
        assert told is None
        return
    share = mean((one > other) + 0.5 * (one == other) for one in yes for other in no)
    assert told.value == pytest.approx(share)
    assert -1e-9 <= told.low <= told.value + 1e-9
    assert told.value - 1e-9 <= told.high <= 1 + 1e-9


def test_what_a_look_knows_is_what_was_known_then():
    """Each signal at the second look, eight days after the problem was opened."""
    at = DAY + FIRST + WEEK
    hours = timedelta(hours=1)
    deeds = [
        Deed("opened", "client", DAY, speaks=True, asks=True),
        Deed("asked", "expert", DAY + 20 * hours, care=True, speaks=True),
        Deed("promised_touched", "expert", DAY + 21 * hours),
        Deed("cause_linked", "expert", DAY + 22 * hours),
        Deed("handed_over", "expert", at - 30 * hours, care=True),
        Deed("said", "client", at - 10 * hours, speaks=True, asks=True),
        Deed("said", "client", at - 4 * hours, speaks=True, asks=True),
        Deed("stuck", "expert", at + hours, care=True, speaks=True),
    ]
    known = History(1, DAY, [(DAY, 2), (DAY + WEEK, 3)], PROMISED, deeds, [DAY + 3 * FRESH, at + 6.9 * FRESH])
    first, second = looks(known, at + WEEK)
    assert dict(zip(SIGNALS, second.numbers, strict=True)) == {
        "silence": pytest.approx(30 / 24),  # of a promise of two days, halved
        "waiting": 10,
        "theirs": 4,
        "lately": 3,
        "age": 8 * 24,
        "serious": 3,
        "before": 1,
        "handed_over": 1,
        "sold": 1,
        "causes": 1,
        "stuck": 0,
    }
    assert [first.bad, second.bad] == [True, True]
    assert [look.bad for look in looks(known, at + WEEK - hours)] == [True]  # the week after is not over


def test_nobody_looks_while_it_is_parked_and_not_for_ever():
    parked = [(DAY + 2 * WEEK, DAY + 5 * WEEK), (DAY + 20 * WEEK, None)]
    known = History(1, DAY, [(DAY, 1)], PROMISED, [], [], parked)
    assert len(looks(known, DAY + 100 * WEEK)) == 20 - 3
    assert len(looks(History(1, DAY, [(DAY, 1)], PROMISED, [], []), DAY + 100 * WEEK)) == LOOKS


# In the database, and on the page


def plant(cast, chances, *, problems=150, weeks=8, seed=2):
    """The same in the records of Neon: problems with a question a week, and bad signs by these chances."""
    dice = random.Random(seed)
    made, events, signs, parked, gone = [], [], [], [], []
    for number in range(problems):
        history = planted(number, chances, dice, weeks)
        row = Problem(
            firm=cast.neon,
            client=cast.yoga,
            engagement=cast.growth,
            opened_at=history.opened_at,
            opened_by=cast.bea,
            headline=f"Number {number}.",
            cared_at=history.opened_at,
            care_due=history.opened_at + WEEK,
        )
        made.append(row)
        (since, until), (end, _never) = history.closed
        by = {"problem": row, "reason": "So.", "by": cast.tom}
        parked.append(Parking(what="problem", words="", at=since, back_at=until, returned_at=until, **by))
        gone.append(LetGo(at=end, **by))
        for deed in history.deeds:
            events.append(Event(problem=row, seat=cast.tom, side="expert", kind="asked", at=deed.at, told={}))
        for at in history.bad:
            facts = {"firm": cast.neon, "engagement": cast.growth, "seat": cast.bea, "words": ""}
            signs.append(BadSign(problem=row, kind="disagreed", at=at, cleared_at=at, **facts))
    insert(Problem, made)
    Event.objects.bulk_create(events)
    for model, rows in ((BadSign, signs), (Parking, parked), (LetGo, gone)):
        insert(model, rows)
    return DAY + timedelta(days=200), len(signs)


def rows_of(page: str) -> list[list[str]]:
    body = page.partition("<tbody>")[2].partition("</tbody>")[0]
    cells = re.findall(r"<t[dh][^>]*>([^<]*)</t[dh]>", body)
    return [cells[start : start + 3] for start in range(0, len(cells), 3)]


def test_the_page_says_what_the_record_says(cast, browser):
    at, many = plant(cast, GROWING)
    assert foretold.count_due(at) == 1
    page = browser(cast.ana).get("/care/worth/").content.decode()
    told, counted = foretold.read(cast.ana)
    assert (told.bad, counted) == (many, at)
    silence = silence_in(told)
    assert silence.area.low < TRUTH < silence.area.high
    [row] = [row for row in rows_of(page) if "silence of ours" in row[0]]
    low, value, high = (round(100 * one) for one in (silence.area.low, silence.area.value, silence.area.high))
    assert row == [
        "a longer silence of ours, by the time promised",
        f"{value} of 100 ({low} to {high})",
        "foretold trouble",
    ]
    assert f"There were {many} bad events here." in page
    assert [one.area.value for one in told.signals] == sorted((one.area.value for one in told.signals), reverse=True)


def test_the_page_says_that_nothing_was_foretold(cast, browser):
    at, _many = plant(cast, SAME)
    foretold.count_due(at)
    page = browser(cast.ana).get("/care/worth/").content.decode()
    [row] = [row for row in rows_of(page) if "silence of ours" in row[0]]
    assert row[2] == "no better than chance"


def test_below_a_hundred_the_page_shows_the_count(cast, browser):
    at, many = plant(cast, GROWING, problems=20)
    assert 1 < many < 100
    before = browser(cast.ana).get("/care/worth/").content.decode()
    assert "Not enough to tell yet: nothing was counted so far." in before
    foretold.count_due(at)
    page = browser(cast.ana).get("/care/worth/").content.decode()
    assert f"Not enough to tell yet: there were {many} bad events here." in page
    assert "<table>" not in page


def test_it_is_counted_anew_at_most_once_a_day_and_only_after_something_happened(cast):
    at, many = plant(cast, GROWING, problems=20)
    facts = {"firm": cast.neon, "engagement": cast.growth, "problem": Problem.objects.first(), "seat": cast.bea}
    assert [foretold.count_due(at), foretold.count_due(at + 2 * FRESH)] == [1, 0]
    BadSign.objects.create(kind="missed", at=at + timedelta(hours=1), **facts)
    assert foretold.count_due(at + timedelta(hours=2)) == 0  # the same day
    assert foretold.count_due(at + FRESH) == 1
    BadSign.objects.create(kind="handed_over", at=at + 2 * FRESH, **facts)  # foretells, and is not foretold
    assert foretold.count_due(at + 4 * FRESH) == 0
    assert SignalWorth.objects.get().bad == many + 1


def test_firms_are_apart(cast, browser):
    at, _many = plant(cast, GROWING, problems=20)
    foretold.count_due(at)
    assert list(SignalWorth.objects.values_list("firm", flat=True)) == [cast.neon.pk]
    assert "nothing was counted so far" in browser(cast.kai).get("/care/worth/").content.decode()
    assert browser(cast.tom).get("/care/worth/").status_code == 404
    assert browser(cast.bea).get("/care/worth/").status_code == 404


def test_what_is_parked_and_how_serious_it_was_comes_from_the_record(cast):
    from ours.problem.acts import call_serious, come_back, park

    problem = cast.problem()
    call_serious(problem, 3, by=cast.tom, at=DAY + FRESH)
    parking = park(
        problem,
        what="problem",
        words="All.",
        reason="Later.",
        agreed_by=[cast.bea],
        back_on=(DAY + 10 * WEEK).date(),
        by=cast.tom,
        at=DAY + WEEK,
    )
    come_back(parking, at=DAY + 2 * WEEK)
    [known] = foretold.histories(cast.neon.pk)
    assert list(known.serious) == [(DAY, 2), (DAY + FRESH, 3)]
    assert list(known.closed) == [(DAY + WEEK, DAY + 2 * WEEK)]
    assert [deed.kind for deed in known.deeds] == ["opened", "seriousness_set", "parked", "returned"]
    assert all(one.at <= other.at for one, other in pairwise(known.deeds))
    assert Parking.objects.count() == 1


def test_the_page_costs_as_much_for_many_signals_as_for_none(cast, browser, django_assert_num_queries):
    ana = browser(cast.ana)
    ana.get("/care/worth/")
    with django_assert_num_queries(3):
        ana.get("/care/worth/")
    at, _many = plant(cast, GROWING)
    foretold.count_due(at)
    with django_assert_num_queries(3):
        ana.get("/care/worth/")


def test_another_owner_of_the_firm_reads_it_too(cast, browser):
    other = seat(person("Olga Berg"), cast.neon, role=Role.OWNER)
    assert browser(Seat.objects.get(pk=other.pk)).get("/care/worth/").status_code == 200
