"""Random histories through the real acts: anything may happen in any order that the acts allow."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random

from ours.frame import acts as frame
from ours.frame import state_acts as state
from ours.frame.models import Statement
from ours.listen import acts as listen
from ours.listen.intake_acts import say
from ours.listen.models import Rung
from ours.own import acts as own
from ours.own.models import Commitment, WayOfWorking
from ours.problem import acts as problems
from ours.problem.models import Parking, Problem
from ours.prove import lasting_acts as lasting
from ours.prove import solving_acts as solving
from ours.prove.models import Solved
from ours.prove.reading import open_proposal, where_wanted
from ours.solve import attempt_acts, constraint_acts, idea_acts, option_acts
from ours.solve.models import Attempt, Idea, Lessening, Option
from ours.tend import promised_acts, weeding_acts
from ours.tend.models import PromisedOutcome, Touch
from tests.cast import DAY, Cast

OFTEN = ["propose", "decide", "try", "result", "result", "commit", "end_commitment", "answer", "name_need", "last"]
KINDS = ["tactic", "outcome", "measure", "stake", "constraint", "unclear"]


class History:
    """A world in which so many deeds happen, one after the other, some hours apart."""

    def __init__(self, cast: Cast, seed: int) -> None:
        self.cast, self.rng, self.now = cast, Random(seed), DAY
        self.places = [(cast.growth, cast.bea, cast.tom), (cast.orders, cast.maja, cast.una)]
        self.problems: list[int] = []

    def run(self, deeds: int) -> None:
        moves = [getattr(self, name) for name in dir(self) if name.startswith("do_")]
        often = [getattr(self, f"do_{name}") for name in OFTEN]
        for _ in range(deeds):
            self.now += timedelta(hours=self.rng.randint(1, 60))
            if not self.problems or self.rng.random() < 0.015:
                self.open()
            problem = Problem.objects.select_related("engagement", "client", "firm").get(
                pk=self.rng.choice(self.problems)
            )
            place = next(one for one in self.places if one[0].pk == problem.engagement_id)
            _engagement, self.client, self.expert = place
            self.by = self.rng.choice([self.client, self.expert])
            self.rng.choice([*moves, *often, *often, *often])(problem)

    def open(self) -> None:
        engagement, client, _expert = self.rng.choice(self.places)
        self.problems.append(problems.open_problem(engagement, "It.", by=client, at=self.now).pk)

    def one(self, found):
        """One of some records, or None."""
        some = list(found)
        return self.rng.choice(some) if some else None

    @property
    def told(self):
        return {"by": self.by, "at": self.now}

    @property
    def later(self) -> date:
        return (self.now + timedelta(days=self.rng.randint(1, 40))).date()

    def do_say(self, problem):
        say(problem, "So.", **self.told)

    def do_call_serious(self, problem):
        problems.call_serious(problem, self.rng.choice([1, 2, 3]), **self.told)

    def do_answer(self, problem):
        asked = listen.ask(problem, "Why?", by=self.expert, at=self.now, about=self.one(problem.rungs.all()))
        listen.answer(asked, "So.", said_by=self.client, by=self.expert, at=self.now)

    def do_mark(self, problem):
        if rung := self.one(Rung.objects.filter(problem=problem)):
            rung.problem = problem
            listen.mark(rung, self.rng.choice(KINDS), suggested="unclear", by=self.expert, at=self.now)

    def do_name_need(self, problem):
        if rung := self.one(Rung.objects.filter(problem=problem)):
            rung.problem = problem
            verdict = self.rng.choice(["confirmed", "narrowed", "redirected", "reframed"])
            listen.name_need(rung, "That.", verdict=verdict, by=self.expert, at=self.now)

    def do_word(self, problem):
        newest = Statement.objects.filter(problem=problem).order_by("-version").first()
        frame.word(problem, "We do not know it yet.", based_on=newest.version if newest else 0, **self.told)
        frame.ask_to_sign(problem, [self.client, self.expert], **self.told)

    def do_sign(self, problem):
        newest = Statement.objects.filter(problem=problem).order_by("-version").first()
        if newest:
            for seat in (self.client, self.expert)[: self.rng.randint(1, 2)]:
                frame.agree(problem, newest, by=seat, at=self.now)

    def do_open_up(self, problem):
        state.open_up(problem, "A house full of people.", **self.told)

    def do_commit(self, problem):
        own.commit(problem, "I will.", self.later, **self.told)

    def do_end_commitment(self, problem):
        open_ = Commitment.objects.filter(problem=problem, ended_at__isnull=True).select_related("seat")
        if commitment := self.one(open_):
            commitment.problem = problem
            deed = self.rng.choice(["keep", "miss", "renegotiate"])
            if deed == "keep":
                own.keep(commitment, "Done.", by=commitment.seat, at=self.now)
            elif deed == "miss":
                own.miss(commitment, "Not done.", **self.told)
            else:
                own.renegotiate(commitment, self.later, "So.", by=commitment.seat, at=self.now)

    def do_way(self, problem):
        way = own.propose_way(problem, self.rng.choice(WayOfWorking.Way.values), "", by=self.expert, at=self.now)
        if self.rng.random() < 0.6:
            own.agree_way(way, by=self.client, at=self.now)

    def do_able(self, problem):
        own.note_ability(problem, "They write them alone.", **self.told)

    def do_idea(self, problem):
        idea_acts.give(problem, "A letter.", **self.told)

    def do_lessen(self, problem):
        named = constraint_acts.name_constraint(problem, "Rain.", whose="client", blocks="All.", **self.told)
        constraint_acts.lessen(named, "easier", "Roofs.", found=True, **self.told)

    def do_propose(self, problem):
        way = self.rng.choice(["idea", "lessening", "direct", "partner"])
        more = {}
        kind = self.rng.choice(["relief", "lasting"])
        if way == "idea" and (idea := self.one(Idea.objects.filter(problem=problem))):
            idea.problem = problem
            more = {"idea": idea, "why": "So."}
        if way == "lessening":
            more = {"lessening": self.one(Lessening.objects.filter(problem=problem))}
        if way == "partner" and (relief := self.one(Option.objects.filter(problem=problem, kind="relief"))):
            relief.problem, kind, more = problem, "lasting", {"relief": relief}
        early = self.rng.random() < 0.3
        option_acts.propose(problem, kind, "A way.", early=early, reason="So.", **more, **self.told)

    def do_decide(self, problem):
        option = self.one(Option.objects.filter(problem=problem))
        if option is None:
            return
        option.problem = problem
        kind = self.rng.choice(["chosen", "turned_down", "later"])
        if kind == "chosen":
            for against, amount in (("gap", "part"), ("has", "part"), ("does", "part")):
                option_acts.hold_against(option, against, amount, "So.", **self.told)
            for seat in (self.client, self.expert):
                option_acts.take_position(option, "for", "So.", by=seat, at=self.now)
        try:
            option_acts.decide(option, kind, "So.", again_on=self.later, **self.told)
        except ValueError:  # something is missing to choose it
            assert kind == "chosen"

    def do_try(self, problem):
        more = {}
        if self.rng.random() < 0.7 and (option := self.one(Option.objects.filter(problem=problem))):
            option.problem = problem
            more = {"option": option}
        elif idea := self.one(Idea.objects.filter(problem=problem)):
            idea.problem = problem
            more = {"idea": idea}
        attempt_acts.begin(problem, "We try.", "More.", **more, **self.told)

    def do_result(self, problem):
        if attempt := self.one(Attempt.objects.filter(problem=problem)):
            attempt.problem = problem
            mark = self.rng.choice(["helped", "helped", "did_not", "to_be_seen"])
            attempt_acts.note_result(attempt, mark, "It went so.", "That.", **self.told)

    def do_come_again(self, problem):
        if problem.solved_at is None and attempt_acts.may_come_again(problem):
            attempt_acts.come_again(problem, "It is back.", **self.told)

    def do_park(self, problem):
        what = self.rng.choice(["problem", "problem", "topic"])
        open_ = Parking.objects.filter(problem=problem, what="problem", returned_at__isnull=True)
        if what == "problem" and (problem.care_due is None or open_.exists()):
            return
        problems.park(problem, what=what, words="It.", reason="So.", agreed_by=[], back_on=self.later, **self.told)

    def do_return(self, problem):
        if parking := self.one(Parking.objects.filter(problem=problem, returned_at__isnull=True)):
            parking.problem = problem
            problems.come_back(parking, at=self.now, by=self.by)

    def do_let_go(self, problem):
        if problem.solved_at is None and self.rng.random() < 0.3:
            weeding_acts.let_go(problem, "So.", **self.told)

    def do_take_up(self, problem):
        weeding_acts.take_up(problem, **self.told)

    def do_promise(self, problem):
        if self.rng.random() < 0.4:
            promised_acts.promise_outcome(
                problem.engagement, "Full.", measure="Seats.", due=self.later, answers=self.cast.ana, **self.told
            )
        outcome = self.one(PromisedOutcome.objects.filter(engagement=problem.engagement, ended_at__isnull=True))
        if outcome:
            promised_acts.touch(problem, outcome, **self.told)

    def do_unpromise(self, problem):
        touch = self.one(Touch.objects.filter(problem=problem, ended_at__isnull=True).select_related("outcome"))
        if touch and self.rng.random() < 0.5:
            touch.problem = problem
            promised_acts.untouch(touch, **self.told)
        elif touch:
            promised_acts.end_outcome(touch.outcome, self.rng.choice(["reached", "missed"]), "So.", **self.told)

    def do_measure(self, problem):
        measure = self.one(problem.measures.all())
        if measure is None:
            state.set_measure(
                problem,
                "Seats",
                now=Decimal(1),
                wanted=Decimal(5),
                wanted_by=self.later,
                now_on=self.now.date(),
                **self.told,
            )
        else:
            measure.problem = problem
            state.take_reading(measure, Decimal(self.rng.randint(1, 9)), on=self.now.date(), **self.told)

    def do_solve(self, problem):
        if problem.solved_at is not None or problem.let_go_at is not None:
            return
        reached = where_wanted(problem)
        measure = reached[0][0] if reached else None
        if measure:
            measure.problem = problem
        again = {"again_on": self.later, "at": self.now}
        if self.rng.random() < 0.5:
            solving.say_solved(problem, "Good enough.", measure=measure, by=self.client, **again)
        elif open_proposal(problem) is None:
            solving.propose_solved(problem, "Good enough.", measure=measure, by=self.expert, **again)

    def do_confirm(self, problem):
        if problem.let_go_at is None and (proposal := open_proposal(problem)):
            proposal.problem = problem
            if self.rng.random() < 0.7:
                solving.confirm_solved(proposal, "Yes.", by=self.client, at=self.now)
            else:
                solving.not_yet(proposal, "More.", by=self.client, at=self.now)

    def do_last(self, problem):
        solved = Solved.objects.filter(problem=problem, ended_at__isnull=True).first()
        if solved:
            solved.problem = problem
            words = self.rng.choice(["", "Still so."])
            lasting.say_lasted(solved, words, by=self.client, at=self.now)

    def do_say_back(self, problem):
        solved = Solved.objects.filter(problem=problem, ended_at__isnull=True).first()
        if solved and self.rng.random() < 0.5:
            solved.problem = problem
            lasting.say_back(solved, "It is back.", **self.told)
