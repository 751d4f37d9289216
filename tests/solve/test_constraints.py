"""What stands in the way: fact or assumption, and how it could matter less (S2, S3)."""

import pytest

from ours.solve import constraint_acts, option_acts
from ours.solve.models import Check, Constraint, Lessening, Option
from ours.solve.solving import solving
from tests.cast import DAY
from tests.solve.helping import HOUR, NOW, address, in_days, named, told

ROOM = "The room is free on weekday mornings only."


def lay(cast, problem, words=ROOM):
    return constraint_acts.name_constraint(
        problem, words, whose="others", holder="the landlord", blocks="Evening courses.", by=cast.tom, at=DAY
    )


@pytest.mark.parametrize("who", ["bea", "tom"])
def test_both_sides_name_one(cast, browser, who):
    problem, seat = cast.problem(), getattr(cast, who)
    fields = {
        "words": ROOM,
        "blocks": "Evening courses.",
        "whose": "others",
        "holder": "the landlord",
        "others": "The choir upstairs.",
        "once": "k",
    }
    answer = browser(seat).post(address(problem, "constraints/"), fields)

    found = Constraint.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, address(problem) + f"#constraint-{found.pk}")
    assert (found.words, found.blocks, found.whose, found.holder, found.others, found.by, found.lifted_at) == (
        ROOM,
        "Evening courses.",
        "others",
        "the landlord",
        "The choir upstairs.",
        seat,
        None,
    )
    assert told(problem) == [f"{seat.name} named what stands in the way: “{ROOM}”"]
    assert solving(problem).taken_for(solving(problem).constraints[0]) == "assumption"
    for reader in (cast.bea, cast.tom):
        page = browser(reader).get(address(problem, f"constraints/{found.pk}/")).content.decode()
        assert all(words in page for words in ("The choir upstairs.", "the landlord", "Evening courses."))
        assert "Nobody has looked yet, so it is an assumption." in page


def test_what_is_missing_is_asked_for_and_the_rest_stays(cast, browser):
    problem = cast.problem()
    answer = browser(cast.bea).post(address(problem, "constraints/"), {"words": ROOM})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert [sentence in page for sentence in (ROOM, "Say what it keeps from happening.", "Choose whose it is.")] == [
        True
    ] * 3
    assert not Constraint.objects.exists()


def test_checked_it_is_a_fact_or_not_so(cast, browser):
    problem = cast.problem()
    found = lay(cast, problem)
    there = address(problem, f"constraints/{found.pk}/checks/")
    fields = {"found": "fact", "how": "Asked the landlord.", "on": in_days(-1).isoformat(), "once": "k"}
    assert browser(cast.bea).post(there, {**fields, "on": in_days(1).isoformat()}).status_code == 422

    answer = browser(cast.bea).post(there, fields)

    assert (answer.status_code, answer["Location"]) == (
        303,
        address(problem, f"constraints/{found.pk}/") + "#checks",
    )
    check = Check.objects.get()
    assert (check.constraint, check.found, check.how, check.on, check.by) == (
        found,
        "fact",
        "Asked the landlord.",
        in_days(-1),
        cast.bea,
    )
    assert told(problem)[-1] == f"Bea Okafor looked whether “{ROOM}” is so: a fact; how: “Asked the landlord.”"
    page = browser(cast.tom).get(address(problem, f"constraints/{found.pk}/")).content.decode()
    assert "<b>a fact</b>: Asked the landlord." in page
    constraint_acts.check(found, "not_so", "The lease says otherwise.", on=in_days(0), by=cast.tom, at=NOW + HOUR)
    known = solving(problem)
    assert (known.taken_for(known.constraints[0]), known.stands(known.constraints[0])) == ("not_so", False)


def test_each_of_the_three_ways_is_asked_for(cast, browser):
    problem = named(cast)
    found = lay(cast, problem)
    where = address(problem, f"constraints/{found.pk}/")
    assert browser(cast.bea).get(where).content.decode().count("Not asked yet.") == 3
    for number, (way, yes) in enumerate((("easier", "yes"), ("cheaper", "no"))):
        fields = {"way": way, "words": f"Words {number}.", "found": yes, "once": f"k{number}"}
        answer = browser(cast.bea).post(where + "lessenings/", fields)
        assert (answer.status_code, answer["Location"]) == (303, f"{where}#{way}")
    assert list(Lessening.objects.order_by("at", "pk").values_list("way", "found", "words", "by")) == [
        ("easier", True, "Words 0.", cast.bea.pk),
        ("cheaper", False, "Words 1.", cast.bea.pk),
    ]
    assert told(problem)[1:] == [
        f"Bea Okafor said how “{ROOM}” could be made easier: “Words 0.”",
        f"Bea Okafor looked how “{ROOM}” could be made cheaper and found nothing yet: “Words 1.”",
    ]
    page = browser(cast.tom).get(where).content.decode()
    assert (page.count("Not asked yet."), page.count("Make it a way out"), page.count("Nothing found yet</b>")) == (
        1,
        1,
        1,
    )


def test_what_makes_it_matter_less_leads_to_an_option(cast, browser):
    problem = named(cast)
    found = lay(cast, problem)
    way = constraint_acts.lessen(found, "smaller", "Teach in the park.", found=True, by=cast.bea, at=DAY)
    begun = browser(cast.tom).get(address(problem) + f"?lessening={way.pk}").content.decode()
    assert f'name="lessening" value="{way.pk}"' in begun

    fields = {"words": "Teach in the park.", "kind": "relief", "lessening": way.pk, "once": "k"}
    assert browser(cast.tom).post(address(problem, "options/"), fields).status_code == 303

    option = Option.objects.get()
    assert (option.lessening, option.kind) == (way, "relief")
    assert [row.id for row in solving(problem).led_to(found.pk)] == [option.pk]
    page = browser(cast.bea).get(address(problem, f"constraints/{found.pk}/")).content.decode()
    assert f'led to: <a href="{address(problem, f"options/{option.pk}/")}">Teach in the park.</a>' in page
    other = cast.problem("Another.")
    assert browser(cast.tom).post(address(other, "options/"), fields | {"once": "k2"}).status_code == 404


def test_it_is_lifted_once(cast, browser):
    problem = cast.problem()
    found = lay(cast, problem)
    where = address(problem, f"constraints/{found.pk}/")
    answer = browser(cast.bea).post(where + "lifted/", {"how": "A new lease.", "once": "k"})
    assert (answer.status_code, answer["Location"]) == (303, where + "#lifted")
    found.refresh_from_db()
    assert (found.lifted_by, found.lifted_how) == (cast.bea, "A new lease.")
    assert told(problem)[-1] == f"Bea Okafor said that “{ROOM}” no longer stands in the way: “A new lease.”"
    again = browser(cast.tom).post(where + "lifted/", {"how": "We moved."})
    assert (again.status_code, "We moved." in again.content.decode()) == (409, True)
    found.refresh_from_db()
    assert found.lifted_how == "A new lease."
    known = solving(problem)
    assert (known.taken_for(known.constraints[0]), known.stands(known.constraints[0])) == ("lifted", False)


def test_deeds_of_experts_are_signs_of_life_and_those_of_clients_are_not(cast):
    problem = cast.problem()
    found = lay(cast, problem)
    problem.refresh_from_db()
    cared = problem.cared_at
    later = DAY.replace(hour=15)
    constraint_acts.check(found, "fact", "Asked.", on=DAY.date(), by=cast.bea, at=later)
    problem.refresh_from_db()
    assert problem.cared_at == cared
    option_acts.propose(problem, "relief", "Park.", early=True, reason="June.", by=cast.tom, at=later)
    problem.refresh_from_db()
    assert problem.cared_at == later
