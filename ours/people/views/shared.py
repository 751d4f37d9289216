"""What several pages of organisations check and answer alike."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _

from ours.people import rules
from ours.people.door import allow
from ours.people.models import Client, Engagement, Firm, Seat


def allow_inviting(seat: Seat, organisation: Firm | Client) -> None:
    whom = (
        _("Ask the firm's owner to invite them.")
        if isinstance(organisation, Firm)
        else _("Ask a sponsor or a contact of your organisation to invite them.")
    )
    allow(rules.may_invite(seat, organisation), whom)


def is_new(form: Any, among: "QuerySet[Any]") -> bool:
    """Whether nothing among these has the name that was typed; else the form says so."""
    taken = among.filter(name__iexact=form.cleaned_data["name"]).exists()
    if taken:
        form.add_error("name", _("There is one of this name already; choose another name."))
    return not taken


def not_seated(form: Any, seats: "QuerySet[Seat]") -> bool:
    """Whether nobody with the typed address sits in these seats; else the form says so."""
    seated = seats.filter(person__email=form.cleaned_data["email"].lower(), left_at__isnull=True).first()
    if seated:
        form.add_error("email", _("%(name)s has this address and a seat here already.") % {"name": seated.name})
    return seated is None


def page_of(name: str, what: Client | Engagement) -> HttpResponseRedirect:
    """The answer after a deed: 303 to the page where it now stands."""
    return HttpResponseRedirect(reverse(name, args=[what.pk]), status=303)
