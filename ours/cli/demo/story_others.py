"""Five more engagements, each at another point of the way."""

from collections.abc import Callable
from decimal import Decimal

from ours.aside import acts as aside
from ours.cli.demo import story_tended
from ours.cli.demo.stage import Stage
from ours.cli.demo.story_ways import bakery_ways
from ours.frame import acts as frame
from ours.frame import dispute_acts as dispute
from ours.frame import state_acts as state
from ours.listen import acts as listen
from ours.listen import intake_acts as intake
from ours.listen import receiving
from ours.listen import session_acts as talk
from ours.listen.models import Channel
from ours.own import acts as own
from ours.people.models import Role
from ours.problem import acts as problems
from ours.problem.models import Seriousness


def clinics(stage: Stage) -> None:
    """Hartmann Clinics: the same words are not agreed; somebody disagrees with how it is put."""
    clock, ana, tom = stage.clock, stage.ana, stage.tom
    engagement = stage.client("Hartmann Clinics", "Patients' way in", "hartmann.example", crew=(tom,))
    osei = stage.invite(
        engagement.client, "Dr Esi Osei", "osei@hartmann.example", "head of outpatients", role=Role.SPONSOR
    )
    paul = stage.invite(
        engagement.client, "Paul Lund", "lund@hartmann.example", "front office", role=Role.CONTACT, level=2, boss=osei
    )
    problem = intake.keep_request(
        engagement,
        "We need a second person at the desk on Mondays, the queue reaches the lift.",
        asked_by=osei,
        asked_at=clock.at(26, 15),
        channel=Channel.CALL,
        by=tom,
        at=clock.at(26, 16),
    )
    problems.seat_at(problem, paul, by=osei, at=clock.at(25))
    problems.call_serious(problem, Seriousness.SERIOUS, by=tom, at=clock.at(25))
    asked = listen.ask(
        problem, "What are people waiting for when they stand there?", by=tom, at=clock.at(24), asked_of=paul
    )
    rung = listen.answer(
        asked,
        "Mostly for us to find their referral. One in four is not in our system when they arrive.",
        said_by=paul,
        by=paul,
        at=clock.at(24, 12),
    )
    listen.mark(rung, "measure", suggested="measure", by=tom, at=clock.at(24, 13))
    listen.confirm(rung, by=osei, at=clock.at(23))
    listen.name_need(
        rung, "Referrals that are there before the patient is", verdict="redirected", by=tom, at=clock.at(22)
    )
    first = frame.word(
        problem,
        "One patient in four arrives without a referral we can find: our two systems number people differently.",
        based_on=0,
        by=tom,
        at=clock.at(20),
    )
    frame.ask_to_sign(problem, [osei, paul, tom], by=tom, at=clock.at(20))
    frame.agree(problem, first, by=tom, at=clock.at(20, 10))
    frame.agree(problem, first, by=osei, at=clock.at(19))
    own.own(problem, ana, by=ana, at=clock.at(12))
    own.own(problem, osei, by=osei, at=clock.at(12, 15))
    missed = own.commit(problem, "Count how many referrals come by fax", clock.day(-2), by=ana, at=clock.at(9))
    dispute.disagree(
        problem,
        "words",
        common_ground="One in four referrals cannot be found on arrival; we counted it together for two weeks.",
        words="The numbering is one reason. The other: practices send them by fax on Fridays, and that is not in it.",
        statement=first,
        by=paul,
        at=clock.at(4, 11),
    )
    aside.note(problem, "Paul is right about the fax. Let us say so first.", by=tom, at=clock.at(3))
    own.miss(missed, "The list came on Monday only.", by=ana, at=clock.at(1, 9))
    clock.evening(1)


def bakery(stage: Stage) -> None:
    """Lindgren Bakery: signed, but nobody on the client's side owns it: an empty chair."""
    clock, jun = stage.clock, stage.jun
    engagement = stage.client("Lindgren Bakery", "Order week", "lindgren.example", crew=(jun,))
    maja = stage.invite(engagement.client, "Maja Lindgren", "maja@lindgren.example", "owner", role=Role.SPONSOR)
    problem = intake.keep_request(
        engagement,
        "Please build us an app in which the cafés can order. They ring all morning.",
        asked_by=maja,
        asked_at=clock.at(20),
        channel=Channel.FORM,
        by=maja,
        at=clock.at(20),
    )
    asked = listen.ask(problem, "What do they ring about?", by=jun, at=clock.at(19))
    rung = listen.answer(
        asked,
        "They change what they ordered, because their list and ours are not the same.",
        said_by=maja,
        by=maja,
        at=clock.at(18),
    )
    listen.mark(rung, "outcome", suggested="outcome", by=jun, at=clock.at(18, 12))
    listen.name_need(rung, "One list that both plan with", verdict="redirected", by=jun, at=clock.at(17))
    words = frame.word(
        problem, "We plan the bakery's week on two different order lists.", based_on=0, by=jun, at=clock.at(16)
    )
    frame.agree(problem, words, by=jun, at=clock.at(16, 10))
    frame.agree(problem, words, by=maja, at=clock.at(15))
    state.say_state(problem, "now", "Eleven changed orders on a normal morning.", by=maja, at=clock.at(14))
    state.say_state(problem, "wanted", "Two, and both before six.", by=maja, at=clock.at(14, 10))
    state.set_measure(
        problem,
        "changed orders a morning",
        now=Decimal(11),
        wanted=Decimal(2),
        wanted_by=clock.day(60),
        now_on=clock.day(-14),
        by=jun,
        at=clock.at(14, 11),
    )
    own.own(problem, jun, by=jun, at=clock.at(13))
    bakery_ways(stage, problem, maja)
    own.commit(problem, "Lay both lists side by side for one week", clock.day(2), by=jun, at=clock.at(6))
    clock.evening(6)


def borough(stage: Stage) -> None:
    """Borough of Eastmere: serious, written twice, and silent for nine days: overgrown, and it spreads."""
    clock, jun = stage.clock, stage.jun
    engagement = stage.client("Borough of Eastmere", "Answers", "eastmere.example", crew=(jun,))
    priya = stage.invite(engagement.client, "Priya Nair", "nair@eastmere.example", "press office", role=Role.SPONSOR)
    problem = intake.keep_request(
        engagement,
        "Residents read our answers in the newspaper before they get them from us. We want a newsletter.",
        asked_by=priya,
        asked_at=clock.at(16),
        channel=Channel.FORM,
        by=priya,
        at=clock.at(16),
    )
    problems.call_serious(problem, Seriousness.SERIOUS, by=jun, at=clock.at(15))
    asked = listen.ask(problem, "How long does an answer take today, from question to letter?", by=jun, at=clock.at(15))
    rung = listen.answer(
        asked,
        "Nineteen days in the middle; the newspaper asks us and prints it after four.",
        said_by=priya,
        by=priya,
        at=clock.at(10),
    )
    listen.mark(rung, "measure", suggested="measure", by=jun, at=clock.at(9))
    effect = story_tended.spreads(stage, engagement, priya, problem)
    intake.say(problem, "Have you had a look at the nineteen days yet?", by=priya, at=clock.at(6))
    intake.say(problem, "The council meets on Thursday, it would help to know where we are.", by=priya, at=clock.at(2))
    story_tended.asked_again(effect, stage)
    clock.evening(2)


def foundry(stage: Stage) -> None:
    """Ferro Foundry: asked this morning, nothing probed yet."""
    clock, tom = stage.clock, stage.tom
    engagement = stage.client("Ferro Foundry", "New people", "ferro.example", crew=(tom,))
    luca = stage.invite(engagement.client, "Luca Ferro", "luca@ferro.example", "runs the foundry", role=Role.SPONSOR)
    intake.keep_request(
        engagement,
        "We need a handbook for new people. They ask the same things every week.",
        asked_by=luca,
        asked_at=clock.at(0, 8),
        channel=Channel.FORM,
        by=luca,
        at=clock.at(0, 8),
    )


def school(stage: Stage) -> None:
    """Osterby School: a talk was read back and waits for "you heard me"; something is parked; one blind draft lies."""
    clock, ana, jun = stage.clock, stage.ana, stage.jun
    engagement = stage.client("Osterby School", "Timetable", "osterby.example", crew=(jun,))
    vera = stage.invite(engagement.client, "Vera Dahl", "dahl@osterby.example", "head of school", role=Role.SPONSOR)
    nils = stage.invite(
        engagement.client,
        "Nils Ekman",
        "ekman@osterby.example",
        "plans the hours",
        role=Role.MEMBER,
        level=2,
        boss=vera,
    )
    problem = intake.keep_request(
        engagement,
        "Can you train us on the timetable program? Half a day should do.",
        asked_by=vera,
        asked_at=clock.at(9, 10),
        channel=Channel.MEETING,
        by=jun,
        at=clock.at(9, 12),
    )
    problems.seat_at(problem, nils, by=vera, at=clock.at(9, 13))
    problems.call_serious(problem, Seriousness.MINOR, by=jun, at=clock.at(9, 14))
    session = talk.begin(problem, by=jun, at=clock.at(5, 13), place="In a call")
    asked = listen.ask(
        problem, "When did the program last get in your way?", by=jun, at=clock.at(5, 13, 4), session=session
    )
    rung = listen.answer(
        asked,
        "On Monday: three lessons moved, and the parents knew it from the children.",
        said_by=vera,
        by=jun,
        at=clock.at(5, 13, 8),
        channel=Channel.CALL,
    )
    listen.mark(rung, "outcome", suggested="outcome", by=jun, at=clock.at(5, 13, 9))
    talk.play_back(
        session,
        "Lessons move, and parents hear of it from their children. You asked for training; what you told of is the "
        "morning on which nobody knew.",
        by=jun,
        at=clock.at(5, 13, 40),
    )
    talk.end(session, by=jun, at=clock.at(5, 13, 41))
    listen.confirm(rung, by=vera, at=clock.at(5, 15))
    frame.lay_draft(
        problem,
        "We hear of changes at the school after the parents do.",
        "We believe the school sees a program that nobody can handle.",
        number=1,
        by=jun,
        at=clock.at(4),
    )
    problems.park(
        problem,
        what="topic",
        words="Which program to use from autumn on",
        reason="We want to know first what has to be told to whom.",
        agreed_by=[vera, jun],
        back_on=clock.day(21),
        by=jun,
        at=clock.at(4, 10),
    )
    story_tended.told(problem, stage)
    second = intake.keep_request(
        engagement,
        "The boiler house is rented out from spring, could you help us find out who wants it?",
        asked_by=vera,
        asked_at=clock.at(12),
        channel=Channel.CALL,
        by=jun,
        at=clock.at(12),
    )
    problems.park(
        second,
        what="problem",
        words="Who wants the boiler house",
        reason="The timetable first; the lease is not signed before.",
        agreed_by=[vera, ana],
        back_on=clock.day(34),
        by=ana,
        at=clock.at(11),
    )
    clock.evening(4)


MAIL = b"""\
From: Henrik Holm <henrik.holm@holmtimber.example>
To: Neon <help@neon.example>
Subject: Our quotes
Message-ID: <quotes.1@holmtimber.example>
Date: %s
Content-Type: text/plain; charset=utf-8

Good morning,

Maja Lindgren told me about you. Our quotes go out late and we lose work over it.
Could you set up a better form for them?

Henrik Holm
"""


def stranger(stage: Stage) -> None:
    """A mail from somebody unknown, waiting in the tray."""
    sent = stage.clock.at(0, 7)
    receiving.receive(MAIL % sent.strftime("%a, %d %b %Y %H:%M:%S +0000").encode(), at=sent)


PARTS: list[Callable[[Stage], None]] = [clinics, bakery, borough, foundry, school]
