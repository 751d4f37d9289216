"""Shorter ways through Django for what each request does, with the same outcome."""

import os
from functools import lru_cache
from typing import Any

from django.db.backends.sqlite3.base import SQLiteCursorWrapper
from django.middleware import csrf

_LETTERS = csrf.CSRF_ALLOWED_CHARS.encode()
_FAIR = 256 - 256 % len(_LETTERS)  # bytes from here on would make some letters likelier than others
_TO_LETTERS = bytes(_LETTERS[byte % len(_LETTERS)] for byte in range(256))
_UNFAIR = bytes(range(_FAIR, 256))


def take_shortcuts() -> None:
    """Put them where Django looks; called once, when everything is loaded."""
    wrapper: Any = SQLiteCursorWrapper
    module: Any = csrf
    wrapper.convert_query = _converted(wrapper.convert_query)
    module._get_new_csrf_string = random_letters


def _converted(convert: Any) -> Any:
    """SQLite's way of marking values: worked out once for each statement, as there are not many different ones."""

    @lru_cache(maxsize=1024)
    def known(query: str) -> str:
        return str(convert(None, query))

    def convert_query(self: SQLiteCursorWrapper, query: str, *, param_names: list[str] | None = None) -> str:
        return known(query) if param_names is None else str(convert(self, query, param_names=param_names))

    return convert_query


def random_letters() -> str:
    """As many random letters and digits as the key of a form has, from the system's own source, each as likely."""
    found = b""
    while len(found) < csrf.CSRF_SECRET_LENGTH:
        found += os.urandom(2 * csrf.CSRF_SECRET_LENGTH).translate(_TO_LETTERS, _UNFAIR)
    return found[: csrf.CSRF_SECRET_LENGTH].decode()
