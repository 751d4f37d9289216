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


class WayForm(forms.Form):
    """What is answered on a guided way. `read` marks how it stood when the page was read."""

    seen = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    ours = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    theirs = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    first = forms.CharField(required=False, max_length=4000, widget=forms.Textarea)
    statement = forms.CharField(required=False, max_length=4000, widget=forms.Textarea, label=_("In words for both"))
    read = forms.CharField(required=False, widget=forms.HiddenInput)
