"""Reading over what somebody is writing: beside the field with a script, on a page of its own without."""

import re
from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import Resolver404, resolve
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.people.door import experts_only, signed_in
from ours.people.request import SeatRequest
from ours.problem.access import names_of_others, problem_for
from ours.problem.models import Problem
from ours.wording import acts, reading
from ours.wording.looking import KINDS, Look, look_over
from ours.wording.models import Pointed

CARRIED = re.compile(r"[a-z_]{1,40}")  # names of fields
DEEDS = ("take", "dismiss", "again", "settled")


@dataclass
class Asked:
    """What is to be read over: the words in `field`, of which kind, and the address that the form is meant for."""

    field: str
    kind: str
    to: str
    words: str
    aside: bool  # whether only the writer's own side will read them


@require_POST
@signed_in
def wording(request: SeatRequest, problem_id: int) -> HttpResponse:
    """What the coach sees in the words that were sent; takes a rewording or a dismissal first, if one was tapped."""
    problem = problem_for(request.seat, problem_id)
    asked = _asked(request, problem)
    asked.words = _after_deed(request, problem, asked)
    look = look_over(problem, request.seat, asked.words, asked.kind)
    script = request.headers.get("X-Coach") == "1"
    if "settled" in request.POST or not script:
        acts.point_out(problem, look.findings, by=request.seat, at=timezone.now())
    context = {
        "problem": problem,
        "look": look,
        "asked": asked,
        "here": request.get_full_path(),
        "reasons": reasons(),
        "good": [good_marks()[mark] for mark in look.report.good],
        "took": "take" in request.POST,
    }
    if script:
        return render(request, "wording/findings.html", context)
    context |= {
        "hidden": _others(request, asked.field),
        "files": list(request.FILES),
        "readers": names_of_others(problem, request.seat, own_side=asked.aside),
    }
    return render(request, "wording/over.html", context)


@require_safe
@experts_only
def rules(request: SeatRequest) -> HttpResponse:
    """Which rules the firm's people dismiss, and why."""
    rows = reading.rates(request.seat.firm, now=timezone.now())
    return render(request, "wording/rules.html", {"rates": rows, "reasons": reasons(), "days": reading.PERIOD.days})


def reasons() -> list[tuple[str, str]]:
    """Why somebody may dismiss a finding: value and words."""
    return [
        (Pointed.Reason.FACT, _("It is a fact that both sides know")),
        (Pointed.Reason.SAID, _("They said so themselves")),
        (Pointed.Reason.MEANT, _("I mean it this way")),
        (Pointed.Reason.MISREAD, _("It is read wrongly")),
    ]


def good_marks() -> dict[str, str]:
    """What the coach likes in a text, in words."""
    return {
        "joint": _("You stand in it together"),
        "specific": _("It can be checked"),
        "open-question": _("An open question"),
        "acknowledgement": _("It shows that you heard them"),
    }


def _asked(request: SeatRequest, problem: Problem) -> Asked:
    told = request.GET
    asked = Asked(told.get("field", ""), told.get("kind", ""), told.get("to", ""), "", "aside" in told)
    if not CARRIED.fullmatch(asked.field) or asked.kind not in KINDS or not _at_this_table(asked.to, problem):
        raise Http404
    asked.words = request.POST.get(asked.field, "").replace("\r\n", "\n")
    return asked


def _at_this_table(address: str, problem: Problem) -> bool:
    try:
        return resolve(address).kwargs.get("problem_id") == problem.pk
    except Resolver404:
        return False


def _after_deed(request: SeatRequest, problem: Problem, asked: Asked) -> str:
    """Do what was tapped on a finding; the words as they are then."""
    fingerprint, _colon, which = next(
        (request.POST[deed] for deed in DEEDS if deed in request.POST and deed != "settled"), ""
    ).partition(":")
    if not fingerprint:
        return asked.words
    look: Look = look_over(problem, request.seat, asked.words, asked.kind)
    finding, now = look.finding(fingerprint), timezone.now()
    if finding is None:
        return asked.words  # the words have changed since: what was tapped is no longer there
    if "take" in request.POST and which.isdigit() and int(which) < len(finding.suggestions):
        acts.take(problem, finding, by=request.seat, at=now)
        begin, end = finding.replace
        return asked.words[:begin] + finding.suggestions[int(which)] + asked.words[end:]
    if "dismiss" in request.POST and which in Pointed.Reason.values:
        acts.dismiss(problem, finding, which, by=request.seat, at=now)
    if "again" in request.POST:
        acts.look_again(problem, fingerprint, by=request.seat)
    return asked.words


def _others(request: SeatRequest, field: str) -> list[tuple[str, str]]:
    """The other fields of the form, to go along unseen."""
    apart = {field, "csrfmiddlewaretoken", *DEEDS}
    return [(name, value) for name, values in request.POST.lists() if name not in apart for value in values]
