"""A Django form as the macros of `templates/parts/forms.html` take it."""

import secrets
from collections.abc import Iterable
from typing import Any

from django import forms


def shown(
    form: forms.Form,
    *,
    action: str,
    button: Any,
    key: str = "f",
    hidden: Iterable[tuple[str, str]] = (),
    once: bool = True,
    leave_out: Iterable[str] = (),
    **more: Any,
) -> dict[str, Any]:
    """The dict of a whole form. `key` makes ids differ on one page; `more` as in the macro's header (cancel, plain)."""
    general = form.non_field_errors() if form.is_bound else ()
    return {
        "action": action,
        "id": key,
        "button": button,
        "hidden": list(hidden),
        "once": secrets.token_urlsafe(12) if once else "",
        "fields": [shown_field(field) for field in form if field.name not in set(leave_out)],
        "error": " ".join(str(sentence) for sentence in general),
        **more,
    }


def shown_field(bound: forms.BoundField) -> dict[str, Any]:
    """The dict of one field, with what was typed and what is wrong with it."""
    field = bound.field
    return {
        "name": bound.html_name,
        "label": bound.label,
        "kind": _kind(field),
        "value": bound.value(),
        "help": field.help_text,
        "errors": list(bound.errors) if bound.form.is_bound else [],
        "required": field.required,
        "options": list(getattr(field, "choices", ())),
        "autocomplete": field.widget.attrs.get("autocomplete", ""),
        "max": getattr(field, "max_length", None) if isinstance(field, forms.CharField) else None,
    }


def _kind(field: forms.Field) -> str:
    if isinstance(field.widget, forms.HiddenInput):
        return "hidden"
    if isinstance(field.widget, forms.RadioSelect):
        return "pills"
    if isinstance(field.widget, forms.Textarea):
        return "text"
    if isinstance(field, forms.ChoiceField):
        return "choice"
    if isinstance(field, forms.EmailField):
        return "email"
    return "number" if isinstance(field, forms.IntegerField) else "line"
