"""The doors: the only place that turns a seat and an address into a problem, a client or an engagement.

What a seat may not see does not exist for it: every door raises Http404 for missing and forbidden alike.
Experts see the problems of the engagements they are on, a firm's owner all of the firm's, client people the problems
they are seated at.
"""

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from ours.people.models import Client, Crew, Engagement, Seat
from ours.problem.models import Chair, Problem


def visible_problems(seat: Seat) -> "QuerySet[Problem]":
    """The problems that a seat may see, unordered."""
    if seat.client_id is not None:
        chairs = Chair.objects.filter(problem=OuterRef("pk"), seat=seat, left_at__isnull=True)
        return Problem.objects.filter(Exists(chairs), client_id=seat.client_id)
    problems = Problem.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return problems
    return problems.filter(engagement_id__in=_crewed(seat))


def visible_engagements(seat: Seat) -> "QuerySet[Engagement]":
    """The engagements that a firm's seat works on (all, for the owner); none for a client's seat."""
    if seat.client_id is not None:
        return Engagement.objects.none()
    engagements = Engagement.objects.filter(firm_id=seat.firm_id)
    return engagements if seat.is_firm_owner else engagements.filter(pk__in=_crewed(seat))


def visible_clients(seat: Seat) -> "QuerySet[Client]":
    """The clients that a firm's seat works for (all, for the owner); its own for a client's seat."""
    if seat.client_id is not None:
        return Client.objects.filter(pk=seat.client_id)
    clients = Client.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return clients
    return clients.filter(Exists(Engagement.objects.filter(client=OuterRef("pk"), pk__in=_crewed(seat))))


def problem_for(seat: Seat, problem_id: int) -> Problem:
    """The problem with this id, with engagement, client and firm; Http404 unless the seat may see it."""
    problem = (
        visible_problems(seat).select_related("engagement", "client", "firm").filter(pk=problem_id).first()
    )
    if problem is None:
        raise Http404
    return problem


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


def may_see(seat: Seat, problem_id: int) -> bool:
    """Whether a seat that is still taken may see a problem now; asked again whenever something is about to be sent."""
    taken = Seat.objects.taken().filter(pk=seat.pk).exists()
    return taken and visible_problems(seat).filter(pk=problem_id).exists()


def readers(problem: Problem) -> "QuerySet[Seat]":
    """Everybody who reads this table: client people seated there, experts on its engagement, the firm's owners.

    With `person` loaded; by side, level and name. Placeholders are included where they are seated: they read nothing
    until they are somebody.
    """
    now_seated = Chair.objects.filter(problem=problem, seat=OuterRef("pk"), left_at__isnull=True)
    on_it = Crew.objects.filter(engagement=problem.engagement_id, seat=OuterRef("pk"), ended_at__isnull=True)
    return (
        Seat.objects.filter(firm_id=problem.firm_id, left_at__isnull=True)
        .filter(
            Q(client_id=problem.client_id) & Exists(now_seated)
            | Q(client__isnull=True) & (Exists(on_it) | Q(role="owner"))
        )
        .select_related("person")
        .order_by("client_id", "level", "name")
    )


def _crewed(seat: Seat) -> "QuerySet[Crew]":
    return Crew.objects.filter(seat=seat, ended_at__isnull=True).values("engagement_id")


