"""How a client sees it: solved, lasted, what its people answered; and after that what it brings the firm (P6).

For the firm's side alone; for a client's seat these pages do not exist.
"""

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST, require_safe

from ours.people.door import experts_only
from ours.people.models import Client
from ours.people.request import SeatRequest
from ours.problem.access import client_for, visible_engagements
from ours.prove import pulse_reading, revenue_acts
from ours.prove.forms import RevenueForm


@require_safe
@experts_only
def client_success(request: SeatRequest, client_id: int) -> HttpResponse:
    return _page(request, client_for(request.seat, client_id))


def _page(request: SeatRequest, client: Client, form: RevenueForm | None = None) -> HttpResponse:
    context = {
        "nav": "clients",
        "client": client,
        "success": pulse_reading.success(request.seat, client, timezone.now()),
        "engagements": list(visible_engagements(request.seat).filter(client=client).order_by("began_at", "pk")),
        "form": form or RevenueForm(initial={"month": timezone.localdate().strftime("%Y-%m"), "currency": "EUR"}),
        "open": form is not None,
    }
    return render(request, "prove/success.html", context, status=422 if form is not None else 200)


@require_POST
@experts_only
def client_revenue(request: SeatRequest, client_id: int) -> HttpResponse:
    """Note what a client brought in a month."""
    client = client_for(request.seat, client_id)
    form = RevenueForm(request.POST)
    if not form.is_valid():
        return _page(request, client, form)
    revenue_acts.note_revenue(client, **form.cleaned_data, by=request.seat, at=timezone.now())
    return HttpResponseRedirect(reverse("client-success", kwargs={"client_id": client.pk}) + "#revenue", status=303)
