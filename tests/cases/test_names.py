"""Names of a room found in a text, however they are written; and words that only look alike left alone."""

import pytest

from ours.cases.naming import Names

NAMES = Names(
    client=("Yoga House", "Lindgren Bakery GmbH"),
    firm=("Neon",),
    theirs=("Bea Okafor", "Jürgen Müller", "Will May", "Front desk"),
    ours=("Tom Weiss", "王芳"),
    works=("Growth", "Harbour renewal"),
    addresses=("b.okafor88@yogahouse-berlin.example", "yoga.example"),
    hidden=("Lindenau", "FlowMat 3"),
)


def found(text):
    return [text[hit.start : hit.end] for hit in NAMES.find(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Then Bea said so.", ["Bea"]),
        ("then BEA said so", ["BEA"]),
        ("Bea’s plan, Beas plan", ["Bea", "Beas"]),
        ("the Okafors", ["Okafors"]),
        ("ask BeaOkafor or @beaokafor or okafor_b", ["BeaOkafor", "beaokafor", "okafor_b"]),
        ("b.okafor; or bokafor88", ["b.okafor", "bokafor88"]),
        (
            "Ōkafor, Ｏｋａｆｏｒ, Oka\u00adfor, Oka\u200bfor, Оkаfоr",
            ["Ōkafor", "Ｏｋａｆｏｒ", "Oka\u00adfor", "Oka\u200bfor", "Оkаfоr"],
        ),
        ("Oka-\nfor and o k a f o r and O.K.A.F.O.R", ["Oka-\nfor", "o k a f o r", "O.K.A.F.O.R"]),
        ("Mueller, Müller, Muller, MÜLLER", ["Mueller", "Müller", "Muller", "MÜLLER"]),
        ("Yoga House, yoga-house, YogaHouse, yoga\nhouse", ["Yoga House", "yoga-house", "YogaHouse", "yoga\nhouse"]),
        ("the Lindgren people, Lindgrenteam, Lindgren Bakery", ["Lindgren", "Lindgren", "Lindgren Bakery"]),
        ("Will said it in May. May Will?", ["Will", "May Will"]),
        ("王芳说", ["王芳"]),
        ("our Growth work; the harbour-renewal", ["Growth", "harbour-renewal"]),
        ("Flowmat-3 near Lindenau", ["Flowmat-3", "Lindenau"]),
        ("yogahouse, yogahouse-berlin", ["yogahouse", "yogahouse-berlin"]),
        ("Weiss", ["Weiss"]),
    ],
)
def test_a_name_is_found(text, names):
    assert found(text) == names


@pytest.mark.parametrize(
    "text",
    [
        "On the beach a bean beats beauty.",
        "The house offers yoga in a bakery.",
        "A neonlight, phenomenon, atom, custom tomato.",
        "They will grow, and may see growth of 12 % in May 2026.",
        "The front of a desk.",
        "Schwarzweissfoto",
        "",
    ],
)
def test_what_only_looks_alike_is_left(text):
    assert found(text) == []


def test_without_names_nothing_is_found():
    assert Names().find("Bea Okafor of Yoga House") == []
