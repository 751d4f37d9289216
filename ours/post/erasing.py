"""What the post keeps of a person who is erased: letters to them, mails from them, their name in letters to others."""

from django.db import transaction
from django.db.models import Q
from django.utils.html import escape

from ours.people.erasing import Erased
from ours.post.models import InboundMail, Letter, Notice, Pass, ReplyAddress

WHY = "Who wrote it was erased."


@transaction.atomic
def erase(gone: Erased) -> tuple[int, int]:
    """Remove a person's letters, with all that answers to them or opens from them, and empty the mails that they sent.

    What the mails said at a table was kept there and stays. Returns how many letters and how many mails.
    """
    mine = Q(person=gone.person) | Q(seat__in=gone.seats)
    Pass.objects.filter(seat__in=gone.seats).delete()
    ReplyAddress.objects.filter(mine | Q(letter__person=gone.person)).delete()
    Notice.objects.filter(mine | Q(letter__person=gone.person)).delete()
    InboundMail.objects.filter(letter__person=gone.person).update(letter=None)
    letters, _kinds = Letter.objects.filter(person=gone.person).delete()
    from_them = InboundMail.objects.filter(Q(seat__in=gone.seats) | Q(from_address__iexact=gone.email))
    waiting = [InboundMail.State.NEW, InboundMail.State.TRAY, InboundMail.State.UNVERIFIED, InboundMail.State.PARKED]
    from_them.filter(state__in=waiting).update(state=InboundMail.State.LEFT)
    mails = from_them.update(
        raw=b"", digest="", message_id="", from_address="", from_name="", subject="", words="", reason=WHY
    )
    for name in sorted(gone.names):
        _name_no_more(name, gone)
    return letters, mails


def _name_no_more(name: str, gone: Erased) -> None:
    """Letters to others are copies of what stands at the tables, so they say the neutral name as well."""
    written = (name, str(escape(name)))
    held = Q()
    for one in written:
        held |= Q(subject__contains=one) | Q(text__contains=one) | Q(html__contains=one)
    for letter in Letter.objects.filter(held):
        neutral = gone.name_at(letter.firm_id or 0)
        for one in written:
            letter.subject = letter.subject.replace(one, neutral)[:300]
            letter.text, letter.html = letter.text.replace(one, neutral), letter.html.replace(one, neutral)
        letter.save(update_fields=["subject", "text", "html"])
    for mail in InboundMail.objects.filter(reason__contains=name).only("reason", "firm_id"):
        neutral = gone.name_at(mail.firm_id or 0)
        InboundMail.objects.filter(pk=mail.pk).update(reason=mail.reason.replace(name, neutral))
