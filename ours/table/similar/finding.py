"""What is similar to a text or a problem, and why. Only rows that may be shown at this moment are told."""

from dataclasses import dataclass, field, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any

from django.db.models import QuerySet

from ours.cases.models import Case, CaseWords
from ours.meaning.encoder import encoder, installed
from ours.meaning.index import Near, asked
from ours.prepared import Rows
from ours.solve.models import Constraint
from ours.table.similar.models import BroughtIn
from ours.table.similar.nearby import nearby
from ours.table.similar.telling import Why, in_order, shares, why
from ours.table.similar.traces import count_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LONGEST = 20_000  # characters of what is asked that are read
LIKE = 0.25  # how near in meaning a case must be that has no word in common
FEW = 100  # cases, up to which a statement is put together once for so many
DEEPEST = 4000  # cases that are looked at for one answer
WORDS_AND_MEANING, WORDS = "words+meaning", "words"


@dataclass(frozen=True)
class Similar:
    """A case that is near: `id` is the one it was brought in with, or its own; `score` 0 to 1 and a little more."""

    case: int
    id: str
    brought_in: bool
    title: str
    score: float
    why: Why


@dataclass(frozen=True)
class Found:
    """The cases, the nearest first, and what they were found by: "words+meaning" or "words"."""

    by: str
    cases: list[Similar] = field(default_factory=list)


def find(
    firm_id: int,
    text: str,
    *,
    limit: int,
    problem: int | None = None,
    need: str = "",
    count: tuple[int, int] | None = None,
) -> Found:
    """A firm's cases that are near a text, at most `limit`.

    With the id of a problem, its own case is left out, and the kinds of constraint that both have are told; with the
    words of its need, whether the need is shared. `count` is the firm's `count_of`, where it was asked for already.
    """
    text = text[:LONGEST].strip()
    count = count or count_of(firm_id)
    if count is None or not text:
        return Found(WORDS_AND_MEANING if installed() else WORDS)
    here = nearby(firm_id, count)
    meaning = _meaning(text) if here.has_meanings else None
    what, deep = asked(text, meaning), limit * 2 + 8
    while True:
        near = here.nearest(what, deep)
        rows = _rows(firm_id, [one.key for one in near], problem)
        if len(rows) >= limit or len(near) < deep or deep >= DEEPEST:
            break
        deep *= 8
    best = [one for one in near if one.key in rows][:limit]
    more = _more([rows[one.key] for one in best], need or text, problem)
    told = [(one, _similar(rows[one.key], text, one, *more[one.key])) for one in best]
    # What has no word in common and does not mean the like is not similar, even if nothing is nearer.
    cases = [case for one, case in told if case.why.words or (one.meaning or 0) >= LIKE]
    return Found(WORDS if meaning is None else WORDS_AND_MEANING, cases)


_COLUMNS = ("pk", "outside_id", "problem_id", "shown", "shown_title", "shown_text")


def _rows(firm_id: int, keys: list[int], problem: int | None) -> dict[int, Any]:
    if len(keys) <= FEW:
        found = _few(len(keys))(firm_id, *keys) if keys else []
    else:
        found = list(_shown(firm_id, *keys).values_list(*_COLUMNS, named=True))
    return {row.pk: row for row in found if problem is None or row.problem_id != problem}


def _shown(firm_id: int, *keys: int) -> "QuerySet[Case]":
    return Case.objects.filter(firm_id=firm_id, pk__in=keys).exclude(shown="")


@cache
def _few(many: int) -> Rows:
    return Rows((int,) * (many + 1), lambda firm_id, *keys: _shown(firm_id, *keys).values(*_COLUMNS))


@cache
def _brought_in(many: int) -> Rows:
    return Rows((int,) * many, lambda *keys: BroughtIn.objects.filter(case__in=keys).values("case", "fields"))


def _similar(row: Any, text: str, near: Near, need: str, constraints: list[str]) -> Similar:
    reason = replace(
        why(text, row.shown_title, row.shown_text, near.passage), need=need, constraints=in_order(constraints)
    )
    brought_in = row.outside_id is not None
    id = row.outside_id if brought_in else str(row.pk)
    return Similar(row.pk, id, brought_in, row.shown_title, round(max(near.score, 0.0), 4), reason)


def _more(rows: list[Any], need: str, problem: int | None) -> dict[int, tuple[str, list[str]]]:
    """For each case its need, where it is shared, and the kinds of constraint that it shares with the problem."""
    needs, kinds = dict.fromkeys((row.pk for row in rows), ""), {row.pk: list[str]() for row in rows}
    if outside := [row.pk for row in rows if row.outside_id is not None]:
        for case, fields in _brought_in(len(outside))(*outside):
            needs[case] = text_of(fields.get("need"))
            kinds[case] = [one for one in Constraint.Whose.values if one in (fields.get("constraints") or ())]
    by_problem = {row.problem_id: row for row in rows if row.problem_id is not None}
    if by_problem:
        words = CaseWords.objects.filter(version__case__in=[row.pk for row in by_problem.values()])
        for case, form, told in words.exclude(need="").values_list("version__case", "form", "need"):
            row = next(row for row in by_problem.values() if row.pk == case)
            if form == row.shown and told in row.shown_text:  # a version that may not be shown keeps its need to itself
                needs[case] = told
    own: set[str] = set()
    if problem is not None:
        constraints = Constraint.objects.filter(problem__in=[problem, *by_problem]).values_list("problem", "whose")
        for one, whose in constraints:
            if one == problem:
                own.add(whose)
            else:
                kinds[by_problem[one].pk].append(whose)
    shared = {case: told for case, told in needs.items() if told and shares(need, told)}
    return {row.pk: (shared.get(row.pk, ""), [one for one in kinds[row.pk] if one in own]) for row in rows}


def text_of(value: Any) -> str:
    """A field of an import as text; empty where it is none."""
    return value if isinstance(value, str) else ""


@lru_cache(maxsize=256)
def _meaning(text: str) -> "NDArray[np.float32] | None":
    reader = encoder()
    return None if reader is None else reader.encode([text])[0]
