"""The words of a case, edited: with names and without, read over by the coach, nothing of it lost."""

from typing import Any

from django.http import Http404, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.cases import case_acts, figures, reading, rules, telling
from ours.cases.access import at_the_case, reads_whole
from ours.cases.forms import WordsForm
from ours.cases.models import Case, CaseVersion, CaseWords, Form
from ours.cases.record import story_of
from ours.cases.suspecting import suspects
from ours.coach.worddiff import word_diff
from ours.people.request import SeatRequest
from ours.problem.door import allow
from ours.wording.looking import look_over

_ABOUT_PEOPLE = frozenset({"blame", "label", "motive", "absolute"})  # what the coach may say of a story


@require_safe
@at_the_case
def words(request: SeatRequest, case: Case) -> HttpResponse:
    if not _writes(request, case):
        raise Http404
    return _page(request, case)


@require_POST
@at_the_case
def versions(request: SeatRequest, case: Case) -> HttpResponse:
    """Keep the next version. What the coach remarks is shown once before; the second time it is kept as it is.

    With `read` the words are only read over, and nothing is kept.
    """
    _may(request, case)
    form = WordsForm(request.POST)
    if "read" in request.POST:
        remarks = _remarks(request, case, {part: request.POST.get(part, "") for part in telling.FIELDS})
        return _page(request, case, _seen(form, request.POST, remarks), remarks=remarks, read=True)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    named, anonymous = _with_figures(case, form)
    remarks = _remarks(request, case, named)
    if not {one["mark"] for one in remarks} <= set(form.cleaned_data["seen"].split(",")):
        return _page(request, case, _seen(form, request.POST, remarks), remarks=remarks, status=422)
    try:
        case_acts.word_case(
            case,
            named,
            anonymous,
            based_on=form.cleaned_data["based_on"],
            hidden=form.cleaned_data["hidden"],
            by=request.seat,
            at=timezone.now(),
        )
    except case_acts.Overtaken as overtaken:
        return _overtaken(request, case, form, overtaken.newest)
    return HttpResponseRedirect(reverse("case", args=[case.pk]), status=303)


@require_POST
@at_the_case
def blurred(request: SeatRequest, case: Case) -> HttpResponse:
    """The words without names drafted anew from those with names. Nothing is kept yet."""
    _may(request, case)
    sent = request.POST.copy()
    named: dict[str, Any] = {part: sent.get(part, "") for part in telling.FIELDS}
    for part, text in telling.blurred(named | {"figures": []}, _names(case, sent.get("hidden", ""))).items():
        if part == "client":
            # Who it was, somebody says in a word of their own.
            text = sent.get(f"{WordsForm.WITHOUT}client") or text
        if part in telling.FIELDS:
            sent[WordsForm.WITHOUT + part] = text
    return _page(request, case, WordsForm(sent), fresh=True)


def _may(request: SeatRequest, case: Case) -> None:
    allow(_writes(request, case), _("The words of a case are the firm’s to write, by those who work on its problem."))


def _writes(request: SeatRequest, case: Case) -> bool:
    return rules.may_edit(request.seat, case) and reads_whole(request.seat, case)


def _names(case: Case, hidden: str) -> telling.Names:
    if case.client is None:
        raise ValueError("What was brought in has no room.")
    return telling.names_of(case.client, case.firm, hidden.splitlines())


def _with_figures(case: Case, form: WordsForm) -> tuple[dict[str, Any], dict[str, Any]]:
    """Both forms with the measures as they are in the record now."""
    if case.problem is None:
        raise ValueError("What was brought in stays as it came.")
    drawn = story_of(case.problem).figures
    names, said = _names(case, form.cleaned_data["hidden"]), telling.instead()
    without = [figures.broader(one, lambda text: telling.blur(text, names, said)) for one in drawn]
    return form.named() | {"figures": drawn}, form.anonymous() | {"figures": without}


def _remarks(request: SeatRequest, case: Case, named: dict[str, Any]) -> list[dict[str, Any]]:
    """What the coach sees in each part that the firm wrote; the client's own words are not for it to mend.

    A story is told to others: what matters is how it speaks of the people in it.
    """
    found: list[dict[str, Any]] = []
    if case.problem is None:
        return found
    for part in ("title", "need", "tried", "helped", "outcome", "opened"):
        for one in look_over(case.problem, request.seat, named[part], "statement").findings:
            if one.flag not in _ABOUT_PEOPLE:
                continue
            said = named[part][one.start : one.end]
            found.append({"mark": one.fingerprint, "words": said, "says": one.message, "ask": one.ask})
    return found


def _seen(form: WordsForm, sent: QueryDict, remarks: list[dict[str, Any]]) -> WordsForm:
    again = sent.copy()
    again["seen"] = ",".join(one["mark"] for one in remarks)
    form.data = again
    return form


def _overtaken(request: SeatRequest, case: Case, form: WordsForm, newest: CaseVersion) -> HttpResponse:
    """Somebody else was quicker: both versions are shown, and one's own words go on from the newer one (409)."""
    theirs = reading.words_of(newest)
    parts = telling.part_names()
    changed = []
    for which, prefix in ((Form.NAMED, ""), (Form.ANONYMOUS, WordsForm.WITHOUT)):
        for part in telling.FIELDS:
            before, now = getattr(theirs[which], part), form.cleaned_data[prefix + part]
            if before != now:
                changed.append((which.label, parts[part], word_diff(before, now)))
    again = request.POST.copy()
    again["based_on"] = str(newest.number)
    mine = WordsForm(again)
    return _page(request, case, mine, conflict={"newest": newest, "changed": changed}, status=409)


def _page(
    request: SeatRequest,
    case: Case,
    form: WordsForm | None = None,
    *,
    remarks: list[dict[str, Any]] | None = None,
    conflict: dict[str, Any] | None = None,
    fresh: bool = False,
    read: bool = False,
    status: int = 200,
) -> HttpResponse:
    newest = CaseVersion.objects.filter(case=case).select_related("by").order_by("-number")[0]
    rows: dict[str, CaseWords] = reading.words_of(newest)
    begun = form or WordsForm(
        initial=WordsForm.begun(newest.number, newest.hidden, rows[Form.NAMED], rows[Form.ANONYMOUS])
    )
    hidden = str(begun["hidden"].value() or "")
    names = _names(case, hidden)
    without = {part: str(begun[WordsForm.WITHOUT + part].value() or "") for part in telling.FIELDS}
    leaks = telling.left_in(without | {"figures": rows[Form.ANONYMOUS].figures}, names)
    context = {
        "case": case,
        "newest": newest,
        "form": begun,
        "pairs": [(begun[part], begun[WordsForm.WITHOUT + part]) for part in telling.FIELDS],
        "leaks": [telling.sentence(one) for one in leaks],
        "suspects": suspects("\n".join(without.values()))[:12],
        "remarks": remarks or [],
        "conflict": conflict,
        "fresh": fresh,
        "read": read,
        "nav": "cases",
    }
    return render(request, "cases/words.html", context, status=status)
