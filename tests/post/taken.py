"""What became of mails that came in while workers were killed: each kept once, each at its place once."""

import time
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta
from email.message import EmailMessage
from itertools import count
from threading import Event as Flag
from typing import Any, NamedTuple

from django.conf import settings
from django.core.management import call_command
from django.db import close_old_connections, connection
from django.utils import timezone

from ours.listen.models import Message, Request
from ours.people.models import Person, Seat
from ours.post import replies
from ours.post.models import InboundMail, Letter, Notice
from ours.problem.acts import seat_at
from ours.problem.models import Event, Problem
from ours.solve import idea_acts
from ours.solve.models import Idea
from tests.cast import make_cast, person, seat
from tests.cli import kept
from tests.post.smtp import Keeping

EACH = 9  # mails; from more in an hour a machine is suspected
GIVEN_UP = "Reading it was begun twice and never ended."


class Correspondent(NamedTuple):
    """Somebody at the client, and where their mails go: what is said, ideas, and what they ask for anew."""

    email: str
    said: str
    ideas: str
    mailbox: str


def prepare(most: int) -> list[Correspondent]:
    """An installation with enough people for so many mails, each at a table of their own."""
    settings.MIGRATION_MODULES = {"ours": None}  # the tables as the models say
    call_command("migrate", run_syncdb=True, verbosity=0)
    cast, now = make_cast(), timezone.now()
    people = []
    for number in range(most // EACH + 2):
        writer = person(f"writer{number} Reyes")
        who = seat(writer, cast.neon, cast.yoga, level=2)
        problem = cast.problem(f"Number {number}.", by=who, at=now)
        wish = idea_acts.ask(problem, "Any ideas?", [who], by=cast.tom, at=now)
        given: dict[str, Any] = {"seat": who, "problem": problem, "at": now}
        said = replies.issue(writer, cast.neon, **given)
        ideas = replies.issue(writer, cast.neon, ideas=wish.pk, **given)
        people.append(Correspondent(writer.email, said, ideas, cast.neon.mailbox))
    seat_at(problem, cast.imani, by=cast.tom, at=now)  # from here on everything is counted
    Person.objects.update(letters_per_day=30_000)
    Notice.objects.all().delete()
    connection.close()
    return people


def mails(name: str, people: list[Correspondent]) -> Iterator[tuple[str, str, bytes]]:
    """(a word that stands in nothing else, the recipient, the mail), a few of each person's."""
    numbers = count()
    for who in people:
        for turn in range(EACH):
            word = f"{name}x{next(numbers)}x"
            to = (who.said, who.ideas, who.mailbox)[turn % 3]
            message = EmailMessage()
            message["From"], message["To"], message["Subject"] = who.email, to, "Answer"
            message["Message-ID"] = f"<{word}@yoga.example>"
            # A first mail is told twice, as what was put on the table and as what was asked for.
            message.set_content(f"Please, {word}." if to == who.mailbox else f"{word} and that is that.")
            yield word, to, message.as_bytes()


def let_time_pass(over: Flag) -> None:
    """A minute goes by in seconds: what waits to be told or to be read once more is due."""
    while not over.wait(1):
        close_old_connections()
        now = timezone.now()
        Notice.objects.filter(letter__isnull=True, due_at__gt=now).update(due_at=now)
        begun = InboundMail.objects.filter(state="new", at__lt=now - timedelta(seconds=6))
        begun.filter(at__gt=now - timedelta(minutes=1)).update(at=now - timedelta(minutes=2))
    connection.close()


def wait_until_done(sent: list[str], seconds: float) -> None:
    """Until every mail is in and read, and no letter waits."""
    until, there = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        close_old_connections()
        there = InboundMail.objects.exclude(state__in=("new", "double")).count()
        waits = Notice.objects.filter(letter__isnull=True, dropped_at__isnull=True).exists()
        waits |= Letter.objects.filter(state=Letter.State.WAITING).exists()
        if there >= len(sent) and not waits and not InboundMail.objects.filter(state="new").exists():
            return
        time.sleep(0.5)
    raise AssertionError(f"Of {len(sent)} mails {there} are in; notices or letters wait: {waits}")


def what_is_wrong(sent: list[str]) -> list[str]:
    """Sentences on every mail that was lost, or stands somewhere twice."""
    wrong = []
    rows: dict[str, list[InboundMail]] = {}
    for mail in InboundMail.objects.order_by("pk"):
        # Where reading it never came to an end, nothing but its bytes is known.
        rows.setdefault(_word(bytes(mail.raw).partition(b"Message-ID: <")[2][:40].decode()), []).append(mail)
    at_table: Counter[str] = Counter()
    for words in (*_words(Message), *_words(Request)):
        at_table[_word(words)] += 1
    ideas = Counter(_word(words) for words in _words(Idea))
    told = Counter(_word(str(event.told.get("words", ""))) for event in _events())
    for word in sent:
        known = [mail for mail in rows.get(word, []) if mail.state != InboundMail.State.DOUBLE]
        # One that was sent again may have come in whole beside the one whose reader was killed twice.
        given_up = [mail for mail in known if (mail.state, mail.reason) == (InboundMail.State.PARKED, GIVEN_UP)]
        counted = [mail for mail in known if mail not in given_up] or given_up[:1]
        if len(counted) != 1:
            wrong.append(f"{word} is kept {len(counted)} times, and {len(rows.get(word, []))} times with doubles")
            continue
        [mail] = counted
        expected = int(mail.state == InboundMail.State.PLACED)
        if not expected and (mail.state, mail.reason) != (InboundMail.State.PARKED, GIVEN_UP):
            wrong.append(f"{word} is {mail.state}: {mail.reason}")
        if at_table[word] != expected or told[word] != expected or ideas[word] > expected:
            wrong.append(
                f"{word} is {mail.state} and stands {at_table[word]} times at a table, {ideas[word]} times among the "
                f"ideas, and {told[word]} times in the history"
            )
    wrong += [f"{word} was never sent" for word in rows if word not in set(sent)]
    return wrong


def torn(letters: Keeping) -> list[str]:
    """Sentences on tables that say something else than their records, and on letters lost or doubled."""
    return kept.torn(letters)


def figures(letters: Keeping) -> dict[str, Any]:
    """How much there was of everything."""
    states = Counter(InboundMail.objects.values_list("state", flat=True))
    found: dict[str, Any] = {f"mails {state}": number for state, number in sorted(states.items())}
    found |= {"said": Message.objects.count(), "ideas": Idea.objects.count(), "asked for": Request.objects.count()}
    found |= {"tables": Problem.objects.count(), "people": Seat.objects.count()}
    found |= kept.figures(letters)
    return found


def _words(model: Any) -> list[str]:
    return list(model._default_manager.values_list("words", flat=True))


def _events() -> Any:
    return Event.objects.filter(kind__in=("said", "idea_given", "asked_for"))


def _word(words: str) -> str:
    found = kept.WORD.search(words)
    return found[0] if found else ""
