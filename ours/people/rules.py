"""Who may do what with organisations and the seats in them. Doors (`access.py`) come first: who sees it at all."""

from ours.people.models import Client, Crew, Engagement, Firm, Role, Seat, Side

ROLES: dict[str, tuple[Role, ...]] = {
    Side.EXPERT: (Role.EXPERT, Role.OWNER),
    Side.CLIENT: (Role.MEMBER, Role.CONTACT, Role.SPONSOR),
}


def may_invite(seat: Seat, organisation: Firm | Client) -> bool:
    """A firm's people are invited by its owner; a client's by experts who work with it, its sponsors and contacts."""
    if isinstance(organisation, Firm):
        return seat.is_firm_owner and seat.firm_id == organisation.pk
    if seat.client_id is None:
        return seat.firm_id == organisation.firm_id
    return seat.client_id == organisation.pk and seat.role in (Role.SPONSOR, Role.CONTACT)


def may_edit(seat: Seat, edited: Seat) -> bool:
    """Whoever may invite to an organisation says how people sit in it; nobody does once somebody has left."""
    return edited.left_at is None and may_invite(seat, edited.client or edited.firm)


def may_fill(seat: Seat, placeholder: Seat) -> bool:
    """A placeholder becomes somebody through whoever may invite there, once."""
    return placeholder.person_id is None and may_edit(seat, placeholder)


def may_end(seat: Seat, ended: Seat) -> bool:
    """A seat is left by whoever has it; the firm's owner ends it, and at a client the experts who work there."""
    if ended.left_at is not None or seat.firm_id != ended.firm_id:
        return False
    if seat.pk == ended.pk or seat.is_firm_owner:
        return True
    return seat.client_id is None and ended.client_id is not None


def may_move(seat: Seat, moved: Seat) -> bool:
    """People of clients are moved from one client to another by the firm's side."""
    return (
        seat.client_id is None and moved.client_id is not None and moved.person_id is not None and may_end(seat, moved)
    )


def may_deactivate(seat: Seat, other: Seat) -> bool:
    """The owner ends, or gives back, everything that somebody else has at the firm."""
    return (
        seat.is_firm_owner
        and seat.firm_id == other.firm_id
        and other.person_id is not None
        and seat.person_id != other.person_id
    )


def may_crew(seat: Seat, engagement: Engagement) -> bool:
    """Whoever works on an engagement (or owns the firm) says who else does; the door has asked whether they do."""
    return seat.client_id is None and seat.firm_id == engagement.firm_id


def may_uncrew(seat: Seat, crew: Crew) -> bool:
    """One goes oneself, or is taken off by the firm's owner."""
    return crew.ended_at is None and (seat.pk == crew.seat_id or seat.is_firm_owner)


def may_run(seat: Seat, firm: Firm) -> bool:
    """The firm's name, mailbox and time zone are its owner's to set."""
    return seat.is_firm_owner and seat.firm_id == firm.pk
