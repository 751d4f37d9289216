"""A firm's cases as each process holds them: files that were made of all traces, and what has changed since.

The rows are the truth. Files belong to a number of the firm's count of changes; traces with a later number are read
from the database and held beside them. When these become many, the files are made anew, by whoever notices first: the
import and the worker mostly.
"""

import fcntl
import logging
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import lru_cache
from pathlib import Path
from threading import Lock

from django.conf import settings
from django.db.models import QuerySet

from ours.meaning.index import Asked, Index, Near, Text
from ours.table.similar.models import CaseTrace, TraceCount

log = logging.getLogger(__name__)

MANY = 2000  # traces that a process holds beside the files; with more, the files are made anew
SOME = 200  # with so many the worker makes them anew


class Nearby:
    """The cases of one firm, as this process knows them."""

    def __init__(self, firm_id: int, key: int) -> None:
        self.firm_id = firm_id
        self.folder = Path(settings.DATA) / "similar" / str(key)
        self.number = -1
        self._base = Index.build([])
        self._base_number = 0
        self._later = self._base
        self._lock = Lock()

    def refresh(self, number: int, *, many: int = MANY) -> None:
        """Know everything up to this number."""
        with self._lock:
            if number == self.number and len(self._later) <= many:
                return
            if self.number < 0 or number < self._base_number:
                self._open(number)
            later = self._texts_after(self._base_number, many)
            if later is None:
                self._make(number, many)
                later = self._texts_after(self._base_number, None) or []
            self._later = Index.build(later, like=self._base if len(self._base) else None)
            self.number = number

    def nearest(self, what: Asked, limit: int) -> list[Near]:
        """The nearest cases, at most so many; their rows may have gone meanwhile."""
        base, later = self._base, self._later
        newer = set(later.keys.tolist())
        found = [one for one in base.nearest(what, limit + len(newer)) if one.key not in newer]
        found += later.nearest(what, limit)
        return sorted(found, key=lambda one: (-one.score, -one.number))[:limit]

    @property
    def has_meanings(self) -> bool:
        """Whether meanings are known of any of them."""
        return self._base.has_meanings or self._later.has_meanings

    @property
    def behind(self) -> int:
        """How many traces are held beside the files."""
        return len(self._later)

    def _traces(self) -> "QuerySet[CaseTrace]":
        return CaseTrace.objects.filter(firm_id=self.firm_id).exclude(case__shown="")

    def _texts(self, traces: "QuerySet[CaseTrace]") -> Iterator[Text]:
        rows = traces.values_list("case_id", "number", "case__shown_title", "case__shown_text", "meanings")
        for case, number, title, words, meanings in rows.iterator(chunk_size=1000):
            yield Text(case, number, as_looked_for(title, words), bytes(meanings or b""))

    def _texts_after(self, number: int, many: int | None) -> list[Text] | None:
        """What has changed after this number; None if that is more than so many."""
        traces = self._traces().filter(number__gt=number).order_by("number", "pk")
        found = list(self._texts(traces if many is None else traces[: many + 1]))
        return None if many is not None and len(found) > many else found

    def _open(self, number: int) -> None:
        """Take the newest files that are not of the future (as they are after a backup was put back)."""
        self._base, self._base_number = Index.build([]), 0
        for file_number, folder in sorted(self._files(), reverse=True):
            if file_number <= number:
                try:
                    self._base, self._base_number = Index.open(folder), file_number
                    return
                except (OSError, ValueError, KeyError):
                    continue  # made by another version, or just taken away by whoever made newer ones

    def _make(self, number: int, many: int) -> None:
        """Make the files anew, or take those that another process has made meanwhile."""
        try:
            with self._alone():
                self._open(number)
                if self._base_number and self._texts_after(self._base_number, many) is not None:
                    return
                self._base, self._base_number = Index.build(self._texts(self._traces().order_by("pk"))), number
                self._save(number)
        except OSError as error:
            log.warning("The files of similar cases cannot be written: %s", error)
            if self._base_number != number:
                self._base, self._base_number = Index.build(self._texts(self._traces().order_by("pk"))), number

    def _save(self, number: int) -> None:
        fresh = self.folder / f"new-{os.getpid()}"
        shutil.rmtree(fresh, ignore_errors=True)
        fresh.mkdir()
        self._base.save(fresh)
        ready = self.folder / str(number)
        shutil.rmtree(ready, ignore_errors=True)
        fresh.rename(ready)
        self._base = Index.open(ready)
        # Who has older files open goes on with them: what is mapped stays until it is let go.
        for other in self.folder.iterdir():
            if other.is_dir() and other != ready:
                shutil.rmtree(other, ignore_errors=True)

    def _files(self) -> list[tuple[int, Path]]:
        with suppress(OSError):
            return [(int(one.name), one) for one in self.folder.iterdir() if one.name.isdigit()]
        return []

    @contextmanager
    def _alone(self) -> Iterator[None]:
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def as_looked_for(title: str, words: str) -> str:
    """The words of a case in which others are looked for: with its title, unless its words begin with that."""
    return words if words.startswith(title.rstrip("….")) else f"{title}\n{words}"


_nearby = lru_cache(maxsize=64)(Nearby)


def nearby(firm_id: int, count: tuple[int, int], *, many: int = MANY) -> Nearby:
    """The cases of a firm as they are at this count (`traces.count_of`). No statement where nothing has changed."""
    found = _nearby(firm_id, count[0])
    found.refresh(count[1], many=many)
    return found


def keep_up() -> int:
    """Make files anew that have fallen behind. For the worker and after an import; returns for how many firms."""
    made = 0
    for firm_id, key, number in TraceCount.objects.values_list("firm_id", "key", "number"):
        if nearby(firm_id, (key, number)).behind > SOME:
            nearby(firm_id, (key, number), many=SOME)
            made += 1
    return made
