"""The picture of what spreads to what, over all problems that a seat may see."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from ours.people.door import signed_in
from ours.people.request import SeatRequest
from ours.tend import reading
from ours.tend.wrapping import wrapped

LINE, LINES = 29, 2  # letters on a line of a box, lines


@require_safe
@signed_in
def spread(request: SeatRequest) -> HttpResponse:
    now = timezone.now()
    links, more = reading.links_of(request.seat)
    problems, picture = reading.picture(links)
    states = {one.pk: reading.state(one, now) for one in problems}
    words = {
        "seedling": _("cared for lately"),
        "growing": _("growing"),
        "overgrown": _("overgrown"),
        "parked": _("parked"),
    }
    boxes: list[dict[str, Any]] = []
    for one in problems:
        x, y = picture.boxes[one.pk]
        boxes.append(
            {
                "problem": one,
                "x": x,
                "y": y,
                "state": states[one.pk],
                "lines": wrapped(one.headline, LINE, LINES),
                "words": words[states[one.pk]],
            }
        )
    context = {
        "boxes": boxes,
        "picture": picture,
        "links": links,
        "states": states,
        "words": words,
        "more": more,
    }
    return render(request, "tend/spread.html", context)
