"""Yoga House: a request for posts that turns out to be an income that swings."""

from decimal import Decimal

from ours.cli.demo import story_tended
from ours.cli.demo.stage import Stage
from ours.cli.demo.story_ways import YogaWays
from ours.frame import acts as frame
from ours.frame import state_acts as state
from ours.frame.models import Measure
from ours.listen import acts as listen
from ours.listen import intake_acts as intake
from ours.listen import session_acts as talk
from ours.listen.models import Channel
from ours.own import acts as own
from ours.people import acts as people
from ours.people.models import Engagement, Role, Seat
from ours.problem import acts as problems
from ours.problem.models import Problem, Seriousness


def tell(stage: Stage) -> None:
    """From Bea's letter to words both signed, and the first commitments."""
    engagement = stage.client("Yoga House", "Filling the house", "yoga.example", crew=(stage.tom,))
    house = engagement.client
    bea = stage.invite(house, "Bea Okafor", "bea@yoga.example", "founder", role=Role.SPONSOR)
    imani = stage.invite(house, "Imani Reyes", "imani@yoga.example", "teacher", role=Role.MEMBER, level=2, boss=bea)
    problem = _request(stage, engagement, bea)
    desk = people.add_placeholder(
        house,
        name="Front desk",
        title="takes the bookings",
        level=3,
        reports_to=imani,
        by=stage.tom,
        at=stage.clock.at(39),
    )
    for seat in (imani, desk):
        problems.seat_at(problem, seat, by=stage.tom, at=stage.clock.at(39))
    _ladder(stage, problem, bea, imani)
    measure = _words(stage, problem, bea)
    _owned(stage, problem, measure, bea, imani, YogaWays(stage, problem, bea, imani, desk))
    story_tended.sold_and_agreed(stage, engagement, problem, bea)
    stage.clock.evening(2)


def _request(stage: Stage, engagement: Engagement, bea: Seat) -> Problem:
    at = stage.clock.at(41, 8, 40)
    words = (
        "Hello Ana,\n\ncould somebody with you make posts for our Instagram, three a week? We hardly show up there, "
        "and the studio round the corner does it every day. Photos I can send.\n\nBest from the house,\nBea"
    )
    problem = intake.keep_request(
        engagement,
        words,
        asked_by=bea,
        asked_at=at,
        channel=Channel.MAIL,
        by=bea,
        at=at,
        subject="Posts for Instagram",
        headline="Could somebody make posts for our Instagram, three a week?",
    )
    problems.call_serious(problem, Seriousness.MODERATE, by=stage.ana, at=stage.clock.at(41, 10))
    stage.clock.evening(41)
    return problem


def _ladder(stage: Stage, problem: Problem, bea: Seat, imani: Seat) -> None:
    clock, tom = stage.clock, stage.tom
    at = clock.at(38, 14)
    session = talk.begin(problem, by=tom, at=at, place="At the studio, after the noon class")
    rounds = [
        (
            "What happened lately that made you think of posts?",
            "Hardly anybody under thirty comes. We want younger people to see us.",
            bea,
            "outcome",
        ),
        (
            "Suppose they saw you: what would they do then?",
            "No, actually it is not the age. We want more people in the workshops and the seminars.",
            bea,
            "outcome",
        ),
        (
            "When the workshops are full, what is different for you?",
            "Then the money does not swing so much. In March it was 9,200, in April 3,100.",
            bea,
            "measure",
        ),
        (
            "For whom is that hardest?",
            "For the teachers. I cannot tell them their hours, and I am afraid the good ones lose heart and go.",
            imani,
            "stake",
        ),
    ]
    rung, said = None, []
    for number, (asked, answered, who, kind) in enumerate(rounds):
        moment = clock.at(38, 14, 5 + number * 9)
        question = listen.ask(problem, asked, by=tom, at=moment, about=rung, session=session)
        rung = listen.answer(
            question,
            answered,
            said_by=who,
            by=tom,
            at=moment,
            channel=Channel.MEETING,
            place="At the studio",
            overturns=rung if answered.startswith("No, actually") else None,
        )
        listen.mark(rung, kind, suggested=kind, by=tom, at=moment)
        if number > 0:  # the first answer is put right by the second
            said.append((rung, who))
    played = talk.play_back(
        session,
        "You asked for posts. Behind them you want workshops that fill, so that the money does not swing from month to "
        "month, and so that Imani and the others can count on their hours.",
        by=tom,
        at=clock.at(38, 14, 50),
    )
    talk.end(session, by=tom, at=clock.at(38, 14, 55))
    for number, (answer, who) in enumerate(said):
        listen.confirm(answer, by=who, at=clock.at(38, 18, number))
    talk.hear(played, heard=True, by=bea, at=clock.at(38, 19))
    listen.say_aim(
        problem,
        "urgent",
        "The June workshops are half empty; they begin in four weeks.",
        by=bea,
        at=clock.at(38, 19, 5),
    )
    listen.say_aim(
        problem,
        "ahead",
        "A house whose teachers know in January what they earn in June.",
        by=bea,
        at=clock.at(38, 19, 9),
    )
    if rung is not None:
        listen.name_need(
            rung,
            "Income that does not swing, so that teachers can count on their hours",
            verdict="reframed",
            by=tom,
            at=clock.at(37, 9),
        )
    clock.evening(37)


def _words(stage: Stage, problem: Problem, bea: Seat) -> Measure:
    clock, tom = stage.clock, stage.tom
    frame.lay_draft(
        problem,
        "The house offers workshops one by one, so each month begins at nothing.",
        "We think Bea sees too little advertising.",
        number=1,
        by=tom,
        at=clock.at(36, 10),
    )
    frame.lay_draft(
        problem,
        "Our workshops are good and half empty, and I pay for that with my teachers' patience.",
        "Neon thinks we should sell differently.",
        number=1,
        by=bea,
        at=clock.at(35, 21),
    )
    first = frame.word(
        problem,
        "We do not reach enough people for the workshops, and we plan the teachers' hours without knowing who comes.",
        based_on=0,
        by=tom,
        at=clock.at(34, 11),
    )
    frame.ask_to_sign(problem, [bea, tom], by=tom, at=clock.at(34, 11))
    second = frame.word(
        problem,
        "Our income from workshops swings so much from month to month that we cannot promise the teachers their hours, "
        "and so far we have both looked at posts instead of at the swing.",
        based_on=first.version,
        by=bea,
        at=clock.at(33, 20),
    )
    frame.agree(problem, second, by=bea, at=clock.at(33, 20, 5))
    frame.agree(problem, second, by=tom, at=clock.at(32, 9))
    clock.evening(32)
    state.say_state(
        problem,
        "now",
        "Two workshops in five are cancelled a week ahead, and hours are given out on Fridays.",
        by=bea,
        at=clock.at(31, 9),
    )
    state.say_state(
        problem,
        "wanted",
        "Hours for a whole season, and no workshop cancelled for want of people.",
        by=bea,
        at=clock.at(31, 9, 5),
    )
    measure = state.set_measure(
        problem,
        "seats sold",
        unit="%",
        now=Decimal(38),
        wanted=Decimal(70),
        wanted_by=clock.day(110),
        now_on=clock.day(-31),
        by=tom,
        at=clock.at(31, 10),
    )
    state.open_up(
        problem, "Fixed hours for six teachers, and a second room that can be planned for.", by=bea, at=clock.at(31, 12)
    )
    state.share_fear(problem, "That I lose Imani before the summer.", by=bea, at=clock.at(31, 22))
    return measure


def _owned(stage: Stage, problem: Problem, measure: Measure, bea: Seat, imani: Seat, ways: YogaWays) -> None:
    clock, tom = stage.clock, stage.tom

    def read(value: int, days_ago: int) -> None:
        state.take_reading(measure, Decimal(value), on=clock.day(-days_ago), by=bea, at=clock.at(days_ago, 18))

    own.own(problem, tom, by=tom, at=clock.at(30, 9))
    own.own(problem, bea, by=bea, at=clock.at(30, 12))
    way = own.propose_way(
        problem,
        "together",
        "We design the courses, you run them, and we look at the figures each Monday.",
        by=tom,
        at=clock.at(29),
    )
    own.agree_way(way, by=bea, at=clock.at(29, 15))
    steps = own.lay_steps(
        problem,
        [
            "Find out who cancels, and when",
            "Try one course of ten weeks, paid ahead",
            "Look at the swing after two months",
            "Decide on the autumn",
        ],
        by=tom,
        at=clock.at(28),
    )
    kept = own.commit(
        problem, "Read through the bookings of the last twelve months", clock.day(-20), by=tom, at=clock.at(28, 10)
    )
    asked = own.commit(
        problem, "Ask the regulars which weeks they could book ahead", clock.day(-16), by=bea, at=clock.at(28, 12)
    )
    read(36, 24)
    own.keep(kept, "Done: most cancel on Wednesday evenings.", by=tom, at=clock.at(21, 16))
    own.finish(steps[0], by=tom, at=clock.at(21, 16, 5))
    ways.in_the_way()
    own.keep(asked, "Nineteen of thirty would.", by=bea, at=clock.at(17, 20))
    late = own.commit(problem, "Draft the price list for courses", clock.day(-9), by=imani, at=clock.at(16))
    read(44, 15)
    ways.proposed()
    problems.park(
        problem,
        what="topic",
        words="Posts for Instagram",
        reason="First the offer, then who hears of it.",
        agreed_by=[bea, tom],
        back_when="measure_reached",
        by=tom,
        at=clock.at(13),
    )
    ways.chosen()
    moved = own.renegotiate(
        late, clock.day(5), "The room plan came later than I thought.", by=imani, at=clock.at(10, 9)
    )
    assert moved is not None
    own.commit(problem, "Plan for the second course", clock.day(3), by=tom, at=clock.at(9, 9))
    own.note_ability(problem, "Reads the booking figures every Monday without us", by=bea, at=clock.at(8))
    clock.evening(8)
    ways.noted()
    read(41, 6)
    ways.eight_of_twelve()
    intake.say(
        problem,
        "Eight of twelve seats of the first course are paid ahead; we had hoped for six.",
        by=bea,
        at=clock.at(3, 18),
    )
    intake.say(
        problem,
        "That is good to hear. Two asked whether Imani teaches it again; that may be what they book.",
        by=tom,
        at=clock.at(2, 9),
    )
