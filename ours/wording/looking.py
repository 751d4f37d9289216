"""Words read over by the coach for one side of a table, without what that side has dismissed there."""

from collections.abc import Collection
from dataclasses import dataclass

from ours.coach.engine import read
from ours.coach.report import Finding, Report
from ours.people.models import Seat
from ours.problem.access import readers_now
from ours.problem.models import Problem
from ours.wording.models import Pointed

KINDS = ("statement", "reply", "question")


@dataclass(frozen=True)
class Look:
    """What the coach sees in a text: `findings` still open, and those that this side has `dismissed` at this table."""

    report: Report
    findings: list[Finding]
    dismissed: list[Finding]

    def finding(self, fingerprint: str) -> Finding | None:
        """The open or dismissed finding with this fingerprint."""
        return next((one for one in (*self.findings, *self.dismissed) if one.fingerprint == fingerprint), None)


def look_over(problem: Problem, seat: Seat, text: str, kind: str) -> Look:
    """Read a text of `kind` (one of KINDS) that a seat writes at a table; people and organisations there are known."""
    names = {problem.client.name, problem.firm.name, *(one.name for one in readers_now(problem))}
    report = read(text, kind, parties=sorted(names))
    gone = _dismissed(problem, seat, {one.fingerprint for one in report.findings})
    return Look(
        report,
        [one for one in report.findings if one.fingerprint not in gone],
        [one for one in report.findings if one.fingerprint in gone],
    )


def still_open(problem: Problem, seat: Seat, text: str, kind: str, flag: str) -> list[Finding]:
    """Findings of one flag that this side has not dismissed; asked before something is sent (L5, T7).

    Asks the database only where there is a finding at all.
    """
    report = read(text, kind, parties=(problem.client.name, problem.firm.name))
    found = [one for one in report.findings if one.flag == flag]
    gone = _dismissed(problem, seat, {one.fingerprint for one in found})
    return [one for one in found if one.fingerprint not in gone]


def _dismissed(problem: Problem, seat: Seat, fingerprints: Collection[str]) -> set[str]:
    if not fingerprints:
        return set()
    rows = Pointed.objects.filter(problem=problem, side=seat.side, fingerprint__in=fingerprints)
    return set(rows.filter(dismissed_at__isnull=False).values_list("fingerprint", flat=True))
