"""Do the deeds most used again and again, and each time break something at another call of the operating system.

`python -m tests.trust.crash kill --points 150 [--database-url …]` prints its figures as JSON and what was wrong, and
ends with 1 where something was lost, torn or doubled. Instead of `kill`: EIO, ENOSPC, EMFILE (`Point.how`), and `full`,
where the database itself finds no room; also several of them. `--flaws` plants some, one after the other, that have to
be noticed (`flaws.py`).
"""

import argparse
import gc
import html
import json
import os
import random
import sys
import tempfile
from collections import Counter
from itertools import groupby

from tests.trust.flaws import FLAWS, OF_MAILS
from tests.trust.programs import Postbox, Programs
from tests.trust.serving import FAULTS, Answer, Break, Pages, Point, Serving
from tests.trust.stores import Lite, Rows, Story, room, shaky, store_at, story

Unsteady = set[tuple[str, int]]
KEY = "this very form"
IN_ONE = 12  # points in one process where it lives on


class Trial:
    """Deeds, each broken at many points, and what was wrong afterwards."""

    def __init__(self, address: str, postbox: Postbox, *, thorough: bool, only: list[str]) -> None:
        from django.db import connections

        from tests.trust.deeds import prepare

        self.store, self.thorough = store_at(address), thorough
        self.ready = prepare()
        self.pages = Pages()
        self.wrong: list[str] = []
        self.counts: Counter[str] = Counter()
        self.known: dict[str, tuple[Story, Unsteady]] = {}
        self.rooms: dict[str, int] = {}
        connections.close_all()
        self.store.keep()
        self.deeds = {deed.name: deed for deed in self.ready.deeds}
        self.programs = Programs(self.store, postbox)
        self.names = only or [*self.deeds, *Programs.NAMES]
        self._load_everything()
        self.store.put_back()
        self.before = self.store.rows()

    def _load_everything(self) -> None:
        """Do everything once, so that no forked process has to load what all of them need."""
        from django.db import connections

        for deed in (self.deeds[name] for name in self.names if name in self.deeds):
            for request in (self.ready.page(deed.who), self.ready.form(deed, "warm")):
                near, far = Serving.line()
                near.sendall(request)
                self.pages.serve(far)
                status = Answer(near.recv(1_000_000)).status
                near.close()
            assert status == 303, deed.name
            connections.close_all()
            self.store.touched()
            self.store.put_back()
        self.programs.load()
        gc.collect()
        gc.freeze()

    def try_out(self, how: str, many: int, chance: random.Random) -> None:
        """Break at so many points, or at all there are: where a deed came by with fewer calls this time, at another."""
        points, before = self._points(how, chance), self.counts["points"]
        while points and (missing := many - self.counts["points"] + before) > 0:
            self.run(self._in_order(points[:missing]))
            points = points[missing:]

    def _in_order(self, points: list[Point]) -> list[Point]:
        return sorted(points, key=lambda point: (self.names.index(point.deed), point.state))

    def _points(self, how: str, chance: random.Random) -> list[Point]:
        """All there are, in turn from each deed, so that all of them are among few points too."""
        states = ["warm", "cold", "long"] if isinstance(self.store, Lite) else ["warm", "cold"]
        every: list[list[Point]] = []
        for number, name in enumerate(self.names):
            mine = []
            for state in states if self.thorough else [states[number % len(states)]]:
                calls = self._calls(Point(name, 0, how, state))
                halves = (False, True) if how in ("kill", "ENOSPC") else (False,)
                ons = (False, True) if how in FAULTS and how != "kill" else (False,)
                mine += [
                    Point(name, at, how, state, half, on) for at in range(1, calls + 1) for half in halves for on in ons
                ]
            chance.shuffle(mine)
            every.append(mine)
        return [mine[turn] for turn in range(max(map(len, every))) for mine in every if turn < len(mine)]

    def _calls(self, whole: Point) -> int:
        """At how many calls it can break."""
        name = whole.deed
        if name in Programs.NAMES:
            return 0 if whole.how == "full" else self.programs.run(whole, Break(whole))[1]
        self.store.put_back(long=whole.state == "long")
        if whole.how == "full":
            self.done(name)
            return self.rooms[name]
        with self._serving(whole) as serving:
            assert self._send(serving, whole, Break(whole), "counted").status == 303, name
        self.store.touched()
        return serving.counted

    def _written(self, name: str) -> list[str]:
        return sorted({str(table) for table, *_ in self.done(name)[0] if not str(table).startswith("ours_search")})

    def flawed(self, flaw: str, how: str, chance: random.Random) -> list[str]:
        """What is found wrong when a flaw was planted: it stays from then on."""
        FLAWS[flaw]()
        self.known.clear()
        wrong, counts, names = self.wrong, self.counts.copy(), self.names
        self.wrong, self.names = [], ["a mail" if flaw in OF_MAILS else "ownership-commitments"]
        self.run(self._in_order(self._points(how, chance)[:12]))
        found, self.wrong, self.counts, self.names = self.wrong, wrong, counts, names
        return found

    def done(self, name: str) -> tuple[Story, Unsteady]:
        """What the deed does when nothing breaks, and which columns are never twice the same."""
        if name not in self.known:
            found: list[Rows] = []
            for state in ("warm", "cold"):
                self.store.put_back()
                if state == "cold":
                    self.store.skip_numbers()
                whole = Point(name, 0, "kill", state)
                with self._serving(whole) as serving:
                    assert self._send(serving, whole, None, KEY).status == 303, name
                self.store.touched()
                found.append(self.store.rows())
            unsteady = shaky(self.before, *found)
            first, second = (story(self.before, rows, unsteady) for rows in found)
            assert first == second, (name, first - second, second - first)
            assert first, name
            self.known[name] = first, unsteady
            self.rooms[name] = self.store.rooms(self._written(name))
        return self.known[name]

    def _serving(self, point: Point) -> Serving:
        first = 1 if point.state == "warm" else 0
        return Serving(self.pages, first + 1, FAULTS[point.how], first)

    def _send(self, serving: Serving, point: Point, broken: Break | None, once: str) -> Answer:
        deed = self.deeds[point.deed]
        if point.state == "warm":
            assert serving.ask(self.ready.page(deed.who)).status == 200
        return serving.ask(self.ready.form(deed, once), broken)

    def run(self, points: list[Point]) -> None:
        """Break it at these points, and note what is wrong then."""
        for (name, how, state), some in groupby(points, lambda point: (point.deed, point.how, point.state)):
            mine = list(some)
            if name in Programs.NAMES:
                for point in mine:
                    self.wrong += self.programs.trouble(broken := Break(point))
                    self._note(broken, False)
            elif how == "kill":
                for point in mine:
                    self.kill(Break(point))
            elif how == "full":
                for point in mine:
                    self.full(Break(point))
            else:
                several = IN_ONE if state == "warm" else 1
                for start in range(0, len(mine), several):
                    self.fail(mine[start : start + several])

    def kill(self, broken: Break) -> None:
        """Kill at one point, look what is there, and have the browser send the same form again."""
        point = broken.point
        self.done(point.deed)
        self.store.put_back(long=point.state == "long")
        with self._serving(point) as serving:
            answer = self._send(serving, point, broken, KEY)
        kept = self._look(broken, answer)
        if kept or self.thorough or self.counts["points"] % 4 == 0:
            with Serving(self.pages, 1, [], None) as again:
                self._look_again(broken, again.ask(self.ready.form(self.deeds[point.deed], KEY)))

    def fail(self, points: list[Point]) -> None:
        """Let calls fail, time after time in one process: the person keeps the words, and the process goes on."""
        deed, warm = self.deeds[points[0].deed], points[0].state == "warm"
        page, form = self.ready.page(deed.who), self.ready.form(deed, KEY)
        self.done(deed.name)
        self.store.put_back(long=points[0].state == "long")
        rest = list(points)
        with Serving(self.pages, len(points) + 3, FAULTS[points[0].how], 1 if warm else 0) as serving:
            if warm:
                assert serving.ask(page).status == 200
            while rest:
                broken = Break(rest.pop(0))
                serving.counted = 0
                if self._look(broken, serving.ask(form, broken)):
                    break
            after, again = serving.ask(page), serving.ask(form)
        if after.status != 200:
            self.wrong.append(f"{broken}: when it was over, a page was answered with {after.status}")
        self._look_again(broken, again)
        if rest:
            self.fail(rest)

    def full(self, broken: Break) -> None:
        """Have the database find no room; when there is some again, the form is sent again."""
        written = self._written(broken.point.deed)
        self.store.put_back()
        form = self.ready.form(self.deeds[broken.point.deed], KEY)
        first = self.store.fill(broken.point.at - 1, written)
        with Serving(self.pages, 1, [], None, first) as serving:
            answer = serving.ask(form)
            broken.where = "the database" if answer.status != 303 else ""
            self._look(broken, answer)
        self.store.empty()
        with Serving(self.pages, 1, [], None) as serving:
            self._look_again(broken, serving.ask(form))

    def _look(self, broken: Break, answer: Answer) -> bool:
        """Whether the deed was done; notes what does not fit the answer."""
        deed, (done, _) = self.deeds[broken.point.deed], self.done(broken.point.deed)
        there = self._there(broken)
        self._note(broken, there == done)
        if answer.status == 0 and broken.point.how == "kill":  # nobody was told anything
            fits = there in (done, Story())
        else:
            fits = there == (done if answer.status == 303 else Story())
        if not fits:
            self._say(broken, f"answered with {answer.status or 'nothing'}", there)
        if answer.status == 503:
            self.counts["told that it was not saved"] += 1
            page = html.unescape(answer.page)
            if "Not saved" not in page or not all(words in page for words in deed.typed):
                self.wrong.append(f"{broken}: the words are not in {page[:300]!r}")
        elif answer.status != 303 and broken.point.how != "kill":
            self.wrong.append(f"{broken}: answered with {answer.status}")
        return there == done

    def _look_again(self, broken: Break, again: Answer) -> None:
        self.store.touched()
        there = self._there(broken)
        if again.status != 303 or there != self.done(broken.point.deed)[0]:
            self._say(broken, f"sent again, answered with {again.status}", there)

    def _note(self, broken: Break, kept: bool) -> None:
        self.store.touched()
        self.counts["points"] += bool(broken.where)
        self.counts["done all the same"] += kept
        if not broken.where and not kept and broken.point.deed in self.deeds:
            self.wrong.append(f"{broken}: it never came to this point, and nothing was done")

    def _there(self, broken: Break) -> Story:
        try:
            return story(self.before, self.store.rows(), self.done(broken.point.deed)[1])
        except AssertionError as error:
            self.wrong.append(f"{broken}: {error}")
            return Story()

    def _say(self, broken: Break, what: str, there: Story) -> None:
        done = self.done(broken.point.deed)[0]
        it_is = "it is done" if there == done else f"too much {there - done}, missing {done - there}"
        self.wrong.append(f"{broken}: {what}; {it_is}")


FEW = ["say with a file", "questions", "agreement", "ownership-commitments", "reflect-snapshots", *Programs.NAMES]


def set_up(folder: str, database_url: str, mail: int) -> str:
    """Load Django for an installation in this folder; returns the address of its database."""
    address = database_url or f"sqlite:///{folder}/ours.sqlite3"
    os.environ |= {
        "OURS_DATA": folder,
        "OURS_ADDRESS": "http://127.0.0.1",
        "OURS_SECRET_KEY": "only-for-tests",
        "OURS_SMTP_URL": f"smtp://127.0.0.1:{mail}",
        "OURS_LOG_LEVEL": "CRITICAL",
        "DATABASE_URL": address,
        "DJANGO_SETTINGS_MODULE": "ours.settings",
    }
    import django

    django.setup()
    return address


def main() -> int:
    reader = argparse.ArgumentParser()
    reader.add_argument("how", nargs="+", choices=[*FAULTS, "full"])
    reader.add_argument("--points", type=int, default=150, help="of each kind")
    reader.add_argument("--few", action="store_true", help="only a few deeds, and not all that can be looked at")
    reader.add_argument("--database-url", default="")
    reader.add_argument("--flaws", nargs="*", choices=list(FLAWS), default=[])
    reader.add_argument("--seed", type=int, default=1)
    told = reader.parse_args()
    chance, found = random.Random(told.seed), {}
    with tempfile.TemporaryDirectory(prefix="ours-crash-", dir=room()) as folder:
        postbox = Postbox(folder)
        try:
            address = set_up(folder, told.database_url, postbox.port)
            trial = Trial(address, postbox, thorough=not told.few, only=FEW if told.few else [])
            for how in told.how:
                trial.try_out(how, told.points, chance)
            for flaw in told.flaws:
                found[flaw] = len(trial.flawed(flaw, told.how[0], chance))
        finally:
            postbox.close()
        trial.store.close()
    print(json.dumps({**trial.counts, "wrong": len(trial.wrong), "noticed": found}))
    for sentence in trial.wrong[:20]:
        print("WRONG", sentence)
    return 1 if trial.wrong else 0


if __name__ == "__main__":
    sys.exit(main())
