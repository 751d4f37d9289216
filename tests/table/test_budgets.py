"""What the most used pages cost: so many statements, as many for three of everything as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.frame.models import Agreement, Disagreement, Fear, Measure, Opportunity, Reading, Signer, State, Statement
from ours.listen.intake_acts import say
from ours.listen.models import Aim
from ours.own.models import Ability, Commitment, Ownership, Prescription, Step, WayOfWorking
from ours.problem import acts, signs
from ours.problem.models import BadSign, Problem
from ours.solve import attempt_acts, constraint_acts, idea_acts, initiative_acts, option_acts
from ours.table.garden import FILTERS
from tests.cast import DAY
from tests.listen.test_cost import fill


def lay(cast, problem, number):
    """One more of everything on a table, written straight into the rooms' records."""
    fill(cast, problem, number)
    common = {"problem": problem, "by": cast.tom, "at": DAY}
    words = f"Words {number}."
    statement = Statement.objects.create(**common, version=number + 1, words=words)
    Agreement.objects.create(statement=statement, by=cast.tom, at=DAY)
    Signer.objects.create(**common, seat=(cast.tom, cast.bea, cast.imani)[number])
    Disagreement.objects.create(**common, place="words", words=words, common_ground=words)
    measure = Measure.objects.create(**common, name=f"M{number}", unit="", wanted=3, wanted_by=DAY.date())
    for value in range(number + 1):
        Reading.objects.create(measure=measure, value=value, on=DAY.date(), by=cast.tom, at=DAY)
    for model in (Opportunity, Fear, Ability):
        model.objects.create(**common, words=words)
    Prescription.objects.create(**common, words=words, early=True, reason="So.")
    State.objects.create(**common, which="now", words=words)
    Aim.objects.create(**common, horizon="ahead", words=words)
    WayOfWorking.objects.create(**common, way="together", words=words)
    Step.objects.create(**common, place=number, words=words)
    Commitment.objects.create(problem=problem, side="expert", seat=cast.tom, words=words, due=DAY.date(), at=DAY)
    acts.park(
        problem, what="topic", words=words, reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_when="all_agreed"
    )
    signs.burn(problem, BadSign.Kind.MISSED, seat=cast.bea, at=DAY, words=words)
    ways_out(cast, problem, words)
    say(problem, words, by=cast.bea, at=DAY)


def ways_out(cast, problem, words):
    """One more of everything that belongs to ways out."""
    by = {"by": cast.tom, "at": DAY}
    idea_acts.set_aside(idea_acts.give(problem, words, by=cast.bea, at=DAY), words, **by)
    named = constraint_acts.name_constraint(problem, words, whose="client", blocks=words, **by)
    constraint_acts.check(named, "fact", words, on=DAY.date(), **by)
    way = constraint_acts.lessen(named, "easier", words, found=True, **by)
    change = initiative_acts.begin_change(named, words, words, **by)
    initiative_acts.sponsor(change, cast.imani, by=cast.bea, at=DAY)
    initiative_acts.lay_steps(change, [words], **by)
    lasting = option_acts.propose(problem, "lasting", words, early=False, lessening=way, **by)
    relief = option_acts.propose(problem, "relief", words, early=False, **by)
    option_acts.pair(relief, lasting, **by)
    option_acts.hold_against(relief, "gap", "part", words, **by)
    option_acts.take_position(relief, "live", words, **by)
    option_acts.decide(lasting, "turned_down", words, again_on=DAY.date(), **by)
    attempt = attempt_acts.begin(problem, words, words, option=relief, **by)
    attempt_acts.note_result(attempt, "helped", words, words, **by)


def laid(cast, much):
    """So many problems with so much of everything on each; the first of them."""
    problems = [cast.problem(f"Problem {number}.") for number in range(much)]
    for problem in problems:
        acts.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
        Ownership.objects.create(problem=problem, side="expert", seat=cast.tom, by=cast.tom, at=DAY)
        for number in range(much):
            lay(cast, problem, number)
    return problems[0]


def statements(deed):
    with CaptureQueriesContext(connection) as captured:
        answer = deed()
    assert answer.status_code in (200, 303)
    return len(captured)


@pytest.mark.parametrize("much", [1, 3])
@pytest.mark.parametrize(("who", "first", "again"), [("ana", 8, 7), ("tom", 8, 7), ("bea", 7, 6)])
def test_the_table(cast, browser, much, who, first, again):
    problem = laid(cast, much)
    reader = browser(getattr(cast, who))
    visits = [statements(lambda: reader.get(f"/problems/{problem.pk}/")) for _visit in range(2)]
    assert visits == [first, again]  # at the first one it is written down what was seen


@pytest.mark.parametrize("much", [1, 3])
@pytest.mark.parametrize(("who", "costs"), [("ana", (7, 6, 5, 6, 6)), ("tom", (8, 7, 6, 7, 6))])
def test_the_garden(cast, browser, much, who, costs):
    laid(cast, much)
    parked = laid(cast, much)
    acts.park(
        parked, what="problem", words="It.", reason="So.", agreed_by=[], by=cast.tom, at=DAY, back_when="all_agreed"
    )
    Problem.objects.update(promised=True)
    reader = browser(getattr(cast, who))
    assert tuple(statements(lambda show=show: reader.get(f"/?show={show}")) for show in FILTERS) == costs


@pytest.mark.parametrize("much", [1, 3])
def test_a_clients_home(cast, browser, much):
    laid(cast, much)
    reader = browser(cast.bea)
    assert statements(lambda: reader.get("/")) == 7


@pytest.mark.parametrize("much", [1, 3])
@pytest.mark.parametrize("who", ["tom", "bea"])
def test_adding_an_entry(cast, browser, much, who):
    problem = laid(cast, much)
    writer, address = browser(getattr(cast, who)), f"/problems/{problem.pk}/messages/said/"
    # Where several can write at once: the row of the seat that writes, until it is written; and the problem's row, in
    # a savepoint, as one that spreads lets go of it again.
    locks = 4 * int(connection.features.has_select_for_update)
    assert statements(lambda: writer.post(address, {"words": "So.", "once": "k"})) == 18 + locks
