"""The cells of A3: every address with ids of every kind, and what each answer has to be."""

import hashlib
import re
from collections.abc import Iterator
from urllib.parse import quote, quote_plus

from django.http import HttpResponse
from django.urls import reverse

from tests.asking import FIXED, WORDS, World, address, ask
from tests.rights import MATRIX, OUT, SIGNED_IN, VISITORS, Row

METHODS = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")
ASKING = METHODS[:3]  # the others exist nowhere, which is asked of what is there and of what is not

# Who stands to the other tables as whom to the first. Nothing is expected of Tom's seat at Ferro there.
SAME = {principal: {principal} for principal in SIGNED_IN | OUT | VISITORS}
AT_SECOND = SAME | {
    "expert": {"colleague"},
    "colleague": {"expert"},
    "neighbour": {"client"},
    "elsewhere": {"foreigner"},
    **dict.fromkeys(("client", "below", "unseated", "left"), {"neighbour"}),
}
AT_THIRD = SAME | {
    "stranger": {"owner", "expert"},
    "foreigner": {"client"},
    "elsewhere": set(),
    **dict.fromkeys(("owner", "expert", "colleague"), {"stranger"}),
    **dict.fromkeys(("client", "below", "unseated", "left", "neighbour"), {"foreigner"}),
}
# The words of other organisations, which nobody of this one reads anywhere.
OTHERS_WORDS = {
    **dict.fromkeys(("owner", "expert", "colleague"), ("third",)),
    **dict.fromkeys(("client", "below", "unseated", "left", "letters", "program"), ("second", "third")),
    **dict.fromkeys(("neighbour",), ("first", "sibling", "third")),
    **dict.fromkeys(("stranger", "foreigner"), ("first", "sibling", "second")),
    "elsewhere": ("first", "sibling", "second"),
    "reader": ("second", "third"),
    **dict.fromkeys(("visitor", "expired", "forwarded", *OUT), tuple(WORDS)),
}
SHARED = {"client_id", "engagement_id"}  # what lies there belongs to all tables of the client
NOBODYS = {"none": 1, "none above": 2**53 + 1, "huge": 2**63, "negative": "-1", "no number": "1e3", "long": "9" * 300}
NO_ADDRESS = {"negative", "no number"}  # no address has this shape: 404 for everybody, also for a visitor


def of_route(world: World, name: str, parameters: tuple[str, ...], principal: str, method: str) -> Iterator[tuple]:
    """(kind of ids, address, the answers that are right) of one route for one person and one method."""
    row, first = MATRIX[name], world.first.ids
    keys = world.keys.get(principal)
    yield "own", address(name, parameters, first, keys), {row.expected(method)[principal]}
    ids = [one for one in parameters if one.endswith("_id")]
    if not ids:
        return
    nothing = _of_nothing(row, principal, method)
    for kind, value in NOBODYS.items():
        if method in ASKING or kind == "none":
            right = {"hidden"} if kind in NO_ADDRESS else nothing - {"refused"}
            yield kind, _filled(name, parameters, first | dict.fromkeys(ids, value)), right
    if method not in ASKING:
        return
    for kind, there in (("second", AT_SECOND), ("third", AT_THIRD)):
        if there[principal]:
            right = _as_any_of(row.expected(method), there[principal])
            yield kind, address(name, parameters, world.tables[kind].ids, keys), {right}
    for place, inner in enumerate(ids[1:]):
        others = {kind: world.tables[kind].ids[inner] for kind in ("second", "third") if inner in first} | {"none": 1}
        if ids[place] not in SHARED:
            others["sibling"] = world.tables["sibling"].ids[inner]
        for kind, value in others.items():
            yield f"{inner} of {kind}", address(name, parameters, first | {inner: value}, keys), nothing


def _filled(name: str, parameters: tuple[str, ...], ids: dict) -> str:
    """An address with anything in the place of its ids."""
    stand_ins = {one: 7_000_000_000 + place for place, one in enumerate(parameters) if one.endswith("_id")}
    path = reverse(name, kwargs={one: stand_ins.get(one) or FIXED[one] for one in parameters})
    for one, stand_in in stand_ins.items():
        path = path.replace(str(stand_in), str(ids[one]))
    return path


def _as_any_of(expected: dict[str, str], roles: set[str]) -> str:
    """What somebody is answered who is several of these at once."""
    found = {expected[role] for role in roles}
    return next(one for one in ("in", "refused", "hidden", "sign in", "no method") if one in found)


def _of_nothing(row: Row, principal: str, method: str) -> set[str]:
    """What may be answered about an id that is not there. A refusal may come before it is looked for."""
    if row.expected(method)[principal] == "no method":
        return {"no method"}
    if principal not in SIGNED_IN | row.known and not row.open_to_visitors:
        return {"sign in"}
    return {"hidden", "refused"} if principal in row.refused and method == "POST" else {"hidden"}


_NEW_EACH_TIME = re.compile(rb'(name="(?:csrfmiddlewaretoken|once)" value=")[^"]*')


def digest(response: HttpResponse, path: str) -> str:
    """The answer without what is new each time and without its own address, so that two can be compared."""
    content = _NEW_EACH_TIME.sub(rb"\1", response.content)
    headers = sorted(f"{key}: {value}" for key, value in response.headers.items() if key != "Content-Length")
    told = "\n".join([str(response.status_code), *headers, *sorted(response.cookies)]).encode() + b"\n\n" + content
    for written in (quote_plus(path), quote_plus(quote(path)), quote(path), path):
        told = told.replace(written.encode(), b"(address)")
    return hashlib.sha256(told).hexdigest()


def _foreign_to(principal: str, name: str) -> tuple[str, ...]:
    """Whose words nobody like this reads here. A private room is the person's, from whichever seat."""
    if principal == "elsewhere" and name.startswith("reflect"):
        return OTHERS_WORDS["expert"]
    return OTHERS_WORDS[principal]


def check(world: World, name: str, parameters: tuple[str, ...], principal: str, method: str) -> tuple[int, list[tuple]]:
    """Ask one route by one method as one person with ids of every kind: (cells asked, what was wrong)."""
    wrong: list[tuple] = []
    alike: dict[str, dict[str, str]] = {"hidden": {}, "sign in": {}}
    asked = 0
    for kind, path, right in of_route(world, name, parameters, principal, method):
        answer, response = ask(world.browsers[principal], method, path)
        asked += 1
        if answer not in right:
            wrong.append((name, method, principal, kind, answer, sorted(right)))
        if answer in alike:
            alike[answer].setdefault(digest(response, path), kind)
        content = b"" if response.streaming else response.content
        told = _foreign_to(principal, name) if answer == "in" else tuple(WORDS)
        if any(WORDS[one].encode() in content for one in told):
            wrong.append((name, method, principal, kind, "leaks"))
    # What is forbidden and what does not exist are answered byte for byte alike.
    wrong += [(name, method, principal, *kinds.values(), "unlike") for kinds in alike.values() if len(kinds) > 1]
    return asked, wrong
