"""Input of the tray: where a mail belongs, or why it belongs nowhere."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ours.listen.heard_acts import Somebody
from ours.listen.heard_forms import SomebodyForm
from ours.listen.intake_forms import WordsField, people
from ours.people.models import Client, Seat
from ours.problem.models import Problem

NEW = "new"


def plainly(text: str) -> str:
    """The words of a text without the marks of quoting, its spaces and line ends all alike."""
    return " ".join(re.sub(r"(?m)^[ \t]*(?:>[ \t]?)+", "", text).split())


class PlaceForm(SomebodyForm):
    """Whose words a mail holds, which of them, and whether they begin something new."""

    problem = forms.ChoiceField(label=gettext_lazy("Where it belongs"))
    who = forms.ChoiceField(
        label=gettext_lazy("Whose words these are"),
        error_messages={
            "required": gettext_lazy("Choose whose words these are."),
            "invalid_choice": gettext_lazy("Choose one of these people."),
        },
    )
    words = WordsField(
        gettext_lazy("Their words"),
        gettext_lazy("Leave the words in that were asked."),
        rows=8,
        help_text=gettext_lazy(
            "You may cut off what comes before and after them. What stays is kept as it was written."
        ),
    )

    along = forms.TypedMultipleChoiceField(
        label=gettext_lazy("Files that go along"),
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": gettext_lazy("Choose among these files.")},
    )

    field_order = ["problem", "words", "who", "name", "email", "title", "reports_to", "level"]

    def __init__(
        self,
        *args: Any,
        client: Client,
        seats: Iterable[Seat],
        problems: Iterable[Problem],
        text: str,
        filenames: Iterable[str] = (),
        **kwargs: Any,
    ) -> None:
        """`text` is all that was written in the mail, empty if it could not be read; `filenames` what came with it."""
        super().__init__(*args, client=client, seats=seats, **kwargs)
        self.problems = {problem.pk: problem for problem in problems}
        self.text = text
        self.fields["along"].choices = list(enumerate(filenames))  # type: ignore[attr-defined]
        self.fields["name"].required = False
        self.fields["problem"].choices = [  # type: ignore[attr-defined]
            (NEW, _("It is something new")),
            *((str(pk), _("It belongs to “%(words)s”") % {"words": _short(one)}) for pk, one in self.problems.items()),
        ]
        self.fields["who"].choices = [  # type: ignore[attr-defined]
            ("", _("Choose…")),
            *((str(pk), label) for pk, label in people(self.seats.values())),
            (NEW, _("Somebody who is not on the list")),
        ]

    def clean_problem(self) -> Problem | None:
        chosen = self.cleaned_data["problem"]
        return None if chosen == NEW else self.problems[int(chosen)]

    def clean_email(self) -> str:
        return super().clean_email() if self.data.get("who") == NEW else ""

    def clean_words(self) -> str:
        words = self.cleaned_data["words"]
        if self.text and plainly(words) not in plainly(self.text):
            raise forms.ValidationError(
                _("These are not the words of the mail. Cut off its beginning or end, and leave the rest as it is.")
            )
        return words

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("who") == NEW:
            if not data.get("name") and "name" not in self.errors:
                self.add_error("name", _("Write their name."))
            return super().clean()
        for name in ("name", "email", "title", "reports_to", "level"):
            self.errors.pop(name, None)  # nobody new: what stands there does not count
        return data

    @property
    def whose(self) -> Seat | Somebody:
        """Whose words they are, once the form is valid."""
        who = self.cleaned_data["who"]
        return self.somebody if who == NEW else self.seats[int(who)]


class AsideForm(forms.Form):
    """Why a mail is put aside."""

    reason = forms.CharField(
        label=gettext_lazy("Why it is put aside"),
        max_length=500,
        error_messages={"required": gettext_lazy("Say in a few words why, for whoever looks for it later.")},
    )


def _short(problem: Problem) -> str:
    line = problem.headline
    return line if len(line) <= 70 else line[:69].rsplit(" ", 1)[0] + "…"
