"""Kinds of input, and how they are handed to the pages' form macros."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.problem.fields import NumberField as NumberField
from ours.words import once_key


class WordsField(forms.CharField):
    """Words of one or several lines, kept as they were written."""

    widget = forms.Textarea

    def __init__(self, label: Any = "", missing: Any = "", *, most: int = 20_000, **kwargs: Any) -> None:
        messages = {"required": missing, "max_length": _("Please say it in at most %(limit_value)d characters.")}
        super().__init__(label=label, max_length=most, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        # Browsers send the ends of lines as two characters; words are compared and counted with one.
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class VersionField(forms.IntegerField):
    """The version of something that the person has read, carried along by their form."""

    widget = forms.HiddenInput

    def __init__(self, **kwargs: Any) -> None:
        unreadable = _("This form does not say what you had read. Open the page again.")
        messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), unreadable)
        super().__init__(min_value=0, max_value=32_767, error_messages=messages, **kwargs)


class DayField(forms.DateField):
    """A day in the reader's calendar; with `ahead` one that lies ahead."""

    default_error_messages = {
        "required": _("Choose a day."),
        "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
    }
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, ahead: bool = False, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.ahead = ahead

    def validate(self, value: Any) -> None:
        super().validate(value)
        if self.ahead and isinstance(value, date) and value <= timezone.localdate():
            raise forms.ValidationError(gettext("Choose a day that lies ahead."))

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


def _kind(bound: forms.BoundField) -> str:
    field, widget = bound.field, bound.field.widget
    if isinstance(field, WordsField):
        return "words"
    if isinstance(field, DayField):
        return "date"
    if isinstance(field, NumberField):
        return "number"
    if isinstance(widget, forms.RadioSelect):
        return "pills"
    return "choice" if isinstance(field, forms.ChoiceField) else "line"


def trouble(form: forms.Form, key: str) -> str:
    """The address on the page of what is wrong with the first field of a form drawn with this key, or empty."""
    wrong = next((bound for bound in form if not bound.is_hidden and bound.errors), None)
    return f"{key}-{wrong.html_name}-note" if wrong else ""


def shown(
    form: forms.Form,
    *,
    action: str,
    button: str,
    readers: Iterable[str] | None,
    key: str = "f",
    plain: bool = False,
    coach: dict[str, Any] | None = None,
) -> dict[str, Any]:
    """A form as `form()` in parts/forms.html draws it.

    `key` sets the ids of its fields apart from other forms on the page; `readers` are the names of those at the table
    who will read what is written, None where the page says it in other words; `plain`: not the page's filled button;
    `coach` is what `wording.offering.coached` gives. What is wrong with a hidden field stands above the form.
    """
    hidden = [bound for bound in form if bound.is_hidden]
    return {
        "action": action,
        "id": key,
        "once": once_key(),
        "hidden": [(bound.html_name, bound.value() if bound.value() is not None else "") for bound in hidden],
        "fields": [
            {
                "name": bound.html_name,
                "label": bound.label,
                "kind": _kind(bound),
                "value": bound.value(),
                "help": bound.help_text,
                "errors": list(bound.errors),
                "required": bound.field.required,
                # A browser would cut off what is too long; of words not one is lost, so only short lines are limited.
                "max": None if _kind(bound) == "words" else getattr(bound.field, "max_length", None),
                "options": list(getattr(bound.field, "choices", ())),
            }
            for bound in form
            if not bound.is_hidden
        ],
        "error": " ".join(str(error) for bound in hidden for error in bound.errors),
        "button": button,
        "coach": coach,
        "plain": plain,
        "trouble": trouble(form, key),
        **({} if readers is None else {"readers": list(readers)}),
    }
