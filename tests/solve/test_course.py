"""What comes next once both own it: a word on the ways out, a choice, an attempt, what came of it (O3)."""

from ours.own import acts as own
from ours.solve import attempt_acts, option_acts
from tests.cast import DAY
from tests.own.test_course import signed_problem, where
from tests.solve.helping import HOUR, address, in_days


def test_from_the_first_way_out_to_its_coming_back(cast, browser):
    problem = signed_problem(cast)
    promised = []
    for seat in (cast.bea, cast.tom):
        own.own(problem, seat, by=seat, at=DAY)
        promised.append(own.commit(problem, "Something.", in_days(3), by=seat, at=DAY))
    assert where(problem) == ("trying", "keep", "client")
    relief = option_acts.propose(problem, "relief", "Fill June.", early=False, by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "position", "both")
    option_acts.take_position(relief, "for", "So.", by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "position", "client")
    option_acts.take_position(relief, "live", "So.", by=cast.bea, at=DAY)
    assert where(problem) == ("trying", "decide", "both")
    home = browser(cast.bea).get("/").content.decode()
    assert f'href="{address(problem)}"' in home
    for against in ("gap", "has", "does"):
        option_acts.hold_against(relief, against, "part", "So.", by=cast.tom, at=DAY)
    option_acts.decide(relief, "chosen", "So.", again_on=in_days(60), by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "try", "expert")
    attempt = attempt_acts.begin(problem, "June.", "Full.", option=relief, by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "keep", "client")
    for commitment in promised:
        own.keep(commitment, "", by=commitment.seat, at=DAY)
    assert where(problem) == ("trying", "see", "both")
    attempt_acts.note_result(attempt, "helped", "Full.", "They stay.", by=cast.tom, at=DAY)
    assert where(problem) == ("trying", "partner", "expert")
    lasting = option_acts.propose(
        problem, "lasting", "Courses.", early=False, relief=relief, by=cast.tom, at=DAY + HOUR
    )
    assert where(problem) == ("trying", "position", "both")
    option_acts.decide(lasting, "turned_down", "Long.", again_on=in_days(90), by=cast.bea, at=DAY + HOUR)
    assert where(problem) == ("trying", "lasts", "both")
    attempt_acts.come_again(problem, "July.", by=cast.bea, at=DAY + 2 * HOUR)
    assert where(problem) == ("trying", "position", "both")  # the lasting one is back on the table
    option_acts.decide(lasting, "turned_down", "Still.", again_on=in_days(90), by=cast.bea, at=DAY + 3 * HOUR)
    assert where(problem) == ("trying", "find_way", "expert")


def test_the_stage_counts_attempts(cast, browser):
    problem = signed_problem(cast)
    for seat in (cast.bea, cast.tom):
        own.own(problem, seat, by=seat, at=DAY)
        own.commit(problem, "Something.", in_days(3), by=seat, at=DAY)
    assert "Trying<small>" in browser(cast.bea).get(f"/problems/{problem.pk}/").content.decode()
    for number in (1, 2):
        attempt_acts.begin(problem, f"Attempt {number}.", "Six.", by=cast.tom, at=DAY)
        assert f"Trying, attempt {number}<small>" in browser(cast.bea).get(f"/problems/{problem.pk}/").content.decode()
