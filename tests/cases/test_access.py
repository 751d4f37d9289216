"""The doors to cases, whole: who reads which, and who reads it with names."""

import pytest
from django.http import Http404

from ours.cases import access
from ours.cases.models import Case, CaseVersion, Permission
from ours.problem import acts as problems
from tests.cases.helping import AT
from tests.cases.test_list import brought

SEATS = "ana tom una bea imani maja kai luca".split()


def case_of(problem, title: str) -> Case:
    facts = {"firm": problem.firm, "client": problem.client, "problem": problem, "at": AT, "changed_at": AT}
    return Case.objects.create(title=title, **facts)


def asked(case: Case, of, by) -> None:
    version = CaseVersion.objects.create(case=case, number=1, at=AT)
    Permission.objects.create(case=case, version=version, of=of, by=by, at=AT)


@pytest.fixture
def told(cast):
    """Cases of three firms' clients, and one from before; nobody was asked yet."""
    tables = {
        "Posts": cast.problem(),
        "Bread": cast.problem(engagement=cast.orders, by=cast.maja),
        "Iron": cast.problem(engagement=cast.casting, by=cast.luca),
    }
    return {name: case_of(problem, name) for name, problem in tables.items()} | {"Earlier 1": brought(cast)}


def seen(cast, found) -> dict[str, set[str]]:
    return {name: {one.title for one in found(getattr(cast, name))} for name in SEATS}


FIRMS = {
    "ana": {"Posts", "Bread", "Earlier 1"},
    "tom": {"Posts", "Earlier 1"},
    "una": {"Bread", "Earlier 1"},
    "kai": {"Iron"},
}
EXPECTED = dict.fromkeys(SEATS, set()) | FIRMS


def test_the_firm_reads_whole_what_it_may_see(cast, told):
    assert seen(cast, access.whole_cases) == EXPECTED


def test_everybody_of_the_firm_reads_what_may_be_shown(cast, told):
    assert seen(cast, access.visible_cases) == EXPECTED
    Case.objects.filter(pk=told["Posts"].pk).update(shown="anonymous")
    assert seen(cast, access.visible_cases) == EXPECTED | {"una": {"Posts", "Bread", "Earlier 1"}}
    assert seen(cast, access.whole_cases) == EXPECTED


def test_the_client_reads_what_somebody_of_it_was_asked_about(cast, told):
    asked(told["Posts"], cast.bea, cast.tom)
    more = case_of(cast.problem(by=cast.tom), "More")
    asked(more, cast.bea, cast.tom)
    clients = {"bea": {"Posts", "More"}}
    firms = {"ana": FIRMS["ana"] | {"More"}, "tom": FIRMS["tom"] | {"More"}}
    assert seen(cast, access.visible_cases) == EXPECTED | clients | firms  # Imani sits at no table of them

    chair = problems.seat_at(told["Posts"].problem, cast.imani, by=cast.tom, at=AT)
    problems.seat_at(told["Bread"].problem, cast.imani, by=cast.tom, at=AT)  # of another client, and nobody was asked
    assert seen(cast, access.visible_cases) == EXPECTED | clients | firms | {"imani": {"Posts"}}
    problems.leave_chair(chair, by=cast.imani, at=AT)
    assert seen(cast, access.visible_cases) == EXPECTED | clients | firms

    last = case_of(cast.problem(by=cast.tom), "Last")
    asked(last, cast.imani, cast.tom)
    assert {one.title for one in access.visible_cases(cast.imani)} == {"Last"}


def test_what_is_not_read_does_not_exist(cast, told):
    assert access.case_for(cast.tom, told["Posts"].pk) == told["Posts"]
    for missing in (told["Bread"].pk, told["Iron"].pk, 1):
        with pytest.raises(Http404):
            access.case_for(cast.tom, missing)


def test_names_are_read_by_who_sees_the_problem(cast, told):
    assert {name for name in SEATS if access.reads_whole(getattr(cast, name), told["Posts"])} >= {"ana", "tom"}
    assert not access.reads_whole(cast.una, told["Posts"])
    assert access.reads_whole(cast.una, told["Earlier 1"])
    assert access.reads_whole(cast.bea, told["Posts"])
