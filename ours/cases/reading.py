"""What the pages of cases show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Q, QuerySet

from ours.cases import settling
from ours.cases.access import visible_cases, whole_cases
from ours.cases.models import (
    Case,
    CaseVersion,
    CaseWords,
    Form,
    Pack,
    PackCase,
    PackLink,
    PackOpening,
    Permission,
    Shown,
)
from ours.people.models import Seat

PAGE = 40
MOST_OPENINGS = 200


@dataclass(frozen=True)
class Row:
    """A case in a list: `title` as this reader may read it, `whole` whether with names."""

    case: Case
    title: str
    whole: bool


def listed(seat: Seat, *, state: str, client: int | None, before: datetime | None) -> tuple[list[Row], datetime | None]:
    """One page of the cases that a seat may read, the last changed first, and where the next page begins."""
    cases = visible_cases(seat)
    if state in Case.State.values:
        cases = cases.filter(state=state)
    elif state in (Form.NAMED, Form.ANONYMOUS):
        cases = cases.filter(shown=state)
    if client is not None:
        # By whose it is, for those who may know it.
        cases = cases.filter(client_id=client) & whole_cases(seat) if seat.client_id is None else cases
    if before is not None:
        cases = cases.filter(changed_at__lt=before)
    found = list(cases.select_related("client", "problem").order_by("-changed_at")[: PAGE + 1])
    whole = _whole(seat, found[:PAGE])
    rows = [Row(case, case.title if case.pk in whole else case.shown_title, case.pk in whole) for case in found[:PAGE]]
    return rows, found[PAGE - 1].changed_at if len(found) > PAGE else None


def _whole(seat: Seat, cases: Iterable[Case]) -> set[int]:
    ids = [case.pk for case in cases]
    if seat.client_id is not None or seat.is_firm_owner or not ids:
        return set(ids)
    return set(whole_cases(seat).filter(pk__in=ids).values_list("pk", flat=True))


def versions(case: Case) -> list[CaseVersion]:
    """All versions, the newest first."""
    return list(CaseVersion.objects.filter(case=case).select_related("by").order_by("-number"))


def words_of(version: CaseVersion) -> dict[str, CaseWords]:
    """The words of a version by their form."""
    return {row.form: row for row in CaseWords.objects.filter(version=version)}


def permissions(case: Case) -> list[Permission]:
    """All questions and answers, the newest first."""
    rows = Permission.objects.filter(case=case).select_related("of", "by", "version", "withdrawn_by")
    return list(rows.order_by("-at", "-pk"))


def question_for(seat: Seat, case: Case) -> Permission | None:
    """The question that waits for this seat."""
    question = settling.open_question(case)
    return question if question is not None and question.of_id == seat.pk else None


def people_to_ask(case: Case) -> list[Seat]:
    """The people of the client, those who speak for it first."""
    if case.client_id is None:
        return []
    seats = Seat.objects.taken().filter(client_id=case.client_id).select_related("person", "client")
    return sorted(seats, key=lambda seat: (seat.level, seat.name, seat.pk))


def to_choose(seat: Seat) -> "QuerySet[Case]":
    """The cases that a firm may put into a pack, the last changed first."""
    shown = Q(shown__in=(Shown.NAMED, Shown.ANONYMOUS))
    return Case.objects.filter(shown, firm_id=seat.firm_id).order_by("-changed_at")


def packs(seat: Seat) -> list[Any]:
    """The packs of a firm, the newest first, with how many links are open."""
    return list(Pack.objects.filter(firm_id=seat.firm_id).select_related("by").order_by("-at")[:100])


def in_pack(pack: Pack) -> list[PackCase]:
    """The chosen cases in their order."""
    rows = PackCase.objects.filter(pack=pack).select_related("case__client", "case__firm")
    return list(rows.order_by("place", "pk"))


@dataclass(frozen=True)
class LinkRow:
    """A link with its openings, the newest first."""

    link: PackLink
    openings: list[PackOpening]


def links(pack: Pack) -> list[LinkRow]:
    """The links of a pack, the newest first, each with who opened it when."""
    rows = list(PackLink.objects.filter(pack=pack).select_related("pack", "by", "revoked_by").order_by("-at", "-pk"))
    by_link: dict[int, list[PackOpening]] = {row.pk: [] for row in rows}
    for opening in PackOpening.objects.filter(link__pack=pack).order_by("-at", "-pk")[:MOST_OPENINGS]:
        by_link[opening.link_id].append(opening)
    return [LinkRow(row, by_link[row.pk]) for row in rows]


def link_of(key: str) -> PackLink | None:
    """The link of a key, whether it still opens anything or not."""
    from ours.cases.pack_acts import hash_of

    return PackLink.objects.select_related("pack__firm", "pack__by").filter(key_hash=hash_of(key)).first()


def shown_to_others(case: Case) -> list[datetime]:
    """When packs with this case were opened, the newest first; for the client, who is not told by whom."""
    opened = PackOpening.objects.filter(link__pack__cases__case=case).order_by("-at")
    return list(opened.values_list("at", flat=True)[:20])
