"""A change that would remove constraints, over several problems, and what nobody learns from it (S4)."""

from datetime import timedelta

import pytest

from ours.people import acts as people
from ours.people.models import Engagement
from ours.problem import acts as problems
from ours.problem.models import Event
from ours.solve import constraint_acts, initiative_acts, reading
from ours.solve.models import Dissolving, Initiative, InitiativeStep, Sponsorship
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import NOW, address, kinds, told

NAME, CASE = "A house of our own", "Rent is a third of what comes in."


@pytest.fixture
def two(cast):
    """A problem where Bea and Imani sit, and one of another engagement where only Bea does."""
    other = Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="Teachers", began_at=DAY)
    people.put_on(cast.tom, other, by=cast.ana, at=DAY)
    open_ = cast.problem("Our income swings.")
    problems.seat_at(open_, cast.imani, by=cast.tom, at=DAY)
    return open_, cast.problem("Kanarienvogel leaves us.", engagement=other)


def lay(cast, problem, words="The room is free on weekday mornings only."):
    return constraint_acts.name_constraint(
        problem, words, whose="others", blocks="Evening courses.", by=cast.tom, at=DAY
    )


def change(cast, problem):
    return initiative_acts.begin_change(lay(cast, problem), NAME, CASE, by=cast.tom, at=DAY)


def at(cast, initiative, rest=""):
    return f"/clients/{cast.yoga.pk}/initiatives/{initiative.pk}/{rest}"


@pytest.mark.parametrize("who", ["bea", "tom"])
def test_begun_from_what_stands_in_the_way(cast, browser, two, who):
    problem, seat = two[0], getattr(cast, who)
    constraint = lay(cast, problem)
    where = address(problem, f"constraints/{constraint.pk}/")
    without = browser(seat).post(where + "changes/", {"name": NAME})
    assert (without.status_code, "Say why it is worth it." in without.content.decode()) == (422, True)

    answer = browser(seat).post(where + "changes/", {"name": NAME, "case": CASE, "once": "k"})

    assert (answer.status_code, answer["Location"]) == (303, where + "#changes")
    begun = Initiative.objects.get()
    assert (begun.client, begun.name, begun.case, begun.by, begun.ended_at) == (cast.yoga, NAME, CASE, seat, None)
    assert list(Dissolving.objects.values_list("initiative", "problem", "constraint")) == [
        (begun.pk, problem.pk, constraint.pk)
    ]
    assert told(problem)[-1] == f"{seat.name} began a change, “{NAME}”, that would remove “{constraint.words}”."
    for reader in (cast.bea, cast.tom, cast.imani):
        table = browser(reader).get(f"/problems/{problem.pk}/").content.decode()
        assert (NAME in table, "nobody stands behind it yet" in table) == (True, True)
        assert CASE in browser(reader).get(at(cast, begun)).content.decode()


def test_it_dissolves_several_problems_and_nobody_learns_of_those_they_may_not_see(cast, browser, two):
    seen, hidden = two
    begun = change(cast, seen)
    initiative_acts.join(begun, hidden, constraint=lay(cast, hidden, "Kanarienvogel too."), by=cast.tom, at=NOW)
    steps = initiative_acts.lay_steps(begun, ["Ask the bank."], by=cast.tom, at=NOW)
    initiative_acts.finish(steps[0], by=cast.bea, at=NOW)
    initiative_acts.sponsor(begun, cast.imani, by=cast.imani, at=NOW)

    page = browser(cast.bea).get(at(cast, begun)).content.decode()
    assert (page.count("Kanarienvogel leaves us."), "it would remove: Kanarienvogel too." in page) == (2, True)
    imani = browser(cast.imani)
    pages = [
        *(f"/problems/{seen.pk}/", address(seen), f"/problems/{seen.pk}/history/", "/", at(cast, begun)),
        *(address(seen, f"constraints/{solving(seen).constraints[0].id}/"), f"/clients/{cast.yoga.pk}/inventory/"),
    ]
    for one in pages:
        answer = imani.get(one)
        assert (answer.status_code, b"Kanarienvogel" in answer.content) == (200, False), one
        assert str(hidden.pk).encode() not in answer.content, one
    # What is told at a table where somebody does not sit is not theirs to bring about.
    assert kinds(hidden)[-3:] == ["change_joined", "change_steps_laid", "change_step_done"]
    assert kinds(seen)[-3:] == ["change_steps_laid", "change_step_done", "change_sponsored"]
    assert Event.objects.filter(problem=hidden, seat=cast.imani).count() == 0


def test_what_may_not_be_seen_can_neither_be_counted_nor_taken_out(cast, browser, two):
    seen, hidden = two
    begun = change(cast, seen)
    imani = browser(cast.imani)
    answer = imani.post(at(cast, begun, "problems/"), {"problem": hidden.pk, "once": "k"})
    assert (answer.status_code, b"Kanarienvogel" in answer.content) == (422, False)
    link = initiative_acts.join(begun, hidden, by=cast.tom, at=NOW)
    assert imani.post(at(cast, begun, f"problems/{link.pk}/not/"), {"once": "k2"}).status_code == 404
    assert Dissolving.objects.filter(ended_at=None).count() == 2

    bea = browser(cast.bea)
    assert bea.post(at(cast, begun, f"problems/{link.pk}/not/"), {"once": "k3"}).status_code == 303
    assert told(hidden)[-1] == f"Bea Okafor said that the change “{NAME}” would not dissolve this problem."
    assert bea.post(at(cast, begun, "problems/"), {"problem": hidden.pk, "once": "k4"}).status_code == 303
    assert told(hidden)[-1] == f"Bea Okafor said that the change “{NAME}” would dissolve this problem too."
    assert list(Dissolving.objects.filter(ended_at=None).values_list("problem", flat=True).order_by("problem")) == [
        seen.pk,
        hidden.pk,
    ]


def test_one_that_was_begun_before_would_remove_this_too(cast, browser, two):
    first, second = two
    begun = change(cast, first)
    elsewhere = initiative_acts.begin_change(
        constraint_acts.name_constraint(
            cast.problem("Bread.", engagement=cast.orders, by=cast.maja),
            "Oven.",
            whose="client",
            blocks="x",
            by=cast.una,
            at=DAY,
        ),
        "A new oven",
        "Warm.",
        by=cast.una,
        at=DAY,
    )
    constraint = lay(cast, second, "Too few rooms.")
    where = address(second, f"constraints/{constraint.pk}/")
    wrong = browser(cast.ana).post(where + "joined/", {"initiative": elsewhere.pk})
    assert (wrong.status_code, b"A new oven" in wrong.content) == (422, False)
    with pytest.raises(ValueError, match="its own client"):
        initiative_acts.join(elsewhere, second, by=cast.ana, at=DAY)

    for once in ("k1", "k2"):
        assert browser(cast.bea).post(where + "joined/", {"initiative": begun.pk, "once": once}).status_code in (
            303,
            422,
        )

    assert [row.id for row in solving(second).changes_for(constraint.pk)] == [begun.pk]
    assert kinds(second).count("change_joined") == 1


def test_each_side_names_its_own_people_as_sponsor(cast, browser, two):
    begun = change(cast, two[0])
    for seat, named, answers in (
        (cast.tom, cast.bea, 422),
        (cast.bea, cast.tom, 422),
        (cast.bea, cast.front_desk, 422),
        (cast.tom, cast.una, 422),
        (cast.bea, cast.maja, 422),
        (cast.bea, cast.imani, 303),
        (cast.tom, cast.ana, 303),
    ):
        answer = browser(seat).post(at(cast, begun, "sponsor/"), {"seat": named.pk, "once": f"{seat.pk}-{named.pk}"})
        assert answer.status_code == answers, (seat, named)
    assert list(Sponsorship.objects.filter(ended_at=None).values_list("seat", flat=True)) == [cast.ana.pk]
    assert told(two[0])[-2:] == [
        f"Imani Reyes stands behind the change “{NAME}”.",
        f"Ana Ruiz stands behind the change “{NAME}”.",
    ]


def test_whoever_leaves_stands_behind_it_no_longer(cast, two):
    begun = change(cast, two[0])
    initiative_acts.sponsor(begun, cast.imani, by=cast.bea, at=DAY)
    people.leave(cast.imani, by=cast.imani, at=DAY + timedelta(days=1))
    assert not Sponsorship.objects.filter(ended_at=None).exists()
    assert reading.sponsors([begun]) == {}


def test_steps_are_laid_and_finished(cast, browser, two):
    begun = change(cast, two[0])
    bea = browser(cast.bea)
    first = bea.post(
        at(cast, begun, "steps/"), {"steps": "Ask the bank.\n\n  Find  a house. ", "read": "", "once": "k"}
    )
    assert (first.status_code, first["Location"]) == (303, at(cast, begun) + "#steps")
    laid = list(InitiativeStep.objects.order_by("place"))
    assert [(step.place, step.words) for step in laid] == [(1, "Ask the bank."), (2, "Find a house.")]
    done = bea.post(at(cast, begun, f"steps/{laid[0].pk}/done/"), {"once": "k2"})
    assert done.status_code == 303
    assert bea.post(at(cast, begun, f"steps/{laid[0].pk}/done/"), {"once": "k3"}).status_code == 409
    late = browser(cast.tom).post(at(cast, begun, "steps/"), {"steps": "Mine.", "read": "", "once": "k4"})
    page = late.content.decode()
    assert (late.status_code, "Somebody laid out the steps anew meanwhile." in page, "Mine." in page) == (
        409,
        True,
        True,
    )
    again = {"steps": "Mine.", "read": str(laid[1].pk), "once": "k5"}
    assert browser(cast.tom).post(at(cast, begun, "steps/"), again).status_code == 303
    now = [(step.words, step.done_at is not None) for step in reading.steps_of(begun)]
    assert now == [("Ask the bank.", True), ("Mine.", False)]
    assert told(two[0])[-3:] == [
        f"Bea Okafor laid out the steps of the change “{NAME}”.",
        f"Bea Okafor finished a step of the change “{NAME}”: Ask the bank.",
        f"Tom Weiss laid out the steps of the change “{NAME}”.",
    ]
    too_many = browser(cast.tom).post(at(cast, begun, "steps/"), {"steps": "\n".join(["x"] * 21)})
    assert (too_many.status_code, "At most 20 can be kept in view" in too_many.content.decode()) == (422, True)


@pytest.mark.parametrize(
    ("reached", "words"), [("yes", "was carried through: “It stands.”"), ("no", "was given up: “It stands.”")]
)
def test_it_ends_once_and_both_read_how(cast, browser, two, reached, words):
    begun = change(cast, two[0])
    answer = browser(cast.bea).post(at(cast, begun, "ended/"), {"reached": reached, "how": "It stands.", "once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, at(cast, begun) + "#end")
    begun.refresh_from_db()
    assert (begun.reached, begun.ended_how, begun.ended_by, begun.ended_at) == (
        reached == "yes",
        "It stands.",
        cast.bea,
        NOW,
    )
    assert told(two[0])[-1] == f"Bea Okafor said that the change “{NAME}” {words}"
    late = browser(cast.tom).post(at(cast, begun, "ended/"), {"reached": "no", "how": "My words.", "once": "k2"})
    assert (late.status_code, "My words." in late.content.decode()) == (409, True)
    # What it was to remove is said to be gone by the people at each table.
    assert solving(two[0]).stands(solving(two[0]).constraints[0])


def test_another_clients_change_is_nobodys_business(cast, browser, two):
    begun = change(cast, two[0])
    rests = ["", "sponsor/", "steps/", "problems/", "ended/"]
    for seat in (cast.una, cast.maja, cast.kai, cast.luca, cast.tom_at_ferro):
        outsider = browser(seat)
        for client in (cast.yoga, cast.bakery):
            for rest in rests:
                there = f"/clients/{client.pk}/initiatives/{begun.pk}/{rest}"
                answers = [outsider.post(there, {"how": "x"})] if rest else [outsider.get(there)]
                for answer in answers:
                    assert (answer.status_code, NAME.encode() in answer.content) == (404, False), (seat, there)
    assert Initiative.objects.get().ended_at is None


def test_a_change_that_has_ended_takes_nothing_more_in(cast, browser, two):
    problem, other = two
    initiative = change(cast, problem)
    [step] = initiative_acts.lay_steps(initiative, ["Ask the bank"], by=cast.bea, at=DAY)
    counted = Dissolving.objects.get()
    initiative_acts.end(initiative, "The bank said no.", reached=False, by=cast.bea, at=DAY)
    before = kinds(problem)
    sent = {
        "sponsor/": {"seat": cast.bea.pk},
        "steps/": {"steps": "Ask another bank", "read": str(step.pk)},
        f"steps/{step.pk}/done/": {},
        "problems/": {"problem": other.pk},
        f"problems/{counted.pk}/not/": {},
    }
    for number, (rest, fields) in enumerate(sent.items()):
        answer = browser(cast.bea).post(at(cast, initiative, rest), fields | {"once": f"k{number}"})
        page = answer.content.decode()
        assert (rest, answer.status_code) == (rest, 409)
        assert "This change has ended; what became of it stands below. Nothing was changed." in page
        assert "The bank said no." in page
        assert ("Ask another bank" in page) == (rest == "steps/")
    assert (kinds(problem), Sponsorship.objects.count(), Dissolving.objects.get()) == (before, 0, counted)
    assert InitiativeStep.objects.get().done_at is None
    for deed in (
        lambda: initiative_acts.sponsor(initiative, cast.bea, by=cast.bea, at=DAY),
        lambda: initiative_acts.join(initiative, other, by=cast.bea, at=DAY),
        lambda: initiative_acts.lay_steps(initiative, ["x"], by=cast.bea, at=DAY),
        lambda: initiative_acts.finish(step, by=cast.bea, at=DAY),
        lambda: initiative_acts.leave(counted, by=cast.bea, at=DAY),
    ):
        with pytest.raises(initiative_acts.Ended):
            deed()


def test_the_clients_page_leads_to_what_it_has(cast, browser):
    for seat in (cast.tom, cast.imani):
        page = browser(seat).get(f"/clients/{cast.yoga.pk}/").content.decode()
        assert f'<a href="/clients/{cast.yoga.pk}/inventory/">' in page
