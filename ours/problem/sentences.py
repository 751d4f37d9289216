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
from ours.words import with_unit

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
    "opinion_back": Kind(_("Back on the table is the opinion of %(holder)s: “%(words)s”"), care=False),
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
    "readings_taken": Kind(
        _("%(who)s added %(number)s readings of %(name)s from a list; the last one, of %(on)s: %(value)s.")
    ),
    "reading_sent": Kind(
        _("%(program)s, which %(who)s connected, sent a reading of %(name)s of %(on)s: %(value)s."), care=False
    ),
    "reading_corrected": Kind(
        _(
            "%(who)s corrected a reading of %(name)s: %(before)s, of %(before_on)s, became %(value)s, of %(on)s. "
            "Why: “%(reason)s”"
        )
    ),
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
    # solve
    "ideas_asked": Kind(_("%(who)s asked %(names)s for ideas: “%(words)s”"), speaks=True),
    "idea_given": Kind(_("%(who)s had an idea: “%(words)s”"), speaks=True),
    "idea_noted": Kind(_("%(who)s wrote down an idea of %(giver)s: “%(words)s”")),
    "idea_taken_up": Kind(
        _("%(who)s took up an idea of %(giver)s, “%(words)s”, as a way out: “%(way_out)s”; why: “%(reason)s”"),
        speaks=True,
    ),
    "idea_tried": Kind(
        _("%(who)s began to try an idea of %(giver)s, “%(words)s”: “%(trying)s”; expected: “%(expected)s”"), speaks=True
    ),
    "idea_set_aside": Kind(_("%(who)s set aside an idea of %(giver)s: “%(words)s”; why: “%(reason)s”"), speaks=True),
    "constraint_named": Kind(_("%(who)s named what stands in the way: “%(words)s”")),
    "constraint_checked": Kind(_("%(who)s looked whether “%(words)s” is so: %(found)s; how: “%(how)s”")),
    "constraint_lessened": Kind(_("%(who)s said how “%(words)s” could be made %(way)s: “%(said)s”")),
    "constraint_not_lessened": Kind(
        _("%(who)s looked how “%(words)s” could be made %(way)s and found nothing yet: “%(said)s”")
    ),
    "constraint_lifted": Kind(_("%(who)s said that “%(words)s” no longer stands in the way: “%(how)s”")),
    "change_begun": Kind(_("%(who)s began a change, “%(words)s”, that would remove “%(blocked)s”.")),
    "change_joined": Kind(_("%(who)s said that the change “%(words)s” would dissolve this problem too.")),
    "change_left": Kind(_("%(who)s said that the change “%(words)s” would not dissolve this problem.")),
    "change_sponsored": Kind(_("%(sponsor)s stands behind the change “%(words)s”.")),
    "change_steps_laid": Kind(_("%(who)s laid out the steps of the change “%(words)s”.")),
    "change_step_done": Kind(_("%(who)s finished a step of the change “%(words)s”: %(step)s")),
    "change_reached": Kind(_("%(who)s said that the change “%(words)s” was carried through: “%(how)s”")),
    "change_given_up": Kind(_("%(who)s said that the change “%(words)s” was given up: “%(how)s”")),
    "option_proposed": Kind(_("%(who)s proposed a way out (%(sort)s): “%(words)s”"), speaks=True),
    "option_early": Kind(
        _("%(who)s proposed a way out (%(sort)s) before both states were named: “%(words)s”; why: %(reason)s"),
        speaks=True,
    ),
    "option_held": Kind(_("%(who)s held “%(words)s” against %(against)s: %(amount)s; “%(said)s”")),
    "option_paired": Kind(_("%(who)s named what is to last in the place of the relief “%(words)s”: “%(partner)s”")),
    "position_taken": Kind(_("%(who)s said about “%(words)s”: %(stand)s; “%(said)s”"), speaks=True),
    "option_chosen": Kind(
        _("Chosen, as %(who)s wrote down: “%(words)s”; why: “%(reason)s”; looked at again on %(again)s."), speaks=True
    ),
    "option_turned_down": Kind(
        _("Turned down, as %(who)s wrote down: “%(words)s”; why: “%(reason)s”; it comes back on %(again)s."),
        speaks=True,
    ),
    "option_later": Kind(
        _("Put off, as %(who)s wrote down: “%(words)s”; why: “%(reason)s”; it comes back on %(again)s."), speaks=True
    ),
    "look_again": Kind(_("It is time to look again at what was chosen: “%(words)s”"), care=False),
    "option_again": Kind(_("The day has come to decide anew: “%(words)s” is back on the table."), care=False),
    "option_back": Kind(_("The relief did not hold, so what would last is back on the table: “%(words)s”"), care=False),
    "attempt_begun": Kind(_("%(who)s began to try “%(words)s”; expected: “%(expected)s”")),
    "attempt_open": Kind(_("%(who)s noted about “%(words)s”, which is still to be seen: “%(happened)s”")),
    "attempt_helped": Kind(_("%(who)s noted that “%(words)s” helped: “%(happened)s”; learned: “%(learned)s”")),
    "attempt_failed": Kind(_("%(who)s noted that “%(words)s” did not help: “%(happened)s”; learned: “%(learned)s”")),
    "relieved_and_back": Kind(
        _(
            "%(who)s said that it is back: “%(words)s”; this is life %(number)s of the same problem, "
            "first relieved on %(first)s by “%(what)s”."
        ),
        speaks=True,
        wants_answer=True,
    ),
    "eased_and_back": Kind(
        _(
            "%(who)s said that it is back: “%(words)s”; this is life %(number)s of the same problem, "
            "first eased on %(first)s by “%(what)s”."
        ),
        speaks=True,
        wants_answer=True,
    ),
    # prove
    "inlet_opened": Kind(_("%(who)s let %(program)s send readings of %(name)s."), care=False),
    "inlet_closed": Kind(_("%(who)s closed the address at which %(program)s sent readings of %(name)s."), care=False),
    "solved_proposed": Kind(
        _(
            "%(who)s proposed that it is solved: %(name)s was %(value)s on %(on)s; "
            "whether it lasted is to be asked on %(until)s."
        ),
        speaks=True,
    ),
    "solved_proposed_enough": Kind(
        _(
            "%(who)s proposed that it is solved, good enough: “%(words)s”; "
            "whether it lasted is to be asked on %(until)s."
        ),
        speaks=True,
    ),
    "solved": Kind(_("%(who)s confirmed that it is solved: %(name)s was %(value)s on %(on)s."), speaks=True),
    "solved_enough": Kind(_("%(who)s said that it is solved, good enough: “%(words)s”"), speaks=True),
    "not_solved_yet": Kind(_("%(who)s said: not solved yet. Missing is “%(words)s”"), speaks=True, wants_answer=True),
    "ask_again_proposed": Kind(_("%(who)s proposed to ask on %(until)s whether it lasted.")),
    "ask_again_agreed": Kind(_("%(who)s agreed to ask on %(until)s whether it lasted.")),
    "lasting_asked": Kind(_("It was asked whether it lasted since %(day)s."), care=False),
    "lasted": Kind(_("%(who)s said that it lasted."), speaks=True),
    "lasted_said": Kind(_("%(who)s said that it lasted: “%(words)s”"), speaks=True),
    "came_back": Kind(_("%(who)s said that it is back: “%(words)s”"), speaks=True, wants_answer=True),
    # tend
    "promised_touched": Kind(
        _("%(who)s marked that it touches what was sold, for which %(answers)s answers: “%(words)s”"), care=False
    ),
    "promised_untouched": Kind(_("%(who)s took the mark off that it touches what was sold: “%(words)s”"), care=False),
    "promised_ended": Kind(_("%(who)s said what became of what was sold, “%(words)s”: %(how)s."), care=False),
    "cause_linked": Kind(_("%(who)s linked another problem as a cause of this one."), care=False),
    "effect_linked": Kind(_("%(who)s linked another problem as something that this one leads to."), care=False),
    "cause_parted": Kind(_("%(who)s parted this problem from one of its causes."), care=False),
    "stuck": Kind(_("%(who)s is stuck and asks %(names)s for help: “%(words)s”"), speaks=True, wants_answer=True),
    "helped": Kind(_("%(who)s helps where it is stuck: “%(words)s”"), speaks=True),
    "goes_on": Kind(_("%(who)s said how it goes on: “%(words)s”"), speaks=True),
    "let_go": Kind(_("%(who)s let it go. Why: “%(reason)s”")),
    "taken_up": Kind(_("%(who)s took it up again.")),
    "account_given": Kind(
        _("%(who)s told where it stands. Known: %(known)s Done: %(done)s Next: %(ahead)s"), speaks=True
    ),
    "effect_parted": Kind(_("%(who)s parted this problem from one that it led to."), care=False),
    # cases
    "case_drafted": Kind(
        _("%(who)s began to tell it as a case; nobody is shown it unless the client permits."), care=False
    ),
    "case_worded": Kind(_("%(who)s put the case into other words, version %(version)s."), care=False),
    "case_asked": Kind(_("%(who)s asked %(whom)s whether the case, version %(version)s, may be shown."), care=False),
    "case_permitted": Kind(_("%(who)s answered about the case, version %(version)s: %(how)s."), care=False),
    "case_refused": Kind(_("%(who)s answered about the case, version %(version)s: %(how)s."), care=False),
    "case_withdrawn": Kind(_("%(who)s took back the permission to show the case."), care=False),
}


# What happens by itself on its day is signed by whoever set the day, and is news to them as well.
BY_ITSELF = frozenset({"returned", "opinion_back", "look_again", "option_again", "lasting_asked"})


def pack(value: Any) -> Any:
    """A fact as JSON: a lazy label becomes {"t": its English words}, a day {"d": ISO date}, all else stays.

    An amount is a pair (Decimal, unit) and becomes {"n": its digits, "u": unit}; a range is (Decimal, Decimal, unit).
    """
    if isinstance(value, Promise):
        with override(None):
            return {"t": str(value)}
    if isinstance(value, date):
        return {"d": value.isoformat()}
    if isinstance(value, tuple):
        *ends, unit = value
        first, *last = [f"{end.normalize():f}" for end in ends]
        return {"n": first, **({"to": last[0]} if last else {}), "u": unit}
    return value


def unpack(value: Any) -> Any:
    """The fact of `pack` in the active language."""
    if isinstance(value, dict) and "t" in value:
        return gettext(value["t"])
    if isinstance(value, dict) and "d" in value:
        return date_format(date.fromisoformat(value["d"]), "DATE_FORMAT")
    if isinstance(value, dict) and "n" in value:
        ends = [value["n"], value["to"]] if "to" in value else [value["n"]]
        number = "–".join(number_format(Decimal(end), use_l10n=True) for end in ends)
        return with_unit(number, value["u"])
    return value


def sentence(event: Event) -> str:
    """The Event as one sentence in the active language."""
    return str(KINDS[event.kind].sentence) % {key: unpack(value) for key, value in event.told.items()}
