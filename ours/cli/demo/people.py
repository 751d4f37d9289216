"""Who of the demo world one can come in as."""

WAYS_IN = [
    ("Expert (Ana, runs Neon)", "ana@neon.example"),
    ("Client (Bea, Yoga House)", "bea@yoga.example"),
]
