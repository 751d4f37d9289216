"""Flaws that the experiments with crashes have to find, each planted on purpose."""

from collections.abc import Callable


def half() -> None:
    """Every statement is kept by itself."""
    from django.db import transaction

    transaction.Atomic.__enter__ = lambda self: None  # type: ignore[method-assign]
    transaction.Atomic.__exit__ = lambda self, *_: None  # type: ignore[method-assign,assignment]
    transaction.set_rollback = lambda *_, **__: None  # type: ignore[assignment]


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
