"""A mail goes in as bytes and comes out as a Reading, through the real child process."""

import os
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import ours.post.reading.child as child
from ours.post.reading import Attached, Reading, limits, read_mail

from .mails import mail, page, parts

CHILD = str(Path(child.__file__))


def test_a_whole_mail() -> None:
    raw = (
        b"Return-Path: <ann@client.example>\r\nDelivered-To: Inbox@Firm.example\r\n"
        b"From: =?utf-8?q?Ann_L=C3=A9e?= <Ann@Client.example>\r\n"
        b"To: Help <help@firm.example>, team@firm.example\r\nCc: boss@client.example, HELP@firm.example\r\n"
        b"Subject: =?utf-8?b?UmU6IFRoZSB0aWxscyDigJQgYWdhaW4=?=\r\nDate: Mon, 3 Feb 2025 10:00:00 +0100\r\n"
        b"Message-ID: <2@client.example>\r\nIn-Reply-To: <1@firm.example>\r\n"
        b"References: <0@firm.example>\r\n <1@firm.example>\r\nMIME-Version: 1.0\r\n"
        b"Content-Type: multipart/mixed; boundary=b\r\n\r\n--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
        b"It fails on Fridays.\r\n\r\nOn 1 Feb 2025 at 09:00, Help <help@firm.example> wrote:\r\n"
        b"> When does it fail?\r\n"
        b"--b\r\nContent-Type: image/png; name=till.png\r\nContent-ID: <till@x>\r\n"
        b"Content-Transfer-Encoding: base64\r\n\r\niVBORw0=\r\n--b--\r\n"
    )
    assert read_mail(raw) == Reading(
        ok=True,
        reason="",
        message_id="<2@client.example>",
        in_reply_to="<1@firm.example>",
        references=("<0@firm.example>", "<1@firm.example>"),
        from_address="ann@client.example",
        from_name="Ann Lée",
        to=("help@firm.example", "team@firm.example"),
        subject="Re: The tills — again",
        date=datetime(2025, 2, 3, 9, 0, tzinfo=UTC),
        text="It fails on Fridays.\n\nOn 1 Feb 2025 at 09:00, Help <help@firm.example> wrote:\n> When does it fail?",
        words="It fails on Fridays.",
        html="",
        attached=(Attached("till.png", "image/png", b"\x89PNG\r", "till@x"),),
        automatic=False,
        delivered_to=("inbox@firm.example", "help@firm.example", "team@firm.example", "boss@client.example"),
    )


def test_an_empty_mail_is_unreadable() -> None:
    for raw in (b"", b"\r\n \t\r\n"):
        reading = read_mail(raw)
        assert (reading.ok, reading.reason, reading.text, reading.words) == (False, limits.EMPTY, "", "")


def test_what_is_no_mail_is_unreadable() -> None:
    reading = read_mail(bytes(range(256)) * 40)
    assert (reading.ok, reading.reason, reading.text) == (False, limits.NOT_MAIL, "")


def test_a_text_without_head_is_read() -> None:
    reading = read_mail(b"Note: the tills fail.\n\nAnn")
    assert (reading.ok, reading.text, reading.from_address) == (True, "Note: the tills fail.\n\nAnn", "")


def test_reading_that_takes_too_long_keeps_the_words() -> None:
    reading = read_mail(page("<p>The tills fail.</p>" + "&" * 550_000), seconds=0.3)
    assert (reading.ok, reading.reason, reading.html, reading.subject) == (True, "", "", "The tills")
    assert reading.text.startswith("The tills fail.\n&&")
    assert reading.text.endswith(f"&&\n\n{limits.STOPPED}")
    assert reading.words == reading.text.removesuffix(f"\n\n{limits.STOPPED}")


def test_reading_that_cannot_get_to_the_body_in_time_says_so() -> None:
    piece = b"Content-Type: text/plain; " + b";".join(b'a="x' for _ in range(900)) + b"\r\n\r\nhi"
    reading = read_mail(parts(*[piece] * 450), seconds=0.05)
    assert (reading.ok, reading.reason, reading.text) == (False, limits.TOO_SLOW, "")
    assert (reading.from_address, reading.subject) == ("ann@client.example", "The tills")


def test_more_memory_than_allowed_is_unreadable() -> None:
    reading = read_mail(mail(b"x" * 45_000_000), megabytes=60)
    assert (reading.ok, reading.reason) == (False, limits.TOO_BIG)


def test_a_child_that_cannot_start_is_said() -> None:
    reading = read_mail(mail(), megabytes=1)
    assert (reading.ok, reading.reason) == (False, limits.NOT_STARTED)


def test_the_child_knows_neither_django_nor_the_product() -> None:
    told = subprocess.run(
        [
            *(sys.executable, "-I", "-c"),
            "import sys; sys.path.insert(0, sys.argv[1]); import ours.post.reading.tell, ours.post.reading.child\n"
            "print(sorted(name for name in sys.modules if name.partition('.')[0] in ('django', 'ours')))",
            str(Path(CHILD).parents[3]),
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    here = "child cut decode frames head html limits parse phrases report robot run shape tell".split()
    modules = ["ours", "ours.post", "ours.post.reading", *(f"ours.post.reading.{name}" for name in here)]
    assert told.stdout.strip() == str(modules)


def test_the_child_works_where_limits_are_unknown() -> None:
    raw = mail(b"Hello")
    told = subprocess.run(
        [
            *(sys.executable, "-I", "-c"),
            "import sys, runpy; sys.modules['resource'] = None; sys.argv = ['', '2', '160']\n"
            f"runpy.run_path({CHILD!r}, run_name='__main__')",
        ],
        input=len(raw).to_bytes(8, "big") + raw,
        capture_output=True,
        check=True,
    )
    assert b'"text": "Hello", "words": "Hello"' in told.stdout
    assert told.stderr == b""


def test_the_child_writes_no_files_and_starts_nothing() -> None:
    told = subprocess.run(
        [
            *(sys.executable, "-I", "-c"),
            f"import sys, runpy; child = runpy.run_path({CHILD!r}); child['limit'](5, 160); child['forbid_files']()\n"
            "import resource\n"
            "print([resource.getrlimit(what)[0] for what in (resource.RLIMIT_AS, resource.RLIMIT_CPU,"
            " resource.RLIMIT_CORE, resource.RLIMIT_FSIZE, resource.RLIMIT_NPROC)])",
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    assert told.stdout.strip() == "[160000000, 7, 0, 0, 0]"


def test_starting_costs_little() -> None:
    raw = mail(b"Hello")
    process = subprocess.Popen(
        [sys.executable, "-I", CHILD, "2", "160"], stdin=subprocess.PIPE, stdout=subprocess.DEVNULL
    )
    assert process.stdin
    process.stdin.write(len(raw).to_bytes(8, "big") + raw)
    process.stdin.close()
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    assert usage.ru_utime + usage.ru_stime < 0.3
