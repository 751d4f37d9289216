"""What every view of a room begins and ends with: the door, a refusal in a sentence, the way back."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

from ours.people.models import Side
from ours.problem.access import problem_for
from ours.problem.models import Problem

View = Callable[..., HttpResponse]


def signed_in(view: View) -> View:
    """Only for people with a seat; a visitor is asked to sign in and comes back here."""

    @wraps(view)
    def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.seat is None:
            if request.method == "POST":
                from ours.people.lost_words import keep_words  # the words typed before the session ended stay readable

                return keep_words(request)
            return HttpResponseRedirect(f"{reverse('sign-in')}?{urlencode({'next': request.get_full_path()})}")
        return view(request, *args, **kwargs)

    return run


def at_the_table(view: View) -> View:
    """Turn `problem_id` into the problem, fetched through the seat: 404 for whoever may not see it."""

    @signed_in
    @wraps(view)
    def run(request: HttpRequest, problem_id: int, **kwargs: object) -> HttpResponse:
        return view(request, problem_for(request.seat, problem_id), **kwargs)

    return run


def experts_only(view: View) -> View:
    """Only for the firm's side; for a client's seat the page does not exist."""

    @signed_in
    @wraps(view)
    def run(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponse:
        if request.seat.side != Side.EXPERT:
            raise Http404
        return view(request, *args, **kwargs)

    return run


def allow(allowed: bool, otherwise: str) -> None:
    """Go on if allowed; else raise PermissionDenied, whose page (403) shows the sentence `otherwise`."""
    if not allowed:
        raise PermissionDenied(otherwise)


def back(name: str, problem: Problem, anchor: str = "") -> HttpResponseRedirect:
    """The answer after a deed: 303 to a named page of the problem, at the place where the deed now stands."""
    address = reverse(name, kwargs={"problem_id": problem.pk})
    return HttpResponseRedirect(f"{address}#{anchor}" if anchor else address, status=303)
