"""The last look before something is shown without names: is a name of the room, an address, a sum or a day left in it?

Plain Python; it says where, in a sentence, and nothing that it finds is shown.
"""

from collections.abc import Mapping
from typing import NamedTuple

from ours.cases.exact import find_addresses, find_days, find_sums
from ours.cases.naming import Names

_TWELVE = [""] * 12


class Leak(NamedTuple):
    """`words` still stand in the part `where`; `kind` is one of naming.Whose or exact.Exact."""

    where: str
    words: str
    kind: str


def leaks(material: Mapping[str, str], names: Names) -> list[Leak]:
    """What would still tell who it is. `material`: everything that would be shown, by the name of the part."""
    found: list[Leak] = []
    for where, text in material.items():
        found += (Leak(where, text[hit.start : hit.end], hit.whose) for hit in names.find(text))
        for exact in (find_addresses(text), find_sums(text), find_days(text, _TWELVE)):
            found += (Leak(where, text[one.start : one.end], one.kind) for one in exact)
    return list(dict.fromkeys(found))
