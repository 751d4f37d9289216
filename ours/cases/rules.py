"""Who may do what with a case. Who may see it at all is asked at the door (`access.py`)."""

from typing import TypeGuard

from ours.cases.models import Case, Pack, PackLink, Permission
from ours.people.models import Role, Seat, Side
from ours.problem.models import Problem


def may_draft(seat: Seat, problem: Problem) -> bool:
    """The firm tells a case of what the client has confirmed to be solved (P2)."""
    return seat.side == Side.EXPERT and problem.solved_at is not None


def may_edit(seat: Seat, case: Case) -> bool:
    """The firm words the case of a problem; what was brought in stays as it came."""
    return seat.side == Side.EXPERT and case.problem_id is not None


def may_be_asked(of: Seat, case: Case) -> bool:
    """A person of the client that the case is about."""
    return of.client_id is not None and of.client_id == case.client_id and of.person_id is not None and not of.left_at


def may_ask(of: Seat, case: Case, answered: Permission | None) -> bool:
    """Whoever said no, or took the permission back, is not gone round: only the same person is asked again."""
    if not may_be_asked(of, case):
        return False
    if answered is None or given(answered):
        return True
    return answered.of_id == of.pk or answered.of.left_at is not None


def may_answer(seat: Seat, question: Permission | None) -> bool:
    """The person who was asked, while the question stands."""
    return (
        question is not None
        and question.of_id == seat.pk
        and question.answered_at is None
        and question.dropped_at is None
    )


def given(permission: Permission | None) -> TypeGuard[Permission]:
    """Whether a case may be shown by this permission now."""
    return (
        permission is not None
        and permission.answer in (Permission.Answer.NAMED, Permission.Answer.ANONYMOUS)
        and permission.withdrawn_at is None
    )


def may_withdraw(seat: Seat, permission: Permission | None) -> bool:
    """Who gave it, and who speaks for the client: also when the one who gave it has left."""
    if not given(permission):
        return False
    if seat.pk == permission.of_id:
        return True
    return seat.client_id == permission.of.client_id and seat.role in (Role.SPONSOR, Role.CONTACT)


def may_change(pack: Pack) -> bool:
    """A pack that was put away stays as it was."""
    return pack.ended_at is None


def opens(link: PackLink | None, now: object) -> bool:
    """Whether a link opens its pack at this moment."""
    return (
        link is not None and link.revoked_at is None and link.pack.ended_at is None and link.expires_at > now  # type: ignore[operator]
    )
