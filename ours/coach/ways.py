"""Other ways to put it: sentences with slots, for each flag several (F1, F2, L5, T7).

`{who}` is the other party as the sentence names it, `{facts}` the numbers, names and dates that stood in the sentence
and would be lost otherwise. Square brackets are blanks for the writer to fill in: what is not known is never made up.
Three of them are the joint forms of the essays in other words: what each puts first, what passes between them, which
span of time each looks at.
"""

PLACES = {
    "first": "We and {who} put different things first: [what we put first] and [what {who} puts first]{facts}.",
    "between": "Something between us and {who} does not work yet when it comes to [what]{facts}.",
    "time": "We and {who} look at different spans of time: [which] and [which]{facts}.",
    "depend": "We depend on each other here: we need [what] by [when], and {who} needs [what] from us{facts}.",
    "seen": "What both of us can see: [what happened, when]{facts}.",
    "share": "Our part in it is [what], and the part of {who} is [what]{facts}.",
    "count": "We saw this [how often] in [which time]{facts}.",
    "last": "The last time we saw this was [when], and before that [when]{facts}.",
    "deed": "What we saw {who} do was [what, when]; what we need together is [what]{facts}.",
    "wants": "We want [what], {who} wants [what], and both of us have not settled [what]{facts}.",
    "unknown": "We do not know yet what [what we saw] means for {who}; we would like to ask{facts}.",
    "told": "{Who} told us [in which words, when]; we understand it as [what]{facts}.",
    "measure": "We see it in [which number], which is [how much] now and should be [how much] for both of us{facts}.",
    "outcome": "We want [what should be different, for whom] by [when]; today [what happens]{facts}.",
    "gap": "Today we [what happens, how often]; we want [what] instead{facts}.",
    "joint": "Between us and {who} it is open [what]; both of us want [what]{facts}.",
}
REPLIES = {
    "own": "You are right to raise this. On our side [what happened]; by [when] we will [what]{facts}.",
    "next": "We are looking into [what] and will tell you by [when] what we found{facts}.",
    "need": "To go on we still need [what]; with it by [when] we can [what] for you{facts}.",
    "take": "We will take this on: [what], by [when]{facts}.",
    "fact": "We would like to know [what], which only you can tell us; the rest is ours to do{facts}.",
    "heard": "As we understood you, [what]; did we hear that rightly{facts}?",
    "seen": "What we can both see is [what happened, when]{facts}.",
    "differ": "We seem to see [what] differently; let us look at it together{facts}.",
    "count": "We saw this [how often] in [which time]{facts}.",
    "outcome": "What would be different for you when [what] is solved{facts}?",
}
QUESTIONS = {
    "open": "What would have to be different for you{facts}?",
    "so-far": "What has been tried so far, and what came of it{facts}?",
    "idea": "What ideas do you and your people have about it{facts}?",
    "like": "How does it show when it happens, and for whom{facts}?",
    "view": "How did you see it{facts}?",
    "when": "When did you see this last, and what happened then{facts}?",
}
NOTES = {
    "part": "What is my own part in this{facts}?",
    "afraid": "What might {who} be afraid of, and what am I afraid of myself{facts}?",
    "stake": "What is at stake for {who} here{facts}?",
    "seen": "What did I see or hear, and when{facts}?",
}
ADDED = {
    "add-today": "Today [what happens, how often].",
    "add-wanted": "We want [what should be different, by when], and will see it in [what].",
    "add-both": "Both of us want [what should be different].",
    "add-seen": "Today we see [what, how often] at [which place].",
}

# For each flag the ways of a statement, of a reply and of a question; a note asks the same questions for all of them.
WAYS: dict[str, tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]] = {
    "blame": (("depend", "first", "between", "share", "seen"), ("need", "own", "seen"), ("view", "when", "like")),
    "label": (("deed", "wants", "joint", "first"), ("differ", "seen", "heard"), ("view", "like", "when")),
    "absolute": (("count", "last", "seen"), ("count", "seen", "next"), ("when", "like", "view")),
    "motive": (("told", "unknown", "wants", "time"), ("heard", "differ", "fact"), ("view", "open", "like")),
    "unverifiable": (("measure", "seen", "gap"), ("seen", "count", "next"), ("like", "when", "view")),
    "solution": (("outcome", "gap", "measure"), ("outcome", "heard", "next"), ("open", "like", "so-far")),
    "one-sided": (("between", "share", "joint", "depend"), ("differ", "need"), ("view", "like")),
    "deflect": (("seen", "joint"), ("own", "next", "take"), ("view", "like")),
    "reflect": (("outcome", "joint"), ("take", "fact", "next"), ("open", "idea")),
    "advice": (("outcome", "gap"), ("outcome", "heard"), ("open", "so-far", "idea", "like")),
    "no-current-state": (("add-today", "add-seen"), (), ()),
    "no-desired-state": (("add-wanted", "add-both"), (), ()),
}
