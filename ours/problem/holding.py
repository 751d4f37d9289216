"""One deed at a time for each problem.

A deed reads the problem, decides, and writes what follows from it; two at the same moment would each write what follows
from a problem without the other. On SQLite every transaction has locked the database when it began, so these cost
nothing there; on PostgreSQL they lock the problem's row until the transaction ends.

A deed at a problem that spreads sets the clocks of what it leads to, and in a circle two such deeds would wait for each
other for ever. So they wait for one another before the first row: the firm's own row stands for all of them.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connection, transaction

from ours.people.models import Engagement, Firm, Seat
from ours.problem.models import Problem


def hold(problem: Problem) -> None:
    """Let other deeds at this problem wait until this transaction ends, and read the problem as it is now.

    For deeds that come in by another way than the door, or stay open for long. Raises TransactionManagementError
    outside a transaction.
    """
    if problem.spreads:
        hold_spreading(problem.firm_id)
    # Without the key: other records may go on referring to it meanwhile, else deeds at two problems block each other.
    fresh = Problem.objects.select_for_update(of=("self",), no_key=True)
    problem.refresh_from_db(from_queryset=fresh.select_related("engagement", "client", "firm"))


def hold_all(problems: Iterable[Problem]) -> None:
    """The same for a deed at several problems: always in the same order, so that two do not block each other."""
    ordered = sorted(problems, key=lambda one: one.pk)
    for firm in sorted({one.firm_id for one in ordered if one.spreads}):
        hold_spreading(firm)
    for problem in ordered:
        hold(problem)


def hold_row(problem_id: int) -> None:
    """The same before the problem is read: at the door of a form. Does nothing outside a transaction."""
    if not (connection.in_atomic_block and connection.features.has_select_for_update):
        return
    row = Problem.objects.filter(pk=problem_id).select_for_update(no_key=True)
    spreads = False
    while True:
        before = transaction.savepoint()
        now = list(row.values_list("spreads", "firm"))
        if spreads or not any(spreading for spreading, _firm in now):
            transaction.savepoint_commit(before)
            return
        transaction.savepoint_rollback(before)  # let go of it: the firm comes first
        for _spreading, firm in now:
            hold_spreading(firm)
        spreads = True


def hold_spreading(firm_id: int) -> None:
    """Let other deeds at problems of this firm that spread wait. Comes before any problem is held."""
    if connection.in_atomic_block and connection.features.has_select_for_update:
        list(Firm.objects.select_for_update(no_key=True).filter(pk=firm_id).values_list("pk"))


def before_promises(engagement: Engagement, at: datetime) -> None:
    """Follower of an engagement's promises, before those that set clocks."""
    hold_spreading(engagement.firm_id)


def before_parting(seat: Seat, by: Seat, at: datetime) -> None:
    """Follower of partings, before those that do something at several tables."""
    hold_spreading(seat.firm_id)
