"""Lessons that come back to their author, and to nobody else (R5)."""

from ours.reflect.kinds import Lesson
from ours.reflect.lessons import Place, come_back
from tests.cast import DAY
from tests.reflect.helping import words_of


def lesson(words: str, **more) -> Lesson:
    return Lesson(words=words, at=DAY, **more)


def why(found: Lesson, place: Place) -> list[str]:
    return [one.why for one in come_back([found], [place])]


def test_with_the_same_client_person_or_problem():
    learned = lesson("Ask for the board first.", about="client:4")
    assert why(learned, Place("client:4", "Yoga House")) == ["same"]
    assert why(learned, Place("problem:9", "Posts", frozenset({"client:4"}))) == ["same"]
    assert why(learned, Place("client:5", "Bakery")) == []


def test_with_the_same_pattern():
    learned = lesson("Show something first.", patterns=["withholding"])
    assert why(learned, Place(text="Three weeks, and they won't send the numbers.")) == ["pattern"]
    assert why(learned, Place(text="They sent everything.")) == []


def test_with_much_the_same_words():
    learned = lesson("Workshops in April stay empty when the regulars cannot book ahead.")
    assert why(learned, Place(name="April workshops are empty, regulars complain")) == ["words"]
    assert why(learned, Place(name="The oven breaks down every week")) == []


def test_the_surest_reason_comes_first():
    both = [lesson("Nothing in common.", patterns=["price"]), lesson("Ask.", about="client:4")]
    found = come_back(both, [Place("client:4", "Yoga House", text="The price, again.")])
    assert [one.why for one in found] == ["same", "pattern"]


def test_it_comes_back_in_the_room_and_for_its_author_alone(cast, browser):
    problem = cast.problem("The April workshops stay empty.")
    tom = browser(cast.tom)
    sent = {"words": "Never begin with adverts here.", "about": f"client:{cast.yoga.pk}", "patterns": ["price"]}
    assert tom.post("/reflect/lessons/learned/", sent)["Location"] == "/reflect/lessons/"
    listed = words_of(tom.get("/reflect/lessons/"))
    assert "A lesson of yours comes back" in listed and "You learned it with Yoga House." in listed
    taken = tom.post("/reflect/snapshots/", {"words": "They haggle over the price once more."})
    assert "Never begin with adverts here." in words_of(tom.get(taken["Location"]))
    for path in (f"/problems/{problem.pk}/", f"/problems/{problem.pk}/aside/", "/", "/reflect/lessons/"):
        assert "Never begin with adverts" not in words_of(browser(cast.ana).get(path)), path
    assert "Never begin with adverts" not in words_of(tom.get(f"/problems/{problem.pk}/"))
