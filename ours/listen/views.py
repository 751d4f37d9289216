"""The listening page: the ladder from the request up to the need, and the deeds on it (L2–L4, L7)."""

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.listen import acts, coaching, reading, rules, writing
from ours.listen.forms import said_at, shown
from ours.listen.models import Aim, Channel, Question, Rung
from ours.listen.reading import Ladder, Wording, ladder_of
from ours.listen.session_reading import talk_of
from ours.listen.writing import Writing
from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem


def _page(
    request: SeatRequest, ladder: Ladder, write: Writing | None, *, status: int = 200, notice: str = ""
) -> HttpResponse:
    probing = rules.may_probe(request.seat)
    context = {
        "problem": ladder.problem,
        "ladder": ladder,
        "began": reading.began(ladder),
        "stair": reading.stair(ladder),
        "distance": coaching.distance(ladder),
        "talk": talk_of(ladder.problem),
        "suggested": coaching.suggested(ladder) if probing else [],
        "probing": probing,
        "confirming": rules.may_confirm(request.seat),
        "unconfirmed": ladder.unconfirmed,
        "write": write,
        "notice": notice,
        "shown": shown,
    }
    return render(request, "listen/listening.html", context, status=status)


@require_safe
@at_the_table
def listening(request: SeatRequest, problem: Problem) -> HttpResponse:
    ladder = ladder_of(problem)
    return _page(request, ladder, writing.opened(request.seat, request.GET, ladder))


@require_POST
@at_the_table
def questions(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_probe(request.seat), _("Questions are asked by the experts' side."))
    ladder = ladder_of(problem)
    write = writing.asking(ladder, request.POST)
    if not write.form.is_valid():
        return _page(request, ladder, write, status=422)
    typed = write.form.cleaned_data
    write.advice = coaching.unless_anyway(request.POST, typed["words"])
    if write.advice:
        return _page(request, ladder, write, status=422)
    question = acts.ask(
        problem,
        typed["words"],
        about=ladder.wordings[int(typed["about"])].rung if typed["about"] else None,
        asked_of=_person(ladder, typed["asked_of"]) if typed["asked_of"] else None,
        send=typed["send"],
        by=request.seat,
        at=timezone.now(),
    )
    return back("listening", problem, f"question-{question.pk}")


@require_POST
@at_the_table
def answers(request: SeatRequest, problem: Problem, question_id: int) -> HttpResponse:
    ladder = ladder_of(problem)
    question = next((one for one in ladder.questions if one.pk == question_id), None)
    if question is None:
        raise Http404
    return _answered(request, ladder, writing.answering(request.seat, ladder, question, request.POST), question)


@require_POST
@at_the_table
def wordings(request: SeatRequest, problem: Problem, rung_id: int) -> HttpResponse:
    ladder = ladder_of(problem)
    wording = _wording(ladder, rung_id)
    write = writing.differing(request.seat, ladder, wording, request.POST)
    if write.newer is not None:
        return _page(request, ladder, write, status=409)
    return _answered(request, ladder, write, wording.question, overturned=wording)


def _answered(
    request: SeatRequest, ladder: Ladder, write: Writing, question: Question, overturned: Wording | None = None
) -> HttpResponse:
    if not write.form.is_valid():
        return _page(request, ladder, write, status=422)
    typed, at = write.form.cleaned_data, timezone.now()
    said_by = _person(ladder, typed["said_by"]) if "said_by" in typed else request.seat
    allow(rules.may_answer(request.seat, said_by), _("Answers are the client's, in the client's words."))
    if typed.get("overturns"):
        overturned = write.about
    question.problem = ladder.problem
    rung = acts.answer(
        question,
        typed["words"],
        said_by=said_by,
        said_at=said_at(typed["said_on"], at) if "said_on" in typed else at,
        channel=typed.get("channel", Channel.FORM),
        place=typed.get("place", ""),
        overturns=overturned.rung if overturned else None,
        by=request.seat,
        at=at,
    )
    return back("listening", ladder.problem, f"rung-{rung.pk}")


@require_POST
@at_the_table
def mark(request: SeatRequest, problem: Problem, rung_id: int) -> HttpResponse:
    allow(rules.may_probe(request.seat), _("What an answer names is marked by the experts' side."))
    ladder = ladder_of(problem)
    wording = _wording(ladder, rung_id)
    write = writing.marking(ladder, wording, request.POST)
    if not write.form.is_valid():
        return _page(request, ladder, write, status=422)
    kind = write.form.cleaned_data["kind"]
    if kind != wording.marked:
        suggested = wording.reading.kind
        acts.mark(_of(wording, problem), kind, suggested=suggested, by=request.seat, at=timezone.now())
    return back("listening", problem, f"rung-{rung_id}")


@require_POST
@at_the_table
def confirmation(request: SeatRequest, problem: Problem, rung_id: int) -> HttpResponse:
    allow(rules.may_confirm(request.seat), _("Whether an answer is right is for the client's people to say."))
    ladder = ladder_of(problem)
    wording = _wording(ladder, rung_id)
    if wording.put_right_by is not None:
        sentence = _("%(name)s put this differently meanwhile. Both wordings are here; confirm the one that is right.")
        notice = sentence % {"name": wording.put_right_by.said_by.name}
        return _page(request, ladder, writing.opened(request.seat, {}, ladder), status=409, notice=notice)
    acts.confirm(_of(wording, problem), by=request.seat, at=timezone.now())
    page = "listening-session" if request.POST.get("from") == "session" else "listening"
    return back(page, problem, f"rung-{rung_id}")


@require_POST
@at_the_table
def need(request: SeatRequest, problem: Problem, rung_id: int) -> HttpResponse:
    allow(rules.may_probe(request.seat), _("The need is named by the experts' side, from what the client said."))
    ladder = ladder_of(problem)
    wording = _wording(ladder, rung_id)
    write = writing.naming(ladder, wording, request.POST)
    if write.newer is not None:
        return _page(request, ladder, write, status=409)
    if not write.form.is_valid():
        return _page(request, ladder, write, status=422)
    typed = write.form.cleaned_data
    acts.name_need(_of(wording, problem), typed["words"], verdict=typed["verdict"], by=request.seat, at=timezone.now())
    return back("listening", problem, "need")


@require_POST
@at_the_table
def aim(request: SeatRequest, problem: Problem, horizon: str) -> HttpResponse:
    ladder = ladder_of(problem)
    write = writing.aiming(ladder, horizon, request.POST)
    if not write.form.is_valid():
        return _page(request, ladder, write, status=422)
    acts.say_aim(problem, Aim.Horizon(horizon), write.form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("listening", problem, horizon)


def _wording(ladder: Ladder, rung_id: int) -> Wording:
    if rung_id not in ladder.wordings:
        raise Http404
    return ladder.wordings[rung_id]


def _of(wording: Wording, problem: Problem) -> Rung:
    """The rung, holding the one instance of its problem that this request works on."""
    wording.rung.problem = problem
    return wording.rung


def _person(ladder: Ladder, pk: str) -> Seat:
    return next(seat for seat in ladder.client_people if seat.pk == int(pk))
