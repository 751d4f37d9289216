"""Input of the private room."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.problem.fields import LineField, WordsField, pills
from ours.reflect.diagnosis import QUESTIONS, SCALE
from ours.reflect.lessons import PATTERNS
from ours.reflect.levels import LEVELS

Choices = list[tuple[str, Any]]
MOST_LINES = 20
FEWEST_LETTERS = 10  # of a passphrase: it is the one thing that somebody with the disk and its key would have to guess


class AboutField(forms.ChoiceField):
    """A client, a person or a problem that its author can see, or nothing; the choices are filled in by the view."""

    def __init__(self, label: Any, **kwargs: Any) -> None:
        wrong = _("Choose one that you can see now, or none.")
        super().__init__(label=label, required=False, error_messages={"invalid_choice": wrong}, **kwargs)


class LinesField(WordsField):
    """Several things, one on a line; a list of them."""

    def clean(self, value: Any) -> Any:
        lines = [" ".join(line.split()) for line in str(super().clean(value)).split("\n")]
        lines = [line for line in lines if line]
        if len(lines) > MOST_LINES:
            raise forms.ValidationError(
                gettext("These are %(number)d lines. At most %(most)d can be kept in view; join some of them.")
                % {"number": len(lines), "most": MOST_LINES}
            )
        return lines

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value


class DaysField(LinesField):
    """Days to look again, one on a line."""

    def clean(self, value: Any) -> list[date]:
        days = []
        for line in super().clean(value):
            try:
                days.append(date.fromisoformat(line))
            except ValueError as error:
                raise forms.ValidationError(
                    gettext("Write each day as year-month-day, for example 2027-03-31; this is none: “%(line)s”")
                    % {"line": line[:40]}
                ) from error
        return sorted(set(days))

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(str(one) for one in value) if isinstance(value, list) else value


class _About(forms.Form):
    """A form with the field `about`, whose choices are `named`: (reference, name), grouped or not."""

    def __init__(self, *args: Any, named: Choices, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].choices = [("", _("Nobody in particular")), *named]  # type: ignore[attr-defined]

    def chosen(self) -> str:
        """The reference that was chosen, or nothing."""
        return str(self.cleaned_data["about"])

    def chosen_name(self) -> str:
        """The name of what was chosen, as it is now."""
        named = dict(self.fields["about"].choices)  # type: ignore[attr-defined]
        return str(named[self.chosen()]) if self.chosen() else ""


class SnapshotForm(_About):
    words = WordsField(_("What is going through your mind?"), _("Write it down first; an empty one is not kept."))
    about = AboutField(_("About"))


class DiagnosisForm(forms.Form):
    """A field for each question; none has to be answered, but not none of them."""

    words = WordsField(_("A word to yourself, if you like"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for key, question in QUESTIONS.items():
            self.fields[key] = pills(question.words, SCALE, _("Choose one of the four."), required=False)

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if not self.errors and not any(kept.get(key) for key in QUESTIONS):
            raise forms.ValidationError(gettext("Answer at least one of the questions."))
        return kept

    def answers(self) -> dict[str, int]:
        """What was answered, by question."""
        return {key: int(self.cleaned_data[key]) for key in QUESTIONS if self.cleaned_data.get(key)}


class PlacingForm(_About):
    level = pills(_("Where I stand"), [(one.number, one.name) for one in LEVELS], _("Choose one of the five."))
    about = AboutField(_("With whom"))
    words = WordsField(_("Why I think so, if you like"), required=False)

    def __init__(self, *args: Any, named: Choices, **kwargs: Any) -> None:
        super().__init__(*args, named=named, **kwargs)
        self.fields["about"].choices = [("", _("Overall")), *named]  # type: ignore[attr-defined]


class MendingForm(_About):
    """What is known of it; only the name has to be there, everything else comes when it comes."""

    name_of = LineField(_("Whose trust"), _("Name the person; trust is mended with one at a time."))
    about = AboutField(_("In the house this is"))
    happened = WordsField(_("What happened, as somebody would have seen it who stood by"), required=False)
    lost = WordsField(_("What they lost by it"), required=False)
    own = WordsField(_("What I own up to, without a “but”"), required=False)
    steps = LinesField(_("Steps of mine, one on a line"), required=False)
    signs = LinesField(_("By what I would see that it returns, one on a line"), required=False)
    days = DaysField(_("Days to look again, one on a line"), required=False)


class SeenForm(forms.Form):
    seen = LineField(_("What I saw"), _("Say what you saw."))


class LessonForm(_About):
    words = WordsField(_("What I learned"), _("Write the lesson first; an empty one is not kept."))
    about = AboutField(_("From"))
    patterns = forms.MultipleChoiceField(
        choices=[(one.key, one.name) for one in PATTERNS],
        required=False,
        label=_("Let it come back when"),
        error_messages={"invalid_choice": _("Choose among those that are offered.")},
    )


class PassphraseForm(forms.Form):
    passphrase = forms.CharField(
        max_length=200,
        min_length=FEWEST_LETTERS,
        strip=False,
        widget=forms.PasswordInput,
        label=_("A passphrase of your own"),
        error_messages={
            "required": _("Write a passphrase."),
            "min_length": _("Take at least %(limit_value)d characters; four words that nobody would guess are good."),
            "max_length": _("Take at most %(limit_value)d characters."),
        },
    )
    again = forms.CharField(
        max_length=200, strip=False, widget=forms.PasswordInput, label=_("Once more"), required=False
    )
    known = forms.BooleanField(
        label=_("I know that what is here is lost when I forget it: nobody can give it back."),
        error_messages={"required": _("Please say that you know it.")},
    )

    def clean(self) -> dict[str, Any]:
        kept = super().clean() or {}
        if "passphrase" in kept and kept["passphrase"] != kept.get("again"):
            self.add_error("again", gettext("These two differ; write the same twice."))
        return kept


class EndForm(forms.Form):
    sure = forms.BooleanField(
        label=_("Yes, all of it, for good"), error_messages={"required": _("Please say that you mean it.")}
    )
