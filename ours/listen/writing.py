"""The one place to write on the listening page: which form stands open there, for whom, about what.

A link opens a form (`?answer=17`, `?question=What would that change?`), so it works without JavaScript and a suggestion
is taken with one tap.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from ours.coach.advice import Span
from ours.listen import coaching, rules
from ours.listen.forms import AimForm, AnswerForm, AskForm, MarkForm, NeedForm, WrittenDownForm
from ours.listen.models import Aim, Channel, Question
from ours.listen.reading import Ladder, Wording
from ours.people.models import Seat

Typed = Mapping[str, Any] | None


@dataclass
class Writing:
    """An open form with what is needed to draw it."""

    kind: str  # ask, answer, differently, mark, need, aim
    form: forms.Form
    action: str
    title: str
    button: str
    about: Wording | None = None  # the answer it is about, shown above the form
    question: Question | None = None  # the question it answers, shown above the form
    hint: str = ""  # what the coach would choose, and why
    advice: list[Span] = field(default_factory=list)  # advice in the question that was typed
    newer: Wording | None = None  # what was said meanwhile in the place of the answer it is about


def opened(seat: Seat, address: Mapping[str, Any], ladder: Ladder) -> Writing | None:
    """The form that the page's address asks for, or the one that is next for this seat; None if there is none."""
    rung = {name: ladder.wording(_number(address.get(name))) for name in ("differently", "mark", "need", "about")}
    question = next((one for one in ladder.questions if one.pk == _number(address.get("answer"))), None)
    if question is not None:
        return answering(seat, ladder, question)
    if rung["differently"]:
        return differing(seat, ladder, rung["differently"])
    if address.get("aim") in Aim.Horizon.values:
        return aiming(ladder, address["aim"])
    if not rules.may_probe(seat):
        mine = next((one for one in ladder.open if one.asked_of_id in (None, seat.pk)), None)
        return answering(seat, ladder, mine) if mine else None
    if rung["mark"]:
        return marking(ladder, rung["mark"])
    if rung["need"]:
        return naming(ladder, rung["need"])
    about = rung["about"] or ladder.top
    return asking(ladder, initial={"words": address.get("question", ""), "about": about.rung.pk if about else ""})


def asking(ladder: Ladder, typed: Typed = None, *, initial: dict[str, Any] | None = None) -> Writing:
    """A question of the expert."""
    form = AskForm(
        typed,
        initial=initial,
        answers=[(one.rung.pk, one.rung.words) for one in ladder.wordings.values()],
        people=ladder.client_people,
    )
    return Writing("ask", form, _address(ladder, "questions"), _("Ask the next question"), _("Ask"))


def answering(seat: Seat, ladder: Ladder, question: Question, typed: Typed = None) -> Writing:
    """The answer to a question."""
    about = ladder.wording(question.about_id)
    before = about.rung.words if about and about.put_right_by is None else ""
    form = _answer_form(seat, ladder, typed, before=before, said_by=question.asked_of_id)
    action = _address(ladder, "answers", question_id=question.pk)
    title = _("Your answer") if not rules.may_probe(seat) else _("Write down the answer")
    return Writing("answer", form, action, title, _("Keep this answer"), about=about, question=question)


def differing(seat: Seat, ladder: Ladder, wording: Wording, typed: Typed = None) -> Writing:
    """An answer put differently; where that happened meanwhile, the newer words are shown beside."""
    now = ladder.current(wording)
    form = _answer_form(seat, ladder, typed, said_by=wording.rung.said_by_id)
    action = _address(ladder, "wordings", rung_id=now.rung.pk)
    newer = now if now is not wording else None
    title, button = _("Put it differently"), _("Keep both wordings")
    return Writing("differently", form, action, title, button, about=wording, question=wording.question, newer=newer)


def marking(ladder: Ladder, wording: Wording, typed: Typed = None) -> Writing:
    """What an answer names."""
    form = MarkForm(typed, initial={"kind": wording.kind})
    action = _address(ladder, "rung-mark", rung_id=wording.rung.pk)
    return Writing("mark", form, action, _("What does this answer name?"), _("Mark it"), about=wording)


def naming(ladder: Ladder, wording: Wording, typed: Typed = None) -> Writing:
    """The need, from the answer that says it."""
    now = ladder.current(wording)
    advised = coaching.verdict(ladder, now)
    form = NeedForm(typed, initial={"words": now.rung.words, "verdict": advised.verdict})
    action = _address(ladder, "need", rung_id=now.rung.pk)
    newer = now if now is not wording else None
    title, button = _("Name the need"), _("Name it")
    return Writing("need", form, action, title, button, about=wording, hint=advised.reason, newer=newer)


def aiming(ladder: Ladder, horizon: str, typed: Typed = None) -> Writing:
    """What is urgent, or what is ahead."""
    title = _("The relief wanted now") if horizon == Aim.Horizon.URGENT else _("The future it should serve")
    action = _address(ladder, "aim", horizon=horizon)
    return Writing("aim", AimForm(typed), action, title, _("Say it"))


def _answer_form(seat: Seat, ladder: Ladder, typed: Typed, *, said_by: int | None, before: str = "") -> AnswerForm:
    if not rules.may_probe(seat):
        return AnswerForm(typed, before=before)
    initial = {"said_by": said_by, "said_on": timezone.localdate(), "channel": Channel.MEETING}
    return WrittenDownForm(typed, initial=initial, before=before, people=ladder.client_people)


def _address(ladder: Ladder, name: str, **kwargs: Any) -> str:
    return reverse(name, kwargs={"problem_id": ladder.problem.pk, **kwargs})


def _number(text: Any) -> int | None:
    return int(text) if isinstance(text, str) and text.isascii() and text.isdigit() and len(text) < 20 else None
