"""Input about readings, about being solved and lasting, and about the pulse."""

import re
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.problem.fields import DayField, LineField, NumberField, WordsField, pills
from ours.problem.plot import amount
from ours.prove import inlet_acts
from ours.prove.models import PulseAnswer, SolvedProposal

AGAIN_IN = timedelta(days=90)  # offered as the day to ask whether it lasted
LARGEST_LIST = 1024 * 1024  # bytes of a file; characters of a pasted list
YEARS = 20


class OnDayField(DayField):
    """The day of a reading: today or earlier."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(past=True, label=_("On"), **kwargs)

    def validate(self, value: Any) -> None:
        super().validate(value)
        if isinstance(value, date) and value < timezone.localdate() - timedelta(days=365 * YEARS):
            raise forms.ValidationError(gettext("That is more than twenty years ago. Check the year."))


class ReadingForm(forms.Form):
    value = NumberField(label=_("New reading"))
    on = OnDayField()


class CorrectForm(forms.Form):
    """A reading put right. `reading` is the one that is corrected."""

    value = NumberField(label=_("What it was"))
    on = OnDayField()
    reason = WordsField(_("Why it is corrected"), _("Say why, for those who read both."))

    def __init__(self, *args: Any, reading: Any, **kwargs: Any) -> None:
        kwargs["initial"] = {"value": Decimal(reading.value).normalize(), "on": reading.on}
        super().__init__(*args, **kwargs)
        self.reading = reading

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        if (kept.get("value"), kept.get("on")) == (self.reading.value, self.reading.on):
            self.add_error("value", gettext("That is what it says already. Write what it really was."))
        return kept


class ListForm(forms.Form):
    """A list of readings, pasted or in a file, and how its days and numbers are written where it does not tell."""

    words = forms.CharField(
        required=False,
        strip=False,
        widget=forms.Textarea,
        max_length=LARGEST_LIST,
        label=_("The list"),
        help_text=_("A day and a number in each line, as copied from a sheet."),
        error_messages={"max_length": _("That is too long for one list. Bring it in parts.")},
    )
    file = forms.FileField(
        required=False,
        label=_("Or a CSV file"),
        error_messages={"empty": _("This file is empty."), "invalid": _("Choose the file once more.")},
    )
    days = forms.ChoiceField(
        required=False,
        label=_("Days like 03/04/2026"),
        choices=[
            ("", _("as the list tells")),
            ("day", _("3 April: the day first")),
            ("month", _("4 March: the month first")),
        ],
    )
    point = forms.ChoiceField(
        required=False,
        label=_("Numbers like 1,234"),
        choices=[("", _("as the list tells")), (".", _("decimals after a point")), (",", _("decimals after a comma"))],
    )

    def clean_words(self) -> str:
        return _lines(str(self.cleaned_data["words"]))

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file is not None and file.size > LARGEST_LIST:
            raise forms.ValidationError(gettext("This file is larger than a megabyte. Bring it in parts."))
        return file

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        if kept.get("file") is not None:
            text = decoded(kept["file"].read())
            if text is None:
                self.add_error("file", gettext("This is not a text file. Save the sheet as CSV, or copy and paste it."))
            else:
                kept["words"], kept["filename"] = text, kept["file"].name[:200]
        elif not kept.get("words", "").strip() and not self.errors:
            self.add_error("words", gettext("Paste the list here, or choose a file."))
        return kept


def decoded(raw: bytes) -> str | None:
    """The text of a file as sheets write it: UTF-8, UTF-16 with its mark, else Windows-1252; None if it is no text."""
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if "\0" in text else _lines(text)
    return None


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


class InletForm(forms.Form):
    """The program that is to send readings; `sealed` is the key that the page showed."""

    name = LineField(_("Which program that is"), _("Say which program it is, for example: booking system."))
    sealed = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        kept["key"] = inlet_acts.unseal(kept.get("sealed", ""))
        if not kept["key"]:
            raise forms.ValidationError(gettext("This address is too old. Below is a new one; copy that."))
        return kept


class ProposeForm(forms.Form):
    """That it is solved: by a measure where it is wanted, or because it is good enough."""

    basis = pills(_("By what one sees it"), (), _("Choose by what one sees that it is solved."))
    words = WordsField(_("In a sentence, for those who read it later"), required=False)
    again_on = DayField(label=_("Ask on this day whether it lasted"))

    def __init__(self, *args: Any, reached: Iterable[tuple[Any, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        there = [
            (
                str(measure.id),
                gettext("%(name)s: %(value)s on %(day)s")
                % {
                    "name": measure.name,
                    "value": amount(reading.value, measure.unit),
                    "day": date_format(reading.on, "DATE_FORMAT"),
                },
            )
            for measure, reading in reached
        ]
        enough = (SolvedProposal.Basis.ENOUGH.value, gettext("it is good enough, whatever the numbers say"))
        self.fields["basis"].choices = [*there, enough]  # type: ignore[attr-defined]
        self.fields["basis"].initial = (there or [enough])[0][0]
        self.fields["again_on"].initial = timezone.localdate() + AGAIN_IN

    def clean(self) -> dict[str, Any]:
        kept: dict[str, Any] = super().clean() or {}
        if kept.get("basis") == SolvedProposal.Basis.ENOUGH and not kept.get("words") and "words" not in self.errors:
            self.add_error("words", gettext("Say in a sentence why it is good enough."))
        return kept

    def measure_id(self) -> int | None:
        """The id of the measure that was chosen; None for good enough."""
        basis: str = self.cleaned_data["basis"]
        return int(basis) if basis.isdecimal() else None


class ConfirmForm(forms.Form):
    """The client's word that it is solved. `enough`: good enough is said in their own words."""

    words = WordsField(_("In your words"), _("Say in a sentence why it is good enough."), required=False)
    again_on = DayField(label=_("Ask on this day whether it lasted"))

    def __init__(self, *args: Any, enough: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].required = enough
        if not enough:
            self.fields["words"].label = gettext("In your words, if you like")


class NotYetForm(forms.Form):
    missing = WordsField(_("What is missing"), _("Say what is missing."))


class AgainForm(forms.Form):
    on = DayField(label=_("Ask on this day whether it lasted"))


class LastedForm(forms.Form):
    words = WordsField(_("In your words, if you like"), required=False)


class BackForm(forms.Form):
    words = WordsField(_("How it shows"), _("Say how you notice that it is back."))


class PulseRhythmForm(forms.Form):
    days = forms.IntegerField(
        min_value=7,
        max_value=365,
        label=_("At most one question in so many days"),
        error_messages={
            "required": _("Say how many days."),
            "invalid": _("Write the number of days in digits."),
            "min_value": _("At least seven days."),
            "max_value": _("At most 365 days."),
        },
    )


class PulseAnswerForm(forms.Form):
    answer = pills(_("Your answer"), PulseAnswer.Answer.choices, _("Choose one of the three."))
    words = WordsField(_("A few words, if you like"), required=False)


class RevenueForm(forms.Form):
    """What a client brought in a month."""

    month = forms.CharField(
        label=_("Month"),
        help_text=_("As year-month, for example 2027-03."),
        error_messages={"required": _("Write the month as year-month, for example 2027-03.")},
    )
    amount = NumberField(label=_("What they paid"))
    currency = forms.CharField(
        max_length=3,
        min_length=3,
        initial="EUR",
        label=_("Currency"),
        error_messages={
            key: _("Write the currency as three letters, for example EUR.")
            for key in ("required", "max_length", "min_length")
        },
    )

    def clean_month(self) -> date:
        found = re.fullmatch(r"(20\d{2})-(0[1-9]|1[0-2])", self.cleaned_data["month"].strip())
        if found is None:
            raise forms.ValidationError(gettext("Write the month as year-month, for example 2027-03."))
        month = date(int(found[1]), int(found[2]), 1)
        if month > timezone.localdate():
            raise forms.ValidationError(gettext("That month has not come yet."))
        return month

    def clean_amount(self) -> Decimal:
        value: Decimal = self.cleaned_data["amount"]
        return value.quantize(Decimal("0.01"))

    def clean_currency(self) -> str:
        currency: str = self.cleaned_data["currency"].upper()
        if not currency.isascii() or not currency.isalpha():
            raise forms.ValidationError(gettext("Write the currency as three letters, for example EUR."))
        return currency
