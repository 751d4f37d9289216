"""Input about ideas, constraints, options, positions, decisions and attempts."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat
from ours.problem.fields import DayField, LineField, WordsField, among, choose_from, pills, shorten
from ours.solve.models import Check, Constraint, Decision, Held, Lessening, Option, Position, Result


def _read() -> forms.CharField:
    """What the page showed when the form was opened, to notice that somebody was quicker."""
    return forms.CharField(required=False, max_length=40, widget=forms.HiddenInput)


class IdeaForm(forms.Form):
    """An idea; where others cannot write it themselves, whose it is."""

    words = WordsField(_("The idea"), _("Say the idea in a sentence."))
    given_by = among(_("Whose idea it is"), _("Choose somebody at this table."), required=False)

    def __init__(self, *args: Any, seat: Seat, givers: Iterable[Seat], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.givers = {one.pk: one for one in givers if one.pk != seat.pk}
        if self.givers:
            rows = [(pk, one.name) for pk, one in self.givers.items()]
            choose_from(self, "given_by", rows, nothing=_("mine"))
        else:
            del self.fields["given_by"]


class AskForIdeasForm(forms.Form):
    """A wish for ideas. `people` are those who may be asked, and whether each gets a chair by it."""

    words = WordsField(_("What you would like ideas for"), _("Say in a sentence what you would like ideas for."))
    asked = forms.TypedMultipleChoiceField(
        coerce=int,
        widget=forms.CheckboxSelectMultiple,
        label=_("Whom you ask"),
        error_messages={
            "required": _("Choose at least one person to ask."),
            "invalid_choice": _("Choose people from the list."),
        },
    )

    def __init__(self, *args: Any, people: Iterable[tuple[Seat, bool]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        self.people = {seat.pk: seat for seat, _seated in people}
        self.fields["asked"].choices = [(seat.pk, _to_ask(seat, seated)) for seat, seated in people]  # type: ignore[attr-defined]

    def clean_asked(self) -> list[Seat]:
        return [self.people[pk] for pk in self.cleaned_data["asked"]]


def _to_ask(seat: Seat, seated: bool) -> str:
    facts = {"name": seat.name, "level": seat.level}
    if seated:
        return gettext("%(name)s, level %(level)s, who gets a seat at this table") % facts
    return gettext("%(name)s, level %(level)s") % facts if seat.client_id is not None else seat.name


class SetAsideForm(forms.Form):
    reason = WordsField(_("Why it is set aside"), _("Say why, in a sentence. Whoever gave the idea reads it."))


class ConstraintForm(forms.Form):
    words = WordsField(_("What stands in the way"), _("Say what stands in the way."))
    blocks = WordsField(_("What it keeps from happening"), _("Say what it keeps from happening."))
    whose = pills(_("Whose it is"), Constraint.Whose.choices, _("Choose whose it is."))
    holder = LineField(_("Who upholds it, if you know"), required=False)
    others = WordsField(_("Who else lives under it, if you know"), required=False)


class CheckForm(forms.Form):
    found = pills(_("What it turned out to be"), Check.Found.choices, _("Choose what it turned out to be."))
    how = WordsField(_("How you looked"), _("Say how you looked, for example whom you asked."))
    on = DayField(label=_("On"), past=True)


class LesseningForm(forms.Form):
    """An answer to one of the three questions; `way` says which."""

    way = forms.ChoiceField(choices=Lessening.Way.choices, widget=forms.HiddenInput)
    words = WordsField(_("What could be done"), _("Say what could be done, or where you looked."))
    found = pills(
        _("Is it a way, or did you find none?"),
        [("yes", _("this could be done")), ("no", _("nothing was found yet"))],
        _("Choose whether you found something."),
    )

    def clean_found(self) -> bool:
        return bool(self.cleaned_data["found"] == "yes")


class LiftForm(forms.Form):
    how = WordsField(_("How it came"), _("Say how it came that it no longer stands in the way."))


class OptionForm(forms.Form):
    """A way out. `early` asks for a reason (F4), an idea that it takes up for a word to whoever gave it."""

    words = WordsField(_("The way out"), _("Say what you propose."))
    kind = pills(
        _("What it is"),
        [
            (Option.Kind.RELIEF.value, _("a relief: it helps for now")),
            (Option.Kind.LASTING.value, _("lasting: it solves the problem")),
        ],
        _("Choose whether it is a relief or lasting."),
    )
    why = WordsField(
        _("Why this idea is taken up"), _("Say why, in a sentence. Whoever gave the idea reads it."), required=True
    )
    reason = WordsField(
        _("Why it should not wait"),
        _("Both have not yet said how it is and how it should be, so please say in a sentence why it should not wait."),
    )
    idea = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    lessening = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)
    relief = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, early: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not early:
            del self.fields["reason"]
        if not self["idea"].value():
            del self.fields["why"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("relief") and data.get("kind") == Option.Kind.RELIEF:
            self.add_error("kind", gettext("The partner of a relief is lasting."))
        return data


class HeldForm(forms.Form):
    """An answer to one of the three questions that an option is held against."""

    amount = pills("", Held.Amount.choices, _("Choose how much."))
    words = WordsField("", _("Say it in a sentence."))
    item = among(_("Which of these it is"), _("Choose one of what is listed."), required=False)
    against = forms.ChoiceField(choices=Held.Against.choices, widget=forms.HiddenInput)

    QUESTIONS = {
        Held.Against.GAP.value: (_("How much of the gap does it close?"), _("What of it, and what stays")),
        Held.Against.HAS.value: (
            _("How much of this is there already?"),
            _("What is there already, and what it is used for"),
        ),
        Held.Against.DOES.value: (
            _("How much of this is done without help already, or could be?"),
            _("What could be done without help"),
        ),
    }

    def __init__(self, *args: Any, items: Iterable[Any] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        asked = self.QUESTIONS.get(self["against"].value() or "")
        if asked:
            self.fields["amount"].label, self.fields["words"].label = asked
        listed = [(item.pk, item.name) for item in items]
        if self["against"].value() == Held.Against.HAS and listed:
            choose_from(self, "item", listed, nothing=_("nothing that is listed"))
        else:
            del self.fields["item"]


class PartnerForm(forms.Form):
    """The lasting partner of a relief, among the lasting ways out that are on the table."""

    lasting = among(_("The lasting way out"), _("Choose a lasting way out of this table."))

    def __init__(self, *args: Any, lasting: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "lasting", [(row.id, shorten(row.words)) for row in lasting])


class PositionForm(forms.Form):
    stand = pills(_("Where you stand"), Position.Stand.choices, _("Choose where you stand."))
    words = WordsField(_("In your words"), _("Say in a sentence why you stand there."))


class DecisionForm(forms.Form):
    kind = pills(_("What you decide together"), Decision.Kind.choices, _("Choose what is decided."))
    reason = WordsField(_("Why"), _("Say why, for those who read this later."))
    again_on = DayField(label=_("When you look at it again"))
    read = _read()


class AttemptForm(forms.Form):
    """Something that is tried. `idea` is an idea that is tried as it is."""

    words = WordsField(_("What is tried"), _("Say what is tried."))
    expected = WordsField(_("What you expect of it"), _("Say what you expect, so that you can be surprised."))
    option = among(_("Which way out it tries"), _("Choose a way out that was not turned down."), required=False)
    idea = forms.CharField(required=False, max_length=20, widget=forms.HiddenInput)

    def __init__(self, *args: Any, options: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        listed = [(row.id, shorten(row.words)) for row in options]
        if listed and not self["idea"].value():
            choose_from(self, "option", listed, nothing=_("none of these"))
        else:
            del self.fields["option"]


class ResultForm(forms.Form):
    happened = WordsField(_("What happened"), _("Say what happened."))
    mark = pills(_("Did it help?"), Result.Mark.choices, _("Choose whether it helped."))
    learned = WordsField(_("What you learned"), required=False)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        over = data.get("mark") in (Result.Mark.HELPED, Result.Mark.DID_NOT)
        if over and not data.get("learned") and "learned" not in self.errors:
            self.add_error("learned", gettext("Say what was learned; it is what stays of an attempt."))
        return data


class BackForm(forms.Form):
    words = WordsField(_("How it shows"), _("Say how you notice that it is back."))


class ChangeForm(forms.Form):
    """A change that would remove a constraint: a new one, or one that was begun before."""

    name = LineField(_("What the change is called"), _("Give the change a name."))
    case = WordsField(_("The case for it: why it is worth it"), _("Say why it is worth it."))


class JoinForm(forms.Form):
    """A change that was begun before and would remove this constraint too."""

    initiative = among(_("The change"), _("Choose a change that is going on."))

    def __init__(self, *args: Any, initiatives: Iterable[Any], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choose_from(self, "initiative", [(one.pk, one.name) for one in initiatives])


def today() -> dict[str, Any]:
    """Initial values of a check: it was made today."""
    return {"on": timezone.localdate()}
