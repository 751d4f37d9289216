"""Kinds of input that rooms share, and how their forms stand on the pages."""

import re
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import get_format, number_format
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.people.showing import shown

LONGEST = 4000
LONGEST_LINE = 200


class WordsField(forms.CharField):
    """A few sentences; `missing` says what to do when they are empty."""

    widget = forms.Textarea

    def __init__(self, label: Any, missing: Any = "", **kwargs: Any) -> None:
        too_long = _("Please say it in at most %(limit_value)d characters.")
        messages = {"required": missing, "max_length": too_long}
        super().__init__(label=label, max_length=LONGEST, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class LineField(forms.CharField):
    """A line; `missing` says what to do when it is empty."""

    def __init__(self, label: Any, missing: Any = "", **kwargs: Any) -> None:
        too_long = _("Please say it in at most %(limit_value)d characters.")
        messages = {"required": missing, "max_length": too_long}
        super().__init__(label=label, max_length=LONGEST_LINE, error_messages=messages, **kwargs)


class DayField(forms.DateField):
    """A day in the reader's calendar: one that lies ahead, or with `past` today and earlier ones."""

    default_error_messages = {
        "required": _("Choose a day."),
        "invalid": _("Write the day as year-month-day, for example 2027-03-31."),
    }
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")

    def __init__(self, *, past: bool = False, **kwargs: Any) -> None:
        super().__init__(input_formats=["%Y-%m-%d"], **kwargs)
        self.past = past

    def validate(self, value: Any) -> None:
        super().validate(value)
        if not isinstance(value, date):
            return
        today = timezone.localdate()
        if self.past and value > today:
            raise forms.ValidationError(gettext("That day has not come yet. Choose today or an earlier one."))
        if not self.past and value <= today:
            raise forms.ValidationError(gettext("Choose a day that lies ahead."))

    def prepare_value(self, value: Any) -> Any:
        return value.isoformat() if isinstance(value, date) else value


class NumberField(forms.DecimalField):
    """A number as the reader's language writes it: "1,200.5", "1.200,5", "1200.5"."""

    default_error_messages = {
        "required": _("Write a number."),
        "invalid": _("Write it as a number, without its unit."),
        "max_digits": _("This number has too many digits."),
        "max_decimal_places": _("Write at most %(max)s digits after the point."),
        "max_whole_digits": _("This number has too many digits."),
    }
    widget = forms.TextInput

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_digits=18, decimal_places=4, **kwargs)

    def to_python(self, value: Any) -> Any:
        if isinstance(value, str):
            value = re.sub(r"[\s'’]", "", value).replace("−", "-")
            point, group = re.escape(get_format("DECIMAL_SEPARATOR")), re.escape(get_format("THOUSAND_SEPARATOR"))
            if re.fullmatch(rf"[-+]?\d{{1,3}}({group}\d{{3}})+({point}\d*)?", value):
                value = re.sub(group, "", value)
            value = value.replace(get_format("DECIMAL_SEPARATOR"), ".")
        return super().to_python(value)

    def prepare_value(self, value: Any) -> Any:
        return number_format(value.normalize(), use_l10n=True) if isinstance(value, Decimal) else value


def pills(label: Any, choices: Any, missing: Any, **kwargs: Any) -> forms.ChoiceField:
    """One of a few; `missing` says what to do when none is chosen."""
    messages = {"required": missing, "invalid_choice": missing}
    return forms.ChoiceField(choices=choices, widget=forms.RadioSelect, label=label, error_messages=messages, **kwargs)


def among(label: Any, wrong: Any, **kwargs: Any) -> forms.TypedChoiceField:
    """One of a list of records by id; the form fills in the choices. `wrong` is said of anything else."""
    messages = {"required": wrong, "invalid_choice": wrong}
    return forms.TypedChoiceField(coerce=int, empty_value=None, label=label, error_messages=messages, **kwargs)


def choose_from(form: forms.Form, name: str, rows: Iterable[tuple[int, str]], *, nothing: Any = None) -> None:
    """Fill in the choices of a field made by `among`; `nothing` is the label of choosing none."""
    first = [("", nothing)] if nothing is not None else []
    form.fields[name].choices = [*first, *rows]  # type: ignore[attr-defined]


def shorten(words: str, most: int = 90) -> str:
    """Words as they stand in a list to choose from."""
    line = " ".join(words.split())
    return line if len(line) <= most else line[: most - 1].rsplit(" ", 1)[0] + "…"


_KINDS = {DayField: "date", NumberField: "number", forms.FileField: "file"}


class Deeds:
    """The forms of one page as `deed()` in parts/forms.html draws them: each opens at its place.

    `sent` holds the forms that came back with a mistake, by place; they are open, with what was typed. `readers` are
    the names of those who will read what is written.
    """

    def __init__(self, sent: dict[str, forms.Form], readers: list[str]) -> None:
        self.sent, self.readers = sent, readers

    @property
    def trouble(self) -> str:
        """The address on the page of what is wrong with the first field that came back, or empty."""
        for place, form in self.sent.items():
            for bound in form:
                if bound.errors and not bound.is_hidden:
                    return f"{place}-{bound.html_name}-note"
        return ""

    def __call__(
        self,
        place: str,
        label: str,
        button: str,
        name: str,
        fresh: forms.Form,
        *,
        ids: dict[str, int],
        tells: bool = True,
    ) -> dict[str, Any]:
        """The deed at a place: `name` and `ids` make the address, `fresh` is the form when nothing came back."""
        form = self.sent.get(place, fresh)
        made = shown(form, action=reverse(name, kwargs=ids), button=button, key=place, plain=True)
        for field, bound in zip(made["fields"], form, strict=True):
            field["kind"] = _KINDS.get(type(bound.field), field["kind"])
        if tells:
            made["readers"] = self.readers
        return {"label": label, "open": place in self.sent, "form": made}
