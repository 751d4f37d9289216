"""Words for a large made-up world: trades, what they ask for, and what it turns out to be."""

from random import Random

TRADES = [
    ("Clinic", "patients", "referral letters", "waiting times", "nurses", "appointments"),
    ("Bakery", "regulars", "order lists", "unsold bread", "bakers", "pre-orders"),
    ("Borough", "residents", "answers to complaints", "open cases", "case workers", "replies within ten days"),
    ("Hotel", "guests", "room reports", "empty weeks", "housekeepers", "bookings made direct"),
    ("Foundry", "buyers", "quality reports", "rejected parts", "casters", "deliveries on the day"),
    ("School", "parents", "timetables", "changed lessons", "teachers", "lessons held as planned"),
    ("Law office", "claimants", "case files", "missed deadlines", "clerks", "files complete at first reading"),
    ("Warehouse", "shops", "picking lists", "wrong parcels", "pickers", "parcels right at first try"),
    ("Theatre", "subscribers", "season plans", "empty rows", "stage hands", "seats sold"),
    ("Software house", "users", "release notes", "repeated tickets", "support engineers", "tickets solved once"),
    ("Nursery", "families", "waiting lists", "short-notice closures", "carers", "places filled by March"),
    ("Brewery", "pubs", "delivery routes", "returned kegs", "drivers", "kegs back within a month"),
]
FIRST = "Ada Ben Cleo Dario Elin Farid Greta Hugo Ines Jonas Kira Lev Mona Nils Oda Paul Rosa Sven Tara Vera".split()
LAST = "Abel Brandt Castro Dahl Ekman Fuchs Grant Holm Ito Jansen Kaya Lund Moreau Novak Ortiz Petit Reyes".split()
PLACES = "Eastmere Norden Halm Lindau Osterby Karst Vale Brook Sundal Merton Arlen Dorne Holt Fenn Tarn Aster".split()
ASKS = [
    "Could you set up a newsletter for our {who}? It should go out every week.",
    "We need a new tool for our {thing}, the old one is too slow.",
    "Please train our {staff} on {thing}, half a day should do.",
    "Can you redesign how our {thing} look? They seem dated.",
    "We want a dashboard that shows {bad} for every week.",
    "Someone should call our {who} and ask what they think.",
]
QUESTIONS = [
    "What happened that made you ask for this now?",
    "What would be different for your {who} if you had it?",
    "How would you notice that it worked, and what is that number today?",
    "For whom of you does it matter most, and why?",
]
ANSWERS = [
    "Our {who} keep asking the same thing, and we hear of it too late.",
    "We want fewer {bad}, that is what it is about.",
    "It was {n} % last spring and it is {m} % now.",
    "Our {staff} are losing heart over it, two have asked for other work.",
]
STATEMENTS = [
    "We see {bad} only when our {who} tell us, so both of us plan on numbers that are {n} days old.",
    "We have different pictures of which {thing} come first, and our {staff} work on both at once.",
    "Our {bad} went from {n} to {m} in a year, and together we do not know yet where they begin.",
    "We depend on each other's {thing}, and neither of us knows on Monday what will be there on Friday.",
]
MESSAGES = [
    "The figures for this week are in, {n} instead of {m}.",
    "We talked to the {staff}, they will try it from Monday.",
    "Is there anything we can prepare before we meet?",
    "The {who} have noticed the change, three wrote to say so.",
    "We looked at the {thing} of the last {n} days and will tell you on Thursday what we found.",
]
PROMISES = ["read through {n} {thing}", "ask two of the {staff}", "send the list of {bad}", "try it with {n} {who}"]


class Speech:
    """Sentences of one client, filled from its trade, the same for the same chance."""

    def __init__(self, rng: Random, trade: tuple[str, ...]) -> None:
        self.rng = rng
        self.slots = dict(zip(("kind", "who", "thing", "bad", "staff", "measure"), trade, strict=True))

    def say(self, sentences: list[str]) -> str:
        """One of the sentences, filled."""
        n = self.rng.randint(5, 60)
        return self.rng.choice(sentences).format(n=n, m=n + self.rng.randint(2, 30), **self.slots)
