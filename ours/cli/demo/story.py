"""The demo world, built through the same acts as everything else: an agency and seven clients along the way."""

from datetime import datetime

from django.db import transaction

from ours.cli.demo import story_others, story_solved, story_yoga
from ours.cli.demo.clock import Clock
from ours.cli.demo.stage import Stage
from ours.people import acts as people
from ours.people.models import Role


def build(now: datetime | None = None) -> None:
    """Build the demo world into an empty database; `now` is its present moment."""
    stage = _build_people_and_problems(Clock(now))
    # A mail is stored in a transaction of its own, so it comes last.
    story_others.stranger(stage)


@transaction.atomic
def _build_people_and_problems(clock: Clock) -> Stage:
    ana = people.found_firm("Neon", "Ana Ruiz", "ana@neon.example", at=clock.at(120))
    people.edit_seat(ana, title="strategy", role=Role.OWNER, level=1, reports_to=None, by=ana, at=clock.at(120))
    firm = ana.firm
    people.run_firm(
        firm,
        name="Neon",
        mailbox="help@neon.example",
        language="en",
        time_zone="Europe/Berlin",
        by=ana,
        at=clock.at(120),
    )
    stage = Stage(clock, firm, ana, ana, ana)
    stage.tom = stage.invite(firm, "Tom Weiss", "tom@neon.example", "campaigns", role=Role.EXPERT, since=119)
    stage.jun = stage.invite(firm, "Jun Mori", "jun@neon.example", "research", role=Role.EXPERT, since=119)
    story_yoga.tell(stage)
    for part in story_others.PARTS:
        part(stage)
    story_solved.tell(stage)
    clock.evening(0)
    return stage
