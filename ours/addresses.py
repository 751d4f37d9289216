"""Addresses of named pages, put together quickly.

A page names some forty addresses. Django works each of them out anew from all patterns; here the shape of an address is
worked out once for each name, and the numbers are filled in.
"""

from functools import cache
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse

_STAND_IN = 7_777_000_000_000_000_000  # a number that no address holds by itself


def url(name: str, *args: Any, query: dict[str, Any] | None = None, **kwargs: Any) -> str:
    """The address of a named page, with an optional query."""
    if args or not all(type(value) is int for value in kwargs.values()):
        address = reverse(name, args=args or None, kwargs=kwargs or None)
    else:
        address = _shape(name, tuple(kwargs)) % kwargs if kwargs else _shape(name, ())
    return f"{address}?{urlencode(query)}" if query else address


@cache
def _shape(name: str, keys: tuple[str, ...]) -> str:
    """The address with `%(key)d` for each number."""
    stand_ins = {key: _STAND_IN + place for place, key in enumerate(keys)}
    address = reverse(name, kwargs=stand_ins or None)
    if not keys:
        return address
    address = address.replace("%", "%%")
    for key, value in stand_ins.items():
        address = address.replace(str(value), f"%({key})d")
    return address
