"""Facts from records: one problem's in one statement, or those of some hundreds together."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Any, Final

from ours.own.models import Outcome
from ours.people.models import Side
from ours.portfolio.figures import SORTS, UNMARKED, month_of
from ours.portfolio.models import Fate
from ours.portfolio.sources import SOURCES, Records, loaded
from ours.problem.gather import Part, gather
from ours.problem.models import Problem
from ours.solve.models import Decision, Option, Result

Values = dict[str, Any]  # by column of a Fact


def _needs(known: Records, problem: Problem) -> Values:
    named = known.of("needs", problem)
    if not named:
        return {"verdict": "", "need": "", "rounds": 0}
    newest = named[-1]
    kind = known.mark.get(newest.rung_id, UNMARKED)
    return {"verdict": newest.verdict, "need": kind, "rounds": newest.rounds}


def _ways(known: Records, problem: Problem) -> Values:
    agreed = known.of("ways", problem)
    return {"way": agreed[-1].way if agreed else ""}


_END: Final = {Outcome.Kind.KEPT: "kept", Outcome.Kind.MISSED: "missed", Outcome.Kind.RENEGOTIATED: "moved"}


def _commitments(known: Records, problem: Problem) -> Values:
    found = {f"{end}_{side}": 0 for side in Side.values for end in _END.values()}
    for row in known.of("commitments", problem):
        if row.id in known.outcome:
            found[f"{_END[Outcome.Kind(known.outcome[row.id])]}_{row.side}"] += 1
    return found


def _abilities(known: Records, problem: Problem) -> Values:
    return {"abilities": len(known.of("abilities", problem))}


def _opens(known: Records, problem: Problem) -> Values:
    return {"opens_up": bool(known.of("opens", problem))}


def _signed(known: Records, problem: Problem) -> Values:
    signed = known.of("signed", problem)
    return {"agreed_days": _days(problem, signed[0].at) if signed else None}


def _solved(known: Records, problem: Problem) -> Values:
    standing = known.of("solved", problem)
    if not standing:
        return {"solved_days": None, "lasted_days": None}
    row = standing[0]
    lasted = None if row.lasted_at is None else _days(problem, row.lasted_at)
    return {"solved_days": _days(problem, row.at), "lasted_days": lasted}


def _options(known: Records, problem: Problem) -> Values:
    options = {row.id: row for row in known.of("options", problem)}
    decided = {row.option_id: row.kind for row in known.of("decisions", problem)}  # the newest
    paired = {row.relief_id for row in known.of("pairings", problem)}
    giver = {row.id: row.given_by_id for row in known.of("ideas", problem)}
    attempts = {row.id: row.option_id for row in known.of("attempts", problem)}
    newest = {row.attempt_id: row for row in known.of("results", problem)}
    kinds: dict[int, str] = {row.id: row.kind for row in options.values()}

    found: Values = dict.fromkeys(("relief_options", "relief_chosen", "relief_alone"), 0)
    found |= dict.fromkeys(("lasting_options", "lasting_chosen", "tried"), 0)
    found |= {f"{sort}_{end}": 0 for sort in SORTS for end in ("helped", "failed")}
    for option in options.values():
        found[f"{option.kind}_options"] += 1
        found[f"{option.kind}_chosen"] += decided.get(option.id) == Decision.Kind.CHOSEN
        found["relief_alone"] += (
            option.kind == Option.Kind.RELIEF
            and option.id not in paired
            and decided.get(option.id) != Decision.Kind.TURNED_DOWN
        )
    # A way out counts once, by the newest word on any attempt at it; what was tried without one counts for itself.
    last: dict[tuple[str, int], Any] = {}
    for attempt, row in newest.items():
        if row.mark != Result.Mark.TO_BE_SEEN:
            option_id = attempts[attempt]
            key = ("option", option_id) if option_id else ("attempt", attempt)
            if key not in last or (row.at, row.id) > (last[key].at, last[key].id):
                last[key] = row
    for (what, one), row in last.items():
        end = "helped" if row.mark == Result.Mark.HELPED else "failed"
        found["tried"] += 1
        if what == "attempt":
            found[f"loose_{end}"] += 1
        else:
            found[f"{kinds[one]}_{end}"] += 1
            found[f"{_origin(options[one], giver, known.client_of)}_{end}"] += 1
    helped = [row for row in newest.values() if row.mark == Result.Mark.HELPED]
    lasting = [row for row in helped if kinds.get(attempts[row.attempt_id] or 0) == Option.Kind.LASTING]
    found["relief_days"] = _days(problem, min(row.at for row in helped)) if helped else None
    found["lasting_days"] = _days(problem, min(row.at for row in lasting)) if lasting else None
    return found | _lives(known, problem, attempts, kinds)


def _origin(option: Any, giver: Mapping[int, int], client_of: Mapping[int, int | None]) -> str:
    """Where a way out came from: an idea of a side, a constraint made to matter less, or none of these."""
    if option.idea_id is not None:
        return "expert" if client_of[giver[option.idea_id]] is None else "client"
    return "direct" if option.lessening_id is None else "lessened"


def _lives(known: Records, problem: Problem, attempts: Mapping[int, int | None], kinds: Mapping[int, str]) -> Values:
    returns = known.of("returns", problem)
    attempt_of = {row.id: row.attempt_id for row in known.of("results", problem)}
    after = [kinds.get(attempts[attempt_of[row.after_id]] or 0, "") for row in returns]
    return {
        "lives": 1 + len(returns) + len(known.of("others_back", problem)),
        "back_relief": after.count(Option.Kind.RELIEF.value),
        "back_lasting": after.count(Option.Kind.LASTING.value),
    }


@dataclass(frozen=True)
class Group:
    """Columns that are reckoned together, and the records they come from."""

    sources: tuple[str, ...]
    reckon: Callable[[Records, Problem], Values]


GROUPS: Final[dict[str, Group]] = {
    "needs": Group(("needs", "marks"), _needs),
    "ways": Group(("ways",), _ways),
    "commitments": Group(("commitments", "outcomes"), _commitments),
    "abilities": Group(("abilities",), _abilities),
    "opens": Group(("opens",), _opens),
    "signed": Group(("signed",), _signed),
    "options": Group(
        ("options", "ideas", "givers", "decisions", "pairings", "attempts", "results", "returns", "others_back"),
        _options,
    ),
    "solved": Group(("solved",), _solved),
}
WHOLE: Final = tuple(GROUPS)


def of_problem(problem: Problem) -> Values:
    """The columns that come from the problem's own; `fate` is put to them by `fate_of`."""
    return {
        "month": month_of(problem.opened_at),
        "seriousness": problem.seriousness,
        "promised": problem.promised,
    }


def reckon(problem: Problem, groups: tuple[str, ...]) -> Values:
    """The columns of these groups for one problem, in one statement. Records that its deed has written are seen."""
    if not groups:
        return {}
    known = Records(gather(_parts(groups), problem.pk))
    return _merged(known, problem, groups)


def reckon_all(problems: Sequence[Problem]) -> dict[int, Values]:
    """All columns, by problem, of some hundreds that follow each other: a statement for each kind of record."""
    if not problems:
        return {}
    ids = [problem.pk for problem in problems]
    known = Records({key: loaded(source, min(ids), max(ids)) for key, source in SOURCES.items()})
    found = {}
    for problem in problems:
        values = of_problem(problem) | _merged(known, problem, WHOLE)
        found[problem.pk] = values | {"fate": fate_of(problem, values)}
    return found


def fate_of(problem: Problem, values: Mapping[str, Any]) -> str:
    """What became of a problem, from its own columns and the reckoned ones."""
    if problem.solved_at is not None:
        return Fate.SOLVED.value if values["lasted_days"] is None else Fate.LASTED.value
    if problem.let_go_at is not None:
        return Fate.LET_GO.value
    if problem.care_due is None:
        return Fate.PARKED.value
    return Fate.BACK.value if values["lives"] > 1 else Fate.OPEN.value


def _merged(known: Records, problem: Problem, groups: Iterable[str]) -> Values:
    found: Values = {}
    for group in groups:
        found |= GROUPS[group].reckon(known, problem)
    return found


@cache
def _parts(groups: tuple[str, ...]) -> dict[str, Part]:
    keys = [key for group in groups for key in GROUPS[group].sources]
    return {key: Part(SOURCES[key].model, SOURCES[key].columns, SOURCES[key].where, SOURCES[key].order) for key in keys}


def _days(problem: Problem, moment: datetime) -> int:
    """Whole days since it was put on the table; 0 for what is told of an earlier moment."""
    return max(0, (moment - problem.opened_at).days)
