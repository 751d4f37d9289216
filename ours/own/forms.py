"""Input about owners, commitments, the way of working and the steps."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.own.models import Step, WayOfWorking
from ours.people.models import Seat

MOST_STEPS = 12
LONGEST = 4000
LONGEST_STEP = Step._meta.get_field("words").max_length or 0


def words_field(label: Any, missing: Any = "", *, required: bool = True) -> forms.CharField:
    """A field for a few sentences; `missing` says what to do when it is empty."""
    too_long = _("Please say it in at most %(limit_value)d characters.")
    return forms.CharField(
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea,
        label=label,
        error_messages={"required": missing, "max_length": too_long},
    )


class DayField(forms.DateField):
    """A day from today on, in the reader's calendar."""

    default_error_messages = {
        "required": _("Choose the day by which it will be done."),
        "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
        "past": _("That day is over. Choose today or a later one."),
    }
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and value < timezone.localdate():
            raise forms.ValidationError(self.error_messages["past"], code="past")


class OwnerForm(forms.Form):
    """Who owns it for one's own side. `read` is the id of the ownership that the page showed, empty for none."""

    owner = forms.TypedChoiceField(
        coerce=int,
        label=_("Who owns it"),
        error_messages={
            "required": _("Choose who owns it."),
            "invalid_choice": _("Choose somebody of your side who reads this table."),
        },
    )
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, colleagues: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].choices = [(seat.pk, seat.name) for seat in colleagues]  # type: ignore[attr-defined]


class CommitmentForm(forms.Form):
    words = words_field(_("What you will do"), _("Say what you will do."))
    due = DayField(label=_("By when"))


class OutcomeForm(forms.Form):
    words = words_field(_("A word about it, if you like"), required=False)


class NewDayForm(forms.Form):
    due = DayField(label=_("The new day"), error_messages={"required": _("Choose the new day.")})
    reason = words_field(_("Why"), _("Say in a sentence why the day changes. The other side reads it."))


class AgainForm(forms.Form):
    due = DayField(label=_("By when now"))


class WayForm(forms.Form):
    way = forms.ChoiceField(
        choices=WayOfWorking.Way.choices,
        widget=forms.RadioSelect,
        label=_("How you would work on it"),
        error_messages={
            "required": _("Choose one of the four ways."),
            "invalid_choice": _("Choose one of the four ways."),
        },
    )
    words = words_field(_("What that means here, if you like"), required=False)


class StepsForm(forms.Form):
    """The steps ahead, one on each line. `read` marks how they were laid when the page was read."""

    steps = words_field(_("The steps, one on each line"), _("Write at least one step."))
    read = forms.CharField(required=False, widget=forms.HiddenInput)

    def clean_steps(self) -> list[str]:
        lines = [" ".join(line.split()) for line in self.cleaned_data["steps"].splitlines()]
        lines = [line for line in lines if line]
        if len(lines) > MOST_STEPS:
            raise forms.ValidationError(
                gettext("These are %(number)d steps. At most %(most)d can be kept in view; join some of them.")
                % {"number": len(lines), "most": MOST_STEPS}
            )
        if too_long := next((line for line in lines if len(line) > LONGEST_STEP), None):
            raise forms.ValidationError(
                gettext("Please shorten this step to %(most)d characters: “%(start)s…”")
                % {"most": LONGEST_STEP, "start": too_long[:40]}
            )
        return lines


class PrescriptionForm(forms.Form):
    """A way out. Without a reason it is only complete once both states are named (F4)."""

    words = words_field(_("The way out"), _("Say what you propose."))
    reason = words_field(
        _("Why it should not wait"),
        _("Both have not yet said how it is and how it should be, so please say in a sentence why it should not wait."),
    )

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["reason"]


class AbilityForm(forms.Form):
    words = words_field(_("What the client can now do without help"), _("Say what the client can now do without help."))
