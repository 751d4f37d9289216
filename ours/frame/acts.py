"""The verbs of the words: lay a blind draft, word, ask to sign, agree.

The verbs of disagreeing are in `dispute_acts.py`, those of now and wanted in `state_acts.py`.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from ours.frame import reading, rules
from ours.frame.holding import Overtaken, hold, note_all_signed
from ours.frame.models import Agreement, BlindDraft, Signer, Statement
from ours.people.models import Seat
from ours.problem.access import readers
from ours.problem.acts import headline_of
from ours.problem.history import record
from ours.problem.models import Problem


@transaction.atomic
def lay_draft(problem: Problem, own_view: str, their_view: str, *, number: int, by: Seat, at: datetime) -> BlindDraft:
    """Lay one side's blind draft of a round: how it sees the problem, how it believes the other side does (F1).

    It stays sealed until the other side's is in; the second one opens both. `number` is the round that was read, from
    1. Raises Overtaken when this side's draft of that round is already in, and ValueError for
    a round before both drafts of the last one are in.
    """
    hold(problem)
    rounds = reading.rounds_for(by, problem)
    laid = {each.number: each for each in rounds}
    if number in laid and by.side in laid[number].sides_in:
        raise Overtaken
    if number not in laid and (number != len(rounds) + 1 or (rounds and not rounds[-1].opened)):
        raise ValueError(f"Round {number} cannot begin yet.")
    draft = BlindDraft.objects.create(
        problem=problem, round=number, side=by.side, own_view=own_view, their_view=their_view, by=by, at=at
    )
    # Sealed words stay out of the history: it is read by both sides.
    record(problem, "draft_laid", by=by, at=at, side=by.organisation, round=number)
    if number in laid:
        record(problem, "drafts_opened", by=by, at=at, round=number)
    return draft


@transaction.atomic
def word(problem: Problem, words: str, *, based_on: int, form: str = "", by: Seat, at: datetime) -> Statement:
    """Put the problem into words: the next version, which asks everybody for their signature anew (F1, F3).

    `based_on` is the version that the writer had read, 0 for none; `form` the key of the "we" form it was begun with.
    With the first words, those who speak for each side are asked to sign (`rules.asked_at_first`). Raises Overtaken,
    with the newest version, when somebody else worded one meanwhile, and ValueError for words that still hold blanks.
    """
    if rules.open_blanks(words):
        raise ValueError("Words with open blanks are no statement yet.")
    hold(problem)
    newest = reading.newest_statement(problem)
    if based_on != (newest.version if newest else 0):
        raise Overtaken(newest)
    statement = Statement.objects.create(problem=problem, version=based_on + 1, words=words, form=form, by=by, at=at)
    problem.headline = headline_of(words)
    record(
        problem,
        "worded",
        by=by,
        at=at,
        words=problem.headline,
        version=statement.version,
        statement=statement.pk,
    )
    if newest is None and not Signer.objects.filter(problem=problem).exists():
        ask_to_sign(problem, rules.asked_at_first(list(readers(problem)), by), by=by, at=at)
    return statement


@transaction.atomic
def ask_to_sign(problem: Problem, seats: Iterable[Seat], *, by: Seat, at: datetime) -> None:
    """Choose who must agree to the words; whoever was asked before and is not among them no longer is (F3)."""
    hold(problem)
    statement = reading.newest_statement(problem)
    before = reading.signatures(problem, statement)
    wanted = {seat.pk: seat for seat in seats}
    asked = {signature.seat.pk for signature in before}
    if asked == wanted.keys():
        return
    Signer.objects.filter(problem=problem, ended_at__isnull=True, seat__in=asked - wanted.keys()).update(ended_at=at)
    Signer.objects.bulk_create(
        Signer(problem=problem, seat=seat, by=by, at=at) for key, seat in wanted.items() if key not in asked
    )
    names = ", ".join(seat.name for seat in wanted.values())
    record(problem, "signers_chosen", by=by, at=at, names=names, seats=list(wanted))
    note_all_signed(problem, statement, before, by=by, at=at)


@transaction.atomic
def agree(problem: Problem, statement: Statement, *, by: Seat, at: datetime) -> Agreement:
    """Sign exactly these words (F3). The last signature that was awaited is told as such.

    Raises Overtaken, with the newest version, when these are no longer the newest words: nobody signs what they have
    not seen. Signing again what one has signed changes nothing.
    """
    hold(problem)
    newest = reading.newest_statement(problem)
    if newest is None or newest.pk != statement.pk:
        raise Overtaken(newest)
    before = reading.signatures(problem, newest)
    agreement, fresh = Agreement.objects.get_or_create(statement=statement, by=by, defaults={"at": at})
    if fresh:
        record(problem, "agreed", by=by, at=at, version=statement.version, statement=statement.pk)
        note_all_signed(problem, newest, before, by=by, at=at)
    return agreement
