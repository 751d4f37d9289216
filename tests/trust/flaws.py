"""Flaws that the experiments with crashes have to find, each planted on purpose."""

from collections.abc import Callable
from typing import Any


def half() -> None:
    """What was written is kept before the next row is, not with it."""
    from django.db import connections
    from django.db.backends.utils import CursorWrapper

    execute = CursorWrapper.execute

    def keep_and_execute(self: Any, sql: str, params: Any = None) -> Any:
        if sql.startswith("INSERT") and self.db.in_atomic_block:
            if self.db.vendor == "sqlite":
                self.db.connection.execute("COMMIT")
                self.db.connection.execute("BEGIN IMMEDIATE")
            else:
                self.db.connection.commit()
        return execute(self, sql, params)

    CursorWrapper.execute = keep_and_execute  # type: ignore[method-assign]
    type(connections["default"])._savepoint_allowed = lambda self: False  # type: ignore[method-assign]


def twice() -> None:
    """A form counts as often as it is sent."""
    from ours.table.middleware import OnceMiddleware

    OnceMiddleware.__call__ = lambda self, request: self.get_response(request)  # type: ignore[method-assign]


def wordless() -> None:
    """Whoever hears that something was not saved does not get the words back."""
    from ours.people import lost_words

    lost_words.typed = lambda request: []  # type: ignore[assignment]


def sent_back() -> None:
    """A mail that cannot be stored is given up."""
    from ours.cli import receive

    def give_up(why: str) -> None:
        raise SystemExit(1)

    receive._again_later = give_up  # type: ignore[assignment]


FLAWS: dict[str, Callable[[], None]] = {
    "half": half,
    "twice": twice,
    "wordless": wordless,
    "sent back": sent_back,
}
OF_MAILS = {"sent back"}
