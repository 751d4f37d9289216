"""Input about what a client has, and about changes."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.fields import LineField, WordsField, among, choose_from, pills, shorten
from ours.problem.models import Problem
from ours.solve.models import InitiativeStep, InventoryItem

MOST_STEPS = 20
LONGEST_STEP = InitiativeStep._meta.get_field("words").max_length or 0


class ItemForm(forms.Form):
    """Something the client has. `taken` are the names that are listed already."""

    name = LineField(_("What it is called"), _("Write what it is called."))
    kind = pills(_("What it is"), InventoryItem.Kind.choices, _("Choose what it is."))
    words = WordsField(_("What it is used for, if you like"), required=False)

    def __init__(self, *args: Any, taken: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.taken = {name.casefold() for name in taken}

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        if name.casefold() in self.taken:
            raise forms.ValidationError(gettext("This is listed already. You can change it where it stands."))
        return name


class SponsorForm(forms.Form):
    seat = among(_("Who stands behind it"), _("Choose somebody of your side."))

    def __init__(self, *args: Any, people: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "seat", [(one.pk, one.name) for one in people])


class StepsForm(forms.Form):
    """The steps of a change, one on each line. `read` marks how they were laid when the page was read."""

    steps = WordsField(_("The steps, one on each line"), _("Write at least one step."))
    read = forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)

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


class DissolvedForm(forms.Form):
    """One more problem that a change would dissolve, among those that the reader may see."""

    problem = among(_("The problem"), _("Choose a problem of this client that you can see."))

    def __init__(self, *args: Any, problems: Iterable[Problem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "problem", [(one.pk, shorten(one.headline)) for one in problems])


class EndForm(forms.Form):
    reached = pills(
        _("What became of it"),
        [("yes", _("it was carried through")), ("no", _("it was given up"))],
        _("Choose what became of it."),
    )
    how = WordsField(_("How it went"), _("Say how it went, for those who read this later."))

    def clean_reached(self) -> bool:
        return bool(self.cleaned_data["reached"] == "yes")
