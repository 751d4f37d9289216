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
}
