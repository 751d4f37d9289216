"""Answering a question from the letter's page: without signing in, on a phone, in under a minute."""

from django.db import transaction
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone, translation
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_http_methods

from ours.listen import acts
from ours.listen.forms import AnswerForm, shown
from ours.listen.models import Question, Request, Rung
from ours.people.request import AnyRequest, person_in
from ours.post import passes
from ours.post.models import Pass
from ours.problem.access import readers
from ours.problem.holding import hold


@cache_control(private=True, no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def answer(request: AnyRequest, key: str) -> HttpResponse:
    """The page of one question for one person; what is written there is kept once, read again as often as wanted."""
    found = passes.find(key, timezone.now())
    question = _question(found) if found else None
    if found is None or question is None:
        return render(request, "listen/no_pass.html", status=404)
    person = person_in(found.seat)
    with translation.override(person.language), timezone.override(person.time_zone):
        if found.used_at is not None:
            return _page(request, found, question)
        form = AnswerForm(request.POST or None, before=_before(question))
        if request.method != "POST":
            return _page(request, found, question, form)
        if not form.is_valid():
            return _page(request, found, question, form, status=422)
        _take_in(found, question, form)
        # Relative on purpose: the receipt of this form keeps the address, and must not keep the key.
        return HttpResponseRedirect("?", status=303)


@transaction.atomic
def _take_in(found: Pass, question: Question, form: AnswerForm) -> None:
    at = timezone.now()
    if not passes.use(found, at=at):
        return
    hold(found.problem)
    question.problem = found.problem
    overturns = question.about if form.cleaned_data.get("overturns") else None
    acts.answer(question, form.cleaned_data["words"], said_by=found.seat, overturns=overturns, by=found.seat, at=at)


def _page(
    request: AnyRequest, found: Pass, question: Question, form: AnswerForm | None = None, status: int = 200
) -> HttpResponse:
    asked_for = Request.objects.filter(problem=found.problem).order_by("asked_at", "pk").first()
    context = {
        "problem": found.problem,
        "as_seat": found.seat,
        "question": question,
        "request_words": asked_for.words if asked_for else found.problem.headline,
        "form": form,
        "shown": shown,
        "readers": [seat.name for seat in readers(found.problem) if seat.person_id and seat.pk != found.seat_id],
        "written": Rung.objects.filter(question=question, by=found.seat).order_by("at", "pk"),
    }
    response = render(request, "listen/answer.html", context, status=status)
    response.headers["Content-Language"] = person_in(found.seat).language
    return response


def _question(found: Pass) -> Question | None:
    questions = Question.objects.filter(pk=found.question, problem=found.problem)
    return questions.select_related("by__firm", "by__client", "about__said_by").first()


def _before(question: Question) -> str:
    """The answer that this one may put right, if nobody did yet."""
    about = question.about
    return about.words if about and not about.overturned_by.exists() else ""
