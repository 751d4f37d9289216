"""The doors: the only place that turns a seat and an address into a problem; with those to clients and engagements.

What a seat may not see does not exist for it: every door raises Http404 for missing and forbidden alike.
Experts see the problems of the engagements they are on, a firm's owner all of the firm's, client people the problems
they are seated at.
"""

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.http import Http404

from ours.people.access import client_for as client_for
from ours.people.access import crewed
from ours.people.access import engagement_for as engagement_for
from ours.people.access import visible_clients as visible_clients
from ours.people.access import visible_engagements as visible_engagements
from ours.people.models import Crew, Role, Seat
from ours.prepared import Prepared
from ours.problem.models import Chair, Problem


def visible_problems(seat: Seat) -> "QuerySet[Problem]":
    """The problems that a seat may see, unordered."""
    if seat.client_id is not None:
        chairs = Chair.objects.filter(problem=OuterRef("pk"), seat=seat, left_at__isnull=True)
        return Problem.objects.filter(Exists(chairs), client_id=seat.client_id)
    problems = Problem.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return problems
    return problems.filter(engagement_id__in=crewed(seat))


_for_client: Prepared[Problem] = Prepared(
    (int, int, int), lambda problem, seat, client: _whole(Seat(id=seat, client_id=client), problem)
)
_for_owner: Prepared[Problem] = Prepared(
    (int, int), lambda problem, firm: _whole(Seat(id=0, firm_id=firm, role=Role.OWNER), problem)
)
_for_expert: Prepared[Problem] = Prepared(
    (int, int, int), lambda problem, seat, firm: _whole(Seat(id=seat, firm_id=firm), problem)
)


def _whole(seat: Seat, problem_id: int) -> "QuerySet[Problem]":
    return visible_problems(seat).select_related("engagement", "client", "firm").filter(pk=problem_id)


def problem_for(seat: Seat, problem_id: int) -> Problem:
    """The problem with this id, with engagement, client and firm; Http404 unless the seat may see it."""
    if seat.client_id is not None:
        problem = _for_client.first(problem_id, seat.pk, seat.client_id)
    elif seat.is_firm_owner:
        problem = _for_owner.first(problem_id, seat.firm_id)
    else:
        problem = _for_expert.first(problem_id, seat.pk, seat.firm_id)
    if problem is None:
        raise Http404
    return problem


def may_see(seat: Seat, problem_id: int) -> bool:
    """Whether a seat that is still taken may see a problem now; asked again whenever something is about to be sent."""
    taken = Seat.objects.taken().filter(pk=seat.pk).exists()
    return taken and visible_problems(seat).filter(pk=problem_id).exists()


def readers(problem: Problem) -> "QuerySet[Seat]":
    """Everybody who reads this table: client people seated there, experts on its engagement, the firm's owners.

    With `person` loaded; by side, level and name. Placeholders are included where they are seated: they read nothing
    until they are somebody.
    """
    now_seated = Chair.objects.filter(problem=problem.pk, left_at__isnull=True).values("seat")
    on_it = Crew.objects.filter(engagement=problem.engagement_id, ended_at__isnull=True).values("seat")
    # Each of the three is a short walk of an index, however many people the firm works for.
    return (
        Seat.objects.filter(
            Q(pk__in=now_seated, client_id=problem.client_id)
            | Q(pk__in=on_it, client__isnull=True)
            | Q(client__isnull=True, firm_id=problem.firm_id, role=Role.OWNER),
            left_at__isnull=True,
        )
        .select_related("person")
        .order_by(F("client_id").asc(nulls_first=True), "level", "name", "pk")
    )


_readers: Prepared[Seat] = Prepared(
    (int, int, int, int),
    lambda problem, engagement, client, firm: readers(
        Problem(id=problem, engagement_id=engagement, client_id=client, firm_id=firm)
    ),
)


def readers_now(problem: Problem) -> list[Seat]:
    """The `readers` as they are at this moment, for where nothing more is asked of them."""
    return _readers(problem.pk, problem.engagement_id, problem.client_id, problem.firm_id)


def names_of_others(problem: Problem, seat: Seat, *, own_side: bool = False) -> list[str]:
    """Who else will read what this seat writes at the table, or what it writes for its own side."""
    others = [one for one in readers(problem) if one.person_id is not None and one.pk != seat.pk]
    return [one.name for one in others if not own_side or one.side == seat.side]
