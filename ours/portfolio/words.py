"""What the codes of figures, kinds and lists are called, in the reader's language."""

from typing import Any

from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ours.listen.models import RungKind, Verdict
from ours.own.models import WayOfWorking
from ours.portfolio.figures import MARKED, NEEDS, UNMARKED
from ours.portfolio.models import Fate
from ours.problem.models import Seriousness

Words = str | Promise

FATES: dict[str, Words] = {
    Fate.LASTED: _("solved, and it lasted"),
    Fate.SOLVED: _("solved"),
    Fate.BACK: _("open again after it came back"),
    Fate.OPEN: _("open"),
    Fate.PARKED: _("parked"),
    Fate.LET_GO: _("let go"),
}
NEED: dict[str, Words] = {
    **{kind: RungKind(kind).label for kind in MARKED},
    UNMARKED: _("not marked"),
    "none": _("no need named yet"),
}
SORTED: dict[str, Words] = {
    "relief": _("relief"),
    "lasting": _("lasting"),
    "client": _("an idea of the client"),
    "expert": _("an idea of the expert"),
    "lessened": _("a constraint made to matter less"),
    "direct": _("proposed as it is"),
    "loose": _("tried without being laid out as a way out"),
}
TIMED: dict[str, Words] = {
    "agreed": _("until both signed the same words"),
    "relief": _("until something helped"),
    "lasting": _("until a lasting way out helped"),
    "solved": _("until the client confirmed that it is solved"),
    "lasted": _("until the client said that it lasted"),
}
VERDICTS: dict[str, Words] = {one.value: one.label for one in Verdict}
WAYS: dict[str, Words] = {one.value: one.label for one in WayOfWorking.Way}
SERIOUS: dict[str, Words] = {str(one.value): one.label for one in reversed(Seriousness)}

# The kinds of problems that the page can be narrowed to, as slices of `figures.slices`, in groups.
KINDS: tuple[tuple[Words, tuple[tuple[str, Words], ...]], ...] = (
    (_("How far off the request was"), tuple((f"verdict:{key}", words) for key, words in VERDICTS.items())),
    (_("What the need names"), tuple((f"need:{key}", NEED[key]) for key in NEEDS)),
    (_("How serious"), tuple((f"seriousness:{key}", words) for key, words in SERIOUS.items())),
    (_("How both work on it"), tuple((f"way:{key}", words) for key, words in WAYS.items())),
    (
        _("What was sold"),
        (("promised:yes", _("touches what was sold")), ("promised:no", _("touches nothing that was sold"))),
    ),
)


def month_words(month: int) -> str:
    """A month by its number: "March 2026"."""
    return date_format(first_day(month), "YEAR_MONTH_FORMAT")


def month_short(month: int) -> str:
    """A month in a narrow place: "Mar"; January with its year instead."""
    day = first_day(month)
    return date_format(day, "Y") if day.month == 1 else date_format(day, "M")


def first_day(month: int) -> Any:
    """The first day of a month by its number."""
    from datetime import date

    return date(month // 12, month % 12 + 1, 1)
