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
        # Who is asked for permission gets a letter of its own; the words of a case are nobody's news.
        *("case_drafted", "case_worded", "case_asked"),
        # A program may send every day; and whoever is asked whether it lasted gets a letter of its own.
        *("reading_sent", "inlet_opened", "inlet_closed", "lasting_asked"),
    }
)
# What comes up by itself on its day: whoever set the day hears of it too.
DUE = frozenset({"look_again", "option_again"})


def on_event(problem: Problem, event: Event) -> None:
    """Listener of the history: one Notice for everybody at the table but the one who did it.

    So whoever gave an idea hears what became of it, and why (S1).

    What is asked of somebody by letter waits for nothing; all else waits ten minutes for what else happens.
    """
    if event.kind in QUIET:
        return
    kind, asked, ref = _asks(event)
    notices = [
        Notice(
            person=reader.person,
            seat=reader,
            problem=problem,
            event=event.pk,
            kind=kind if reader.pk in asked else event.kind,
            ref=ref if reader.pk in asked else None,
            at=event.at,
            due_at=event.at if reader.pk in asked else event.at + BUNDLE,
        )
        for reader in readers_now(problem)
        if reader.person is not None
        and (reader.pk != event.seat_id or event.kind in DUE)
        and reader.person.deactivated_at is None
    ]
    insert(Notice, notices)


def _asks(event: Event) -> tuple[str, list[int], int | None]:
    """What a letter of this deed asks of some readers: the kind of their notice, their seats, what it is about."""
    if event.kind == "asked" and event.told.get("sent"):
        return "question", [event.told["seat"]], event.told.get("question")
    if event.kind == "ideas_asked":
        return "ideas", event.told["seats"], event.told["ask"]
    return "", [], None
