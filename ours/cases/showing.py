"""What may be shown of cases at this moment, in the form in which it may: asked anew at every opening.

A case without names is looked through once more: somebody may have come to the table since, with a name that stands in
it. Then it is held back.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from ours.cases import figures, rules, telling
from ours.cases.checking import leaks
from ours.cases.models import Case, CaseWords, Form, Permission, Shown
from ours.people.models import Firm

# Parts that are somebody's own words, and are set as such.
QUOTED = frozenset({"request", "statement"})


@dataclass(frozen=True)
class Told:
    """One case as it is shown: `parts` are (key, heading, words) of those that say something."""

    key: str  # for ids on the page; tells nothing
    title: str
    client: str
    parts: list[tuple[str, str, str]]
    figures: list[dict[str, Any]] = field(default_factory=list)
    form: str = Form.NAMED


def told(words: CaseWords | Mapping[str, Any], *, key: str, form: str, request: bool = True) -> Told:
    """The words of one form as they are shown; without the request unless it may be told."""
    each = words if isinstance(words, Mapping) else vars(words)
    names = telling.part_names()
    parts = [(part, names[part], each[part]) for part in telling.PARTS if each[part] and (request or part != "request")]
    drawn = [_drawn(one, f"{key}-{number}") for number, one in enumerate(each["figures"], 1)]
    return Told(key, each["title"], each["client"], parts, drawn, form)


def _drawn(one: figures.Figure, key: str) -> figures.Figure:
    """A figure with what pages and the PDF show of it."""
    return one | {
        "rows": figures.rows(one),
        "change": figures.change(one),
        "until": figures.when(one["wanted_by"]),
        "picture": figures.picture(one, key),
    }


def showable(chosen: Iterable[tuple[Case, bool]], firm: Firm) -> tuple[list[Told], list[Case]]:
    """What may be shown of chosen cases, in their order, and those that are held back (or gone).

    `chosen`: each with whether it is told without names in any case. Four statements, however many cases.
    """
    pairs = without_giving_away(chosen)
    open_ = [(case, nameless) for case, nameless in pairs if case.shown in (Shown.NAMED, Shown.ANONYMOUS)]
    answers = _newest_answers([case for case, _nameless in open_])
    words = _words(answers)
    hidden: dict[int, list[str]] = {}
    for answer in answers.values():
        hidden.setdefault(answer.case.client_id or 0, []).extend(answer.version.hidden.splitlines())
    clients = {case.client_id: case.client for case, _nameless in open_ if case.client is not None}
    names = telling.names_of_several(clients.values(), firm, hidden) if clients else {}
    found: list[Told] = []
    held: list[Case] = []
    for case, nameless in pairs:
        one = _one(case, nameless, answers.get(case.pk), words, f"case-{len(found) + 1}")
        known = names.get(case.client_id or 0)
        if one is None or (one.form == Form.ANONYMOUS and known and leaks(_material(one), known)):
            held.append(case)
        else:
            found.append(one)
    return found, held


def without_giving_away(chosen: Iterable[tuple[Case, bool]]) -> list[tuple[Case, bool]]:
    """Chosen cases, each with whether it is told without names beside the others.

    Beside a case that says a client's name, a case of the same client without names would tell whose it is: so all of
    that client's are told without.
    """
    pairs = list(chosen)
    quiet = {case.client_id for case, nameless in pairs if nameless or case.shown == Shown.ANONYMOUS} - {None}
    return [(case, nameless or case.client_id in quiet) for case, nameless in pairs]


def _one(
    case: Case, nameless: bool, answer: Permission | None, words: Mapping[tuple[int, str], CaseWords], key: str
) -> Told | None:
    if case.shown not in (Shown.NAMED, Shown.ANONYMOUS):
        return None
    form = Form.ANONYMOUS if nameless or case.shown == Shown.ANONYMOUS else Form.NAMED
    if case.problem_id is None:
        # Brought in as it may be shown; there is no other form of it.
        if nameless and case.shown == Shown.NAMED:
            return None
        return Told(key, case.shown_title, "", [("outcome", "", case.shown_text)], [], form)
    if answer is None or not rules.given(answer):
        return None
    return told(words[answer.version_id, form], key=key, form=form, request=answer.quotes)


def _material(one: Told) -> dict[str, str]:
    """Everything of a case that stands on a page or in a PDF, by the name of its part."""
    parts = {heading: words for _key, heading, words in one.parts}
    drawn = "\n".join(figures.words_of(each) for each in one.figures)
    names = telling.part_names()
    return parts | {names["title"]: one.title, names["client"]: one.client, names["figures"]: drawn}


def _newest_answers(cases: Iterable[Case]) -> dict[int, Permission]:
    ids = [case.pk for case in cases if case.problem_id is not None]
    answered = Permission.objects.filter(case__in=ids, answered_at__isnull=False).select_related(
        "case", "version", "of"
    )
    return {answer.case_id: answer for answer in answered.order_by("answered_at", "pk")} if ids else {}


def _words(answers: Mapping[int, Permission]) -> dict[tuple[int, str], CaseWords]:
    versions = [answer.version_id for answer in answers.values()]
    return (
        {(row.version_id, row.form): row for row in CaseWords.objects.filter(version__in=versions)} if versions else {}
    )
