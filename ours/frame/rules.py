"""Who may do what with the words, and what counts as agreed or complete. No query is hidden here."""

from collections.abc import Collection, Iterable, Sequence

from ours.coach.forms import blanks
from ours.frame.models import Disagreement
from ours.frame.seen import Signature
from ours.people.models import Role, Seat, Side


def may_sign(seat: Seat, signatures: Iterable[Signature]) -> bool:
    """Only whoever was asked signs; anybody at the table can be added to the list (F3)."""
    return any(signature.seat.pk == seat.pk for signature in signatures)


def all_signed(signatures: Collection[Signature]) -> bool:
    """Whether somebody was asked on each side, and all who were asked stand by the newest words (F3)."""
    return both_sides(signature.seat for signature in signatures) and all(signature.stands for signature in signatures)


def both_sides(seats: Iterable[Seat]) -> bool:
    """Whether there is somebody of each side among these seats."""
    return {seat.side for seat in seats} == {Side.CLIENT, Side.EXPERT}


def may_close(seat: Seat, disagreement: Disagreement, present: Collection[int]) -> bool:
    """Whoever disagrees says when it is settled, or sets it aside. `present`: ids of the seats at this table now.

    Nobody closes another person's disagreement over their head. Only when they have left the table, anybody of their
    own side may.
    """
    if disagreement.settled_at is not None or disagreement.set_aside_at is not None:
        return False
    if seat.pk == disagreement.by_id:
        return True
    return disagreement.by_id not in present and seat.side == disagreement.by.side


def asked_at_first(at_table: Sequence[Seat], by: Seat) -> list[Seat]:
    """Who is asked to sign when the first words are there: whoever wrote them, and those who speak for each side.

    For the client its sponsors and contacts, else the first who is seated; for the firm the expert who wrote the words,
    else its owner, else the first. Placeholders are left out: nobody is there who could read. Both sides can change it
    at any time.
    """
    people = [seat for seat in at_table if seat.person_id is not None]
    clients = [seat for seat in people if seat.side == Side.CLIENT]
    experts = [seat for seat in people if seat.side == Side.EXPERT]
    asked = [seat for seat in clients if seat.role in (Role.SPONSOR, Role.CONTACT)] or clients[:1]
    if by.side == Side.EXPERT:
        return [*asked, by]
    return [*asked, *([] if by in asked else [by]), *([seat for seat in experts if seat.is_firm_owner] or experts)[:1]]


def open_blanks(words: str) -> list[str]:
    """The blanks, as "[what we saw]", that a form left and nobody has filled in yet."""
    return [f"[{name}]" for name in blanks(words)]
