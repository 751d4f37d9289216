"""The sentences of the questions to ask next (L3): for each rule its reason and several ways of asking.

They are open questions in plain words, for a talk as well as for a letter. `{words}` stands for a few of the client's
own words in quotation marks, `{who}` for a name. Several ways keep a ladder from repeating itself.
"""

from dataclasses import dataclass

from .text import N_


@dataclass(frozen=True, slots=True)
class Asking:
    """Why to ask and how. `once`: after one of the ways was used with the same words, the others say nothing new."""

    reason: str
    ways: tuple[str, ...]
    once: bool = False


RULES = {
    "begin": Asking(
        N_("Nothing has been asked yet: a request is taken to be not yet the need."),
        (
            N_("What is driving this request: {words}?"),
            N_("What happened that made you ask for this now: {words}?"),
            N_("You asked for {words}. What would be different for you once it is there?"),
        ),
    ),
    "overturned": Asking(
        N_("The last answer puts an earlier one differently: what changed is worth knowing."),
        (
            N_("Now you say {words}. What has changed in how you see it?"),
            N_("What made you put it this way: {words}?"),
            N_("What of the earlier answer still holds, next to {words}?"),
        ),
        once=True,
    ),
    "whole": Asking(
        N_("An outcome, a measure and what is at stake are there and confirmed: read it back, this may be the need."),
        (
            N_("This is what I heard: {words}. How close is that to what you really need?"),
            N_("Let me read it back: {words}. What is missing from it, or not quite right, as the need?"),
        ),
        once=True,
    ),
    "unclear": Asking(
        N_("The last answer does not say yet what it is about."),
        (
            N_("What happened the last time this came up?"),
            N_("What would I have seen if I had been there?"),
            N_("You said {words}. What comes to mind first when you think of it?"),
            N_("Where does this show in an ordinary week?"),
        ),
    ),
    "tactic": Asking(
        N_("The last answer still names a means."),
        (
            N_("You said {words}. What would that make possible for you?"),
            N_("Suppose it is done, {words}: what is different the week after?"),
            N_("What is it about {words} that matters to you?"),
            N_("What is happening today that made you think of {words}?"),
        ),
    ),
    "constraint": Asking(
        N_("Something is named that binds: whose it is, and whether it is a fact or an assumption, is not said yet."),
        (
            N_("You said {words}. Whose decision is behind that, and who else lives with it?"),
            N_("What do we know for a fact about {words}, and what do we take for granted?"),
            N_("Where does it come from that {words}, and when was it last different?"),
        ),
    ),
    "stake": Asking(
        N_("Somebody said what it means for a person: give it room before going on."),
        (
            N_("You said {words}. What would it mean for you if it stayed as it is?"),
            N_("How long has that been on your mind: {words}?"),
            N_("When you think of {words}, what weighs most?"),
        ),
    ),
    "no-measure": Asking(
        N_("An outcome is named, and nothing yet by which you would notice it."),
        (
            N_("You said {words}. How would you notice that it is changing?"),
            N_("Where does that stand today, as a number if there is one: {words}?"),
            N_("Of {words}, how much is there now, and how much would be enough?"),
            N_("When you last looked at {words}, what did you see?"),
        ),
    ),
    "measure": Asking(
        N_("A number is named: what happens at the good and the bad end of it is not said yet."),
        (
            N_("You said {words}. What happens on a day when that is at its worst?"),
            N_("What would it have to be instead of {words}, and what could you do then that you cannot do now?"),
            N_("Where does that figure come from, and since when has it been like that: {words}?"),
        ),
    ),
    "no-outcome": Asking(
        N_("What should come of it is not said yet."),
        (
            N_("You said {words}. What would be different around you if that were settled?"),
            N_("What stands behind {words}?"),
            N_("If that were as it ought to be, {words}, what would you see?"),
        ),
    ),
    "no-person": Asking(
        N_("It is not said yet for whom it matters."),
        (
            N_("For whom of you does it matter most, and how: {words}?"),
            N_("You said {words}. Who feels it first when it goes wrong?"),
            N_("What does {words} mean for you yourself?"),
            N_("Who would sleep better if that were settled: {words}?"),
        ),
    ),
    "unconfirmed": Asking(
        N_("It was written down and has not been confirmed."),
        (
            N_("I wrote down {words}. How would you put it yourself?"),
            N_("How close is this to what you meant: {words}?"),
        ),
        once=True,
    ),
    "open-end": Asking(
        N_("An answer on another branch was not followed up."),
        (
            N_("Earlier you also said {words}. What is behind that?"),
            N_("How does this hang together with the rest: {words}?"),
        ),
        once=True,
    ),
    "unheard": Asking(
        N_("Somebody who lives with this has not been heard yet."),
        (
            N_("What would {who} say to that?"),
            N_("What does {who} see that we do not see from here?"),
            N_("How does this look from where {who} stands?"),
        ),
        once=True,
    ),
    "ahead": Asking(
        N_("It is not said yet what future this should serve."),
        (
            N_("When this is long behind us, what has become possible?"),
            N_("Where do you want to be in two years, and what has this to do with it?"),
        ),
        once=True,
    ),
    "urgent": Asking(
        N_("It is not said yet what is wanted at once."),
        (
            N_("What of it cannot wait, and until when?"),
            N_("What has to be easier first, and by which day?"),
        ),
        once=True,
    ),
}
