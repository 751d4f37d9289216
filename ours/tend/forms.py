"""Input about what was sold, what spreads, the rhythm, and being stuck."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.tend.models import PromisedOutcome

LONGEST = 4000
_TOO_LONG = _("Please say it in at most %(limit_value)d characters.")
_DAY = _("Write the day as year-month-day, for example 2027-03-31.")


def words_field(label: Any, missing: Any = "", *, required: bool = True, most: int = LONGEST) -> forms.CharField:
    """A field for a few sentences; `missing` says what to do when it is empty."""
    return forms.CharField(
        max_length=most,
        required=required,
        widget=forms.Textarea,
        label=label,
        error_messages={"required": missing, "max_length": _TOO_LONG},
    )


def line_field(label: Any, missing: Any = "", *, required: bool = True) -> forms.CharField:
    """A field for one line."""
    return forms.CharField(
        max_length=300, required=required, label=label, error_messages={"required": missing, "max_length": _TOO_LONG}
    )


class AheadField(forms.DateField):
    """A day after today, in the reader's calendar."""

    default_error_messages = {"required": _("Choose a day."), "invalid": _DAY, "past": _("Choose a day after today.")}
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and value <= timezone.localdate():
            raise forms.ValidationError(self.error_messages["past"], code="past")


class OneOf(forms.TypedChoiceField):
    """One of some records, by its id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)


class PromisedForm(forms.Form):
    """What was sold. `crew` are the people of the firm who can answer for it."""

    words = words_field(_("What was promised"), _("Say what was promised."))
    measure = line_field(_("How both will see that it is there"), _("Say how both will see that it is there."))
    due = forms.DateField(
        label=_("By when"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": _("Choose the day that was promised."), "invalid": _DAY},
    )
    where = line_field(_("Where it was promised, if you like"), required=False)
    answers = OneOf(
        label=_("Who at the firm answers for it"),
        error_messages={
            "required": _("Choose who answers for it."),
            "invalid_choice": _("Choose somebody of the firm who works on it."),
        },
    )

    def __init__(self, *args: Any, crew: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.crew = {seat.pk: seat for seat in crew}
        self.fields["answers"].choices = [(pk, seat.name) for pk, seat in self.crew.items()]  # type: ignore[attr-defined]

    def clean_answers(self) -> Seat:
        return self.crew[self.cleaned_data["answers"]]


class EndingForm(forms.Form):
    """What became of something that was promised."""

    ending = forms.ChoiceField(
        choices=PromisedOutcome.Ending.choices,
        widget=forms.RadioSelect,
        label=_("What became of it"),
        error_messages={"required": _("Choose one of the three."), "invalid_choice": _("Choose one of the three.")},
    )
    words = words_field(_("How you see that, in a sentence"), _("Say in a sentence how you see that."))


class TouchForm(forms.Form):
    outcome = OneOf(
        label=_("What it touches"),
        error_messages={
            "required": _("Choose what it touches."),
            "invalid_choice": _("Choose something that is promised and open."),
        },
    )

    def __init__(self, *args: Any, outcomes: Iterable[PromisedOutcome], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcomes = {one.pk: one for one in outcomes}
        self.fields["outcome"].choices = [(pk, one.words[:120]) for pk, one in self.outcomes.items()]  # type: ignore[attr-defined]


class LinkForm(forms.Form):
    """A cause or an effect of this problem, among the problems that the seat may see."""

    way = forms.ChoiceField(
        choices=[("effect", _("this one leads to that one")), ("cause", _("that one leads to this one"))],
        widget=forms.RadioSelect,
        initial="effect",
        label=_("Which way it goes"),
        error_messages={"required": _("Choose which way it goes."), "invalid_choice": _("Choose which way it goes.")},
    )
    other = OneOf(
        label=_("The other problem"),
        error_messages={
            "required": _("Choose the other problem."),
            "invalid_choice": _("Choose a problem from the list."),
        },
    )
    words = words_field(_("How the one leads to the other, if you like"), required=False, most=1000)

    def __init__(self, *args: Any, others: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["other"].choices = [(one.pk, one.headline[:120]) for one in others]  # type: ignore[attr-defined]


class RhythmForm(forms.Form):
    days = forms.IntegerField(
        min_value=1,
        max_value=92,
        label=_("An account at least once in so many days"),
        error_messages={
            "required": _("Say how many days."),
            "invalid": _("Write the number of days in digits."),
            "min_value": _("At least one day."),
            "max_value": _("At most 92 days."),
        },
    )
    words = words_field(_("What that means, if you like"), required=False, most=1000)


class HourForm(forms.Form):
    hour = forms.TypedChoiceField(
        coerce=int,
        choices=[(hour, f"{hour:02}:00") for hour in range(24)],
        label=_("At which hour, by your clock"),
        error_messages={
            "required": _("Choose an hour of the day."),
            "invalid_choice": _("Choose an hour of the day."),
        },
    )


class StuckForm(forms.Form):
    """Where it is stuck, and which of the `people` are asked; `reading` are the ids of those who read the table."""

    words = words_field(_("Where it is stuck"), _("Say where it is stuck."))
    tried = words_field(_("What was tried, if you like"), required=False)
    asked = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label=_("Whom you ask"),
        error_messages={
            "required": _("Choose at least one person to ask."),
            "invalid_choice": _("Choose people from the list."),
        },
    )

    def __init__(self, *args: Any, people: Iterable[Seat], reading: set[int], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.pk: seat for seat in people}
        self.fields["asked"].choices = [(pk, _named(seat, reading)) for pk, seat in self.people.items()]  # type: ignore[attr-defined]

    def clean_asked(self) -> list[Seat]:
        return [self.people[pk] for pk in self.cleaned_data["asked"]]


def _named(seat: Seat, reading: set[int]) -> str:
    if seat.pk in reading:
        return seat.name
    if seat.client_id is None:
        return gettext("%(name)s, who will work on it with you") % {"name": seat.name}
    return gettext("%(name)s, who gets a seat at this table") % {"name": seat.name}


class HelpForm(forms.Form):
    words = words_field(_("What may help"), _("Say what may help."))


class GoOnForm(forms.Form):
    words = words_field(_("How it goes on"), _("Say in a sentence how it goes on."))


class DoForm(forms.Form):
    words = words_field(_("What you will do"), _("Say what you will do."))
    due = AheadField(label=_("By when"))


class AskForm(forms.Form):
    words = words_field(_("Your question"), _("Write the question."))


class LetGoForm(forms.Form):
    reason = words_field(_("Why it is let go"), _("Say why. The client reads it."))


class AccountForm(forms.Form):
    """The account; `seen` are the remarks of the coach that were shown, and sent along with the words as they are."""

    known = words_field(_("What is known"), _("Say what is known, even if it is little."), most=1200)
    done = words_field(_("What was done"), _("Say what was done, also when nothing worked."), most=1200)
    ahead = words_field(_("What comes next"), _("Say what comes next."), most=1200)
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    PARTS = ("known", "done", "ahead")
