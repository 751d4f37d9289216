"""What the client can now do without help (O2)."""

from ours.own import acts, reading
from ours.own.models import Ability
from ours.problem.models import Event
from tests.cast import DAY
from tests.own.helping import address, told

WORDS = "Read the booking figures every month."


def test_both_sides_note_it_and_it_is_counted(cast, browser):
    problem = cast.problem()
    for seat, once in ((cast.tom, "k1"), (cast.bea, "k2")):
        answer = browser(seat).post(address(problem, "abilities/"), {"words": WORDS, "once": once})
        noted = Ability.objects.get(by=seat)
        assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#ability-{noted.pk}")
    assert set(Ability.objects.values_list("problem", "words")) == {(problem.pk, WORDS)}
    assert told(problem) == [
        f"Tom Weiss noted what the client can now do without help: “{WORDS}”",
        f"Bea Okafor noted what the client can now do without help: “{WORDS}”",
    ]
    assert set(Event.objects.filter(kind="able").values_list("told__ability", flat=True)) == set(
        Ability.objects.values_list("pk", flat=True)
    )
    assert reading.for_table(problem).abilities == 2
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert "What Yoga House can now do without help · 2</h2>" in page


def test_empty_words_are_asked_for(cast, browser):
    problem = cast.problem()
    answer = browser(cast.bea).post(address(problem, "abilities/"), {"words": ""})
    assert answer.status_code == 422
    assert "Say what the client can now do without help." in answer.content.decode()
    assert not Ability.objects.exists()


def test_they_are_counted_without_any_commitment_and_apart_for_each_problem(cast):
    problem, other = cast.problem(), cast.problem("The front desk cannot see who paid.")
    acts.note_ability(other, WORDS, by=cast.bea, at=DAY)
    assert (reading.for_table(problem).abilities, reading.for_table(other).abilities) == (0, 1)
