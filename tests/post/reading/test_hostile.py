"""Mails made to crash, to exhaust or to deceive whoever reads them: each is read, quickly, in little memory."""

import base64
import random
import resource
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import ours.post.reading.child as child
from ours.post.reading import limits, read_mail

from .mails import mail, page, parts, told


def nested(levels: int) -> bytes:
    """Multiparts within multiparts."""
    heads = (b'Content-Type: multipart/mixed; boundary="=%d="\r\n\r\n--=%d=\r\n' % (at, at) for at in range(levels))
    return mail()[: -len(b"\r\nHello")] + b"".join(heads) + b"\r\ndeep"


def mails_within_mails(levels: int) -> bytes:
    head = mail()[: -len(b"\r\nHello")]
    return head + (b"Content-Type: message/rfc822\r\n\r\n" + head) * levels + b"\r\ndeep"


def archive(data: bytes) -> bytes:
    head = b"Content-Type: application/zip; name=a.zip\r\nContent-Transfer-Encoding: base64\r\n\r\n"
    return parts(b"\r\nHello", head + data)


# Each mail with the text that must come out of it, or a part of its end.
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "a subject of 450 KB": (lambda: b"Subject: a\r\n" + b" b\r\n" * 112_500 + b"\r\nHello", "Hello"),
    "a subject of encoded words": (
        lambda: b"Subject: a\r\n" + b" =?utf-8?b?eHh4?=\r\n" * 30_000 + b"\r\nHello",
        "Hello",
    ),
    "encoded words that never end": (lambda: mail(b"Hello", b"Cc: " + b"=?a?q?" * 100_000), "Hello"),
    "100,000 fields": (lambda: mail(b"Hello", *[b"X-%d: x" % at for at in range(100_000)]), "Hello"),
    "100,000 addressees": (lambda: mail(b"Hello", b"Cc: " + b"a@b.example, " * 100_000), "Hello"),
    "100,000 parameters": (
        lambda: mail(b"Hello", b"Content-Type: text/plain; " + b";".join(b"a*%d*=x" % at for at in range(100_000))),
        "Hello",
    ),
    "brackets and quotes that never end": (lambda: mail(b"Hello", b"Cc: " + b'("\\<' * 4_000), "Hello"),
    "10,000 multiparts deep": (lambda: nested(10_000), "[Left out here, kept in the original mail: further parts]"),
    "200 mails deep": (lambda: mails_within_mails(200), ""),
    "500,000 parts": (
        lambda: mail(b"--b\r\n\r\na\r\n" * 500_000, b"Content-Type: multipart/mixed; boundary=b"),
        "a\n\n[Left out here, kept in the original mail: further parts]",
    ),
    "lines that are almost boundaries": (
        lambda: mail(b"\r\n--bb" * 300_000 + b"\r\n--b\r\n\r\nHello", b"Content-Type: multipart/mixed; boundary=b"),
        limits.SHORTENED,
    ),
    "base64 that is none": (lambda: archive(b"=A=!@#$" * 500_000), "Hello"),
    "base64 of padding": (lambda: archive(b"QQ==\r\n" * 500_000), "Hello"),
    "a million NULs": (lambda: mail(b"\0" * 1_000_000 + b"Hello"), "Hello"),
    "a body of 20 MB": (lambda: mail(b"all work and no play\r\n" * 1_000_000), limits.SHORTENED),
    "a line of 9 MB": (lambda: mail(b"x" * 9_000_000), limits.SHORTENED),
    "a missing boundary": (lambda: mail(b"Hello", b"Content-Type: multipart/mixed; boundary"), "Hello"),
    "bytes for a head": (
        lambda: b"From: \xff\xfe <\xe9@b>\r\nSubject: \x80\x81\xff\r\n\x00\x01: \xff\r\n\r\nHello",
        "Hello",
    ),
    "an unknown charset": (lambda: mail(b"caf\xe9", b"Content-Type: text/plain; charset=x-unknown"), "café"),
    "a codec of quadratic time": (
        lambda: mail(b"a-" + b"9" * 500_000, b"Content-Type: text/plain; charset=punycode"),
        "9" * 500,
    ),
    "lines to be joined": (
        lambda: mail(b"x \r\n" * 600_000, b"Content-Type: text/plain; format=flowed"),
        limits.SHORTENED,
    ),
    "40,000 signatures": (lambda: mail(b"-- \r\n" * 40_000, b"In-Reply-To: <1@x>"), "-- \n" * 9 + "--"),
    "190,000 empty lines": (lambda: mail(b"a" + b"\n" * 190_000 + b"Hello", b"In-Reply-To: <1@x>"), "\n\nHello"),
    "heads of mails without end": (
        lambda: mail(b"From: a\r\nTo: \r\n" * 12_000 + b"Hello", b"In-Reply-To: <1@x>"),
        "To: \nHello",
    ),
    "a page of open elements": (lambda: page("<div>" * 100_000 + "Hello"), "Hello"),
    "a page of open styles": (lambda: page("Hello" + "<style>" * 80_000), "Hello"),
    "a page of pictures": (lambda: page("<img alt=x>" * 20_000), "[x][x]"),
    "a page of quotes": (lambda: page("<blockquote>" * 500 + "x<br>" * 20_000), "> x"),
}


@pytest.mark.slow
@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_mail_is_read_in_time(name: str) -> None:
    make, text = HOSTILE[name]
    raw = make()
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    reading = read_mail(raw)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    assert (reading.ok, reading.reason) == (True, "")
    assert reading.text.endswith(text)
    assert limits.STOPPED not in reading.text
    assert bool(reading.words) == bool(reading.text)
    assert after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime < 2


@pytest.mark.slow
def test_the_largest_mail_takes_less_than_200_megabytes(tmp_path: Path) -> None:
    raw = archive(base64.encodebytes(random.Random(1).randbytes(24_900_000)))  # noqa: S311
    raw += b"x" * (limits.MAIL_BYTES - len(raw))
    (tmp_path / "mail").write_bytes(len(raw).to_bytes(8, "big") + raw)
    measured = subprocess.run(
        [
            *(sys.executable, "-I", "-c"),
            "import resource, subprocess, sys\n"
            "with open(sys.argv[1], 'rb') as mail:\n"
            "    told = subprocess.run([sys.executable, '-I', sys.argv[2], '1.5', '160'], stdin=mail,"
            " stdout=subprocess.DEVNULL)\n"
            "print(told.returncode, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss // 1024)",
            str(tmp_path / "mail"),
            child.__file__,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    code, megabytes = map(int, measured.stdout.split())
    assert code == 0
    assert megabytes < 200


SEEDS = [
    parts(
        b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\nGr=C3=BCn",
        b"Content-Type: text/html\r\n\r\n<p>Hello <b>you</b></p><blockquote>old</blockquote>",
        kind=b"alternative",
    ),
    parts(
        b"Content-Disposition: attachment; filename*=utf-8''%C3%A9\r\nContent-Transfer-Encoding: base64\r\n\r\nQUJD",
        b"Content-Type: message/rfc822\r\n\r\n" + mail(b"inner"),
    ),
    mail(
        b"Yes.\r\n\r\nOn 3 Feb 2025 at 10:14, Help <h@f.example> wrote:\r\n> When?\r\n-- \r\nAnn",
        b"In-Reply-To: <1@x>",
        b"Cc: =?utf-8?b?w6k=?= <a@b.example>, (c) d@e.example;",
    ),
]


@settings(max_examples=100, deadline=None)
@given(
    seed=st.sampled_from(SEEDS),
    changes=st.lists(
        st.tuples(
            st.integers(0, 700),
            st.integers(0, 30),
            st.one_of(
                st.binary(max_size=12),
                st.sampled_from(
                    [b"\r\n", b"\n\n", b"--=_b", b"--=_b--", b"=?utf-8?b?", b'"', b"<", b";", b"\0", b"\r"]
                ),
            ),
        ),
        min_size=1,
        max_size=8,
    ),
)
def test_no_damage_stops_reading(seed: bytes, changes: list[tuple[int, int, bytes]]) -> None:
    raw = seed
    for at, length, put in changes:
        raw = raw[: at % len(raw)] + put + raw[at % len(raw) + length :] or b"x"
    said = told(raw)
    if "reason" in said:
        assert said["reason"] in (limits.EMPTY, limits.NOT_MAIL)
        return
    for name in ("text", "words", "html", "subject", "from_name", "from_address", "message_id", "in_reply_to"):
        assert "\0" not in said[name]
        assert said[name].encode("utf-8").decode("utf-8") == said[name]
    for name in ("subject", "from_name", "from_address", "message_id", "in_reply_to"):
        assert len(said[name].splitlines()) <= 1
    assert bool(said["words"]) == bool(said["text"])
    assert all(name and not {"/", "\\", "\0"} & set(name) and name != ".." for name, *_ in said["files"])
