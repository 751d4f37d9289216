"""Looking at oneself in a minute (R2): what one is attached to, what one wants to know, what one fears.

Four themes of three questions. Each answer is a number from 0 (no) to 3 (very much); in a question that is turned
round, 3 is what frees. A theme is told by the mean of its answers, and there is no sum of the four: they are different
things. Plain Python; the questions are written for this, after the practice.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from ours.reflect.kinds import HIGH

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

SCALE = [(0, _("no")), (1, _("a little")), (2, _("quite")), (3, _("very much"))]


@dataclass(frozen=True)
class Question:
    """One question. `turned`: a yes is what frees, so its answer counts the other way round."""

    key: str
    words: "_StrPromise"
    turned: bool = False


@dataclass(frozen=True)
class Theme:
    """One of the four. `told` says what a high line means; `then` is asked where it is high, or with `low` low."""

    key: str
    name: "_StrPromise"
    told: "_StrPromise"
    then: "_StrPromise"
    questions: tuple[Question, ...]
    low: bool = False

    def level(self, answers: Mapping[str, int]) -> float | None:
        """The mean of its answers, 0 to 3; None without any."""
        found = [
            HIGH - answers[one.key] if one.turned else answers[one.key] for one in self.questions if one.key in answers
        ]
        return sum(found) / len(found) if found else None

    def asks_on(self, answers: Mapping[str, int]) -> bool:
        """Whether its last question is worth asking now."""
        level = self.level(answers)
        return level is not None and (level <= 1.5 if self.low else level >= 1.5)


THEMES = (
    Theme(
        "outcome",
        _("The outcome"),
        _("High: the outcome has you. Low: you do your part and leave theirs to them."),
        _("What is the next right thing that you can do, whatever they make of it?"),
        (
            Question("outcome-fault", _("Would I call it my fault if they decided otherwise?")),
            Question("outcome-get", _("Am I trying to get somebody to do something?")),
            Question("outcome-same", _("Would I say the same if nothing could be sold?"), turned=True),
        ),
    ),
    Theme(
        "ego",
        _("Myself"),
        _("High: it is about you. Low: it is about them."),
        _("Where were they right, and have you told them so?"),
        (
            Question("ego-right", _("Do I want to be right more than I want to be of use?")),
            Question("ego-talk", _("Did I talk of us before I had asked about them?")),
            Question("ego-theirs", _("Could the best idea be theirs, and would I say it was?"), turned=True),
        ),
    ),
    Theme(
        "curiosity",
        _("Curiosity"),
        _("High: you want to know. Low: you believe you know."),
        _("What would you ask them if you were sure that there is a good reason for what they do?"),
        (
            Question("curious-stake", _("Could I say in their words what is at stake for them?")),
            Question("curious-fear", _("Do I know what they may be afraid of?")),
            Question("curious-changed", _("Did anything they said change my picture lately?")),
        ),
        low=True,
    ),
    Theme(
        "fear",
        _("My own fears"),
        _("High: fear is at the table with you. Low: it is not, or it has a name."),
        _("What exactly would happen then, and what would you do on the day after?"),
        (
            Question("fear-lose", _("Am I afraid of losing this: the order, the client, the good word?")),
            Question("fear-judged", _("Am I afraid of what somebody would think of me?")),
            Question("fear-enough", _("Am I afraid of not being good enough by my own measure?")),
        ),
    ),
)
QUESTIONS = {one.key: one for theme in THEMES for one in theme.questions}
