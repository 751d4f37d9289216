"""The verbs of permission: ask one person of the client, answer, withdraw (P2)."""

from datetime import datetime

from django.db import transaction

from ours.cases import following, rules, settling, telling
from ours.cases.checking import Leak
from ours.cases.models import Case, CaseVersion, CaseWords, Form, Permission
from ours.people.models import Seat
from ours.post.writing import write
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Problem


class NamesLeft(Exception):
    """A name of the room is left in the words without names. Nothing was asked; `leaks` say where."""

    def __init__(self, leaks: list[Leak]) -> None:
        super().__init__("A name is left in the words without names.")
        self.leaks = leaks


class Changed(Exception):
    """What was answered about is no longer what is asked. Nothing was written."""


@transaction.atomic
def ask_permission(case: Case, of: Seat, words: str, *, version: int, by: Seat, at: datetime) -> Permission:
    """Ask one person of the client whether this version may be shown. A question that still waits is dropped for it.

    The person gets a letter at once; it is answered on the page alone. `version` is the number that was read. Raises
    Changed if there is a newer one, NamesLeft while the words without names still tell who it is, and ValueError for
    somebody who cannot be asked.
    """
    if case.problem is None:
        raise ValueError("What was brought in was permitted, or not, elsewhere.")
    hold(case.problem)
    case.refresh_from_db(fields=["version", "state", "shown"])
    if case.version != version:
        raise Changed
    if not rules.may_ask(of, case, settling.newest_answer(case)):
        raise ValueError("This person cannot be asked.")
    told = CaseVersion.objects.get(case=case, number=version)
    if left := leaks_in(told, case):
        raise NamesLeft(left)
    Permission.objects.filter(case=case, answered_at__isnull=True, dropped_at__isnull=True).update(dropped_at=at)
    asked = Permission.objects.create(case=case, version=told, of=of, words=words, by=by, at=at)
    settling.settle(case)
    following.changed(case)
    record(case.problem, "case_asked", by=by, at=at, whom=of.name, version=version, case=case.pk)
    if of.person is not None and of.person.deactivated_at is None:
        facts = {"case": case, "asked": asked, "by": by}
        write(of.person, "case", facts, at=at, firm=case.firm, reply_to="", told=[(of, {})])
    return asked


@transaction.atomic
def answer_permission(
    asked: Permission, answer: str, words: str = "", *, quotes: bool = False, by: Seat, at: datetime
) -> Permission:
    """Answer: by name, without names, or not at all. `quotes`: the request may be told in the client's own words.

    Raises Changed if the question no longer stands: it was answered, or a newer one took its place.
    """
    case = _held(asked)
    open_ = Permission.objects.filter(pk=asked.pk, answered_at__isnull=True, dropped_at__isnull=True)
    told = {"answer": answer, "answered_words": words, "answered_at": at, "quotes": quotes and answer != "none"}
    if not open_.update(**told):
        raise Changed
    asked.refresh_from_db()
    settling.settle(case)
    following.changed(case)
    how = Permission.Answer(answer).label
    kind = "case_refused" if answer == Permission.Answer.NONE else "case_permitted"
    record(_problem(case), kind, by=by, at=at, how=how, version=asked.version.number, case=case.pk)
    return asked


@transaction.atomic
def withdraw(permission: Permission, words: str = "", *, by: Seat, at: datetime) -> bool:
    """Take a permission back: from this moment on nothing of the case is shown anywhere. False if it was already."""
    case = _held(permission)
    given = Permission.objects.filter(pk=permission.pk, answered_at__isnull=False, withdrawn_at__isnull=True)
    if not given.exclude(answer=Permission.Answer.NONE).update(withdrawn_at=at, withdrawn_by=by, withdrawn_words=words):
        return False
    # A question about newer words is settled with it: nobody is asked twice for a no.
    Permission.objects.filter(case=case, answered_at__isnull=True, dropped_at__isnull=True).update(dropped_at=at)
    settling.settle(case)
    following.changed(case)
    record(_problem(case), "case_withdrawn", by=by, at=at, case=case.pk)
    return True


def leaks_in(version: CaseVersion, case: Case) -> list[Leak]:
    """What in the words without names of this version would still tell who it is."""
    words = CaseWords.objects.get(version=version, form=Form.ANONYMOUS)
    if case.client is None:
        return []
    return telling.left_in(words, telling.names_of(case.client, case.firm, version.hidden.splitlines()))


def _held(permission: Permission) -> Case:
    case = Case.objects.select_related("problem", "client", "firm").get(pk=permission.case_id)
    hold(_problem(case))
    return case


def _problem(case: Case) -> Problem:
    if case.problem is None:
        raise ValueError("What was brought in has no table.")
    return case.problem
