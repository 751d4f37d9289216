"""All cases of a firm or a client, and one of them as a story."""

from datetime import datetime
from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.cases import case_acts, reading, rules, settling, telling
from ours.cases.access import at_the_case, reads_whole
from ours.cases.checking import Leak
from ours.cases.forms import AnswerForm, AskForm, WithdrawForm
from ours.cases.models import Case, CaseVersion, CaseWords, Form, Permission
from ours.cases.record import story_of
from ours.cases.showing import Told, showable, told
from ours.people.access import visible_clients
from ours.people.door import signed_in
from ours.people.models import Side
from ours.people.request import SeatRequest
from ours.problem.access import visible_problems
from ours.problem.door import allow, at_the_table
from ours.problem.models import Problem


@require_safe
@signed_in
def cases(request: SeatRequest) -> HttpResponse:
    """The cases that a seat may read, by their state and client."""
    state = request.GET.get("state", "")
    client = request.GET.get("client", "")
    before = _moment(request.GET.get("before", ""))
    chosen = int(client) if client.isdecimal() and len(client) < 18 else None
    rows, more = reading.listed(request.seat, state=state, client=chosen, before=before)
    expert = request.seat.side == Side.EXPERT
    context = {
        "rows": rows,
        "more": more.isoformat() if more else "",
        "state": state,
        "states": _states(),
        "chosen": chosen,
        "clients": list(visible_clients(request.seat).order_by("name")[:200]) if expert else [],
        "nav": "cases",
    }
    return render(request, "cases/cases.html", context)


def _states() -> list[tuple[str, str]]:
    state = Case.State
    return [
        ("", _("All")),
        (state.DRAFTED, _("Nobody was asked yet")),
        (state.ASKED, _("Waits for an answer")),
        (Form.NAMED, _("May be shown by name")),
        (Form.ANONYMOUS, _("May be shown without names")),
        (state.REFUSED, _("Not to be shown")),
        (state.WITHDRAWN, _("Withdrawn")),
        (state.BROUGHT, _("From before")),
    ]


def _moment(text: str) -> datetime | None:
    try:
        found = parse_datetime(text.replace(" ", "+"))
    except ValueError:
        return None
    return found if found is not None and timezone.is_aware(found) else None


@require_POST
@at_the_table
def drafted(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Begin the case of a solved problem from its record."""
    allow(
        rules.may_draft(request.seat, problem),
        _("A problem becomes a case when the client has confirmed that it is solved, and the firm tells it."),
    )
    case = case_acts.draft_case(problem, story_of(problem), by=request.seat, at=timezone.now())
    return HttpResponseRedirect(reverse("case-words", args=[case.pk]), status=303)


@require_safe
@at_the_case
def case(request: SeatRequest, case: Case) -> HttpResponse:
    return page(request, case)


def page(request: SeatRequest, case: Case, status: int = 200, notice: str = "", **typed: forms.Form) -> HttpResponse:
    """One case as a story, with what this seat may do about it; `typed` are the forms that came back."""
    seat = request.seat
    whole = reads_whole(seat, case)
    context: dict[str, Any] = {"case": case, "whole": whole, "notice": notice, "typed": typed, "nav": "cases"}
    if case.problem_id is None:
        context["story"] = Told("case", case.title, "", [("outcome", "", case.text)], [], Form.NAMED)
    elif not whole:
        found, _held = showable([(case, False)], case.firm)
        context |= {"story": found[0] if found else None}
    else:
        context |= _all_of(request, case, typed)
    return render(request, "cases/case.html", context, status=status)


def _all_of(request: SeatRequest, case: Case, typed: dict[str, forms.Form]) -> dict[str, Any]:
    seat = request.seat
    every = reading.versions(case)
    asked = reading.permissions(case)
    question = next((one for one in asked if one.answered_at is None and one.dropped_at is None), None)
    answer = settling.newest_of(asked)
    given = answer if rules.given(answer) else None
    mine = question if rules.may_answer(seat, question) else None
    version = _version(request, every, asked, mine, expert=seat.side == Side.EXPERT)
    words = reading.words_of(version)
    context: dict[str, Any] = {
        "version": version,
        "newest": every[0],
        "versions": every if seat.side == Side.EXPERT else [],
        "story": told(words[Form.NAMED], key="named", form=Form.NAMED),
        "nameless": told(words[Form.ANONYMOUS], key="nameless", form=Form.ANONYMOUS),
        "question": question,
        "mine": mine,
        "permissions": asked,
        "given": given,
        "earlier": [one for one in asked if one != given],
        "may_withdraw": rules.may_withdraw(seat, answer),
        "at_the_table": seat.side == Side.EXPERT or visible_problems(seat).filter(case=case).exists(),
        "opened": reading.shown_to_others(case) if seat.side == Side.CLIENT else [],
    }
    if seat.side == Side.EXPERT:
        people = reading.people_to_ask(case)
        may = [one for one in people if rules.may_ask(one, case, answer)]
        newest = words if version == every[0] else reading.words_of(every[0])
        leaks = _leaks(case, every[0], newest[Form.ANONYMOUS])
        context |= {
            "ask": typed.get("ask") or AskForm(people=may, initial={"version": case.version}),
            "may_ask": may,
            "leaks": [telling.sentence(one) for one in leaks],
            "not_round": answer.of.name if answer is not None and people and len(may) < len(people) else "",
        }
    if mine is not None:
        begun = AnswerForm(initial={"question": mine.pk, "quotes": False})
        context |= {"answer": typed.get("answer") or begun, "quoted": words[Form.NAMED].request}
    if context["may_withdraw"]:
        context |= {"withdraw": typed.get("withdraw") or WithdrawForm()}
    return context


def _leaks(case: Case, version: CaseVersion, words: CaseWords) -> list[Leak]:
    """What in the words without names would still tell who it is."""
    if case.client is None:
        return []
    return telling.left_in(words, telling.names_of(case.client, case.firm, version.hidden.splitlines()))


def _version(
    request: SeatRequest,
    every: list[CaseVersion],
    asked: list[Permission],
    mine: Permission | None,
    *,
    expert: bool,
) -> CaseVersion:
    """The version that is read: the one that was asked for; for the client, one that it was asked about."""
    number = request.GET.get("version", "")
    if expert:
        return next((one for one in every if str(one.number) == number), every[0])
    about = {one.version_id for one in asked}
    known = [one for one in every if one.pk in about]
    if mine is not None and not number:
        return next(one for one in known if one.pk == mine.version_id)
    return next((one for one in known if str(one.number) == number), known[0])
