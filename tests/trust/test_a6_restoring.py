"""A6: the database is put back from a backup, and `ours restored` is run; then everything that was given out before is
delivered: answers to letters, links, codes, cookies, addresses of programs. None reaches what it was not meant for.

Given out are two kinds of things: before the backup, and between it and the loss, which the backup knows nothing of. Of
both some were revoked meanwhile, which it does not know either.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

import pytest
from click.testing import CliRunner
from django.apps import apps
from django.core.management import call_command
from django.test import Client as Browser
from django.utils import timezone

from ours.cases import pack_acts
from ours.cases.models import PackOpening
from ours.cli import main
from ours.frame import state_acts as state
from ours.listen import acts as listen
from ours.listen.models import Message, Rung
from ours.listen.receiving import receive
from ours.people import acts as people
from ours.people import entrance
from ours.people.models import Session
from ours.post import bundling, passes, replies, sending
from ours.post.models import InboundMail, Letter
from ours.problem.measures import Reading
from ours.prove import inlet_acts, pulse_acts, pulse_rhythm_acts
from ours.prove.models import PulseAnswer
from ours.records import Record
from tests.cases.helping import permitted
from tests.cast import DAY, Cast, make_cast
from tests.conftest import signed_in_browser
from tests.people.entering import ask, code_in_letter, type_code
from tests.post.letters import answer
from tests.post.smtp import mail_server
from tests.trust.letters_waiting import sent_to
from tests.trust.programme import size, tell
from tests.trust.restoring import backup

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True)]


@dataclass
class Given:
    """What was given out: the letters with their reply addresses, and whatever opens something."""

    letters: list[Letter] = field(default_factory=list)
    pages: list[str] = field(default_factory=list)  # open something without signing in
    programs: list[str] = field(default_factory=list)
    browsers: list[Browser] = field(default_factory=list)
    codes: list[tuple[Browser, str]] = field(default_factory=list)
    ids: set[int] = field(default_factory=set)  # of everything there was


def give_out(cast: Cast, words: str, number: int) -> Given:
    """One of everything that leaves the house and can come back."""
    given, now = Given(), timezone.now()
    problem = cast.problem(words)
    question = listen.ask(problem, f"{words} Why?", by=cast.tom, at=now, asked_of=cast.bea, send=True)
    bundling.bundle_due(now + timedelta(hours=25 * number))
    given.letters = [Letter.objects.filter(person=cast.bea.person, kind="news").latest("pk")]
    given.pages.append(re.search(r"http://[^/\s]+(/answer/\S+/)", given.letters[0].text)[1])
    given.pages.append(f"/answer/{passes.issue(cast.bea, problem, question.pk, at=now)}/")
    case = permitted(cast)
    pack = pack_acts.make_pack("Somebody", words, [case], by=cast.tom, at=now)
    _link, key = pack_acts.make_link(pack, "Lea", expires_at=now + timedelta(days=9), by=cast.tom, at=now)
    given.pages.append(f"/shown/{key}/")
    given.pages.append(entrance.way_in(cast.imani, now))
    wanted = {"now": Decimal(1), "wanted": Decimal(9), "wanted_by": (now + timedelta(days=90)).date()}
    measure = state.set_measure(problem, words, **wanted, now_on=DAY.date(), by=cast.tom, at=now)
    program = inlet_acts.new_key()
    inlet_acts.open_inlet(measure, "Shop", program, by=cast.tom, at=now)
    given.programs.append(f"/readings/{program}/")
    given.browsers = [signed_in_browser(seat) for seat in (cast.ana, cast.bea, cast.imani)]
    asking = Browser()
    ask(asking, cast.bea.person.email)
    given.codes.append((asking, code_in_letter(cast.bea.person.email)))
    given.ids = every_id()
    return given


def ask_pulse(cast: Cast) -> str:
    """The page of a question of the pulse that went to Bea."""
    rhythm = pulse_rhythm_acts.propose_pulse(cast.growth, 7, by=cast.tom, at=DAY)
    pulse_rhythm_acts.agree_pulse(rhythm, by=cast.bea, at=DAY)
    pulse_acts.begin_for_everybody(DAY)
    pulse_acts.ask_due(timezone.now())
    letter = Letter.objects.filter(kind="pulse", person=cast.bea.person).latest("pk")
    return re.search(r"http://[^/\s]+(/pulse/[^/\s]{20,}/)", letter.text)[1]


def every_id() -> set[int]:
    """The ids of all records that have an address or could have one."""
    records = [model for model in apps.get_app_config("ours").get_models() if issubclass(model, Record)]
    return {pk for model in records for pk in model._default_manager.values_list("pk", flat=True)}


def arrived(given: Given) -> Iterator[str]:
    """Deliver everything once more; what reached anything."""
    for letter in given.letters:
        before = Message.objects.count() + Rung.objects.count()
        mail = answer(
            letter, "Forty-one.", at=timezone.now(), id=f"<late.{letter.pk}.{timezone.now().timestamp()}@x.example>"
        )
        outcome = receive(mail.as_bytes(), at=timezone.now())
        kept = InboundMail.objects.get(pk=outcome.mail)
        if Message.objects.count() + Rung.objects.count() != before or kept.state == "placed" or kept.problem_id:
            yield f"an answer to “{letter.subject}”"
    for page in given.pages:
        visitor = Browser()
        read = visitor.get(page).status_code
        sent = {visitor.post(page, {"words": "x", "answer": "no", "lasted": ""}).status_code}
        sent.add(visitor.post(f"{page}opened/", {}).status_code)
        if read < 400 or min(sent) < 400 or visitor.cookies.get("ours"):
            yield f"a link {page.split('/')[1]} ({read}, {sorted(sent)})"
    for page in given.programs:
        if Browser().post(page, {"value": "7"}).status_code != 404:
            yield "a reading of a program"
    for browser in given.browsers:
        if browser.get("/me/").status_code != 302:
            yield "a cookie"
    for browser, code in given.codes:
        if type_code(browser, code).status_code == 303:
            yield "a code"


@pytest.mark.parametrize("knows", [True, False], ids=["with ours restored", "it would be noticed"])
def test_nothing_that_was_given_out_before_reaches_anything(settings, knows):
    settings.SMTP_URL, settings.REPLY_ADDRESS = "", ""
    misrouted: list[str] = []
    delivered = 0
    for turn in range(size(1, 20) if knows else 1):
        if turn:
            _emptied()
        cast = make_cast()
        early = give_out(cast, "Before the backup.", 1)
        early.pages.append(ask_pulse(cast))
        waiting = list(Letter.objects.filter(state="waiting").values_list("pk", flat=True))
        put_back = backup()
        late = give_out(cast, "After the backup.", 2)
        people.leave(cast.imani, by=cast.ana, at=timezone.now())
        replies.revoke(cast.bea.person, at=timezone.now())
        assert list(arrived(late)), "before the loss, it reached something"
        late.ids = every_id()
        put_back()
        if knows:
            done = CliRunner().invoke(main, ["restored"])
            assert done.exit_code == 0, done.output
        there = every_id()
        fresh = give_out(cast, "After it was put back.", 3)
        new = fresh.ids - there
        misrouted += [f"the id {one} a second time" for one in new & (late.ids - there)]
        before = _written()
        for given in (early, late):
            misrouted += arrived(given)
            delivered += sum(map(len, (given.letters, given.pages, given.programs, given.browsers, given.codes)))
        if before != _written():
            misrouted.append("something was written down")
        misrouted += _sent(settings, waiting)
        assert list(arrived(fresh)), "what is given out afterwards counts"
    if knows:
        tell("A6", delivered=delivered, misrouted=len(misrouted))
        assert misrouted == []
    else:
        reached = {one.split()[0] + " " + one.split()[1] for one in misrouted}
        assert reached >= {"an answer", "a link", "a reading", "a cookie"}


def _written() -> tuple[int, ...]:
    return PackOpening.objects.count(), Reading.objects.count(), PulseAnswer.objects.count()


def _sent(settings, waiting: list[int]) -> Iterator[str]:
    """What of the letters that waited in the backup goes out (again)."""
    with mail_server() as (_keeping, port):
        sent_to(settings, port)
        while sending.send_due(timezone.now() + timedelta(days=9)):
            pass
    settings.SMTP_URL = ""
    for letter in Letter.objects.filter(pk__in=waiting, state="sent"):
        yield f"a letter again: {letter.subject}"


def _emptied() -> None:
    Session.objects.all().delete()
    call_command("flush", verbosity=0, interactive=False)
