"""Runs the mutants of A5, each in a child of its own: `python -m tests.trust.mutating [--some N --seed S] [words …]`.

One world is made, in a database of its own. A child asks the cells of A3 of the routes that the guard may stand before,
until one is wrong; where none is, a second child runs the tests of the room until one fails. A line of JSON for each
mutant tells who noticed it: "cells", "tests", or "nobody".
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import random
import re
import signal
import sys
import time
import traceback
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import Any

TESTS = Path(__file__).parent.parent
CELLS_TAKE = 15  # seconds at most, unless told otherwise; then the tests are asked
HANGS = 1800  # seconds after which a child is stopped
FIRST = "expert unseated client colleague stranger visitor owner below left neighbour".split()  # notice most
# Behind these another guard lets nobody of a client in: what is fetched is the firm's alone, or asks for its owner.
SECOND = {
    *(f"aside-way{which} without firm_only" for which in ("", "-ended", "-gone", "s-begun")),
    *(f"engagement{which} without experts_only" for which in ("", "-crew-ended", "-crews", "-promises")),
    "signal-worth without experts_only",
}
NOTHING = "nothing"  # what a control plants
CORE = {"people", "problem", "post"}  # rooms whose guards stand before the pages of all rooms


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("--some", type=int, default=0, help="how many, by chance")
    reader.add_argument("--seed", type=int, default=0)
    reader.add_argument("--doors", action="store_true", help="only views without one of their doors; the cells must do")
    reader.add_argument("--quick", action="store_true", help="only the tests that speak of the rules or the function")
    reader.add_argument("--cells", type=float, default=CELLS_TAKE, help="seconds for the cells of one mutant")
    reader.add_argument("--list", action="store_true")
    reader.add_argument("words", nargs="*", help="only mutants whose name holds one of these")
    given = reader.parse_args()
    _set_up()
    every = _everything()
    chosen = [one for one in every if not given.words or any(word in one.name for word in given.words)]
    if given.doors:
        chosen = [one for one in chosen if one.is_door and _shows_in_cells(one)]
    if given.some:
        chosen = random.Random(given.seed).sample(chosen, min(given.some, len(chosen)))
    if given.list:
        print("\n".join(one.name for one in chosen))
        return 0
    trial = Trial(tests=not given.doors, quick=given.quick, cells=given.cells)
    for one in _controls(chosen)[: 1 if given.doors or given.quick else None] + chosen:
        begun = time.monotonic()
        told = {"mutant": one.name, "by": trial.who_notices(one), "of": len(every)}
        print(json.dumps(told | {"seconds": round(time.monotonic() - begun, 1)}), flush=True)
    trial.take_down()
    return 0


def _shows_in_cells(door: Planned) -> bool:
    """Whether the cells alone can notice it: somebody comes in there, and no second guard stands behind this one."""
    from tests.rights import MATRIX

    row = MATRIX[door.routes[0][0]]
    return bool(row.get or row.post or row.refused) and door.name not in SECOND


def _controls(chosen: list[Planned]) -> list[Planned]:
    """The code as it is, asked as each room's mutants will be: nobody may notice anything."""
    rooms = {one.room: one.routes for one in chosen}
    return [Planned(f"{NOTHING} in {room}", room, lambda: None, routes, False) for room, routes in rooms.items()]


def _set_up() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    from django.conf import settings
    from django.test.utils import setup_test_environment

    settings.MIGRATION_MODULES = {"ours": None}
    settings.SMTP_URL, settings.DEMO = "", False
    setup_test_environment()
    logging.disable(logging.CRITICAL)


@dataclass
class Planned:
    """A mutant, how it is planted, and the routes that it may stand before."""

    name: str
    room: str
    plant: Callable[[], None]
    routes: list[Any]
    is_door: bool

    @property
    def kind(self) -> str:
        """What its file is, without its room: "rules", "access"."""
        return self.name.split(".py:")[0].rpartition("/")[2]


def _everything() -> list[Planned]:
    from tests.asking import routes
    from tests.rights import APART
    from tests.trust import guards, planting

    known = [route for route in routes() if route[0] not in APART]
    views = {name: re.sub(r"^ours\.", "", module) for name, module in planting.modules().items()}
    found = []
    for one in guards.mutants():
        module = one.path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        here = [route for route in known if views[route[0]] == module]
        here = here or [route for route in known if one.room in CORE or views[route[0]].startswith(f"{one.room}.")]
        found.append(Planned(one.name, one.room, partial(planting.plant, one), here, False))
    for route, door in planting.doors():
        here = [one for one in known if one[0] == route]
        if here:
            plant = partial(planting.unhinge, route, door)
            found.append(Planned(f"{route} without {door}", views[route].split(".")[0], plant, here, True))
    return found


class Trial:
    """The world in a database of its own, beside that of the tests."""

    def __init__(self, *, tests: bool, quick: bool, cells: float) -> None:
        self.tests, self.quick, self.cells = tests, quick, cells
        if tests:  # once, not in every child
            for name in ("pytest", "_pytest.assertion.rewrite", "pytest_django.plugin", "xdist.plugin", "hypothesis"):
                import_module(name)
        from django.db import connection, connections

        from tests.asking import make_world
        from tests.cast import make_cast

        self.usual = dict(connection.settings_dict) | {"TEST": dict(connection.settings_dict["TEST"])}
        name = self.usual["TEST"]["NAME"]
        connection.settings_dict["TEST"]["NAME"] = f"{name}-guards" if name else "test_ours_guards"
        connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
        self.world = make_world(make_cast())
        connections.close_all()

    def take_down(self) -> None:
        from django.db import connection

        connection.creation.destroy_test_db("", verbosity=0)

    def who_notices(self, one: Planned) -> str:
        """ "cells", "tests", "nobody", or "no end" where a child had to be stopped. What is quicker is asked first."""
        own = [TESTS / one.room / f"test_{one.kind}.py"]
        by = "nobody"
        if self.tests and own[0].exists():
            by = _in_child(lambda: one.plant() or _tests_fail(own, self.usual), "tests")
        if by == "nobody":
            by = _in_child(lambda: one.plant() or _cells_are_wrong(self.world, one.routes, self.cells), "cells")
        if by == "nobody" and self.tests and (more := _likely(one, quick=self.quick)):
            by = _in_child(lambda: one.plant() or _tests_fail(more, self.usual), "tests")
        return by


def _in_child(noticing: Callable[[], bool], who: str) -> str:
    """Whether a child notices something; one that dies has."""
    child = os.fork()
    if child == 0:
        silent = os.open(os.devnull, os.O_WRONLY)
        if not os.environ.get("OURS_TRUST_LOUD"):
            os.dup2(silent, 1)
            os.dup2(silent, 2)
        signal.alarm(HANGS)
        code = 3
        try:
            code = 1 if noticing() else 0
        except BaseException:
            traceback.print_exc()
        finally:
            sys.stdout.flush()
            os._exit(code)
    status = os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])
    if status == 3:
        raise RuntimeError("The mutant could not be planted or asked; OURS_TRUST_LOUD=1 tells why.")
    return {0: "nobody", -signal.SIGALRM: "no end"}.get(status, who)


def _cells_are_wrong(world: Any, routes: list[Any], seconds: float) -> bool:
    from tests.asking import taken_back
    from tests.rights import PRINCIPALS
    from tests.trust.rights_cells import check

    asking = [*FIRST, *(one for one in PRINCIPALS if one not in FIRST)]
    cells = [(*route, principal, method) for principal in asking for route in routes for method in ("POST", "GET")]
    until = time.monotonic() + seconds
    with taken_back():
        for cell in cells:
            if found := check(world, *cell)[1]:
                print(found)
                return True
            if time.monotonic() > until:
                break
    return False


def _tests_fail(files: list[Path], usual: dict[str, Any]) -> bool:
    import pytest
    from django.db import connection
    from django.test.utils import teardown_test_environment

    teardown_test_environment()
    logging.disable(logging.NOTSET)
    connection.settings_dict.update(usual)
    options = "-x -p no:cacheprovider -p no:xdist -p no:hypothesispytest -W ignore::pytest.PytestWarning".split()
    options += ["-m", "not slow and not browser"]
    return pytest.main([*options, *map(str, files)]) != 0


def _likely(one: Planned, *, quick: bool) -> list[Path]:
    """The tests of the room, those first that speak of the function."""
    function = one.name.split(" ")[1].rstrip(":")

    def last(path: Path) -> bool:
        return function not in path.read_text()

    files = sorted((TESTS / one.room).glob("**/test_*.py"), key=lambda path: (last(path), path))
    return [path for path in files if not (quick and (last(path) or one.name.startswith(NOTHING)))]


if __name__ == "__main__":
    sys.exit(main())
