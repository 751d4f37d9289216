"""Input of the people's room."""

import re
from collections.abc import Iterable
from functools import cache
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from ours.people.entrance import DIGITS
from ours.people.models import Client, Seat, Side
from ours.people.rules import ROLES

LEVELS = 6


@cache
def time_zones() -> list[str]:
    """The names of all time zones (IANA), sorted, those that are named after a place first."""
    return sorted(available_timezones(), key=lambda name: ("/" not in name or name.startswith("Etc/"), name))


def _line(label: Any, empty: Any, *, autocomplete: str = "off", **options: Any) -> forms.CharField:
    return forms.CharField(
        max_length=options.pop("max_length", 200),
        label=label,
        widget=forms.TextInput(attrs={"autocomplete": autocomplete}),
        error_messages={"required": empty, "max_length": _("This is longer than 200 characters; shorten it.")},
        **options,
    )


def _mail(label: Any, *, autocomplete: str = "off", **options: Any) -> forms.EmailField:
    return forms.EmailField(
        label=label,
        widget=forms.EmailInput(attrs={"autocomplete": autocomplete}),
        error_messages={
            "required": _("Write the mail address."),
            "invalid": _("This is not a mail address yet. It looks like name@place.example."),
        },
        **options,
    )


def _days(label: Any) -> forms.IntegerField:
    wrong = _("Give a number of days from 1 to 365.")
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=365,
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), wrong),
    )


class _TimeZoneForm(forms.Form):
    time_zone = _line(_("Time zone"), _("Name a time zone."), help_text=_("Begin to type a city, for instance Berlin."))

    def clean_time_zone(self) -> str:
        given = self.cleaned_data["time_zone"].replace(" ", "_")
        if given not in time_zones():
            raise forms.ValidationError(_("This time zone is not known. Choose one from the list: Europe/Berlin."))
        return given


def _offer(form: forms.Form, name: str, options: list[tuple[Any, Any]]) -> None:
    """Set what a field of choices offers."""
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)
    field.choices = options


def _language() -> forms.ChoiceField:
    return forms.ChoiceField(
        label=_("Language"),
        choices=settings.LANGUAGES,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a language."), "invalid_choice": _("Choose one of the languages.")},
    )


class AddressForm(forms.Form):
    email = _mail(_("Your mail address"), autocomplete="email")

    def clean_email(self) -> str:
        return self.cleaned_data["email"].lower()


class CodeForm(forms.Form):
    """A code as people type or paste it: with gaps, dashes, or words around it."""

    code = forms.CharField(max_length=60, label=_("Code"), error_messages={"required": _("Type the code first.")})

    def clean_code(self) -> str:
        digits = re.sub(r"[\s\-–.]", "", self.cleaned_data["code"])
        if not re.fullmatch(rf"[0-9]{{{DIGITS}}}", digits):
            raise forms.ValidationError(_("The code has eight digits. Look at the letter again."))
        return digits


class MeForm(_TimeZoneForm):
    name = _line(_("Your name"), _("Write your name, as others should read it."), autocomplete="name")
    language = _language()
    letters_per_day = forms.IntegerField(
        label=_("Letters in a day, at most"),
        help_text=_("What happens meanwhile waits and comes in one letter. Codes to sign in always come."),
        min_value=0,
        max_value=50,
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"), _("Give a number from 0 to 50.")
        ),
    )


class FirmForm(_TimeZoneForm):
    name = _line(_("Name of the firm"), _("The firm needs a name."))
    mailbox = _mail(
        _("Mail address that clients write to"),
        required=False,
        help_text=_("Letters to it come to the table. Leave it empty if there is none."),
    )
    language = _language()

    def clean_mailbox(self) -> str:
        return self.cleaned_data["mailbox"].lower()


class ClientForm(forms.Form):
    name = _line(_("Name of the client"), _("Write the client's name."), autocomplete="organization")
    engagement = _line(
        _("What you work on together"),
        _("Name what you work on; it is the first engagement."),
        help_text=_("The first engagement, for instance: Growth 2026."),
    )
    domain = _line(
        _("What stands after the @ in their addresses"),
        "",
        required=False,
        help_text=_("Helps to place mail from people who are not known yet. May stay empty."),
    )

    def clean_domain(self) -> str:
        domain = self.cleaned_data["domain"].strip().lstrip("@").lower()
        if domain and not re.fullmatch(r"[^\s@/]+\.[^\s@/.]+", domain):
            raise forms.ValidationError(_("Write only what stands after the @, for instance yoga-house.example."))
        return domain


class EngagementForm(forms.Form):
    name = _line(_("What you work on together"), _("Name what you work on."))


class PromisesForm(forms.Form):
    minor = _days(_("Minor"))
    moderate = _days(_("Moderate"))
    serious = _days(_("Serious"))


class SeatForm(forms.Form):
    """How somebody sits in an organisation. `colleagues` are the seats of it that they can report to."""

    title = _line(
        _("What they do there"), "", required=False, help_text=_("In their own words: founder, teacher, front desk.")
    )
    role = forms.ChoiceField(
        label=_("Part in our work"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a part."), "invalid_choice": _("Choose one of these.")},
    )
    level = forms.TypedChoiceField(
        label=_("Level in the organisation"),
        coerce=int,
        choices=[(1, _("1, the top")), *((number, str(number)) for number in range(2, LEVELS + 1))],
        error_messages={"required": _("Choose a level."), "invalid_choice": _("Choose one of these levels.")},
    )
    reports_to = forms.TypedChoiceField(
        label=_("Reports to"),
        coerce=int,
        empty_value=None,
        required=False,
        error_messages={"invalid_choice": _("Choose one of these people, or nobody.")},
    )

    def __init__(self, *args: Any, side: str = Side.CLIENT, colleagues: Iterable[Seat] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {seat.pk: seat for seat in colleagues}
        _offer(self, "role", [(role.value, role.label) for role in ROLES[side]])
        if side == Side.CLIENT:
            self.fields["role"].help_text = _("Sponsors and contacts may invite colleagues.")
            people = [(seat.pk, _named(seat)) for seat in self.colleagues.values()]
            _offer(self, "reports_to", [("", _("nobody, or not known")), *people])
        else:
            self.fields["role"].help_text = _("Owners see all clients and run the firm.")
            del self.fields["level"], self.fields["reports_to"]

    def place(self) -> dict[str, Any]:
        """What was said, as the acts take it."""
        said = self.cleaned_data
        boss = self.colleagues.get(said["reports_to"]) if said.get("reports_to") else None
        return {"title": said["title"], "role": said["role"], "level": said.get("level", 1), "reports_to": boss}


class InviteForm(SeatForm):
    name = _line(_("Name"), _("Write the name of whom you invite."))
    email = _mail(_("Mail address"))
    field_order = ["name", "email", "title", "role", "level", "reports_to"]


class PlaceholderForm(SeatForm):
    name = _line(
        _("Who it may be"),
        _("Say who it may be; “front desk” is enough."),
        help_text=_("Somebody you know of and not yet by name: front desk, the landlord."),
    )
    field_order = ["name", "title", "role", "level", "reports_to"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].required = False
        self.fields["role"].widget = forms.HiddenInput()


class FillForm(forms.Form):
    name = _line(_("Name"), _("Write the name of whom you invite."))
    email = _mail(_("Mail address"))


class MoveForm(forms.Form):
    client = forms.TypedChoiceField(
        label=_("To"),
        coerce=int,
        error_messages={"required": _("Choose where they go."), "invalid_choice": _("Choose one of these.")},
    )
    title = _line(_("What they do there"), "", required=False)

    def __init__(self, *args: Any, clients: Iterable[Client] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.clients = {client.pk: client for client in clients}
        _offer(self, "client", [(client.pk, client.name) for client in self.clients.values()])


class CrewForm(forms.Form):
    seat = forms.TypedChoiceField(
        label=_("Who joins"),
        coerce=int,
        error_messages={"required": _("Choose somebody."), "invalid_choice": _("Choose one of these people.")},
    )

    def __init__(self, *args: Any, colleagues: Iterable[Seat] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {seat.pk: seat for seat in colleagues}
        _offer(self, "seat", [(seat.pk, _named(seat)) for seat in self.colleagues.values()])


def _named(seat: Seat) -> str:
    return f"{seat.name}, {seat.title}" if seat.title else seat.name
