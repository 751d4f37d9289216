"""A client's answer as other programs ask for it: the rung it names, and what to ask next (L2, L3)."""

from .questions import Ladder, RungState, next_questions
from .report import Report
from .rung import read_answer


def read_answer_text(text: str, question: str = "") -> Report:
    """A report with the reading of an answer, the place that it rests on, and the next questions with their reasons.

    Without a ladder around it the answer is taken for the first one: what was asked is `question`, if known.
    """
    reading = read_answer(text, question)
    report = Report(text, "answer", reading=reading.kind, span=(reading.start, reading.end))
    if text.strip():
        ladder = Ladder(request=question or text, rungs=(RungState(1, None, question, text, reading.kind),))
        report.next = [{"text": one.text, "reason": one.reason, "rule": one.rule} for one in next_questions(ladder)]
    return report
