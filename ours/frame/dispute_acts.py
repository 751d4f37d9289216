"""The verbs of disagreeing: disagree, settle, set aside (F5)."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from ours.frame import reading
from ours.frame.holding import Overtaken, hold, note_all_signed
from ours.frame.models import Disagreement, Statement
from ours.people.models import Seat
from ours.problem import signs
from ours.problem.acts import headline_of, park
from ours.problem.history import record
from ours.problem.models import BadSign, Parking, Problem


@transaction.atomic
def disagree(
    problem: Problem,
    place: str,
    *,
    common_ground: str,
    words: str,
    statement: Statement | None = None,
    by: Seat,
    at: datetime,
) -> Disagreement:
    """Say with what one does not agree, and what both still hold to be true.

    `statement` is the wording that was read, for a disagreement with the words; it takes back the person's own
    signature under them for as long as it is open. Raises Overtaken, with the newest version, if there are newer
    words, and ValueError for a disagreement with words without any.
    """
    hold(problem)
    if place == Disagreement.Place.WORDS:
        newest = reading.newest_statement(problem)
        if newest is None or statement is None:
            raise ValueError("There are no words yet to disagree with.")
        if newest.pk != statement.pk:
            raise Overtaken(newest)
    disagreement = Disagreement.objects.create(
        problem=problem,
        place=place,
        statement=statement if place == Disagreement.Place.WORDS else None,
        common_ground=common_ground,
        words=words,
        by=by,
        at=at,
    )
    burn(disagreement, at=at)
    record(
        problem,
        "disagreed",
        by=by,
        at=at,
        place=Disagreement.Place(place).label,
        words=headline_of(words),
        disagreement=disagreement.pk,
    )
    return disagreement


def burn(disagreement: Disagreement, *, at: datetime) -> None:
    """Put an open disagreement on the list of what burns."""
    signs.burn(
        disagreement.problem,
        BadSign.Kind.DISAGREED,
        seat=disagreement.by,
        at=at,
        words=headline_of(disagreement.words),
        ref=disagreement.pk,
    )


@transaction.atomic
def settle(disagreement: Disagreement, how: str, *, by: Seat, at: datetime) -> None:
    """Say how a disagreement was settled. Raises ValueError unless it is open."""
    problem = disagreement.problem
    hold(problem)
    disagreement.refresh_from_db(fields=["settled_at", "set_aside_at"])
    _must_be_open(disagreement)
    newest = reading.newest_statement(problem)
    before = reading.signatures(problem, newest)
    disagreement.settled_at, disagreement.settled_by, disagreement.settled_how = at, by, how
    disagreement.save()
    signs.quench(problem, BadSign.Kind.DISAGREED, at=at, ref=disagreement.pk)
    record(problem, "settled", by=by, at=at, words=headline_of(how), disagreement=disagreement.pk)
    note_all_signed(problem, newest, before, by=by, at=at)


@transaction.atomic
def set_aside(
    disagreement: Disagreement,
    reason: str,
    *,
    agreed_by: Iterable[Seat] = (),
    by: Seat,
    at: datetime,
    back_on: date | None = None,
    back_when: str = "",
) -> Parking:
    """Set an opinion aside until a day or an event, to be taken up again then (F5).

    `agreed_by`: who agreed to that, beside whoever holds it. Raises ValueError unless it is open.
    """
    problem = disagreement.problem
    hold(problem)
    disagreement.refresh_from_db(fields=["settled_at", "set_aside_at"])
    _must_be_open(disagreement)
    newest = reading.newest_statement(problem)
    before = reading.signatures(problem, newest)
    disagreement.set_aside_at = at
    disagreement.save()
    signs.quench(problem, BadSign.Kind.DISAGREED, at=at, ref=disagreement.pk)
    parking = park(
        problem,
        what=Parking.What.OPINION,
        words=disagreement.words,
        reason=reason,
        agreed_by={disagreement.by, by, *agreed_by},
        by=by,
        at=at,
        back_on=back_on,
        back_when=back_when,
        holder=disagreement.by,
        disagreement=disagreement.pk,
    )
    note_all_signed(problem, newest, before, by=by, at=at)
    return parking


def _must_be_open(disagreement: Disagreement) -> None:
    if disagreement.settled_at is not None or disagreement.set_aside_at is not None:
        raise ValueError("This disagreement is not open.")
