"""Silences, answers and rhythms counted from a history (T3, T6)."""

from datetime import UTC, date, datetime, timedelta

from ours.tend.figures import Answers, Beat, Deed, Silence, Wait, answers, beats, first_answer, kept_of, silences, waits

T = datetime(2026, 3, 3, 9, tzinfo=UTC)
FOUR = timedelta(days=4)


def at(day):
    return T + timedelta(days=day)


def word(side, day, asks=False):
    return Deed(side, at(day), True, True, asks)


def sign(side, day):
    return Deed(side, at(day), True, False, False)


def unseen(side, day):
    return Deed(side, at(day), False, False, False)


def test_a_silence_is_ended_by_whoever_comes_next():
    deeds = [word("client", 0), word("expert", 1), word("client", 6), unseen("expert", 7), sign("expert", 20)]
    assert silences(deeds, least=FOUR, now=at(22)) == [
        Silence(at(1), at(6), "client"),
        Silence(at(6), at(20), "expert"),
    ]


def test_one_that_goes_on_is_ended_by_nobody():
    assert silences([word("client", 0)], least=FOUR, now=at(4)) == [Silence(at(0), at(4), "")]
    assert silences([word("client", 0)], least=FOUR, now=at(3.9)) == []
    assert silences([], least=FOUR, now=at(9)) == []


def test_who_waited_for_whom():
    deeds = [
        word("client", 0, asks=True),
        word("client", 1, asks=True),
        sign("expert", 2),
        word("expert", 3, asks=True),
        word("client", 4),
        word("client", 5, asks=True),
    ]
    assert waits(deeds) == [
        Wait("expert", at(0), at(3)),
        Wait("client", at(3), at(4)),
        Wait("expert", at(5), None),
    ]


def test_how_long_one_side_takes():
    found = [Wait("expert", at(0), at(day)) for day in (1, 2, 9)] + [Wait("client", at(0), at(5))]
    found.append(Wait("expert", at(3), None))
    day = timedelta(days=1)
    assert answers(found, "expert") == Answers(3, 2 * day, 9 * day, 1, at(3))
    assert answers(found, "client") == Answers(1, 5 * day, 5 * day, 0, None)
    assert answers([], "client") == Answers()


def test_the_first_answer_has_its_own_clock():
    assert first_answer([word("client", 0), sign("expert", 1), word("expert", 2)]) == Wait("expert", at(0), at(2))
    assert first_answer([word("client", 0), word("client", 1)]) == Wait("expert", at(0), None)
    assert first_answer([word("expert", 0)]) is None


def test_a_rhythm_is_kept_or_missed():
    day = date(2026, 3, 3)
    given = [date(2026, 3, 1), date(2026, 3, 9), date(2026, 3, 10), date(2026, 3, 24)]
    found = beats(day, 7, given, date(2026, 3, 27))
    assert found == [
        Beat(date(2026, 3, 3), date(2026, 3, 9), True),
        Beat(date(2026, 3, 10), date(2026, 3, 16), True),
        Beat(date(2026, 3, 17), date(2026, 3, 23), False),
        Beat(date(2026, 3, 24), date(2026, 3, 30), True),
    ]
    assert kept_of(found) == (3, 4)
    running = beats(day, 7, given[:-1], date(2026, 3, 30))
    assert (running[-1].kept, kept_of(running)) == (None, (2, 3))
    assert beats(day, 7, given, date(2026, 3, 31))[-2].kept is True


def test_a_rhythm_over_a_leap_day_and_only_the_last_stretches():
    day = date(2028, 2, 27)
    found = beats(day, 2, [date(2028, 2, 29)], date(2028, 3, 2))
    assert [(beat.first.isoformat(), beat.kept) for beat in found] == [
        ("2028-02-27", False),
        ("2028-02-29", True),
        ("2028-03-02", None),
    ]
    assert len(beats(day, 1, [], day + timedelta(days=400), most=26)) == 26
