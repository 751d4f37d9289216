"""Input of an aside."""

from django import forms
from django.utils.translation import gettext_lazy as _


class NoteForm(forms.Form):
    words = forms.CharField(
        max_length=20_000,
        widget=forms.Textarea,
        label=_("A note for your side"),
        error_messages={"required": _("Write the note first; an empty one is not kept.")},
    )
