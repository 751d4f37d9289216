"""Permission: asked by the firm, answered and withdrawn by the client on its own device."""

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from ours.cases import permission_acts, reading, rules, settling, telling
from ours.cases.access import at_the_case, reads_whole
from ours.cases.forms import AnswerForm, AskForm, WithdrawForm
from ours.cases.models import Case
from ours.cases.views.stories import page
from ours.people.request import SeatRequest
from ours.problem.door import allow


@require_POST
@at_the_case
def asked(request: SeatRequest, case: Case) -> HttpResponse:
    """Ask somebody of the client. Refused with the sentence that says where, while a name is left."""
    allow(
        rules.may_edit(request.seat, case) and reads_whole(request.seat, case),
        _("Permission is asked for by the firm, by those who work on the problem."),
    )
    answer = settling.newest_answer(case)
    people = [one for one in reading.people_to_ask(case) if rules.may_ask(one, case, answer)]
    form = AskForm(request.POST, people=people)
    if not form.is_valid():
        return page(request, case, 422, ask=form)
    said = form.cleaned_data
    try:
        permission_acts.ask_permission(
            case, said["of"], said["words"], version=said["version"], by=request.seat, at=timezone.now()
        )
    except permission_acts.Changed:
        notice = _("The case was put into other words meanwhile. Nobody was asked; read it again first.")
        return page(request, case, 409, notice, ask=form)
    except permission_acts.NamesLeft as left:
        form.add_error(None, " ".join(telling.sentence(one) for one in left.leaks))
        return page(request, case, 422, ask=form)
    return _back(case)


@require_POST
@at_the_case
def answered(request: SeatRequest, case: Case) -> HttpResponse:
    question = settling.open_question(case)
    form = AnswerForm(request.POST)
    if form.is_valid() and (question is None or question.pk != form.cleaned_data["question"]):
        notice = _("What you had read is no longer asked. Nothing was answered; this is how it stands now.")
        return page(request, case, 409, notice)
    if question is None or not rules.may_answer(request.seat, question):
        whom = question.of.name if question is not None else ""
        allow(False, _("Only %(name)s can answer this.") % {"name": whom} if whom else _("Nobody is asked just now."))
        raise AssertionError("refused above")
    if not form.is_valid():
        return page(request, case, 422, answer=form)
    said = form.cleaned_data
    try:
        permission_acts.answer_permission(
            question, said["answer"], said["words"], quotes=said["quotes"], by=request.seat, at=timezone.now()
        )
    except permission_acts.Changed:
        notice = _("What you had read is no longer asked. Nothing was answered; this is how it stands now.")
        return page(request, case, 409, notice)
    return _back(case)


@require_POST
@at_the_case
def withdrawn(request: SeatRequest, case: Case) -> HttpResponse:
    given = settling.newest_answer(case)
    if given is None or not rules.may_withdraw(request.seat, given):
        allow(False, _("Only who gave the permission, or who speaks for the client, can take it back."))
        raise AssertionError("refused above")
    form = WithdrawForm(request.POST)
    if not form.is_valid():
        return page(request, case, 422, withdraw=form)
    permission_acts.withdraw(given, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return _back(case)


def _back(case: Case) -> HttpResponse:
    return HttpResponseRedirect(reverse("case", args=[case.pk]) + "#permission", status=303)
