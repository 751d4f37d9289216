"""Disagreeing, with the common ground first and each disagreement in its place (F5)."""

from ours.frame import acts, dispute_acts
from ours.frame.models import Disagreement
from ours.problem.models import BadSign, Event, Stage
from tests.cast import DAY
from tests.frame import FIRST, SECOND, told


def send(browser, problem, **fields):
    fields = {
        "common_ground": "Teachers need fixed hours.",
        "place": "problem",
        "words": "It is the price, not the season.",
        "version": "",
        "once": "k1",
    } | fields
    return browser.post(f"/problems/{problem.pk}/disagreements/placed/", fields)


def test_with_the_problem(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)

    answer = send(browser(cast.bea), problem, version="1")

    it = Disagreement.objects.get()
    assert (answer.status_code, answer["Location"]) == (
        303,
        f"/problems/{problem.pk}/disagreements/#disagreement-{it.pk}",
    )
    assert (it.place, it.statement, it.common_ground, it.words, it.by, it.settled_at, it.set_aside_at) == (
        "problem",
        None,
        "Teachers need fixed hours.",
        "It is the price, not the season.",
        cast.bea,
        None,
        None,
    )
    assert told(problem)[-1] == "Bea Okafor disagrees with the problem itself: “It is the price, not the season.”"
    sign = BadSign.objects.get()
    assert (sign.kind, sign.seat, sign.ref, sign.words, sign.cleared_at) == (
        "disagreed",
        cast.bea,
        it.pk,
        "It is the price, not the season.",
        None,
    )
    problem.refresh_from_db()
    assert (problem.stage, problem.step, problem.move, problem.spoke_last) == (
        Stage.FRAMING,
        "settle",
        "both",
        "client",
    )
    page = browser(cast.tom).get(f"/problems/{problem.pk}/disagreements/").content.decode()
    # The common ground is shown first.
    assert page.index("Teachers need fixed hours.") < page.index("It is the price, not the season.")


def test_with_the_words_and_the_solution(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    assert send(browser(cast.tom), problem, place="words", version="1", once="a").status_code == 303
    assert send(browser(cast.tom), problem, place="solution", version="1", once="b").status_code == 303
    assert list(Disagreement.objects.order_by("pk").values_list("place", "statement")) == [
        ("words", first.pk),
        ("solution", None),
    ]
    assert told(problem)[-2:] == [
        "Tom Weiss disagrees with the way it is put: “It is the price, not the season.”",
        "Tom Weiss disagrees with the solution: “It is the price, not the season.”",
    ]
    page = browser(cast.bea).get(f"/problems/{problem.pk}/words/").content.decode()
    assert page.count('<div class="dispute">') == 1  # on the words' page stands what is about the words


def test_with_words_that_are_not_there(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.bea), problem, place="words", version="")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Choose what you do not agree with." in page
    assert "It is the price, not the season.</textarea>" in page
    assert not Disagreement.objects.exists()


def test_newer_words_refuse_politely_and_keep_what_was_written(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.word(problem, SECOND, based_on=1, by=cast.tom, at=DAY)
    for version in ("1", "", "7"):
        answer = send(browser(cast.bea), problem, place="words", version=version, once=f"k{version}")
        page = answer.content.decode()
        assert answer.status_code == 409
        assert "The words have changed while you were writing. Nothing is laid down yet." in page
        assert f"<blockquote>{SECOND}</blockquote>" in page
        assert "Teachers need fixed hours.</textarea>" in page
        assert "It is the price, not the season.</textarea>" in page
        assert '<input type="hidden" name="version" value="2">' in page
    assert not Disagreement.objects.exists()
    assert send(browser(cast.bea), problem, place="words", version="2", once="k2").status_code == 303


def test_every_part_is_needed_and_every_word_is_kept(cast, browser):
    problem = cast.problem()
    for field, error in (
        ("common_ground", "Write what both sides hold to be true, however small. It is shown first, and built on."),
        ("words", "Write what you see differently."),
        ("place", "Choose what you do not agree with."),
    ):
        answer = send(browser(cast.bea), problem, **{field: ""})
        page = answer.content.decode()
        assert (answer.status_code, error in page) == (422, True), field
        kept = {"common_ground": "Teachers need fixed hours.", "words": "It is the price, not the season."}
        assert [f"{words}</textarea>" in page for key, words in kept.items() if key != field] == [True] * (
            2 - (field in kept)
        )
    assert not Disagreement.objects.exists()


def test_a_double_click_disagrees_once(cast, browser):
    problem = cast.problem()
    bea = browser(cast.bea)
    assert [send(bea, problem).status_code for _ in range(2)] == [303, 303]
    assert (Disagreement.objects.count(), BadSign.objects.count()) == (1, 1)


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/disagreements/").status_code == 404, seat
        assert send(browser(seat), problem).status_code == 404, seat
    assert not Disagreement.objects.exists()
    assert Event.objects.filter(problem=problem).count() == 1


def test_an_older_wording_is_named_where_it_is_disputed(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    dispute_acts.disagree(
        problem, "words", common_ground="Hours.", words="Not only June.", statement=first, by=cast.bea, at=DAY
    )
    acts.word(problem, SECOND, based_on=1, by=cast.tom, at=DAY)
    page = browser(cast.bea).get(f"/problems/{problem.pk}/disagreements/").content.decode()
    assert "It speaks of version 1:" in page
    assert "Version 2 is there now." in page
    assert "?compare=1..2#compare" in page
