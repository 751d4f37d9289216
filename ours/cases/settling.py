"""What follows from the answers about a case: its state, and the very words that may be shown of it.

The newest answer counts, whatever was said of earlier versions: a no to the new words is a no to the case.
"""

from collections.abc import Iterable

from ours.cases import rules, telling
from ours.cases.models import Case, CaseWords, Permission, Shown


def newest_answer(case: Case) -> Permission | None:
    """The newest answer about a case, withdrawn or not; None if nobody has answered."""
    answered = Permission.objects.filter(case=case, answered_at__isnull=False)
    return answered.select_related("of", "version").order_by("-answered_at", "-pk").first()


def newest_of(permissions: Iterable[Permission]) -> Permission | None:
    """The same from all questions and answers about a case."""
    answered = [one for one in permissions if one.answered_at is not None]
    return max(answered, key=lambda one: (one.answered_at, one.pk), default=None)


def open_question(case: Case) -> Permission | None:
    """The question that waits for its answer."""
    waiting = Permission.objects.filter(case=case, answered_at__isnull=True, dropped_at__isnull=True)
    return waiting.select_related("of", "version", "by").first()


def settle(case: Case) -> None:
    """Derive what may be shown, and save the case. Called by acts, inside their transaction."""
    if case.problem_id is not None:
        answer = newest_answer(case)
        case.state = _state(answer, open_question(case))
        case.shown = case.shown_title = case.shown_text = ""
        if answer is not None and rules.given(answer):
            words = CaseWords.objects.get(version=answer.version_id, form=answer.answer)
            case.shown, case.shown_title = Shown(answer.answer), words.title
            case.shown_text = telling.text_of(words, request=answer.quotes)
    case.save()


def _state(answer: Permission | None, question: Permission | None) -> Case.State:
    if question is not None:
        return Case.State.ASKED
    if answer is None:
        return Case.State.DRAFTED
    if answer.withdrawn_at is not None:
        return Case.State.WITHDRAWN
    return Case.State.REFUSED if answer.answer == Permission.Answer.NONE else Case.State.GIVEN
