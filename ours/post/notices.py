"""Who should hear of a deed: rows of the outbox, written in the deed's transaction."""

from datetime import timedelta

from ours.inserting import insert
from ours.post.models import Notice
from ours.problem.access import readers_now
from ours.problem.models import Event, Problem

BUNDLE = timedelta(minutes=10)  # what happens within this time goes into one letter

# Deeds that nobody needs a letter for: they can be read at the table.
QUIET = frozenset(
    {
        *("marked", "seriousness_set", "listening_began", "listening_ended", "drafts_opened", "signers_chosen"),
        *("left_chair", "option_held", "option_paired"),
    }
)
# What comes up by itself on its day: whoever set the day hears of it too.
DUE = frozenset({"look_again", "option_again"})


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: one Notice for everybody at the table but the one who did it.

    So whoever gave an idea hears what became of it, and why (S1).

    A question sent to one person waits for nothing; all else waits ten minutes for what else happens.
    """
    if event.kind in QUIET:
        return
    asked = event.told.get("seat") if event.kind == "asked" and event.told.get("sent") else None
    notices = [
        Notice(
            person=reader.person,
            seat=reader,
            problem=problem,
            event=event.pk,
            kind="question" if reader.pk == asked else event.kind,
            ref=event.told.get("question") if reader.pk == asked else None,
            at=event.at,
            due_at=event.at if reader.pk == asked else event.at + BUNDLE,
        )
        for reader in readers_now(problem)
        if reader.person is not None
        and (reader.pk != event.seat_id or event.kind in DUE)
        and reader.person.deactivated_at is None
    ]
    insert(Notice, notices)
