"""A letter of every kind in the outbox, written by the worker's own functions."""

from datetime import timedelta
from pathlib import Path
from typing import Any

from django.utils import timezone

import ours
from ours.people import acts as people
from ours.people import entrance
from ours.post.bundling import bundle_due
from ours.prove import lasting_acts, pulse_acts, pulse_rhythm_acts, solving_acts
from ours.prove.models import AskAgain, PulseRhythm
from ours.tend import letters as care
from tests.cast import DAY, Cast

KINDS = {"care", "case", "code", "invitation", "lasting", "news", "pulse", "pulse_rhythm", "rhythm"}
TEMPLATES = Path(ours.__file__).parent / "templates" / "letters"
END = DAY + timedelta(days=3000)  # by then every letter is due that is due at all


def known_kinds() -> set[str]:
    """The kinds that there are templates for."""
    return {one.stem for one in TEMPLATES.glob("*.txt")}


def write_all(cast: Cast) -> None:
    """Let everything happen that letters are written of, in a world with one of everything (`tests/world.py`)."""
    now = timezone.now()
    entrance.ask_code("bea@example.org", browser="b", network="", at=now)
    people.invite(cast.yoga, name="Imani Reyes", email="eva@example.org", by=cast.tom, at=now)
    rhythm = PulseRhythm.objects.filter(engagement=cast.growth).first()
    assert rhythm is not None
    pulse_rhythm_acts.agree_pulse(rhythm, by=cast.bea, at=DAY)
    pulse_acts.begin_for_everybody(DAY)
    solved_one = cast.problem("Nobody answers the door.")
    again = (DAY + timedelta(days=60)).date()
    solved = solving_acts.say_solved(solved_one, "It is.", again_on=again, by=cast.bea, at=DAY)
    lasting_acts.agree(solved, AskAgain.objects.get(proposal=solved.proposal), by=cast.tom, at=DAY)
    care.begin_for_everybody(DAY)
    for days in (1, 2, 9, 30, 70, 400):
        at = DAY + timedelta(days=days)
        for act in (bundle_due, care.write_due, pulse_acts.ask_due, lasting_acts.ask_due):
            act(at)


def sent_to(settings: Any, port: int) -> None:
    """Have letters handed to the mail server at this port of loopback."""
    settings.SMTP_URL, settings.EMAIL_HOST, settings.EMAIL_PORT = f"smtp://127.0.0.1:{port}", "127.0.0.1", port
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST_USER = settings.EMAIL_HOST_PASSWORD = ""
