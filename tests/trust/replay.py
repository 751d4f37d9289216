"""What must be true of the words of one problem, told from its history alone: a second, small way to reckon it."""

from dataclasses import dataclass, field

from ours.frame import reading
from ours.frame.models import Agreement, Disagreement, Signer, Statement
from ours.people.models import Seat, Side
from ours.problem.acts import headline_of
from ours.problem.models import Chair, Event, Parking, Problem
from ours.problem.sentences import BY_ITSELF
from ours.table.course import course

Seen = set[tuple[int, int, str]]  # (seat, version, words) that a page showed to somebody


@dataclass
class Told:
    """The words as the events tell them, one by one."""

    sides: dict[int, str]
    version: int = 0
    asked: set[int] = field(default_factory=set)
    agreed: dict[tuple[int, int], int] = field(default_factory=dict)  # by (version, seat): the event
    against: dict[int, tuple[int, int, int]] = field(default_factory=dict)  # by disagreement: (version, seat, event)
    open: set[int] = field(default_factory=set)  # disagreements
    gone: set[int] = field(default_factory=set)
    wrong: list[str] = field(default_factory=list)
    due: bool = False  # the history must tell next that all have signed

    def stands(self, seat: int) -> bool:
        """Whether somebody has signed the newest words and has not disagreed with them since."""
        signed = self.agreed.get((self.version, seat))
        since = [
            event
            for version, by, event in (self.against[one] for one in self.open)
            if (version, by) == (self.version, seat)
        ]
        return signed is not None and not any(event > signed for event in since)

    def all_signed(self) -> bool:
        both = {self.sides[seat] for seat in self.asked} == set(Side.values)
        return bool(self.version) and both and all(self.stands(seat) for seat in self.asked)

    def take(self, event: Event, words: dict[int, Disagreement]) -> None:
        """One more event; `words` are all disagreements with words, by id."""
        if self.due and event.kind != "all_agreed":
            self.wrong.append(f"nobody was told that all had signed, before {event.kind}")
        self.due = False
        if event.seat_id in self.gone and event.kind not in BY_ITSELF:
            self.wrong.append(f"{event.kind} by somebody who had left")
        before = self.all_signed()
        self._follow(event, words)
        if event.kind in ("signers_chosen", "agreed", "settled", "set_aside"):
            self.due = self.all_signed() and not before

    def _follow(self, event: Event, words: dict[int, Disagreement]) -> None:
        told, seat = event.told, event.seat_id
        if event.kind == "worded":
            if told["version"] != self.version + 1:
                self.wrong.append(f"version {told['version']} after {self.version}")
            self.version = told["version"]
        elif event.kind == "signers_chosen":
            self.asked = set(told["seats"])
        elif event.kind == "agreed":
            if told["version"] != self.version or seat not in self.asked or (self.version, seat) in self.agreed:
                self.wrong.append(
                    f"version {told['version']} was signed; {self.version} counts, asked are {self.asked}"
                )
            self.agreed[told["version"], seat] = event.pk
        elif event.kind == "disagreed" and told["disagreement"] in words:
            if words[told["disagreement"]].statement.version != self.version:
                self.wrong.append("a disagreement with words that no longer counted")
            self.against[told["disagreement"]] = (self.version, seat, event.pk)
            self.open.add(told["disagreement"])
        elif event.kind == "settled":
            self.open.discard(told["disagreement"])
        elif event.kind == "set_aside":
            self.open -= {one for one in self.open if words[one].words == told["words"]}
        elif event.kind == "opinion_back":
            self.open |= {Parking.objects.get(pk=told["parking"]).disagreement} & self.against.keys()
        elif event.kind == "all_agreed" and not self.all_signed():
            self.wrong.append("all had signed, it says, and they had not")
        elif event.kind == "left_chair":
            self.gone.add(told["seat"])
        elif event.kind == "seated":
            self.gone.discard(told["seat"])


def wrong_about(problem_id: int, seen: Seen) -> list[str]:
    """Everything that cannot be and is, at this problem."""
    problem = Problem.objects.select_related("engagement", "client", "firm").get(pk=problem_id)
    events = list(Event.objects.filter(problem=problem).order_by("pk"))
    statements = list(Statement.objects.filter(problem=problem).order_by("version"))
    against = Disagreement.objects.filter(problem=problem).select_related("statement", "by")
    with_words = {one.pk: one for one in against if one.statement_id}
    told = Told(dict(Seat.objects.filter(firm=problem.firm).values_list("pk", "client")))
    told.sides = {pk: Side.CLIENT if client else Side.EXPERT for pk, client in told.sides.items()}
    for event in events:
        told.take(event, with_words)
    wrong = told.wrong + (["nobody was told that all had signed"] if told.due else [])
    for one in Agreement.objects.filter(statement__problem=problem).select_related("statement"):
        if (one.by_id, one.statement.version, one.statement.words) not in seen:
            wrong.append(f"a signature under version {one.statement.version}, which its signer was not shown")
    newest = statements[-1] if statements else None
    if [one.version for one in statements] != list(range(1, told.version + 1)):
        wrong.append(f"versions {[one.version for one in statements]} of {told.version}")
    now = {one.seat.pk: one.stands for one in reading.signatures(problem, newest)}
    if now != {seat: told.stands(seat) for seat in told.asked}:
        wrong.append("the signatures are not those that the history tells")
    if newest is not None and problem.headline != headline_of(newest.words):
        wrong.append("the headline is not of the newest words")
    if (problem.stage, problem.step, problem.move) != course(problem):
        wrong.append("the course is not where the records are")
    wrong += _about_disagreements(problem, list(against))
    seated = set(Chair.objects.filter(problem=problem, left_at=None).values_list("seat", flat=True))
    if not seated:
        wrong.append("nobody of the client sits there")
    if Signer.objects.filter(problem=problem, ended_at=None).count() != len(told.asked):
        wrong.append("somebody is asked twice")
    return wrong


def _about_disagreements(problem: Problem, against: list[Disagreement]) -> list[str]:
    wrong = []
    waiting = Parking.objects.filter(problem=problem, what=Parking.What.OPINION, returned_at=None)
    parked = sorted(waiting.values_list("disagreement", flat=True))
    if parked != sorted(one.pk for one in against if one.set_aside_at and not one.settled_at):
        wrong.append("what was set aside is not what comes back")
    burning = sorted(problem.signs.filter(kind="disagreed", cleared_at=None).values_list("ref", flat=True))
    if burning != sorted(one.pk for one in against if not one.set_aside_at and not one.settled_at):
        wrong.append("what burns is not what is open")
    return wrong
