"""The page of a listening session: a talk in which nobody advises, the same page for both sides (L5)."""

from collections.abc import Mapping
from typing import Any

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.listen import acts, coaching, rules, session_acts
from ours.listen.forms import AnswerForm, NotYetForm, PlaceForm, PlaybackForm, QuestionForm, WrittenForForm, shown
from ours.listen.models import Channel, Playback, Question
from ours.listen.reading import Ladder, Wording, ladder_of
from ours.listen.session_reading import Talk, said_in, talk_of, words_to_play_back
from ours.people.models import Seat
from ours.people.request import SeatRequest
from ours.problem.door import allow, at_the_table, back
from ours.problem.models import Problem


def _page(request: SeatRequest, ladder: Ladder, talk: Talk | None, *, status: int = 200, **typed: Any) -> HttpResponse:
    """The page, with `typed` forms instead of fresh ones where something has to be put right."""
    seat, probing = request.seat, rules.may_probe(request.seat)
    said = said_in(talk, ladder) if talk else []
    asked = _asked_last(talk, ladder)
    about = _about(request.GET, ladder)
    context = {
        "problem": ladder.problem,
        "ladder": ladder,
        "shown": shown,
        "talk": talk,
        "said": said,
        "now": next((one for one in reversed(said) if one.put_right_by is None), None),
        "asked": asked,
        "unanswered": asked is not None and all(one.question.pk != asked.pk for one in said),
        "about": about,
        "probing": probing,
        "suggested": coaching.suggested(ladder) if probing and talk and talk.going_on else [],
        "question_form": QuestionForm(initial={"words": request.GET.get("question", "")}),
        "answer_form": answer_form(seat, ladder, talk, asked) if asked else None,
        "place_form": PlaceForm(),
        "not_yet_form": NotYetForm(),
        "reading_back": probing and "read-back" in request.GET,
        "playback_form": PlaybackForm(initial={"words": words_to_play_back(talk, ladder)}) if talk else None,
        "may_end": talk is not None
        and rules.may_end(talk.session, played_back=talk.played_back, anything_asked=asked is not None),
        **typed,
    }
    return render(request, "listen/session.html", context, status=status)


@require_safe
@at_the_table
def session(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, ladder_of(problem), talk_of(problem))


@require_POST
@at_the_table
def sessions(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_listen(request.seat), _("A listening session is begun by the experts' side."))
    form = PlaceForm(request.POST)
    if not form.is_valid():
        return _page(request, ladder_of(problem), talk_of(problem), status=422, place_form=form)
    session_acts.begin(problem, place=form.cleaned_data["place"], by=request.seat, at=timezone.now())
    return back("listening-session", problem)


@require_POST
@at_the_table
def questions(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_probe(request.seat), _("Questions are asked by the experts' side."))
    ladder, talk, form = ladder_of(problem), talk_of(problem), QuestionForm(request.POST)
    about = _about(request.POST, ladder)
    if not form.is_valid():
        return _page(request, ladder, talk, status=422, question_form=form, about=about)
    if talk is None or not talk.going_on:
        return _over(request, ladder, talk, form.cleaned_data["words"])
    advice = coaching.unless_anyway(request.POST, form.cleaned_data["words"])
    if advice:
        return _page(request, ladder, talk, status=422, question_form=form, advice=advice, about=about)
    acts.ask(
        problem,
        form.cleaned_data["words"],
        about=about.rung if about else None,
        session=talk.session,
        by=request.seat,
        at=timezone.now(),
    )
    return back("listening-session", problem)


@require_POST
@at_the_table
def answers(request: SeatRequest, problem: Problem, question_id: int) -> HttpResponse:
    ladder, talk = ladder_of(problem), talk_of(problem)
    question = next((one for one in ladder.questions if one.pk == question_id and one.session_id), None)
    if question is None or talk is None:
        raise Http404
    form = answer_form(request.seat, ladder, talk, question, request.POST)
    if not form.is_valid():
        return _page(request, ladder, talk, status=422, answer_form=form, asked=question)
    typed = form.cleaned_data
    said_by = next((seat for seat in ladder.client_people if str(seat.pk) == typed.get("said_by")), request.seat)
    allow(rules.may_answer(request.seat, said_by), _("Answers are the client's, in the client's words."))
    question.problem = problem
    about = ladder.wording(question.about_id)
    acts.answer(
        question,
        typed["words"],
        said_by=said_by,
        channel=Channel.MEETING,
        place=talk.session.place,
        overturns=about.rung if about and typed.get("overturns") else None,
        by=request.seat,
        at=timezone.now(),
    )
    return back("listening-session", problem)


@require_POST
@at_the_table
def playbacks(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_listen(request.seat), _("What was heard is read back by the experts' side."))
    ladder, talk, form = ladder_of(problem), talk_of(problem), PlaybackForm(request.POST)
    if talk is None:
        raise Http404
    if not form.is_valid():
        return _page(request, ladder, talk, status=422, playback_form=form, reading_back=True)
    talk.session.problem = problem
    session_acts.play_back(talk.session, form.cleaned_data["words"], by=request.seat, at=timezone.now())
    return back("listening-session", problem)


@require_POST
@at_the_table
def hearing(request: SeatRequest, problem: Problem, playback_id: int) -> HttpResponse:
    allow(rules.may_hear(request.seat), _("Whether they were heard is for the client's people to say."))
    playback = Playback.objects.filter(problem=problem, pk=playback_id).first()
    if playback is None:
        raise Http404
    talk = talk_of(problem)
    heard, form = request.POST.get("heard") == "yes", NotYetForm(request.POST)
    if talk and talk.playback and talk.playback.pk != playback.pk:
        return _page(request, ladder_of(problem), talk, status=409, older=playback, not_yet_form=form)
    if not heard and not form.is_valid():
        return _page(request, ladder_of(problem), talk, status=422, not_yet_form=form, not_yet_open=True)
    playback.problem = problem
    missing = "" if heard else form.cleaned_data["missing"]
    session_acts.hear(playback, heard=heard, missing=missing, by=request.seat, at=timezone.now())
    return back("listening-session", problem)


@require_POST
@at_the_table
def end(request: SeatRequest, problem: Problem) -> HttpResponse:
    allow(rules.may_listen(request.seat), _("A listening session is ended by the experts' side."))
    ladder, talk = ladder_of(problem), talk_of(problem)
    if talk is None:
        raise Http404
    asked = _asked_last(talk, ladder) is not None
    if talk.going_on:
        sentence = _("A session ends with what was heard being read back. Read it back first.")
        allow(rules.may_end(talk.session, played_back=talk.played_back, anything_asked=asked), sentence)
    talk.session.problem = problem
    session_acts.end(talk.session, by=request.seat, at=timezone.now())
    return back("listening-session", problem)


def answer_form(
    seat: Seat, ladder: Ladder, talk: Talk | None, question: Question, typed: Mapping[str, Any] | None = None
) -> forms.Form:
    """The field for the next answer: client people write their own, an expert writes for whoever spoke."""
    about = ladder.wording(question.about_id)
    before = about.rung.words if about and about.put_right_by is None else ""
    if not rules.may_probe(seat):
        return AnswerForm(typed, before=before)
    said = said_in(talk, ladder) if talk else []
    speaker = said[-1].rung.said_by_id if said else None  # whoever spoke last goes on, most of the time
    return WrittenForForm(typed, initial={"said_by": speaker}, before=before, people=ladder.client_people)


def _over(request: SeatRequest, ladder: Ladder, talk: Talk | None, words: str) -> HttpResponse:
    return _page(request, ladder, talk, status=409, left_over=words)


def _asked_last(talk: Talk | None, ladder: Ladder) -> Question | None:
    """The question that is in the air: the last one asked in this session."""
    if talk is None:
        return None
    return next((one for one in reversed(ladder.questions) if one.session_id == talk.session.pk), None)


def _about(address: Mapping[str, Any], ladder: Ladder) -> Wording | None:
    """The answer that the next question asks on from: the one chosen, or else the top of the ladder."""
    chosen = address.get("about", "")
    return next((one for pk, one in ladder.wordings.items() if str(pk) == chosen), ladder.top)
