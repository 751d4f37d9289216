"""The portfolio as a file: all problems and no others, and nothing in it that reckons by itself."""

import csv
import io

import pytest
from openpyxl import load_workbook

from ours.portfolio import export
from ours.portfolio.scope import Scope
from ours.problem import acts as problems
from tests.cast import DAY, Cast
from tests.portfolio.test_page import lived

EVIL = ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", '=HYPERLINK("http://x.example")', "＝1"]


def as_csv(browser, seat, **asked) -> list[list[str]]:
    answer = browser(seat).get("/portfolio/rows.csv", asked)
    assert answer.status_code == 200
    assert answer["Content-Disposition"] == 'attachment; filename="portfolio.csv"'
    content = b"".join(answer)
    assert content.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))


def as_book(browser, seat, **asked):
    answer = browser(seat).get("/portfolio/portfolio.xlsx", asked)
    assert answer.status_code == 200
    return load_workbook(io.BytesIO(b"".join(answer)))


def test_a_line_for_each_problem(cast: Cast, browser):
    problem = lived(cast, "Posts")
    lived(cast, "Orders", engagement=cast.orders, client=cast.maja, expert=cast.una)
    head, *lines = as_csv(browser, cast.tom)
    [line] = lines
    told = dict(zip(head, line, strict=True))
    assert told["Problem"] == "Posts"
    assert told["Address"].endswith(f"/problems/{problem.pk}/")
    assert (told["Client"], told["Engagement"]) == ("Yoga House", "Growth")
    assert (told["What became of it"], told["How far off the request was"]) == ("solved, and it lasted", "reframed")
    assert told["What the need names"] == "what is at stake for a person"
    assert told["Days until something helped"] == "7"
    assert told["Touches what was sold"] == "yes"
    assert (told["Commitments kept, client"], told["Commitments missed, expert"]) == ("1", "0")
    assert len(as_csv(browser, cast.ana)) == 3
    assert len(as_csv(browser, cast.ana, client=cast.bakery.pk)) == 2
    assert len(as_csv(browser, cast.ana, kind="verdict:confirmed")) == 1
    assert len(as_csv(browser, cast.imani)) == 1


def test_the_workbook_has_the_figures_of_the_page(cast: Cast, browser):
    lived(cast, "Posts")
    book = as_book(browser, cast.ana)
    assert book.sheetnames == ["Figures", "Problems"]
    told = {row[0]: row[1] for row in book["Figures"].iter_rows(values_only=True) if row and row[0]}
    assert (told["Put on the table"], told["solved, and it lasted"], told["open"]) == (1, 1, 0)
    rows = list(book["Problems"].iter_rows(values_only=True))
    assert len(rows) == 2
    assert rows[1][0] == "Posts"
    assert len(rows[0]) == len(as_csv(browser, cast.ana)[0])


@pytest.mark.parametrize("words", EVIL)
def test_what_was_typed_never_becomes_a_formula(cast: Cast, browser, words):
    problems.open_problem(cast.growth, "x", by=cast.bea, at=DAY)
    problem = cast.problem(words)
    problem.headline = words
    problem.save()
    cells = {line[0] for line in as_csv(browser, cast.ana)}
    assert f"'{words}" in cells
    for cell in cells:
        assert not cell.startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    for row in as_book(browser, cast.ana)["Problems"].iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "d", "inlineStr")
            if isinstance(cell.value, str) and cell.value.startswith(("=", "+", "-", "@")):
                assert cell.quotePrefix


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("x;=1+1", "x;'=1+1"),
        ('x; "=1+1', "x; \"'=1+1"),
        ("x\t@SUM(1)", "x\t'@SUM(1)"),
        ("x\n-1", "x\n'-1"),
        ("  =1+1", "'  =1+1"),
        ("a; b - c", "a; b - c"),
        ("=1;=1", "'=1;'=1"),
        (";=1", ";'=1"),
    ],
)
def test_no_formula_begins_within_a_cell_where_semicolons_part_them(words, told):
    assert export.harmless(words) == told


def test_what_a_workbook_cannot_hold_is_left_out(cast: Cast, browser):
    problem = cast.problem()
    problem.headline = "Bell\x07 and end\x1f" + "x" * 400
    problem.save()
    rows = list(as_book(browser, cast.ana)["Problems"].iter_rows(values_only=True))
    assert rows[1][0].startswith("Bell and endxxx")


def test_a_workbook_says_when_it_does_not_hold_all(cast: Cast, monkeypatch):
    monkeypatch.setattr(export, "MOST", 2)
    for number in range(3):
        cast.problem(f"No. {number}")
    book = load_workbook(export.as_xlsx(Scope(cast.ana), DAY, DAY.date()))
    last = [row[0] for row in book["Problems"].iter_rows(values_only=True)]
    assert last[1:] == ["No. 2", "No. 1", "Here are the newest 2 problems; the CSV file has all of them."]
