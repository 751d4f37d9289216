"""Measured and solved: the plots, who says that it is solved, whether it lasted."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem
from ours.prove import lasting_acts, reading, rules, solving_acts
from ours.prove.forms import AgainForm, BackForm, ConfirmForm, LastedForm, NotYetForm, ProposeForm
from ours.prove.models import AskAgain, Solved, SolvedProposal
from ours.prove.views import At, Sent, measure_of


@require_safe
@at_the_table
def proof(request: SeatRequest, problem: Problem) -> HttpResponse:
    return page(request, problem)


def page(
    request: SeatRequest, problem: Problem, status: int = 200, notice: str = "", *, sent: Sent | None = None
) -> HttpResponse:
    """The page; `sent` are the forms that came back, by place, `notice` a sentence above everything."""
    at = At(request, problem, sent or {})
    known = at.proof
    reached = [(one.measure, one.newest) for one in known.measures if one.measure.ended_at is None and one.reached]
    proposal = known.open_proposal
    days = known.days(proposal.id) if proposal else []
    forms = {
        "propose": ProposeForm(reached=reached),
        "confirm": ConfirmForm(enough=_in_own_words(at, proposal), initial={"again_on": days[-1].on if days else None}),
        "not-yet": NotYetForm(),
        "again": AgainForm(),
        "lasted": LastedForm(),
        "back": BackForm(),
    }
    context = at.context(
        notice=notice,
        forms={place: at.form(place, fresh) for place, fresh in forms.items()},
        client_side=rules.may_confirm(request.seat),
        may_propose=rules.may_propose(problem),
        may_agree_day=lambda day: getattr(at.who(day.by_id), "side", "") != request.seat.side,
        unproven=not any(one.measure.ended_at is None for one in known.measures),
    )
    return render(request, "prove/proof.html", context, status=status)


def _in_own_words(at: At, proposal: Any) -> bool:
    """Whether the client has to say in words why it is good enough: no measure says it, and the expert proposed it."""
    if proposal is None or proposal.basis != SolvedProposal.Basis.ENOUGH:
        return False
    by = at.who(proposal.by_id)
    return by is None or by.client_id is None


@require_POST
@at_the_table
def proposals(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Say that it is solved: of the client's side that is the last word, of the expert's a proposal."""
    form = ProposeForm(request.POST, reached=reading.where_wanted(problem))
    if not form.is_valid():
        return page(request, problem, 422, sent={"propose": form})
    said, measure_id = form.cleaned_data, form.measure_id()
    measure = measure_of(problem, measure_id) if measure_id is not None else None
    act = solving_acts.say_solved if rules.may_confirm(request.seat) else solving_acts.propose_solved
    try:
        act(problem, said["words"], measure=measure, again_on=said["again_on"], by=request.seat, at=timezone.now())
    except solving_acts.Overtaken:
        notice = _("It is solved or let go already, or the measure moved meanwhile. Nothing was changed.")
        return page(request, problem, 409, notice, sent={"propose": form})
    return back("proof", problem, "solved")


@require_POST
@at_the_table
def confirmed(request: SeatRequest, problem: Problem, proposal_id: int) -> HttpResponse:
    proposal = _proposal(request, problem, proposal_id)
    at = At(request, problem, {})
    form = ConfirmForm(request.POST, enough=_in_own_words(at, proposal))
    if not form.is_valid():
        return page(request, problem, 422, sent={"confirm": form})
    try:
        solving_acts.confirm_solved(proposal, **form.cleaned_data, by=request.seat, at=timezone.now())
    except solving_acts.Overtaken:
        return page(request, problem, 409, _newer_word(), sent={"confirm": form})
    return back("proof", problem, "solved")


@require_POST
@at_the_table
def not_yet(request: SeatRequest, problem: Problem, proposal_id: int) -> HttpResponse:
    proposal = _proposal(request, problem, proposal_id)
    form = NotYetForm(request.POST)
    if not form.is_valid():
        return page(request, problem, 422, sent={"not-yet": form})
    try:
        solving_acts.not_yet(proposal, form.cleaned_data["missing"], by=request.seat, at=timezone.now())
    except solving_acts.Overtaken:
        return page(request, problem, 409, _newer_word(), sent={"not-yet": form})
    return back("proof", problem, "solved")


def _proposal(request: SeatRequest, problem: Problem, proposal_id: int) -> SolvedProposal:
    found = SolvedProposal.objects.select_related("by", "measure", "reading")
    proposal = get_object_or_404(found, problem=problem, pk=proposal_id)
    allow(rules.may_confirm(request.seat), _("The client’s side says whether it is solved."))
    proposal.problem = problem
    return proposal


def _newer_word() -> str:
    return _("Somebody said something newer on this meanwhile. Nothing was changed; please read it first.")


@require_POST
@at_the_table
def days(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Propose another day on which it is asked whether it lasted."""
    form = AgainForm(request.POST)
    if not form.is_valid():
        return page(request, problem, 422, sent={"again": form})
    solved = _solved(problem)
    if solved is None:
        return page(request, problem, 409, _not_solved(), sent={"again": form})
    lasting_acts.propose_day(solved, form.cleaned_data["on"], by=request.seat, at=timezone.now())
    return back("proof", problem, "lasting")


@require_POST
@at_the_table
def day_agreed(request: SeatRequest, problem: Problem, day_id: int) -> HttpResponse:
    day = get_object_or_404(AskAgain.objects.select_related("by__client"), proposal__problem=problem, pk=day_id)
    allow(rules.may_agree_day(request.seat, day), _("The other side agrees to the day that your side proposed."))
    solved = _solved(problem)
    if solved is None:
        return page(request, problem, 409, _not_solved())
    try:
        lasting_acts.agree_day(solved, day, by=request.seat, at=timezone.now())
    except lasting_acts.Overtaken:
        return page(request, problem, 409, _newer_word())
    return back("proof", problem, "lasting")


@require_POST
@at_the_table
def lasted(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_confirm(request.seat), _("The client’s side says whether it lasted."))
    form = LastedForm(request.POST)
    if not form.is_valid():
        return page(request, problem, 422, sent={"lasted": form})
    solved = _solved(problem)
    if solved is None:
        return page(request, problem, 409, _not_solved(), sent={"lasted": form})
    lasting_acts.say_lasted(solved, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("proof", problem, "lasting")


@require_POST
@at_the_table
def came_back(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Say that it is back: whoever notices it first."""
    form = BackForm(request.POST)
    if not form.is_valid():
        return page(request, problem, 422, sent={"back": form})
    solved = _solved(problem)
    if solved is None:
        return page(request, problem, 409, _not_solved(), sent={"back": form})
    lasting_acts.say_back(solved, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("proof", problem, "solved")


def _solved(problem: Problem) -> Solved | None:
    solved = reading.solved_now(problem)
    if solved is not None:
        solved.problem = problem
    return solved


def _not_solved() -> str:
    return _("It is not solved, or somebody said meanwhile that it is back. Nothing was changed.")
