"""Two tables with one of everything, so that every address has something behind it that could leak."""

from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal

from ours.aside import acts as aside
from ours.cases import case_acts, pack_acts, permission_acts
from ours.cases.record import Story
from ours.frame import acts as frame
from ours.frame import dispute_acts as dispute
from ours.frame import state_acts as state
from ours.listen import acts as listen
from ours.listen import intake_acts as intake
from ours.listen import receiving
from ours.listen import session_acts as talk
from ours.listen.intake_files import File
from ours.listen.models import Attachment, Channel, Request
from ours.own import acts as own
from ours.people.models import Crew
from ours.post.models import InboundMail
from ours.post.writing import write
from ours.problem import acts as problems
from ours.problem import measure_acts
from ours.problem.models import Problem
from ours.prove import inlet_acts, pulse_rhythm_acts, revenue_acts, solving_acts
from ours.prove.models import AskAgain
from ours.reflect import acts as reflect
from ours.reflect.kinds import Mending, Snapshot
from ours.reflect.room import open_room
from ours.solve import attempt_acts, constraint_acts, idea_acts, initiative_acts, inventory_acts, option_acts
from ours.solve.models import Dissolving
from ours.tend import account_acts, promised_acts, rhythm_acts, spread_acts, stuck_acts
from tests.cast import DAY, Cast

CANARY = "Kanarienvogel"  # stands in everything that was written at the first table


@dataclass
class Table:
    """One problem, and by the names of the routes' parameters the ids of what belongs to it."""

    problem: Problem
    ids: dict[str, int] = field(default_factory=dict)


def set_table(cast: Cast, *, engagement, client_seat, other_seat, expert, word: str) -> Table:
    """A problem with one of everything, by the people given."""
    at = iter(DAY + timedelta(minutes=minute) for minute in range(1000))
    problem = intake.keep_request(
        engagement,
        f"{word}: we need posts.",
        asked_by=client_seat,
        asked_at=DAY,
        channel=Channel.CALL,
        by=expert,
        at=next(at),
        html=f"<p>{word} as it looked</p>",
        files=[File(filename="plan.txt", content_type="text/plain", data=f"{word} plan".encode())],
    )
    ids = {"problem_id": problem.pk, "request_id": Request.objects.get(problem=problem).pk}
    ids["attachment_id"] = Attachment.objects.get(request__problem=problem).pk
    ids["message_id"] = intake.say(problem, f"{word} message", by=client_seat, at=next(at), html=f"<p>{word}</p>").pk
    session = talk.begin(problem, by=expert, at=next(at))
    asked = listen.ask(problem, f"{word} question", by=expert, at=next(at), session=session)
    rung = listen.answer(asked, f"{word} answer", said_by=client_seat, by=expert, at=next(at), mail=1)
    ids["question_id"], ids["rung_id"] = asked.pk, rung.pk
    ids["playback_id"] = talk.play_back(session, f"{word} playback", by=expert, at=next(at)).pk
    frame.lay_draft(problem, f"{word} draft", f"{word} guess", number=1, by=expert, at=next(at))
    statement = frame.word(problem, f"{word}: we do not know it yet.", based_on=0, by=expert, at=next(at))
    frame.ask_to_sign(problem, [client_seat, expert], by=expert, at=next(at))
    disagreement = dispute.disagree(
        problem,
        "words",
        common_ground=f"{word} ground",
        words=f"{word} dispute",
        statement=statement,
        by=client_seat,
        at=next(at),
    )
    ids["disagreement_id"] = disagreement.pk
    measure = state.set_measure(
        problem,
        f"{word} measure",
        now=Decimal(1),
        wanted=Decimal(9),
        wanted_by=(DAY + timedelta(days=90)).date(),
        now_on=DAY.date(),
        by=expert,
        at=next(at),
    )
    ids["measure_id"] = measure.pk
    due = (DAY + timedelta(days=400)).date()
    ids["commitment_id"] = own.commit(problem, f"{word} commitment", due, by=expert, at=next(at)).pk
    ids["way_id"] = own.propose_way(problem, "together", f"{word} way", by=expert, at=next(at)).pk
    ids["step_id"] = own.lay_steps(problem, [f"{word} step"], by=expert, at=next(at))[0].pk
    guided = aside.begin_way(problem, "frozen", by=expert, at=next(at))
    said = dict.fromkeys(("seen", "ours", "theirs", "first", "statement"), f"{word} guided")
    aside.go_way(guided, said, by=expert, at=next(at))
    ids["guided_id"] = guided.pk
    ids["note_id"] = aside.note(problem, f"{word} aside", by=expert, at=next(at)).pk
    ids["parking_id"] = problems.park(
        problem,
        what="topic",
        words=f"{word} topic",
        reason="Later.",
        agreed_by=[expert, client_seat],
        back_on=due,
        by=expert,
        at=next(at),
    ).pk
    outcome = promised_acts.promise_outcome(
        engagement,
        f"{word} outcome",
        measure=f"{word} measured",
        due=due,
        where=f"{word} offer",
        answers=expert,
        by=expert,
        at=next(at),
    )
    touch = promised_acts.touch(problem, outcome, by=expert, at=next(at))
    ids["promised_id"], ids["touch_id"] = outcome.pk, touch.pk
    another = problems.open_problem(engagement, f"{word} effect", by=client_seat, at=next(at))
    ids["link_id"] = spread_acts.link(problem, another, f"{word} link", by=expert, at=next(at)).pk
    stuck = stuck_acts.stumble(problem, f"{word} stuck", f"{word} tried", [client_seat], by=expert, at=next(at))
    stuck_acts.help_with(stuck, f"{word} help", by=client_seat, at=next(at))
    account_acts.give_account(problem, f"{word} known", f"{word} done", f"{word} ahead", by=expert, at=next(at))
    ids["stuck_id"] = stuck.pk
    ids["rhythm_id"] = rhythm_acts.propose_rhythm(engagement, 7, f"{word} rhythm", by=expert, at=next(at)).pk
    ids |= _ways_out(problem, client_seat, expert, word, at) | _private(expert, word, next(at))
    ids |= _proofs(problem, engagement, client_seat, expert, measure, word, at)
    ids |= _cases(problem, client_seat, expert, word, at)
    problems.seat_at(problem, other_seat, by=expert, at=next(at))
    ids |= {"seat_id": other_seat.pk, "client_id": problem.client_id, "engagement_id": engagement.pk}
    ids["crew_id"] = Crew.objects.get_or_create(engagement=engagement, seat=expert, ended_at=None)[0].pk
    ids["letter_id"] = write(
        client_seat.person,
        "invitation",
        {"by": word, "organisation": word, "firm_name": word, "link": "/"},
        at=next(at),
        firm=engagement.firm,
    ).pk
    return Table(problem, ids)


def _private(seat, word, at) -> dict[str, int]:
    """What the expert keeps for herself; nobody else has any of it."""
    room = open_room(seat.person_id)
    return {
        "entry_id": reflect.note(room, Snapshot(words=f"{word} snapshot", at=at)).id,
        "mending_id": reflect.note(room, Mending(name=f"{word} person", lost=f"{word} lost", at=at)).id,
    }


def _ways_out(problem, client_seat, expert, word, at) -> dict[str, int]:
    idea = idea_acts.give(problem, f"{word} idea", by=client_seat, at=next(at))
    constraint = constraint_acts.name_constraint(
        problem, f"{word} constraint", whose="client", blocks=f"{word} blocked", by=expert, at=next(at)
    )
    constraint_acts.check(constraint, "fact", f"{word} check", on=DAY.date(), by=expert, at=next(at))
    lessening = constraint_acts.lessen(constraint, "easier", f"{word} lessening", found=True, by=expert, at=next(at))
    change = initiative_acts.begin_change(constraint, f"{word} change", f"{word} case", by=expert, at=next(at))
    step = initiative_acts.lay_steps(change, [f"{word} change step"], by=expert, at=next(at))[0]
    item = inventory_acts.list_item(problem.client, "tool", f"{word} tool", by=expert, at=next(at))
    option = option_acts.propose(
        problem, "relief", f"{word} option", early=True, reason="So.", lessening=lessening, by=expert, at=next(at)
    )
    option_acts.hold_against(option, "has", "part", f"{word} held", item=item, by=expert, at=next(at))
    option_acts.take_position(option, "for", f"{word} position", by=client_seat, at=next(at))
    option_acts.decide(
        option, "later", f"{word} reason", again_on=(DAY + timedelta(days=400)).date(), by=expert, at=next(at)
    )
    attempt = attempt_acts.begin(problem, f"{word} attempt", f"{word} hope", option=option, by=expert, at=next(at))
    attempt_acts.note_result(attempt, "helped", f"{word} result", f"{word} lesson", by=expert, at=next(at))
    return {
        "idea_id": idea.pk,
        "constraint_id": constraint.pk,
        "option_id": option.pk,
        "attempt_id": attempt.pk,
        "initiative_id": change.pk,
        "change_step_id": step.pk,
        "dissolving_id": Dissolving.objects.get(initiative=change).pk,
        "item_id": item.pk,
    }


def _proofs(problem, engagement, client_seat, expert, measure, word, at) -> dict[str, int]:
    reading = measure_acts.take_reading(measure, Decimal(9), on=DAY.date(), by=expert, at=next(at))
    kept = measure_acts.take_list(
        measure, [(DAY.date(), Decimal(8))], words=f"{word} list", left=0, by=expert, at=next(at)
    )
    inlet = inlet_acts.open_inlet(measure, f"{word} program", inlet_acts.new_key(), by=expert, at=next(at))
    proposal = solving_acts.propose_solved(
        problem, f"{word} solved", again_on=(DAY + timedelta(days=400)).date(), by=expert, at=next(at)
    )
    rhythm = pulse_rhythm_acts.propose_pulse(engagement, 30, by=expert, at=next(at))
    revenue_acts.note_revenue(problem.client, DAY.date(), Decimal(7_654_321), "EUR", by=expert, at=next(at))
    return {
        "reading_id": reading.pk,
        "list_id": kept.pk,
        "inlet_id": inlet.pk,
        "proposal_id": proposal.pk,
        "day_id": AskAgain.objects.get(proposal=proposal).pk,
        "pulse_rhythm_id": rhythm.pk,
    }


def _cases(problem, client_seat, expert, word, at) -> dict[str, int]:
    story = Story(solved_on=DAY.date(), title=f"{word} case", helped=f"{word} helped")
    case = case_acts.draft_case(problem, story, by=expert, at=next(at))
    permission_acts.ask_permission(case, client_seat, f"{word} please", version=1, by=expert, at=next(at))
    pack = pack_acts.make_pack(f"{word} reader", f"{word} pack", [case], by=expert, at=next(at))
    expires = DAY + timedelta(days=4000)
    link, _key = pack_acts.make_link(pack, f"{word} reads", expires_at=expires, by=expert, at=next(at))
    return {"case_id": case.pk, "pack_id": pack.pk, "pack_link_id": link.pk}


def mail_in_tray(firm, word: str) -> int:
    """The id of a mail from a stranger that waits in the firm's tray."""
    raw = f"From: stranger@{word.lower()}.example\r\nTo: {firm.mailbox}\r\nSubject: {word}\r\n\r\n{word} mail\r\n"
    receiving.receive(raw.encode(), at=DAY)
    return InboundMail.objects.order_by("-pk").first().pk
