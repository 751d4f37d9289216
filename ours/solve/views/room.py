"""The page of the ways out: ideas, what stands in the way, options side by side, what was tried."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.request import SeatRequest
from ours.problem.access import readers_now
from ours.problem.door import at_the_table, back
from ours.problem.gap import Gap, gap_of
from ours.problem.models import Problem
from ours.solve import attempt_acts, constraint_acts, idea_acts, option_acts, reading, rules
from ours.solve.forms import (
    AskForIdeasForm,
    AttemptForm,
    BackForm,
    ConstraintForm,
    IdeaForm,
    OptionForm,
    ResultForm,
    SetAsideForm,
)
from ours.solve.models import Attempt, Idea, Lessening, Option
from ours.solve.solving import Solving, solving
from ours.solve.views import At, Sent, number_in, still_here


@require_safe
@at_the_table
def solve(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def ideas(request: SeatRequest, problem: Problem) -> HttpResponse:
    at = At(request, problem, {})
    form = IdeaForm(request.POST, seat=request.seat, givers=at.givers)
    if not form.is_valid():
        return _page(request, problem, 422, sent={"idea": form})
    giver = form.givers.get(form.cleaned_data.get("given_by") or 0)
    idea = idea_acts.give(problem, form.cleaned_data["words"], given_by=giver, by=request.seat, at=timezone.now())
    return back("solve", problem, f"idea-{idea.pk}")


@require_POST
@at_the_table
def ideas_asked(request: SeatRequest, problem: Problem) -> HttpResponse:
    """Ask people for ideas, by a letter that they can simply answer."""
    people = reading.could_give(problem, request.seat, readers_now(problem))
    form = AskForIdeasForm(request.POST, people=people)
    if not form.is_valid():
        return _page(request, problem, 422, sent={"ask": form})
    made = idea_acts.ask(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("solve", problem, f"asked-{made.pk}")


@require_POST
@at_the_table
def set_aside(request: SeatRequest, problem: Problem, idea_id: int) -> HttpResponse:
    idea = _idea(problem, idea_id)
    form = SetAsideForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, sent={f"aside-{idea_id}": form})
    if not rules.may_set_aside(solving(problem), idea):
        notice = _("Somebody set this idea aside meanwhile. Nothing was changed.")
        return _page(request, problem, 409, still_here(notice, form.cleaned_data["reason"]))
    idea_acts.set_aside(idea, form.cleaned_data["reason"], by=request.seat, at=timezone.now())
    return back("solve", problem, f"idea-{idea_id}")


@require_POST
@at_the_table
def constraints(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = ConstraintForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, sent={"constraint": form})
    named = constraint_acts.name_constraint(problem, **form.cleaned_data, by=request.seat, at=timezone.now())
    return back("solve", problem, f"constraint-{named.pk}")


@require_POST
@at_the_table
def options(request: SeatRequest, problem: Problem) -> HttpResponse:
    """A way out: by itself, from an idea, from a way to make a constraint matter less, or as a relief's partner."""
    early = not gap_of(problem).named
    idea, lessening, relief = _sources(request, problem)
    form = OptionForm(request.POST, early=early)
    if not form.is_valid():
        return _page(request, problem, 422, sent={"option": form})
    said = form.cleaned_data
    option = option_acts.propose(
        problem,
        said["kind"],
        said["words"],
        early=early,
        reason=said.get("reason", ""),
        idea=idea,
        why=said.get("why", ""),
        lessening=lessening,
        relief=relief,
        by=request.seat,
        at=timezone.now(),
    )
    return back("solve", problem, f"option-{option.pk}")


@require_POST
@at_the_table
def attempts(request: SeatRequest, problem: Problem) -> HttpResponse:
    known = solving(problem)
    idea = _idea(problem, number_in(request, "idea")) if number_in(request, "idea") else None
    form = AttemptForm(request.POST, options=_to_try(known))
    if not form.is_valid():
        return _page(request, problem, 422, sent={"attempt": form})
    said = form.cleaned_data
    option = Option.objects.get(problem=problem, pk=said["option"]) if said.get("option") else None
    begun = attempt_acts.begin(
        problem, said["words"], said["expected"], option=option, idea=idea, by=request.seat, at=timezone.now()
    )
    return back("solve", problem, f"attempt-{begun.pk}")


@require_POST
@at_the_table
def results(request: SeatRequest, problem: Problem, attempt_id: int) -> HttpResponse:
    attempt = get_object_or_404(Attempt.objects.select_related("option"), problem=problem, pk=attempt_id)
    attempt.problem = problem
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, sent={f"result-{attempt_id}": form})
    said = form.cleaned_data
    attempt_acts.note_result(
        attempt, said["mark"], said["happened"], said["learned"], by=request.seat, at=timezone.now()
    )
    return back("solve", problem, f"attempt-{attempt_id}")


@require_POST
@at_the_table
def lives(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = BackForm(request.POST)
    if not form.is_valid():
        return _page(request, problem, 422, sent={"again": form})
    if not rules.may_come_again(solving(problem)):
        notice = _(
            "Nothing has helped yet in this life of the problem, so it cannot have come back. Nothing was changed."
        )
        return _page(request, problem, 409, still_here(notice, form.cleaned_data["words"]))
    attempt_acts.come_again(problem, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("solve", problem, "lives")


def _idea(problem: Problem, idea_id: int) -> Idea:
    idea = get_object_or_404(Idea.objects.select_related("given_by"), problem=problem, pk=idea_id)
    idea.problem = problem
    return idea


def _sources(request: SeatRequest, problem: Problem) -> tuple[Idea | None, Lessening | None, Option | None]:
    """What a way out comes from, as the form's hidden fields say; 404 for what is not at this table."""
    idea_id, lessening_id, relief_id = (number_in(request, name) for name in ("idea", "lessening", "relief"))
    idea = _idea(problem, idea_id) if idea_id else None
    lessening = get_object_or_404(Lessening, problem=problem, pk=lessening_id) if lessening_id else None
    relief = get_object_or_404(Option, problem=problem, pk=relief_id, kind="relief") if relief_id else None
    if relief is not None:
        relief.problem = problem
    return idea, lessening, relief


def _to_try(known: Solving) -> list[Any]:
    return [row for row in known.options if rules.may_try(known, row.id)]


def _page(
    request: SeatRequest, problem: Problem, status: int = 200, notice: str = "", sent: Sent | None = None
) -> HttpResponse:
    """The page. `sent` are the forms that came back, by place."""
    sent = sent or {}
    at = At(request, problem, sent)
    gap = gap_of(problem)
    source = _source(request, at.solving)
    if source and request.method == "GET":
        _open_with(sent, source, early=not gap.named, options=_to_try(at.solving))
    context = at.context(
        gap=gap,
        source=source,
        notice=notice,
        kinds=[(Option.Kind.RELIEF, _("Relief, for now")), (Option.Kind.LASTING, _("Lasting"))],
        alone={row.id for row in at.solving.alone()},
        ideas=_ideas(at),
        attempts=_attempts(at),
        ask=sent.get("ask") or AskForIdeasForm(people=reading.could_give(problem, at.seat, at.people)),
        asking="ask" in sent,
        give=at.deeds(
            "idea",
            _("Give an idea"),
            _("Lay it on the table"),
            "ideas",
            IdeaForm(seat=at.seat, givers=at.givers),
            ids={"problem_id": problem.pk},
        ),
        name=at.deeds(
            "constraint",
            _("Name what stands in the way"),
            _("Lay it on the table"),
            "constraints",
            ConstraintForm(initial={"whose": at.seat.side}),
            ids={"problem_id": problem.pk},
        ),
        propose=_propose(at, gap),
        begin=at.deeds(
            "attempt",
            _("Try something"),
            _("Begin to try it"),
            "attempts",
            AttemptForm(options=_to_try(at.solving)),
            ids={"problem_id": problem.pk},
        ),
        again=_again(at),
    )
    return render(request, "solve/solve.html", context, status=status)


def _propose(at: At, gap: Gap) -> dict[str, Any]:
    fresh = OptionForm(early=not gap.named)
    return at.deeds(
        "option", _("Propose a way out"), _("Lay it on the table"), "options", fresh, ids={"problem_id": at.problem.pk}
    )


def _again(at: At) -> dict[str, Any] | None:
    if not rules.may_come_again(at.solving):
        return None
    return at.deeds(
        "again", _("It is back"), _("Say that it is back"), "lives", BackForm(), ids={"problem_id": at.problem.pk}
    )


def _ideas(at: At) -> list[dict[str, Any]]:
    """Each idea with everything that became of it, and what can be done with it; the waiting ones first."""
    found = []
    for row in at.solving.ideas:
        fate = at.solving.fate(row.id)
        aside = at.deeds(
            f"aside-{row.id}",
            _("Set it aside"),
            _("Set it aside"),
            "idea-set-aside",
            SetAsideForm(),
            ids={"problem_id": at.problem.pk, "idea_id": row.id},
        )
        fates = [one for one in at.solving.fates if one.idea_id == row.id]
        open_ = fate is None or fate.kind == "set_aside"
        found.append({"row": row, "fates": fates, "open": open_, "aside": aside if fate is None else None})
    return sorted(found, key=lambda one: bool(one["fates"]))


def _attempts(at: At) -> list[dict[str, Any]]:
    """The attempts, newest first, each with what was noted about it."""
    found = []
    for row in reversed(at.solving.attempts):
        newest = at.solving.result(row.id)
        running = newest is None or newest.mark == "to_be_seen"
        note = at.deeds(
            f"result-{row.id}",
            _("Note what happened") if running else _("Note something more"),
            _("Note it"),
            "results",
            ResultForm(),
            ids={"problem_id": at.problem.pk, "attempt_id": row.id},
        )
        results = at.solving.results_of(row.id)
        found.append({"row": row, "newest": newest, "earlier": results[:-1], "running": running, "note": note})
    return found


def _source(request: SeatRequest, known: Solving) -> dict[str, Any] | None:
    """What a form on the page begins from, as the address or the form that came back says: (kind, row)."""
    for kind, rows in (("idea", known.ideas), ("lessening", known.lessenings), ("relief", known.options)):
        wanted = number_in(request, kind)
        if wanted and (row := next((one for one in rows if one.id == wanted), None)):
            return {"kind": kind, "row": row, "trying": request.GET.get("try") == "1" or "expected" in request.POST}
    return None


def _open_with(sent: Sent, source: dict[str, Any], *, early: bool, options: list[Any]) -> None:
    """Open the form that the address asks for, begun with the words of what it comes from."""
    row, kind = source["row"], source["kind"]
    if source["trying"] and kind == "idea":
        sent["attempt"] = AttemptForm(initial={"words": row.words, "idea": row.id}, options=options)
        return
    initial = {kind: row.id, "words": "" if kind == "relief" else row.words}
    if kind == "relief":
        initial["kind"] = Option.Kind.LASTING
    sent["option"] = OptionForm(initial=initial, early=early)
