"""The verb of the account: tell the client where it stands (T5)."""

from datetime import datetime

from django.db import transaction

from ours.people.models import Seat
from ours.problem.history import record
from ours.problem.models import Problem
from ours.tend.models import Account


@transaction.atomic
def give_account(problem: Problem, known: str, done: str, ahead: str, *, by: Seat, at: datetime) -> Account:
    """Tell what is known, what was done and what comes next. The letter to everybody at the table holds all of it."""
    given = Account.objects.create(problem=problem, known=known, done=done, ahead=ahead, by=by, at=at)
    told = {name: " ".join(words.split()) for name, words in (("known", known), ("done", done), ("ahead", ahead))}
    record(problem, "account_given", by=by, at=at, account=given.pk, **told)
    return given
