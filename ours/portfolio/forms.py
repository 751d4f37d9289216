"""What the portfolio is narrowed to, as it comes in an address."""

import re
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ours.portfolio.words import KINDS


class MonthField(forms.Field):
    """A month, "2026-03"; its number counted from year 0, None where nothing is said."""

    def to_python(self, value: Any) -> int | None:
        if value in self.empty_values:
            return None
        found = re.fullmatch(r"\s*(\d{4})-(\d{1,2})\s*", str(value), re.ASCII)
        year, month = map(int, found.groups()) if found else (0, 0)
        if not (1970 <= year <= 9998 and 1 <= month <= 12):
            raise forms.ValidationError(_("A month is written with its year, like 2026-03."))
        return year * 12 + month - 1


class ScopeForm(forms.Form):
    client = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    engagement = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    expert = forms.IntegerField(required=False, min_value=1, max_value=2**53)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind of problem"),
        required=False,
        choices=[("", gettext_lazy("all kinds")), *KINDS],
    )
    last = forms.ChoiceField(required=False, choices=[("", ""), ("3", "3"), ("12", "12")])  # months until now
    since = MonthField(label=gettext_lazy("Put on the table from"), required=False)
    until = MonthField(label=gettext_lazy("until"), required=False)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("since") and said.get("until") and said["since"] > said["until"]:
            self.add_error("until", _("The last month comes before the first one."))
        return said

    @property
    def wrong(self) -> list[str]:
        """What cannot be read, in sentences."""
        return [str(sentence) for some in self.errors.values() for sentence in some]
