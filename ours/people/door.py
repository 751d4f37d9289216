"""What a view begins with: who may come to this page at all, and a refusal in a sentence."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ours.people.lost_words import keep_words
from ours.people.models import Side
from ours.people.request import AnyRequest, SeatRequest

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Only for people with a seat; a visitor is asked to sign in (or to choose a seat) and comes back here."""

    @wraps(view)
    def run(request: AnyRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.seat is None:
            if request.method == "POST":
                return keep_words(request, again=True, signed_out=True)
            name = "seats" if request.session.get("person") else "sign-in"
            return HttpResponseRedirect(f"{reverse(name)}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return run


def experts_only(view: View) -> View:
    """Only for the firm's side; for a client's seat the page does not exist."""

    @signed_in
    @wraps(view)
    def run(request: SeatRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.seat.side != Side.EXPERT:
            raise Http404
        return view(request, *args, **kwargs)

    return run


def allow(allowed: bool, otherwise: str) -> None:
    """Go on if allowed; else raise PermissionDenied, whose page (403) shows the sentence `otherwise`."""
    if not allowed:
        raise PermissionDenied(otherwise)
