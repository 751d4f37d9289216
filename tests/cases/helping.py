"""What the tests of cases share: a problem of Yoga House on its way to being solved, and its case."""

from datetime import timedelta
from decimal import Decimal

from ours.cases import case_acts, permission_acts
from ours.cases.models import Case, Permission
from ours.cases.record import story_of
from ours.frame import acts as frame
from ours.frame import state_acts as state
from ours.listen import intake_acts as intake
from ours.listen.models import Channel
from ours.own import acts as own
from ours.problem import measure_acts
from ours.problem.models import Problem
from ours.prove import solving_acts
from ours.solve import attempt_acts
from tests.cast import DAY, Cast

REQUEST = "We need someone to make Instagram posts."
STATEMENT = "Our income from workshops swings so much that we cannot plan staff."
DAYS = timedelta(days=1)


def solved(cast: Cast, request: str = REQUEST) -> Problem:
    """A problem with its whole way: asked, worded, tried, measured, confirmed by Bea."""
    problem = intake.keep_request(
        cast.growth, request, asked_by=cast.bea, asked_at=DAY, channel=Channel.CALL, by=cast.tom, at=DAY
    )
    frame.word(problem, STATEMENT, based_on=0, by=cast.tom, at=DAY + DAYS)
    measure = state.set_measure(
        problem,
        "Seats sold",
        unit="%",
        now=Decimal(41),
        wanted=Decimal(70),
        wanted_by=(DAY + 200 * DAYS).date(),
        now_on=DAY.date(),
        by=cast.tom,
        at=DAY + DAYS,
    )
    posts = attempt_acts.begin(problem, "Posts every day.", "Fuller workshops.", by=cast.tom, at=DAY + 2 * DAYS)
    told = ("Reach rose at Yoga House, the seats did not.", "Reach was not it, Bea Okafor says.")
    attempt_acts.note_result(posts, "did_not", *told, by=cast.tom, at=DAY + 30 * DAYS)
    early = attempt_acts.begin(problem, "Early booking.", "Seats sold before.", by=cast.tom, at=DAY + 31 * DAYS)
    told = ("Imani had 7 of 10 seats sold on 12 May 2026, worth 12,480 €.", "People plan ahead if we do.")
    attempt_acts.note_result(early, "helped", *told, by=cast.tom, at=DAY + 90 * DAYS)
    state.open_up(problem, "A second studio in Lindenau.", by=cast.bea, at=DAY + 91 * DAYS)
    own.note_ability(problem, "Planning a season by themselves.", by=cast.tom, at=DAY + 91 * DAYS)
    measure_acts.take_reading(measure, Decimal(72), on=(DAY + 92 * DAYS).date(), by=cast.tom, at=DAY + 92 * DAYS)
    proposal = solving_acts.propose_solved(
        problem,
        "We can plan.",
        measure=measure,
        again_on=(DAY + 400 * DAYS).date(),
        by=cast.tom,
        at=DAY + 93 * DAYS,
    )
    solving_acts.confirm_solved(proposal, "We plan three months ahead now.", by=cast.bea, at=DAY + 94 * DAYS)
    problem.refresh_from_db()
    return problem


AT = DAY + 95 * DAYS


def drafted(cast: Cast, problem: Problem | None = None) -> Case:
    """Its case, begun by Tom."""
    told = problem or solved(cast)
    return case_acts.draft_case(told, story_of(told), by=cast.tom, at=AT)


def permitted(cast: Cast, answer: str = "named", *, case: Case | None = None, **said: object) -> Case:
    """A case that Bea has answered about."""
    told = case or drafted(cast)
    asked = permission_acts.ask_permission(told, cast.bea, "", version=told.version, by=cast.tom, at=AT + DAYS)
    permission_acts.answer_permission(asked, answer, by=cast.bea, at=AT + 2 * DAYS, **said)
    return Case.objects.get(pk=told.pk)


def answer_of(case: Case) -> Permission:
    """The newest answer about a case."""
    return Permission.objects.filter(case=case, answered_at__isnull=False).latest("answered_at")
