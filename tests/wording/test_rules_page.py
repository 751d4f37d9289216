"""Which rules the firm's people dismiss: counts without texts, and nothing of what clients write."""

import re
from datetime import timedelta

from django.utils import timezone

from ours.wording.models import Pointed


def point(problem, seat, number, rule="they-do-not", days=1, **what):
    at = timezone.now() - timedelta(days=days)
    if what:
        what["dismissed_at" if "reason" in what else "taken_at"] = at
    return Pointed.objects.create(
        firm=problem.firm, problem=problem, side=seat.side, rule=rule, flag="blame", fingerprint=f"{number:032x}",
        by=seat, at=at, **{key: value for key, value in what.items() if value is not True},
    )  # fmt: skip


def rows(page):
    found = re.findall(r'<tr><th scope="row">(.*?)</tr>', page, re.DOTALL)
    return [re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", row)).strip() for row in found]


def test_counts_by_rule_of_the_expert_side_only(cast, browser):
    problem, elsewhere = cast.problem(), cast.problem(engagement=cast.casting, by=cast.luca)
    point(problem, cast.tom, 1)
    point(problem, cast.tom, 2, reason="fact")
    point(problem, cast.ana, 3, reason="misread")
    point(problem, cast.tom, 4, taken=True)
    point(problem, cast.tom, 5, rule="client-will-not")
    point(problem, cast.tom, 6, rule="long-ago", days=91)
    point(problem, cast.bea, 7, rule="of-a-client", reason="meant")
    point(elsewhere, cast.kai, 8, rule="of-another-firm")
    page = browser(cast.tom).get("/firm/wording/").content.decode()
    assert rows(page) == [
        "they-do-not blame 4 1 2 50 % It is a fact that both sides know: 1; It is read wrongly: 1",
        "client-will-not blame 1 0 0 0 %",
    ]


def test_clients_do_not_find_it(cast, browser):
    assert browser(cast.bea).get("/firm/wording/").status_code == 404
