"""The tray: mails that an expert has to place. Every expert of a firm sees its tray, and nobody else does."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.clickjacking import xframe_options_sameorigin
from django.views.decorators.http import require_POST, require_safe

from ours.listen import tray_acts, tray_reading
from ours.listen.heard_acts import Somebody
from ours.listen.intake_files import handed_out
from ours.listen.intake_forms import sheet
from ours.listen.intake_rules import may_be_placed
from ours.listen.intake_views import number
from ours.listen.look import look
from ours.listen.tray_forms import NEW, AsideForm, PlaceForm
from ours.listen.tray_reading import Opened
from ours.people.acts import SeatTaken
from ours.people.models import Engagement, Seat
from ours.people.request import SeatRequest
from ours.post.models import InboundMail
from ours.problem.access import engagement_for
from ours.problem.door import allow, back, experts_only


@require_safe
@experts_only
def tray(request: SeatRequest) -> HttpResponse:
    aside = request.GET.get("show") == "aside"
    before = number(request.GET.get("before"))
    page = tray_reading.tray_of(request.seat, put_aside=aside, before=before)
    address = reverse("tray")
    links = [
        {"words": _("Waiting"), "url": address, "on": not aside, "number": page.waiting},
        {"words": _("Put aside"), "url": f"{address}?show=aside", "on": aside, "number": page.put_aside},
    ]
    shown = "show=aside&" if aside else ""
    context = {
        "nav": "tray",
        "page": page,
        "aside": aside,
        "links": links,
        "older": f"{address}?{shown}before={page.older}" if page.older else "",
        "newer": (f"{address}?show=aside" if aside else address) if before else "",
    }
    return render(request, "listen/tray.html", context)


@require_safe
@experts_only
def mail(request: SeatRequest, mail_id: int) -> HttpResponse:
    opened = Opened(tray_reading.mail_for(request.seat, mail_id))
    return _page(request, opened)


@require_safe
@experts_only
@xframe_options_sameorigin
def mail_look(request: SeatRequest, mail_id: int) -> HttpResponse:
    return look(request, Opened(tray_reading.mail_for(request.seat, mail_id)).reading.html)


@require_safe
@experts_only
def raw(request: SeatRequest, mail_id: int) -> HttpResponse:
    found = tray_reading.mail_for(request.seat, mail_id)
    return handed_out(found.raw, f"mail-{found.pk}.eml", "message/rfc822")


@require_POST
@experts_only
def placed(request: SeatRequest, mail_id: int) -> HttpResponse:
    opened = Opened(_placeable(request, mail_id))
    engagement = engagement_for(request.seat, number(request.POST.get("engagement")) or 0)
    allow(engagement.ended_at is None, _("This engagement is over; choose another one."))
    form = _place_form(request.seat, opened, engagement, request.POST)
    if not form.is_valid():
        return _page(request, opened, engagement=engagement, place=form, status=422)
    problem = form.cleaned_data["problem"]
    try:
        kept = tray_acts.place(
            opened.mail,
            opened.reading,
            form.cleaned_data["words"],
            engagement=engagement,
            whose=form.whose,
            problem=problem,
            along=form.cleaned_data["along"],
            all_of_it=form.cleaned_data["words"] == opened.words and not tray_reading.is_from_us(opened.mail),
            by=request.seat,
            at=timezone.now(),
        )
    except (tray_acts.PlacedMeanwhile, SeatTaken):
        return _page(request, Opened(tray_reading.mail_for(request.seat, mail_id)), status=409)
    return back("table", kept.problem) if problem is None else back("messages", problem, f"message-{kept.pk}")


@require_POST
@experts_only
def put_aside(request: SeatRequest, mail_id: int) -> HttpResponse:
    found = _placeable(request, mail_id)
    form = AsideForm(request.POST)
    if not form.is_valid():
        return _page(request, Opened(found), aside=form, status=422)
    tray_acts.put_aside(found, form.cleaned_data["reason"], by=request.seat, at=timezone.now())
    return HttpResponseRedirect(reverse("tray"), status=303)


@require_POST
@experts_only
def taken_up(request: SeatRequest, mail_id: int) -> HttpResponse:
    found = _placeable(request, mail_id)
    tray_acts.take_up(found, by=request.seat, at=timezone.now())
    return HttpResponseRedirect(reverse("tray-mail", kwargs={"mail_id": found.pk}), status=303)


def _placeable(request: SeatRequest, mail_id: int) -> InboundMail:
    found = tray_reading.mail_for(request.seat, mail_id)
    allow(may_be_placed(found), _("This mail was placed already; what it said is kept where it went."))
    return found


def _place_form(seat: Seat, opened: Opened, engagement: Engagement, data: Any = None) -> PlaceForm:
    mail, people = opened.mail, tray_reading.people_of(engagement)
    files = opened.reading.attached
    initial = {"problem": NEW, "who": "", "words": opened.words, "along": list(range(len(files)))}
    if tray_reading.is_from_us(mail):
        initial["along"] = []  # what a colleague passed on is chosen one by one
    elif mail.state == InboundMail.State.UNVERIFIED:
        initial["along"] = []  # whose it is and what of it counts is said by whoever has asked them
    elif any(one.pk == mail.seat_id for one in people):
        initial["who"] = str(mail.seat_id)
    elif mail.from_address:
        initial |= {"who": NEW, "name": mail.from_name, "email": mail.from_address}
    return PlaceForm(
        data,
        client=engagement.client,
        seats=people,
        problems=tray_reading.problems_of(seat, engagement),
        text=opened.text,
        filenames=[file.filename for file in files],
        initial=initial,
    )


def _page(
    request: SeatRequest,
    opened: Opened,
    *,
    engagement: Engagement | None = None,
    place: PlaceForm | None = None,
    aside: AsideForm | None = None,
    status: int = 200,
) -> HttpResponse:
    mail = opened.mail
    context: dict[str, Any] = {"nav": "tray", "mail": mail, "opened": opened, "placeable": may_be_placed(mail)}
    if context["placeable"]:
        engagements = list(tray_reading.engagements_for(request.seat))
        engagement = engagement or _meant(mail, engagements, number(request.GET.get("engagement")))
        context |= {"engagements": engagements, "engagement": engagement}
        if engagement is not None:
            form = place or _place_form(request.seat, opened, engagement)
            context["place"] = sheet(
                form,
                action=reverse("tray-placed", kwargs={"mail_id": mail.pk}),
                button=_("Place it"),
                key="place",
                hidden=[("engagement", engagement.pk)],
                kinds={"email": "email", "level": "number"},
            )
            fields = context["place"]["fields"]
            context["along"] = [one for one in fields if one["name"] == "along" and one["options"]]
            apart = {*Somebody._fields, "along"}
            context["place"]["fields"] = [one for one in fields if one["name"] not in apart]
            context["somebody"] = [one for one in fields if one["name"] in Somebody._fields]
            context["somebody_open"] = form["who"].value() == NEW
        context["put_aside"] = sheet(
            aside or AsideForm(),
            action=reverse("tray-put-aside", kwargs={"mail_id": mail.pk}),
            button=_("Put it aside"),
            key="aside",
            plain=True,
        )
        context["put_aside_open"] = aside is not None
    return render(request, "listen/tray_mail.html", context, status=status)


def _meant(mail: InboundMail, engagements: list[Engagement], chosen: int | None) -> Engagement | None:
    """The engagement that was chosen, or the only one that can be meant."""
    if chosen is not None:
        return next((one for one in engagements if one.pk == chosen), None)
    likely = [one for one in engagements if one.client_id == mail.client_id] if mail.client_id else engagements
    return likely[0] if len(likely) == 1 else None
