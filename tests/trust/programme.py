"""The experiments: what each is called, what it counts and what is asked of it."""

import json
import os
import secrets
import zlib
from dataclasses import dataclass
from pathlib import Path

import ours

FULL = "OURS_TRUST_FULL"  # set by `bin/trust`: run as long as the target asks
FIGURES = "OURS_TRUST_FIGURES"  # a file that takes the figures, a line of JSON for each


@dataclass(frozen=True)
class Experiment:
    """One row of docs/trust.md."""

    what: str
    target: str


PROGRAMME = {
    "A1": Experiment(
        "A word that stands in every private field is searched in everything others get", "0 found in 1,000,000 answers"
    ),
    "A2": Experiment(
        "Two installations, one with private notes and one without, asked the same by everybody else",
        "0 bytes differ in 100,000 answers",
    ),
    "A3": Experiment(
        "Every address as every kind of person, by every method, with ids of every kind", "0 wrong of 100,000"
    ),
    "A4": Experiment("Random deeds against a small model of who may see what", "0 differences in 200,000 steps"),
    "A5": Experiment("Every guard taken out or turned round, one at a time", "all noticed"),
    "A6": Experiment("Old answers and links after a restored backup", "0 reach somebody they were not meant for"),
    "A7": Experiment(
        "Somebody's way in ends while letters, streams and requests are under way", "0 delivered after it"
    ),
    "A8": Experiment("Private words searched in the files of a stolen disk", "0 found"),
    "B1": Experiment(
        "Kill -9 at a system call that writes, in the deeds most used", "0 lost, 0 half, 0 doubled at 10,000 points"
    ),
    "B2": Experiment("Reading and writing fails, once and from then on", "0 lost, 0 half; the person keeps the words"),
    "B3": Experiment("Kill -9 of the service at random under load", "0 lost, 0 half in 1,500 rounds"),
    "B5": Experiment("The disk is full", "0 lost, 0 half; the person keeps the words"),
    "B7": Experiment(
        "Both sides word, sign and withdraw at once",
        "0 signatures under words their signer never saw, in 100,000 histories",
    ),
    "B8": Experiment("Every form sent again, and at once by many", "0 doubled"),
    "D1": Experiment(
        "Sign-in codes redeemed by many at once, and links opened by robots",
        "exactly 1 sign-in a code; 0 used up by robots",
    ),
    "D2": Experiment("Guessing codes, and asking which addresses are known", "0 told, 0 guessed"),
    "D3": Experiment("Script payloads through every input, in Chromium", "0 run"),
    "D4": Experiment("Security headers on every answer", "0 missing"),
    "D5": Experiment("Files that pretend to be something else", "0 shown or run by the browser"),
    "D6": Experiment("Addresses that lead inside, wherever the service would connect", "0 connected"),
    "D7": Experiment("More, longer and faster than anybody needs", "0 errors, 0 stalls"),
    "D8": Experiment("Generated requests against every address as every role", "0 errors of the server"),
    "D9": Experiment("Forms sent from another site", "0 accepted"),
    "D10": Experiment("OWASP ASVS 5.0, levels 1 and 2", "each kept by a test or a document, or its deviation stated"),
    "E1": Experiment("Every column has its class", "0 without"),
    "E3": Experiment("A person erased, then searched in the raw pages", "0 found"),
}


def in_short() -> bool:
    """Whether this is the short form of every test run, not `bin/trust`."""
    return not os.environ.get(FULL)


def size(short: int, full: int) -> int:
    """How much of it to run: `full` under `bin/trust`, else `short`."""
    return short if in_short() else full


def chosen() -> int:
    """The seed of what is tried by chance: `OURS_TRUST_SEED`; in short that of the code, so that the same code is tried
    alike by everybody and every change of it differently; under `bin/trust` another one each time."""
    if given := os.environ.get("OURS_TRUST_SEED"):
        return int(given)
    if not in_short():
        return secrets.randbelow(10**6)
    found = 0
    for path in sorted(Path(ours.__file__).parent.rglob("*.py")):
        found = zlib.crc32(path.read_bytes(), found)
    return found % 10**6


def tell(name: str, **figures: object) -> None:
    """Tell what an experiment counted, so that it can be printed and kept."""
    assert name in PROGRAMME, name
    if path := os.environ.get(FIGURES):
        with Path(path).open("a") as lines:
            lines.write(json.dumps({"id": name, **figures}) + "\n")
