"""Sundberg Bikes: solved on its measure, confirmed by the client, lasted so far, and told as a case."""

from decimal import Decimal

from ours.cases import case_acts, pack_acts, permission_acts
from ours.cases.record import story_of
from ours.cli.demo.stage import Stage
from ours.frame import acts as frame
from ours.frame import state_acts as state
from ours.frame.models import Measure
from ours.listen import acts as listen
from ours.listen import intake_acts as intake
from ours.listen.models import Channel
from ours.own import acts as own
from ours.people.models import Engagement, Role, Seat
from ours.problem import acts as problems
from ours.problem.models import Problem, Seriousness
from ours.prove import lasting_acts, pulse_acts, pulse_rhythm_acts, revenue_acts, solving_acts
from ours.prove.models import PulseQuestion
from ours.solve import attempt_acts, option_acts
from ours.solve.models import Option

# Days ago, and calls in a week.
READINGS = ((98, 58), (84, 41), (70, 37), (56, 30), (42, 16), (35, 11), (28, 9), (14, 8))


def tell(stage: Stage) -> None:
    """From a wish for a booking form to a case that the next client may read."""
    engagement = stage.client("Sundberg Bikes", "The workshop", "sundberg.example", crew=(stage.tom,), since=118)
    eva = stage.invite(engagement.client, "Eva Sundberg", "eva@sundberg.example", "owner", role=Role.SPONSOR, since=117)
    kofi = stage.invite(
        engagement.client,
        "Kofi Mensah",
        "kofi@sundberg.example",
        "runs the workshop",
        role=Role.MEMBER,
        level=2,
        boss=eva,
        since=117,
    )
    problem = _heard(stage, engagement, eva, kofi)
    measure = _worded(stage, problem, eva, kofi)
    _rhythm(stage, engagement, eva)
    _tried(stage, problem, eva, kofi)
    _read(stage, measure, kofi, READINGS[1:-1])
    _solved(stage, problem, measure, eva, kofi)
    _asked_how_it_is(stage, kofi, eva)
    _told(stage, problem, eva)


def _heard(stage: Stage, engagement: Engagement, eva: Seat, kofi: Seat) -> Problem:
    clock, tom = stage.clock, stage.tom
    problem = intake.keep_request(
        engagement,
        "Could you put a booking form for repairs on our website? The telephone in the shop never stops.",
        asked_by=eva,
        asked_at=clock.at(112, 10),
        channel=Channel.CALL,
        by=tom,
        at=clock.at(112, 11),
        headline="Could you put a booking form for repairs on our website?",
    )
    problems.seat_at(problem, kofi, by=eva, at=clock.at(111))
    problems.call_serious(problem, Seriousness.MODERATE, by=tom, at=clock.at(111))
    first = listen.ask(problem, "What do people say when they call?", by=tom, at=clock.at(110, 9), asked_of=kofi)
    calls = listen.answer(
        first,
        "Hardly one in ten wants to book. The others ask whether their bike is ready.",
        said_by=kofi,
        by=kofi,
        at=clock.at(110, 12),
    )
    listen.mark(calls, "measure", suggested="measure", by=tom, at=clock.at(110, 13))
    listen.confirm(calls, by=eva, at=clock.at(109, 8))
    second = listen.ask(
        problem, "And when nobody has to answer that, what is different?", by=tom, at=clock.at(109, 9), about=calls
    )
    need = listen.answer(
        second,
        "Then I repair for two hours more a day, and nobody waits a week for a tyre.",
        said_by=kofi,
        by=kofi,
        at=clock.at(109, 17),
    )
    listen.mark(need, "outcome", suggested="outcome", by=tom, at=clock.at(108, 9))
    listen.confirm(need, by=eva, at=clock.at(108, 10))
    listen.name_need(
        need,
        "Whoever brings a bike knows without calling when it is ready",
        verdict="redirected",
        by=tom,
        at=clock.at(108, 11),
    )
    clock.evening(108)
    return problem


def _worded(stage: Stage, problem: Problem, eva: Seat, kofi: Seat) -> Measure:
    clock, tom = stage.clock, stage.tom
    words = frame.word(
        problem,
        "We do not tell people when their bike is ready, so they call, and each call takes the time in which it could "
        "have been repaired.",
        based_on=0,
        by=kofi,
        at=clock.at(106, 18),
    )
    frame.ask_to_sign(problem, [eva, kofi, tom], by=tom, at=clock.at(105, 9))
    for seat, day in ((tom, 105), (kofi, 105), (eva, 104)):
        frame.agree(problem, words, by=seat, at=clock.at(day, 12))
    state.say_state(
        problem, "now", "Fifty-eight calls a week ask whether a bike is ready.", by=kofi, at=clock.at(103, 9)
    )
    state.say_state(problem, "wanted", "Ten at most, in the season too.", by=eva, at=clock.at(103, 10))
    measure = state.set_measure(
        problem,
        "calls that ask whether it is ready",
        unit="a week",
        now=Decimal(58),
        wanted=Decimal(10),
        wanted_by=clock.day(-20),
        now_on=clock.day(-104),
        how="Strokes on the sheet beside the telephone, by whoever picks up.",
        by=kofi,
        at=clock.at(103, 11),
    )
    state.open_up(problem, "Two hours a day at the bench, and Saturdays without overtime.", by=eva, at=clock.at(102))
    own.own(problem, tom, by=tom, at=clock.at(102, 9))
    own.own(problem, kofi, by=kofi, at=clock.at(102, 10))
    counted = own.commit(problem, "Count the calls, every week", clock.day(-98), by=kofi, at=clock.at(101))
    own.keep(counted, "The sheet hangs beside the telephone.", by=kofi, at=clock.at(98, 18))
    clock.evening(98)
    return measure


def _rhythm(stage: Stage, engagement: Engagement, eva: Seat) -> None:
    clock = stage.clock
    pulse = pulse_rhythm_acts.propose_pulse(engagement, 30, by=stage.tom, at=clock.at(100, 9))
    pulse_rhythm_acts.agree_pulse(pulse, by=eva, at=clock.at(99, 9))
    month = clock.day(-90).replace(day=1)
    revenue_acts.note_revenue(engagement.client, month, Decimal(4200), "EUR", by=stage.ana, at=clock.at(60))


def _tried(stage: Stage, problem: Problem, eva: Seat, kofi: Seat) -> None:
    clock, tom = stage.clock, stage.tom
    page = attempt_acts.begin(
        problem,
        "A line on the website that says repairs take five days",
        "Half of the calls.",
        by=tom,
        at=clock.at(97, 9),
    )
    attempt_acts.note_result(
        page,
        "did_not",
        "Forty-one calls instead of fifty-eight for a week, then as before: the five days were right for tyres only.",
        "People do not want to know how long it takes, they want to know about theirs.",
        by=tom,
        at=clock.at(84, 9),
    )
    relief = option_acts.propose(
        problem,
        "relief",
        "A short message by hand, the moment a bike is hung up as ready",
        early=False,
        by=kofi,
        at=clock.at(82, 9),
    )
    lasting = option_acts.propose(
        problem,
        "lasting",
        "A tag on each bike that sends the message by itself when it is hung on the ready rail",
        early=False,
        relief=relief,
        by=tom,
        at=clock.at(81, 9),
    )
    _chosen(stage, relief, 80, eva, "Kofi writes them anyway.", own_share="Kofi can do this without us.")
    _chosen(
        stage,
        lasting,
        62,
        eva,
        "Thirty calls are left, and the messages get forgotten on full days.",
        own_share="Hanging the bikes on the rail; the tags and the program come from us.",
    )
    by_hand = attempt_acts.begin(
        problem, "Messages by hand for four weeks", "Fewer than thirty calls.", option=relief, by=kofi, at=clock.at(78)
    )
    attempt_acts.note_result(
        by_hand,
        "helped",
        "Thirty calls in the fourth week. On full days the messages are sent in the evening only.",
        "It works when it happens by itself.",
        by=kofi,
        at=clock.at(56, 18),
    )
    tags = attempt_acts.begin(
        problem,
        "Tags on every bike, the rail tells when it is ready",
        "Ten calls at most.",
        option=lasting,
        by=tom,
        at=clock.at(50),
    )
    attempt_acts.note_result(
        tags,
        "helped",
        "Nine calls in the third week, with twice as many bikes as in March.",
        "The message must name the bike, not the order.",
        by=kofi,
        at=clock.at(28, 18),
    )
    own.note_ability(problem, "Sets up the tags for new bikes without us", by=kofi, at=clock.at(26))


def _chosen(stage: Stage, option: Option, day: int, eva: Seat, reason: str, *, own_share: str) -> None:
    at, tom = stage.clock.at, stage.tom
    relief = option.kind == Option.Kind.RELIEF
    option_acts.hold_against(
        option,
        "gap",
        "part" if relief else "all",
        "The calls about bikes that are ready; those about the price stay.",
        by=tom,
        at=at(day, 8),
    )
    option_acts.hold_against(
        option, "has", "part" if relief else "none", "A telephone that sends messages.", by=eva, at=at(day, 8, 10)
    )
    option_acts.hold_against(option, "does", "all" if relief else "part", own_share, by=eva, at=at(day, 8, 20))
    option_acts.take_position(option, "for", "It tells people about their own bike.", by=eva, at=at(day, 9))
    option_acts.take_position(option, "for", "It answers what they really call for.", by=tom, at=at(day, 9, 5))
    option_acts.decide(option, "chosen", reason, again_on=stage.clock.day(30), by=tom, at=at(day, 10))


def _read(stage: Stage, measure: Measure, kofi: Seat, readings: tuple[tuple[int, int], ...]) -> None:
    clock = stage.clock
    for days_ago, calls in readings:
        state.take_reading(measure, Decimal(calls), on=clock.day(-days_ago), by=kofi, at=clock.at(days_ago, 19))


def _solved(stage: Stage, problem: Problem, measure: Measure, eva: Seat, kofi: Seat) -> None:
    clock = stage.clock
    proposal = solving_acts.propose_solved(
        problem,
        "Nine calls, and it is the season.",
        measure=measure,
        again_on=clock.day(-4),
        by=stage.tom,
        at=clock.at(27, 9),
    )
    solved = solving_acts.confirm_solved(
        proposal, "On Saturday I heard the telephone ring and looked up; it was my mother.", by=eva, at=clock.at(25, 20)
    )
    _read(stage, measure, kofi, READINGS[-1:])
    lasting_acts.ask_due(clock.at(4, 10))
    lasting_acts.say_lasted(
        solved, "Eight in the last week, with two new people at the counter.", by=eva, at=clock.at(3)
    )


def _asked_how_it_is(stage: Stage, kofi: Seat, eva: Seat) -> None:
    clock = stage.clock
    said = {
        (kofi, 90): ("partly", "I still pick up the telephone."),
        (eva, 90): ("yes", ""),
        (kofi, 55): ("yes", ""),
        (eva, 55): ("yes", "I have told the bakery about you."),
        (kofi, 20): ("yes", "Somebody asked what I need, not what I order."),
    }
    for days_ago in (90, 55, 20):
        at = clock.at(days_ago, 9)
        pulse_acts.begin_for_everybody(clock.at(days_ago + 3))
        pulse_acts.ask_due(at)
        for question in PulseQuestion.objects.filter(at=at).select_related("pulse__seat"):
            if answer := said.get((question.pulse.seat, days_ago)):
                pulse_acts.answer(question, *answer, at=clock.at(days_ago, 18))
        clock.evening(days_ago)


def _told(stage: Stage, problem: Problem, eva: Seat) -> None:
    clock, tom = stage.clock, stage.tom
    problem.refresh_from_db()
    case = case_acts.draft_case(problem, story_of(problem), by=tom, at=clock.at(2, 9))
    asked = permission_acts.ask_permission(
        case, eva, "May we show this to others who cannot get to the bench for the telephone?",
        version=case.version, by=tom, at=clock.at(2, 10),
    )  # fmt: skip
    permission_acts.answer_permission(
        asked, "named", "Gladly. Leave the wages out.", quotes=True, by=eva, at=clock.at(1, 20)
    )
    case.refresh_from_db()
    pack_acts.make_pack(
        "Holm Timber", "Quotes that go out late, telephones that ring: the same week, another trade.", [case], by=tom,
        at=clock.at(1, 21),
    )  # fmt: skip
    clock.evening(1)
