"""One way out: held against the gap and against what is there, where people stand, what was decided, what was tried."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.models import Side
from ours.people.request import SeatRequest
from ours.problem.door import at_the_table
from ours.problem.gap import gap_of
from ours.problem.models import Problem
from ours.solve import option_acts, reading, rules
from ours.solve.forms import DecisionForm, HeldForm, PartnerForm, PositionForm
from ours.solve.models import Decision, Held, InventoryItem, Option
from ours.solve.solving import BACK, OPEN, solving
from ours.solve.views import At, Sent


@require_safe
@at_the_table
def option(request: SeatRequest, problem: Problem, option_id: int) -> HttpResponse:
    return _page(request, _option(problem, option_id))


@require_POST
@at_the_table
def held(request: SeatRequest, problem: Problem, option_id: int) -> HttpResponse:
    chosen = _option(problem, option_id)
    form = HeldForm(request.POST, items=reading.inventory(problem.client_id))
    if not form.is_valid():
        place = form["against"].value() if form["against"].value() in Held.Against.values else "gap"
        return _page(request, chosen, 422, sent={str(place): form})
    said = form.cleaned_data
    item = InventoryItem.objects.get(pk=said["item"]) if said.get("item") else None
    option_acts.hold_against(
        chosen, said["against"], said["amount"], said["words"], item=item, by=request.seat, at=timezone.now()
    )
    return _home(chosen, said["against"])


@require_POST
@at_the_table
def partner(request: SeatRequest, problem: Problem, option_id: int) -> HttpResponse:
    relief = _option(problem, option_id)
    form = PartnerForm(request.POST, lasting=_lasting(problem) if relief.kind == Option.Kind.RELIEF else [])
    if not form.is_valid():
        return _page(request, relief, 422, sent={"partner": form})
    lasting = Option.objects.get(problem=problem, pk=form.cleaned_data["lasting"])
    option_acts.pair(relief, lasting, by=request.seat, at=timezone.now())
    return _home(relief, "partner")


@require_POST
@at_the_table
def positions(request: SeatRequest, problem: Problem, option_id: int) -> HttpResponse:
    chosen = _option(problem, option_id)
    form = PositionForm(request.POST)
    if not form.is_valid():
        return _page(request, chosen, 422, sent={"position": form})
    option_acts.take_position(chosen, **form.cleaned_data, by=request.seat, at=timezone.now())
    return _home(chosen, "positions")


@require_POST
@at_the_table
def decisions(request: SeatRequest, problem: Problem, option_id: int) -> HttpResponse:
    chosen = _option(problem, option_id)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _page(request, chosen, 422, sent={"decision": form})
    said, known = form.cleaned_data, solving(problem)
    newest = known.decision(option_id)
    if said["read"] != _mark(newest):
        notice = _("It was decided meanwhile; below is how. Decide again if that should change.")
        return _page(request, chosen, 409, notice, sent={"decision": _read_anew(form, newest)})
    if said["kind"] == Decision.Kind.CHOSEN and rules.missing_to_choose(known, option_id):
        notice = _("Before it is chosen, something is missing; below it says what. Nothing was changed.")
        return _page(request, chosen, 422, notice, sent={"decision": form})
    option_acts.decide(
        chosen, said["kind"], said["reason"], again_on=said["again_on"], by=request.seat, at=timezone.now()
    )
    return _home(chosen, "decisions")


def _option(problem: Problem, option_id: int) -> Option:
    found = get_object_or_404(Option, problem=problem, pk=option_id)
    found.problem = problem
    return found


def _home(chosen: Option, anchor: str) -> HttpResponse:
    address = reverse("option", kwargs={"problem_id": chosen.problem_id, "option_id": chosen.pk})
    return HttpResponseRedirect(f"{address}#{anchor}", status=303)


def _lasting(problem: Problem) -> list[Any]:
    return [row for row in solving(problem).options if row.kind == Option.Kind.LASTING]


def _mark(decision: Any | None) -> str:
    return str(decision.id) if decision else ""


def _read_anew(form: DecisionForm, newest: Any | None) -> DecisionForm:
    """What was typed, in a form that knows the newer decision."""
    return DecisionForm(initial={**form.cleaned_data, "read": _mark(newest)})


def _page(
    request: SeatRequest, chosen: Option, status: int = 200, notice: str = "", sent: Sent | None = None
) -> HttpResponse:
    problem = chosen.problem
    at = At(request, problem, sent or {})
    known, ids = at.solving, {"problem_id": problem.pk, "option_id": chosen.pk}
    row = known.option(chosen.pk)
    newest = known.decision(chosen.pk)
    mine = next((one for one in known.where_people_stand(chosen.pk) if one.by_id == at.seat.pk), None)
    items = reading.inventory(problem.client_id)
    context = at.context(
        option=row,
        standing=known.standing(chosen.pk),
        undecided=known.standing(chosen.pk) in (OPEN, BACK),
        gap=gap_of(problem),
        items=items,
        named={item.pk: item.name for item in items},
        abilities=reading.abilities(at.seat, problem.client_id),
        questions=[_question(at, one, items, ids) for one in Held.Against],
        not_needed=known.not_needed(chosen.pk),
        positions=known.where_people_stand(chosen.pk),
        sides=[(Side.CLIENT.value, problem.client.name), (Side.EXPERT.value, problem.firm.name)],
        earlier=[one for one in known.positions if one.option_id == chosen.pk],
        stand=at.deeds(
            "position",
            _("Say it anew") if mine else _("Say where you stand"),
            _("Say it"),
            "positions",
            PositionForm(initial={"stand": mine.stand, "words": mine.words} if mine else {}),
            ids=ids,
        ),
        decision=newest,
        decided=[one for one in reversed(known.decisions) if one.option_id == chosen.pk],
        missing=rules.missing_to_choose(known, chosen.pk),
        decide=at.deeds(
            "decision",
            _("Decide anew") if newest else _("Write down what you decided together"),
            _("Keep the decision"),
            "decisions",
            DecisionForm(initial={"read": _mark(newest)}),
            ids=ids,
        ),
        partner=known.partner(chosen.pk),
        reliefs=known.reliefs_of(chosen.pk),
        pair=_pair(at, row, ids),
        attempts=known.attempts_at(chosen.pk),
        notice=notice,
    )
    return render(request, "solve/option.html", context, status=status)


def _question(at: At, against: Held.Against, items: list[InventoryItem], ids: dict[str, int]) -> dict[str, Any]:
    """One of the three things that an option is held against: the newest answer, the earlier ones, and the form."""
    found = [row for row in at.solving.held if row.option_id == ids["option_id"] and row.against == against]
    label = _("Answer anew") if found else _("Hold it against this")
    form = HeldForm(initial={"against": against}, items=items)
    return {
        "against": against.value,
        "asked": form.QUESTIONS[against.value][0],
        "newest": found[-1] if found else None,
        "earlier": found[:-1],
        "deed": at.deeds(against.value, label, _("Keep the answer"), "option-held", form, ids=ids),
    }


def _pair(at: At, row: Any, ids: dict[str, int]) -> dict[str, Any] | None:
    lasting = [one for one in at.solving.options if one.kind == Option.Kind.LASTING]
    if row.kind != Option.Kind.RELIEF or not lasting:
        return None
    label = _("Name another partner") if at.solving.partner(row.id) else _("Choose one that is on the table")
    return at.deeds(
        "partner", label, _("This is its lasting partner"), "option-partner", PartnerForm(lasting=lasting), ids=ids
    )
