"""Mails damaged at random, read with the limits of the reading child (C1): `python -m tests.post.mutations 100000`.

Each worker process has the child's own bound on memory and a clock on each mail, and is asked only what the child would
tell. With `--seeds FOLDER` the mails found there are damaged, else some that stand here.
"""

import argparse
import io
import os
import random
import resource
import signal
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from ours.post.reading import frames, limits
from ours.post.reading.tell import tell

SLOWEST = 2.0  # seconds of processor time for one mail
MEGABYTES = 160  # as the child is given
SNIPPETS = [
    *(b"\r\n", b"\n\n", b"\r", b"\0", b'"', b"<", b">", b";", b":", b"(", b")", b"=", b"=?utf-8?b?", b"?=", b"=?x?q?"),
    *(b"--=_b", b"--=_b--", b"Content-Type: multipart/mixed; boundary=b\r\n", b"Content-Transfer-Encoding: base64\r\n"),
    *(
        b"Content-Type: text/html; charset=utf-16\r\n",
        b"From: a@b\r\n",
        b"Message-ID: <",
        b"\xff\xfe",
        b"\xc3",
        b"> " * 50,
    ),
    *(
        b"<div>" * 200,
        b"&#x0;",
        b"On 3 Feb 2025 at 10:14, Ann <a@b.c> wrote:\n",
        b"From: a\nSent: b\nTo: c\nSubject: d\n",
    ),
    *(b"charset=unicode-1-1-utf-7", b"filename*0*=x'y'%00", b"begin 644 a\n", b"A" * 5000, b"\n " * 500),
]
SEEDS = [
    b"From: Ann Lee <ann@client.example>\r\nTo: help@firm.example\r\nSubject: =?utf-8?q?T=C3=BCr?=\r\n"
    b"Date: Mon, 3 Feb 2025 10:00:00 +0100\r\nMessage-ID: <1@client.example>\r\nIn-Reply-To: <0@x>\r\n"
    b"Authentication-Results: mx.example; dmarc=pass header.from=client.example\r\nMIME-Version: 1.0\r\n"
    b'Content-Type: multipart/mixed; boundary="=_b"\r\n\r\n--=_b\r\nContent-Type: multipart/alternative; boundary="=_c"'
    b"\r\n\r\n--=_c\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n"
    b"Gr=C3=BCn.\r\n\r\nOn 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\r\n> When?\r\n--=20\r\nAnn\r\n--=_c\r\n"
    b"Content-Type: text/html\r\n\r\n<p>Gr&uuml;n <b>you</b></p><blockquote>old</blockquote>\r\n--=_c--\r\n--=_b\r\n"
    b"Content-Type: application/pdf; name=a.pdf\r\nContent-Disposition: attachment; filename*=utf-8''%C3%A9.pdf\r\n"
    b"Content-Transfer-Encoding: base64\r\n\r\nQUJDREVGR0g=\r\n--=_b\r\nContent-Type: message/rfc822\r\n\r\n"
    b"From: x@y\r\nSubject: inner\r\n\r\ninner words\r\n--=_b--\r\n",
    b"Return-Path: <>\r\nFrom: MAILER-DAEMON@mx.example\r\nSubject: Undelivered Mail Returned to Sender\r\n"
    b'Content-Type: multipart/report; report-type=delivery-status; boundary="=_b"\r\n\r\n--=_b\r\n\r\nNo.\r\n--=_b\r\n'
    b"Content-Type: message/delivery-status\r\n\r\nFinal-Recipient: rfc822; a@b\r\nAction: failed\r\nStatus: 5.1.1\r\n"
    b"Diagnostic-Code: smtp; 550 no\r\n\r\n--=_b\r\nContent-Type: text/rfc822-headers\r\n\r\nMessage-ID: <a@b>\r\n"
    b"--=_b--\r\n",
    b"From: a@b.example\nSubject: Re: x\nContent-Type: text/html; charset=windows-1252\n\n<html><body><p>Yes\x92</p>"
    b"<div class=gmail_quote>On Mon, 3 Feb 2025, Ann &lt;a@b.c&gt; wrote:<blockquote>old</blockquote></div></body>",
    b"From: a@b.example\nSubject: WG: x\nContent-Type: text/plain; format=flowed; delsp=yes\n\nSee \nbelow\n\n-----"
    b"Original Message-----\nFrom: Bob\nSent: Monday\nTo: Ann\nSubject: x\n\nold words\n",
]


class Found(NamedTuple):
    """What one mail cost, and what was wrong with its reading ('' for nothing)."""

    number: int
    seconds: float
    wrong: str


def damaged(seed: bytes, chance: random.Random) -> bytes:
    """The mail with one to twelve places cut out, doubled, turned round or overwritten."""
    raw = seed
    for _change in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw) + 1)
        length = min(chance.choice((0, 1, 2, 8, 40, 400)), len(raw) - at)
        match chance.randrange(6):
            case 0:
                put = b""
            case 1:
                put = raw[at : at + length] * chance.choice((2, 3, 50))
            case 2:
                put = chance.randbytes(chance.choice((1, 4, 30)))
            case 3:
                put = raw[at : at + length][::-1]
            case 4:
                put = bytes(byte ^ (1 << chance.randrange(8)) for byte in raw[at : at + length])
            case _:
                put = chance.choice(SNIPPETS)
        raw = raw[:at] + put + raw[at + length :]
    return raw[: limits.MAIL_BYTES]


def what_is_wrong(raw: bytes) -> str:
    """What is wrong with what the child would tell of a mail; '' if nothing is. Raises whatever reading raises."""
    pipe = io.BytesIO()
    tell(bytearray(raw), pipe)
    pipe.seek(0)
    said: dict[str, object] = {}
    for kind, about, _data in frames.read(pipe):
        if kind == frames.UNREADABLE:
            return "" if about["reason"] in (limits.EMPTY, limits.NOT_MAIL) else f"unreadable: {about['reason']}"
        if kind == frames.FILE:
            name = str(about["filename"])
            if not name or {"/", "\\", "\0"} & set(name) or name == "..":
                return f"a file called {name!r}"
        said |= about
    for name in ("text", "words", "html", "subject", "from_name", "from_address", "message_id", "in_reply_to"):
        value = said.get(name)
        if not isinstance(value, str) or "\0" in value:
            return f"{name} is {value!r:.60}"
        value.encode("utf-8")
    return "" if bool(said["words"]) == bool(said["text"]) else "words without a text, or a text without words"


def run(count: int, seeds: list[bytes], *, seed: int = 1, workers: int = 2) -> Iterator[Found]:
    """Read `count` damaged mails in `workers` processes; what was found of each, in any order of processes."""
    size = 250
    pieces = [(at, min(size, count - at), seeds, seed) for at in range(0, count, size)]
    # Fresh processes, not forks: the limit on memory counts what the parent had loaded.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn"), initializer=_limit) as pool:
        for found in pool.map(_piece, pieces):
            yield from found


def _limit() -> None:
    most = MEGABYTES * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    signal.signal(signal.SIGPROF, _too_slow)


def _too_slow(*_: object) -> None:
    raise TimeoutError(f"more than {SLOWEST} s")


def _piece(told: tuple[int, int, list[bytes], int]) -> list[Found]:
    first, count, seeds, seed = told
    found = []
    for number in range(first, first + count):
        chance = random.Random(f"{seed}-{number}")
        raw = damaged(chance.choice(seeds), chance)
        began = time.process_time()
        signal.setitimer(signal.ITIMER_PROF, SLOWEST)
        try:
            wrong = what_is_wrong(raw)
        except Exception as error:
            wrong = f"{type(error).__name__}: {error}"
        finally:
            signal.setitimer(signal.ITIMER_PROF, 0)
        found.append(Found(number, time.process_time() - began, wrong))
    return found


def seeds_in(folder: Path, most: int = 300_000) -> list[bytes]:
    """The files below a folder that are no larger than `most` bytes and not empty."""
    files = sorted(file for file in folder.rglob("*") if file.is_file() and 0 < file.stat().st_size <= most)
    return [file.read_bytes() for file in files if not file.name.startswith(("README", "COPYING", "LICENSE"))]


def main() -> None:
    asked = argparse.ArgumentParser(description="Read mails damaged at random; ends with 1 if one cannot be read.")
    asked.add_argument("count", type=int, nargs="?", default=100_000)
    asked.add_argument("--seeds", type=Path, help="a folder of mails to damage")
    asked.add_argument("--seed", type=int, default=1, help="of the chance; the same one damages the same way")
    options = asked.parse_args()
    seeds = seeds_in(options.seeds) if options.seeds else SEEDS
    began, slowest, wrong = time.monotonic(), 0.0, 0
    for found in run(options.count, seeds, seed=options.seed, workers=os.cpu_count() or 2):
        slowest = max(slowest, found.seconds)
        if found.wrong:
            wrong += 1
            print(f"mail {found.number}: {found.wrong}")
    memory = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(
        f"{options.count} mails from {len(seeds)} seeds in {time.monotonic() - began:.0f} s: {wrong} wrong, "
        f"slowest {slowest:.2f} s, most memory {memory:.0f} MB"
    )
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
