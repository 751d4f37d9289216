"""Letters that came back: what a mail server tells of one of ours is written down at the letter."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import Q, QuerySet

from ours.people.models import Firm
from ours.post import replies
from ours.post.models import Letter
from ours.post.reading import Reading

State = Letter.State
HANDED_OVER = (State.SENDING, State.SENT, State.UNSURE)


def letter_of(reading: Reading, firm: Firm | None) -> Letter | None:
    """The letter of ours that a machine's mail is about: by what it sends back, what it answers, or where it went.

    Message ids and reply addresses of letters hold so much chance that only who has seen the letter can name them.
    """
    ids = (*reading.returned, reading.in_reply_to, *reading.references)
    found = letters_named(ids, firm).order_by("-at").first()
    if found is not None:
        return found
    known = [replies.find(key) for key in replies.keys_in(reading.delivered_to)]
    of_firm = (one.letter for one in known if one is not None and (firm is None or one.firm_id == firm.pk))
    return next((letter for letter in of_firm if letter is not None), None)


def letters_named(ids: Iterable[str], firm: Firm | None) -> "QuerySet[Letter]":
    """The letters with these message ids, of this firm or of none."""
    ours = Letter.objects.filter(message_id__in=[one for one in ids if one])
    return ours.filter(Q(firm=firm) | Q(firm__isnull=True)) if firm is not None else ours


def came_back(letter: Letter, diagnosis: str, *, at: datetime) -> bool:
    """Write down that a letter did not arrive. False if that was known, or if it never left."""
    told = f"It came back on {at:%d %B %Y}: {diagnosis}" if diagnosis else f"It came back on {at:%d %B %Y}."
    mine = Letter.objects.filter(pk=letter.pk, state__in=HANDED_OVER)
    return bool(mine.update(state=State.FAILED, error=told))
