"""One line over time as a small picture: SVG from the server, with its words for those who do not see it."""

from collections.abc import Sequence
from datetime import datetime

from markupsafe import Markup

WIDTH, HEIGHT, EDGE = 340, 84, 8


def line(points: Sequence[tuple[datetime, float]], *, low: float, high: float, told: str) -> Markup:
    """The picture of `points` (moment, level from `low` to `high`), the earliest first. Empty without any.

    `told` says in words what it shows.
    """
    if not points:
        return Markup()
    first, last = points[0][0], points[-1][0]
    span = (last - first).total_seconds()
    places = [
        (
            EDGE + (WIDTH - 2 * EDGE) * ((at - first).total_seconds() / span if span else 1),
            HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * (level - low) / (high - low),
        )
        for at, level in points
    ]
    path = "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in places)
    dots = Markup("").join(
        Markup('<circle cx="{x}" cy="{y}" r="3.5"/>').format(x=f"{x:.1f}", y=f"{y:.1f}") for x, y in places
    )
    rules = Markup("").join(
        Markup('<path class="rule" d="M{a} {y}H{b}"/>').format(a=EDGE, b=WIDTH - EDGE, y=y)
        for y in (EDGE, HEIGHT // 2, HEIGHT - EDGE)
    )
    return Markup(
        '<svg class="reflect-line" viewBox="0 0 {w} {h}" role="img" aria-label="{told}">{rules}'
        '<path class="line" d="{path}"/>{dots}</svg>'
    ).format(w=WIDTH, h=HEIGHT, told=told, rules=rules, path=path, dots=dots)
