"""Putting something on the table, the request as it came, and what is said at the table."""

from collections.abc import Sequence
from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from ours.listen import intake_acts, intake_reading, intake_rules
from ours.listen.intake_files import handed_out
from ours.listen.intake_forms import PastedForm, RequestForm, SaidForm, sheet
from ours.listen.look import look
from ours.listen.models import Channel, Message
from ours.people.models import Engagement, Seat, Side
from ours.people.request import SeatRequest
from ours.problem.access import engagement_for, names_of_others
from ours.problem.door import allow, at_the_table, back, signed_in
from ours.problem.models import Problem
from ours.wording.looking import still_open
from ours.wording.offering import coached


def number(text: str | None) -> int | None:
    """An id from an address or a form; None for anything else."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 17 else None


@require_safe
@signed_in
def new(request: SeatRequest) -> HttpResponse:
    if request.seat.side == Side.CLIENT:
        return _asking_page(request)
    open_to = intake_reading.engagements_for(request.seat)
    chosen = number(request.GET.get("engagement"))
    engagement = next((one for one in open_to if one.pk == chosen or len(open_to) == 1), None)
    if engagement is None:
        return render(request, "listen/new_where.html", {"engagements": open_to})
    return _pasting_page(request, engagement)


@require_POST
@signed_in
def kept(request: SeatRequest) -> HttpResponse:
    if request.seat.side == Side.CLIENT:
        return _kept_for_client(request)
    engagement = engagement_for(request.seat, number(request.POST.get("engagement")) or 0)
    allow(intake_rules.may_take_down(request.seat, engagement), _("This engagement is over; choose another one."))
    now = timezone.now()
    seats = intake_reading.seats_of(engagement.client_id)
    form = PastedForm(request.POST, request.FILES, seats=seats, at=now)
    if not form.is_valid():
        return _pasting_page(request, engagement, form, status=422)
    data = form.cleaned_data
    problem = intake_acts.keep_request(
        engagement,
        data["words"],
        asked_by=data["asked_by"],
        asked_at=data["asked_at"],
        channel=data["channel"],
        by=request.seat,
        at=now,
        files=data["attached"],
    )
    return back("table", problem)


def _kept_for_client(request: SeatRequest) -> HttpResponse:
    engagements = intake_reading.engagements_for(request.seat)
    allow(bool(engagements), _("Nothing is agreed with your organisation at the moment. Write to the people you know."))
    form = RequestForm(request.POST, request.FILES, engagements=engagements)
    if not form.is_valid():
        return _asking_page(request, form, status=422)
    now = timezone.now()
    problem = intake_acts.keep_request(
        form.cleaned_data["engagement"],
        form.cleaned_data["words"],
        asked_by=request.seat,
        asked_at=now,
        channel=Channel.FORM,
        by=request.seat,
        at=now,
        files=form.cleaned_data["attached"],
    )
    return back("table", problem)


def _asking_page(request: SeatRequest, form: RequestForm | None = None, status: int = 200) -> HttpResponse:
    """The page on which a client person puts something on the table."""
    engagements = list(form.engagements.values()) if form else intake_reading.engagements_for(request.seat)
    context: dict[str, Any] = {"engagements": engagements, "firm": request.seat.firm}
    if engagements:
        context["form"] = sheet(
            form or RequestForm(engagements=engagements),
            action=reverse("request-kept"),
            button=_("Put it on the table"),
            read_by=intake_reading.experts_on(engagements),
        )
    return render(request, "listen/new.html", context, status=status)


def _pasting_page(
    request: SeatRequest, engagement: Engagement, form: PastedForm | None = None, status: int = 200
) -> HttpResponse:
    """The page on which an expert keeps what somebody of a client asked for."""
    form = form or PastedForm(seats=intake_reading.seats_of(engagement.client_id), at=timezone.now())
    others = [name for name in intake_reading.experts_on([engagement]) if name != request.seat.name]
    context = {
        "engagement": engagement,
        "nobody": not form.seats,
        "form": sheet(
            form,
            action=reverse("request-kept"),
            button=_("Keep it and put it on the table"),
            hidden=[("engagement", engagement.pk)],
            read_by=others,
            kinds={"clock": "number"},
        ),
    }
    return render(request, "listen/new_pasted.html", context, status=status)


@require_safe
@at_the_table
def asked(request: SeatRequest, problem: Problem, request_id: int) -> HttpResponse:
    kept_request = intake_reading.request_at(problem, request_id)
    mail = intake_reading.mail_of(kept_request.mail)
    context: dict[str, Any] = {
        "problem": problem,
        "asked": kept_request,
        "mail": mail,
        "whole": bool(mail and intake_rules.may_read_whole(request.seat, kept_request.asked_by, mail)),
    }
    if mail and context["whole"]:
        context["more"] = intake_reading.beyond(mail, kept_request.words)
    return render(request, "listen/request.html", context)


@require_safe
@at_the_table
@xframe_options_sameorigin
def asked_look(request: SeatRequest, problem: Problem, request_id: int) -> HttpResponse:
    kept_request = intake_reading.request_at(problem, request_id)
    return _look_at_table(request, kept_request.html, kept_request.asked_by, kept_request.mail)


@require_safe
@at_the_table
@xframe_options_sameorigin
def message_look(request: SeatRequest, problem: Problem, message_id: int) -> HttpResponse:
    message = get_object_or_404(Message.objects.select_related("by"), problem=problem, pk=message_id)
    return _look_at_table(request, message.html, message.by, message.mail)


def _look_at_table(request: SeatRequest, html: str, author: Seat, mail_id: int | None) -> HttpResponse:
    mail = intake_reading.mail_of(mail_id)
    if mail is None or not intake_rules.may_read_whole(request.seat, author, mail):
        raise Http404
    return look(request, html)


@require_safe
@at_the_table
def answer_mail(request: SeatRequest, problem: Problem, rung_id: int) -> HttpResponse:
    """The mail in which an answer came: its words and files for the table, all of it for whoever may read that."""
    rung = intake_reading.answer_at(problem, rung_id)
    mail = intake_reading.mail_of(rung.mail)
    whole = mail is not None and intake_rules.may_read_whole(request.seat, rung.said_by, mail)
    more = intake_reading.beyond(mail, rung.words) if mail and whole else ""
    return render(
        request,
        "listen/answer_mail.html",
        {"problem": problem, "rung": rung, "mail": mail, "whole": whole, "more": more},
    )


@require_safe
@at_the_table
def attachment(request: SeatRequest, problem: Problem, attachment_id: int) -> HttpResponse:
    found = intake_reading.attachment_at(problem, attachment_id)
    return handed_out(found.data, found.filename, found.content_type)


@require_safe
@at_the_table
def messages(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _messages_page(request, problem, SaidForm())


@require_POST
@at_the_table
def said(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = SaidForm(request.POST, request.FILES)
    if not form.is_valid():
        return _messages_page(request, problem, form, status=422)
    words, files = form.cleaned_data["words"], form.cleaned_data["attached"]
    # To point elsewhere turns somebody's problem away where an expert does it (T7); whoever has it may tell of others.
    asks = request.seat.client_id is None and "anyway" not in request.POST
    if deflects := still_open(problem, request.seat, words, "reply", "deflect") if asks else []:
        shown = [{"words": words[one.start : one.end], "says": one.message, "ask": one.ask} for one in deflects]
        return _messages_page(request, problem, form, status=422, deflects=shown)
    message = intake_acts.say(problem, words, by=request.seat, at=timezone.now(), files=files)
    return back("messages", problem, f"message-{message.pk}")


def _messages_page(
    request: SeatRequest, problem: Problem, form: SaidForm, status: int = 200, deflects: Sequence[dict[str, str]] = ()
) -> HttpResponse:
    talk = intake_reading.conversation(problem, request.seat, number(request.GET.get("before")))
    address = reverse("messages", kwargs={"problem_id": problem.pk})
    context = {
        "problem": problem,
        "talk": talk,
        "requests": intake_reading.requests_of(problem),
        "older": f"{address}?before={talk.older}" if talk.older else "",
        "newer": address if request.GET.get("before") else "",
        "form": sheet(
            form,
            action=reverse("say", kwargs={"problem_id": problem.pk}),
            button=_("Say it"),
            read_by=names_of_others(problem, request.seat),
            key="say",
            coach=coached(problem, "reply", reverse("say", kwargs={"problem_id": problem.pk})),
        ),
        "deflects": deflects,
    }
    return render(request, "listen/messages.html", context, status=status)
