"""Ways out in the demo world: what Yoga House and the bakery have in the way, what they propose and what they tried."""

from ours.cli.demo.stage import Stage
from ours.people.models import Seat
from ours.problem.models import Problem
from ours.solve import attempt_acts, constraint_acts, idea_acts, initiative_acts, inventory_acts, option_acts
from ours.solve.models import Attempt, Constraint, Idea, Lessening, Option


class YogaWays:
    """The ways out of the income that swings; each method is told on its days."""

    room: Constraint
    park: Lessening
    regulars: Idea
    courses: Option
    studio: Option
    course: Attempt

    def __init__(self, stage: Stage, problem: Problem, bea: Seat, imani: Seat, desk: Seat) -> None:
        self.clock, self.tom, self.problem = stage.clock, stage.tom, problem
        self.bea, self.imani, self.desk = bea, imani, desk

    def in_the_way(self) -> None:
        """20 to 16 days ago: what stands in the way, what is there, and first ideas."""
        at, problem = self.clock.at, self.problem
        self.room = constraint_acts.name_constraint(
            problem,
            "The large room is ours on weekday mornings only",
            whose="others",
            holder="the landlord",
            others="The choir that has the evenings.",
            blocks="Courses after work, which most regulars ask for.",
            by=self.bea,
            at=at(20, 9),
        )
        constraint_acts.check(
            self.room,
            "fact",
            "Asked the landlord: the choir has the evenings until July of next year.",
            on=self.clock.day(-19),
            by=self.bea,
            at=at(19, 17),
        )
        constraint_acts.name_constraint(
            problem,
            "Prices must not rise this year",
            whose="client",
            others="",
            blocks="A course that pays its teacher in the first month.",
            by=self.imani,
            at=at(19, 18),
        )
        inventory_acts.list_item(
            problem.client,
            "tool",
            "The booking till",
            "Takes payments ahead; rented until next May.",
            by=self.bea,
            at=at(19, 19),
        )
        self.regulars = idea_acts.give(
            problem, "Let the regulars keep their mat for a whole season.", by=self.imani, at=at(18, 9)
        )
        discount = idea_acts.give(
            problem,
            "Half price for whoever books on the day itself.",
            given_by=self.desk,
            by=self.imani,
            at=at(18, 9, 10),
        )
        taster = attempt_acts.begin(
            problem, "A free evening to try things, in the small room", "Ten new names.", by=self.tom, at=at(18, 11)
        )
        attempt_acts.note_result(
            taster,
            "did_not",
            "Fourteen came, nobody came back.",
            "The hour suited them, the price did not matter.",
            by=self.bea,
            at=at(17, 9),
        )
        idea_acts.set_aside(
            discount,
            "The free evening showed that price is not what keeps people away; it would make the swing larger.",
            by=self.tom,
            at=at(16, 9),
        )

    def proposed(self) -> None:
        """15 and 14 days ago: one idea becomes a lasting way out, one constraint leads to a relief."""
        at, problem = self.clock.at, self.problem
        self.park = constraint_acts.lessen(
            self.room,
            "easier",
            "Shanti round the corner has an empty room on Tuesday and Thursday evenings.",
            found=True,
            by=self.imani,
            at=at(15, 12),
        )
        self.courses = option_acts.propose(
            problem,
            "lasting",
            "Courses of ten weeks with the same teacher, paid ahead",
            early=False,
            idea=self.regulars,
            why="Whoever keeps a mat for a season has paid for it: that is the part of the income that does not swing.",
            by=self.tom,
            at=at(14),
        )
        self.studio = option_acts.propose(
            problem,
            "relief",
            "Fill June with two evenings a week at Shanti",
            early=False,
            lessening=self.park,
            by=self.bea,
            at=at(14, 10),
        )
        option_acts.pair(self.studio, self.courses, by=self.tom, at=at(14, 11))

    def chosen(self) -> None:
        """12 to 10 days ago: held against the gap and against what is there, then decided together; a bigger change."""
        clock, at = self.clock, self.clock.at
        answers = [
            ("gap", "part", "Three in five seats would be paid before the month begins; single workshops still swing."),
            ("has", "part", "The till can take payments ahead; nobody has used that yet."),
            ("does", "none", "Nobody in the house has planned a course of ten weeks; after the second one they can."),
        ]
        for number, (against, amount, words) in enumerate(answers):
            option_acts.hold_against(self.courses, against, amount, words, by=self.tom, at=at(12, 9, number))
        option_acts.take_position(
            self.courses, "for", "I can tell the teachers their hours with this.", by=self.bea, at=at(12, 12)
        )
        option_acts.take_position(
            self.courses,
            "live",
            "Ten weeks are long for beginners. For the regulars yes.",
            by=self.imani,
            at=at(12, 19),
        )
        option_acts.take_position(
            self.courses,
            "for",
            "It is the only one of these that we can measure by October.",
            by=self.tom,
            at=at(11, 9),
        )
        option_acts.decide(
            self.courses,
            "chosen",
            "Both sides carry it, and one course can be tried before the summer.",
            again_on=clock.day(40),
            by=self.bea,
            at=at(11, 12),
        )
        option_acts.take_position(self.studio, "live", "As long as it is named a relief.", by=self.tom, at=at(11, 13))
        option_acts.take_position(self.studio, "for", "It saves our June.", by=self.bea, at=at(11, 14))
        option_acts.decide(
            self.studio,
            "later",
            "First see how the course sells; Shanti keeps the evenings for us until then.",
            again_on=clock.day(4),
            by=self.bea,
            at=at(11, 15),
        )
        self.course = attempt_acts.begin(
            self.problem,
            "One course of ten weeks with Imani, twelve seats",
            "Six seats paid ahead within two weeks.",
            option=self.courses,
            by=self.tom,
            at=at(10, 8),
        )
        change = initiative_acts.begin_change(
            self.room,
            "Evenings in a room of our own",
            "Four in five regulars ask for evenings. Next door a lease ends in July; that room is twice ours.",
            by=self.bea,
            at=at(10, 8, 30),
        )
        initiative_acts.sponsor(change, self.bea, by=self.bea, at=at(10, 8, 31))
        steps = initiative_acts.lay_steps(
            change,
            ["Ask what the room next door costs", "Count what evenings would bring in", "Decide before the lease ends"],
            by=self.bea,
            at=at(10, 8, 40),
        )
        initiative_acts.finish(steps[0], by=self.bea, at=at(10, 8, 55))

    def noted(self) -> None:
        """7 days ago: a word on the way."""
        attempt_acts.note_result(
            self.course, "to_be_seen", "Four seats paid ahead after three days.", by=self.tom, at=self.clock.at(7)
        )

    def eight_of_twelve(self) -> None:
        """3 days ago: more than was expected."""
        attempt_acts.note_result(
            self.course,
            "helped",
            "Eight of twelve seats are paid ahead.",
            "People want the same teacher, not the ten weeks.",
            by=self.bea,
            at=self.clock.at(3, 17),
        )


def bakery_ways(stage: Stage, problem: Problem, maja: Seat) -> None:
    """12 to 7 days ago at Lindgren Bakery: a relief that asks for its lasting partner, and an idea that waits."""
    at, jun = stage.clock.at, stage.jun
    constraint_acts.name_constraint(
        problem,
        "The cafés change their orders until five in the morning",
        whose="others",
        holder="the cafés",
        blocks="One list that is final in the evening.",
        by=maja,
        at=at(12),
    )
    inventory_acts.list_item(
        problem.client, "tool", "A shared spreadsheet", "The night shift has it open.", by=maja, at=at(12, 10)
    )
    option_acts.propose(
        problem, "relief", "One telephone hour for changes, from four to five", early=False, by=jun, at=at(11)
    )
    ring = attempt_acts.begin(
        problem, "Ask three cafés to ring only between four and five", "Half of the calls.", by=jun, at=at(10)
    )
    attempt_acts.note_result(
        ring, "to_be_seen", "Two of three do; the third has no telephone in the kitchen.", by=maja, at=at(8)
    )
    idea_acts.give(problem, "Let the drivers bring tomorrow’s list along with the bread.", by=maja, at=at(7))
