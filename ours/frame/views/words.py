"""The words: every version, who signed, who is asked, and the next wording."""

import re
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from ours.coach.forms import FORMS
from ours.coach.worddiff import word_diff
from ours.frame import acts, reading, rules
from ours.frame.fields import shown
from ours.frame.forms import SignersForm, StatementForm, VersionForm
from ours.frame.holding import Overtaken
from ours.frame.models import Disagreement, Fear, Statement
from ours.frame.seen import Signature
from ours.frame.views import home, names, people_at
from ours.people.models import Seat, Side
from ours.people.request import SeatRequest
from ours.problem.alike import beside
from ours.problem.door import allow, at_the_table
from ours.problem.models import Problem
from ours.wording.offering import coached
from ours.words import once_key


@require_safe
@at_the_table
def words(request: SeatRequest, problem: Problem) -> HttpResponse:
    return _page(request, problem)


@require_POST
@at_the_table
def versions(request: SeatRequest, problem: Problem) -> HttpResponse:
    newest = reading.newest_statement(problem)
    form = StatementForm(request.POST, newest=newest.words if newest else "")
    if not form.is_valid():
        return _page(request, problem, form=form, status=422)
    kept = form.cleaned_data
    try:
        statement = acts.word(
            problem,
            kept["words"],
            based_on=kept["based_on"],
            form=kept["form"],
            by=request.seat,
            at=timezone.now(),
        )
    except Overtaken as overtaken:
        return _overtaken_writer(request, problem, kept, overtaken.newest)
    return home(request, "words", problem, f"version-{statement.version}")


def _overtaken_writer(
    request: SeatRequest, problem: Problem, kept: dict[str, Any], newest: Statement | None
) -> HttpResponse:
    """Somebody else worded it meanwhile: both wordings are shown, and one's own go on from the newer one (409)."""
    on = {"words": kept["words"], "form": kept["form"], "based_on": newest.version if newest else 0}
    conflict = None
    if newest is not None:
        conflict = {
            "sentence": _(
                "While you were writing, %(name)s put it into other words: version %(version)s. Nothing of yours is"
                " saved yet. Your words are kept below; change them or send them as the next version."
            )
            % {"name": newest.by.name, "version": newest.version},
            "theirs": {"who": newest.by.name, "at": newest.at, "words": newest.words},
            "yours": {"who": request.seat.name, "at": None, "words": kept["words"]},
        }
    return _page(request, problem, form=StatementForm(initial=on), conflict=conflict, status=409)


@require_POST
@at_the_table
def signers(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = SignersForm(request.POST, people=people_at(problem))
    if not form.is_valid():
        return _page(request, problem, signers_form=form, status=422)
    if form.cleaned_data["read"] != _mark(reading.signatures(problem, None)):
        return _page(request, problem, signers_form=form, signers_changed=True, status=409)
    acts.ask_to_sign(problem, form.cleaned_data["seats"], by=request.seat, at=timezone.now())
    return home(request, "words", problem, "signers")


@require_POST
@at_the_table
def agreement(request: SeatRequest, problem: Problem) -> HttpResponse:
    form = VersionForm(request.POST)
    statement = None
    if form.is_valid():
        statement = problem.statements.filter(version=form.cleaned_data["version"]).first()
    if statement is None:
        return _page(request, problem, read=None, overtaken=True, status=409)
    allow(
        rules.may_sign(request.seat, reading.signatures(problem, statement)),
        _("You are not asked to sign these words. Anybody at the table can add you to those who are."),
    )
    try:
        acts.agree(problem, statement, by=request.seat, at=timezone.now())
    except Overtaken:
        return _page(request, problem, read=statement, overtaken=True, status=409)
    return home(request, "words", problem, "signatures")


def _page(
    request: SeatRequest,
    problem: Problem,
    *,
    form: StatementForm | None = None,
    signers_form: SignersForm | None = None,
    signers_changed: bool = False,
    conflict: dict[str, Any] | None = None,
    overtaken: bool = False,
    read: Statement | None = None,
    status: int = 200,
) -> HttpResponse:
    people = people_at(problem)
    found = reading.statements(problem)
    newest = found[0] if found else None
    signatures = reading.signatures(problem, newest)
    begun = form or _begun(request, problem, newest)
    writing = bool(form) or bool({"word", "form", "fear", "drafts"} & request.GET.keys()) or newest is None
    context = {
        "problem": problem,
        "seat": request.seat,
        "newest": newest,
        "signatures": [_signature(each, people) for each in signatures],
        "sign": _sign(request.seat, problem, newest, signatures),
        "against": [
            _dispute(each, problem)
            for each in reading.open_disagreements(problem)
            if each.place == Disagreement.Place.WORDS
        ],
        "versions": _versions(found, list(reading.agreements(problem))),
        "compared": _compared(request.GET, found),
        "form": shown(
            begun,
            action=reverse("words-versions", args=[problem.pk]),
            button=_("Lay it on the table"),
            readers=names(people),
            key="words",
            plain=newest is not None and form is None,
            coach=coached(problem, "statement", reverse("words-versions", args=[problem.pk])),
        ),
        "writing": form is not None,  # what came in and could not be taken in yet stands first
        "begun": writing,
        "alike": beside(request.seat, problem) if writing else None,
        "we_forms": FORMS,
        "chosen": begun["form"].value() or "",
        "conflict": conflict,
        "conflict_diff": word_diff(newest.words, conflict["yours"]["words"]) if conflict and newest else None,
        "overtaken": overtaken,
        "read": read,
        "read_diff": word_diff(read.words, newest.words) if read and newest else None,
        "asked": _asked(problem, people, signatures, signers_form),
        "signers_changed": signers_changed,
    }
    return render(request, "frame/words.html", context, status=status)


def _begun(request: SeatRequest, problem: Problem, newest: Statement | None) -> StatementForm:
    """The form for the next wording: with the newest words, or begun from a "we" form, a fear or two opened drafts."""
    start = {"words": newest.words if newest else "", "based_on": newest.version if newest else 0, "form": ""}
    if chosen := next((each for each in FORMS if each.key == request.GET.get("form")), None):
        start |= {"words": _(chosen.sentence), "form": chosen.key}
    elif (number := request.GET.get("fear", "")).isdecimal():
        if fear := Fear.objects.filter(problem=problem, pk=int(number[:18])).select_related("by").first():
            start["words"] = _(
                "%(name)s is afraid of this: %(words)s\n\nOur problem is that we [what this fear says about us both]."
            ) % {"name": fear.by.name, "words": fear.words}
    elif number := request.GET.get("drafts", ""):
        opened = [each for each in reading.rounds_for(request.seat, problem) if each.opened]
        if both := next((each.drafts for each in opened if str(each.number) == number), None):
            start["words"] = _(
                "%(client)s sees it like this: %(theirs)s\n\n%(firm)s sees it like this: %(ours)s\n\n"
                "Our problem is that we [what both of these say together]."
            ) % {
                "client": problem.client.name,
                "theirs": both[Side.CLIENT].own_view,
                "firm": problem.firm.name,
                "ours": both[Side.EXPERT].own_view,
            }
    return StatementForm(initial=start)


def _signature(signature: Signature, people: list[Seat]) -> dict[str, Any]:
    return {
        "name": signature.seat.name,
        "side": signature.seat.side,
        "on": signature.agreed_at if signature.stands else None,
        "withdrawn": signature.withdrawn,
        "gone": signature.seat.pk not in {seat.pk for seat in people},
    }


def _sign(seat: Seat, problem: Problem, newest: Statement | None, signatures: list[Signature]) -> dict[str, Any] | None:
    """What signing asks of this seat: a deed, or None where there is nothing for it to sign."""
    mine = next((each for each in signatures if each.seat.pk == seat.pk), None)
    if newest is None or mine is None or mine.agreed_at is not None:
        return None
    return {
        "label": _("Sign these words"),
        "url": reverse("agreement", args=[problem.pk]),
        "post": True,
        "go": True,
        "once": once_key(),
        "hidden": [("version", newest.version)],
    }


def _dispute(disagreement: Disagreement, problem: Problem) -> dict[str, Any]:
    return {
        "place": disagreement.get_place_display(),
        "common": disagreement.common_ground,
        "words": disagreement.words,
        "who": disagreement.by.name,
        "side": disagreement.by.side,
        "on": disagreement.at,
        "url": f"{reverse('disagreements', args=[problem.pk])}#disagreement-{disagreement.pk}",
        "label": _("what becomes of it"),
    }


def _versions(found: list[Statement], agreements: list) -> list[dict[str, Any]]:
    """Each version with those who agreed to it."""
    by_statement: dict[int, list] = {}
    for each in agreements:
        by_statement.setdefault(each.statement_id, []).append(each)
    return [{"statement": each, "agreements": by_statement.get(each.pk, [])} for each in found]


def _compared(query: QueryDict, found: list[Statement]) -> dict[str, Any] | None:
    """Two versions as one text: those of `?compare=2..3` (or `?old=2&new=3`), else the newest and the one before."""
    if len(found) < 2:
        return None
    by_version = {each.version: each for each in found}
    asked = re.fullmatch(r"(\d{1,5})\.\.(\d{1,5})", query.get("compare") or f"{query.get('old')}..{query.get('new')}")
    old, new = (by_version.get(int(number)) for number in asked.groups()) if asked else (None, None)
    chosen = old is not None and new is not None
    if old is None or new is None:
        new, old = found[0], found[1]
    return {"old": old, "new": new, "parts": word_diff(old.words, new.words), "chosen": chosen}


def _mark(signatures: list[Signature]) -> str:
    """Who is asked, as one word that a form carries along."""
    return "-".join(sorted(str(each.seat.pk) for each in signatures))


def _asked(
    problem: Problem, people: list[Seat], signatures: list[Signature], form: SignersForm | None
) -> dict[str, Any]:
    """Who could be asked to sign and who is, side by side; with what is wrong about a choice that was not taken."""
    asked = {str(each.seat.pk) for each in signatures} if form is None else set(form["seats"].value() or ())
    sides = ((Side.CLIENT, problem.client.name), (Side.EXPERT, problem.firm.name))
    return {
        "action": reverse("words-signers", args=[problem.pk]),
        "open": form is not None,
        "read": _mark(signatures),
        "errors": list(form["seats"].errors) if form else [],
        "trouble": "signers-note" if form and form["seats"].errors else "",
        "sides": [
            {
                "side": side,
                "name": name,
                "people": [{"seat": seat, "asked": str(seat.pk) in asked} for seat in people if seat.side == side],
            }
            for side, name in sides
        ],
    }
