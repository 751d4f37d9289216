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
            "We put different things first: [what one side puts first] and [what the other side puts first]; so "
            "[what happens]."
        ),
        N_(
            "We put different things first: beds that are free by noon and reports that are complete; so "
            "discharges wait until four."
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
            "We look at different spans of time: [the span of one side] and [the span of the other side]; so "
            "[what happens]."
        ),
        N_(
            "We look at different spans of time: this season and the next three years; so we fill courts that we "
            "then cannot keep warm."
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
        N_(
            "We depend on each other for [what one side needs] and [what the other side needs], "
            "and [when] neither of us has it."
        ),
        N_("We depend on each other for the guest list and the menu, and on Thursdays neither of us has it."),
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
        N_("Part of us knows [what one part knows] and another part decides [what] without it; so [what happens]."),
        N_(
            "Part of us knows which machines will stop and another part decides the week without it; so shifts "
            "are called off at six."
        ),
    ),
    Form(
        "ownership",
        N_("Nobody's between us"),
        N_("Something falls between two desks."),
        N_("Between us nobody has taken on [what], so [what happens]."),
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
        N_("The swing in our [what], between [low] and [high], keeps us from [what becomes impossible]."),
        N_(
            "The swing in our visitor numbers, between 40 and 900 a day, "
            "keeps us from planning who opens the second desk."
        ),
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


_OTHER = (
    "(?:clients?|customers?|agency|agencies|consultants?|suppliers?|vendors?|providers?|contractors?|experts?|firm)"
)
_SIDES = "(?:sides|parties|teams|firms|houses|companies|organi[sz]ations|of us)"
_US = re.compile(rf"\b(?:we|us|ours|ourselves|our(?! {_OTHER}\b)|(?:both|the two) {_SIDES})\b", re.IGNORECASE)
_ROLES = re.compile(rf"\b{_OTHER} and (?:the |our )?{_OTHER}\b", re.IGNORECASE)
_NAMES = re.compile(r"\b[A-Z][\w-]+(?: [A-Z][\w-]+)* and (?:the )?[A-Z][\w-]+")
_DATES = re.compile(
    r"day\b|\b(?:January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_THEM = rf"(?:the |our |your |of )?(?:you|they|them|{_OTHER})\b"
_NOT = r"(?:\b(?:not|never|fails?|refuses?|keeps?|always|late|only|cannot)\b|n['’]t\b)"
_AGAINST = re.compile(
    rf"\b(?:we|our|us)\b[^.!?]*\b(?:but|while|whereas|because|unless|until)\b {_THEM}[^.!?]{{0,40}}{_NOT}"
    rf"|\b(?:we|i) (?:cannot|can['’]t|could not|couldn['’]t) (?:get|make|bring) {_THEM}",
    re.IGNORECASE,
)


def joint_marks(text: str, parties: tuple[str, ...] = ()) -> list[str]:
    """What keeps a statement from being a joint one; empty if it has us in it.

    "no-us": neither we, us, our nor two parties are in it ("our client" is them, not us). "us-against-them": it has
    us in it and sets us against the other side. `parties` are names at the table that count as parties.
    """
    marks = []
    words = re.sub(r"\bUS\b", "", text) if not text.isupper() else text  # the country
    named = sum(1 for party in parties if party and re.search(rf"\b{re.escape(party)}\b", text, re.IGNORECASE))
    pair = any(not _DATES.search(found.group()) for found in _NAMES.finditer(text))
    if not (_US.search(words) or _ROLES.search(text) or named >= 2 or pair):
        marks.append("no-us")
    if _AGAINST.search(text):
        marks.append("us-against-them")
    return marks
