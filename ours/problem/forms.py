"""Input of parking and seriousness."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.models import Parking, Problem, Seriousness
from ours.problem.rules import sides_missing

_TOO_LONG = _("Please say it in at most %(limit_value)d characters.")


class ParkingForm(forms.Form):
    """What is parked, why, who agreed, and until when; whoever parks it agrees by doing so."""

    what = forms.ChoiceField(
        choices=[
            (Parking.What.PROBLEM.value, _("the whole problem")),
            (Parking.What.TOPIC.value, _("something that belongs to it")),
        ],
        label=_("What is parked"),
        error_messages={"required": _("Choose what is parked."), "invalid_choice": _("Choose what is parked.")},
    )
    words = forms.CharField(
        required=False,
        max_length=4000,
        widget=forms.Textarea,
        label=_("In words"),
        error_messages={"max_length": _TOO_LONG},
    )
    reason = forms.CharField(
        max_length=4000,
        widget=forms.Textarea,
        label=_("Why it can wait"),
        error_messages={"required": _("Say why it can wait."), "max_length": _TOO_LONG},
    )
    agreed_by = forms.TypedMultipleChoiceField(
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        label=_("Who else agreed"),
        error_messages={"invalid_choice": _("Choose people who read this table.")},
    )
    back_on = forms.DateField(
        required=False,
        label=_("On a day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Write the day as year-month-day, for example 2027-03-31.")},
    )
    back_when = forms.ChoiceField(
        required=False,
        choices=[("", _("no event, only the day")), *Parking.Until.choices],
        label=_("Or when something happens"),
        error_messages={"invalid_choice": _("Choose one of these events.")},
    )

    def __init__(self, *args: Any, problem: Problem, seat: Seat, people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._problem, self._seat = problem, seat
        self._others = {one.pk: one for one in people if one.person_id and one != seat}
        self.fields["agreed_by"].choices = [(pk, one.name) for pk, one in self._others.items()]  # type: ignore[attr-defined]

    def clean_back_on(self) -> Any:
        day = self.cleaned_data["back_on"]
        if day is not None and day <= timezone.localdate():
            raise forms.ValidationError(_("Choose a day after today."))
        return day

    def clean_agreed_by(self) -> list[Seat]:
        agreed = [self._seat, *(self._others[pk] for pk in self.cleaned_data["agreed_by"])]
        for side in sides_missing(agreed):
            name = self._problem.client.name if side == "client" else self._problem.firm.name
            raise forms.ValidationError(
                _("Parking takes both sides. Choose who at %(name)s agreed."), params={"name": name}
            )
        return agreed

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("what") == Parking.What.TOPIC and not data.get("words") and "words" not in self.errors:
            self.add_error("words", _("Say what is parked."))
        if data.get("what") == Parking.What.PROBLEM and data.get("back_when") == Parking.Until.SOLVED:
            self.add_error("back_when", _("What is put off is not solved meanwhile. Choose a day or another event."))
        if not ({"back_on", "back_when"} & self.errors.keys() or data.get("back_on") or data.get("back_when")):
            self.add_error("back_on", _("Choose a day or an event at which it comes back."))
        return data


class SeriousnessForm(forms.Form):
    seriousness = forms.TypedChoiceField(
        coerce=int,
        choices=Seriousness.choices,
        label=_("How serious is it"),
        error_messages={
            "required": _("Choose minor, moderate or serious."),
            "invalid_choice": _("Choose minor, moderate or serious."),
        },
    )
