"""Cases for the tests of what is similar."""

import json

from ours.cases.models import Case, Shown
from ours.table.similar import traces
from ours.table.similar.bringing import bring_in
from tests.cast import DAY

LATE = "Orders came late every week. The baker counted boxes by hand. Counting them by weight helped."
CARD = "A card for new members never arrived. Nobody owned the letter box."
OVEN = "The oven was too hot."


def brought(firm, *rows, at=DAY):
    """Bring in cases as the command does; rows are dicts. Returns how the last batch went and all bad lines."""
    told = list(bring_in(firm, [json.dumps(row).encode() for row in rows], at=at))
    return told[-1][0], [one for _done, bad in told for one in bad]


def some(firm):
    """Three cases, brought in with the ids a, b and c."""
    return brought(
        firm,
        {"id": "a", "title": "Late orders", "text": LATE, "need": "Orders are late", "constraints": ["client"]},
        {"id": "b", "title": "The lost card", "text": CARD},
        {"id": "c", "text": OVEN},
    )


def solved(problem, *, shown=Shown.NAMED, title="Swinging orders", text="Orders swung. A standing order helped."):
    """The case of a problem, permitted as said, left as the deeds leave it."""
    told = {"shown_title": title, "shown_text": text} if shown else {}
    case = Case.objects.create(
        firm=problem.firm,
        client=problem.client,
        problem=problem,
        at=DAY,
        changed_at=DAY,
        title=f"{title} at {problem.client.name}",
        text=text,
        shown=shown,
        **told,
    )
    traces.on_case(case)
    return case


def withdraw(case):
    """Nobody else may see it any more, as the deed leaves it."""
    case.shown = case.shown_title = case.shown_text = ""
    case.save()
    traces.on_case(case)
