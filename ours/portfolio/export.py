"""The portfolio as a file: CSV for programs, a workbook for people. What was typed never becomes a formula."""

import csv
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from io import TextIOWrapper
from typing import IO, Any, Final

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from openpyxl import Workbook
from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Font

from ours.portfolio.figures import SIDES, SORTS, TIMES
from ours.portfolio.reading import Portfolio, portfolio
from ours.portfolio.scope import Scope
from ours.portfolio.words import FATES, NEED, SERIOUS, SORTED, TIMED, VERDICTS, WAYS, month_words
from ours.templating import url

MOST: Final = 20_000  # problems in a workbook, the newest; a CSV file has all of them
CHUNK: Final = 2000
LONGEST: Final = 32_000  # characters in one cell; Excel takes 32,767
# A cell that begins so is a formula to a spreadsheet program (OWASP, CSV injection).
_BEGINS_FORMULA: Final = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # noqa: RUF001
# Programs in many languages part CSV at semicolons, or at tabs: there a cell may begin in the middle of another.
_BEGINS_CELL: Final = re.compile("(?s)((?:;|(?<=.)[\t\r\n])[ \"']*)(?=[-=+@＝＋－＠])")  # noqa: RUF001
# What XML cannot hold.
_UNWRITABLE: Final = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def as_csv(scope: Scope) -> IO[bytes]:
    """Every problem of a scope, the newest month first; UTF-8 with the mark that Excel looks for."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer that sends it
    text = TextIOWrapper(file, encoding="utf-8-sig", newline="")
    writer = csv.writer(text)
    writer.writerow([harmless(one) for one in heads()])
    for row in lines(scope):
        writer.writerow([harmless(one) for one in row])
    text.flush()
    text.detach()
    file.seek(0)
    return file


def as_xlsx(scope: Scope, at: datetime, today: date) -> IO[bytes]:
    """A workbook: the figures as the page shows them, and the newest MOST problems of the scope."""
    book = Workbook(write_only=True)
    sheet = book.create_sheet(_("Figures"))
    sheet.column_dimensions["A"].width = 60
    for row in figures(portfolio(scope, at, today)):
        sheet.append([_cell(sheet, one) for one in row])
    sheet = book.create_sheet(_("Problems"))
    sheet.freeze_panes = "B2"
    sheet.column_dimensions["A"].width = 60
    sheet.append([_cell(sheet, one, bold=True) for one in heads()])
    more = False
    for number, row in enumerate(lines(scope)):
        if more := number == MOST:
            break
        sheet.append([_cell(sheet, one) for one in row])
    if more:
        told = _("Here are the newest %(n)d problems; the CSV file has all of them.") % {"n": MOST}
        sheet.append([_cell(sheet, told)])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - closed by the answer that sends it
    book.save(file)
    file.seek(0)
    return file


def harmless(value: Any) -> Any:
    """A value for a cell of CSV: an apostrophe stands before all that a spreadsheet program would reckon."""
    if not isinstance(value, str):
        return value
    value = _BEGINS_CELL.sub(r"\1'", value)
    return f"'{value}" if value.lstrip(" ").startswith(_BEGINS_FORMULA) else value


def _cell(sheet: Any, value: Any, *, bold: bool = False) -> Any:
    """A cell of a workbook; text stays text, whatever it begins with, also once somebody edits it."""
    if not isinstance(value, str):
        return value
    cell = WriteOnlyCell(sheet, _UNWRITABLE.sub("", value)[:LONGEST])
    cell.data_type = "s"
    if value.startswith(_BEGINS_FORMULA):
        cell.quotePrefix = True
    if bold:
        cell.font = Font(bold=True)
    return cell


def heads() -> list[str]:
    """What the columns are called, in the reader's language."""
    return [
        *(_("Problem"), _("Address"), _("Client"), _("Engagement"), _("Put on the table on"), _("What became of it")),
        *(_("How serious"), _("Touches what was sold"), _("How far off the request was"), _("What the need names")),
        *(_("Rounds of questions"), _("How both work on it")),
        *(_("Days %(until)s") % {"until": TIMED[time]} for time in TIMES),
        *(_("Lives"), _("What the client can do without help"), _("What it opens up is said")),
        *(_("Commitments kept, client"), _("Commitments missed, client"), _("New days, client")),
        *(_("Commitments kept, expert"), _("Commitments missed, expert"), _("New days, expert")),
        *(_("Reliefs"), _("Reliefs chosen"), _("Reliefs without a lasting partner")),
        *(_("Lasting ways out"), _("Lasting ways out chosen")),
        *(
            words % {"sort": SORTED[sort]}
            for sort in SORTS
            for words in (_("Helped: %(sort)s"), _("Did not help: %(sort)s"))
        ),
    ]


_PLAIN: Final = (
    *("lives", "abilities", "opens_up"),
    *(f"{end}_{side}" for side in SIDES for end in ("kept", "missed", "moved")),
    *("relief_options", "relief_chosen", "relief_alone", "lasting_options", "lasting_chosen"),
    *(f"{sort}_{end}" for sort in SORTS for end in ("helped", "failed")),
)


def lines(scope: Scope) -> Iterator[list[Any]]:
    """The problems of a scope as rows under `heads`, some thousand at a time."""
    facts = scope.facts().select_related("problem", "client", "engagement").order_by("-month", "-problem_id")
    zone = timezone.get_current_timezone()
    yes, no = _("yes"), _("no")
    for fact in facts.iterator(chunk_size=CHUNK):
        plain = [getattr(fact, name) for name in _PLAIN]
        yield [
            fact.problem.headline,
            settings.ADDRESS + url("table", problem_id=fact.problem_id),
            fact.client.name,
            fact.engagement.name,
            fact.problem.opened_at.astimezone(zone).date(),
            str(FATES[fact.fate]),
            str(SERIOUS[str(fact.seriousness)]),
            yes if fact.promised else no,
            str(VERDICTS.get(fact.verdict, "")),
            str(NEED[fact.need]) if fact.need else "",
            fact.rounds if fact.verdict else None,
            str(WAYS.get(fact.way, "")),
            *(getattr(fact, f"{time}_days") for time in TIMES),
            *(yes if one is True else no if one is False else one for one in plain),
        ]


def figures(page: Portfolio) -> Iterator[Sequence[Any]]:
    """The figures of the page as rows: what, how many."""
    found = page.numbers
    yield [_("Figures of the portfolio")]
    yield from _asked(page.scope)
    yield []
    yield [_("Put on the table"), found.all]
    for row in page.fates:
        yield [str(row.words), row.number]
    yield [_("Came back at least once"), found.back]
    yield [_("Times that one came back"), found.returns]
    yield []
    yield [_("Open now, whenever they were put on the table"), page.open_now]
    yield [_("Overgrown: our promise of care has run out"), page.now.overgrown]
    yield [_("Our promise of care runs out within two days"), page.now.soon]
    yield [_("Overgrown, and touching something that was sold"), page.now.sold_overgrown]
    yield [_("Promised outcomes that have not ended"), page.now.promises]
    yield [_("Of these their day is over"), page.now.late]
    yield [_("Promised outcomes reached"), page.now.reached]
    yield [_("Promised outcomes not reached"), page.now.missed]
    yield []
    yield [_("How far off the request was"), _("Number"), _("Rounds, the half"), _("Rounds, three quarters")]
    for verdict in page.verdicts:
        took = verdict.rounds
        yield [str(verdict.row.words), verdict.row.number, took and took.half, took and took.most]
    yield []
    yield [_("Days from the request"), _("Number"), _("a quarter within"), _("half within"), _("three quarters within")]
    for one in page.took:
        yield [str(one.words), *(one.quarters or (0, None, None, None))]
    yield []
    yield [_("Ways out"), _("laid"), _("chosen"), _("helped"), _("did not help"), _("came back after")]
    for sort in page.sorts:
        numbers = (sort.laid, sort.chosen, sort.helped, sort.failed, sort.back)
        yield [str(sort.words), *(one.number for one in numbers)]
    yield [_("Reliefs without a lasting partner"), found["relief_alone"]]
    yield []
    yield [_("Commitments"), _("kept"), _("missed"), _("new day")]
    for side in page.sides:
        yield [side.name or _("the clients"), *(row.number for row in side.ends)]
    yield []
    yield [_("What the client can do without help"), found["abilities"]]
    yield []
    yield [_("What the need names"), _("Way out"), _("helped"), _("tried"), _("at least, %"), _("at most, %")]
    for worked in [*page.worked, *page.origins, *page.too_few]:
        of = worked.share
        bounds = [round(of.low * 100), round(of.high * 100)] if of.enough else [_("not enough to tell yet")]
        yield [str(worked.need), str(worked.sort), of.helped, of.cases, *bounds]


def _asked(scope: Scope) -> Iterable[Sequence[Any]]:
    """What the choice was."""
    if scope.client or scope.seat.client:
        yield [_("Client"), str(scope.client or scope.seat.client)]
    if scope.engagement:
        yield [_("Engagement"), scope.engagement.name]
    if scope.expert:
        yield [_("Expert"), scope.expert.name]
    if scope.since:
        yield [_("From"), month_words(scope.since)]
    if scope.until:
        yield [_("Until"), month_words(scope.until)]
