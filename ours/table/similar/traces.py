"""Traces follow their cases, in the transaction of the deed that changed them; meanings are read afterwards.

What reads meanings is imported where it is needed: most processes never need it, and it takes a while to load.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F

from ours.cases.models import Case
from ours.prepared import Rows
from ours.table.similar.models import CaseTrace, TraceCount

BATCH = 100  # cases whose meanings are read in one go of the worker


def on_case(case: Case) -> None:
    """Listener of the cases: leave a trace of what may be shown now, or take it away."""
    if case.shown:
        keep(case.firm_id, [(case, None)])
    else:
        CaseTrace.objects.filter(case=case).delete()


def keep(firm_id: int, cases: Sequence[tuple[Case, bytes | None]]) -> None:
    """Leave traces of cases of a firm that may be shown, with their meanings where they were read already."""
    number = next_number(firm_id)
    traces = [CaseTrace(firm_id=firm_id, case=case, number=number, meanings=meanings) for case, meanings in cases]
    CaseTrace.objects.bulk_create(
        traces, update_conflicts=True, unique_fields=["case"], update_fields=["number", "meanings"]
    )


_count = Rows((int,), lambda firm_id: TraceCount.objects.filter(firm_id=firm_id).values("key", "number"))


def count_of(firm_id: int) -> tuple[int, int] | None:
    """The key of a firm's files and the number of its newest change; None if it never had a case to be found."""
    found = _count.first(firm_id)
    return tuple(found) if found else None


@transaction.atomic
def next_number(firm_id: int) -> int:
    """The number of the next change. Until the end of the transaction nobody else takes one of this firm."""
    counts = TraceCount.objects.filter(firm_id=firm_id)
    if not counts.update(number=F("number") + 1):
        TraceCount.objects.get_or_create(firm_id=firm_id)
        counts.update(number=F("number") + 1)
    return counts.values_list("number", flat=True).get()


def read(cases: Iterable[tuple[str, str]], *, threads: int = 1) -> list[bytes | None]:
    """The meanings of cases, (title, words) each; None each where meaning cannot be read here."""
    from ours.meaning.encoder import encoder
    from ours.meaning.passages import passages
    from ours.meaning.vectors import pack

    parts = [passages(title, words) for title, words in cases]
    reader = encoder()
    if reader is None:
        return [None] * len(parts)
    meanings = reader.encode([one for some in parts for one in some], threads=threads)
    found: list[bytes | None] = []
    start = 0
    for some in parts:
        found.append(pack(meanings[start : start + len(some)]) if some else b"")
        start += len(some)
    return found


def waits(at: datetime) -> bool:
    """Whether the meaning of a case is not read yet and could be."""
    if not CaseTrace.objects.filter(meanings__isnull=True).exists():
        return False
    from ours.meaning.encoder import installed

    return installed()


def read_meanings(at: datetime) -> int:
    """Read the meanings of some cases that nobody has read yet; returns how many. For the worker."""
    if not waits(at):
        return 0
    waiting = CaseTrace.objects.filter(meanings__isnull=True).order_by("firm_id", "pk").select_related("case")[:BATCH]
    done = 0
    by_firm: dict[int, list[CaseTrace]] = {}
    for trace in waiting:
        by_firm.setdefault(trace.firm_id, []).append(trace)
    for firm_id, traces in by_firm.items():
        meanings = read((trace.case.shown_title, trace.case.shown_text) for trace in traces)
        with transaction.atomic():
            number = next_number(firm_id)
            for trace, one in zip(traces, meanings, strict=True):
                # A trace that changed meanwhile waits for its own turn.
                same = CaseTrace.objects.filter(pk=trace.pk, number=trace.number)
                done += same.update(meanings=one, number=number)
    return done


def renew_files(at: datetime) -> int:
    """Make files anew that have fallen behind the traces. For the worker; returns for how many firms."""
    if not TraceCount.objects.exists():
        return 0
    from ours.table.similar.nearby import keep_up

    return keep_up()
