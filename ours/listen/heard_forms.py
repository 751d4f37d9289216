"""Input about people of a client: somebody new, a placeholder that becomes somebody, a chair (L6)."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ours.listen.heard_acts import Somebody
from ours.listen.intake_forms import people
from ours.people.models import Client, Seat

_ADDRESS = {"invalid": gettext_lazy("Write it like name@example.org.")}
_LEVEL = gettext_lazy("Write a number from 1, the top, to 9.")


class NameForm(forms.Form):
    """Who somebody is: the name and the mail address."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write their name.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("Mail address"),
        max_length=254,
        error_messages={"required": gettext_lazy("Write the address they read."), **_ADDRESS},
    )

    def __init__(self, *args: Any, client: Client, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.client = client

    def clean_email(self) -> str:
        email = self.cleaned_data["email"].strip().lower()
        sitting = Seat.objects.filter(firm_id=self.client.firm_id, person__email=email, left_at__isnull=True)
        for seat in sitting if email else ():
            if seat.client_id == self.client.pk:
                raise forms.ValidationError(
                    _("%(name)s has this address and is known already: choose them from the list."),
                    params={"name": seat.name},
                )
            if seat.client_id is None:
                raise forms.ValidationError(
                    _("This is the address of %(name)s, who sits on the other side."), params={"name": seat.name}
                )
        return email


class SomebodyForm(NameForm):
    """Somebody who is not on the map yet; without an address a placeholder, like "front desk"."""

    title = forms.CharField(label=gettext_lazy("What they do, in their words"), max_length=200, required=False)
    reports_to = forms.TypedChoiceField(
        label=gettext_lazy("Whom they report to"), coerce=int, empty_value=None, required=False
    )
    level = forms.IntegerField(
        label=gettext_lazy("On which level"),
        min_value=1,
        max_value=9,
        required=False,
        help_text=gettext_lazy("1 is the top. Empty: one below whom they report to."),
        error_messages={"invalid": _LEVEL, "min_value": _LEVEL, "max_value": _LEVEL},
    )

    def __init__(self, *args: Any, client: Client, seats: Iterable[Seat], **kwargs: Any) -> None:
        """`seats` are the client's, whom somebody may report to."""
        super().__init__(*args, client=client, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        email, boss = self.fields["email"], self.fields["reports_to"]
        email.required = False
        email.help_text = _("Leave it empty if you know the place, not yet the person.")
        boss.choices = [("", _("Nobody, or not known")), *people(self.seats.values())]  # type: ignore[attr-defined]

    @property
    def somebody(self) -> Somebody:
        """Who was named, once the form is valid."""
        return Somebody(**{name: self.cleaned_data[name] for name in Somebody._fields})

    def clean_reports_to(self) -> Seat | None:
        return self.seats.get(self.cleaned_data["reports_to"])

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        boss = data.get("reports_to")
        if data.get("level") is None and "level" not in self.errors:
            if boss is not None:
                data["level"] = min(boss.level + 1, 9)
            else:
                self.add_error("level", _("Say on which level they are, or whom they report to."))
        return data


class ChairForm(forms.Form):
    """Whom of the client to give a chair at this table."""

    seat = forms.TypedChoiceField(
        label=gettext_lazy("Somebody from the map"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose somebody."),
            "invalid_choice": gettext_lazy("Choose one of these people."),
        },
    )

    def __init__(self, *args: Any, seats: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.seats = {seat.pk: seat for seat in seats}
        self.fields["seat"].choices = [("", _("Choose…")), *people(self.seats.values())]  # type: ignore[attr-defined]

    def clean_seat(self) -> Seat:
        return self.seats[self.cleaned_data["seat"]]
