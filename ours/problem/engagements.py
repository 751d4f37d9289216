"""The door to what both sides share about an engagement: its promises, its rhythm, its figures, its pulse.

Experts come in as to the engagement itself; of a client, its sponsors and contacts and whoever sits at one of its
tables. For everybody else it does not exist.
"""

from functools import wraps

from django.db.models import QuerySet
from django.http import Http404, HttpResponse

from ours.people.door import View, signed_in
from ours.people.models import Engagement, Role, Seat
from ours.people.request import SeatRequest
from ours.problem.access import engagement_for, visible_problems
from ours.problem.models import Problem


def shared_engagement_for(seat: Seat, engagement_id: int) -> Engagement:
    """The engagement with this id, with its client and firm; Http404 unless the seat is part of it."""
    if seat.client_id is None:
        return engagement_for(seat, engagement_id)
    own = Engagement.objects.select_related("client", "firm").filter(pk=engagement_id, client_id=seat.client_id).first()
    if own is None:
        raise Http404
    if seat.role not in (Role.SPONSOR, Role.CONTACT) and not problems_in(seat, own).exists():
        raise Http404
    return own


def problems_in(seat: Seat, engagement: Engagement) -> "QuerySet[Problem]":
    """The problems of an engagement that the seat may see: rows with names are shown of these only."""
    return visible_problems(seat).filter(engagement=engagement)


def at_the_engagement(view: View) -> View:
    """Turn `engagement_id` into the engagement, for both sides: 404 for whoever has no part in it."""

    @signed_in
    @wraps(view)
    def run(request: SeatRequest, engagement_id: int, **kwargs: object) -> HttpResponse:
        return view(request, shared_engagement_for(request.seat, engagement_id), **kwargs)

    return run
