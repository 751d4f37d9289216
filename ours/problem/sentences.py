"""One sentence for each kind of Event, in the reader's language.

`care` marks a sign of life: done by the firm's side it renews the promise of care (T1). `speaks` marks words addressed
to the other side, so that "who spoke last" is known; `wants_answer` those that leave the other side waiting for a word.
Placeholders are filled from the Event's `told`; `who` is always there. Codes and days are kept as they are and put into
the reader's language only here: see `pack` and `unpack`.
"""

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.functional import Promise
from django.utils.translation import gettext, override
from django.utils.translation import gettext_lazy as _

from ours.problem.models import Event

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise


class Kind(NamedTuple):
    """How one kind of Event is told, and what it counts for."""

    sentence: "_StrPromise"
    care: bool = True
    speaks: bool = False
    wants_answer: bool = False


KINDS: dict[str, Kind] = {
    # problem
    "opened": Kind(_("%(who)s put it on the table: “%(words)s”")),
    "seated": Kind(_("%(who)s gave %(whom)s a seat at this table."), care=False),
    "left_chair": Kind(_("%(whom)s left this table."), care=False),
    "made_known": Kind(_("%(who)s said who “%(before)s” is: %(whom)s."), care=False),
    "seriousness_set": Kind(_("%(who)s called it %(seriousness)s."), care=False),
    "parked": Kind(_("%(who)s parked %(what)s: “%(words)s”; it comes back: %(until)s.")),
    "returned": Kind(_("What was parked came back: “%(words)s”"), care=False),
    # listen
    "asked_for": Kind(_("%(whom)s asked, %(channel)s: “%(words)s”"), care=False, speaks=True, wants_answer=True),
    "said": Kind(_("%(who)s said: “%(words)s”"), speaks=True, wants_answer=True),
    "passed_on": Kind(_("%(whom)s said, %(channel)s: “%(words)s”"), care=False, speaks=True, wants_answer=True),
    "asked": Kind(_("%(who)s asked: “%(words)s”"), speaks=True),
    "answered": Kind(_("%(whom)s answered: “%(words)s”"), speaks=True),
    "overturned": Kind(_("%(whom)s put it differently: “%(words)s”"), speaks=True),
    "marked": Kind(_("%(who)s took “%(words)s” to be %(what)s."), care=False),
    "confirmed": Kind(_("%(who)s confirmed: “%(words)s”")),
    "need_named": Kind(_("%(who)s named the need: “%(words)s”")),
    "listening_began": Kind(_("%(who)s began to listen.")),
    "listening_ended": Kind(_("%(who)s ended the listening session.")),
    "played_back": Kind(_("%(who)s read back what was heard: “%(words)s”"), speaks=True),
    "heard": Kind(_("%(who)s said: you heard me.")),
    "not_heard": Kind(_("%(who)s said: not yet. Missing is “%(words)s”"), speaks=True),
    "urgent_said": Kind(_("%(who)s said what is wanted now: “%(words)s”")),
    "ahead_said": Kind(_("%(who)s said what it should serve: “%(words)s”")),
    # frame
    "draft_laid": Kind(_("%(who)s laid down a blind draft for %(side)s.")),
    "drafts_opened": Kind(_("Both blind drafts were opened."), care=False),
    "worded": Kind(_("%(who)s put it into words, version %(version)s: “%(words)s”")),
    "signers_chosen": Kind(_("%(who)s asked %(names)s to sign."), care=False),
    "agreed": Kind(_("%(who)s signed version %(version)s.")),
    "all_agreed": Kind(_("Everybody who was asked has signed the same words, version %(version)s."), care=False),
    "disagreed": Kind(_("%(who)s disagrees with %(place)s: “%(words)s”"), speaks=True),
    "settled": Kind(_("%(who)s settled a disagreement: “%(words)s”")),
    "set_aside": Kind(_("%(who)s set an opinion aside: “%(words)s”; it comes back: %(until)s.")),
    "now_said": Kind(_("%(who)s said how it is now: “%(words)s”")),
    "wanted_said": Kind(_("%(who)s said how it should be: “%(words)s”")),
    "measure_set": Kind(_("%(who)s set a measure: %(name)s, now %(now)s, wanted %(wanted)s by %(until)s.")),
    "measure_replaced": Kind(
        _("%(who)s replaced the measure %(before)s with %(name)s, now %(now)s, wanted %(wanted)s by %(until)s.")
    ),
    "reading_taken": Kind(_("%(who)s read %(name)s: %(value)s.")),
    "measure_reached": Kind(_("%(name)s reached what was wanted: %(value)s."), care=False),
    "opens_up": Kind(_("%(who)s said what it opens up: “%(words)s”")),
    "fear_shared": Kind(_("%(who)s shared a fear: “%(words)s”")),
    # own
    "owned": Kind(_("%(whom)s owns it for %(organisation)s.")),
    "handed_over": Kind(_("%(whom)s took it over from %(before)s for %(organisation)s.")),
    "put_down": Kind(_("%(whom)s no longer owns it for %(organisation)s."), care=False),
    "committed": Kind(_("%(who)s committed: “%(words)s”, by %(due)s.")),
    "commitment_kept": Kind(_("%(who)s kept a commitment: “%(words)s”")),
    "commitment_missed": Kind(_("%(whom)s missed a commitment: “%(words)s”")),
    "commitment_renegotiated": Kind(_("%(who)s set a new day for “%(words)s”: %(due)s. Why: “%(reason)s”")),
    "way_proposed": Kind(_("%(who)s proposed how to work on it: %(way)s.")),
    "way_agreed": Kind(_("%(who)s agreed to the way of working: %(way)s.")),
    "steps_laid": Kind(_("%(who)s laid out the steps ahead.")),
    "step_done": Kind(_("%(who)s finished a step: %(words)s")),
    "prescribed": Kind(_("%(who)s proposed a way out: “%(words)s”")),
    "prescribed_early": Kind(
        _("%(who)s proposed a way out before both states were named: “%(words)s”; why: %(reason)s")
    ),
    "able": Kind(_("%(who)s noted what the client can now do without help: “%(words)s”")),
}


def pack(value: Any) -> Any:
    """A fact as JSON: a lazy label becomes {"t": its English words}, a day {"d": ISO date}, all else stays.

    An amount is a pair (Decimal, unit) and becomes {"n": its digits, "u": unit}.
    """
    if isinstance(value, Promise):
        with override(None):
            return {"t": str(value)}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, tuple):
        return {"n": f"{value[0].normalize():f}", "u": value[1]}
    return value


def unpack(value: Any) -> Any:
    """The fact of `pack` in the active language."""
    if isinstance(value, dict) and "t" in value:
        return gettext(value["t"])
    if isinstance(value, dict) and "d" in value:
        return date_format(date.fromisoformat(value["d"]), "DATE_FORMAT")
    if isinstance(value, dict) and "n" in value:
        number = number_format(Decimal(value["n"]), use_l10n=True)
        return f"{number}\u202f{value['u']}" if value["u"] else number
    return value


def sentence(event: Event) -> str:
    """The Event as one sentence in the active language."""
    return str(KINDS[event.kind].sentence) % {key: unpack(value) for key, value in event.told.items()}
