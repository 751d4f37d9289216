"""In the history of a table a name has the colour of the side it belongs to, whoever did the deed."""

import re
from datetime import timedelta

from ours.own import acts
from tests.cast import DAY


def test_a_name_has_the_colour_of_its_own_side(cast, browser):
    problem = cast.problem()
    acts.own(problem, cast.tom, by=cast.bea, at=DAY)
    acts.own(problem, cast.bea, by=cast.tom, at=DAY)
    promised = acts.commit(problem, "Count the bookings.", DAY.date(), by=cast.tom, at=DAY)
    acts.miss(promised, "Not counted.", by=cast.bea, at=DAY + timedelta(days=2))
    page = browser(cast.bea).get(f"/problems/{problem.pk}/").content.decode()
    told = page.partition('<ol class="events">')[2].partition("</ol>")[0]
    named = {(side, name) for side, name in re.findall(r'<b class="(client|expert)">([^<]+)</b>', told)}
    assert named == {("expert", cast.tom.name), ("client", cast.bea.name)}
