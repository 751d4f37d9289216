"""Four ways a client can seem difficult, each as a guided way to a statement that has us in it (F7).

What seems to be somebody's fault is turned into what both do not have yet. Each way asks the same four things of its
own: what can be seen, our own part in it, what it may be like for them, and a first small step of ours. Then one of the
forms of a joint statement is filled. Plain Python; the words are for the firm's aside and for nowhere else.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

STEPS = ("seen", "ours", "theirs", "first")


@dataclass(frozen=True)
class Step:
    """One question of a way, with its reason."""

    key: str
    asks: "_StrPromise"
    why: "_StrPromise"


@dataclass(frozen=True)
class Pattern:
    """One of the four: how it looks, its questions in order, the forms of a statement that fit it, the first first."""

    key: str
    name: "_StrPromise"
    looks: "_StrPromise"
    steps: tuple[Step, ...]
    forms: tuple[str, ...]


PATTERNS: tuple[Pattern, ...] = (
    Pattern(
        "withholding",
        _("What is needed does not come"),
        _("We ask for figures, access or people, and they do not come, or not all of them."),
        (
            Step(
                "seen",
                _("What exactly is missing, since when, and what can we not do without it?"),
                _("A plain list leaves no room for a verdict about people."),
            ),
            Step(
                "ours",
                _("What have we not said: what it is for, who will see it, what will become of it?"),
                _("What seems withheld was often asked for without a reason that could be passed on."),
            ),
            Step(
                "theirs",
                _("What might it cost them to give it, and whom would they have to ask?"),
                _("Whoever gives something away looks at what could be done with it against them."),
            ),
            Step(
                "first",
                _("What could we show first, or begin with, while it is missing?"),
                _("Whoever begins to give is given to."),
            ),
        ),
        ("talking", "dependence", "not-knowing"),
    ),
    Pattern(
        "undecided",
        _("Nothing is decided, whatever the figures say"),
        _("More figures are asked for, and each time the decision moves on."),
        (
            Step(
                "seen",
                _("Which decision is open, since when, and what happens to both without it?"),
                _("Named like this it is a matter of both, and not a weakness of one."),
            ),
            Step(
                "ours",
                _("What have we made hard: too many ways out, too large a step, nothing agreed to measure it by?"),
                _("A decision waits as long as nobody has said what it is to be held against."),
            ),
            Step(
                "theirs",
                _("Who would have to answer for it if it went wrong, and before whom?"),
                _("Not deciding is often the only way left that cannot be held against anybody."),
            ),
            Step(
                "first",
                _("What is the smallest part that could be decided now and taken back later?"),
                _("A step that can be taken back needs less courage."),
            ),
        ),
        ("priorities", "time", "not-knowing"),
    ),
    Pattern(
        "frozen",
        _("Nothing moves"),
        _("Everybody agrees, and then nothing happens: out of politics, a worry, or something not known."),
        (
            Step(
                "seen",
                _("What was agreed and has not moved, and where does it stop each time?"),
                _("The place where it stops says more than the person who stands there."),
            ),
            Step(
                "ours",
                _("What do we take for granted that nobody there has been told or shown?"),
                _("What looks like unwillingness is often something that was never explained."),
            ),
            Step(
                "theirs",
                _("Whose good will do they depend on, and what would they risk with them by moving?"),
                _("Inside an organisation there are tables that we do not see."),
            ),
            Step(
                "first",
                _("What could we do ourselves that makes the next step safe for them?"),
                _("Whoever is frozen needs ground under the feet before an argument."),
            ),
        ),
        ("dependence", "not-knowing", "priorities"),
    ),
    Pattern(
        "arguing",
        _("Every point is argued, and some are listened to and others not"),
        _("What one of us says is turned down, and the same from somebody else is taken up."),
        (
            Step(
                "seen",
                _("Which points were argued lately, in which words, and what was taken up from whom?"),
                _("Word for word it can be read without taking sides."),
            ),
            Step(
                "ours",
                _("Where were they right, and who among us has gained from being listened to?"),
                _("Where some are preferred, two sides keep it so."),
            ),
            Step(
                "theirs",
                _("What have they been told before that did not hold, and what do they want to be asked about?"),
                _("Whoever argues still wants something from the other."),
            ),
            Step(
                "first",
                _("What can we agree to without reserve, and say so at the table?"),
                _("Common ground first; the rest stands on it."),
            ),
        ),
        ("pictures", "priorities", "talking"),
    ),
)
BY_KEY = {pattern.key: pattern for pattern in PATTERNS}
