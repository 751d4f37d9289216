"""The accounts at one table: drafted from the record, read over by the coach, sent by a person, answered (T5)."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.problem.access import names_of_others
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem
from ours.tend import account_acts, measuring, rules
from ours.tend.drafting import draft
from ours.tend.forms import AccountForm
from ours.tend.models import Account
from ours.wording.looking import look_over
from ours.wording.offering import coached

MOST = 30


def _page(
    request: SeatRequest,
    problem: Problem,
    form: forms.Form | None = None,
    remarks: list[dict[str, Any]] | None = None,
    status: int = 200,
) -> HttpResponse:
    now = timezone.now()
    context: dict[str, Any] = {
        "problem": problem,
        "given": list(Account.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk")[:MOST]),
        "rhythm": measuring.rhythm(problem.engagement, now),
        "readers": names_of_others(problem, request.seat),
        "remarks": remarks or [],
    }
    if rules.may_give_account(request.seat):
        drafted = draft(problem, now)
        parts = {"known": drafted.known, "done": drafted.done, "ahead": drafted.ahead}
        to = reverse("account-given", kwargs={"problem_id": problem.pk})
        context |= {
            "form": form or AccountForm(initial=parts),
            "since": drafted.since,
            "typed": form is not None,
            "coach": {part: coached(problem, "reply", to, field=part) for part in AccountForm.PARTS},
        }
    return render(request, "tend/accounts.html", context, status=status)


@require_safe
@at_the_table
def accounts(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def given(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Send an account. What the coach remarks is shown once before; the second time it goes as it is."""
    allow(rules.may_give_account(request.seat), _("The firm owes the account; answer it in a message."))
    form = AccountForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, form, status=422)
    said = {part: form.cleaned_data[part] for part in AccountForm.PARTS}
    remarks = _remarks(request, problem, said)
    shown = set(form.cleaned_data["seen"].split(","))
    if not {one["mark"] for one in remarks} <= shown:
        sent = request.POST.copy()
        sent["seen"] = ",".join(one["mark"] for one in remarks)
        form.data = sent
        return _page(request, problem, form, remarks, status=422)
    made = account_acts.give_account(problem, **said, by=request.seat, at=timezone.now())
    return back("accounts", problem, f"account-{made.pk}")


def _remarks(request: SeatRequest, problem: Problem, said: dict[str, str]) -> list[dict[str, Any]]:
    """What the coach sees in each part that this side has not dismissed here (T7)."""
    found = []
    for words in said.values():
        for one in look_over(problem, request.seat, words, "reply").findings:
            found.append(
                {
                    "mark": one.fingerprint,
                    "words": words[one.start : one.end],
                    "says": one.message,
                    "ask": one.ask,
                    "others": one.suggestions,
                }
            )
    return found
