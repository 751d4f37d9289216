"""What each signal has been worth at the firm: for whoever runs it."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from ours.people.door import experts_only
from ours.people.request import SeatRequest
from ours.tend import foretold
from ours.tend.worth import FEWEST, Signal, Worth


@require_safe
@experts_only
def worth(request: SeatRequest) -> HttpResponse:
    if not request.seat.is_firm_owner:
        raise Http404
    found, at = foretold.read(request.seat)
    rows = [
        {"name": _named(one), "signal": one, "words": _pairs(one), "verdict": _verdict(one)} for one in found.signals
    ]
    context = {"worth": found, "at": at, "fewest": FEWEST, "rows": rows, "basis": _basis(found)}
    return render(request, "tend/worth.html", context)


def _basis(found: Worth) -> str:
    """What the figures below are counted from."""
    facts: dict[str, Any] = {"looks": found.looks, "trouble": found.trouble, "num": found.problems}
    return (
        ngettext(
            "%(num)d problem, %(looks)d looks; before %(trouble)d of them a bad event came within a week.",
            "%(num)d problems, %(looks)d looks; before %(trouble)d of them a bad event came within a week.",
            found.problems,
        )
        % facts
    )


def _named(signal: Signal) -> str:
    """What stood out before trouble, in words; the other way round where less of it did."""
    more = {
        "silence": _("a longer silence of ours, by the time promised"),
        "waiting": _("the client waits longer for an answer"),
        "theirs": _("a longer silence of the client"),
        "lately": _("more happened within the last week"),
        "age": _("it is on the table for longer"),
        "serious": _("it is more serious"),
        "before": _("more bad events before"),
        "handed_over": _("its owner changed more often"),
        "sold": _("it touches what was sold"),
        "causes": _("more problems lead to it"),
        "stuck": _("somebody is stuck"),
    }
    less = {
        "silence": _("a shorter silence of ours, by the time promised"),
        "waiting": _("the client waits less, or not at all, for an answer"),
        "theirs": _("a shorter silence of the client"),
        "lately": _("less happened within the last week"),
        "age": _("it is on the table for less long"),
        "serious": _("it is less serious"),
        "before": _("fewer bad events before"),
        "handed_over": _("its owner changed less often"),
        "sold": _("it touches nothing that was sold"),
        "causes": _("fewer problems lead to it"),
        "stuck": _("nobody is stuck"),
    }
    return (more if signal.more else less)[signal.name]


def _pairs(signal: Signal) -> str:
    """The area in words: of how many pairs it pointed at the right one."""
    found = signal.area
    facts = {"of": round(found.value * 100), "low": round(found.low * 100), "high": round(found.high * 100)}
    return _("%(of)d of 100 (%(low)d to %(high)d)") % facts


def _verdict(signal: Signal) -> str:
    if signal.foretold:
        return _("foretold trouble")
    if signal.area.high < 0.5:
        return _("pointed the other way than before")
    return _("no better than chance")
