"""The way of working: proposed by one side, agreed by the other (O2)."""

from ours.own import acts, reading
from ours.own.models import WayAgreement, WayOfWorking
from tests.cast import DAY
from tests.own.helping import address, told

WORDS = "We show you twice, then you do it."


def propose(browser, problem, **fields):
    return browser.post(address(problem, "ways/"), {"way": "taught", "words": WORDS, "once": "k1"} | fields)


def agree(browser, way, once="k2"):
    return browser.post(address(way.problem, f"ways/{way.pk}/agreement/"), {"once": once})


def test_one_side_proposes_and_the_other_agrees(cast, browser):
    problem = cast.problem()

    answer = propose(browser(cast.tom), problem)

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#way")
    way = WayOfWorking.objects.get()
    assert (way.problem, way.way, way.words, way.by) == (problem, "taught", WORDS, cast.tom)
    assert agree(browser(cast.ana), way).status_code == 403
    assert not WayAgreement.objects.exists()

    answers = [agree(browser(cast.bea), way) for _ in range(2)]

    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, address(problem) + "#way")] * 2
    agreement = WayAgreement.objects.get()
    assert (agreement.way, agreement.by) == (way, cast.bea)
    assert told(problem) == [
        "Tom Weiss proposed how to work on it: taught.",
        "Bea Okafor agreed to the way of working: taught.",
    ]


def test_a_client_proposes_as_well(cast, browser):
    problem = cast.problem()
    assert propose(browser(cast.bea), problem, way="together", words="").status_code == 303
    way = WayOfWorking.objects.get()
    assert agree(browser(cast.bea), way).status_code == 403
    assert agree(browser(cast.tom), way, once="k3").status_code == 303
    assert told(problem)[-1] == "Tom Weiss agreed to the way of working: done together."


def test_a_newer_proposal_replaces_the_one_that_was_read(cast, browser):
    problem = cast.problem()
    read = acts.propose_way(problem, "taught", WORDS, by=cast.tom, at=DAY)
    acts.propose_way(problem, "coached", "You do it, we ask questions.", by=cast.ana, at=DAY)

    answer = agree(browser(cast.bea), read)

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "There is a newer proposal. Please read it; you can agree to it below." in page
    assert "You do it, we ask questions." in page
    assert not WayAgreement.objects.exists()


def test_until_the_newer_one_is_agreed_the_older_one_stands(cast):
    problem = cast.problem()
    first = acts.propose_way(problem, "done", "", by=cast.tom, at=DAY)
    acts.agree_way(first, by=cast.bea, at=DAY)
    second = acts.propose_way(problem, "taught", WORDS, by=cast.tom, at=DAY)
    own = reading.for_table(problem)
    assert (own.way, own.agreed_way) == (second, first)
    acts.agree_way(second, by=cast.bea, at=DAY)
    own = reading.for_table(problem)
    assert (own.way, own.agreed_way) == (second, second)


def test_agreeing_twice_changes_nothing(cast, browser):
    problem = cast.problem()
    way = acts.propose_way(problem, "taught", WORDS, by=cast.tom, at=DAY)
    for once in ("k1", "k2"):
        assert agree(browser(cast.bea), way, once=once).status_code == 303
    assert WayAgreement.objects.count() == 1


def test_it_is_one_of_four(cast, browser):
    problem = cast.problem()
    for way in ("", "magic"):
        answer = propose(browser(cast.tom), problem, way=way)
        page = answer.content.decode()
        assert (answer.status_code, "Choose one of the four ways." in page, WORDS in page) == (422, True, True)
    assert not WayOfWorking.objects.exists()
