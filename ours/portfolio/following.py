"""Facts follow the deeds, in their transaction; a plain word at a table changes nothing here and costs nothing."""

from typing import Any, Final

from ours.portfolio import tallies
from ours.portfolio.figures import NAMES
from ours.portfolio.models import Fact
from ours.portfolio.reckoning import WHOLE, Values, fate_of, of_problem, reckon
from ours.problem.models import Event, Problem

_OPTIONS: Final = ("options",)
_BACK: Final = ("options", "solved")
# The kinds of Event that change a fact, and what is reckoned anew; nothing where only the problem's own columns did.
FOLLOWED: Final[dict[str, tuple[str, ...]]] = {
    **dict.fromkeys(
        "seriousness_set parked returned promised_touched promised_untouched promised_ended let_go taken_up".split(), ()
    ),
    **dict.fromkeys(("need_named", "marked"), ("needs",)),
    "way_agreed": ("ways",),
    **dict.fromkeys(("commitment_kept", "commitment_missed", "commitment_renegotiated"), ("commitments",)),
    "able": ("abilities",),
    "opens_up": ("opens",),
    "all_agreed": ("signed",),
    **dict.fromkeys("option_proposed option_early idea_taken_up option_paired option_chosen".split(), _OPTIONS),
    **dict.fromkeys("option_turned_down option_later attempt_open attempt_helped attempt_failed".split(), _OPTIONS),
    **dict.fromkeys(("came_back", "relieved_and_back", "eased_and_back"), _BACK),
    **dict.fromkeys(("solved", "solved_enough", "lasted", "lasted_said"), ("solved",)),
}


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history, told after those that change the problem's own columns."""
    if event.kind == "opened":
        put(problem, None, {})
    elif event.kind in FOLLOWED:
        known: Values | None = _known(problem)
        put(problem, known, reckon(problem, WHOLE if known is None else FOLLOWED[event.kind]))


def _known(problem: Problem) -> Values | None:
    """Its fact as it is kept, all columns."""
    found: Any = Fact.objects.filter(pk=problem.pk).values()
    row: Values | None = found.first()
    return row


def put(problem: Problem, known: Values | None, reckoned: Values) -> bool:
    """Keep a problem's fact, and what changes by it in the sums. `known` is the row as it is, None for a new one;
    `reckoned` the columns that are known anew. True if anything changed."""
    fresh = (known or BLANK) | of_problem(problem) | reckoned
    fresh["fate"] = fate_of(problem, fresh)
    if known is None:
        made = {name: value for name, value in fresh.items() if name in COLUMNS}
        Fact.objects.create(
            problem=problem,
            firm_id=problem.firm_id,
            client_id=problem.client_id,
            engagement_id=problem.engagement_id,
            **made,
        )
    else:
        changed = {name: value for name, value in fresh.items() if value != known[name]}
        if not changed:
            return False
        Fact.objects.filter(pk=problem.pk).update(**changed)
    tallies.move(problem.firm_id, row_of(known) if known else None, row_of(fresh))
    return True


def row_of(values: Values) -> tuple[Any, ...]:
    """The columns that count, in their order."""
    return tuple(values[name] for name in NAMES)


_FIELDS: Final = [field for field in Fact._meta.local_concrete_fields if not field.is_relation]
COLUMNS: Final = {field.attname for field in _FIELDS}
BLANK: Final[Values] = {
    field.attname: None if field.null else field.get_default() for field in _FIELDS if field.attname != "month"
}
