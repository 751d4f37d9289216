"""Input about words, agreement, disagreement, states and measures."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.frame import rules
from ours.frame.fields import DayField, NumberField, VersionField, WordsField
from ours.frame.models import Disagreement, Measure, State
from ours.people.models import Seat
from ours.problem.models import Parking


class DraftForm(forms.Form):
    """A side's blind draft. `round` is the round that the page showed."""

    own_view = WordsField(_("How we see the problem"), _("Write how your side sees the problem."))
    their_view = WordsField(
        _("How we believe the other side sees it"),
        _("Write how you believe the other side sees it; a guess is enough."),
    )
    round = VersionField()


class StatementForm(forms.Form):
    """The next wording. `based_on` is the version that was read, `form` the "we" form it was begun with."""

    words = WordsField(_("The problem, in words that both sides could sign"), _("Write the words first."), most=4000)
    based_on = VersionField()
    form = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

    def __init__(self, *args: Any, newest: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        blanks = rules.open_blanks(words)
        if blanks:
            raise forms.ValidationError(
                gettext("There is still a blank: %(blank)s. Write what belongs there, or take it out.")
                % {"blank": blanks[0]}
            )
        if words == self.newest:
            raise forms.ValidationError(gettext("These are the words that are there already. Change them first."))
        return words


class VersionForm(forms.Form):
    """Signing: nothing but the version that was read."""

    version = VersionField()


class SignersForm(forms.Form):
    """Who is asked to sign: people of this table, at least one on each side. `read`: who was asked when it was read."""

    seats = forms.TypedMultipleChoiceField(
        coerce=int,
        label=_("Who is asked to sign"),
        error_messages={
            "required": _("Choose at least one person on each side."),
            "invalid_choice": _("Choose people who read this table."),
        },
    )
    read = forms.CharField(required=False, max_length=2000, widget=forms.HiddenInput)

    def __init__(self, *args: Any, people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.pk: seat for seat in people}
        self.fields["seats"].choices = [(seat.pk, seat.name) for seat in self.people.values()]  # type: ignore[attr-defined]

    def clean_seats(self) -> list[Seat]:
        seats = [seat for key, seat in self.people.items() if key in self.cleaned_data["seats"]]
        if not rules.both_sides(seats):
            raise forms.ValidationError(gettext("Choose at least one person on each side."))
        return seats


class DisagreementForm(forms.Form):
    """What both hold to be true comes first, then what one does not agree with. `version`: the words that were read."""

    common_ground = WordsField(
        _("What do both sides hold to be true?"),
        _("Write what both sides hold to be true, however small. It is shown first, and built on."),
    )
    place = forms.ChoiceField(
        choices=Disagreement.Place.choices,
        widget=forms.RadioSelect,
        label=_("I do not agree with"),
        error_messages={
            "required": _("Choose what you do not agree with."),
            "invalid_choice": _("Choose what you do not agree with."),
        },
    )
    words = WordsField(_("What do you see differently?"), _("Write what you see differently."))
    version = VersionField(required=False)

    def __init__(self, *args: Any, worded: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not worded:  # nobody can disagree with words that are not there
            self.fields["place"].choices = [  # type: ignore[attr-defined]
                choice for choice in Disagreement.Place.choices if choice[0] != Disagreement.Place.WORDS
            ]


class SettleForm(forms.Form):
    how = WordsField(_("How was it settled?"), _("Write how it was settled, for those who read this later."))


class SetAsideForm(forms.Form):
    """Why an opinion waits, and the day or the event at which it comes back."""

    reason = WordsField(_("Why does it wait?"), _("Write why it waits, so that nobody takes it for forgotten."))
    back_when = forms.ChoiceField(required=False, label=_("It comes back"))
    back_on = DayField(
        required=False, label=_("The day"), help_text=_("Only where it comes back on a day."), ahead=True
    )

    def __init__(self, *args: Any, place: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # An opinion about the words cannot wait for the signatures that it holds up.
        events = [
            choice
            for choice in Parking.Until.choices
            if not (place == Disagreement.Place.WORDS and choice[0] == Parking.Until.SIGNED)
        ]
        self.fields["back_when"].choices = [("", _("on a day")), *events]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        if "back_on" not in self.errors and "back_when" not in self.errors:
            if not kept["back_when"] and not kept["back_on"]:
                self.add_error("back_on", gettext("Choose the day on which it comes back, or an event."))
            elif kept["back_when"] and kept["back_on"]:
                self.add_error("back_on", gettext("Choose either a day or an event; take one of them out."))
        return kept


class StateForm(forms.Form):
    """How it is now, or how it should be."""

    which = forms.ChoiceField(choices=State.Which.choices, widget=forms.HiddenInput)
    words = WordsField("", _("Write it in a sentence first."))

    LABELS = {
        State.Which.NOW.value: _("How is it now?"),
        State.Which.WANTED.value: _("How should it be?"),
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = self.LABELS.get(self["which"].value(), "")


class MeasureForm(forms.Form):
    """A number that tells how things are. `replaces` is the id of a measure that this one takes the place of."""

    name = forms.CharField(
        max_length=200,
        label=_("What is counted or measured"),
        error_messages={
            "required": _("Write what is counted, for example: seats sold."),
            "max_length": _("Please say it in at most %(limit_value)d characters."),
        },
    )
    unit = forms.CharField(
        max_length=40,
        required=False,
        label=_("Unit"),
        help_text=_("For example % or hours; can stay empty."),
        error_messages={"max_length": _("Please keep the unit to %(limit_value)d characters.")},
    )
    how = WordsField(_("How it is measured, if you like"), required=False, most=1000)
    now = NumberField(label=_("Now"))
    wanted = NumberField(label=_("Wanted"))
    wants = forms.ChoiceField(
        required=False,
        choices=[("", _("from where it is now to there")), *Measure.Wants.choices],
        label=_("How far"),
        error_messages={"invalid_choice": _("Choose one of these.")},
    )
    wanted_to = NumberField(
        required=False, label=_("Up to"), help_text=_("Only where it is to stay between two numbers.")
    )
    wanted_by = DayField(label=_("By when"), ahead=True)

    def __init__(self, *args: Any, taken: Iterable[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = set(taken)  # names of the other measures that count

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name in self.taken:
            raise forms.ValidationError(
                gettext("There is a measure of this name. Take another name, or replace that measure.")
            )
        return name

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        if not kept.get("wants") and kept.get("wanted_to") is not None:
            kept["wants"] = Measure.Wants.BETWEEN
        if not kept.get("wants") and "now" in kept and kept["now"] == kept.get("wanted"):
            self.add_error("wanted", gettext("That is what it is now. Write the number that you want to reach."))
        if "wanted" in kept and "wanted_to" in kept and "wants" in kept:
            self._clean_range(kept)
        return kept

    def _clean_range(self, kept: dict[str, Any]) -> None:
        between, end = kept["wants"] == Measure.Wants.BETWEEN, kept["wanted_to"]
        if between and end is None:
            self.add_error("wanted_to", gettext("Write the second number of the two."))
        elif between and end <= kept["wanted"]:
            self.add_error("wanted_to", gettext("Write the larger of the two numbers here."))
        elif not between and end is not None:
            self.add_error("wanted_to", gettext("Take this number out, or choose “between two numbers”."))


class ReadingForm(forms.Form):
    """What a measure is on a day, today or earlier."""

    value = NumberField(label=_("New reading"))
    on = DayField(label=_("On"))

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        today = timezone.localdate()
        if on > today:
            raise forms.ValidationError(
                gettext("That day has not come yet. Choose today, %(today)s, or an earlier day.")
                % {"today": date_format(today)}
            )
        if on < today - timedelta(days=365 * 20):
            raise forms.ValidationError(gettext("That is more than twenty years ago. Check the year."))
        return on


class OpportunityForm(forms.Form):
    words = WordsField(_("What would solving it open up?"), _("Write what it would open up."))


class FearForm(forms.Form):
    words = WordsField(
        _("What are you yourself afraid of losing, or of not getting?"), _("Write it first, or leave this closed.")
    )
