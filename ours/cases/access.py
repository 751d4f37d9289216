"""The doors to cases: what a seat may not see does not exist for it.

Of the firm, whoever may see the problem sees its case whole, the owner every case; everybody else of the firm sees what
may be shown, in the form in which it may. Of the client, whoever was asked, who speaks for the client, and who sits at
the problem, once somebody of the client was asked.
"""

from functools import wraps

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404, HttpResponse

from ours.cases.models import Case, Pack, Permission
from ours.people.access import crewed
from ours.people.door import View, experts_only, signed_in
from ours.people.models import Role, Seat
from ours.people.request import SeatRequest
from ours.problem.access import visible_problems
from ours.problem.models import Chair


def whole_cases(seat: Seat) -> "QuerySet[Case]":
    """The cases that a seat of the firm may read whole, with names; none for a client's seat."""
    if seat.client_id is not None:
        return Case.objects.none()
    cases = Case.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return cases
    return cases.filter(Q(problem__isnull=True) | Q(problem__engagement_id__in=crewed(seat)))


def visible_cases(seat: Seat) -> "QuerySet[Case]":
    """The cases that a seat may read in some form."""
    if seat.client_id is not None:
        return _of_the_client(seat)
    cases = Case.objects.filter(firm_id=seat.firm_id)
    if seat.is_firm_owner:
        return cases
    mine = Q(problem__isnull=True) | Q(problem__engagement_id__in=crewed(seat))
    return cases.filter(mine | ~Q(shown=""))


def _of_the_client(seat: Seat) -> "QuerySet[Case]":
    asked = Permission.objects.filter(case=OuterRef("pk"))
    cases = Case.objects.filter(Exists(asked), firm_id=seat.firm_id, client=seat.client)
    if seat.role in (Role.SPONSOR, Role.CONTACT):
        return cases
    chairs = Chair.objects.filter(problem=OuterRef("problem"), seat=seat, left_at__isnull=True)
    return cases.filter(Exists(asked.filter(of=seat)) | Exists(chairs))


def case_for(seat: Seat, case_id: int) -> Case:
    """The case with this id, with problem, client and firm; Http404 unless the seat may read it in some form."""
    found = visible_cases(seat).select_related("problem__engagement", "problem__client", "problem__firm")
    case = found.select_related("client", "firm").filter(pk=case_id).first()
    if case is None:
        raise Http404
    return case


def reads_whole(seat: Seat, case: Case) -> bool:
    """Whether a seat reads a case with names, whatever may be shown of it."""
    if seat.client_id is not None or case.problem_id is None or seat.is_firm_owner:
        return True
    return visible_problems(seat).filter(pk=case.problem_id).exists()


def at_the_case(view: View) -> View:
    """Turn `case_id` into the case, for both sides: 404 for whoever may not read it."""

    @signed_in
    @wraps(view)
    def run(request: SeatRequest, case_id: int, **kwargs: object) -> HttpResponse:
        return view(request, case_for(request.seat, case_id), **kwargs)

    return run


def at_the_pack(view: View) -> View:
    """Turn `pack_id` into the pack, for everybody of its firm."""

    @experts_only
    @wraps(view)
    def run(request: SeatRequest, pack_id: int, **kwargs: object) -> HttpResponse:
        packs = Pack.objects.select_related("firm", "by").filter(pk=pack_id, firm_id=request.seat.firm_id)
        pack = packs.first()
        if pack is None:
            raise Http404
        return view(request, pack, **kwargs)

    return run
