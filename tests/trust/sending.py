"""Forms of the house filled in so that they are taken in: one for each address that takes forms."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.test import Client as Browser
from django.urls import reverse

from tests.asking import routes
from tests.trust.forms import Form, fillings, forms_in
from tests.trust.house import PHRASE, House

# Addresses whose forms carry no key for counting once, and why that is right.
WITHOUT_KEY = {
    "sign-in": "Whoever asks again wants another letter; how many there are is limited.",
    "sign-in-code": "A code fits once; a key would let a wrong try be taken back.",
    "way-in": "It opens once.",
    "sign-out": "Whoever is out is out.",
    "pulse-stop": "What is stopped is stopped; a mail program may send it without having seen the page.",
    "care-letters-stop": "What is stopped is stopped; a mail program may send it without having seen the page.",
    "seats": "The same seat is chosen again.",
    "wording": "It reads over what is being written, again and again; a remark counts once.",
    "case-blurred": "It drafts words anew on the page and keeps nothing.",
    "reflect-unlocked": "The same room is opened again; a key would let a wrong try be taken back.",
    "reflect-export": "It hands out what there is.",
    "readings-sent": "A reading of a day and value that is known is not taken again.",
}
OTHERWISE = {  # what a person knows and a page does not say
    "measures": {
        "now": "7",
        "wanted": "9",
        "wanted_to": "",
        "wants": "",
        "wanted_by": "2090-01-01",
        "name": "Another measure",
    },
    "measure-replaced": {
        "now": "7",
        "wanted": "9",
        "wanted_to": "",
        "wants": "",
        "wanted_by": "2090-01-01",
        "name": "A better measure",
    },
    "disagreement-set-aside": {"back_when": ""},
    "tray-placed": {"words": "First mail", "problem": "new"},
    "reflect-mendings": {"days": "2030-03-05", "name_of": "Somebody"},
    "reflect-mending-changed": {"days": "2030-03-05", "name_of": "Somebody"},
    "reflect-passphrase": {"passphrase": PHRASE, "again": PHRASE, "known": "on"},
    "reflect-unlocked": {"room_passphrase": PHRASE},
    "clients": {"domain": "new.example"},
    "firm": {"mailbox": "help@neon.example"},
    "reading-corrected": {"value": "3"},
}


@dataclass
class Sent:
    """A form that was taken in when it was tried."""

    route: str
    who: str
    path: str
    fields: dict[str, list[str]]


# The pages of the first table, its client and the firm on which the forms stand, by who is shown them.
PAGES = {
    "tom": (
        "accounts aside aside-way aside-ways care-letters case-words client client-success clients constraint devices "
        "disagreements engagement engagement-care engagement-pulse heard initiative inlets inventory listening "
        "listening-session me measure option ownership pack packs parking print problem-new proof readings-list "
        "reflect reflect-lessons reflect-levels reflect-mending reflect-snapshot reflect-oneself reflect-own "
        "reflect-trust seat seats seriousness solve state tending tray-mail weeding words"
    ),
    "bea": (
        "case disagreements drafts engagement-care engagement-pulse listening listening-session ownership proof "
        "reply-addresses problem-new"
    ),
    "ana": "firm",
    "visitor": "sign-in",
}


def pages(house: House) -> Iterator[tuple[str, str]]:
    """(who, path) of the pages on which all forms stand."""
    parameters = dict(routes())
    for who, names in PAGES.items():
        for name in names.split():
            yield who, reverse(name, kwargs={one: house.table.ids[one] for one in parameters[name]})
    yield from house.pages


def forms_on(house: House, where: Iterable[tuple[str, str]]) -> Iterator[tuple[str, Form]]:
    """(who, form) of every form of these pages."""
    browsers: dict[str, Browser] = {}
    for who, path in where:
        page = browsers.setdefault(who, house.browser(who)).get(path)
        if page.status_code == 200 and "html" in page["Content-Type"]:
            yield from ((who, form) for form in forms_in(path, page.content.decode()))


def taken(house: House, who: str, form: Form) -> Sent | None:
    """This form filled in so that it is taken in; None where no filling is. What it did is undone."""
    last = None
    for fields in fillings(form):
        fields |= {name: [value] for name, value in OTHERWISE.get(form.route, {}).items()}
        if fields == last:
            continue
        last = fields
        keep = transaction.savepoint()
        answer = house.browser(who).post(form.action, fields)
        transaction.savepoint_rollback(keep)
        if answer.status_code == 303:
            return Sent(form.route, who, form.action, fields)
    return None


def every_form(house: House, where: Iterable[tuple[str, str]]) -> Iterator[tuple[Form, Sent | None]]:
    """For each address the first form of these pages that is taken in; None for each one that was not."""
    done: set[str] = set()
    for who, form in forms_on(house, where):
        if form.route not in done:
            found = taken(house, who, form)
            done |= {form.route} if found else set()
            yield form, found


def by_hand(house: House) -> list[Sent]:
    """Forms that come after another one, and what programs send."""
    ids = house.table.ids
    listed = reverse("readings-list", args=[ids["problem_id"], ids["measure_id"]])
    looked = {"words": "2026-01-07; 5", "days": "", "point": ""}
    page = house.browser("tom").post(listed, looked).content.decode()
    mark = re.search(r'name="looked" value="([^"]+)"', page)[1]
    reading = reverse("wording", args=[ids["problem_id"]])
    to = reverse("words-versions", args=[ids["problem_id"]])
    made = [
        ("readings-list", "tom", listed, {**looked, "looked": mark, "take": "1", "filename": "", "once": "a"}),
        ("shown-taken", "reader", reverse("shown-taken", args=[house.keys["shown"]]), {"once": "b"}),
        ("reflect-locked", "opened", reverse("reflect-locked"), {"once": "c"}),
        ("reflect-passphrase-gone", "opened", reverse("reflect-passphrase-gone"), {"once": "d"}),
        ("reflect-export", "tom", reverse("reflect-export"), {}),
        ("wording", "tom", f"{reading}?field=words&kind=statement&to={to}", {"words": "You always forget it."}),
        ("case-blurred", "tom", reverse("case-blurred", args=[ids["case_id"]]), {"title": "Yoga House"}),
        ("readings-sent", "program", reverse("readings-sent", args=[house.keys["readings-sent"]]), {"value": "7"}),
    ]
    return [Sent(route, who, path, {name: [value] for name, value in said.items()}) for route, who, path, said in made]


def without_token(text: str) -> str:
    """A page without what differs each time it is made."""
    return re.sub(r'((?:csrfmiddlewaretoken|once|sealed)" value=")[^"]+', r"\1", text)
