"""Input about cases, permissions, packs and links."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.cases import telling
from ours.cases.models import Case, Permission
from ours.people.models import Seat

_TOO_LONG = _("Please say it in at most %(limit_value)d characters.")
LONGEST = 6000


class Text(forms.CharField):
    """Words of several lines, kept as they were written."""

    widget = forms.Textarea

    def __init__(self, label: Any, missing: Any = "", *, most: int = LONGEST, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": _TOO_LONG}
        super().__init__(label=label, max_length=most, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


def _line(label: Any, missing: Any = "", *, most: int = 300, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=label, max_length=most, required=required, error_messages={"required": missing, "max_length": _TOO_LONG}
    )


class WordsForm(forms.Form):
    """A case in both forms. Fields without names have the prefix "without_"."""

    based_on = forms.IntegerField(
        min_value=0,
        max_value=32_767,
        widget=forms.HiddenInput,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            _("This form does not say what you had read. Open the page again."),
        ),
    )
    seen = forms.CharField(required=False, max_length=20_000, widget=forms.HiddenInput)
    hidden = Text(_("Further words that would give somebody away, one a line"), required=False, most=4000)

    WITHOUT = "without_"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = telling.part_names()
        for prefix in ("", self.WITHOUT):
            for part in telling.FIELDS:
                label = names[part] if not prefix else gettext("%(part)s, without names") % {"part": names[part]}
                if part in ("title", "client"):
                    missing = gettext("Give it a title.") if part == "title" else gettext("Say who it was.")
                    field: forms.Field = _line(label, missing)
                else:
                    field = Text(label, required=False)
                self.fields[prefix + part] = field

    def named(self) -> dict[str, Any]:
        """The words with names, as they came in."""
        return {part: self.cleaned_data[part] for part in telling.FIELDS}

    def anonymous(self) -> dict[str, Any]:
        """The words without names."""
        return {part: self.cleaned_data[self.WITHOUT + part] for part in telling.FIELDS}

    @classmethod
    def begun(cls, number: int, hidden: str, named: Any, anonymous: Any) -> dict[str, Any]:
        """What the form holds at first."""
        start: dict[str, Any] = {"based_on": number, "hidden": hidden}
        for part in telling.FIELDS:
            start |= {part: getattr(named, part), cls.WITHOUT + part: getattr(anonymous, part)}
        return start


class OneOf(forms.TypedChoiceField):
    """One of some records, by its id."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(coerce=int, **kwargs)


class AskForm(forms.Form):
    """Who is asked, about which version."""

    version = forms.IntegerField(min_value=0, max_value=32_767, widget=forms.HiddenInput)
    of = OneOf(
        label=_("Whom you ask"),
        error_messages={
            "required": _("Choose whom you ask."),
            "invalid_choice": _("Choose somebody of the client."),
        },
    )
    words = Text(_("What you want to say with it, if you like"), required=False, most=2000)

    def __init__(self, *args: Any, people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {seat.pk: seat for seat in people}
        self.fields["of"].choices = [  # type: ignore[attr-defined]
            (pk, f"{seat.name}, {seat.title}" if seat.title else seat.name) for pk, seat in self.people.items()
        ]

    def clean_of(self) -> Seat:
        return self.people[self.cleaned_data["of"]]


class AnswerForm(forms.Form):
    """One of three. `question` is the one that was read."""

    question = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    answer = forms.ChoiceField(
        choices=Permission.Answer.choices,
        widget=forms.RadioSelect,
        label=_("May this be shown?"),
        error_messages={
            "required": _("Choose one of the three."),
            "invalid_choice": _("Choose one of the three."),
        },
    )
    quotes = forms.BooleanField(required=False, label=_("What we asked for may be told in our own words."))
    words = Text(_("What you want to say with it, if you like"), required=False, most=2000)


class WithdrawForm(forms.Form):
    words = Text(_("Why, if you like"), required=False, most=2000)


class PackForm(forms.Form):
    """For whom, and which cases."""

    for_whom = _line(_("For whom"), _("Say for whom it is."), most=200)
    words = Text(_("What you want to say in front, if you like"), required=False, most=2000)
    cases = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label=_("Which cases"),
        error_messages={
            "required": _("Choose at least one case."),
            "invalid_choice": _("Choose cases from the list; what was there may have been withdrawn since."),
        },
    )

    def __init__(self, *args: Any, cases: Iterable[Case], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = {case.pk: case for case in cases}
        self.fields["cases"].choices = [(pk, case.shown_title) for pk, case in self.known.items()]  # type: ignore[attr-defined]

    def clean_cases(self) -> list[Case]:
        return [self.known[pk] for pk in self.cleaned_data["cases"]]


class LinkForm(forms.Form):
    """Who reads it, and until when."""

    reader = _line(_("Who reads it"), _("Say who reads it: every link is for one reader."), most=200)
    until = forms.DateField(
        label=_("Until when it opens"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Choose a day."),
            "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
        },
    )

    def clean_until(self) -> date:
        until: date = self.cleaned_data["until"]
        today = timezone.localdate()
        if until <= today:
            raise forms.ValidationError(gettext("Choose a day after today."))
        if until > today + timedelta(days=366):
            raise forms.ValidationError(gettext("Choose a day within a year; another link can follow."))
        return until
