"""The page of owning: alike for both, open to nobody else, and no slower with more on it."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.own import acts, reading
from ours.problem import acts as problem_acts
from ours.problem.access import readers
from tests.cast import DAY
from tests.own.helping import address, in_days

POSTS = ["owner/", "commitments/", "ways/", "steps/", "prescriptions/", "abilities/"]
THROWN = "Nobody at {} owns it yet and nothing is promised from there: so far it has only been thrown on the table."


def fill(cast, problem, rows):
    """So many rows of everything."""
    for _ in range(rows):
        for seat in (cast.bea, cast.tom):
            acts.own(problem, seat, by=seat, at=DAY)
            acts.commit(problem, "Open.", in_days(1), by=seat, at=DAY)
            acts.commit(problem, "Late.", in_days(-1), by=seat, at=DAY)
            acts.keep(acts.commit(problem, "Kept.", in_days(1), by=seat, at=DAY), "Yes.", by=seat, at=DAY)
            missed = acts.commit(problem, "Missed.", in_days(-1), by=seat, at=DAY)
            acts.miss(missed, "No.", by=cast.ana, at=DAY)
            acts.commit(problem, "Again.", in_days(2), by=seat, at=DAY, renews=missed)
            acts.note_ability(problem, "Something.", by=seat, at=DAY)
            acts.prescribe(problem, "Do it.", "Now.", early=True, by=seat, at=DAY)
        acts.own(problem, cast.ana, by=cast.ana, at=DAY)
        acts.agree_way(acts.propose_way(problem, "done", "", by=cast.tom, at=DAY), by=cast.bea, at=DAY)
        acts.propose_way(problem, "taught", "", by=cast.tom, at=DAY)
        done, _open = acts.lay_steps(problem, ["One", "Two"], by=cast.tom, at=DAY)
        acts.finish(done, by=cast.bea, at=DAY)
        acts.put_down(problem.ownerships.get(side="client", ended_at=None), by=cast.bea, at=DAY)


@pytest.mark.slow
@pytest.mark.parametrize("who", ["tom", "bea"])
def test_eleven_statements_with_one_and_with_three_rows(cast, browser, who):
    counts = []
    for rows in (1, 3):
        problem = cast.problem()
        fill(cast, problem, rows)
        reader = browser(getattr(cast, who))
        with CaptureQueriesContext(connection) as queries:
            assert reader.get(address(problem)).status_code == 200
        counts.append(len(queries))
    assert counts == [11, 11]


def test_the_table_asks_six_times(cast, django_assert_num_queries):
    for rows in (1, 3):
        problem = cast.problem()
        fill(cast, problem, rows)
        with django_assert_num_queries(6):
            own = reading.for_table(problem)
            assert [own.empty_chair(side) for side in ("client", "expert")] == ["Nobody at Yoga House owns it yet.", ""]
            assert [c.seat.name for c in own.of("expert")] == ["Tom Weiss"] * 3 * rows
            assert (own.way.by.name, own.agreed_way.agreement.by.name) == ("Tom Weiss", "Bea Okafor")
            assert [step.done_by and step.done_by.name for step in own.steps] == ["Bea Okafor"] * rows + [None]
            assert [p.by.name for p in own.prescriptions] == ["Tom Weiss", "Bea Okafor"] * rows
        assert [c.due for c in own.commitments] == sorted(c.due for c in own.commitments)
        assert (own.ended, own.abilities, own.owners["client"], own.owners["expert"]) == ([], 2 * rows, None, cast.ana)


def test_an_empty_chair_is_seen_by_both(cast, browser):
    problem = cast.problem()
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(address(problem)).content.decode()
        assert [page.count(THROWN.format(name)) for name in ("Yoga House", "Neon")] == [1, 1]
        assert page.count("An empty chair") == 2
    acts.own(problem, cast.tom, by=cast.tom, at=DAY)
    acts.commit(problem, "Send the figures.", in_days(1), by=cast.bea, at=DAY)
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(address(problem)).content.decode()
        assert "Nobody at Yoga House owns it yet.</small>" in page
        assert "Tom Weiss owns it. Nothing is promised from Neon yet." in page
        assert "thrown on the table" not in page


def test_what_is_overdue_shows_as_such_and_nothing_marks_it(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(-1), by=cast.bea, at=DAY)
    for seat in (cast.bea, cast.tom, cast.ana):
        page = browser(seat).get(address(problem)).content.decode()
        assert page.count("nobody has said yet what became of it") == 1
        assert f'action="{address(problem)}commitments/{made.pk}/missed/"' in page
        assert (f"commitments/{made.pk}/kept/" in page) == (seat == cast.bea)
    made.refresh_from_db()
    assert made.ended_at is None


def test_somebody_else_finds_nothing(cast, browser):
    problem = cast.problem()
    made = acts.commit(problem, "Send the figures.", in_days(1), by=cast.bea, at=DAY)
    way = acts.propose_way(problem, "taught", "", by=cast.tom, at=DAY)
    (step,) = acts.lay_steps(problem, ["One"], by=cast.tom, at=DAY)
    posts = [*POSTS, f"ways/{way.pk}/agreement/", f"steps/{step.pk}/done/"]
    posts += [f"commitments/{made.pk}/{deed}/" for deed in ("kept", "missed", "new-day", "again")]
    before = problem.events.count()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro):
        outsider = browser(seat)
        assert outsider.get(address(problem)).status_code == 404, seat
        assert {outsider.post(address(problem, post)).status_code for post in posts} == {404}, seat
    assert problem.events.count() == before


def test_deeds_are_posted_and_pages_are_read(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    assert tom.post(address(problem)).status_code == 405
    assert {tom.get(address(problem, post)).status_code for post in POSTS} == {405}


def test_it_names_who_reads_it(cast, browser):
    problem = cast.problem()
    problem_acts.seat_at(problem, cast.front_desk, by=cast.bea, at=DAY)
    page = browser(cast.bea).get(address(problem)).content.decode()
    *several, last = [seat.name for seat in readers(problem) if seat != cast.front_desk]
    assert {*several, last} == {"Ana Ruiz", "Tom Weiss", "Bea Okafor"}
    assert f"Read by {', '.join(several)} and {last} at this table." in page
