"""The ladder as it stands: what was asked and answered, how the answers hang together, up to the need (L2, L4)."""

from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from ours.coach.rung import Reading, read_answer
from ours.listen.models import Aim, Confirmation, Need, Question, Request, Rung, RungKind, RungMark
from ours.people.models import Seat, Side
from ours.problem.access import readers
from ours.problem.models import Problem
from ours.templating import day


@dataclass
class Wording:
    """One answer as it was given, with what was said about it since."""

    rung: Rung
    question: Question
    confirmations: list[Confirmation]
    put_right_by: Rung | None  # the later answer that overturned this one
    marked: str = ""  # what an expert took it to be, empty while nobody said
    marked_by: str = ""

    @cached_property
    def reading(self) -> Reading:
        """What the text seems to name: a suggestion to the expert, with the words it rests on."""
        return read_answer(self.rung.words, self.question.words)

    @property
    def marked_as(self) -> str:
        """The mark in words: "an outcome"."""
        return str(RungKind(self.marked).label)

    @property
    def reads_as(self) -> str:
        """The reading in words."""
        return str(RungKind(self.reading.kind).label)

    @property
    def kind(self) -> str:
        """What it names: as marked, or else as read."""
        return self.marked or self.reading.kind

    @property
    def in_person(self) -> bool:
        return self.rung.by_id == self.rung.said_by_id

    def confirmed_by(self, seat: Seat) -> bool:
        return any(confirmation.by_id == seat.pk for confirmation in self.confirmations)


@dataclass
class Step:
    """One step of the ladder: an answer with the wordings it had before, and the lines that lead elsewhere from it."""

    wordings: list[Wording]  # oldest first
    branches: list[list["Step"]] = field(default_factory=list)

    @property
    def now(self) -> Wording:
        """The wording that counts."""
        return next((one for one in reversed(self.wordings) if one.put_right_by is None), self.wordings[-1])


@dataclass
class Ladder:
    """Everything on the way from the request to the need. All lists are in the order in which it was said."""

    problem: Problem
    request: Request | None
    questions: list[Question]
    wordings: dict[int, Wording]  # by rung
    line: list[Step]  # from the request up to the need, or to what was said last
    branches: list[list[Step]]  # lines that lead elsewhere from the request itself
    needs: list[Need]
    aims: dict[str, list[Aim]]  # by horizon, newest first
    people: list[Seat]  # who reads this table

    @property
    def words(self) -> str:
        """The request's own words."""
        return self.request.words if self.request else self.problem.headline

    @property
    def need(self) -> Need | None:
        return self.needs[-1] if self.needs else None

    @property
    def top(self) -> Wording | None:
        """The answer to ask on from: the end of the line."""
        return self.line[-1].now if self.line else None

    @cached_property
    def open(self) -> list[Question]:
        """Questions that nobody has answered yet."""
        answered = {wording.question.pk for wording in self.wordings.values()}
        return [question for question in self.questions if question.pk not in answered]

    @property
    def unconfirmed(self) -> list[Wording]:
        """Answers that somebody wrote down for somebody, that count still, and that no client person has confirmed."""
        return [
            one
            for one in self.wordings.values()
            if not one.in_person and not one.confirmations and one.put_right_by is None
        ]

    @property
    def client_people(self) -> list[Seat]:
        """Who of the client's side sits at this table, people and placeholders."""
        return [seat for seat in self.people if seat.side == Side.CLIENT]

    @property
    def unheard(self) -> list[Seat]:
        """Who of the client's side sits here and has not said anything yet (L6)."""
        heard = {wording.rung.said_by_id for wording in self.wordings.values()}
        heard.add(self.request.asked_by_id if self.request else self.problem.opened_by_id)
        return [seat for seat in self.client_people if seat.pk not in heard]

    @property
    def reader_names(self) -> list[str]:
        return [seat.name for seat in self.people if seat.person_id is not None]

    def wording(self, rung_id: int | None) -> Wording | None:
        """The answer with this id; None if there is none here."""
        return self.wordings.get(rung_id) if rung_id is not None else None

    def is_need(self, step: Step) -> bool:
        """Whether the need was named from this step."""
        return self.need is not None and any(one.rung.pk == self.need.rung_id for one in step.wordings)

    @property
    def need_put_right(self) -> bool:
        """Whether the answer that the need was named from was put right since."""
        return self.need is not None and self.wordings[self.need.rung_id].put_right_by is not None

    def current(self, wording: Wording) -> Wording:
        """The wording that counts in the place of this one: what put it right, and what put that right."""
        while wording.put_right_by is not None:
            wording = self.wordings[wording.put_right_by.pk]
        return wording


def ladder_of(problem: Problem) -> Ladder:
    """Read the ladder of a problem in 7 queries, however long it is."""
    questions = list(Question.objects.filter(problem=problem).select_related("by", "asked_of").order_by("at", "pk"))
    marks = RungMark.objects.filter(rung=OuterRef("pk")).order_by("-at", "-pk")
    rungs = list(
        Rung.objects.filter(problem=problem)
        .select_related("said_by", "by")
        .annotate(mark_kind=Subquery(marks.values("kind")[:1]), marked_by=Subquery(marks.values("by__name")[:1]))
        .order_by("at", "pk")
    )
    confirmed = defaultdict(list)
    for one in Confirmation.objects.filter(rung__problem=problem).select_related("by").order_by("at", "pk"):
        confirmed[one.rung_id].append(one)
    aims = defaultdict(list)
    for aim in Aim.objects.filter(problem=problem).select_related("by").order_by("-at", "-pk"):
        aims[aim.horizon].append(aim)
    needs = list(Need.objects.filter(problem=problem).select_related("by").order_by("at", "pk"))
    asked = {question.pk: question for question in questions}
    put_right = {rung.overturns_id: rung for rung in rungs if rung.overturns_id}
    wordings = {
        rung.pk: Wording(
            rung,
            asked[rung.question_id],
            confirmed[rung.pk],
            put_right.get(rung.pk),
            marked=rung.mark_kind or "",
            marked_by=rung.marked_by or "",
        )
        for rung in rungs
    }
    lines = _lines(wordings, needs[-1].rung_id if needs else None)
    return Ladder(
        problem=problem,
        request=Request.objects.filter(problem=problem).select_related("asked_by").order_by("at", "pk").first(),
        questions=questions,
        wordings=wordings,
        line=lines[0] if lines else [],
        branches=lines[1:],
        needs=needs,
        aims={horizon: aims[horizon] for horizon in Aim.Horizon.values},
        people=list(readers(problem)),
    )


def _lines(wordings: dict[int, Wording], need: int | None) -> list[list[Step]]:
    """The lines that begin at the request, first the one that leads to the need or, without, to what was said last."""

    # Nothing here leans on the order in time: clocks go back now and then, what stands on what does not.
    def first_of(pk: int) -> int:
        while (before := wordings[pk].rung.overturns_id) is not None:
            pk = before
        return pk

    steps: dict[int, Step] = {}
    for pk, wording in wordings.items():
        steps.setdefault(first_of(pk), Step([])).wordings.append(wording)
    below: dict[int, int | None] = {}
    above: dict[int | None, list[int]] = defaultdict(list)
    for pk in steps:
        parent = wordings[pk].rung.parent_id
        below[pk] = first_of(parent) if parent else None
        above[below[pk]].append(pk)

    # How far each step leads: to the need first of all, then to what was said last.
    reach = {
        pk: (any(one.rung.pk == need for one in step.wordings), max(one.rung.at for one in step.wordings))
        for pk, step in steps.items()
    }
    for pk in steps:
        far, foot = reach[pk], below[pk]
        while foot is not None and reach[foot] < far:
            reach[foot] = far
            foot = below[foot]

    def lines_from(pk: int | None) -> list[list[Step]]:
        return [line(child) for child in sorted(above[pk], key=lambda child: reach[child], reverse=True)]

    def line(pk: int) -> list[Step]:
        found: list[Step] = []
        ahead: int | None = pk
        while ahead is not None:
            step = steps[ahead]
            found.append(step)
            nearest = max(above[ahead], key=lambda child: reach[child], default=None)
            step.branches = [line(child) for child in above[ahead] if child != nearest]
            ahead = nearest
        return found

    return lines_from(None)


def began(ladder: Ladder) -> dict[str, str]:
    """How it began, for the foot of the stair: `how` a sentence, `words` the request's own."""
    if ladder.request:
        request = ladder.request
        how = _("It began on %(day)s, %(channel)s, from %(name)s") % {
            "day": day(request.asked_at),
            "channel": request.get_channel_display(),
            "name": request.asked_by.name,
        }
    else:
        name = next((seat.name for seat in ladder.people if seat.pk == ladder.problem.opened_by_id), "")
        facts = {"day": day(ladder.problem.opened_at), "name": name}
        how = (_("It began on %(day)s, from %(name)s") if name else _("It began on %(day)s")) % facts
    return {"how": how, "words": ladder.words}


def stair(ladder: Ladder) -> list[dict[str, object]]:
    """The line as `parts/stair.html` draws it."""
    return [_stair_rung(step, ladder) for step in ladder.line]


def _stair_rung(step: Step, ladder: Ladder) -> dict[str, object]:
    now = step.now
    last = now.confirmations[-1] if now.confirmations else None
    names = ", ".join(confirmation.by.name for confirmation in now.confirmations)
    return {
        "words": now.rung.words,
        "kind": now.marked_as if now.marked else "",
        "confirmed": f"{names}, {day(last.at)}" if last else "",
        "said": _("said by %(name)s") % {"name": now.rung.said_by.name},
        "overturned": "",
        "need": ladder.is_need(step),
        "branches": [line[-1].now.rung.words for line in step.branches],
    }
