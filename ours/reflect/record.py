"""What the shared record shows one does, held against the five levels (R3). The rules stand on the page, with evidence.

Each rule asks something of a problem that can be answered from its Events: whether it applies there, and whether it was
so. It holds where it was so at HALF of the problems to which it applies, and says nothing below FEWEST of them. A level
is shown where each of its rules that says something holds, and at least one does, and all levels below are shown.
Nothing private goes in: the same rules over everybody's deeds give the level of the firm.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TYPE_CHECKING

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from ours.people.models import Seat, Side
from ours.problem.access import visible_problems
from ours.problem.models import Event, Problem

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

NEWEST = 200  # problems that are looked at
FEWEST = 3  # problems below which a rule says nothing
HALF = 0.5
SHOWN = 3  # problems that are named for and against a rule

PROPOSED = frozenset({"prescribed", "prescribed_early", "option_proposed", "option_early"})
EARLY = frozenset({"prescribed_early", "option_early"})
ASKED = frozenset({"asked", "listening_began", "ideas_asked"})
TOLD = frozenset({"answered", "overturned", "idea_given", "confirmed"})
KEPT, MISSED = "commitment_kept", "commitment_missed"
AHEAD = frozenset({"need_named", "ahead_said", "opens_up"})
MEASURED = frozenset({"measure_set", "measure_replaced"})
ENDED = frozenset({"solved", "solved_enough"})
AFTER = frozenset({"ask_again_proposed", "ask_again_agreed"})
ABLE = frozenset({"taught", "coached"})  # ways of working that make the next order unlikely
KINDS = sorted(
    PROPOSED | ASKED | TOLD | AHEAD | MEASURED | ENDED | AFTER
    | {KEPT, MISSED, "heard", "played_back", "able", "way_proposed", "committed", "said", "worded", "option_held"}
)  # fmt: skip


@dataclass(frozen=True)
class Deed:
    """One Event as the rules read it. `mine`: done by whom the record is asked about; `ours`: by the firm's side."""

    kind: str
    at: datetime
    mine: bool
    ours: bool
    way: str = ""


Deeds = Sequence[Deed]


def _proposed(deeds: Deeds) -> bool:
    return any(one.mine and one.kind in PROPOSED for one in deeds)


def _asked_first(deeds: Deeds) -> bool:
    """Somebody of us had asked, and had been told something, before I first proposed a way out."""
    asked = told = False
    for one in deeds:
        if one.mine and one.kind in PROPOSED:
            return asked and told
        asked = asked or (one.ours and one.kind in ASKED)
        told = told or one.kind in TOLD
    return False


def _any(kinds: Iterable[str], *, mine: bool = True) -> Callable[[Deeds], bool]:
    wanted = frozenset(kinds)
    return lambda deeds: any(one.kind in wanted and (one.mine or not mine) for one in deeds)


def _present(deeds: Deeds) -> bool:
    return any(one.mine for one in deeds)


def _gave_away(deeds: Deeds) -> bool:
    return any(one.mine and (one.kind == "able" or one.way in ABLE) for one in deeds)


@dataclass(frozen=True)
class Rule:
    """One rule: which level it speaks for, what it says, where it applies and when it was so."""

    key: str
    level: int
    words: "_StrPromise"
    basis: "_StrPromise"
    applies: Callable[[Deeds], bool]
    so: Callable[[Deeds], bool]


RULES = (
    Rule(
        "asked",
        2,
        _("Asked before proposing"),
        _("Where a way out was proposed: had they been asked, and had they answered, before?"),
        _proposed,
        _asked_first,
    ),
    Rule(
        "patient",
        2,
        _("Waited with proposals until both states were named"),
        _("Where a way out was proposed: was none of them marked as early?"),
        _proposed,
        lambda deeds: not _any(EARLY)(deeds),
    ),
    Rule(
        "heard",
        3,
        _("Read back what was said until they felt heard"),
        _("Where they were asked or a listening session was held: did somebody say “you heard me”?"),
        _any(ASKED),
        _any({"heard"}, mine=False),
    ),
    Rule(
        "kept",
        3,
        _("Kept what was promised"),
        _("Where a commitment came to its end: was none of them missed?"),
        _any({KEPT, MISSED}),
        lambda deeds: not _any({MISSED})(deeds),
    ),
    Rule(
        "measured",
        4,
        _("Measured what it is to bring the client"),
        _("Where a way out was proposed: is there a measure with what is wanted?"),
        _proposed,
        _any(MEASURED, mine=False),
    ),
    Rule(
        "ahead",
        4,
        _("Looked beyond the request"),
        _("Where anything was done: was the need named, or what it should serve, or what it opens up?"),
        _present,
        _any(AHEAD, mine=False),
    ),
    Rule(
        "gave",
        5,
        _("Shared what costs revenue"),
        _("Where anything was done: was it taught or coached, or noted what they can now do without help?"),
        _present,
        _gave_away,
    ),
    Rule(
        "after",
        5,
        _("Asked after the end whether it lasted"),
        _("Where the client said that it is solved: was a day proposed to ask again?"),
        lambda deeds: _present(deeds) and _any(ENDED, mine=False)(deeds),
        _any(AFTER, mine=False),
    ),
)


@dataclass
class Found:
    """A rule with its evidence: the problems to which it applies, parted in where it was so and where not."""

    rule: Rule
    so: list[int] = field(default_factory=list)
    not_so: list[int] = field(default_factory=list)

    @property
    def of(self) -> int:
        """To how many problems it applies."""
        return len(self.so) + len(self.not_so)

    @property
    def holds(self) -> bool | None:
        """Whether it holds; None with too few problems to say."""
        return len(self.so) >= HALF * self.of if self.of >= FEWEST else None


@dataclass
class Shown:
    """What the record shows of one client, or of all: the level (None: too little yet) and each rule with evidence."""

    found: list[Found]
    problems: int

    @property
    def level(self) -> int | None:
        if all(one.holds is None for one in self.found):
            return None
        reached = 1
        for level in range(2, 6):
            says = [one.holds for one in self.found if one.rule.level == level and one.holds is not None]
            if not says or not all(says):
                break
            reached = level
        return reached


@dataclass
class Record:
    """The problems that were looked at, the newest first, with their deeds."""

    problems: dict[int, Problem]
    deeds: dict[int, list[Deed]]

    def shown(self, *, client: int | None = None, within: "tuple[datetime, datetime] | None" = None) -> Shown:
        """What it shows, of one client or of a span of time (by the first deed of those it is asked about) if given."""
        told = {
            number: deeds
            for number, deeds in self.deeds.items()
            if (client is None or self.problems[number].client_id == client) and (within is None or _in(deeds, within))
        }
        found = [Found(rule) for rule in RULES]
        for number, deeds in told.items():
            for one in found:
                if one.rule.applies(deeds):
                    (one.so if one.rule.so(deeds) else one.not_so).append(number)
        return Shown(found, len(told))

    def clients(self) -> list[tuple[int, str]]:
        """The clients with something done for them, id and name, by name."""
        told = {(self.problems[one].client_id, self.problems[one].client.name) for one in self.deeds}
        return sorted(told, key=lambda one: one[1].lower())


def record_of(seat: Seat) -> Record:
    """What one has done oneself, at the newest problems one can read."""
    return _record(visible_problems(seat), seat)


def record_of_firm(seat: Seat) -> Record:
    """What the firm's side has done, at the newest problems that this seat can read: for its owner the whole firm."""
    return _record(visible_problems(seat), None)


def _record(problems: "QuerySet[Problem]", seat: Seat | None) -> Record:
    newest = {one.pk: one for one in problems.select_related("client").order_by("-pk")[:NEWEST]}
    rows = Event.objects.filter(problem__in=list(newest), kind__in=KINDS).order_by("problem", "pk")
    deeds: dict[int, list[Deed]] = {}
    for problem, by, side, kind, at, told in rows.values_list("problem", "seat", "side", "kind", "at", "told"):
        ours = side == Side.EXPERT
        mine = ours if seat is None else by == seat.pk
        way = told.get("way", "") if kind == "way_proposed" else ""
        way = way.get("t", "") if isinstance(way, dict) else str(way)
        deeds.setdefault(problem, []).append(Deed(kind, at, mine, ours, way))
    return Record(newest, {number: found for number, found in deeds.items() if _present(found)})


def _in(deeds: Deeds, within: tuple[datetime, datetime]) -> bool:
    first = next(one.at for one in deeds if one.mine)
    return within[0] <= first < within[1]


def quarters(now: datetime, many: int = 4) -> list[tuple[datetime, datetime]]:
    """The last quarters of a year up to this one, as (begin, end), the earliest first; in the zone of `now`."""
    begin = now.replace(month=3 * ((now.month - 1) // 3) + 1, day=1, hour=0, minute=0, second=0, microsecond=0)
    spans = []
    end = _months_on(begin, 3)
    for _number in range(many):
        spans.append((begin, end))
        begin, end = _months_on(begin, -3), begin
    return spans[::-1]


def _months_on(day: datetime, months: int) -> datetime:
    number = day.year * 12 + day.month - 1 + months
    return day.replace(year=number // 12, month=number % 12 + 1)
