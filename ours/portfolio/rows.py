"""The problems behind each number: lists by a code, a page at a time, each page the walk of an index."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import Any, Final

from django.db.models import Q, QuerySet
from django.utils.translation import gettext_lazy as _

from ours.frame.models import Opportunity
from ours.own.models import Ability
from ours.portfolio.figures import ENDS, NEEDS, SORTS
from ours.portfolio.models import Fact, Fate
from ours.portfolio.scope import Scope
from ours.portfolio.words import FATES, NEED, SORTED, VERDICTS, Words
from ours.problem.models import Problem

ROWS: Final = 50
SOON: Final = timedelta(days=2)
OPEN: Final = Q(fate__in=[Fate.OPEN, Fate.BACK])


@dataclass(frozen=True)
class List:
    """What a list holds: its words, and which facts; `clock` for those that are found by when our promise runs out."""

    words: Words
    where: Q
    clock: str = ""  # overgrown, soon
    sold: bool = False  # of these only what touches something that was sold
    facts: dict[str, Words] = field(default_factory=dict)  # what the words name

    @property
    def told(self) -> str:
        """The words, in the reader's language."""
        return str(self.words) % self.facts if self.facts else str(self.words)


_HAS_OPTIONS: Final = Q(relief_options__gt=0) | Q(lasting_options__gt=0)
_TRIED: Final = Q(tried__gt=0)


def _of_side(end: str, side: str) -> Q:
    any_end = Q()
    for one in ENDS:
        any_end |= Q(**{f"{one}_{side}__gt": 0})
    return any_end & Q(**{f"{end}_{side}__gt": 0})


def _tried(need: str, sort: str) -> Q:
    some = Q(**{f"{sort}_helped__gt": 0}) | Q(**{f"{sort}_failed__gt": 0})
    return _TRIED & some & Q(need="" if need == "none" else need)


@cache
def lists() -> dict[str, List]:
    """Every list by its code, as it stands in addresses."""
    found = {
        "all": List(_("put on the table"), Q()),
        "open": List(_("open"), OPEN),
        "overgrown": List(_("overgrown: our promise of care has run out"), OPEN, "overgrown"),
        "soon": List(_("our promise of care runs out within two days"), OPEN, "soon"),
        "sold": List(_("open, and touching something that was sold"), OPEN & Q(promised=True)),
        "sold-overgrown": List(
            _("overgrown, and touching something that was sold"), OPEN & Q(promised=True), "overgrown", sold=True
        ),
        "named": List(_("with a need that was named"), ~Q(verdict="")),
        "back": List(_("came back"), Q(lives__gt=1)),
        "back-relief": List(_("came back after a relief had helped"), Q(lives__gt=1, back_relief__gt=0)),
        "back-lasting": List(_("came back after a lasting way out had helped"), Q(lives__gt=1, back_lasting__gt=0)),
        "able": List(_("where the client can do something without help since"), Q(abilities__gt=0)),
        "opens": List(_("open, and somebody said what solving it would open up"), OPEN & Q(opens_up=True)),
        "alone": List(_("with a relief that has no lasting partner"), _HAS_OPTIONS & Q(relief_alone__gt=0)),
        "kept-client": List(_("where the client’s side kept a commitment"), _of_side("kept", "client")),
        "missed-client": List(_("where the client’s side missed a commitment"), _of_side("missed", "client")),
        "moved-client": List(_("where the client’s side set a new day"), _of_side("moved", "client")),
        "kept-expert": List(_("where the expert’s side kept a commitment"), _of_side("kept", "expert")),
        "missed-expert": List(_("where the expert’s side missed a commitment"), _of_side("missed", "expert")),
        "moved-expert": List(_("where the expert’s side set a new day"), _of_side("moved", "expert")),
        "options-relief": List(_("with a relief among the ways out"), _HAS_OPTIONS & Q(relief_options__gt=0)),
        "chosen-relief": List(_("where a relief was chosen"), _HAS_OPTIONS & Q(relief_chosen__gt=0)),
        "helped-relief": List(_("where a relief helped"), _TRIED & Q(relief_helped__gt=0)),
        "failed-relief": List(_("where a relief was tried and did not help"), _TRIED & Q(relief_failed__gt=0)),
        "options-lasting": List(_("with a lasting way out"), _HAS_OPTIONS & Q(lasting_options__gt=0)),
        "chosen-lasting": List(_("where a lasting way out was chosen"), _HAS_OPTIONS & Q(lasting_chosen__gt=0)),
        "helped-lasting": List(_("where a lasting way out helped"), _TRIED & Q(lasting_helped__gt=0)),
        "failed-lasting": List(
            _("where a lasting way out was tried and did not help"), _TRIED & Q(lasting_failed__gt=0)
        ),
        "agreed": List(_("both signed the same words"), Q(agreed_days__isnull=False)),
        "relief": List(_("something helped"), Q(relief_days__isnull=False)),
        "lasting": List(_("a lasting way out helped"), Q(lasting_days__isnull=False)),
        "solved": List(_("the client confirmed that it is solved"), Q(solved_days__isnull=False)),
        "lasted": List(_("the client said that it lasted"), Q(fate=Fate.LASTED)),
    }
    found |= {f"fate-{key}": List(words, Q(fate=key)) for key, words in FATES.items()}
    found |= {f"verdict-{key}": List(words, Q(verdict=key)) for key, words in VERDICTS.items()}
    for need in (*NEEDS, "none"):
        for sort in SORTS:
            found[f"tried-{need}-{sort}"] = List(
                _("a way out was tried (%(sort)s), and the need names: %(need)s"),
                _tried(need, sort),
                facts={"sort": SORTED[sort], "need": NEED[need]},
            )
    return found


@dataclass(frozen=True)
class Place:
    """A place in a list: behind the problem with this id, and its month or the moment its promise runs out."""

    value: Any  # a month's number, or a moment
    id: int


@dataclass(frozen=True)
class Page:
    """Some of the problems behind a number, as facts with their problem and client, and where the next page begins."""

    facts: list[Any]
    notes: dict[int, list[str]]  # by problem, what the list is about in its own words
    older: Place | None


def page(scope: Scope, code: str, at: datetime, after: Place | None = None, *, limit: int = ROWS) -> Page:
    """A page of the list with this code. Three statements at most. Raises KeyError for a code that is none."""
    chosen = lists()[code]
    facts: list[Any]
    if chosen.clock:
        problems = list(by_clock(scope, chosen, at, after).select_related("fact", "client")[: limit + 1])
        facts = [one.fact for one in problems]
        for fact, problem in zip(facts, problems, strict=True):
            fact.problem, fact.client = problem, problem.client
    else:
        facts = list(_by_month(scope, chosen, after).select_related("problem", "client")[: limit + 1])
    older = None
    if len(facts) > limit:
        facts = facts[:limit]
        last = facts[-1]
        older = Place(last.problem.care_due if chosen.clock else last.month, last.problem_id)
    return Page(facts, _notes(code, [one.problem_id for one in facts]), older)


def _by_month(scope: Scope, chosen: List, after: Place | None) -> "QuerySet[Fact]":
    """The newest month first, as the indexes of a Fact go."""
    found = scope.facts().filter(chosen.where)
    if after is not None:
        behind = Q(month=after.value, problem__lt=after.id) | Q(month__lt=after.value)
        found = found.filter(behind, month__lte=after.value)  # the range that the index can begin at
    return found.order_by("-month", "-problem_id")


def by_clock(
    scope: Scope, chosen: List, at: datetime, after: Place | None = None, *, counted: bool = False
) -> "QuerySet[Problem]":
    """By the moment our promise runs out, the first one first: the index of the problems, whenever they began.

    `counted`: all of them are counted, and none is listed.
    """
    found = scope.ever.problems(counted=counted).filter(care_due__isnull=False)
    if chosen.clock == "overgrown":
        found = found.filter(care_due__lte=at)
    else:
        found = found.filter(care_due__gt=at, care_due__lte=at + SOON)
    if chosen.sold:
        found = found.filter(promised=True)
    if after is not None:
        behind = Q(care_due=after.value, pk__gt=after.id) | Q(care_due__gt=after.value)
        found = found.filter(behind, care_due__gte=after.value)
    return found.order_by("care_due", "pk")


def _notes(code: str, ids: list[int]) -> dict[int, list[str]]:
    """What somebody said, where the list is of that."""
    notes: dict[int, list[str]] = {}
    if code == "able":
        for problem, words in (
            Ability.objects.filter(problem__in=ids).order_by("at", "pk").values_list("problem_id", "words")
        ):
            notes.setdefault(problem, []).append(words)
    elif code == "opens":
        said = Opportunity.objects.filter(problem__in=ids).order_by("at", "pk")
        notes = {problem: [words] for problem, words in said.values_list("problem_id", "words")}  # the newest
    return notes
