"""The page of the portfolio and the rows behind its numbers, from both sides."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.frame import state_acts as state
from ours.listen import acts as listen
from ours.own import acts as own
from ours.portfolio.adding import numbers
from ours.portfolio.models import Fact
from ours.portfolio.rows import lists, page
from ours.portfolio.scope import Scope
from ours.problem import acts as problems
from ours.problem.models import Problem
from ours.prove import lasting_acts as lasting
from ours.prove import revenue_acts
from ours.prove import solving_acts as solving
from ours.solve import attempt_acts, option_acts
from ours.tend import promised_acts
from tests.cast import DAY, Cast

WEEK = timedelta(days=7)


def lived(cast: Cast, words: str, *, engagement=None, client=None, expert=None, at=DAY) -> Problem:
    """A problem that went all the way: a need, a relief that helped, both kept what they said, solved, lasted."""
    client, expert = client or cast.bea, expert or cast.tom
    problem = cast.problem(words, engagement=engagement or cast.growth, by=client, at=at)
    asked = listen.ask(problem, "Why?", by=expert, at=at)
    rung = listen.answer(asked, "So.", said_by=client, by=expert, at=at)
    listen.mark(rung, "stake", suggested="unclear", by=expert, at=at)
    listen.name_need(rung, "That.", verdict="reframed", by=expert, at=at)
    state.open_up(problem, f"{words} opens a house.", by=client, at=at)
    own.note_ability(problem, f"{words} alone.", by=client, at=at)
    for seat in (client, expert):
        own.keep(own.commit(problem, "I will.", (at + WEEK).date(), by=seat, at=at), "Done.", by=seat, at=at)
    relief = option_acts.propose(problem, "relief", "Posts.", early=True, reason="So.", by=expert, at=at)
    attempt = attempt_acts.begin(problem, "Posts.", "More.", option=relief, by=expert, at=at)
    attempt_acts.note_result(attempt, "helped", "It did.", "That.", by=expert, at=at + WEEK)
    solved = solving.say_solved(problem, "Enough.", again_on=(at + 9 * WEEK).date(), by=client, at=at + 2 * WEEK)
    lasting.say_lasted(solved, by=client, at=at + 9 * WEEK)
    outcome = promised_acts.promise_outcome(
        problem.engagement, "Full.", measure="Seats.", due=at.date(), answers=expert, by=expert, at=at
    )
    promised_acts.touch(problem, outcome, by=expert, at=at)
    return problem


def text(answer) -> str:
    assert answer.status_code == 200
    return " ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split())


def test_nobody_counts_what_they_may_not_see(cast: Cast, browser):
    lived(cast, "Posts")
    lived(cast, "Orders", engagement=cast.orders, client=cast.maja, expert=cast.una)
    problems.open_problem(cast.growth, "Not Imani’s.", by=cast.bea, at=DAY)
    counted = {}
    for who in ("ana", "tom", "una", "bea", "imani", "maja", "kai", "luca"):
        said = text(browser(getattr(cast, who)).get("/portfolio/"))
        counted[who] = int(re.search(r"(\d+) problems? w\w+ put on the table;", said)[1])
    assert counted == {"ana": 3, "tom": 2, "una": 1, "bea": 2, "imani": 0, "maja": 1, "kai": 0, "luca": 0}
    for who, hidden in (("una", "Posts"), ("tom", "Orders"), ("maja", "Posts"), ("imani", "Posts"), ("kai", "Posts")):
        for show in lists():
            rows = browser(getattr(cast, who)).get("/portfolio/rows/", {"show": show})
            assert hidden not in text(rows), (who, show)
        assert hidden.encode() not in b"".join(browser(getattr(cast, who)).get("/portfolio/rows.csv"))


def test_of_a_client_an_engagement_or_an_expert_that_is_not_theirs_nobody_learns_anything(cast: Cast, browser):
    lived(cast, "Posts")
    for who, asked, status in (
        ("tom", {"client": cast.yoga.pk}, 200),
        ("tom", {"client": cast.bakery.pk}, 404),
        ("tom", {"engagement": cast.orders.pk}, 404),
        ("ana", {"expert": cast.una.pk}, 200),
        ("ana", {"expert": cast.kai.pk}, 404),
        ("ana", {"expert": cast.bea.pk}, 404),
        ("kai", {"client": cast.yoga.pk}, 404),
        ("bea", {"engagement": cast.growth.pk}, 200),
        ("bea", {"engagement": cast.orders.pk}, 404),
        ("imani", {"engagement": cast.growth.pk}, 404),
    ):
        for address in ("/portfolio/", "/portfolio/rows/", "/portfolio/rows.csv", "/portfolio/portfolio.xlsx"):
            assert browser(getattr(cast, who)).get(address, asked).status_code == status, (who, asked, address)


def test_each_number_leads_to_its_rows(cast: Cast, browser):
    lived(cast, "Posts")
    back = lived(cast, "Back")
    attempt_acts.come_again(back, "It is back.", by=cast.bea, at=DAY + 10 * WEEK)
    lived(cast, "Later", at=DAY + 8 * WEEK)
    found = browser(cast.ana).get("/portfolio/").content.decode()
    links = set(re.findall(r'class="n" href="(/portfolio/rows/[^"]+)">([^<]+)<', found))
    assert len(links) >= 25
    wrong = []
    for address, said in sorted(links):
        rows = browser(cast.ana).get(address.replace("&amp;", "&")).content.decode()
        behind = re.findall(r"<h2><a href=\"/problems/\d+/\">", rows)
        if not behind or len(behind) > max(
            map(int, re.findall(r"\d+", said))
        ):  # one problem may hold several of what is counted
            wrong.append((address, said, len(behind)))
    assert wrong == []


def test_the_rows_of_each_list_are_what_its_number_counts(cast: Cast):
    lived(cast, "Posts")
    lived(cast, "Later", at=DAY + 8 * WEEK)
    scope, now = Scope(cast.ana), DAY + 20 * WEEK
    found = numbers(scope)
    assert {code: len(page(scope, code, now).facts) for code in ("all", "open", "lasted", "able", "back", "opens")} == {
        "all": 2,
        "open": 0,
        "lasted": 2,
        "able": 2,
        "back": 0,
        "opens": 0,
    }
    assert (found.all, found.open, found.solved, found.back, found.opens) == (2, 0, 2, 0, 0)
    assert found.commitments() == {
        "client": {"kept": 2, "missed": 0, "moved": 0},
        "expert": {"kept": 2, "missed": 0, "moved": 0},
    }
    assert found.took("relief") == (2, 7, 7, 7)
    assert found.took("lasted") == (2, 63, 63, 63)
    assert found.rounds("reframed") == (2, 1, 1, 1)
    assert found.worked("stake", "relief")[:2] == (2, 2)
    assert page(scope, "tried-stake-relief", now).facts == list(Fact.objects.order_by("-month", "-pk"))


def test_lists_go_on_where_the_last_page_ended(cast: Cast):
    made = [cast.problem(f"No. {number}.", at=DAY + number * timedelta(days=9)) for number in range(23)]
    scope, now = Scope(cast.ana), DAY + 40 * WEEK
    for code, order in (("all", [*reversed(made)]), ("overgrown", made)):
        seen, after = [], None
        while True:
            some = page(scope, code, now, after, limit=5)
            seen += [one.problem_id for one in some.facts]
            if some.older is None:
                break
            after = some.older
        assert seen == [one.pk for one in order]


def test_what_cannot_be_read_is_said_and_narrows_nothing(cast: Cast, browser):
    cast.problem()
    answer = browser(cast.ana).get("/portfolio/", {"since": "March", "kind": "odd", "until": "2026-03"})
    assert answer.status_code == 422
    assert "A month is written with its year, like 2026-03." in answer.content.decode()
    assert "1 problem was put on the table;" in answer.content.decode()
    turned = browser(cast.ana).get("/portfolio/", {"since": "2026-05", "until": "2026-03"})
    assert "The last month comes before the first one." in turned.content.decode()
    assert browser(cast.ana).get("/portfolio/rows/", {"show": "odd"}).status_code == 404
    for odd in ({"after": "x", "id": "1"}, {"after": "99999999999", "id": "1"}, {"after": "24000", "id": "1" * 30}):
        assert browser(cast.ana).get("/portfolio/rows/", odd).status_code == 200
        assert browser(cast.ana).get("/portfolio/rows/", {**odd, "show": "overgrown"}).status_code == 200


def test_too_few_cases_say_nothing_but_their_number(cast: Cast, browser):
    for number in range(9):
        lived(cast, f"No. {number}")
    said = text(browser(cast.ana).get("/portfolio/"))
    few = "The need names: what is at stake for a person. Way out: relief. 9 cases"
    assert few in said
    assert "likely between" not in said
    lived(cast, "No. 9")
    said = text(browser(cast.ana).get("/portfolio/"))
    assert few not in said
    assert "relief 10 of 10 72–100 of 100" in said


def test_both_sides_read_the_same_commitments(cast: Cast, browser):
    lived(cast, "Posts")
    hidden = problems.open_problem(cast.growth, "Tom’s own.", by=cast.tom, at=DAY)
    own.miss(own.commit(hidden, "I will.", DAY.date(), by=cast.tom, at=DAY), "Not.", by=cast.tom, at=DAY + WEEK)
    firm = text(browser(cast.tom).get("/portfolio/", {"client": cast.yoga.pk}))
    client = text(browser(cast.bea).get("/portfolio/"))
    rows = "Yoga House 1 0 0 Neon 1 1 0"
    assert rows in firm
    assert (
        "Over all tables of Yoga House, as Neon reads them too: Commitments over all tables "
        f"Side kept missed new day {rows}" in client
    )
    assert "Yoga House 1 0 0 Neon 1 0 0" in client  # at the tables that Bea sits at


def test_what_it_brought_the_firm_is_for_the_firm_alone_and_comes_last(cast: Cast, browser):
    lived(cast, "Posts")
    revenue_acts.note_revenue(cast.yoga, DAY.date(), 1200, "EUR", by=cast.ana, at=DAY)
    firm, client = (text(browser(who).get("/portfolio/")) for who in (cast.ana, cast.bea))
    assert firm.index("How the clients see it") < firm.index("After that: what it brought Neon") < firm.index("EUR")
    assert "EUR" not in client
    assert "brought" not in client
    assert "EUR" not in text(browser(cast.una).get("/portfolio/"))


def statements(deed) -> int:
    with CaptureQueriesContext(connection) as captured:
        assert deed().status_code == 200
    return len(captured)


@pytest.mark.parametrize("much", [1, 3])
def test_what_it_costs(cast: Cast, browser, much):
    for number in range(much):
        lived(cast, f"No. {number}")
        problems.open_problem(cast.growth, f"Open {number}.", by=cast.bea, at=DAY)
        other = problems.open_problem(cast.growth, f"Other {number}.", by=cast.bea, at=DAY)
        state.open_up(other, "More.", by=cast.bea, at=DAY)
    ana, tom, bea = (browser(who) for who in (cast.ana, cast.tom, cast.bea))
    dated, whole = {"since": "2026-01"}, {"client": cast.yoga.pk, "engagement": cast.growth.pk, "expert": cast.tom.pk}
    assert statements(lambda: ana.get("/portfolio/")) == 11
    assert statements(lambda: ana.get("/portfolio/", dated)) == 12
    assert statements(lambda: ana.get("/portfolio/", {**dated, **whole})) == 12
    assert statements(lambda: tom.get("/portfolio/", dated)) == 12
    assert statements(lambda: bea.get("/portfolio/", dated)) == 10
    assert [statements(lambda code=code: ana.get("/portfolio/rows/", {"show": code})) for code in ("all", "able")] == [
        3,
        4,
    ]
    assert statements(lambda: bea.get("/portfolio/rows/", {"show": "overgrown"})) == 3


def test_a_plain_word_costs_no_statement_more(cast: Cast, django_assert_num_queries):
    from ours.portfolio.following import on_event
    from ours.problem.models import Event

    problem = cast.problem()
    for kind in ("said", "asked", "answered", "worded", "owned", "committed", "account_given"):
        with django_assert_num_queries(0):
            on_event(problem, Event(problem=problem, kind=kind, at=DAY))
