"""The verbs of organisations and seats. Those of coming in and going out stand in `entrance.py`."""

from datetime import datetime

from django.db import transaction

from ours.people import mailing, partings, promises, staffing
from ours.people.entrance import address_of
from ours.people.entrance import sweep as sweep
from ours.people.entrance import way_in as way_in
from ours.people.holding import wait_for_forms
from ours.people.models import Client, Crew, Engagement, Firm, Person, Role, Seat, Session
from ours.people.rules import ROLES


class SeatTaken(ValueError):
    """The person has a seat in this organisation already, or the placeholder is somebody by now."""


class LastOwner(ValueError):
    """A firm would be left without an owner."""


@transaction.atomic
def found_firm(
    name: str, owner: str, email: str, *, at: datetime, language: str = "en", time_zone: str = "UTC"
) -> Seat:
    """Found a firm with the person who runs it; returns the owner's seat. For the first start: there is nobody yet."""
    firm = Firm.objects.create(name=name, language=language, time_zone=time_zone, made_at=at)
    person = _person(owner, email, firm=firm, at=at)
    return Seat.objects.create(firm=firm, person=person, name=owner, role=Role.OWNER, made_at=at)


@transaction.atomic
def run_firm(firm: Firm, *, name: str, mailbox: str, language: str, time_zone: str, by: Seat, at: datetime) -> None:
    """Set the firm's name, the address its clients write to, and what people begin with who have not chosen yet."""
    firm.name, firm.mailbox, firm.language, firm.time_zone = name, mailbox or None, language, time_zone
    firm.save()


@transaction.atomic
def new_client(firm: Firm, name: str, engagement: str, *, by: Seat, at: datetime, domain: str = "") -> Client:
    """Take a client on, with the first engagement, whose name is given. Whoever does it works on it."""
    client = Client.objects.create(firm=firm, name=name, domain=domain.lower(), made_at=at)
    new_engagement(client, engagement, by=by, at=at)
    return client


@transaction.atomic
def new_engagement(client: Client, name: str, *, by: Seat, at: datetime) -> Engagement:
    """Agree with a client on something to work on. Whoever does it works on it."""
    engagement = Engagement.objects.create(firm_id=client.firm_id, client=client, name=name, began_at=at)
    put_on(by, engagement, by=by, at=at)
    return engagement


@transaction.atomic
def promise(engagement: Engagement, *, minor: int, moderate: int, serious: int, by: Seat, at: datetime) -> None:
    """Agree in how many days a client sees the next sign of life, by seriousness (T1). Running clocks follow."""
    engagement.care_minor, engagement.care_moderate, engagement.care_serious = minor, moderate, serious
    engagement.save(update_fields=["care_minor", "care_moderate", "care_serious"])
    promises.changed(engagement, at)


@transaction.atomic
def put_on(seat: Seat, engagement: Engagement, *, by: Seat, at: datetime) -> Crew:
    """Put a firm's seat on an engagement: it sees the problems of it from now on. Raises ValueError for other seats."""
    if seat.client_id is not None or seat.firm_id != engagement.firm_id or seat.left_at is not None:
        raise ValueError("Only people of the firm work on its engagements.")
    held = staffing.hold([engagement.pk])
    crew, _fresh = Crew.objects.get_or_create(seat=seat, engagement=engagement, ended_at=None, defaults={"since": at})
    staffing.follow(held, at)
    return crew


@transaction.atomic
def take_off(crew: Crew, *, by: Seat, at: datetime) -> None:
    """Take a seat off an engagement. Waits for what is just being taken in from it."""
    wait_for_forms([crew.seat_id])
    held = staffing.hold([crew.engagement_id])
    Crew.objects.filter(pk=crew.pk, ended_at__isnull=True).update(ended_at=at)
    staffing.follow(held, at)


@transaction.atomic
def invite(
    organisation: Firm | Client,
    *,
    name: str,
    email: str,
    by: Seat,
    at: datetime,
    title: str = "",
    role: str = "",
    level: int = 1,
    reports_to: Seat | None = None,
    to: str = "",
) -> Seat:
    """Give somebody a seat, and write to them how to come in.

    `role` one of `rules.ROLES` of the organisation's side, by default its first; `level` 1 is the top; `to` the path
    of the page that the letter leads to. Raises SeatTaken if the person sits there already.
    """
    firm, client = _sides(organisation)
    person = _person(name, email, firm=firm, at=at)
    if Seat.objects.filter(firm=firm, client=client, person=person, left_at__isnull=True).exists():
        raise SeatTaken
    seat = Seat.objects.create(
        firm=firm, client=client, person=person, name=name, made_at=at, **_place(organisation, title, role, level)
    )
    _report_to(seat, reports_to)
    _send_invitation(seat, person, by=by, at=at, to=to)
    return seat


@transaction.atomic
def add_placeholder(
    client: Client,
    name: str,
    *,
    by: Seat,
    at: datetime,
    title: str = "",
    role: str = "",
    level: int = 1,
    reports_to: Seat | None = None,
) -> Seat:
    """Keep a seat for somebody not yet known: "front desk" (L6)."""
    seat = Seat.objects.create(
        firm_id=client.firm_id, client=client, name=name, made_at=at, **_place(client, title, role, level)
    )
    _report_to(seat, reports_to)
    return seat


@transaction.atomic
def fill(placeholder: Seat, *, name: str, email: str, by: Seat, at: datetime, to: str = "") -> Seat:
    """A placeholder becomes somebody. It is the same seat, so it keeps its chairs at the tables; its old name stays as
    the title if it had none. Raises SeatTaken if the person sits there already or somebody else was faster.
    """
    person = _person(name, email, firm=placeholder.firm, at=at)
    if Seat.objects.filter(client=placeholder.client, person=person, left_at__isnull=True).exists():
        raise SeatTaken
    empty = Seat.objects.filter(pk=placeholder.pk, person__isnull=True, left_at__isnull=True)
    if not empty.update(person=person, name=name, title=placeholder.title or placeholder.name):
        raise SeatTaken
    placeholder.refresh_from_db()
    _send_invitation(placeholder, person, by=by, at=at, to=to)
    return placeholder


@transaction.atomic
def edit_seat(
    seat: Seat, *, title: str, role: str, level: int, reports_to: Seat | None, by: Seat, at: datetime, name: str = ""
) -> None:
    """Say how somebody sits in the organisation; `name` renames a placeholder. Raises LastOwner, ValueError."""
    if seat.is_firm_owner and role != Role.OWNER:
        _keep_an_owner(seat)
    for column, value in _place(seat.client or seat.firm, title, role, level).items():
        setattr(seat, column, value)
    if name and seat.person_id is None:
        seat.name = name
    _report_to(seat, reports_to)


@transaction.atomic
def move(seat: Seat, client: Client, *, title: str, role: str, level: int, by: Seat, at: datetime) -> Seat:
    """Somebody goes from one organisation to another: leaves the seat, and is invited to a new one.

    What they wrote stays under the old seat. Raises SeatTaken if they sit there already.
    """
    assert seat.person is not None  # only people move (`rules.may_move`)
    leave(seat, by=by, at=at)
    return invite(client, name=seat.name, email=seat.person.email, title=title, role=role, level=level, by=by, at=at)


@transaction.atomic
def leave(seat: Seat, *, by: Seat, at: datetime) -> None:
    """A seat is left. What was written from it stays, signed with its name. Raises LastOwner."""
    if seat.is_firm_owner:
        _keep_an_owner(seat)
    _end([seat], by=by, at=at)


@transaction.atomic
def deactivate(person: Person, firm: Firm, *, by: Seat, at: datetime) -> int:
    """End all seats that a person has with a firm: on its own side and with its clients. Returns how many.

    Seats with other firms are not this firm's to end and stay. Raises LastOwner.
    """
    seats = list(Seat.objects.filter(person=person, firm=firm, left_at__isnull=True))
    for seat in seats:
        if seat.is_firm_owner:
            _keep_an_owner(seat)
    _end(seats, by=by, at=at)
    return len(seats)


@transaction.atomic
def reactivate(person: Person, firm: Firm, *, by: Seat, at: datetime) -> int:
    """Give back what ended last: the seats that a person left at the same moment, with their engagements.

    Seats in organisations where they sit again by now stay ended. Returns how many came back.
    """
    theirs = Seat.objects.filter(person=person, firm=firm)
    last = theirs.filter(left_at__isnull=False).order_by("-left_at").first()
    if last is None:
        return 0
    sitting = set(theirs.filter(left_at__isnull=True).values_list("client_id", flat=True))
    back = [seat for seat in theirs.filter(left_at=last.left_at) if seat.client_id not in sitting]
    crews = Crew.objects.filter(seat__in=back, ended_at=last.left_at)
    held = staffing.hold(crews.values_list("engagement", flat=True))
    crews.update(ended_at=None)
    staffing.follow(held, at)
    return Seat.objects.filter(pk__in=[seat.pk for seat in back]).update(left_at=None)


@transaction.atomic
def introduce(
    person: Person, *, name: str, language: str, time_zone: str, letters_per_day: int, by: Seat, at: datetime
) -> None:
    """Somebody says how they are called, read, and written to. Their seats carry the new name, left ones the old."""
    person.name, person.language, person.time_zone = name, language, time_zone
    person.letters_per_day = letters_per_day
    person.save()
    Seat.objects.filter(person=person, left_at__isnull=True).update(name=name)


def _sides(organisation: Firm | Client) -> tuple[Firm, Client | None]:
    return (organisation, None) if isinstance(organisation, Firm) else (organisation.firm, organisation)


def _person(name: str, email: str, *, firm: Firm, at: datetime) -> Person:
    """The person with this address; somebody new begins with the firm's language and time zone."""
    new = Person(name=name, email=email.strip().lower(), language=firm.language, time_zone=firm.time_zone, made_at=at)
    # The same statements for a known address as for an unknown one: whoever invites learns nothing about other firms.
    Person.objects.bulk_create([new], ignore_conflicts=True)
    return Person.objects.get(email=new.email)


def _place(organisation: Firm | Client, title: str, role: str, level: int) -> dict[str, object]:
    """The columns that say how a seat stands in its organisation. Raises ValueError for the other side's roles."""
    roles = ROLES["expert" if isinstance(organisation, Firm) else "client"]
    role = role or roles[0]
    if role not in roles:
        raise ValueError(f"Nobody is {role} there.")
    return {"title": title, "role": role, "level": level}


def _report_to(seat: Seat, boss: Seat | None) -> None:
    """Set whom a seat reports to and save it. Raises ValueError across organisations and in circles."""
    above, met = boss, {seat.pk}
    while above is not None:
        if (above.firm_id, above.client_id) != (seat.firm_id, seat.client_id) or above.pk in met:
            raise ValueError("Somebody reports to another person of the same organisation, and to nobody below.")
        met.add(above.pk)
        above = above.reports_to
    seat.reports_to = boss
    seat.save()


def _keep_an_owner(seat: Seat) -> None:
    owners = (
        Seat.objects.taken()
        .select_for_update(of=("self",))
        .filter(firm_id=seat.firm_id, client__isnull=True, role=Role.OWNER)
    )
    if not [owner for owner in owners if owner.pk != seat.pk]:
        raise LastOwner("A firm needs an owner.")


def _end(seats: list[Seat], *, by: Seat, at: datetime) -> None:
    """End seats and their engagements; whoever has no seat left at all is signed out everywhere."""
    crews = Crew.objects.filter(seat__in=seats, ended_at__isnull=True)
    held = staffing.hold(crews.values_list("engagement", flat=True))
    crews.update(ended_at=at)
    staffing.follow(held, at)
    Seat.objects.filter(pk__in=[seat.pk for seat in seats]).update(left_at=at)
    for seat in seats:
        seat.left_at = at
        partings.left(seat, by=by, at=at)
    people = {seat.person_id for seat in seats} - {None}
    staying = Seat.objects.taken().filter(person__in=people).values_list("person_id", flat=True)
    Session.objects.filter(person__in=people - set(staying)).delete()


def _send_invitation(seat: Seat, person: Person, *, by: Seat, at: datetime, to: str) -> None:
    context = {
        "by": by.name,
        "organisation": seat.organisation,
        "firm_name": seat.firm.name,
        "link": address_of("sign-in", email=person.email, next=to),
    }
    mailing.send(person, "invitation", context, at=at, firm=seat.firm, seat=seat)
