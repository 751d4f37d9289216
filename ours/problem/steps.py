"""What each next step asks for, in words (O3). Which step it is, `table/course.py` says."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

STEPS: dict[str, Promise] = {
    "ask": _("ask what drives the request"),
    "answer": _("answer the open questions"),
    "confirm": _("confirm what was written down"),
    "hear": _("say whether you were heard"),
    "name_need": _("probe on, or name the need"),
    "draft_blind": _("lay the second blind draft"),
    "draft": _("put the problem into words"),
    "sign": _("sign the same words"),
    "settle": _("find the common ground"),
    "say_states": _("say how it is now and how it should be"),
    "own": _("name an owner"),
    "commit": _("commit to a first step"),
    "keep": _("keep what was promised"),
    "position": _("say where you stand to the ways out"),
    "decide": _("decide on the ways out"),
    "try": _("try what was chosen"),
    "see": _("say what came of the attempt"),
    "partner": _("find what lasts beside the relief"),
    "say_solved": _("say that it is solved"),
    "confirm_solved": _("say whether it is solved"),
    "agree_day": _("agree when it is asked whether it lasted"),
    "lasts": _("see whether it lasts"),
    "say_lasts": _("say whether it lasted"),
    "find_way": _("find another way out"),
}
