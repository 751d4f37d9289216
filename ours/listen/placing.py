"""Where a mail belongs: a new problem, something said at a table, or the tray in which an expert places it.

A From field is whatever its sender wrote into it. So a mail speaks at a table only as the answer to a letter: to its
reply address (`answering.py`), or to its message id, which nobody else has seen. Without one it opens a problem, in the
name of client people only, and where a mail server is named that checks senders, only if it found this one genuine.
What is doubtful waits unverified in the tray.
"""

from datetime import datetime

from django.db.models import Q
from django.utils.translation import gettext as _

from ours.listen import answering, machines
from ours.listen.answering import Answer, Became, Doubt, Unclear
from ours.listen.intake_acts import keep_request
from ours.listen.intake_files import File
from ours.listen.models import Channel
from ours.people.models import Client, Engagement, Seat, Side
from ours.post import replies
from ours.post.bounces import letters_named
from ours.post.models import InboundMail, Notice
from ours.post.reading import Reading
from ours.problem.access import visible_problems
from ours.problem.acts import headline_of

State = InboundMail.State
MESSAGE_ID = 250  # characters of a message id that are kept; what PostgreSQL can index in any script
GREETING_WORDS = 6


def place(mail: InboundMail, reading: Reading, *, at: datetime) -> str:
    """Decide what becomes of a mail and do it; saves the mail. Inside a transaction.

    `mail` carries what its head says and its firm. Returns one line for people: what was done.
    """
    earlier = _earlier(mail)
    if earlier is not None:
        return _now(mail, State.DOUBLE, _("This mail came in before, as mail %(id)s.") % {"id": earlier})
    if not reading.ok:
        return _now(mail, State.PARKED, _(reading.reason))
    if machines.is_ours(reading):
        return _now(mail, State.LEFT, _("It is a letter of ours that came back by itself."))
    if reading.automatic:
        fate = machines.fate_of(mail, reading, at=at)
        mail.letter = fate.letter
        return _now(mail, fate.state, fate.reason)
    found = answering.by_address(mail, reading, at=at)
    if found is not None:
        return _answer(mail, reading, found, at=at)
    if mail.firm is None:
        return _now(mail, State.TRAY, _("None of the mailboxes that it went to belongs to a firm here."))
    return _placed_for_firm(mail, reading, at=at)


def first_words(words: str) -> str:
    """The words without a greeting on their first line ("Hi Ana,"), where something follows it."""
    first, _break, rest = words.strip().partition("\n")
    greeting = first.rstrip().endswith((",", "!", ":", "，", "、")) and len(first.split()) <= GREETING_WORDS
    return rest.strip() if greeting and rest.strip() else words


def files_of(reading: Reading) -> list[File]:
    """The files that came with a mail."""
    return [File(one.filename, one.content_type, one.data) for one in reading.attached]


def asked_at(mail: InboundMail, at: datetime) -> datetime:
    """When a mail was sent as it says itself, unless that is still to come."""
    return mail.sent_at if mail.sent_at and mail.sent_at <= mail.at else min(mail.at, at)


def _placed_for_firm(mail: InboundMail, reading: Reading, *, at: datetime) -> str:
    if not mail.from_address:
        return _now(mail, State.TRAY, _("It does not say who sent it."))
    of_person = Seat.objects.taken().filter(firm=mail.firm, person__email=mail.from_address)
    seats = list(of_person.select_related("client", "firm", "person"))
    if not seats:
        return _from_unknown(mail)
    if answering.is_forged(reading):
        return _answer(mail, reading, Doubt(answering.forged(reading), seats[0]), at=at)
    clients = [seat for seat in seats if seat.side == Side.CLIENT]
    if len(clients) == 1:
        mail.seat, mail.client = clients[0], clients[0].client
    answers = _answers(mail, reading, seats, at=at)
    if answers is not None:
        return _answer(mail, reading, answers, at=at)
    if len(clients) < len(seats):
        forwarded = _("It comes from %(name)s. If it was passed on, say whose words it holds.")
        return _now(mail, State.TRAY, forwarded % {"name": seats[0].name})
    if answering.is_unchecked(reading):
        return _answer(mail, reading, _unchecked(mail, seats[0]), at=at)
    if len(clients) > 1:
        several = _("%(name)s belongs to several clients: say which one it is about.")
        return _now(mail, State.TRAY, several % {"name": clients[0].name})
    return _request(mail, reading, clients[0], at=at)


def _unchecked(mail: InboundMail, seat: Seat) -> Doubt:
    told = _("The mail server does not say that it really comes from %(address)s.")
    return Doubt(told % {"address": mail.from_address}, seat)


def _request(mail: InboundMail, reading: Reading, seat: Seat, *, at: datetime) -> str:
    words = reading.words.strip() or mail.subject
    if not words:
        return _now(mail, State.TRAY, _("There are no words in it."))
    engagements = list(Engagement.objects.filter(client=seat.client, ended_at__isnull=True)[:2])
    if not engagements:
        return _now(mail, State.TRAY, _("%(client)s has no open engagement.") % {"client": seat.client})
    if len(engagements) > 1:
        reason = _("%(client)s has several open engagements: say which one it is about.")
        return _now(mail, State.TRAY, reason % {"client": seat.client})
    problem = keep_request(
        engagements[0],
        words,
        asked_by=seat,
        asked_at=asked_at(mail, at),
        channel=Channel.MAIL,
        by=seat,
        at=at,
        subject=mail.subject,
        html=reading.html,
        mail=mail.pk,
        files=files_of(reading),
        headline=first_words(words),
    )
    mail.problem = problem
    _now(mail, State.PLACED)
    told = {"id": problem.pk, "client": seat.client, "name": seat.name, "words": _short(problem.headline)}
    return _("New problem %(id)s for %(client)s from %(name)s: “%(words)s”") % told


def _answers(
    mail: InboundMail, reading: Reading, seats: list[Seat], *, at: datetime
) -> Answer | Doubt | Unclear | None:
    """What a mail answers that came to no reply address but names a letter or an earlier mail; None if it does not."""
    named = [name[:MESSAGE_ID] for name in (reading.in_reply_to, *reversed(reading.references)) if name]
    if not named:
        return None
    letters = {letter.message_id: letter for letter in letters_named(named, mail.firm)}
    about: dict[str, set[int]] = {name: set() for name in letters}
    told = Notice.objects.filter(letter__message_id__in=letters, problem__firm=mail.firm)
    for name, problem_id in told.values_list("letter__message_id", "problem_id"):
        about[name].add(problem_id)
    placed = InboundMail.objects.filter(firm=mail.firm, message_id__in=named, state=State.PLACED, problem__isnull=False)
    for name, problem_id in placed.values_list("message_id", "problem_id"):
        about.setdefault(name, set()).add(problem_id)
    answered = next((one for one in named if one in about), None)
    if answered is None:
        return None
    letter = letters.get(answered)
    speakers = [
        seat
        for seat in seats
        if seat.side == Side.CLIENT or (letter is not None and letter.person_id == seat.person_id)
    ]
    found = [
        (seat, problem)
        for seat in speakers
        for problem in visible_problems(seat)
        .filter(pk__in=about[answered])
        .select_related("engagement", "client", "firm")
    ]
    if len(found) == 1:
        [(seat, problem)] = found
        if answering.is_unchecked(reading):
            return _unchecked(mail, seat)
        if letter is None:
            return Answer(seat, problem)
        if letter.person_id != seat.person_id:
            told_to = _("It answers a letter that went to somebody else than %(name)s.")
            return Doubt(told_to % {"name": seat.name}, seat)
        address = replies.of_letter(letter, problem)
        void = address is not None and replies.why_void(address, at)
        if void or at >= letter.at + replies.LASTS:
            return Doubt(void or _("The letter that it answers is too old to be answered by mail."), seat)
        if address is None:
            return Answer(seat, problem, letter=letter)
        return Answer(seat, problem, address.question, letter, address.ideas)
    if found or not about[answered]:
        return Unclear(_("It answers a letter of ours that is not about one problem."))
    return Unclear(_("It answers something from a table at which %(name)s has no seat.") % {"name": seats[0].name})


def _answer(mail: InboundMail, reading: Reading, found: Answer | Doubt | Unclear, *, at: datetime) -> str:
    if isinstance(found, Doubt):
        mail.seat, mail.client = None, found.about.client if found.about else None
        return _now(mail, State.UNVERIFIED, found.reason)
    if isinstance(found, Unclear):
        if found.seat is not None:
            mail.seat, mail.client = found.seat, found.seat.client
        return _now(mail, State.TRAY, found.reason)
    seat, problem = found.seat, found.problem
    mail.letter = found.letter
    words = reading.words.strip() or mail.subject
    if not words:
        return _now(mail, State.TRAY, _("There are no words in it."))
    stopped = answering.stopped(found, words, at=at)
    if stopped:
        return _now(mail, State.TRAY, stopped)
    became = answering.take_in(mail, found, words, html=reading.html, files=files_of(reading), at=at)
    mail.seat, mail.client, mail.problem = seat, problem.client, problem
    _now(mail, State.PLACED)
    said = {"id": problem.pk, "client": problem.client, "name": seat.name, "words": _short(first_words(words))}
    if became is Became.IDEA:
        return _("An idea at problem %(id)s of %(client)s by %(name)s: “%(words)s”") % said
    if became is Became.ANSWER:
        return _("Answered at problem %(id)s of %(client)s by %(name)s: “%(words)s”") % said
    return _("Said at problem %(id)s of %(client)s by %(name)s: “%(words)s”") % said


def _from_unknown(mail: InboundMail) -> str:
    domain = mail.from_address.rpartition("@")[2]
    with_domain = list(Client.objects.filter(firm=mail.firm, domain=domain)[:2]) if domain else []
    if len(with_domain) != 1:
        return _now(mail, State.TRAY, _("%(address)s is not known here.") % {"address": mail.from_address})
    mail.client = with_domain[0]
    reason = _("%(address)s is not known here; the address looks like %(client)s.")
    return _now(mail, State.TRAY, reason % {"address": mail.from_address, "client": mail.client})


def _earlier(mail: InboundMail) -> int | None:
    """Id of the mail that this one repeats: the same bytes, or the same sender's same words under the same id."""
    others = InboundMail.objects.filter(firm=mail.firm).exclude(pk=mail.pk).exclude(state=State.DOUBLE)
    # Of two copies that come in at the same moment the one with the lower id counts.
    others = others.filter(~Q(state=State.NEW) | Q(pk__lt=mail.pk))
    same = Q(digest=mail.digest)
    if mail.message_id and mail.from_address:
        same |= Q(message_id=mail.message_id, from_address=mail.from_address, words=mail.words)
    elif mail.from_address and mail.sent_at and mail.words:
        same |= Q(
            message_id="",
            from_address=mail.from_address,
            sent_at=mail.sent_at,
            subject=mail.subject,
            words=mail.words,
        )
    return others.filter(same).order_by("pk").values_list("pk", flat=True).first()


def _now(mail: InboundMail, state: str, reason: str = "") -> str:
    """Save what became of a mail; the line that tells it where nothing was put on a table."""
    mail.state, mail.reason = state, reason
    mail.save(update_fields=["state", "reason", "client", "seat", "problem", "letter"])
    told = {"id": mail.pk, "firm": mail.firm or _("nobody"), "reason": reason}
    if state == State.TRAY:
        return _("In the tray of %(firm)s, mail %(id)s: %(reason)s") % told
    if state == State.UNVERIFIED:
        return _("Not verified, in the tray of %(firm)s, mail %(id)s: %(reason)s") % told
    return _("Kept as it came, mail %(id)s: %(reason)s") % told


def _short(words: str) -> str:
    line = headline_of(words)
    return line if len(line) <= 80 else line[:79].rsplit(" ", 1)[0] + "…"
