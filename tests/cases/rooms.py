"""Generated rooms and cases with names planted in every field, in all kinds of disguise; and who looks for them after.

The looking is written apart from the product's: it knows each name that was planted, and folds text in its own way.
"""

import random
import re
import unicodedata
from dataclasses import dataclass, field

from ours.cases.naming import Names
from ours.cases.telling import FIELDS, PARTS

GIVEN = (
    "Bea Imani Jürgen Zoë Łukasz Søren Ana Tom Una Kai Maja Esi Ngozi Björn Chloé Dragoš Siobhán Nguyễn Olena Yusuf "
    "Will Grace Rose Mark Bo Li 芳 Ольга Γιώργος Fatima Pełka D'Arcy Jean-Luc Anne-Sophie Okello Wojciech "
    "Håkon Þóra Ines"
).split()
FAMILY = (
    "Okafor Reyes Müller Weiß Lindgren Brandt Ferro Kowalczyk Østergård O'Neill Nakamura García Smith-Jones Çelik "
    "Vuković Papadopoulos Иванова 王 Baker Young Brontë Achterberg Fitzgerald Ó'Súilleabháin Schäfer Jørgensen "
    "Mbeki Haddad Strauß"
).split()
MADE = "Harbour Lindqvist Marlow Koriander Zephyr Blaufeld Nordlys Quintero Vesper Alder Tamarisk Ostara".split()
TRADES = "Bakery Foundry Yoga_House Clinic GmbH Ltd Studio & Sons Dental_Practice Logistics AG Books".split()
PLACES = "Lindenau Kreuzhain Ballymore Sankt_Aurel Vesterholm Port_Ellery".split()
SAYINGS = (
    "We saw that {} came up in the list.",
    "It was {} who said it first.",
    "Then ({}) went on.",
    "{}: this is how it ended.",
    "The mail to {} was late.",
    "Everybody knew {}’s view of it.",
    "“{}” stood on the sheet.",
    "the numbers/{}/week were down",
    "A quarter later {}, at last, was content.",
)
PLAIN = "Orders got lost between two places. The list was long. Nobody counted it. Seats stayed empty in winter."


@dataclass
class Room:
    """The names of one room, and the cases that speak of them."""

    names: Names
    tokens: set[str] = field(default_factory=set)  # single words that must be gone, as they are spelled
    phrases: set[str] = field(default_factory=set)  # whole names that must be gone
    words: dict = field(default_factory=dict)


def folded(text: str) -> str:
    """In plain small letters, as the one who looks sees it."""
    text = unicodedata.normalize("NFKD", text).casefold()
    text = "".join(one for one in text if unicodedata.category(one) not in ("Mn", "Me", "Cf"))
    for sign, letters in {"ø": "o", "ł": "l", "đ": "d", "þ": "th", "æ": "ae", "ð": "d", "ß": "ss"}.items():
        text = text.replace(sign, letters)
    return text


def disguised(name: str, dice: random.Random) -> str:
    """The name as somebody might have written it."""
    run = re.sub(r"\W+", "", name)
    ways = [
        lambda: name,
        lambda: name.upper(),
        lambda: name.lower(),
        lambda: name + "s",
        lambda: name + "'s",
        lambda: unicodedata.normalize("NFD", name),
        lambda: re.sub(r"[ -]", "-", name),
        lambda: re.sub(r"[ -]", "_", name),
        lambda: name.replace(" ", "\u00a0"),
        lambda: name.replace(" ", "\n"),
        lambda: f"@{run.lower()}",
        lambda: f"{run.lower()}@mail.example",
        lambda: f"https://www.{folded(run)}.example/about",
        lambda: f"#{run}",
        lambda: name[:2] + "\u00ad" + name[2:],
        lambda: name[:1] + "\u200b" + name[1:],
        lambda: "".join(chr(ord(one) + 0xFEE0) if one.isascii() and one.isalpha() else one for one in name),
        lambda: f"{name}-Team",
        lambda: f"pre_{name.replace(' ', '_')}_2026",
    ]
    if len(run) >= 5:
        ways += [
            lambda: " ".join(run),
            lambda: ".".join(run.upper()),
            lambda: run[:3] + "-\n" + run[3:],
            lambda: run,
        ]
    return dice.choice(ways)()


def room(number: int) -> Room:
    """Room `number`, always the same, with one case."""
    dice = random.Random(number)
    people = [f"{dice.choice(GIVEN)} {dice.choice(FAMILY)}" for _person in range(5)]
    trade = dice.choice(TRADES).replace("_", " ")
    client = f"{dice.choice(MADE)}{'' if trade[0] == '&' else ''} {trade}"
    firm = dice.choice(["Neonwerk", "Kobaltum", "Studio Ravensburg", "Pendelton & Kern"])
    place, product = dice.choice(PLACES).replace("_", " "), f"{dice.choice(MADE)}Flow {dice.randint(2, 9)}"
    work = f"{dice.choice(MADE)} {dice.choice(['renewal', 'launch', 'turnaround'])}"
    initial, family = folded(people[0])[:1], folded(people[0].split()[-1])
    mail = f"{initial}.{family}{dice.randint(10, 99)}@{folded(client.split()[0])}.example"
    made = Room(
        Names(
            client=(client,),
            firm=(firm,),
            theirs=tuple(people[:3]),
            ours=tuple(people[3:]),
            works=(work,),
            addresses=(mail,),
            hidden=(place, product),
        )
    )
    made.phrases |= {client, firm, place, product, work, *people}
    made.tokens |= {word for person in people for word in person.split() if len(word) > 1}
    made.tokens.add(client.split()[0])
    exact = ("12 May 2026", "2026-05-12", "12,480 €", "$31.2k", mail, "+49 30 1234567", "12 Harbour Street")
    for part in FIELDS:
        told = [PLAIN]
        for name in [*dice.sample(sorted(made.phrases), 4), *dice.sample(sorted(made.tokens), 2)]:
            plant = name if name in EVERYDAY else disguised(name, dice)
            told.append(dice.choice(SAYINGS).format(plant))
        told.append(dice.choice(SAYINGS).format(dice.choice(exact)))
        dice.shuffle(told)
        made.words[part] = ("\n" if part in PARTS else " ").join(told)
    figure = {
        "name": f"Seats at {disguised(client, dice)}",
        "unit": dice.choice(["%", "€", "seats"]),
        "how": f"Counted by {disguised(people[0], dice)} each Monday.",
        "wanted": f"at least 70, says {people[1]}",
        "wanted_by": "2026-10-01",
        "points": [["2026-03-03", "41"], ["2026-06-11", "55.5"], ["2026-09-30", "72"]],
    }
    made.words["figures"] = [figure]
    return made


EVERYDAY = {
    "Weiß",
    "Will",
    "Grace",
    "Rose",
    "Mark",
    "Baker",
    "Young",
    "Bo",
    "Li",
}  # words as well as names: seen by the capital


def seen(made: Room, text: str) -> list[str]:
    """The names of a room that somebody who looks hard still finds in a text."""
    plain = folded(text)
    run = re.sub(r"[\W_]+", "", plain)  # most names are not even there without all that stands between letters
    found = []
    for name in sorted(made.phrases):
        words = re.findall(r"\w+", folded(name))
        if "".join(words) in run and re.search(r"[\W_]{0,2}".join(map(re.escape, words)), plain):
            found.append(name)
    for token in sorted(made.tokens):
        if token in EVERYDAY:
            if re.search(rf"(?<!\w){token}(?!\w)", text):
                found.append(token)
            continue
        letters = re.sub(r"[\W_]+", "", folded(token))
        loose = r"[\W_]{0,2}".join(map(re.escape, letters)) if len(letters) >= 5 else re.escape(letters)
        if letters in run and re.search(rf"(?<![^\W_]){loose}(?:s)?(?![^\W_])", plain):
            found.append(token)
    if re.search(r"12 May|2026-05-12|12,480|31\.2k|@|https?:|1234567|12 Harbour", text):
        found.append("something exact")
    return found
