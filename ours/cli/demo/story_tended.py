"""What keeps problems from growing unseen: something sold, a rhythm, an account, a cause with its effect."""

from ours.cli.demo.stage import Stage
from ours.listen import acts as listen
from ours.listen import intake_acts as intake
from ours.listen.models import Channel
from ours.people.models import Engagement, Seat
from ours.problem.models import Problem
from ours.tend import account_acts, promised_acts, rhythm_acts, spread_acts


def sold_and_agreed(stage: Stage, engagement: Engagement, problem: Problem, bea: Seat) -> None:
    """Yoga House: what was sold with its measure and day, which the problem touches, and how often one hears of it."""
    clock, ana, tom = stage.clock, stage.ana, stage.tom
    sold = promised_acts.promise_outcome(
        engagement,
        "The seasons fill ahead, so that the teachers know their hours.",
        measure="At least 70 % of the seats sold before a season begins",
        due=clock.day(111),
        answers=ana,
        by=ana,
        at=clock.at(60),
    )
    rhythm = rhythm_acts.propose_rhythm(
        engagement, 14, "Every second Friday, also when nothing worked.", by=tom, at=clock.at(40)
    )
    rhythm_acts.agree_rhythm(rhythm, by=bea, at=clock.at(39))
    promised_acts.touch(problem, sold, by=tom, at=clock.at(2, 9, 20))


def told(problem: Problem, stage: Stage) -> None:
    """Osterby School: where it stands, in three plain answers."""
    account_acts.give_account(
        problem,
        "Lessons move on the morning itself, and parents hear of it from their children.",
        "We talked for forty minutes and read back what we understood. Nothing was changed in the program yet.",
        "Hear from Nils how a day is planned, before anybody is trained.",
        by=stage.jun,
        at=stage.clock.at(4, 11),
    )


def spreads(stage: Stage, engagement: Engagement, priya: Seat, cause: Problem) -> Problem:
    """Borough of Eastmere: what the slow answers lead to stands on a table of its own. Returns that problem."""
    clock, jun = stage.clock, stage.jun
    effect = intake.keep_request(
        engagement,
        "People ring our front desk to ask whether it is true what the newspaper says. May we have an answer sheet?",
        asked_by=priya,
        asked_at=clock.at(9, 10),
        channel=Channel.CALL,
        by=jun,
        at=clock.at(9, 11),
    )
    words = "Who reads of it in the newspaper first rings to hear whether it is true."
    spread_acts.link(cause, effect, words, by=jun, at=clock.at(9, 12))
    listen.ask(effect, "What do they want to know when they ring?", by=jun, at=clock.at(9, 13))
    return effect


def asked_again(effect: Problem, stage: Stage) -> None:
    """The effect is still cared for, in half the time, as long as its cause is overgrown."""
    listen.ask(effect, "On which of the last five days did it ring most?", by=stage.jun, at=stage.clock.at(2, 11))
