"""The doors to organisations: the only place that turns a seat and an address into a client, an engagement or a seat.

What a seat may not see does not exist for it: every door raises Http404 for missing and forbidden alike. Experts see
the engagements they are on and the clients of those, a firm's owner all of the firm's, client people their own
organisation. The doors to problems stand on these, in `problem/access.py`.
"""

from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from ours.people.models import Client, Crew, Engagement, Seat


def visible_engagements(seat: Seat) -> "QuerySet[Engagement]":
    """The engagements that a firm's seat works on (all, for the owner); none for a client's seat."""
    if seat.client_id is not None:
        return Engagement.objects.none()
    engagements = Engagement.objects.filter(firm_id=seat.firm_id)
    return engagements if seat.is_firm_owner else engagements.filter(pk__in=crewed(seat))


def visible_clients(seat: Seat) -> "QuerySet[Client]":
    """The clients that a firm's seat works for (all, for the owner); its own for a client's seat."""
    if seat.client_id is not None:
        return Client.objects.filter(pk=seat.client_id)
    clients = Client.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return clients
    return clients.filter(Exists(Engagement.objects.filter(client=OuterRef("pk"), pk__in=crewed(seat))))


def visible_seats(seat: Seat) -> "QuerySet[Seat]":
    """The seats that a seat knows of, left ones among them: its colleagues', and for a firm's seat its clients'."""
    if seat.client_id is not None:
        return Seat.objects.filter(client_id=seat.client_id)
    seats = Seat.objects.filter(firm_id=seat.firm_id)
    return seats.filter(Q(client__isnull=True) | Q(client__in=visible_clients(seat)))


def engagement_for(seat: Seat, engagement_id: int) -> Engagement:
    """The engagement with this id; Http404 unless the seat works on it."""
    engagement = visible_engagements(seat).select_related("client", "firm").filter(pk=engagement_id).first()
    if engagement is None:
        raise Http404
    return engagement


def client_for(seat: Seat, client_id: int) -> Client:
    """The client with this id; Http404 unless the seat works for it or belongs to it."""
    client = visible_clients(seat).select_related("firm").filter(pk=client_id).first()
    if client is None:
        raise Http404
    return client


def seat_for(seat: Seat, seat_id: int) -> Seat:
    """The seat with this id, with its person, firm, client and boss; Http404 unless `seat` may know of it."""
    found = visible_seats(seat).select_related("person", "firm", "client", "reports_to").filter(pk=seat_id).first()
    if found is None:
        raise Http404
    return found


def crewed(seat: Seat) -> "QuerySet[Crew, Any]":
    """The ids of the engagements that a firm's seat is on, as a subquery."""
    return Crew.objects.filter(seat=seat, ended_at__isnull=True).values("engagement_id")
