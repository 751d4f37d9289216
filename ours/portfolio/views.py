"""The portfolio, the rows behind its numbers, and both as a file."""

from typing import Any

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.http import require_safe

from ours.people.door import signed_in
from ours.people.request import SeatRequest
from ours.portfolio import export, reading, rows
from ours.portfolio.figures import ALL
from ours.portfolio.forms import ScopeForm
from ours.portfolio.scope import Scope, scope_for, written
from ours.portfolio.words import FATES, KINDS, TIMED, month_words
from ours.templating import url


@require_safe
@signed_in
def portfolio(request: SeatRequest) -> HttpResponse:
    form, scope = _asked(request)
    found = reading.portfolio(scope, timezone.now(), timezone.localdate())
    context = {"page": found, **_frame(request, form, scope)}
    return render(request, "portfolio/portfolio.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def portfolio_rows(request: SeatRequest) -> HttpResponse:
    """The problems behind one number, with the same choices as on the page that it stands on."""
    form, scope = _asked(request)
    code = request.GET.get("show", "all")
    chosen = rows.lists().get(code)
    if chosen is None:
        raise Http404
    found = rows.page(scope, code, timezone.now(), _place(request, bool(chosen.clock)))
    query = scope.query(show=code)
    older = ""
    if found.older:
        value = found.older.value
        after = value.isoformat() if chosen.clock else value
        older = url("portfolio-rows", query={**query, "after": after, "id": found.older.id})
    context = {
        "page": found,
        "list": chosen,
        "code": code,
        "older": older,
        "first": url("portfolio-rows", query=query) if request.GET.get("after") else "",
        "fates": FATES,
        "times": TIMED,
        **_frame(request, form, scope),
    }
    return render(request, "portfolio/rows.html", context, status=422 if form.errors else 200)


@require_safe
@signed_in
def portfolio_csv(request: SeatRequest) -> Any:
    """Every problem of the choice as a line of a CSV file."""
    _form, scope = _asked(request)
    kind = "text/csv; charset=utf-8"
    return FileResponse(export.as_csv(scope), as_attachment=True, filename="portfolio.csv", content_type=kind)


@require_safe
@signed_in
def portfolio_xlsx(request: SeatRequest) -> Any:
    """The figures and the problems of the choice as a workbook."""
    _form, scope = _asked(request)
    file = export.as_xlsx(scope, timezone.now(), timezone.localdate())
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return FileResponse(file, as_attachment=True, filename="portfolio.xlsx", content_type=kind)


def _asked(request: SeatRequest) -> tuple[ScopeForm, Scope]:
    """The form as it was sent, and what it asks for; what cannot be read narrows nothing."""
    form = ScopeForm(request.GET)
    form.is_valid()
    return form, scope_for(request.seat, form.cleaned_data, timezone.now())


def _frame(request: SeatRequest, form: ScopeForm, scope: Scope) -> dict[str, Any]:
    """What both pages say of the choice, and where one narrows or widens it."""
    query = scope.query()
    last = form.cleaned_data.get("last") or ""
    months = {key: value for key, value in query.items() if key not in ("since", "until")}
    return {
        "nav": "portfolio",
        "scope": scope,
        "form": form,
        "kinds": KINDS,
        "kind": next((words for _of, some in KINDS for key, words in some if key == scope.kind), ""),
        "all": ALL,
        "last": last,
        "query": query,
        "since": form["since"].value() or (written(scope.since) if scope.since else ""),
        "until": form["until"].value() or (written(scope.until) if scope.until else ""),
        "since_words": month_words(scope.since) if scope.since else "",
        "until_words": month_words(scope.until) if scope.until else "",
        "periods": {key: url("portfolio", query={**months, "last": key} if key else months) for key in ("", "12", "3")},
        "home": url("portfolio", query=query),
        "link": lambda **more: url("portfolio", query={k: v for k, v in {**query, **more}.items() if v}),
        "link_now": scope.ever.rows_url.__add__,
        "csv": url("portfolio-csv", query=query),
        "xlsx": url("portfolio-xlsx", query=query),
    }


def _place(request: SeatRequest, clock: bool) -> rows.Place | None:
    after, last = request.GET.get("after", ""), request.GET.get("id", "")
    if not (last.isascii() and last.isdigit() and len(last) < 19):
        return None
    if clock:
        try:
            due = parse_datetime(after)
        except ValueError:
            return None
        return rows.Place(due, int(last)) if due is not None and timezone.is_aware(due) else None
    return rows.Place(int(after), int(last)) if after.isascii() and after.isdigit() and len(after) < 7 else None
