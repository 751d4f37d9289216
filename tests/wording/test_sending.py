"""Sending a reply in which something is deflected asks once; nothing is ever held back (T7)."""

import re

from ours.listen.models import Message
from ours.wording.models import Pointed

DEFLECTING = "To be fair, other agencies would have charged you double for this."


def test_an_open_deflection_asks_once_and_keeps_the_words(cast, browser):
    problem = cast.problem()
    tom, where = browser(cast.tom), f"/problems/{problem.pk}/messages/said/"
    answer = tom.post(where, {"words": DEFLECTING, "once": "k1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert f">{DEFLECTING}</textarea>" in page
    assert '<button name="anyway" value="1">' in page
    assert Message.objects.count() == 0
    assert tom.post(where, {"words": DEFLECTING, "once": "k1", "anyway": "1"}).status_code == 303
    assert Message.objects.get().words == DEFLECTING


def test_whoever_has_the_problem_is_not_asked(cast, browser):
    bea, where = browser(cast.bea), f"/problems/{cast.problem().pk}/messages/said/"
    assert bea.post(where, {"words": DEFLECTING, "once": "k1"}).status_code == 303
    assert Message.objects.get().words == DEFLECTING


def test_the_words_pointed_at_are_quoted_whole_after_line_breaks(cast, browser):
    tom, where = browser(cast.tom), f"/problems/{cast.problem().pk}/messages/said/"
    marked = []
    for words in (DEFLECTING, f"Thank you.\r\n\r\n{DEFLECTING}"):
        marked.append(re.findall("<mark>(.+?)</mark>", tom.post(where, {"words": words}).content.decode()))
    assert marked == [["other agencies would have"]] * 2


def test_a_dismissed_deflection_is_not_asked_about(cast, browser):
    from ours.coach.engine import read

    problem = cast.problem()
    finding = next(one for one in read(DEFLECTING, "reply").findings if one.flag == "deflect")
    Pointed.objects.create(
        firm=problem.firm, problem=problem, side="expert", rule=finding.rule, flag="deflect",
        fingerprint=finding.fingerprint, by=cast.tom, at=problem.opened_at, dismissed_at=problem.opened_at,
        reason="fact",
    )  # fmt: skip
    answer = browser(cast.tom).post(f"/problems/{problem.pk}/messages/said/", {"words": DEFLECTING, "once": "k1"})
    assert answer.status_code == 303


def test_an_honest_reply_is_sent_at_once(cast, browser):
    problem = cast.problem()
    words = "You are right, that cost you a Saturday. We looked at the export on 4 May and will mend it by Friday."
    answer = browser(cast.tom).post(f"/problems/{problem.pk}/messages/said/", {"words": words, "once": "k1"})
    assert answer.status_code == 303
