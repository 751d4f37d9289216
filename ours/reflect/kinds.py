"""What can be written in the private room. Each kind is sealed whole; nothing of it is a column.

Whom or what something is about is kept as a reference ("client:17") with the name it had then, inside the seal: the
database knows no link from here to a client, a person or a problem.
"""

from dataclasses import asdict, dataclass, field, fields
from datetime import date, datetime
from typing import Any, ClassVar

LOW, HIGH = 0, 3  # an answer of a self-diagnosis: no, a little, quite, very much


@dataclass(kw_only=True)
class Entry:
    """One entry as its author reads it. `id` and `at` say which and when; `changed_at` when it was changed last."""

    kind: ClassVar[str] = ""

    id: int = 0
    at: datetime
    changed_at: datetime | None = None

    def said(self) -> dict[str, Any]:
        """What is sealed of it, ready for JSON."""
        told = {name: value for name, value in asdict(self).items() if name != "id"}
        return {"kind": self.kind} | {name: _out(value) for name, value in told.items()}


@dataclass(kw_only=True)
class Snapshot(Entry):
    """A snapshot of one's thoughts (R1)."""

    kind: ClassVar[str] = "snapshot"

    words: str
    about: str = ""  # "client:17", "person:4", "problem:9" or empty
    name: str = ""  # its name then


@dataclass(kw_only=True)
class Diagnosis(Entry):
    """Answers about oneself (R2): by question, LOW to HIGH; what was left out is not there."""

    kind: ClassVar[str] = "diagnosis"

    answers: dict[str, int] = field(default_factory=dict)
    words: str = ""


@dataclass(kw_only=True)
class Placing(Entry):
    """Where somebody sees themselves among the five levels (R3), with one client or, without one, overall."""

    kind: ClassVar[str] = "placing"

    level: int
    words: str = ""
    about: str = ""
    name: str = ""


@dataclass(kw_only=True)
class Mending(Entry):
    """Trust of one named person that was lost, and its way back (R4). Steps, signs and days stand one on a line."""

    kind: ClassVar[str] = "mending"

    name: str
    about: str = ""
    happened: str = ""
    lost: str = ""
    own: str = ""
    steps: list[str] = field(default_factory=list)
    signs: list[str] = field(default_factory=list)
    seen: list[list[str]] = field(default_factory=list)  # [day, what was seen], the newest last
    days: list[date] = field(default_factory=list)  # when to look again
    mended_at: datetime | None = None


@dataclass(kw_only=True)
class Lesson(Entry):
    """A lesson best kept to oneself (R5). `patterns` are keys of `lessons.PATTERNS`."""

    kind: ClassVar[str] = "lesson"

    words: str
    about: str = ""
    name: str = ""
    patterns: list[str] = field(default_factory=list)


KINDS: dict[str, type[Entry]] = {one.kind: one for one in (Snapshot, Diagnosis, Placing, Mending, Lesson)}


def entry_of(number: int, said: dict[str, Any]) -> Entry:
    """The entry with this id from what was sealed. Raises KeyError for a kind that is not known."""
    kind = KINDS[said["kind"]]
    known = {one.name for one in fields(kind)}
    told = {name: _in(name, value) for name, value in said.items() if name in known}
    return kind(**{**told, "id": number})


def _out(value: Any) -> Any:
    if isinstance(value, date):  # a datetime is one as well
        return value.isoformat()
    if isinstance(value, list):
        return [_out(one) for one in value]
    return value


def _in(name: str, value: Any) -> Any:
    if value is not None and (name == "at" or name.endswith("_at")):
        return datetime.fromisoformat(value)
    return [date.fromisoformat(one) for one in value] if name == "days" else value
