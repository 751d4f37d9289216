"""A solved problem becomes a case, drafted from its own record in both forms (P2)."""

import pytest

from ours.cases import case_acts
from ours.cases.models import Case, CaseVersion, CaseWords, Form
from ours.cases.record import story_of
from ours.problem.models import Event
from tests.cases.helping import AT, REQUEST, STATEMENT, drafted, solved


def words(case):
    return {row.form: row for row in CaseWords.objects.filter(version__case=case, version__number=case.version)}


def test_the_draft_is_told_from_the_record(cast):
    case = drafted(cast)
    told = words(case)[Form.NAMED]
    assert (told.title, told.client, told.request, told.statement) == (STATEMENT, "Yoga House", REQUEST, STATEMENT)
    assert (
        told.tried
        == "Posts every day.\nReach rose at Yoga House, the seats did not.\nReach was not it, Bea Okafor says."
    )
    assert told.helped.splitlines() == [
        "Early booking.",
        "Imani had 7 of 10 seats sold on 12 May 2026, worth 12,480 €.",
        "People plan ahead if we do.",
    ]
    assert told.outcome.splitlines() == [
        "The client confirmed on 5 June that it is solved.",
        "“We plan three months ahead now.”",
    ]
    assert told.opened == (
        "A second studio in Lindenau.\n\nWhat the client can now do without us:\nPlanning a season by themselves."
    )
    (figure,) = told.figures
    assert (figure["name"], figure["unit"], figure["wanted"]) == ("Seats sold", "%", "at least 70\u202f%")
    assert figure["points"] == [["2026-03-03", "41"], ["2026-06-03", "72"]]


def test_without_names_it_is_told_more_broadly(cast):
    told = words(drafted(cast))[Form.ANONYMOUS]
    assert told.client == "A client of ours"
    assert told.tried == (
        "Posts every day.\nReach rose at the client, the seats did not.\nReach was not it, somebody at the client says."
    )
    assert told.helped.splitlines()[1] == (
        "Somebody at the client had 7 of 10 seats sold in May 2026, worth 10\u202f000–20\u202f000\u00a0€."
    )
    assert told.outcome.splitlines()[0] == "The client confirmed in June that it is solved."
    (figure,) = told.figures
    assert (figure["wanted_by"], figure["points"]) == ("2026-09", [["2026-03", "41"], ["2026-06", "72"]])


def test_nothing_is_shown_before_somebody_permits_it(cast):
    case = drafted(cast)
    assert (case.state, case.shown, case.shown_title, case.shown_text) == ("drafted", "", "", "")
    assert STATEMENT in case.text


def test_a_problem_has_one_case(cast, browser):
    problem = solved(cast)
    first = drafted(cast, problem)
    assert drafted(cast, problem) == first
    answer = browser(cast.tom).post(f"/problems/{problem.pk}/case/drafted/", {"once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, f"/cases/{first.pk}/words/")
    assert (Case.objects.count(), CaseVersion.objects.count()) == (1, 1)
    assert Event.objects.filter(problem=problem, kind="case_drafted").count() == 1


def test_only_what_is_solved_becomes_a_case(cast, browser):
    problem = cast.problem()
    with pytest.raises(ValueError, match="Only a solved problem"):
        case_acts.draft_case(problem, story_of(problem), by=cast.tom, at=AT)
    answer = browser(cast.tom).post(f"/problems/{problem.pk}/case/drafted/", {"once": "k"})
    assert (answer.status_code, Case.objects.count()) == (403, 0)
    assert "when the client has confirmed that it is solved" in answer.content.decode()


def test_the_client_does_not_begin_it(cast, browser):
    problem = solved(cast)
    assert browser(cast.bea).post(f"/problems/{problem.pk}/case/drafted/", {"once": "k"}).status_code == 403
    assert Case.objects.count() == 0


def test_the_table_leads_to_it(cast, browser):
    problem = solved(cast)
    table = f"/problems/{problem.pk}/"
    assert "Tell it as a case" in browser(cast.tom).get(table).content.decode()
    assert "Tell it as a case" not in browser(cast.bea).get(table).content.decode()
    case = drafted(cast, problem)
    assert f"/cases/{case.pk}/" in browser(cast.tom).get(table).content.decode()
    assert f"/cases/{case.pk}/" not in browser(cast.bea).get(table).content.decode()
