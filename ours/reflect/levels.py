"""The five levels of customer focus (R3), and what each brings to whom.

After the fifth essay's taxonomy, in words of our own. Nothing here is a measurement: the essay argues that all four
gains rise with the level, the seller's own among them, and each sentence says how it is meant.
"""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise

LOWEST, HIGHEST = 1, 5


@dataclass(frozen=True)
class Level:
    """One level: how it looks from inside, and what it does to the four."""

    number: int
    name: "_StrPromise"
    looks: "_StrPromise"
    seller: "_StrPromise"
    buyer: "_StrPromise"
    economy: "_StrPromise"
    society: "_StrPromise"


LEVELS = (
    Level(
        1,
        _("Looking for whoever will buy"),
        _("Who decides, who has a budget, who is not worth the time: clients are places to aim at."),
        _("An order now and then; each one has to be found anew."),
        _("What is handed over for the price, at best."),
        _("One and one make two, and less once people have learned to be on their guard."),
        _("Those who were aimed at warn each other."),
    ),
    Level(
        2,
        _("Finding the need that fits what we have"),
        _("We ask, but until something is found that our offer is the answer to."),
        _("Orders come more easily, as long as the need is the one we sell to."),
        _("A part of the need is met; what did not fit stays with them."),
        _("Less is offered to the wrong people."),
        _("People are asked something, and notice what for."),
    ),
    Level(
        3,
        _("Being close, so that more comes of it"),
        _("We get on well, teach them how to buy, and have allies in the house."),
        _("A larger share of what they spend, at less cost of selling."),
        _("Somebody who answers the phone and knows the house."),
        _("Less friction between the two; the gain is mostly ours."),
        _("Good company, with a purpose that is not spoken of."),
    ),
    Level(
        4,
        _("Thinking along, for both"),
        _("We bring a view of their business that was not theirs, agree what it is to come to, and measure it."),
        _("Clients stay longer, and little has to be sold."),
        _("Their own results get better, and they can see it."),
        _("Both sides earn more than either could have taken from the other."),
        _("People learn from each other across two houses."),
    ),
    Level(
        5,
        _("Being there for them"),
        _("They are no means to an end. We help them get better, also where it earns nothing; what we earn follows."),
        _("The most of all in the long run: who is trusted is asked first, and asked again."),
        _("The most of all: they are told also what does not serve the seller."),
        _("Nothing is spent on guarding against each other; the whole grows."),
        _("Trust is lent on to others, and tends to be returned."),
    ),
)
BY_NUMBER = {one.number: one for one in LEVELS}
