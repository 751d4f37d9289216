"""The verbs of trying: begin, note what came of it, and say that the problem came back (S7, S9)."""

from datetime import datetime
from typing import Any

from django.db import transaction

from ours.people.models import Seat
from ours.problem import acts as problems
from ours.problem import signs
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import BadSign, Parking, Problem
from ours.solve import idea_acts, option_acts
from ours.solve.models import Attempt, Decision, Fate, Idea, NextLife, Option, Result
from ours.solve.solving import solving


@transaction.atomic
def begin(
    problem: Problem,
    words: str,
    expected: str,
    *,
    option: Option | None = None,
    idea: Idea | None = None,
    by: Seat,
    at: datetime,
) -> Attempt:
    """Begin to try something, and say what is expected of it.

    What came back no longer burns. `option` is the way out that it tries. `idea` an idea that is tried as it is; an
    option's idea is told as tried too.
    """
    hold(problem)
    signs.quench(problem, BadSign.Kind.RETURNED, at=at)
    attempt = Attempt.objects.create(
        problem=problem, option=option, idea=idea, words=words, expected=expected, by=by, at=at
    )
    tried = idea or (option.idea if option else None)
    told: dict[str, Any] = {"expected": headline_of(expected), "attempt": attempt.pk}
    if tried is None:
        record(problem, "attempt_begun", by=by, at=at, words=headline_of(words), **told)
        return attempt
    idea_acts.become(tried, Fate.Kind.TRIED, expected, attempt=attempt, by=by, at=at)
    record(problem, "idea_tried", by=by, at=at, trying=headline_of(words), **told, **idea_acts.facts(tried))
    return attempt


_CAME_OF_IT = {
    Result.Mark.HELPED: "attempt_helped",
    Result.Mark.DID_NOT: "attempt_failed",
    Result.Mark.TO_BE_SEEN: "attempt_open",
}


@transaction.atomic
def note_result(attempt: Attempt, mark: str, happened: str, learned: str = "", *, by: Seat, at: datetime) -> Result:
    """Note what happened with an attempt and what was learned; also on the way, while it is to be seen (S7).

    A relief that did not help brings its lasting partner back to the table (S5). Raises ValueError for an end without
    anything learned.
    """
    if mark != Result.Mark.TO_BE_SEEN and not learned:
        raise ValueError("An attempt that is over says what was learned.")
    problem = attempt.problem
    hold(problem)
    result = Result.objects.create(
        problem=problem, attempt=attempt, mark=mark, happened=happened, learned=learned, by=by, at=at
    )
    told: dict[str, Any] = {
        "words": headline_of(attempt.words),
        "happened": headline_of(happened),
        "attempt": attempt.pk,
    }
    if mark != Result.Mark.TO_BE_SEEN:
        told["learned"] = headline_of(learned)
    record(problem, _CAME_OF_IT[Result.Mark(mark)], by=by, at=at, **told)
    if mark == Result.Mark.DID_NOT and attempt.option_id is not None:
        partner = solving(problem).partner(attempt.option_id)
        if partner is not None:
            option_acts.bring_back(problem, [partner.id], by=by, at=at)
    return result


def may_come_again(problem: Problem) -> bool:
    """Whether something has helped in this life of the problem that it could come back after (S9)."""
    return solving(problem).eased_by() is not None


@transaction.atomic
def come_again(problem: Problem, words: str, *, by: Seat, at: datetime) -> NextLife:
    """Say that the problem is back: the next life of the same problem, counted (S9).

    That burns until something is tried anew. Lasting ways out that were put off or turned down come back to the table,
    and so does the problem itself if it was parked. Raises ValueError if nothing has helped in this life.
    """
    hold(problem)
    known = solving(problem)
    helped = known.eased_by()
    if helped is None:
        raise ValueError("Nothing has helped yet that this could come back after.")
    life = NextLife.objects.create(
        problem=problem, number=known.life + 1, words=words, after_id=helped.id, by=by, at=at
    )
    first = known.helped_first() or (helped, *known.what_helped(helped))
    record(
        problem,
        "eased_and_back" if first[2] != Option.Kind.RELIEF else "relieved_and_back",
        by=by,
        at=at,
        words=headline_of(words),
        number=life.number,
        first=first[0].at.date(),
        what=headline_of(first[1]),
        life=life.pk,
    )
    signs.burn(problem, BadSign.Kind.RETURNED, seat=by, at=at, words=headline_of(words), ref=life.pk)
    attempt = known.attempt(helped.attempt_id)
    Decision.objects.filter(
        option=attempt.option_id if attempt else None, kind=Decision.Kind.CHOSEN, looked_at__isnull=True
    ).update(looked_at=at)
    option_acts.bring_back(problem, [row.id for row in known.options], by=by, at=at)
    for parking in Parking.objects.filter(problem=problem, what=Parking.What.PROBLEM, returned_at__isnull=True):
        parking.problem = problem  # the one instance the deed is working on
        problems.come_back(parking, by=by, at=at)
    return life
