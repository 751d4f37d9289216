"""Input of the ladder and of a listening session, and how a form is shown."""

from collections.abc import Iterable
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ours.listen.models import Channel, RungKind, Verdict
from ours.people.models import Seat
from ours.problem.acts import headline_of

WORDS = 20_000  # characters: a long letter, not a book


class Words(forms.Textarea):
    """Several lines that are kept as they are written, set in the serif."""


def shown(form: forms.Form) -> list[dict[str, Any]]:
    """The fields as `parts/forms.html` draws them, with the words typed so far and the errors next to them."""
    kinds: dict[type, str] = {
        Words: "words",
        forms.Textarea: "text",
        forms.Select: "choice",
        forms.RadioSelect: "pills",
        forms.CheckboxInput: "check",
        forms.DateInput: "date",
    }
    return [
        {
            "name": bound.name,
            "label": bound.label,
            "kind": kinds.get(type(bound.field.widget), "line"),
            "value": bound.value(),
            "help": bound.help_text,
            "errors": list(bound.errors),
            "required": bound.field.required,
            "options": [(value, label) for value, label in getattr(bound.field, "choices", ())],
            "max": getattr(bound.field, "max_length", None),
            "rows": bound.field.widget.attrs.get("rows"),
        }
        for bound in form
    ]


def words_field(label: Any, required: Any, *, rows: int = 3, **kwargs: Any) -> forms.CharField:
    """A field for words that are kept; `required` is the sentence that asks for them."""
    widget = Words(attrs={"rows": rows})
    return forms.CharField(
        max_length=WORDS, widget=widget, label=label, error_messages={"required": required}, **kwargs
    )


class QuestionForm(forms.Form):
    """The question alone, as it is asked in a listening session."""

    words = words_field(
        gettext_lazy("Your question"), gettext_lazy("Write the question first; an empty one is not asked."), rows=2
    )


class AskForm(QuestionForm):
    """A question, what it asks on from, whom it is for, and whether it goes out in a letter."""

    about = forms.ChoiceField(label=gettext_lazy("It asks on from"), required=False)
    asked_of = forms.ChoiceField(label=gettext_lazy("Who is asked"), required=False)
    send = forms.BooleanField(
        label=gettext_lazy("Send it in a letter; it can be answered from there, without signing in"), required=False
    )

    def __init__(self, *args: Any, answers: Iterable[tuple[int, str]], people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _offer(self, "about", [("", _("the request")), *((pk, short(words)) for pk, words in answers)])
        named = [(seat.pk, seat.name) for seat in people if seat.person_id]
        _offer(self, "asked_of", [("", _("everybody on the client's side")), *named])

    def clean(self) -> dict[str, Any]:
        data = super().clean() or self.cleaned_data
        if data.get("send") and not data.get("asked_of") and "asked_of" not in self.errors:
            self.add_error("asked_of", _("Choose the one person who gets the letter, or leave the letter out."))
        return data


class AnswerForm(forms.Form):
    """An answer in the client's words, written by whoever says it.

    `before` is the answer that it may put right: then the form asks whether it does.
    """

    words = words_field(
        gettext_lazy("The answer, in your own words"),
        gettext_lazy("Write the answer first; an empty one is not kept."),
    )
    overturns = forms.BooleanField(required=False)

    def __init__(self, *args: Any, before: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if before:
            self.fields["overturns"].label = _("It puts right what was said before: “%(words)s”") % {
                "words": short(before)
            }
        else:
            del self.fields["overturns"]


class WrittenForForm(AnswerForm):
    """An answer that an expert writes down in a talk for whoever said it."""

    said_by = forms.ChoiceField(
        label=gettext_lazy("Who said it"),
        error_messages={"required": gettext_lazy("Choose who said it; words without a person are not kept.")},
    )

    def __init__(self, *args: Any, people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["words"].label = _("The answer, in their words")
        _offer(self, "said_by", [(seat.pk, seat.name) for seat in people])


class WrittenDownForm(WrittenForForm):
    """An answer that an expert writes down afterwards, with when and where it was said."""

    said_on = forms.DateField(
        label=gettext_lazy("On which day"),
        error_messages={
            "required": gettext_lazy("Say on which day it was said."),
            "invalid": gettext_lazy("Write the day as year-month-day, like 2026-03-05."),
        },
    )
    channel = forms.ChoiceField(label=gettext_lazy("How it reached us"), choices=Channel.choices)
    place = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Which meeting or message"),
        help_text=gettext_lazy("For example: kick-off at the studio."),
    )

    def clean_said_on(self) -> date:
        day = self.cleaned_data["said_on"]
        if day > timezone.localdate():
            raise forms.ValidationError(_("That day is still to come; choose today or an earlier one."))
        return day


def said_at(day: date, at: datetime) -> datetime:
    """When something said on a day was said: now, if that is today; else the noon of that day, as nobody knows."""
    if day == timezone.localdate(at):
        return at
    return datetime.combine(day, time(12), timezone.get_current_timezone())


class MarkForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("What this answer names"),
        choices=RungKind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what the answer names.")},
    )


class NeedForm(forms.Form):
    words = words_field(gettext_lazy("The need, in the client's words"), gettext_lazy("Write what it is really about."))
    verdict = forms.ChoiceField(
        label=gettext_lazy("Against the need, the request was"),
        choices=Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how far off the request was.")},
    )


class AimForm(forms.Form):
    words = words_field(
        gettext_lazy("In your words"), gettext_lazy("Write the words first; an empty aim is not kept."), rows=2
    )


class PlaceForm(forms.Form):
    place = forms.CharField(
        max_length=200,
        required=False,
        label=gettext_lazy("Where you talk"),
        help_text=gettext_lazy("For example: at the studio, or a call. It stands with every answer."),
    )


class PlaybackForm(forms.Form):
    words = words_field(
        gettext_lazy("What you heard, in the client's words"),
        gettext_lazy("Write what you heard first; there is nothing to read back yet."),
        rows=6,
    )


class NotYetForm(forms.Form):
    missing = words_field(
        gettext_lazy("What is missing"),
        gettext_lazy("Say in a few words what is missing, so that it can be asked."),
        rows=2,
    )


def _offer(form: forms.Form, name: str, choices: list[tuple[Any, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = choices


def short(words: str) -> str:
    """The beginning of an answer, to name it in a list."""
    line = headline_of(words)
    return line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"
