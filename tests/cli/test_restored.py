"""`ours restored`: nothing counts that was given out before the database was put back."""

from datetime import timedelta
from decimal import Decimal

from click.testing import CliRunner
from django.utils import timezone

from ours.cli import main
from ours.frame import state_acts as state
from ours.people import entrance
from ours.people.models import Session, SignInCode, WayIn
from ours.post.models import Letter, Notice
from ours.post.writing import write
from ours.prove import inlet_acts
from ours.prove.models import Inlet
from tests.cast import DAY
from tests.conftest import signed_in_browser


def restored() -> str:
    done = CliRunner().invoke(main, ["restored"])
    assert done.exit_code == 0, done.output
    return done.output


def test_everybody_is_signed_out_and_no_code_opens(cast):
    signed_in_browser(cast.bea), signed_in_browser(cast.tom)
    entrance.ask_code("bea@example.org", browser="b", network="", at=timezone.now())
    entrance.way_in(cast.ana, timezone.now())
    assert "Signed out are 2 browsers, closed are 0 addresses to which programs send readings." in restored()
    assert not (Session.objects.exists() or SignInCode.objects.exists() or WayIn.objects.exists())


def test_programs_send_no_readings_any_more(cast):
    problem, day = cast.problem(), DAY.date()
    measure = state.set_measure(
        problem,
        "Calls",
        now=Decimal(1),
        wanted=Decimal(9),
        wanted_by=day + timedelta(days=9),
        now_on=day,
        by=cast.tom,
        at=DAY,
    )
    inlet_acts.open_inlet(measure, "Shop", "a key", by=cast.tom, at=DAY)
    assert inlet_acts.find("a key") is not None
    assert "closed are 1 addresses" in restored()
    assert inlet_acts.find("a key") is None
    assert Inlet.objects.get().closed_by is None


def test_letters_that_waited_in_the_backup_are_doubted_and_not_sent(cast):
    cast.problem()
    letter = write(
        cast.bea.person, "invitation", {"by": "Ana", "organisation": "Neon", "firm_name": "Neon", "link": "/"}, at=DAY
    )
    restored()
    letter.refresh_from_db()
    assert letter.state == Letter.State.UNSURE
    assert not Notice.objects.filter(letter=None, dropped_at=None).exists()
