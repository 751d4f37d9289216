"""The active language and time zone, looked up quickly.

Django asks for the active language with every word it translates, some two hundred times for a page. It keeps it in a
`Local` of asgiref, where one look takes several microseconds; in a `ContextVar` it takes a tenth of that. Both are kept
for each context (thread and task) alike, so nothing else changes.
"""

from contextvars import ContextVar
from typing import Any

from asgiref.local import Local
from django.utils import timezone
from django.utils.translation import trans_real

_NOTHING = object()


class Active:
    """Stands in for a `Local` of which only the attribute `value` is used."""

    def __init__(self, name: str) -> None:
        self._kept: ContextVar[Any] = ContextVar(name, default=_NOTHING)

    @property
    def value(self) -> Any:
        """What was set in this context; AttributeError if nothing is."""
        kept = self._kept.get()
        if kept is _NOTHING:
            raise AttributeError("value")
        return kept

    @value.setter
    def value(self, value: Any) -> None:
        self._kept.set(value)

    @value.deleter
    def value(self) -> None:
        self._kept.set(_NOTHING)


def look_quickly() -> None:
    """Put `Active` where Django keeps language and time zone; does nothing where Django keeps them in another way."""
    modules: tuple[Any, ...] = (trans_real, timezone)
    for module in modules:
        if isinstance(getattr(module, "_active", None), Local):
            kept = getattr(module._active, "value", _NOTHING)
            module._active = Active(f"{module.__name__}.active")
            if kept is not _NOTHING:
                module._active.value = kept
