"""The active language and time zone, and words in that language, looked up quickly.

Django asks for the active language with every word it translates, some two hundred times for a page. It keeps it in a
`Local` of asgiref, where one look takes several microseconds; in a `ContextVar` it takes a tenth of that. Both are kept
for each context (thread and task) alike, so nothing else changes. What a word is in a language is looked up in all its
catalogues once, and then remembered with that language.
"""

from collections.abc import Callable
from contextvars import ContextVar
from typing import Any

from asgiref.local import Local
from django.utils import timezone, translation
from django.utils.translation import trans_real

_NOTHING = object()
REMEMBERED = 20_000  # words of one language; ours are some thousands, and what somebody typed is never translated


class Active:
    """Stands in for a `Local` of which only the attribute `value` is used."""

    def __init__(self, name: str) -> None:
        self.kept: ContextVar[Any] = ContextVar(name, default=_NOTHING)

    @property
    def value(self) -> Any:
        """What was set in this context; AttributeError if nothing is."""
        kept = self.kept.get()
        if kept is _NOTHING:
            raise AttributeError("value")
        return kept

    @value.setter
    def value(self, value: Any) -> None:
        self.kept.set(value)

    @value.deleter
    def value(self) -> None:
        self.kept.set(_NOTHING)


def look_quickly() -> None:
    """Put `Active` where Django keeps language and time zone; does nothing where Django keeps them in another way."""
    modules: tuple[Any, ...] = (trans_real, timezone)
    for module in modules:
        if isinstance(getattr(module, "_active", None), Local):
            kept = getattr(module._active, "value", _NOTHING)
            module._active = Active(f"{module.__name__}.active")
            if kept is not _NOTHING:
                module._active.value = kept
            if module is trans_real:
                _remember_words(module._active.kept, translation, trans_real.gettext)


def _remember_words(active: ContextVar[Any], module: Any, look_up: Callable[[str], str]) -> None:
    def gettext(message: str) -> str:
        spoken = active.get()
        if type(message) is not str or not isinstance(spoken, trans_real.DjangoTranslation):
            return look_up(message)
        known: dict[str, str] = spoken.__dict__.setdefault("remembered", {})
        said = known.get(message)
        if said is None:
            said = look_up(message)
            if len(known) < REMEMBERED:
                known[message] = said
        return said

    module._trans.gettext = gettext
