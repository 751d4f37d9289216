"""The page of owning: who owns it on each side, what is promised, how both work on it, what lies ahead."""

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.own import acts, reading, rules
from ours.own.forms import (
    AbilityForm,
    AgainForm,
    CommitmentForm,
    NewDayForm,
    OutcomeForm,
    OwnerForm,
    PrescriptionForm,
    StepsForm,
    WayForm,
)
from ours.own.models import Commitment, Outcome
from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem
from ours.problem.reading import states_named


def _page(
    request: SeatRequest,
    problem: Problem,
    status: int = 200,
    notice: str = "",
    at: int | None = None,
    **typed: forms.Form,
) -> HttpResponse:
    """The page; `typed` are the forms that came back, with their words, each open at its place.

    `at` is the id of the commitment that such a form belongs to.
    """
    own = reading.for_page(problem)
    owners = set(own.owners.values())
    early = not states_named(problem)
    laid = "\n".join(step.words for step in own.steps if step.done_at is None)
    empty: dict[str, forms.Form] = {
        "owner": OwnerForm(colleagues=[one for one in _colleagues(request.seat, own.people) if one not in owners]),
        "commitment": CommitmentForm(),
        "kept": OutcomeForm(),
        "missed": OutcomeForm(),
        "new_day": NewDayForm(),
        "again": AgainForm(),
        "way": WayForm(),
        "steps": StepsForm(initial={"steps": laid}),
        "prescription": PrescriptionForm(early=early),
        "ability": AbilityForm(),
    }
    context = {
        "problem": problem,
        "own": own,
        "abilities": reading.abilities(problem)[: reading.MOST_ABILITIES],
        "early": early,
        "laying": reading.laying(own.steps),
        "rules": rules,
        "fresh": empty,
        "forms": empty | typed,
        "typed": set(typed),
        "at": at,
        "notice": notice,
    }
    return render(request, "own/ownership.html", context, status=status)


def _colleagues(seat: Seat, people: list[Seat]) -> list[Seat]:
    return [one for one in people if rules.may_name(seat, one)]


@require_safe
@at_the_table
def ownership(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def owner(request: SeatRequest, problem: Problem) -> HttpResponse:
    colleagues = _colleagues(request.seat, reading.people(problem))
    now = next((seat for seat in colleagues if seat.ownership), None)  # type: ignore[attr-defined]
    form = OwnerForm(request.POST, colleagues=colleagues)
    if not form.is_valid():
        return _page(request, problem, 422, owner=form)
    if form.cleaned_data["read"] != str(now.ownership if now else ""):  # type: ignore[attr-defined]
        notice = (
            _("Meanwhile %(name)s owns it for your side. Name somebody again if that should change.")
            % {"name": now.name}
            if now
            else _("Meanwhile nobody owns it for your side any longer. Name somebody again if you like.")
        )
        return _page(request, problem, 409, notice, owner=form)
    chosen = next(seat for seat in colleagues if seat.pk == form.cleaned_data["owner"])
    if chosen != now:
        acts.own(problem, chosen, by=request.seat, at=timezone.now())
    return back("ownership", problem, request.seat.side)


@require_POST
@at_the_table
def commitments(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = CommitmentForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, commitment=form)
    made = acts.commit(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("ownership", problem, f"commitment-{made.pk}")


@require_POST
@at_the_table
def kept(request: SeatRequest, problem: Problem, commitment_id: int) -> HttpResponse:
    commitment = _commitment(problem, commitment_id)
    allow(rules.speaks_for(request.seat, commitment), _("Whoever promised it says that it was kept."))
    form = OutcomeForm(request.POST)
    if commitment.ended_at:
        return _ended_already(request, problem, commitment)
    if not form.is_valid():
        return _page(request, problem, 422, kept=form, at=commitment_id)
    if acts.keep(commitment, form.cleaned_data["words"], by=request.seat, at=timezone.now()) is None:
        return _ended_already(request, problem, _commitment(problem, commitment_id))
    return back("ownership", problem, f"commitment-{commitment_id}")


@require_POST
@at_the_table
def missed(request: SeatRequest, problem: Problem, commitment_id: int) -> HttpResponse:
    commitment = _commitment(problem, commitment_id)
    allow(
        rules.may_say_missed(request.seat, commitment),
        _("Whoever promised it, or the other side, says that it was missed."),
    )
    if commitment.ended_at:
        return _ended_already(request, problem, commitment)
    allow(
        rules.is_missable(commitment, timezone.localdate()),
        _("Its day is not over yet. It can be called missed from the day after."),
    )
    form = OutcomeForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, missed=form, at=commitment_id)
    if acts.miss(commitment, form.cleaned_data["words"], by=request.seat, at=timezone.now()) is None:
        return _ended_already(request, problem, _commitment(problem, commitment_id))
    return back("ownership", problem, f"commitment-{commitment_id}")


@require_POST
@at_the_table
def new_day(request: SeatRequest, problem: Problem, commitment_id: int) -> HttpResponse:
    commitment = _commitment(problem, commitment_id)
    allow(rules.speaks_for(request.seat, commitment), _("Whoever promised it sets a new day for it."))
    form = NewDayForm(request.POST)
    if commitment.ended_at:
        return _ended_already(request, problem, commitment)
    if not form.is_valid():
        return _page(request, problem, 422, new_day=form, at=commitment_id)
    renewed = acts.renegotiate(commitment, **form.cleaned_data, by=request.seat, at=timezone.now())
    if renewed is None:
        return _ended_already(request, problem, _commitment(problem, commitment_id))
    return back("ownership", problem, f"commitment-{renewed.pk}")


@require_POST
@at_the_table
def again(request: SeatRequest, problem: Problem, commitment_id: int) -> HttpResponse:
    before = _commitment(problem, commitment_id)
    allow(
        before.ended_at is not None and rules.may_take_up_again(request.seat, before),
        _("Something missed is promised anew by whoever promised it."),
    )
    form = AgainForm(request.POST)
    if hasattr(before, "renewed_by"):
        return _page(request, problem, 409, _("This was promised anew already; it stands among the open ones."))
    if not form.is_valid():
        return _page(request, problem, 422, again=form, at=commitment_id)
    made = acts.commit(
        problem, before.words, form.cleaned_data["due"], by=request.seat, at=timezone.now(), renews=before
    )
    return back("ownership", problem, f"commitment-{made.pk}")


def _commitment(problem: Problem, commitment_id: int) -> Commitment:
    known = problem.commitments.select_related("seat", "outcome__by", "renewed_by")
    return get_object_or_404(known, pk=commitment_id)


def _ended_already(request: SeatRequest, problem: Problem, commitment: Commitment) -> HttpResponse:
    outcome = commitment.outcome
    notice = _("%(name)s said meanwhile: %(kind)s. Nothing was changed.") % {
        "name": outcome.by.name,
        "kind": Outcome.Kind(outcome.kind).label,
    }
    return _page(request, problem, 409, notice)


@require_POST
@at_the_table
def ways(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = WayForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, way=form)
    acts.propose_way(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("ownership", problem, "way")


@require_POST
@at_the_table
def agreement(request: SeatRequest, problem: Problem, way_id: int) -> HttpResponse:
    way = get_object_or_404(problem.ways.select_related("by", "agreement"), pk=way_id)
    allow(rules.may_agree(request.seat, way), _("The other side agrees to what your side proposed."))
    newest = reading.way_now(problem)
    if newest != way:
        return _page(request, problem, 409, _("There is a newer proposal. Please read it; you can agree to it below."))
    if not hasattr(way, "agreement"):
        acts.agree_way(way, by=request.seat, at=timezone.now())
    return back("ownership", problem, "way")


@require_POST
@at_the_table
def steps(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(
        rules.may_lay_steps(request.seat),
        _("%(firm)s lays out the steps; say in a message what you would change.") % {"firm": problem.firm.name},
    )
    form = StepsForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, steps=form)
    if form.cleaned_data["read"] != reading.laying(list(reading.steps(problem))):
        notice = _("Somebody laid out the steps anew meanwhile. Both are below; send yours again if they should count.")
        return _page(request, problem, 409, notice, steps=form)
    acts.lay_steps(problem, form.cleaned_data["steps"], by=request.seat, at=timezone.now())
    return back("ownership", problem, "steps")


@require_POST
@at_the_table
def step_done(request: SeatRequest, problem: Problem, step_id: int) -> HttpResponse:
    step = get_object_or_404(problem.steps, pk=step_id)
    if not acts.finish(step, by=request.seat, at=timezone.now()):
        return _page(request, problem, 409, _("This step was done already, or the steps were laid out anew meanwhile."))
    return back("ownership", problem, "steps")


@require_POST
@at_the_table
def prescriptions(request: SeatRequest, problem: Problem) -> HttpResponse:
    early = not states_named(problem)
    form = PrescriptionForm(request.POST, early=early)
    if not form.is_valid():
        return _page(request, problem, 422, prescription=form)
    data = {"reason": ""} | form.cleaned_data
    proposed = acts.prescribe(problem, **data, early=early, by=request.seat, at=timezone.now())
    return back("ownership", problem, f"prescription-{proposed.pk}")


@require_POST
@at_the_table
def abilities(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = AbilityForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, ability=form)
    noted = acts.note_ability(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("ownership", problem, f"ability-{noted.pk}")
