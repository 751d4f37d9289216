"""Two blind drafts: each side writes how it sees the problem and how it believes the other does; both open together."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.frame import acts, reading
from ours.frame.fields import shown
from ours.frame.forms import DraftForm
from ours.frame.holding import Overtaken
from ours.frame.models import BlindDraft
from ours.frame.seen import Round
from ours.frame.views import home, names, people_at
from ours.people.models import Side
from ours.people.request import SeatRequest
from ours.problem.door import at_the_table
from ours.problem.models import Problem
from ours.wording.offering import coached


@require_safe
@at_the_table
def drafts(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def laid(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = DraftForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, form=form, status=422)
    kept = form.cleaned_data
    if kept["round"] not in _rounds_to_lay(reading.rounds_for(request.seat, problem)):
        return _page(request, problem, form=form, overtaken=True, status=409)
    try:
        draft = acts.lay_draft(
            problem,
            kept["own_view"],
            kept["their_view"],
            number=kept["round"],
            by=request.seat,
            at=timezone.now(),
        )
    except Overtaken:
        return _page(request, problem, form=form, overtaken=True, status=409)
    return home(request, "drafts", problem, f"round-{draft.round}")


def _rounds_to_lay(rounds: list[Round]) -> set[int]:
    """The rounds that a form may speak of: all that were begun, and the next one when the last is open."""
    numbers = {each.number for each in rounds}
    return numbers | {len(rounds) + 1} if not rounds or rounds[-1].opened else numbers


def _page(
    request: SeatRequest,
    problem: Problem,
    *,
    form: DraftForm | None = None,
    overtaken: bool = False,
    status: int = 200,
) -> HttpResponse:
    people = people_at(problem)
    rounds = reading.rounds_for(request.seat, problem)
    sealed = rounds[-1] if rounds and not rounds[-1].opened else None
    may_lay = sealed is None or request.seat.side not in sealed.sides_in
    number = sealed.number if sealed else len(rounds) + 1
    begun = form if form is not None and not overtaken else DraftForm(initial={"round": number})
    theirs = problem.firm.name if request.seat.side == Side.CLIENT else problem.client.name
    begun.fields["own_view"].label = _("How we at %(side)s see the problem") % {"side": request.seat.organisation}
    begun.fields["their_view"].label = _("How we believe %(side)s sees it") % {"side": theirs}
    context = {
        "problem": problem,
        "seat": request.seat,
        "theirs": theirs,
        "sealed": _pair(problem, sealed) if sealed else None,
        "waits": sealed is not None and not may_lay,
        "opened": [_pair(problem, each) for each in reversed(rounds) if each.opened],
        "form": shown(
            begun,
            action=reverse("drafts-laid", args=[problem.pk]),
            button=_("Seal it and lay it down"),
            readers=None,
            key="draft",
            plain=bool(rounds) and sealed is None,
            coach=coached(
                problem, "statement", reverse("drafts-laid", args=[problem.pk]), field="own_view", aside=True
            ),
        )
        if may_lay
        else None,
        "form_open": form is not None or not rounds or sealed is not None,
        "mine": names([seat for seat in people if seat.side == request.seat.side]),
        "everybody": names(people),
        # What somebody wrote for a round that a colleague had laid meanwhile: shown, so that no word is lost.
        "kept": form.cleaned_data if form is not None and overtaken else None,
    }
    return render(request, "frame/drafts.html", context, status=status)


def _pair(problem: Problem, each: Round) -> dict[str, Any]:
    """One round as `drafts()` in parts/compare.html draws it; None for what this side may not read yet."""

    def view(side: str, which: str) -> str | None:
        draft: BlindDraft | None = each.drafts.get(side)
        return getattr(draft, which) if draft else None

    return {
        "number": each.number,
        "laid": list(each.drafts.values()),
        "client_name": problem.client.name,
        "expert_name": problem.firm.name,
        "client_own": view(Side.CLIENT, "own_view"),
        "client_guess": view(Side.CLIENT, "their_view"),
        "expert_own": view(Side.EXPERT, "own_view"),
        "expert_guess": view(Side.EXPERT, "their_view"),
        "client_in": Side.CLIENT in each.sides_in,
        "expert_in": Side.EXPERT in each.sides_in,
    }
