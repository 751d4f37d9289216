"""Putting a mutant in the place of what runs, in this process: for children that are forked and thrown away."""

import gc
import types
from collections.abc import Callable, Iterator
from functools import _lru_cache_wrapper

from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404
from django.urls import URLPattern, get_resolver

from ours.cases.models import Case, Pack
from ours.people.models import Engagement
from ours.prepared import _Compiled
from ours.problem.models import Problem
from tests.trust.guards import OURS, Mutant, planted

# What a door turns an address into. Without the door, whatever has the id.
TURNS = {
    "at_the_table": (Problem, "problem_id"),
    "at_the_engagement": (Engagement, "engagement_id"),
    "at_the_case": (Case, "case_id"),
    "at_the_pack": (Pack, "pack_id"),
}


def plant(mutant: Mutant) -> None:
    """Let every function of the file run as the mutant says, and forget what was worked out by the original."""
    file = str(OURS / mutant.path)
    instead = {(code.co_qualname, code.co_firstlineno): code for code in _codes(compile(planted(mutant), file, "exec"))}
    changed = 0
    for function in _functions():
        code = function.__code__
        fresh = instead.get((code.co_qualname, code.co_firstlineno)) if code.co_filename == file else None
        if fresh is not None and fresh != code:
            function.__code__ = fresh
            changed += 1
    assert changed, mutant.name
    forget()


def forget() -> None:
    """Forget compiled queries and other cached things of ours."""
    for one in gc.get_objects():
        # By type: `isinstance` would wake what is lazy.
        if issubclass(type(one), _Compiled):
            one._known.clear()
        elif type(one) is _lru_cache_wrapper and one.__module__.startswith("ours."):
            one.cache_clear()


def _codes(code: types.CodeType) -> Iterator[types.CodeType]:
    for one in code.co_consts:
        if isinstance(one, types.CodeType):
            yield one
            yield from _codes(one)


def _functions() -> list[types.FunctionType]:
    return [one for one in gc.get_objects() if type(one) is types.FunctionType]


DOORS = ("signed_in", "experts_only", "firm_only", *TURNS)


def doors() -> list[tuple[str, str]]:
    """(name of the route, name of the door) for every door that a view stands behind."""
    found = ((name, _name(door)) for name, pattern in _patterns() for door in _chain(pattern.callback))
    return sorted((name, door) for name, door in found if door in DOORS)


def modules() -> dict[str, str]:
    """In which module the view of each route stands."""
    return {name: list(_wrapped(pattern.callback))[-1].__module__ for name, pattern in _patterns()}


def unhinge(route: str, name: str) -> None:
    """Let a view be reached without this one of its doors."""
    pattern = next(pattern for found, pattern in _patterns() if found == route)
    everything = list(_wrapped(pattern.callback))
    door = next(one for one in _chain(pattern.callback) if _name(one) == name)
    view = door.__wrapped__
    instead = _anything(view, *TURNS[name]) if name in TURNS else view
    for outer in everything[: everything.index(door)]:
        for cell in outer.__closure__ or ():
            if cell.cell_contents is door:
                cell.cell_contents = instead
                return
    assert everything[0] is door, (route, name)
    pattern.callback = instead


def _anything(view: Callable, model: type, parameter: str) -> Callable:
    def run(request, **kwargs):
        try:
            found = model._default_manager.get(pk=kwargs.pop(parameter))
        except (ObjectDoesNotExist, OverflowError):
            raise Http404 from None
        return view(request, found, **kwargs)

    return run


def _patterns() -> Iterator[tuple[str, URLPattern]]:
    def walk(patterns):
        for one in patterns:
            if isinstance(one, URLPattern):
                yield one.name, one
            else:
                yield from walk(one.url_patterns)

    yield from walk(get_resolver().url_patterns)


def _wrapped(function: Callable) -> Iterator[Callable]:
    while True:
        yield function
        if not hasattr(function, "__wrapped__"):
            return
        function = function.__wrapped__


def _chain(callback: Callable) -> Iterator[Callable]:
    """The doors among what a view is wrapped in."""
    for one in list(_wrapped(callback))[:-1]:
        if one.__code__.co_filename.startswith(str(OURS)):
            yield one


def _name(door: Callable) -> str:
    return door.__code__.co_qualname.split(".")[0]
