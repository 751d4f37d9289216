"""Reading over what is being written: what is shown to whom, rewordings, dismissals (F2, L5, T7)."""

import re
from html import unescape
from urllib.parse import urlencode

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ours.problem.models import Event
from ours.wording.models import Pointed

BLAMING = "My client won't decide on the colours."


def address(problem, kind="statement", field="words", to="words/versions/", **more):
    told = {"field": field, "kind": kind, "to": f"/problems/{problem.pk}/{to}", **more}
    return f"/problems/{problem.pk}/wording/?{urlencode(told)}"


def ask(browser, where, words=BLAMING, *, script=True, **deed):
    headers = {"X-Coach": "1"} if script else {}
    answer = browser.post(where, {"words": words, **deed}, headers=headers)
    return answer.status_code, unescape(answer.content.decode())


def deeds(page, name):
    """The values of all buttons of that name."""
    return re.findall(rf'name="{name}" value="([^"]+)"', page)


@pytest.fixture
def problem(cast):
    return cast.problem()


def test_the_coach_points_at_the_words_says_why_and_asks(cast, browser, problem):
    status, page = ask(browser(cast.tom), address(problem))
    assert status == 200
    assert "<mark>My client won't</mark>" in page or "won't decide" in re.search("<mark>(.*?)</mark>", page)[1]
    assert "<html" not in page
    assert deeds(page, "take")
    assert len(deeds(page, "dismiss")) == 4 * int(re.search(r'data-open="(\d+)"', page)[1])


def test_nothing_is_kept_of_the_words_and_nobody_else_is_told(cast, browser, problem):
    before = Event.objects.count()
    ask(browser(cast.tom), address(problem), settled="1")
    assert Event.objects.count() == before
    rows = list(Pointed.objects.values())
    assert {(row["side"], row["by_id"], row["dismissed_at"], row["taken_at"]) for row in rows} == {
        ("expert", cast.tom.pk, None, None)
    }
    assert "colours" not in str(rows)
    assert not {"decide", "client won"} & set(str(rows).split())


def test_a_remark_counts_once_and_only_when_it_has_stood(cast, browser, problem):
    tom = browser(cast.tom)
    ask(tom, address(problem))
    assert Pointed.objects.count() == 0
    for _ in range(2):
        ask(tom, address(problem), settled="1")
    counted = Pointed.objects.count()
    assert counted == len(set(Pointed.objects.values_list("fingerprint", flat=True))) > 0


def test_one_tap_takes_a_rewording(cast, browser, problem):
    tom = browser(cast.tom)
    _, page = ask(tom, address(problem))
    offered = deeds(page, "take")[0]
    _, after = ask(tom, address(problem), take=offered)
    words = re.search(r'data-words="([^"]*)"', after)[1]
    assert words != BLAMING
    assert offered.split(":")[0] not in after
    row = Pointed.objects.get(fingerprint=offered.split(":")[0])
    assert row.taken_at is not None


def test_a_dismissed_remark_stays_away_for_that_side_at_that_table(cast, browser, problem):
    tom, where = browser(cast.tom), address(problem)
    _, page = ask(tom, where)
    fingerprint = deeds(page, "dismiss")[0].split(":")[0]
    ask(tom, where, dismiss=f"{fingerprint}:meant")
    _, again = ask(browser(cast.ana), where)
    assert fingerprint not in "".join(deeds(again, "dismiss"))
    assert deeds(again, "again").count(fingerprint) == 1
    for seat, other in ((cast.bea, problem), (cast.tom, cast.problem())):
        _, page = ask(browser(seat), address(other))
        assert any(one.startswith(fingerprint) for one in deeds(page, "dismiss")), seat


def test_what_was_dismissed_can_be_looked_at_again(cast, browser, problem):
    tom, where = browser(cast.tom), address(problem)
    fingerprint = deeds(ask(tom, where)[1], "dismiss")[0].split(":")[0]
    ask(tom, where, dismiss=f"{fingerprint}:fact")
    _, page = ask(tom, where, again=fingerprint)
    assert any(one.startswith(fingerprint) for one in deeds(page, "dismiss"))
    assert Pointed.objects.get(fingerprint=fingerprint).reason == ""


def test_another_language_is_left_alone_and_the_page_says_so(cast, browser, problem):
    german = "Der Kunde entscheidet sich nie, und wir warten seit drei Wochen auf die Texte für die Seite."
    _, page = ask(browser(cast.tom), address(problem), german)
    assert "The coach reads English only" in page
    assert deeds(page, "dismiss") == []


def test_without_a_script_it_is_a_page_that_keeps_every_field(cast, browser, problem):
    where = address(problem)
    status, page = ask(browser(cast.tom), where, script=False, based_on="3", once="k1", form="differ")
    assert status == 200
    assert f'action="/problems/{problem.pk}/words/versions/"' in page
    assert f">{BLAMING}</textarea>" in page
    carried = dict(re.findall(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"', page))
    assert {name: carried[name] for name in ("based_on", "once", "form")} == {
        "based_on": "3",
        "once": "k1",
        "form": "differ",
    }
    assert "Read by Ana Petrov" in page or "Read by" in page


def test_without_a_script_a_dismissal_is_kept_though_the_form_carries_its_key(cast, browser, problem):
    tom, where = browser(cast.tom), address(problem)
    fingerprint = deeds(ask(tom, where)[1], "dismiss")[0].split(":")[0]
    ask(tom, where, script=False, once="k1", dismiss=f"{fingerprint}:meant")
    assert Pointed.objects.get(fingerprint=fingerprint).reason == "meant"


def test_without_a_script_a_rewording_stands_in_the_field(cast, browser, problem):
    tom = browser(cast.tom)
    offered = deeds(ask(tom, address(problem))[1], "take")[0]
    _, page = ask(tom, address(problem), script=False, take=offered)
    assert re.search(r"<textarea[^>]*>([^<]*)</textarea>", page)[1] not in (BLAMING, "")


@pytest.mark.parametrize(
    "told",
    [
        {"kind": "note"},
        {"kind": "poem"},
        {"field": "<b>"},
        {"to": "../elsewhere/"},
        {"to": "//elsewhere.example/"},
    ],
)
def test_an_address_that_is_not_ours_is_not_found(cast, browser, problem, told):
    assert ask(browser(cast.tom), address(problem, **told))[0] == 404


def test_it_sends_words_to_its_own_table_only(cast, browser, problem):
    other = cast.problem()
    assert ask(browser(cast.tom), address(problem, to=f"../{other.pk}/words/versions/"))[0] == 404


def test_outsiders_find_nothing(cast, browser, problem):
    assert ask(browser(cast.bea), address(problem))[0] == 200
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert ask(browser(seat), address(problem))[0] == 404, seat


@pytest.mark.parametrize("words", [BLAMING, f"{BLAMING} They never listen. He is lazy and afraid of his boss."])
def test_it_costs_the_same_for_one_remark_as_for_many(cast, browser, problem, words):
    tom = browser(cast.tom)
    with CaptureQueriesContext(connection) as asked:
        ask(tom, address(problem), words)
    assert len(asked) == 5  # session, seat, problem, people, dismissals
