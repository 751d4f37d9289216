"""A world in which every word is a canary, and who may read which: a small model of its own, asked of nobody else.

Who is who stands in `tests/rights.py`.
"""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal

from django.apps import apps
from django.test import Client as Browser

from ours.aside import acts as aside
from ours.columns import COLUMNS
from ours.people.models import Seat
from ours.prove import revenue_acts
from ours.prove.models import Revenue
from ours.reflect.room import open_room
from ours.wording.models import Pointed
from tests.asking import browsers_of, keys_of
from tests.cast import DAY, Cast, seat
from tests.rights import SAME_CLIENT
from tests.trust.canaries import NUMBER, Words, found_in
from tests.world import Table, mail_in_tray, set_table

# Who sits at which table, by the names of `tests/rights.py`. "letters" holds what came by mail to the client.
SEATED = {
    "first": {"owner", "expert", "client", "below", "letters"},
    "sibling": {"owner", "expert", "client"},
    "second": {"owner", "colleague", "neighbour"},
    "third": {"stranger", "foreigner"},
}
EXPERTS = {"first": {"owner", "expert"}, "second": {"owner", "colleague"}, "third": {"stranger"}}
EXPERTS["sibling"] = EXPERTS["first"]
FIRM = {"third": {"stranger"}} | dict.fromkeys(("first", "sibling", "second"), {"owner", "expert", "colleague"})
AUTHOR = {"second": {"colleague"}, "third": {"stranger"}}
AUTHOR |= dict.fromkeys(("first", "sibling"), {"expert", "elsewhere"})  # a private room is its person's in every seat
OWNER = {"third": {"stranger"}} | dict.fromkeys(("first", "sibling", "second"), {"owner"})
CLIENTS = {"second": {"neighbour"}, "third": {"foreigner", "elsewhere"}}
CLIENTS |= dict.fromkeys(("first", "sibling"), SAME_CLIENT | {"letters"})
SPEAKING = {"first": {"client"}, "sibling": {"client"}, "second": {"neighbour"}, "third": {"foreigner", "elsewhere"}}
ENGAGED = {name: SEATED["first" if name == "sibling" else name] | SPEAKING[name] for name in SEATED}

# A word that stands in one of these is for fewer, or others, than those who sit at the table: by the table's name.
NARROWER = {
    "AsideNote": EXPERTS,
    "GuidedWay": EXPERTS,
    "Pointed": EXPERTS,
    "BlindDraft": EXPERTS,  # the other side has laid none yet
    "Revenue": EXPERTS,
    # Kept here, as no mail server is set; the client is whom they are for.
    "Letter": {name: OWNER[name] | (CLIENTS[name] & {"client", "letters", "neighbour", "foreigner"}) for name in OWNER},
    "InboundMail": FIRM,
    "PackLink": FIRM,
    "Pack": {name: FIRM[name] | ({"reader"} if name == "first" else set()) for name in FIRM},
}
WIDER = {
    name: {table: EXPERTS[table] | CLIENTS[table] for table in EXPERTS} for name in ("InventoryItem", "Initiative")
}
WIDER |= {"InitiativeStep": WIDER["Initiative"]}
WIDER |= dict.fromkeys(("PromisedOutcome", "Rhythm"), ENGAGED)

# Private columns whose values come from a short list or are made by the machine, so that no canary fits in. That they
# tell nobody anything is shown by A2.
CLOSED = {
    ("AsideNote", "side"),
    ("GuidedWay", "pattern"),
    ("Pointed", "side"),
    ("Pointed", "rule"),
    ("Pointed", "flag"),
    ("Pointed", "reason"),
}
YEARS = {
    2071: ("AsideNote", "at"),
    2072: ("AsideNote", "taken_back_at"),
    2073: ("GuidedWay", "at"),
    2074: ("GuidedWay", "changed_at"),
    2075: ("GuidedWay", "ended_at"),
    2076: ("Pointed", "at"),
    2077: ("Pointed", "taken_at"),
    2078: ("Pointed", "dismissed_at"),
    2079: ("Revenue", "month"),
    2070: ("Revenue", "at"),
}


@dataclass
class Leaky:
    """The tables, who asks, and who may read each canary."""

    cast: Cast
    tables: dict[str, Table]
    browsers: dict[str, Browser]
    keys: dict[str, dict[str, str]]
    readers: dict[str, set[str]] = field(default_factory=dict)  # by canary
    stands: dict[str, set[tuple[str, str]]] = field(default_factory=dict)  # by canary: (model, column)

    def told_too_much(self, principal: str, canaries: set[str]) -> set[str]:
        """Those of these canaries that this one may not read."""
        return {one for one in canaries if principal not in self.readers.get(one, set())}


def make_leaky(cast: Cast) -> Leaky:
    """Four tables with one of everything, each word of it a canary."""
    places = {
        "first": (cast.growth, cast.bea, cast.front_desk, cast.tom),
        "sibling": (cast.growth, cast.bea, cast.front_desk, cast.tom),
        "second": (cast.orders, cast.maja, seat(None, cast.neon, cast.bakery, name="Front desk", level=3), cast.una),
        "third": (cast.casting, cast.luca, seat(None, cast.kobalt, cast.ferro, name="Front desk", level=3), cast.kai),
    }
    words = {name: Words() for name in places}
    tables = {
        name: set_table(cast, engagement=where, client_seat=client, other_seat=other, expert=expert, word=words[name])
        for name, (where, client, other, expert) in places.items()
    }
    for name, firm in (("first", cast.neon), ("second", cast.neon), ("third", cast.kobalt)):
        tables[name].ids["mail_id"] = mail_in_tray(firm, words[name])
    own = {name: _say_privately(tables[name], places[name][1], places[name][3], words[name]) for name in places}
    _say_with_days(tables["first"], cast.tom, words["first"])
    keys, browsers = keys_of(cast, tables["first"]), browsers_of(cast, tables["first"].problem)
    leaky = Leaky(cast, tables, browsers, keys)
    leaky.stands = _standing()
    for name, written in words.items():
        for canary in written.made:
            leaky.readers[canary] = _readers(canary, name, leaky.stands.get(canary, set()), tables[name])
        leaky.readers[own[name]] = CLIENTS[name] & SEATED[name]
    leaky.readers |= {str(year): EXPERTS["first"] for year in YEARS} | {"number": EXPERTS["first"]}
    return leaky


def _say_privately(table: Table, client: Seat, expert: Seat, word: Words) -> str:
    """What `set_table` leaves out: what the coach pointed out, and the client's own aside, whose canary it returns."""
    problem = table.problem
    aside.note(problem, f"{word} of the client's side", by=client, at=DAY)
    theirs = word.made[-1]
    shown = {"rule": "blame", "flag": "blame", "fingerprint": f"{word}", "side": expert.side}
    Pointed.objects.create(firm=problem.firm, problem=problem, by=expert, at=DAY, **shown)
    return theirs


def _say_with_days(table: Table, expert: Seat, word: Words) -> None:
    """A row with a day in a year of its own, for each private column that holds one."""
    problem, moments = table.problem, {year: datetime(year, 3, 4, 5, 6, tzinfo=UTC) for year in YEARS}
    for year in (2071, 2072):
        note = aside.note(problem, f"{word} with a day", by=expert, at=moments[2071])
        if year == 2072:
            aside.take_back(note, by=expert, at=moments[year])
    for year in (2073, 2074, 2075):
        way = aside.begin_way(problem, "frozen", by=expert, at=moments[2073])
        if year != 2073:
            said = dict.fromkeys(("seen", "ours", "theirs", "first", "statement"), "")
            aside.go_way(way, said, by=expert, at=moments[2074])
        if year == 2075:
            aside.end_way(way, by=expert, at=moments[year])
    Pointed.objects.filter(problem=problem).update(
        at=moments[2076], taken_at=moments[2077], dismissed_at=moments[2078], reason="meant"
    )
    month = moments[2079].date().replace(day=1)
    revenue_acts.note_revenue(problem.client, month, Decimal(NUMBER), "XTS", by=expert, at=moments[2070])


def _standing() -> dict[str, set[tuple[str, str]]]:
    """Where in the database each canary stands."""
    found: dict[str, set[tuple[str, str]]] = {}
    for model in apps.get_app_config("ours").get_models(include_auto_created=True):
        columns = [one.column for one in model._meta.local_concrete_fields]
        for row in model._default_manager.values_list(*(one.attname for one in model._meta.local_concrete_fields)):
            for column, value in zip(columns, row, strict=True):
                raw = bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode()
                for canary in found_in(raw):
                    found.setdefault(canary, set()).add((model.__name__, column))
    return found


def _readers(canary: str, table: str, stands: set[tuple[str, str]], at: Table) -> set[str]:
    """Who may read it, by where it stands."""
    if not stands:
        return AUTHOR[table]  # sealed
    models = {model for model, _column in stands}
    models = models - {"Letter"} or models  # a letter tells what stands elsewhere, too
    if models & {"Case", "CaseVersion", "CaseWords", "Permission"}:
        # Asked about, and not answered: nobody but those who know the problem or speak for the client.
        return (SEATED[table] | SPEAKING[table]) - {"letters"}
    for name, readers in (NARROWER | WIDER).items():
        if name in models:
            return readers[table]
    return SEATED[table]


def private_columns() -> set[tuple[str, str]]:
    """Every column of the class "private"."""
    return {(model, column) for model, classes in COLUMNS.items() for column in classes.get("private", "").split()}


def covered(leaky: Leaky) -> set[tuple[str, str]]:
    """The private columns in which a canary stands, or that hold it sealed."""
    there = {place for places in leaky.stands.values() for place in places}
    room = open_room(leaky.cast.tom.person_id)
    if room.entries() and not {column for model, column in there if model == "PrivateEntry"}:
        there.add(("PrivateEntry", "sealed"))
    if Revenue.objects.filter(currency="XTS").exists():
        there.add(("Revenue", "currency"))
    return there
