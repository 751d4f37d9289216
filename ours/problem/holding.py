"""One deed at a time for each problem.

A deed reads the problem, decides, and writes what follows from it; two at the same moment would each write what follows
from a problem without the other. On SQLite every transaction has locked the database when it began, so these cost
nothing there; on PostgreSQL they lock the problem's row until the transaction ends.
"""

from django.db import connection

from ours.problem.models import Problem


def hold(problem: Problem) -> None:
    """Let other deeds at this problem wait until this transaction ends, and read the problem as it is now.

    For deeds that come in by another way than the door, or stay open for long. Raises TransactionManagementError
    outside a transaction.
    """
    # Without the key: other records may go on referring to it meanwhile, else deeds at two problems block each other.
    fresh = Problem.objects.select_for_update(of=("self",), no_key=True)
    problem.refresh_from_db(from_queryset=fresh.select_related("engagement", "client", "firm"))


def hold_row(problem_id: int) -> None:
    """The same before the problem is read: at the door of a form. Does nothing outside a transaction."""
    if connection.in_atomic_block and connection.features.has_select_for_update:
        list(Problem.objects.select_for_update(no_key=True).filter(pk=problem_id).values_list("pk"))
