"""The words of a case in both forms: with names, and without, and whether a name is still in them."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.dates import MONTHS as MONTH_NAMES
from django.utils.translation import gettext as _

from ours.cases import figures
from ours.cases.blurring import Instead, blur
from ours.cases.checking import Leak, leaks
from ours.cases.exact import Exact
from ours.cases.models import CaseWords
from ours.cases.naming import Names, Whose
from ours.people.models import Client, Engagement, Firm, Seat

# The parts of a story in the order in which it is told.
PARTS = ("request", "need", "statement", "tried", "helped", "outcome", "opened")
FIELDS = ("title", "client", *PARTS)
_TITLE = 299  # characters


def part_names() -> dict[str, str]:
    """What each part is called on pages and in sentences."""
    return {
        "title": _("The title"),
        "client": _("Who it was"),
        "request": _("It began with"),
        "need": _("What it was really about"),
        "statement": _("The problem, in words both signed"),
        "tried": _("What did not help"),
        "helped": _("What helped"),
        "outcome": _("How it ended"),
        "opened": _("What it opened up"),
        "figures": _("The measures"),
    }


def instead() -> Instead:
    """What is said instead of a name, in the active language."""
    return Instead(
        client=_("the client"),
        firm=_("the firm"),
        theirs=_("somebody at the client"),
        ours=_("somebody at the firm"),
        work=_("the project"),
        hidden=_("[…]"),
        mail=_("[mail address]"),
        link=_("[link]"),
        handle=_("[name]"),
        phone=_("[number]"),
        street=_("[address]"),
        months=[str(name) for name in MONTH_NAMES.values()],
    )


def names_of(client: Client, firm: Firm, hidden: Iterable[str] = ()) -> Names:
    """The names of the room that a client and its firm share."""
    return names_of_several([client], firm, {client.pk: hidden})[client.pk]


def names_of_several(clients: Iterable[Client], firm: Firm, hidden: Mapping[int, Iterable[str]]) -> dict[int, Names]:
    """The names of several rooms of one firm, by client: everybody who sits or sat there, what they are reached by.

    Two statements, however many there are. `hidden`: further words of each.
    """
    rooms = list(clients)
    ids = [room.pk for room in rooms]
    seats = Seat.objects.filter(firm=firm, client__in=ids) | Seat.objects.filter(firm=firm, client=None)
    every = list(seats.values_list("client_id", "name", "person__name", "person__email"))
    people = [row for row in every if row[2] is not None]
    works = list(Engagement.objects.filter(client__in=ids).values_list("client_id", "name"))

    def of(client_id: int | None) -> tuple[str, ...]:
        return tuple({name: None for whose, *both, _mail in people if whose == client_id for name in both if name})

    def mails(client_id: int | None) -> list[str]:
        return [mail for whose, *_names, mail in people if whose == client_id]

    return {
        room.pk: Names(
            client=(room.name,),
            firm=(firm.name,),
            theirs=of(room.pk),
            ours=of(None),
            works=tuple(name for whose, name in works if whose == room.pk),
            roles=tuple(name for whose, name, person, _mail in every if whose == room.pk and person is None),
            addresses=tuple(filter(None, (room.domain, firm.mailbox, *mails(room.pk), *mails(None)))),
            hidden=tuple(line.strip() for line in hidden.get(room.pk, ()) if line.strip()),
        )
        for room in rooms
    }


def blurred(words: Mapping[str, Any], names: Names) -> dict[str, Any]:
    """The words of a case with names as a draft of those without. `words`: FIELDS and figures."""
    said = instead()
    told = {part: blur(str(words[part]), names, said) for part in FIELDS}
    told["client"] = _("A client of ours")
    if len(told["title"]) > _TITLE:
        told["title"] = told["title"][:_TITLE].rsplit(" ", 1)[0]
    return told | {"figures": [figures.broader(one, lambda text: blur(text, names, said)) for one in words["figures"]]}


def material(words: Mapping[str, Any] | CaseWords) -> dict[str, str]:
    """Everything that would be shown of one form, by the name of its part."""
    told = words if isinstance(words, Mapping) else vars(words)
    parts = part_names()
    shown = {parts[part]: str(told[part]) for part in FIELDS}
    shown[parts["figures"]] = "\n".join(figures.words_of(one) for one in told["figures"])
    return shown


def left_in(words: Mapping[str, Any] | CaseWords, names: Names) -> list[Leak]:
    """What would still tell who it is."""
    return leaks(material(words), names)


def sentence(leak: Leak) -> str:
    """Where something stands that would tell who it is, and what to do."""
    told = {
        Exact.SUM: _("“%(words)s” in “%(where)s” is an exact sum. Give a range, or leave it out."),
        Exact.DAY: _("“%(words)s” in “%(where)s” is an exact day. Give the month, or leave it out."),
        Whose.WORK: _("“%(words)s” in “%(where)s” is what the work is called between you. Say it in other words."),
        Whose.HIDDEN: _("“%(words)s” in “%(where)s” is one of the words that would give somebody away. Take it out."),
    }
    address = _("“%(words)s” in “%(where)s” is an address. Take it out.")
    name = _("“%(words)s” in “%(where)s” is a name of this room. Take it out, or say it without the name.")
    kind = leak.kind
    chosen = told.get(kind) or (name if kind in set(Whose) else address)  # type: ignore[call-overload]
    return chosen % {"words": " ".join(leak.words.split()), "where": leak.where}


def text_of(words: Mapping[str, Any] | CaseWords, *, request: bool = True) -> str:
    """The story as running text, for reading over, finding and counting; without the request unless it may be told."""
    told = words if isinstance(words, Mapping) else vars(words)
    parts = [str(told[part]) for part in PARTS if request or part != "request"]
    return "\n\n".join(filter(None, [*parts, *(figures.words_of(one) for one in told["figures"])]))
