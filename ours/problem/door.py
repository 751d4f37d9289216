"""What every view of a room begins and ends with: the door, a refusal in a sentence, the way back."""

from contextlib import nullcontext
from functools import wraps

from django.db import connection, transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ours.people.door import View, signed_in
from ours.people.door import allow as allow
from ours.people.door import experts_only as experts_only
from ours.people.request import SeatRequest
from ours.problem.access import problem_for
from ours.problem.holding import hold_row
from ours.problem.models import Problem


def at_the_table(view: View) -> View:
    """Turn `problem_id` into the problem, fetched through the seat: 404 for whoever may not see it."""

    @signed_in
    @wraps(view)
    def run(request: SeatRequest, problem_id: int, **kwargs: object) -> HttpResponse:
        if request.method != "POST":
            return view(request, problem_for(request.seat, problem_id), **kwargs)
        # A form with a key is in the transaction of its receipt already; one without must not be overtaken either.
        with nullcontext() if connection.in_atomic_block else transaction.atomic():
            hold_row(problem_id)
            return view(request, problem_for(request.seat, problem_id), **kwargs)

    return run


def back(name: str, problem: Problem, anchor: str = "", **ids: int) -> HttpResponseRedirect:
    """The answer after a deed: 303 to a named page of the problem, at the place where the deed now stands.

    `ids` are the further ids that the page's address holds.
    """
    address = reverse(name, kwargs={"problem_id": problem.pk, **ids})
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
