"""Forms of a joint problem statement: each has us in it, and names no fault (F1)."""

import re
from dataclasses import dataclass

from .text import N_


@dataclass(frozen=True)
class Form:
    """One form. `sentence` holds its blanks in square brackets; `example` is filled from another trade.

    `name`, `when`, `sentence` and `example` are English and for the translators.
    """

    key: str
    name: str
    when: str
    sentence: str
    example: str


FORMS = (
    Form(
        "priorities",
        N_("Different priorities"),
        N_("Each of you puts something else first."),
        N_(
            "We put different things first: [what one side puts first] and [what the other side puts first]; so [what happens]."
        ),
        N_(
            "We put different things first: beds that are free by noon and reports that are complete; so discharges wait until four."
        ),
    ),
    Form(
        "talking",
        N_("Trouble in telling each other"),
        N_("One side learns of things too late or not at all."),
        N_("We do not tell each other about [what] in time, and notice it only when [what happens]."),
        N_("We do not tell each other about changed orders in time, and notice it only when the van is loaded."),
    ),
    Form(
        "time",
        N_("Different time frames"),
        N_("You look at different spans of time."),
        N_(
            "We look at different spans of time: [the span of one side] and [the span of the other side]; so [what happens]."
        ),
        N_(
            "We look at different spans of time: this season and the next three years; so we fill courts that we then cannot keep warm."
        ),
    ),
    Form(
        "pictures",
        N_("Different pictures of the same thing"),
        N_("The same word means something else to each of you."),
        N_("We have different pictures of [what]: for some of us it is [one picture], for others [the other picture]."),
        N_("We have different pictures of “done”: for some of us it is tested, for others it is with the customer."),
    ),
    Form(
        "dependence",
        N_("Each waits for the other"),
        N_("Neither side can go on without something of the other."),
        N_("We depend on each other for [what] and [what], and at [when] neither of us has what it needs."),
        N_(
            "We depend on each other for the guest list and the menu, and on Thursdays neither of us has what it needs."
        ),
    ),
    Form(
        "not-knowing",
        N_("Neither of you knows yet"),
        N_("The cause is not known, and you can say so together."),
        N_("We see that [what can be seen], and together we do not know yet [what is not known]."),
        N_("We see that one parcel in nine comes back, and together we do not know yet where the labels go wrong."),
    ),
    Form(
        "information",
        N_("What one knows and the other does not"),
        N_("The knowledge is there, but not where it is needed."),
        N_("Part of us knows [what] and another part decides [what] without it; so [what happens]."),
        N_(
            "Part of us knows which machines will stop and another part decides the week without it; so shifts are called off at six."
        ),
    ),
    Form(
        "ownership",
        N_("Nobody's between us"),
        N_("Something falls between two desks."),
        N_("Between us nobody has taken on [what], so it happens [how often, or when]."),
        N_("Between us nobody has taken on the keys to the hall, so it opens late two evenings in five."),
    ),
    Form(
        "capacity",
        N_("More than you can carry together"),
        N_("There is more of it than both of you can do."),
        N_("We have taken on more [what] than we can carry: [number now] instead of [number that fits]."),
        N_("We have taken on more cases than we can carry: forty a week instead of twenty-five."),
    ),
    Form(
        "swing",
        N_("Something that swings"),
        N_("It is not the level that hurts, it is the ups and downs."),
        N_("Our [what] swings between [low] and [high], so we cannot [what becomes impossible]."),
        N_("Our visitor numbers swing between 40 and 900 a day, so we cannot plan who opens the second desk."),
    ),
)

_BLANK = re.compile(r"\[([^\[\]]+)\]")


def blanks(sentence: str) -> list[str]:
    """The names of the blanks that a sentence still holds, in order, each once."""
    return list(dict.fromkeys(_BLANK.findall(sentence)))


def fill(key: str, values: dict[str, str]) -> str:
    """The sentence of a form with its blanks filled; a blank without a value stays visible.

    Raises KeyError for a form that is not there.
    """
    form = next((one for one in FORMS if one.key == key), None)
    if form is None:
        raise KeyError(key)
    return _BLANK.sub(lambda blank: values.get(blank[1], "").strip() or blank[0], form.sentence)


_US = re.compile(r"\b(we|us|our|ours|both|together|each other|between us)\b", re.IGNORECASE)


def joint_marks(text: str, parties: tuple[str, ...] = ()) -> list[str]:
    """What a statement is missing to be a joint one: ["no-us"], or nothing.

    A text has us in it when it says so, or when it names two of the `parties` at the table.
    """
    named = sum(1 for party in parties if party and party.lower() in text.lower())
    return [] if _US.search(text) or named >= 2 else ["no-us"]
