"""The verbs of telling: draft a case from its record, put it into other words (P2)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from ours.cases import following, settling, telling
from ours.cases.models import Case, CaseVersion, CaseWords, Form
from ours.cases.record import Story
from ours.people.models import Seat
from ours.problem.history import record
from ours.problem.holding import hold
from ours.problem.models import Problem


class Overtaken(Exception):
    """Somebody else put the case into other words meanwhile. Nothing was written; `newest` is their version."""

    def __init__(self, newest: CaseVersion) -> None:
        super().__init__("Somebody else was quicker.")
        self.newest = newest


@transaction.atomic
def draft_case(problem: Problem, story: Story, *, by: Seat, at: datetime) -> Case:
    """Begin the case of a solved problem with what its record gives, in both forms; the one there is, if there is one.

    Raises ValueError for a problem that is not solved.
    """
    hold(problem)
    known = Case.objects.filter(problem=problem).first()
    if known is not None:
        return known
    if story.solved_on is None:
        raise ValueError("Only a solved problem becomes a case.")
    case = Case(problem=problem, client=problem.client, firm=problem.firm, by=by, at=at, changed_at=at)
    case.title = story.title[:300]
    case.save(force_insert=True)
    named = {part: getattr(story, part, "") for part in telling.FIELDS} | {"client": problem.client.name}
    named |= {"title": case.title, "figures": story.figures}
    names = telling.names_of(problem.client, problem.firm)
    _write(case, 1, named, telling.blurred(named, names), "", by=by, at=at)
    record(problem, "case_drafted", by=by, at=at, case=case.pk)
    return case


@transaction.atomic
def word_case(
    case: Case,
    named: Mapping[str, Any],
    anonymous: Mapping[str, Any],
    *,
    based_on: int,
    hidden: str = "",
    by: Seat,
    at: datetime,
) -> CaseVersion:
    """Put a case into other words, in both forms: the next version, of which nobody was asked yet.

    `named` and `anonymous`: telling.FIELDS and figures. `based_on` is the version that was read, `hidden` holds
    further words that would give somebody away, one a line. What was permitted of an earlier version stays shown until
    somebody answers about this one. Raises Overtaken if there is a newer version than `based_on`, ValueError for a case
    that was brought in.
    """
    if case.problem is None:
        raise ValueError("What was brought in stays as it came.")
    hold(case.problem)
    case.refresh_from_db(fields=["version"])
    if case.version != based_on:
        raise Overtaken(case.versions.get(number=case.version))
    version = _write(case, based_on + 1, named, anonymous, hidden, by=by, at=at)
    record(case.problem, "case_worded", by=by, at=at, version=version.number, case=case.pk)
    return version


def _write(
    case: Case,
    number: int,
    named: Mapping[str, Any],
    anonymous: Mapping[str, Any],
    hidden: str,
    *,
    by: Seat,
    at: datetime,
) -> CaseVersion:
    version = CaseVersion.objects.create(case=case, number=number, hidden=hidden, by=by, at=at)
    for form, words in ((Form.NAMED, named), (Form.ANONYMOUS, anonymous)):
        told = {part: words[part] for part in (*telling.FIELDS, "figures")}
        CaseWords.objects.create(version=version, form=form, **told)
    case.title, case.text = str(named["title"])[:300], telling.text_of(named)
    case.version, case.changed_at = number, at
    settling.settle(case)
    following.changed(case)
    return version
