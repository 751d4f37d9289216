"""The verbs of coming in and going out: ask for a code, redeem it, take a seat, sign a browser out (`trust.md` 7).

Nothing here tells whether an address is known: for an unknown one the same letter is written and taken back, so that
answer, queries and time are alike.
"""

import secrets
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase
from django.db import connection, transaction
from django.db.models import Exists, F, OuterRef, Q
from django.urls import reverse
from django.utils.crypto import salted_hmac
from django.utils.translation import get_language

from ours.people import mailing
from ours.people.holding import wait_for_forms
from ours.people.models import Person, Seat, Session, SignInCode, WayIn
from ours.people.sessions import UNUSED

# With five tries a code, all day: 2,400 guesses at one person, 9,600 from one place; 1 in 10,000 codes would be 10,000.
CODES_IN = timedelta(minutes=15)  # the span of both limits below; codes that were redeemed do not count
CODES_PER_ADDRESS = 5
CODES_PER_NETWORK = 20
DIGITS = 8
STAYS = timedelta(days=60)  # how long a browser stays signed in, at most


def hashed(what: str, secret: str) -> str:
    """A keyed hash of a secret, so that whoever reads the database cannot use what is kept there (HMAC, RFC 2104)."""
    return salted_hmac(f"ours.people.{what}", secret, algorithm="sha256").hexdigest()


@transaction.atomic
def ask_code(email: str, *, browser: str, network: str, at: datetime, to: str = "") -> bool:
    """Write a code for this address, and mail it if somebody with a seat has the address.

    `email` in lower case; `browser` is a random secret that only the asking browser holds; `network` the network
    address it asks from; `to` the path of the page that it wants to come to. The letter's link fills the code in.
    Returns False, and does nothing, when too many codes were asked for this address or from this network address.
    """
    _one_at_a_time(email, network)
    lately = SignInCode.objects.filter(asked_at__gt=at - CODES_IN)
    if (
        lately.filter(email=email).count() >= CODES_PER_ADDRESS
        or lately.filter(from_address=network).count() >= CODES_PER_NETWORK
    ):
        return False
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    person = _who_may_come_in().filter(email=email).first()
    row = SignInCode.objects.create(
        email=email,
        code_hash=hashed("code", f"{email}\n{browser}\n{code}"),
        browser_hash=hashed("browser", browser),
        asked_at=at,
        from_address=network,
        known=person is not None,
    )
    addressed = person or Person(name="", email=email, language=get_language() or "en")
    with transaction.atomic():
        link = address_of("sign-in-code", code=code, next=to)
        mailing.send(addressed, "code", {"code": f"{code[:4]} {code[4:]}", "link": link}, at=at)
        if not row.known:
            transaction.set_rollback(True)
    return True


def _one_at_a_time(email: str, network: str) -> None:
    """Let others who ask for this address, or from this network address, wait until this transaction ends.

    Else a hundred at the same moment would each count the codes before any of the others. On SQLite they wait already.
    """
    if connection.vendor == "postgresql":
        locks = "SELECT pg_advisory_xact_lock(1, hashtext(%s)), pg_advisory_xact_lock(2, hashtext(%s))"
        with connection.cursor() as cursor:
            cursor.execute(locks, [email, network])


def address_of(name: str, **query: str) -> str:
    """The full address, for a letter, of a named page with whatever of the query is not empty."""
    told = {key: value for key, value in query.items() if value}
    return f"{settings.ADDRESS}{reverse(name)}" + (f"?{urlencode(told)}" if told else "")


def code_asked_in(browser: str) -> SignInCode | None:
    """The code that was last asked for in this browser, used up or not; None if there is none any more."""
    return SignInCode.objects.filter(browser_hash=hashed("browser", browser)).order_by("-asked_at", "-pk").first()


@transaction.atomic
def redeem(code: str, *, browser: str, at: datetime) -> Person | None:
    """The person whose code this is; None if it does not fit. A code fits once, in the browser that asked for it.

    Every call uses up one try of the codes waiting in this browser, before it is known whether it fits: many at the
    same moment have no more tries than one after the other. Earlier codes of the same address fit as well while they
    last, since letters can overtake each other.
    """
    latest = code_asked_in(browser)
    if latest is None:
        return None
    waiting = SignInCode.objects.filter(
        browser_hash=latest.browser_hash, email=latest.email, asked_at__gt=at - SignInCode.LASTS
    )
    waiting.filter(tries_left__gte=0).update(tries_left=F("tries_left") - 1)  # below 0: no try was left
    code_hash = hashed("code", f"{latest.email}\n{browser}\n{code}")
    # The row is gone for whoever comes second: reading first and deleting then would let several in.
    fitting, _ = waiting.filter(code_hash=code_hash, known=True, tries_left__gte=0).delete()
    return _who_may_come_in().filter(email=latest.email).first() if fitting else None


def _who_may_come_in():
    seats = Seat.objects.taken().filter(person=OuterRef("pk"))
    return Person.objects.filter(Exists(seats), deactivated_at__isnull=True)


@transaction.atomic
def sign_in(
    session: SessionBase, person: Person, *, at: datetime, device: str = "", seat: Seat | None = None
) -> Seat | None:
    """Sign a browser in under a new session key, from `seat` or from the person's only one.

    Returns the seat, or None when the person has several and is to choose.
    """
    session.flush()
    session["person"] = person.pk
    session["device"] = device[:200]
    session["began"] = at.isoformat()
    session.set_expiry(at + STAYS)
    if seat is None:
        seats = list(Seat.objects.taken().filter(person=person)[:2])
        seat = seats[0] if len(seats) == 1 else None
    if seat is not None:
        session["seat"] = seat.pk
    session.save()
    return seat


@transaction.atomic(durable=True)  # a transaction around it could take the used-up try back
def enter_by_code(session: SessionBase, code: str, *, browser: str, device: str, at: datetime) -> Person | None:
    """Redeem a code and sign the browser in, both or neither. None if the code does not fit: one try is used up."""
    person = redeem(code, browser=browser, at=at)
    if person is not None:
        sign_in(session, person, device=device, at=at)
    return person


@transaction.atomic
def enter_by_way(session: SessionBase, key: str, *, device: str, at: datetime) -> Seat | None:
    """Use a way in up and sign the browser in from its seat; None if somebody was faster or it is too old."""
    seat = seat_behind(key, at=at)
    used, _ = WayIn.objects.filter(key_hash=hashed("way-in", key), at__gt=at - WayIn.LASTS).delete()
    if not used or seat is None or seat.person is None:
        return None
    return sign_in(session, seat.person, device=device, at=at, seat=seat)


def take_seat(session: SessionBase, seat: Seat, *, at: datetime) -> None:
    """Act from this seat from now on, in this browser."""
    session["seat"] = seat.pk


def sign_out(session: SessionBase) -> None:
    """Sign this browser out."""
    session.flush()


@transaction.atomic
def sign_out_device(person: Person, mark: str, *, at: datetime) -> bool:
    """Sign out the browser of this person with this mark (`mark_of`); False if it is not signed in any more."""
    wait_for_forms(Seat.objects.filter(person=person).values_list("pk", flat=True))
    for key in Session.objects.filter(person=person).values_list("session_key", flat=True):
        if mark_of(key) == mark:
            return bool(Session.objects.filter(person=person, session_key=key).delete()[0])
    return False


@transaction.atomic
def sign_out_others(person: Person, session: SessionBase, *, at: datetime) -> int:
    """Sign out all browsers of this person but the one of this session; returns how many."""
    wait_for_forms(Seat.objects.filter(person=person).values_list("pk", flat=True))
    return Session.objects.filter(person=person).exclude(session_key=session.session_key).delete()[0]


def sign_out_everywhere(person: Person | None, *, at: datetime) -> int:
    """Sign out all browsers of a person, or everybody's; returns how many. For whoever has the command line."""
    found = Session.objects.all() if person is None else Session.objects.filter(person=person)
    return found.delete()[0]


@transaction.atomic
def shut_all(at: datetime) -> int:
    """After the database was put back from a backup: who was signed out or shut out since is not known, so nothing
    opens that opened before it, neither browsers nor codes nor ways in. Returns how many browsers were signed out."""
    SignInCode.objects.all().delete()
    WayIn.objects.all().delete()
    return sign_out_everywhere(None, at=at)


def mark_of(session_key: str) -> str:
    """What a page may call a session: its key itself would be a way in."""
    return hashed("device", session_key)[:24]


def see(session: SessionBase, *, at: datetime) -> None:
    """Write down that this browser was in use. Only this column: the session itself may be changing elsewhere."""
    Session.objects.filter(session_key=session.session_key).update(seen_at=at)


def way_in(seat: Seat, at: datetime) -> str:
    """Make a way in for a seat: the path of a page whose button signs a browser in, once, for 15 minutes.

    For whoever has the command line. Raises ValueError for a seat that nobody can act from.
    """
    if not Seat.objects.taken().filter(pk=seat.pk).exists():
        raise ValueError("Nobody can come in from a seat that is empty or was left.")
    key = secrets.token_urlsafe(32)
    WayIn.objects.create(key_hash=hashed("way-in", key), seat=seat, at=at)
    return reverse("way-in", kwargs={"key": key})


def seat_behind(key: str, *, at: datetime) -> Seat | None:
    """The seat that a way in leads to, for its page; None if it was used or is too old. Uses nothing up."""
    way = WayIn.objects.filter(key_hash=hashed("way-in", key), at__gt=at - WayIn.LASTS)
    return Seat.objects.taken().filter(pk__in=way.values("seat_id")).select_related("person", "firm", "client").first()


def sweep(at: datetime) -> int:
    """Remove what can open nothing any more: old codes, ways in and sessions. Returns how many rows."""
    return (
        SignInCode.objects.filter(asked_at__lte=at - CODES_IN).delete()[0]
        + WayIn.objects.filter(at__lte=at - WayIn.LASTS).delete()[0]
        + Session.objects.filter(Q(expire_date__lte=at) | Q(seen_at__lte=at - UNUSED)).delete()[0]
    )
