"""The pages where the rooms meet."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from ours.problem.door import at_the_table, signed_in
from ours.problem.models import Problem


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@signed_in
def home(request: HttpRequest) -> HttpResponse:
    return render(request, "table/home.html", {})


@require_safe
@at_the_table
def table(request: HttpRequest, problem: Problem) -> HttpResponse:
    return render(request, "table/table.html", {"problem": problem})
