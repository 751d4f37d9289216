"""Ways out: relief or lasting, early with a reason, a relief's partner, held against three things (S5, S6, F4)."""

from decimal import Decimal

import pytest

from ours.frame import state_acts
from ours.problem.models import Event
from ours.solve import inventory_acts, option_acts
from ours.solve.models import Held, InventoryItem, Option, Pairing
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import address, in_days, named, proposed, told

WORDS = "Courses of ten weeks, paid ahead."


def send(browser, problem, **fields):
    fields = {"words": WORDS, "kind": "lasting", "once": "k1"} | fields
    return browser.post(address(problem, "options/"), fields)


@pytest.mark.parametrize(("who", "kind", "sort"), [("bea", "relief", "relief"), ("tom", "lasting", "lasting")])
def test_both_sides_propose_either_kind(cast, browser, who, kind, sort):
    problem, seat = named(cast), getattr(cast, who)
    answer = send(browser(seat), problem, kind=kind)
    option = Option.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#option-{option.pk}")
    assert (option.problem, option.words, option.kind, option.early, option.reason, option.by) == (
        problem,
        WORDS,
        kind,
        False,
        "",
        seat,
    )
    assert told(problem) == [f"{seat.name} proposed a way out ({sort}): “{WORDS}”"]
    for reader in (cast.bea, cast.tom):
        for rest in ("", f"options/{option.pk}/"):
            assert WORDS in browser(reader).get(address(problem, rest)).content.decode()


def test_before_both_states_are_named_it_says_why(cast, browser):
    problem = cast.problem()
    state_acts.say_state(problem, "now", "Half empty.", by=cast.bea, at=DAY)
    without = send(browser(cast.tom), problem)
    assert (without.status_code, "why it should not wait." in without.content.decode()) == (422, True)
    assert not Option.objects.exists()
    assert send(browser(cast.tom), problem, reason="June begins.", once="k2").status_code == 303
    option = Option.objects.get()
    assert (option.early, option.reason) == (True, "June begins.")
    assert told(problem)[-1] == (
        f"Tom Weiss proposed a way out (lasting) before both states were named: “{WORDS}”; why: June begins."
    )
    page = browser(cast.bea).get(address(problem, f"options/{option.pk}/")).content.decode()
    assert "Early: it was proposed before both states were named, because: June begins." in page
    state_acts.say_state(problem, "wanted", "Full.", by=cast.bea, at=DAY)
    assert send(browser(cast.tom), problem, once="k3").status_code == 303
    assert Option.objects.latest("pk").early is False
    with pytest.raises(ValueError, match="says why"):
        option_acts.propose(problem, "relief", "x", early=True, by=cast.tom, at=DAY)


def test_a_relief_asks_for_its_lasting_partner(cast, browser):
    problem = named(cast)
    relief = proposed(cast, problem, "relief", "Fill June with a partner studio.")
    asks = f'href="{address(problem)}?relief={relief.pk}#options"'
    assert browser(cast.bea).get(address(problem)).content.decode().count(asks) == 1
    wrong = send(browser(cast.bea), problem, relief=relief.pk, kind="relief")
    assert (wrong.status_code, "The partner of a relief is lasting." in wrong.content.decode()) == (422, True)

    assert send(browser(cast.bea), problem, relief=relief.pk).status_code == 303

    lasting = Option.objects.get(kind="lasting")
    pairing = Pairing.objects.get()
    assert (pairing.relief, pairing.lasting, pairing.by, pairing.ended_at) == (relief, lasting, cast.bea, None)
    assert told(problem)[-1] == (
        f"Bea Okafor named what is to last in the place of the relief “Fill June with a partner studio.”: “{WORDS}”"
    )
    assert [row.id for row in solving(problem).alone()] == []
    assert asks not in browser(cast.bea).get(address(problem)).content.decode()


def test_another_partner_takes_the_place_of_the_first(cast, browser):
    problem = named(cast)
    relief = proposed(cast, problem, "relief", "Fill June.")
    first, second = (proposed(cast, problem, "lasting", words) for words in ("One.", "Two."))
    there = address(problem, f"options/{relief.pk}/partner/")
    for number, lasting in enumerate((first, first, second)):
        assert browser(cast.tom).post(there, {"lasting": lasting.pk, "once": f"k{number}"}).status_code == 303
    assert list(Pairing.objects.filter(ended_at=None).values_list("relief", "lasting")) == [(relief.pk, second.pk)]
    assert Pairing.objects.count() == 2
    assert Event.objects.filter(kind="option_paired").count() == 2
    # A relief is no partner, and what is lasting has none.
    for option, partner in ((relief, relief), (first, second)):
        wrong = browser(cast.tom).post(address(problem, f"options/{option.pk}/partner/"), {"lasting": partner.pk})
        assert wrong.status_code == 422
    with pytest.raises(ValueError, match="lasting way out"):
        option_acts.pair(first, second, by=cast.tom, at=DAY)
    elsewhere = proposed(cast, named(cast, "Another."), "lasting", "Elsewhere.")
    assert browser(cast.tom).post(there, {"lasting": elsewhere.pk}).status_code == 422
    with pytest.raises(ValueError, match="same problem"):
        option_acts.pair(relief, elsewhere, by=cast.tom, at=DAY)


def test_held_against_the_gap_what_is_there_and_what_is_done(cast, browser):
    problem = named(cast)
    option = proposed(cast, problem)
    till = inventory_acts.list_item(cast.yoga, "tool", "The booking till", by=cast.bea, at=DAY)
    where = address(problem, f"options/{option.pk}/")
    answers = [
        ("gap", "part", "It fills mornings, not Fridays.", "", cast.tom),
        ("has", "part", "The till can take payments ahead.", till.pk, cast.bea),
        ("does", "none", "Nobody there has sold a course.", "", cast.bea),
    ]
    for number, (against, amount, words, item, by) in enumerate(answers):
        fields = {"against": against, "amount": amount, "words": words, "item": item, "once": f"k{number}"}
        answer = browser(by).post(where + "held/", fields)
        assert (answer.status_code, answer["Location"]) == (303, f"{where}#{against}")
    assert list(Held.objects.order_by("pk").values_list("against", "amount", "words", "item", "by")) == [
        (against, amount, words, item or None, by.pk) for against, amount, words, item, by in answers
    ]
    assert told(problem)[1:] == [
        f"Tom Weiss held “{option.words}” against the gap: a part of it; “It fills mornings, not Fridays.”",
        f"Bea Okafor held “{option.words}” against what the client has: a part of it; "
        "“The till can take payments ahead.”",
        f"Bea Okafor held “{option.words}” against what the client can do itself: nothing of it; "
        "“Nobody there has sold a course.”",
    ]
    for reader in (cast.tom, cast.bea):
        page = browser(reader).get(where).content.decode()
        assert all(words in page for _against, _amount, words, _item, _by in answers)
        assert ("listed: The booking till" in page, "Half empty." in page, "Full." in page) == (True, True, True)


@pytest.mark.parametrize(
    ("against", "amount", "flagged"),
    [
        ("gap", "none", ["gap"]),
        ("gap", "part", []),
        ("has", "all", ["has"]),
        ("has", "part", []),
        ("does", "all", ["does"]),
        ("does", "none", []),
    ],
)
def test_what_speaks_against_needing_it(cast, browser, against, amount, flagged):
    problem = named(cast)
    option = proposed(cast, problem)
    option_acts.hold_against(option, against, amount, "So.", by=cast.tom, at=DAY)
    assert solving(problem).not_needed(option.pk) == flagged
    for page in (f"/problems/{problem.pk}/", address(problem)):
        shown = browser(cast.bea).get(page).content.decode()
        assert ("something speaks against needing it" in shown) == bool(flagged)
    option_acts.hold_against(option, against, "part", "Looked again.", by=cast.bea, at=DAY)
    assert solving(problem).not_needed(option.pk) == []


def test_what_another_client_has_is_not_offered(cast, browser):
    problem = named(cast)
    option = proposed(cast, problem)
    inventory_acts.list_item(cast.yoga, "tool", "The till", by=cast.bea, at=DAY)
    secret = inventory_acts.list_item(cast.bakery, "tool", "Kanarienvogel", by=cast.maja, at=DAY)
    where = address(problem, f"options/{option.pk}/")
    assert b"Kanarienvogel" not in browser(cast.ana).get(where).content
    fields = {"against": "has", "amount": "all", "words": "It is there.", "item": secret.pk}
    answer = browser(cast.ana).post(where + "held/", fields)
    page = answer.content.decode()
    assert (answer.status_code, "Kanarienvogel" in page, "It is there." in page) == (422, False, True)
    assert "Choose one of what is listed." in page
    assert InventoryItem.objects.count() == 2
    assert not Held.objects.exists()


def test_the_gap_is_that_of_the_table(cast, browser):
    problem = named(cast)
    measure = state_acts.set_measure(
        problem,
        "seats sold",
        unit="%",
        now=Decimal(38),
        wanted=Decimal(70),
        wanted_by=in_days(90),
        now_on=DAY.date(),
        by=cast.tom,
        at=DAY,
    )
    state_acts.take_reading(measure, Decimal("41.5"), on=in_days(-1), by=cast.bea, at=DAY)
    state_acts.say_state(problem, "now", "Two in five.", by=cast.bea, at=DAY.replace(hour=11))
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert "seats sold: now 41.5\u202f%, wanted 70\u202f% by" in page
    assert ("Two in five." in page, "Half empty." in page, "Full." in page) == (True, False, True)
