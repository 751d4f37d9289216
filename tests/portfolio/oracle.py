"""The figures of the portfolio told anew from the Events, by other code than the product's."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC

from ours.listen.models import Need
from ours.problem.models import Event, Problem
from ours.solve.models import Attempt, NextLife, Option

WORDS = {"minor": 1, "moderate": 2, "serious": 3}
MARKS = {
    "a tactic": "tactic",
    "an outcome": "outcome",
    "a measure": "measure",
    "what is at stake for a person": "stake",
    "a constraint": "constraint",
    "not clear yet": "unclear",
}
WAYS = {"done for the client": "done", "taught": "taught", "coached": "coached", "done together": "together"}


@dataclass
class Told:
    """What the Events of one problem tell."""

    problem: Problem
    month: int = 0
    seriousness: int = 2
    touches: int = 0
    need: tuple | None = None  # verdict, rounds, rung
    marks: dict = field(default_factory=dict)
    way: str = ""
    side_of: dict = field(default_factory=dict)  # of commitments
    ends: Counter = field(default_factory=Counter)
    able: int = 0
    opens: bool = False
    agreed: int | None = None
    decided: dict = field(default_factory=dict)
    paired: set = field(default_factory=set)
    results: dict = field(default_factory=dict)  # attempt: (event id, mark, at)
    backs: int = 0
    solved: object = None
    lasted: object = None
    parked: bool = False
    gone: bool = False

    def days(self, at):
        return None if at is None else max(0, (at - self.problem.opened_at).days)


def replay(problem: Problem) -> Told:
    now = Told(problem)
    named = {need.pk: need.rung_id for need in Need.objects.filter(problem=problem)}
    for event in Event.objects.filter(problem=problem).order_by("pk"):
        told, kind = event.told, event.kind
        if kind == "opened":
            at = event.at.astimezone(UTC)
            now.month = at.year * 12 + at.month - 1
        elif kind == "seriousness_set":
            now.seriousness = WORDS[told["seriousness"]["t"]]
        elif kind == "promised_touched":
            now.touches += 1
        elif kind in ("promised_untouched", "promised_ended"):
            now.touches -= 1
        elif kind == "need_named":
            now.need = (told["verdict"]["t"], told["rounds"], named[told["need"]])
        elif kind == "marked":
            now.marks[told["rung"]] = MARKS[told["what"]["t"]]
        elif kind == "way_agreed":
            now.way = WAYS[told["way"]["t"]]
        elif kind == "committed":
            now.side_of[told["commitment"]] = event.side
        elif kind in ("commitment_kept", "commitment_missed"):
            now.ends[kind.removeprefix("commitment_"), now.side_of[told["commitment"]]] += 1
        elif kind == "commitment_renegotiated":
            now.side_of[told["commitment"]] = event.side
            now.ends["moved", event.side] += 1
        elif kind == "able":
            now.able += 1
        elif kind == "opens_up":
            now.opens = True
        elif kind == "all_agreed":
            now.agreed = now.days(event.at) if now.agreed is None else now.agreed
        elif kind in ("option_chosen", "option_turned_down", "option_later"):
            now.decided[told["option"]] = kind
        elif kind == "option_paired":
            now.paired.add(told["option"])
        elif kind in ("attempt_helped", "attempt_failed", "attempt_open"):
            now.results[told["attempt"]] = (event.pk, kind, event.at)
        elif kind in ("relieved_and_back", "eased_and_back", "came_back"):
            now.backs += 1
            now.solved = now.lasted = None
        elif kind in ("solved", "solved_enough"):
            now.solved, now.parked = event.at, False
        elif kind in ("lasted", "lasted_said"):
            now.lasted = now.lasted or event.at
        elif kind == "parked" and told["what"]["t"] == "the problem":
            now.parked = True
        elif kind == "returned" and told["what"] == "problem":
            now.parked = False
        elif kind == "let_go":
            now.gone, now.parked = True, False
        elif kind == "taken_up":
            now.gone = False
    return now


def fate(now: Told) -> str:
    if now.solved is not None:
        return "lasted" if now.lasted is not None else "solved"
    if now.gone:
        return "let_go"
    if now.parked:
        return "parked"
    return "back" if now.backs else "open"


def need_of(now: Told) -> str:
    return now.marks.get(now.need[2], "unmarked") if now.need else ""


def kinds(now: Told) -> set[str]:
    found = {"all", f"seriousness:{now.seriousness}", f"promised:{'yes' if now.touches else 'no'}"}
    found |= {f"verdict:{now.need[0]}", f"need:{need_of(now)}"} if now.need else set()
    return found | ({f"way:{now.way}"} if now.way else set())


def codes(now: Told) -> Counter:
    found = Counter({f"fate:{fate(now)}": 1})
    if now.need:
        found[f"rounds:{now.need[0]}:{now.need[1]}"] += 1
    if now.backs:
        found[f"lives:{now.backs + 1}"] += 1
    if now.touches:
        found[f"touching:{fate(now)}"] += 1
    if now.opens:
        found[f"opens:{fate(now)}"] += 1
    found["abilities"] += now.able
    for (end, side), number in now.ends.items():
        found[f"{end}_{side}"] += number
    tries(now, found)
    times = {"agreed": now.agreed, "solved": now.days(now.solved), "lasted": now.days(now.lasted)}
    for name, days in times.items():
        if days is not None:
            found[f"{name}:{days}"] += 1
    return +found


def tries(now: Told, found: Counter) -> None:
    options = {one.pk: one for one in Option.objects.filter(problem=now.problem).select_related("idea__given_by")}
    option_of = dict(Attempt.objects.filter(problem=now.problem).values_list("pk", "option_id"))
    for one in options.values():
        found[f"{one.kind}_options"] += 1
        found[f"{one.kind}_chosen"] += now.decided.get(one.pk) == "option_chosen"
        if one.kind == "relief" and one.pk not in now.paired and now.decided.get(one.pk) != "option_turned_down":
            found["relief_alone"] += 1
    ended = {}
    for attempt, (number, mark, _at) in sorted(now.results.items(), key=lambda item: item[1][0]):
        if mark != "attempt_open":
            ended[option_of[attempt] or ("attempt", attempt)] = "helped" if mark == "attempt_helped" else "failed"
            assert number
    need = need_of(now) or "none"
    for what, end in ended.items():
        if isinstance(what, tuple):
            found[f"{end}:{need}:loose"] += 1
            continue
        option = options[what]
        origin = "lessened" if option.lessening_id else "direct"
        if option.idea:
            origin = "client" if option.idea.given_by.client_id else "expert"
        found[f"{end}:{need}:{option.kind}"] += 1
        found[f"{end}:{need}:{origin}"] += 1
        found[f"{option.kind}_{end}"] += 1
    helped = [(at, option_of[attempt]) for attempt, (_n, mark, at) in now.results.items() if mark == "attempt_helped"]
    for name, some in (
        ("relief", [at for at, _one in helped]),
        ("lasting", [at for at, one in helped if one and options[one].kind == "lasting"]),
    ):
        if some:
            found[f"{name}:{now.days(min(some))}"] += 1
    for life in NextLife.objects.filter(problem=now.problem).select_related("after__attempt__option"):
        after = life.after.attempt.option
        if after is not None:
            found[f"back_{after.kind}"] += 1


@dataclass
class Known:
    """One problem, told."""

    pk: int
    month: int
    kinds: set[str]
    codes: Counter


def known(problems) -> list[Known]:
    """What the Events tell of these problems."""
    found = [replay(problem) for problem in problems]
    return [Known(now.problem.pk, now.month, kinds(now), codes(now)) for now in found]


def told(some: list[Known], *, of=None, kind: str = "all", since: int = 0, until: int = 10**6) -> Counter:
    """The figures over some problems; `of` are the ids of those that count."""
    found = Counter()
    for one in some:
        if kind in one.kinds and since <= one.month <= until and (of is None or one.pk in of):
            found.update(one.codes)
    return found
