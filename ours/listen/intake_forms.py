"""Input of requests and of words said at the table, with the files that come along."""

import re
import secrets
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ours.listen.forms import Words, shown
from ours.listen.intake_files import MOST, MOST_BYTES, File
from ours.listen.models import Channel
from ours.people.models import Engagement, Seat

LONGEST = 100_000  # characters: a long letter with what it answers


def drawn(form: forms.Form, **kinds: str) -> dict[str, dict[str, Any]]:
    """The fields of a form by name, as `parts/forms.html` draws them; `kinds` for those that are of a special kind."""
    fields = {one["name"]: {**one, "kind": kinds.get(one["name"], one["kind"])} for one in shown(form)}
    if "attached" in fields and form.is_bound and form.errors and form.files.getlist("attached"):
        fields["attached"]["errors"].append(_("Choose the files again, please: a browser does not keep them."))
    return fields


def sheet(form: forms.Form, *, action: str, button: str, key: str = "f", **more: Any) -> dict[str, Any]:
    """A form as `form()` in parts/forms.html draws it, its files apart: `files` is for `files_field()`.

    `key` sets the ids of its fields apart from other forms on the page; `more` as described in parts/forms.html, with
    `kinds` as in `drawn`, and `read_by`, the names of those who will read it, where they stand below the files.
    """
    fields = drawn(form, **more.pop("kinds", {}))
    files = fields.pop("attached", None)
    return {
        "action": action,
        "id": key,
        "once": secrets.token_urlsafe(12),
        "fields": list(fields.values()),
        "files": files is not None,
        "files_field": files,
        "error": " ".join(str(error) for error in form.non_field_errors()),
        "button": button,
        **more,
    }


class WordsField(forms.CharField):
    """Words that are kept as they were written; line ends of browsers become plain ones."""

    def __init__(self, label: Any, missing: Any, *, rows: int = 5, **kwargs: Any) -> None:
        messages = {
            "required": missing,
            "max_length": gettext_lazy("These are more than %(limit_value)d characters. Attach the rest as a file."),
        }
        widget = Words(attrs={"rows": rows})
        super().__init__(label=label, max_length=LONGEST, widget=widget, error_messages=messages, **kwargs)

    def to_python(self, value: Any) -> str:
        return super().to_python(value.replace("\r\n", "\n") if isinstance(value, str) else value) or ""


class FilesInput(forms.FileInput):
    """A choice of several files."""

    allow_multiple_selected = True

    def value_from_datadict(self, data: Any, files: Any, name: str) -> list[UploadedFile]:
        return files.getlist(name) if hasattr(files, "getlist") else []


class FilesField(forms.Field):
    """At most ten files of 25 MB together, as a list of `File`."""

    widget = FilesInput

    def clean(self, value: list[UploadedFile]) -> list[File]:
        if len(value) > MOST:
            raise forms.ValidationError(
                ngettext("At most %(n)d file goes along at once.", "At most %(n)d files go along at once.", MOST)
                % {"n": MOST}
            )
        size = sum(one.size or 0 for one in value)
        if size > MOST_BYTES:
            told = {"size": filesizeformat(size), "most": filesizeformat(MOST_BYTES)}
            raise forms.ValidationError(
                _("Together these files are %(size)s; %(most)s go along at once. Send the rest after it.") % told
            )
        return [File(one.name or "file", _type_of(one), one.read()) for one in value]


class SaidForm(forms.Form):
    """Something said at the table."""

    words = WordsField(gettext_lazy("What you want to say"), gettext_lazy("Write something first."), rows=4)
    attached = FilesField(label=gettext_lazy("Files"), required=False)


class RequestForm(forms.Form):
    """What a client person asks for, in their own words."""

    engagement = forms.TypedChoiceField(
        label=gettext_lazy("What it belongs to"),
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose what it belongs to."),
            "invalid_choice": gettext_lazy("Choose one of these."),
        },
    )
    words = WordsField(
        gettext_lazy("What do you need, or what is in the way?"),
        gettext_lazy("Write in your own words what it is about; one sentence is enough."),
    )
    attached = FilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args: Any, engagements: Iterable[Engagement], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.engagements = {one.pk: one for one in engagements}
        if len(self.engagements) == 1:
            del self.fields["engagement"]
        else:
            choices = [(pk, one.name) for pk, one in self.engagements.items()]
            self.fields["engagement"].choices = choices  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        chosen = self.cleaned_data.get("engagement") or next(iter(self.engagements))
        self.cleaned_data["engagement"] = self.engagements[chosen]
        return self.cleaned_data


class PastedForm(forms.Form):
    """What somebody of a client asked for, as an expert wrote it down or pasted it."""

    words = WordsField(
        gettext_lazy("The words, exactly as they came"),
        gettext_lazy("Paste or write down what was asked, in the client's words."),
        rows=8,
        help_text=gettext_lazy(
            "They are kept like this for good. What you understand of them comes later, beside them."
        ),
    )
    asked_by = forms.TypedChoiceField(
        label=gettext_lazy("Who asked"),
        coerce=int,
        error_messages={
            "required": gettext_lazy("Choose who asked."),
            "invalid_choice": gettext_lazy("Choose one of these people."),
        },
    )
    channel = forms.ChoiceField(
        label=gettext_lazy("How it reached you"),
        choices=Channel.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose how it reached you."),
            "invalid_choice": gettext_lazy("Choose one of these ways."),
        },
    )
    day = forms.DateField(
        label=gettext_lazy("On which day"),
        widget=forms.DateInput(format="%Y-%m-%d"),
        input_formats=["%Y-%m-%d"],
        error_messages={
            "required": gettext_lazy("Choose the day on which it was asked."),
            "invalid": gettext_lazy("Write the day as year-month-day, for example 2027-03-31."),
        },
    )
    clock = forms.TimeField(
        label=gettext_lazy("At what time"),
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        error_messages={
            "required": gettext_lazy("Write about what time it was."),
            "invalid": gettext_lazy("Write the time as hours and minutes, for example 14:30."),
        },
    )
    attached = FilesField(label=gettext_lazy("Files"), required=False)

    def __init__(self, *args: Any, seats: Iterable[Seat], at: datetime, **kwargs: Any) -> None:
        """`seats` are the client's; `at` is now: nothing was asked later."""
        now = timezone.localtime(at)
        super().__init__(*args, **kwargs)
        self.initial.update(day=now.date(), clock=now.strftime("%H:%M"))
        self.seats = {seat.pk: seat for seat in seats}
        self.at = at
        self.fields["asked_by"].choices = [("", _("Choose…")), *people(self.seats.values())]  # type: ignore[attr-defined]

    def clean_asked_by(self) -> Seat:
        return self.seats[self.cleaned_data["asked_by"]]

    def clean(self) -> dict[str, Any]:
        day, clock = self.cleaned_data.get("day"), self.cleaned_data.get("clock")
        if day and clock:
            asked_at = datetime.combine(day, clock, timezone.get_current_timezone())
            # The clock of a form counts minutes: this very minute is not ahead.
            if asked_at > self.at:
                self.add_error("day" if day > timezone.localdate(self.at) else "clock", _("That is still to come."))
            self.cleaned_data["asked_at"] = asked_at
        return self.cleaned_data


def people(seats: Iterable[Seat]) -> list[tuple[int, str]]:
    """Choices of people, each with what tells them apart."""
    return [(seat.pk, f"{seat.name} · {seat.title or _('level %(n)s') % {'n': seat.level}}") for seat in seats]


def _type_of(upload: UploadedFile) -> str:
    said = (upload.content_type or "").lower()
    return said if re.fullmatch(r"[a-z0-9.+-]{1,60}/[a-z0-9.+-]{1,100}", said) else "application/octet-stream"
