"""What to ask next on the way from a request to the need, and why (L3).

Each suggestion comes from the state of the ladder, says its reason, and is an open question: it never advises. The
sentences are English templates; where a few of the client's own words stand in them, they are in quotation marks.
"""

from dataclasses import dataclass

from .text import N_, quote

MOST = 4


@dataclass(frozen=True)
class RungState:
    """One answer on the ladder. `kind` is one of `rung.KINDS`; `person` who said it, if known."""

    id: int
    parent_id: int | None
    question: str
    answer: str
    kind: str
    person: str | None
    confirmed: bool
    overturned: bool


@dataclass(frozen=True)
class Ladder:
    """A ladder as far as it has come. `unheard`: names of those at the table who have not spoken yet."""

    request: str
    rungs: tuple[RungState, ...]
    unheard: tuple[str, ...] = ()
    has_ahead: bool = False
    has_urgent: bool = False


@dataclass(frozen=True)
class Suggested:
    """A question to ask, the reason for it, and the name of the rule it comes from."""

    text: str
    reason: str
    rule: str


# For each rule: the reason, and several ways to ask, so that a ladder does not repeat itself.
_RULES: dict[str, tuple[str, tuple[str, ...]]] = {
    "begin": (
        N_("Nothing has been asked yet: a request is taken to be not yet the need."),
        (
            N_("What happened that made you ask for this now?"),
            N_("What would be different for you if you had it?"),
            N_("What led up to {words}?"),
        ),
    ),
    "tactic": (
        N_("The last answer still names a means."),
        (
            N_("What would {words} make possible for you?"),
            N_("Suppose you had {words}: what would change then?"),
            N_("What is it about {words} that matters to you?"),
            N_("When you picture {words} working well, what do you see?"),
        ),
    ),
    "no-measure": (
        N_("An outcome is named, and nothing yet by which you would notice it."),
        (
            N_("How would you notice that {words} has come true?"),
            N_("What number tells you today how far away that is?"),
            N_("How much of that is there now, and how much would be enough?"),
            N_("When did you last look at that, and what did you see?"),
        ),
    ),
    "no-person": (
        N_("It is not said yet for whom of you it matters."),
        (
            N_("For whom of you does that matter most, and how?"),
            N_("Who feels it first when that does not happen?"),
            N_("What does it mean for you yourself?"),
            N_("Who would sleep better if that were so?"),
        ),
    ),
    "overturned": (
        N_("The last answer puts an earlier one differently."),
        (
            N_("What did you see just now that you did not see before?"),
            N_("What of the earlier answer still holds?"),
            N_("What made you put it differently?"),
        ),
    ),
    "unconfirmed": (
        N_("It was written down and has not been confirmed."),
        (
            N_("Did I write that down as you meant it: {words}?"),
            N_("Is {words} what you said, or would you put it differently?"),
        ),
    ),
    "branch": (
        N_("An answer on another branch was not followed up."),
        (
            N_("You also said {words}. What is behind that?"),
            N_("How does {words} hang together with the rest?"),
        ),
    ),
    "unheard": (
        N_("Somebody at this table has not been heard yet."),
        (
            N_("What would {who} say to that?"),
            N_("What does {who} see that we do not see from here?"),
        ),
    ),
    "constraint": (
        N_("Something is named that binds."),
        (
            N_("Where does {words} come from, and who else lives with it?"),
            N_("What do we know about {words}, and what do we take for granted?"),
            N_("When was that last different?"),
        ),
    ),
    "stake": (
        N_("Somebody said what is at stake for them."),
        (
            N_("What would it mean for you if it stayed as it is?"),
            N_("What would have to be so that you need not worry about {words}?"),
            N_("How long has that been on your mind?"),
        ),
    ),
    "measure": (
        N_("A number is named, and not yet what it means for somebody."),
        (
            N_("What happens on a day when that number is bad?"),
            N_("What would the number have to be, and what would you do then that you cannot do now?"),
            N_("Where does that number come from, and since when?"),
        ),
    ),
    "unclear": (
        N_("The last answer does not say yet what it is about."),
        (
            N_("Can you tell me about the last time that happened?"),
            N_("What would I have seen if I had been there?"),
            N_("Can you tell me more about {words}?"),
        ),
    ),
    "ahead": (
        N_("It is not said yet what future this should serve."),
        (
            N_("When this is long behind us, what has become possible?"),
            N_("Where do you want to be in two years, and what has this to do with it?"),
        ),
    ),
    "urgent": (
        N_("It is not said yet what is wanted at once."),
        (
            N_("What of it cannot wait, and until when?"),
            N_("What is the first thing that has to be easier, and by which day?"),
        ),
    ),
    "whole": (
        N_("An outcome, a measure and what is at stake are there: this may be the need."),
        (
            N_("If I put it together: {words}. Is that what it is really about?"),
            N_("Of all you said, is {words} the heart of it, or is there something behind it?"),
        ),
    ),
}


def next_questions(ladder: Ladder) -> list[Suggested]:
    """At most four questions to ask now, the best first, none that was asked on this ladder before."""
    asked = {_same(rung.question) for rung in ladder.rungs}
    suggested: list[Suggested] = []
    for rule, words, who, turn in _due(ladder):
        question = _worded(rule, words, who, turn, asked)
        if question is not None and all(one.rule != rule for one in suggested):
            suggested.append(Suggested(question, _RULES[rule][0], rule))
            asked.add(_same(question))
    return suggested[:MOST]


Due = tuple[str, str, str, int]  # rule, the client's words, a name, which way to ask first


def _due(ladder: Ladder) -> list[Due]:
    live = [rung for rung in ladder.rungs if not rung.overturned]
    if not live:
        return [("begin", ladder.request, "", len(ladder.request)), *_horizons(ladder)]
    last = live[-1]
    kinds = {rung.kind for rung in live}
    due: list[Due] = []
    if any(rung.overturned for rung in ladder.rungs) and _put_right(ladder, last):
        due.append(("overturned", last.answer, "", last.id))
    if {"outcome", "measure", "stake"} <= kinds and last.confirmed:
        due.append(("whole", last.answer, "", last.id))
    due += [(rule, last.answer, "", last.id) for rule in _after(last.kind, kinds)]
    if not last.confirmed:
        due.append(("unconfirmed", last.answer, "", last.id))
    parents = {rung.parent_id for rung in ladder.rungs}
    due += [("branch", rung.answer, "", rung.id) for rung in live[:-1] if rung.id not in parents]
    due += [("unheard", "", who, last.id) for who in ladder.unheard[:1]]
    return due + _horizons(ladder)


def _put_right(ladder: Ladder, last: RungState) -> bool:
    place = ladder.rungs.index(last)
    return place > 0 and ladder.rungs[place - 1].overturned


def _after(kind: str, kinds: set[str]) -> list[str]:
    """What the last answer calls for, given what the ladder has already."""
    first = {"tactic": ["tactic"], "constraint": ["constraint"], "unclear": ["unclear"], "stake": ["stake"]}
    due = list(first.get(kind, []))
    if kind in ("outcome", "stake") and "measure" not in kinds:
        due.append("no-measure")
    if kind == "measure":
        due.append("measure")
    if kind in ("outcome", "measure") and "stake" not in kinds:
        due.append("no-person")
    return due


def _horizons(ladder: Ladder) -> list[Due]:
    due: list[Due] = []
    if not ladder.has_ahead:
        due.append(("ahead", "", "", len(ladder.rungs)))
    if not ladder.has_urgent:
        due.append(("urgent", "", "", len(ladder.rungs)))
    return due


def _worded(rule: str, words: str, who: str, turn: int, asked: set[str]) -> str | None:
    """One way to ask by this rule that was not used yet, or None."""
    ways = _RULES[rule][1]
    for step in range(len(ways)):
        way = ways[(turn + step) % len(ways)]
        question = way.format(words=f"“{quote(words)}”", who=who)
        if _same(question) not in asked:
            return question
    return None


def _same(question: str) -> str:
    return " ".join(question.lower().split()).rstrip("?!. ")
