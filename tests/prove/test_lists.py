"""Readings from a list: pasted or in a file, looked at before anything is taken, not one line lost (P1)."""

from datetime import date
from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ours.frame import state_acts
from ours.problem import measure_acts
from ours.problem.measures import Reading, ReadingList
from ours.prove import lists
from ours.prove.lists import Ways, Why
from ours.prove.views.lists import _months
from tests.cast import DAY
from tests.prove.helping import at_measure, kinds, read, seats, told

TODAY = date(2026, 11, 22)
MARCH, APRIL = date(2026, 3, 4), date(2026, 4, 3)


def found(text, unit="%", **ways):
    return lists.read(text, Ways(_months(), **ways), today=TODAY, unit=unit)


def pairs(text, **ways):
    return [(line.on.isoformat(), str(line.value.normalize())) for line in found(text, **ways).lines]


@pytest.mark.parametrize(
    ("line", "pair"),
    [
        ("2026-03-04\t41.5", ("2026-03-04", "41.5")),
        ("2026-03-04;41,5", ("2026-03-04", "41.5")),
        ("2026-03-04,41.5", ("2026-03-04", "41.5")),
        ("2026-03-04 41,5", ("2026-03-04", "41.5")),
        ('"2026-03-04","41,5"', ("2026-03-04", "41.5")),
        ("2026-03-04 | 41.5 |", ("2026-03-04", "41.5")),
        ("41.5\t4.3.2026", ("2026-03-04", "41.5")),
        ("4.3.26: 41,5 %", ("2026-03-04", "41.5")),
        ("04.03.2026\t1.234,5", ("2026-03-04", "1234.5")),
        ("2026/3/4;1,234.5", ("2026-03-04", "1234.5")),
        ("20260304\t1 234,5", ("2026-03-04", "1234.5")),
        ("2026-03-04T10:15:00Z\t1’234.5", ("2026-03-04", "1234.5")),
        ("2026-03-04 10:15\t1.234.567", ("2026-03-04", "1234567")),
        ("4 March 2026: 41.5", ("2026-03-04", "41.5")),
        ("4th of March 2026\t41", None),
        ("March 4, 2026, 41", ("2026-03-04", "41")),
        ("Mar 4 2026\t41", ("2026-03-04", "41")),
        ("4. März 2026;−41,5", ("2026-03-04", "-41.5")),
        ("Wednesday, 4 March 2026\t.5", ("2026-03-04", "0.5")),
        ("25/03/2026\t41", ("2026-03-25", "41")),
        ("03/25/2026\t41", ("2026-03-25", "41")),
        ("2026-03-04;€ 41,50;paid", ("2026-03-04", "41.5")),
        ("\ufeff2026-03-04;7", ("2026-03-04", "7")),
    ],
)
def test_how_a_line_may_be_written(line, pair):
    assert pairs(line) == ([pair] if pair else [])


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("41.5", Why.NO_DAY),
        ("2026-02-30;4", Why.NO_DAY),
        ("2026-03-04", Why.NO_NUMBER),
        ("2026-03-04;n/a", Why.NO_NUMBER),
        ("2026-03-04;4;5", Why.TWO_NUMBERS),
        ("2026-03-04,41,5", Why.TWO_NUMBERS),  # 41 and 5, or 41.5: nobody knows
        ("2026-03-04\t2026-03-05\t4", Why.TWO_DAYS),
        ("2026-11-23;4", Why.AHEAD),
        ("2005-01-01;4", Why.LONG_AGO),
        ("2026-03-04;123456789012345", Why.TOO_LARGE),
    ],
)
def test_what_is_not_understood_says_why(line, why):
    assert [(left.number, left.words, left.why) for left in found(f"\n{line}").left] == [(2, line, why)]


def test_a_heading_and_empty_lines_are_no_trouble():
    it = found("Day\tSeats\n\n2026-03-04\t41\n\t\n")
    assert (it.heading, len(it.lines), it.left) == ("Day\tSeats", 1, [])


def test_the_whole_list_tells_how_its_days_are_written():
    assert pairs("03/04/2026\t1\n25/03/2026\t2") == [("2026-04-03", "1"), ("2026-03-25", "2")]
    assert pairs("03/04/2026\t1\n03/25/2026\t2") == [("2026-03-04", "1"), ("2026-03-25", "2")]
    it = found("03/04/2026\t1")
    assert (it.lines[0].on, it.day_first, it.days_doubtful) == (APRIL, True, True)
    it = found("03/04/2026\t1", day_first=False)
    assert (it.lines[0].on, it.day_first, it.days_doubtful) == (MARCH, False, False)


def test_the_whole_list_tells_how_its_numbers_are_written():
    assert pairs("2026-03-04\t1,234\n2026-03-05\t7,5") == [("2026-03-04", "1.234"), ("2026-03-05", "7.5")]
    assert pairs("2026-03-04\t1,234\n2026-03-05\t7.5") == [("2026-03-04", "1234"), ("2026-03-05", "7.5")]
    it = found("2026-03-04\t1,234")
    assert (it.lines[0].value, it.point, it.numbers_doubtful) == (1234, ".", True)
    it = found("2026-03-04\t1,234", point=",")
    assert (it.lines[0].value, it.numbers_doubtful) == (Decimal("1.234"), False)
    assert pairs("2026-03-04,41,5", point=",") == [("2026-03-04", "41.5")]


def test_more_than_four_digits_are_rounded_and_that_is_said():
    [line] = found("2026-03-04\t41.666666667").lines
    assert (line.value, line.rounded) == (Decimal("41.6667"), True)


def test_there_is_an_end_to_lists():
    assert len(found("2026-03-04 1\n" * 5000).lines) == 5000
    with pytest.raises(ValueError, match="5,000"):
        found("2026-03-04 1\n" * 5001)


SHEET = "Day\tSeats\n2026-03-04\t43\n2026-03-05\t44,5\nholiday\t-\n"


def look(browser, measure, words=SHEET, once="a", **more):
    return browser.post(at_measure(measure, "list/"), {"words": words, "days": "", "point": "", "once": once} | more)


def looked(page):
    return page.partition('name="looked" value="')[2].partition('"')[0]


def take(browser, measure, words=SHEET, once="t", **more):
    page = look(browser, measure, words, once="x", **more).content.decode()
    return look(browser, measure, words, once, take="1", looked=looked(page), **more)


def test_it_is_looked_at_before_anything_is_taken(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    answer = look(bea, measure)
    page = answer.content.decode()
    assert answer.status_code == 200
    assert [words in page for words in (
        "2 readings are new, 1 line was not understood", "Take these 2 readings", "holiday", "There is no day in it.",
        "44.5\u202f%", "The first line was taken for a heading: “Day\tSeats”",
    )] == [True] * 6  # fmt: skip
    assert SHEET in page
    assert Reading.objects.count() == 1
    # Pressing the button without having looked only shows it.
    assert look(bea, measure, once="b", take="1").status_code == 200
    assert Reading.objects.count() == 1


def test_what_was_understood_is_taken_and_the_list_is_kept_as_it_came(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    answer = take(bea, measure)
    assert (answer.status_code, answer["Location"]) == (303, at_measure(measure) + "#readings")
    kept = ReadingList.objects.get()
    assert (kept.words, kept.taken, kept.left, kept.filename, kept.by) == (SHEET, 2, 1, "", cast.bea)
    assert list(Reading.objects.filter(came_with=kept).order_by("on").values_list("value", "on", "source")) == [
        (43, date(2026, 3, 4), "list"),
        (Decimal("44.5"), date(2026, 3, 5), "list"),
    ]
    assert told(measure.problem)[-1] == (
        "Bea Okafor added 2 readings of Seats sold from a list; the last one, of 5 March 2026: 44.5\u202f%."
    )
    assert kinds(measure.problem)[-1] == "readings_taken"
    page = browser(cast.tom).get(at_measure(measure, f"lists/{kept.pk}/")).content.decode()
    assert ("holiday\t-" in page, "1 line left out" in page) == (True, True)
    # The same list once more holds nothing new.
    again = look(bea, measure, once="z").content.decode()
    assert ("There is nothing new in this list." in again, "is there already" in again) == (True, True)
    assert take(bea, measure, once="u").status_code == 200
    assert (Reading.objects.count(), ReadingList.objects.count()) == (3, 1)


def test_a_list_may_reach_what_is_wanted(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    assert take(browser(cast.bea), measure, "2026-03-04 50\n2026-03-06 72\n2026-03-05 60").status_code == 303
    assert kinds(measure.problem)[-2:] == ["readings_taken", "measure_reached"]


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("Tag;Plätze\r\n04.03.2026;43,5\r\n".encode("cp1252"), 1),
        ("Tag;Plätze\n04.03.2026;43,5\n".encode("utf-8-sig"), 1),
        ("Tag\tPlätze\n04.03.2026\t43,5\n05.03.2026\t44\n".encode("utf-16"), 2),
    ],
)
def test_a_file_as_sheets_save_it(cast, browser, raw, count):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    answer = look(bea, measure, "", file=SimpleUploadedFile("seats.csv", raw))
    page = answer.content.decode()
    assert (answer.status_code, "Plätze" in page, 'name="filename" value="seats.csv"' in page) == (200, True, True)
    words = page.partition("<textarea")[2].partition(">\n")[2].partition("</textarea>")[0]
    sent = {"take": "1", "looked": looked(page), "filename": "seats.csv"}
    assert look(bea, measure, words, once="t", **sent).status_code == 303
    assert (ReadingList.objects.get().filename, ReadingList.objects.get().taken) == ("seats.csv", count)


def test_what_is_no_list_says_so_and_stays(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    for sent, words in (
        ({"words": "  "}, "Paste the list here, or choose a file."),
        ({"words": "", "file": SimpleUploadedFile("a.xlsx", b"PK\x03\x04\0\0")}, "This is not a text file."),
        ({"words": "", "file": SimpleUploadedFile("a.csv", b"")}, "This file is empty."),
        ({"words": "", "file": SimpleUploadedFile("a.csv", b"1" * (1024 * 1024 + 1))}, "larger than a megabyte"),
        ({"words": "2026-03-04 1\n" * 5001}, "more than 5,000 lines"),
    ):
        answer = look(bea, measure, **sent)
        assert (answer.status_code, words in answer.content.decode()) == (422, True), words


def test_doubt_is_said_and_can_be_decided(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    page = look(bea, measure, "03/04/2026\t1,234").content.decode()
    assert [words in page for words in ("were read with the day first", "a comma parts thousands")] == [True, True]
    # 3 April has not come yet in the tests' world.
    assert "That day has not come yet." in page
    page = look(bea, measure, "03/04/2026\t1,234", once="b", days="month", point=",").content.decode()
    assert ("were read with" in page, "1.234\u202f%" in page) == (False, True)


def test_a_measure_replaced_meanwhile_takes_nothing_and_the_list_stays(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    bea = browser(cast.bea)
    mark = looked(look(bea, measure).content.decode())
    state_acts.set_measure(
        measure.problem, "Seats", now=Decimal(1), wanted=Decimal(2), wanted_by=date(2026, 10, 1), now_on=DAY.date(),
        replaces=measure, by=cast.tom, at=DAY,
    )  # fmt: skip
    answer = look(bea, measure, once="t", take="1", looked=mark)
    page = answer.content.decode()
    assert (answer.status_code, "This measure was replaced by another one." in page, "holiday" in page) == (
        409,
        True,
        True,
    )
    assert not ReadingList.objects.exists()


def test_what_was_corrected_does_not_come_in_again(cast, browser):
    measure = seats(cast.problem(), cast.tom)
    wrong = read(measure, "95", cast.bea)
    measure_acts.correct(wrong, Decimal(59), on=wrong.on, reason="Digits.", by=cast.bea, at=DAY)
    assert measure_acts.unknown(measure, [(wrong.on, Decimal(95)), (wrong.on, Decimal(59))]) == []
