"""Where both differ: placed with the problem, the words or the solution, with the common ground first."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.frame import dispute_acts, reading, rules
from ours.frame.fields import shown
from ours.frame.forms import DisagreementForm, SetAsideForm, SettleForm
from ours.frame.holding import Overtaken
from ours.frame.models import Disagreement, Statement
from ours.frame.views import home, names, people_at
from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table
from ours.problem.models import Problem


@require_safe
@at_the_table
def disagreements(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def placed(request: SeatRequest, problem: Problem) -> HttpResponse:
    newest = reading.newest_statement(problem)
    form = DisagreementForm(request.POST, worded=newest is not None)
    if not form.is_valid():
        return _page(request, problem, form=form, status=422)
    kept = form.cleaned_data
    read = None
    if kept["place"] == Disagreement.Place.WORDS and kept["version"] is not None:
        read = problem.statements.filter(version=kept["version"]).first()
    if kept["place"] == Disagreement.Place.WORDS and read is None:
        return _page(request, problem, form=_going_on(form, newest), overtaken=newest, status=409)
    try:
        disagreement = dispute_acts.disagree(
            problem,
            kept["place"],
            common_ground=kept["common_ground"],
            words=kept["words"],
            statement=read,
            by=request.seat,
            at=timezone.now(),
        )
    except Overtaken as overtaken:
        newer = overtaken.newest
        return _page(request, problem, form=_going_on(form, newer), overtaken=newer, read=read, status=409)
    return home(request, "disagreements", problem, f"disagreement-{disagreement.pk}")


def _going_on(form: DisagreementForm, newest: Any) -> DisagreementForm:
    """The same form with every word in it, now speaking of the newest version."""
    return DisagreementForm(initial={**form.cleaned_data, "version": newest.version if newest else None}, worded=True)


@require_POST
@at_the_table
def settled(request: SeatRequest, problem: Problem, disagreement_id: int) -> HttpResponse:
    disagreement = _to_close(request.seat, problem, disagreement_id)
    form = SettleForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, about=disagreement.pk, settle=form, status=422)
    dispute_acts.settle(disagreement, form.cleaned_data["how"], by=request.seat, at=timezone.now())
    return home(request, "disagreements", problem, f"disagreement-{disagreement.pk}")


@require_POST
@at_the_table
def set_aside(request: SeatRequest, problem: Problem, disagreement_id: int) -> HttpResponse:
    disagreement = _to_close(request.seat, problem, disagreement_id)
    form = SetAsideForm(request.POST, place=disagreement.place)
    if not form.is_valid():
        return _page(request, problem, about=disagreement.pk, aside=form, status=422)
    dispute_acts.set_aside(disagreement, **form.cleaned_data, by=request.seat, at=timezone.now())
    return home(request, "disagreements", problem, f"disagreement-{disagreement.pk}")


def _to_close(seat: Seat, problem: Problem, disagreement_id: int) -> Disagreement:
    """The disagreement, if this seat may settle it or set it aside: 404 at another table, 403 with the reason."""
    disagreement = get_object_or_404(reading.disagreements(problem), pk=disagreement_id)
    disagreement.problem = problem
    present = {other.pk for other in people_at(problem)}
    allow(
        rules.may_close(seat, disagreement, present),
        _("An open disagreement is settled or set aside by whoever holds it: %(name)s.")
        % {"name": disagreement.by.name},
    )
    return disagreement


def _page(
    request: SeatRequest,
    problem: Problem,
    *,
    form: DisagreementForm | None = None,
    about: int | None = None,
    settle: SettleForm | None = None,
    aside: SetAsideForm | None = None,
    overtaken: Statement | None = None,
    read: Statement | None = None,
    status: int = 200,
) -> HttpResponse:
    people = people_at(problem)
    newest = reading.newest_statement(problem)
    found = list(reading.disagreements(problem))
    until = reading.set_aside_until(problem)
    present = {seat.pk for seat in people}
    begun = form or DisagreementForm(
        initial={"version": newest.version if newest else None, "place": request.GET.get("place")},
        worded=newest is not None,
    )

    def deeds(each: Disagreement) -> list[dict[str, Any]]:
        if not rules.may_close(request.seat, each, present):
            return []
        mine = each.pk == about
        return [
            _deed(_("It is settled"), "disagreement-settled", each, people, settle if mine else None, SettleForm()),
            _deed(
                _("Set it aside for now"),
                "disagreement-set-aside",
                each,
                people,
                aside if mine else None,
                SetAsideForm(place=each.place),
            ),
        ]

    standing: list[dict[str, Any]] = [
        {"it": each, "dispute": _dispute(each), "deeds": deeds(each), "gone": each.by_id not in present}
        for each in found
        if each.settled_at is None and each.set_aside_at is None
    ]
    disagree = shown(
        begun,
        action=reverse("disagreements-placed", args=[problem.pk]),
        button=_("Lay it on the table"),
        readers=names(people),
        key="disagree",
        plain=True,
    )
    every_form = [disagree, *(deed["form"] for each in standing for deed in each["deeds"])]
    context = {
        "problem": problem,
        "seat": request.seat,
        "newest": newest,
        "standing": standing,
        "waiting": [
            {"it": each, "parking": until.get(each.pk)} for each in found if each.set_aside_at and not each.settled_at
        ],
        "settled": [each for each in reversed(found) if each.settled_at is not None],
        "form": disagree,
        "trouble": next((form["trouble"] for form in every_form if form["trouble"]), ""),
        "form_open": form is not None or "place" in request.GET or not standing,
        "overtaken": overtaken,
        "read": read,
    }
    return render(request, "frame/disagreements.html", context, status=status)


def _dispute(disagreement: Disagreement) -> dict[str, Any]:
    return {
        "place": disagreement.get_place_display(),
        "common": disagreement.common_ground,
        "words": disagreement.words,
        "who": disagreement.by.name,
        "side": disagreement.by.side,
        "on": disagreement.at,
    }


def _deed(
    label: str, name: str, disagreement: Disagreement, people: list[Seat], sent: forms.Form | None, fresh: forms.Form
) -> dict[str, Any]:
    """A deed that opens in place: with what was sent and is not complete yet, or empty."""
    return {
        "label": label,
        "open": sent is not None,
        "form": shown(
            sent or fresh,
            action=reverse(name, args=[disagreement.problem_id, disagreement.pk]),
            button=label,
            readers=names(people),
            key=f"{name}-{disagreement.pk}",
            plain=True,
        ),
    }
