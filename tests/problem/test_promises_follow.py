"""When an engagement's promises of care change, the running clocks follow (T1)."""

from datetime import timedelta

from ours.people import acts as people
from ours.problem import acts as problems
from tests.cast import DAY


def test_clocks_follow_a_changed_promise(cast):
    moderate = cast.problem()
    serious = cast.problem("The till stands still.", seriousness=3)
    elsewhere = cast.problem("Orders.", engagement=cast.orders, by=cast.maja)
    parked = cast.problem("Later.")
    problems.park(
        parked,
        what="problem",
        words="Later.",
        reason="June first.",
        agreed_by=[cast.bea, cast.tom],
        back_on=(DAY + timedelta(days=60)).date(),
        by=cast.tom,
        at=DAY,
    )
    people.promise(cast.growth, minor=20, moderate=5, serious=1, by=cast.ana, at=DAY + timedelta(hours=1))
    due = {}
    for problem in (moderate, serious, elsewhere, parked):
        problem.refresh_from_db()
        due[problem.headline] = problem.care_due and problem.care_due - DAY
    assert due == {
        moderate.headline: timedelta(days=5),
        serious.headline: timedelta(days=1),
        elsewhere.headline: timedelta(days=7),
        parked.headline: None,
    }
