"""Reading a folder of mails: what is told from machines (C3), what is cut from replies (C7), what it costs (C1).

`python -m bench.mail FOLDER [--show]`; the folder holds sets of mails by name, as public test sets of mail projects.
Without it nothing is measured. With `--show` each mail that was judged wrongly is named, and each line that was cut.
"""

import argparse
import io
import re
import resource
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ours.post.reading import frames, read_mail
from ours.post.reading.tell import tell

BOUNCES = "flufl-bounce"
# Of the bounces, one is a letter that somebody wrote by hand, kept there because it must not count as a bounce.
BY_HAND = {"groupwise_03.txt"}
# Machines' mails in the sets of ordinary ones: reports, bounces, complaints.
MACHINES = {
    *("cpython-test_email/msg_05.txt", "cpython-test_email/msg_16.txt", "cpython-test_email/msg_25.txt"),
    *("cpython-test_email/msg_43.txt", "flanker/disposition-notification.eml"),
    "james-mime4j/mimetools-testmsgs/badbound.msg",
}
MACHINE_FOLDERS = ("flanker/bounce/", "flanker/complaints/")
NO_MAILS = ("README", "COPYING", "LICENSE", ".gitignore")
TEXTS = ("replies-zapier", "replies-crisp")  # bodies of replies, without a head
STANDARD = "talon/standard_replies"  # replies of many programs, all with the same word, above what they quote
STANDARD_WORDS = "Hello"
SLOW = 2.0  # seconds


def main() -> None:
    asked = argparse.ArgumentParser(description="Measure the reading of mails.")
    asked.add_argument("folder", type=Path)
    asked.add_argument("--show", action="store_true")
    options = asked.parse_args()
    if not options.folder.is_dir():
        print(f"There is no folder {options.folder}; nothing is measured.")
        sys.exit(0)
    machines(options.folder, show=options.show)
    replies(options.folder, show=options.show)
    cost(options.folder)


def machines(folder: Path, *, show: bool) -> None:
    """C3: how many bounces are known for machines' mails, and how many ordinary mails are taken for such."""
    found: Counter[str] = Counter()
    for name, raw in mails(folder):
        told = said(raw)
        by_machine = (
            name.split("/")[-1] not in BY_HAND
            if name.startswith(BOUNCES)
            else (name in MACHINES or name.startswith(MACHINE_FOLDERS))
        )
        kind = BOUNCES if name.startswith(BOUNCES) else "other machines" if by_machine else "ordinary"
        wrong = bool(told.get("automatic")) is not by_machine
        found[kind] += 1
        found[f"{kind} wrong"] += wrong
        found[f"report {told.get('report')}"] += kind == BOUNCES
        if wrong and show:
            print(f"  {'missed' if by_machine else 'false alarm'}: {name}: {told.get('subject', '')}")
    for kind in (BOUNCES, "other machines"):
        known = found[kind] - found[f"{kind} wrong"]
        print(f"C3 {kind}: {known} of {found[kind]} known ({known / max(1, found[kind]):.1%})")
    print(f"C3 ordinary mails: {found['ordinary wrong']} false alarms in {found['ordinary']}")
    reports = {name[7:]: count for name, count in sorted(found.items()) if name.startswith("report ") and count}
    print(f"C3 what the {BOUNCES} say of the other mail: {reports}")


def replies(folder: Path, *, show: bool) -> None:
    """C7: whether words of a known reply are missing after cutting, what stays too much, what is lost altogether."""
    tried = missing = over = 0
    for file in sorted((folder / STANDARD).glob("*.eml")):
        wanted = words_of(STANDARD_WORDS)
        got = words_of(said(file.read_bytes())["words"])
        lost, more = wanted - got, got - wanted
        tried, missing, over = tried + 1, missing + lost.total(), over + more.total()
        if show and (lost or more):
            print(f"  {file.name}: missing {list(lost)}, too much {list(more)[:12]}")
    print(f"C7 replies whose words are known: {tried}; client words missing {missing}, words too many {over}")

    texts = altogether = cut_lines = own = 0
    for name in TEXTS:
        for file in sorted((folder / name).glob("*.txt")):
            text = file.read_bytes().decode("utf-8", "replace").replace("\r\n", "\n")
            head = b"From: a@b.example\nSubject: Re: x\nIn-Reply-To: <1@x>\nContent-Type: text/plain; charset=utf-8\n\n"
            told = said(head + text.encode())
            texts += 1
            altogether += (words_of(text) - words_of(told["text"])).total()
            kept = Counter(line.strip() for line in told["words"].splitlines())
            for line in text.splitlines():
                if not line.strip() or line.lstrip().startswith(">"):
                    continue
                own += 1
                if kept[line.strip()] > 0:
                    kept[line.strip()] -= 1
                    continue
                cut_lines += 1
                if show:
                    print(f"  {name}/{file.name}: cut: {line.strip()[:150]}")
    print(f"C7 other replies: {texts}; words lost altogether {altogether}; unmarked lines cut {cut_lines} of {own}")


def cost(folder: Path) -> None:
    """C1: every mail through the reader as it runs, in its own process."""
    slowest, count, unread = 0.0, 0, Counter()
    for _name, raw in mails(folder):
        began = time.monotonic()
        reading = read_mail(raw)
        slowest = max(slowest, time.monotonic() - began)
        count += 1
        unread[reading.reason] += not reading.ok
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    told = {reason: number for reason, number in unread.items() if number}
    print(f"C1 {count} mails: slowest {slowest:.2f} s (limit {SLOW:.0f}), most memory {memory:.0f} MB, not read {told}")


def mails(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The mails below the folder with their names there; no texts that are only bodies or parts."""
    for file in sorted(folder.rglob("*")):
        name = file.relative_to(folder).as_posix()
        if not file.is_file() or file.name.startswith(NO_MAILS) or name.startswith((*TEXTS, "talon/signature")):
            continue
        raw = file.read_bytes()
        if re.search(rb"(?im)^(?:from|to|subject|date|received|return-path|content-type|message-id):", raw[:20_000]):
            yield name, raw


def said(raw: bytes) -> dict[str, Any]:
    """What the reading child would tell, read in this process."""
    pipe = io.BytesIO()
    tell(bytearray(raw), pipe)
    pipe.seek(0)
    told: dict[str, Any] = {}
    for kind, about, _data in frames.read(pipe):
        if kind != frames.FILE:
            told |= about
    return told


def words_of(text: str) -> Counter[str]:
    return Counter(re.findall(r"\w+", text.lower()))


if __name__ == "__main__":
    main()
