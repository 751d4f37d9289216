"""The steps ahead: laid out by the expert, finished by either side (O3)."""

from ours.own import acts, reading
from ours.own.models import Step
from ours.problem.models import Event
from tests.cast import DAY
from tests.own.helping import address, told

LINES = "Read the figures\n\n  Ask ten   people \nChoose one thing to try"


def lay(browser, problem, steps=LINES, read="", once="k1"):
    return browser.post(address(problem, "steps/"), {"steps": steps, "read": read, "once": once})


def laid(problem):
    return list(reading.steps(problem).values_list("place", "words", "done_by__name"))


def test_the_expert_lays_them_out_and_both_see_where_they_are(cast, browser):
    problem = cast.problem()

    answer = lay(browser(cast.tom), problem)

    assert (answer.status_code, answer["Location"]) == (303, address(problem) + "#steps")
    assert laid(problem) == [
        (1, "Read the figures", None),
        (2, "Ask ten people", None),
        (3, "Choose one thing to try", None),
    ]
    first, second, third = reading.steps(problem)
    assert browser(cast.bea).post(address(problem, f"steps/{first.pk}/done/"), {"once": "k2"}).status_code == 303
    assert laid(problem)[0] == (1, "Read the figures", "Bea Okafor")
    assert browser(cast.tom).post(address(problem, f"steps/{third.pk}/done/"), {"once": "k3"}).status_code == 303
    assert reading.for_table(problem).next_step == second
    assert told(problem) == [
        "Tom Weiss laid out the steps ahead.",
        "Bea Okafor finished a step: Read the figures",
        "Tom Weiss finished a step: Choose one thing to try",
    ]
    page = browser(cast.bea).get(address(problem)).content.decode()
    assert page.count('aria-current="step"') == page.count("this is where we are") == 1


def test_laid_out_anew_the_open_ones_end_and_the_done_ones_stay(cast, browser):
    problem = cast.problem()
    first, second = acts.lay_steps(problem, ["Read the figures", "Ask ten people"], by=cast.tom, at=DAY)
    acts.finish(first, by=cast.tom, at=DAY)

    assert lay(browser(cast.ana), problem, "Ask five people\nLook again", read=str(second.pk)).status_code == 303

    assert laid(problem) == [
        (1, "Read the figures", "Tom Weiss"),
        (2, "Ask five people", None),
        (3, "Look again", None),
    ]
    second.refresh_from_db()
    assert second.ended_at == Event.objects.filter(kind="steps_laid").latest("pk").at
    assert Step.objects.count() == 4


def test_a_client_does_not_lay_them_out(cast, browser):
    problem = cast.problem()
    answer = lay(browser(cast.bea), problem)
    assert answer.status_code == 403
    assert not Step.objects.exists()


def test_somebody_laid_them_out_meanwhile(cast, browser):
    problem = cast.problem()
    (read,) = acts.lay_steps(problem, ["Read the figures"], by=cast.tom, at=DAY)
    (newer,) = acts.lay_steps(problem, ["Ask the front desk"], by=cast.ana, at=DAY)

    answer = lay(browser(cast.tom), problem, "Ask ten people", read=str(read.pk))

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Somebody laid out the steps anew meanwhile. Both are below; send yours again if they should count." in page
    assert "<p>Ask the front desk</p>" in page
    assert ">Ask ten people</textarea>" in page
    assert f'name="read" value="{newer.pk}"' in page
    assert laid(problem) == [(1, "Ask the front desk", None)]
    assert lay(browser(cast.tom), problem, "Ask ten people", read=str(newer.pk)).status_code == 303
    assert laid(problem) == [(1, "Ask ten people", None)]


def test_a_step_is_done_once(cast, browser):
    problem = cast.problem()
    old, done = acts.lay_steps(problem, ["Read the figures", "Ask ten people"], by=cast.tom, at=DAY)
    acts.finish(done, by=cast.bea, at=DAY)
    acts.lay_steps(problem, ["Look again"], by=cast.tom, at=DAY)
    for step in (old, done):
        assert browser(cast.tom).post(address(problem, f"steps/{step.pk}/done/"), {}).status_code == 409
    assert Step.objects.get(pk=done.pk).done_by == cast.bea
    assert Event.objects.filter(kind="step_done").count() == 1


def test_too_many_too_long_or_none(cast, browser):
    problem = cast.problem()
    for steps, sentence in (
        ("  \n ", "Write at least one step."),
        (
            "\n".join(f"Step {n}" for n in range(13)),
            "These are 13 steps. At most 12 can be kept in view; join some of them.",
        ),
        ("x" * 301, f"Please shorten this step to 300 characters: “{'x' * 40}…”"),
    ):
        answer = lay(browser(cast.tom), problem, steps)
        page = answer.content.decode()
        assert (answer.status_code, sentence in page, steps.strip() in page) == (422, True, True), sentence
    assert not Step.objects.exists()
    assert lay(browser(cast.tom), problem, "\n".join(["x" * 300] * 12)).status_code == 303
    assert Step.objects.count() == 12
