"""Where reading over is offered."""

from typing import Any

from ours.problem.models import Problem


def coached(problem: Problem, kind: str, to: str, *, field: str = "words", aside: bool = False) -> dict[str, Any]:
    """What `read_over()` of parts/coach.html needs for a form.

    `kind` is one of looking.KINDS, `to` the address that the form is sent to, `field` the name of its words; `aside`
    says that only the writer's own side will read them.
    """
    return {"problem": problem, "kind": kind, "to": to, "field": field, "aside": aside}
