"""What the coach says to the ladder: questions to ask next, advice in a question, how far off the request was.

The coach knows no records; this is the only place that turns ours into its and back.
"""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ours.coach import questions
from ours.coach.advice import Span, advice_in
from ours.coach.questions import Suggested
from ours.coach.verdict import Suggestion, kept_words, suggest_verdict
from ours.listen.models import Aim
from ours.listen.reading import Ladder, Wording


def suggested(ladder: Ladder) -> list[Suggested]:
    """What to ask next, each with its reason, from the state of this ladder (L3)."""
    rungs = tuple(
        questions.RungState(
            id=one.rung.pk,
            parent_id=one.rung.parent_id,
            question=one.question.words,
            answer=one.rung.words,
            kind=one.kind,
            person=one.rung.said_by.name,
            confirmed=bool(one.confirmations) or one.in_person,
            overturned=one.put_right_by is not None,
        )
        for one in ladder.wordings.values()
    )
    state = questions.Ladder(
        request=ladder.words,
        rungs=rungs,
        unheard=tuple(seat.name for seat in ladder.unheard),
        has_ahead=bool(ladder.aims[Aim.Horizon.AHEAD]),
        has_urgent=bool(ladder.aims[Aim.Horizon.URGENT]),
    )
    waiting = {question.words for question in ladder.open}
    return [one for one in questions.next_questions(state, translate=_) if one.text not in waiting]


def unless_anyway(typed: Mapping[str, Any], words: str) -> list[Span]:
    """The advice in a question (L5), unless whoever asks has read about it and asks anyway."""
    return [] if "anyway" in typed else advice_in(words)


def verdict(ladder: Ladder, wording: Wording) -> Suggestion:
    """How far off the request was, were this answer the need; a suggestion with its reason (L4)."""
    return suggest_verdict(ladder.words, wording.rung.words)


def distance(ladder: Ladder) -> str:
    """How far it was from the request to the need, in a sentence; empty while no need is named."""
    need = ladder.need
    if need is None:
        return ""
    rounds = ngettext("%(n)d round of questions", "%(n)d rounds of questions", need.rounds) % {"n": need.rounds}
    kept, of = kept_words(ladder.words, need.words)
    if of == 0:
        return rounds
    return _("%(rounds)s; %(kept)d of the request's %(of)d telling words are still in it") % {
        "rounds": rounds,
        "kept": kept,
        "of": of,
    }
