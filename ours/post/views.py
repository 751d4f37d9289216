"""Letters that were kept here because no mail server is set, and the reply addresses that one's letters gave out."""

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from ours.people.door import signed_in
from ours.people.models import Seat
from ours.people.request import AnyRequest, SeatRequest, person_in
from ours.policy import showing_only
from ours.post import replies
from ours.post.models import Letter

NEWEST = 100


def _readable(request: AnyRequest) -> "QuerySet[Letter]":
    """All letters in the demo; those of the own firm for its owner; none where a mail server is set."""
    if settings.SMTP_URL:
        raise Http404
    if settings.DEMO:
        return Letter.objects.all()
    if request.seat is None or not request.seat.is_firm_owner:
        raise Http404
    ours = Seat.objects.filter(person=OuterRef("person"), firm=request.seat.firm_id)
    elsewhere = Seat.objects.filter(person=OuterRef("person")).exclude(firm=request.seat.firm_id)
    return Letter.objects.filter(Q(firm=request.seat.firm_id) | Q(Exists(ours), ~Exists(elsewhere), firm__isnull=True))


@require_safe
def letters(request: AnyRequest) -> HttpResponse:
    newest = _readable(request).select_related("person").defer("text", "html").order_by("-at", "-pk")[:NEWEST]
    return render(request, "post/letters.html", {"kept": newest, "nav": "letters"})


@require_safe
def letter(request: AnyRequest, letter_id: int) -> HttpResponse:
    found = get_object_or_404(_readable(request).select_related("person"), pk=letter_id)
    return render(request, "post/letter.html", {"letter": found})


@require_safe
def letter_html(request: AnyRequest, letter_id: int) -> HttpResponse:
    """A letter as it looks; nothing in it runs, and nothing is fetched from anywhere."""
    page = get_object_or_404(_readable(request), pk=letter_id).html
    return HttpResponse(page, headers={"Content-Security-Policy": showing_only(page)})


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def answers(request: SeatRequest) -> HttpResponse:
    """The reply addresses that one's letters gave out: how many count, and a button that lets none count any more."""
    person = person_in(request.seat)
    if request.method == "POST":
        replies.revoke(person, at=timezone.now())
        return HttpResponseRedirect(reverse("reply-addresses"), status=303)
    return render(request, "post/answers.html", {"found": replies.given_to(person, timezone.now())})
