"""Heads: addresses, encoded words, ids, moments, file names."""

from datetime import UTC, datetime

import pytest

from ours.post.reading.head import addresses, decode_words, message_ids, moment, read_head, safe_filename
from ours.post.reading.tell import told_by


@pytest.mark.parametrize(
    ("field", "found"),
    [
        ("Ann <ann@X.org>", [("Ann", "ann@x.org")]),
        ('"Lee, Ann" <ann@x.org>, bob@y.org (Bob)', [("Lee, Ann", "ann@x.org"), ("Bob", "bob@y.org")]),
        ("Team: c@z.org, D <d@z.org>; e@z.org", [("", "c@z.org"), ("D", "d@z.org"), ("", "e@z.org")]),
        ("Undisclosed recipients:;", []),
        ("=?utf-8?q?=41nn_=3Cevil=40x.org=3E?= <ann@x.org>", [("Ann <evil@x.org>", "ann@x.org")]),
        ("=?utf-8?q?evil=40x.org?=", []),
        ("a@x.org <b@y.org>", [("a@x.org", "b@y.org")]),
        ("<a@x.org> <b@y.org>", []),
        ("ann@x.org bob", []),
        ("smile :-( <ann@x.org>", [("-(", "ann@x.org")]),
        ("<@r1,@r2:ann@x.org>", [("", "ann@x.org")]),
        ('"unclosed <ann@x.org>', []),
        ('"Ann \\"A\\" Lee" <ann@x.org>', [('Ann "A" Lee', "ann@x.org")]),
        ("'Ann' <ann@x.org>", [("Ann", "ann@x.org")]),
        ("Ann\u202e <ann@x.org>", [("Ann", "ann@x.org")]),
        ("Jetmail <>", []),
        ("ann", []),
        ("", []),
    ],
)
def test_addresses(field: str, found: list[tuple[str, str]]) -> None:
    assert list(addresses(field)) == found


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?=", "éé"),
        ("=?utf-8?q?=C3?=\t=?utf-8?q?=A9?=", "é"),
        ("x =?iso-8859-1?q?=E9t=E9_?= y", "x été  y"),
        ("=?utf-8?q?a?= =?iso-8859-1?q?b?= c", "ab c"),
        ("=?utf-8*fr?q?a?=", "a"),
        ("=?x-unknown?q?=E9?=", "é"),
        ("=?gb2312?b?xOO6ww==?=", "你好"),
        ("=?utf-8?q?What_now??=", "What now?"),
        ("=?utf-8?b?%%%?=", "%%%"),
        ("=?utf-8?q?open", "=?utf-8?q?open"),
        ("plain", "plain"),
    ],
)
def test_encoded_words(written: str, meant: str) -> None:
    assert decode_words(written) == meant


@pytest.mark.parametrize(
    ("written", "kept"),
    [
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\ann\\plan.pdf", "plan.pdf"),
        ("..", ""),
        ("a/b/", ""),
        (".htaccess", "htaccess"),
        ("x\u202egnp.exe", "xgnp.exe"),
        ("a\0b\r\nc.txt", "a b c.txt"),
        ("a" * 300 + ".pdf", "a" * 196 + ".pdf"),
        ("b" * 300, "b" * 200),
        ('<"plan">|?*:.pdf', "__plan______.pdf"),
    ],
)
def test_file_names_lead_nowhere(written: str, kept: str) -> None:
    assert safe_filename(written) == kept


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("Mon, 3 Feb 2025 10:00:00 +0100", datetime(2025, 2, 3, 9, 0, tzinfo=UTC)),
        ("Mon, 3 Feb 2025 10:00:00 -0000", datetime(2025, 2, 3, 10, 0, tzinfo=UTC)),
        ("3 Feb 2025 10:00 EST (winter)", datetime(2025, 2, 3, 15, 0, tzinfo=UTC)),
        ("Sat, 1 Jan 99999 00:00:00 +0000", None),
        ("31 Feb 2025 10:00:00 +0000", None),
        ("yesterday", None),
        ("", None),
    ],
)
def test_moments(written: str, at: datetime | None) -> None:
    assert moment(written) == at


def test_message_ids() -> None:
    assert message_ids(["<1@x> (said) <2@x>"]) == ["<1@x>", "<2@x>"]
    assert message_ids(["1@x 2@x"]) == ["<1@x>", "<2@x>"]
    assert message_ids(["Your mail of Monday"]) == []


def test_a_head_is_read_as_mailers_write_them() -> None:
    raw = (
        b"From ann@x.org Mon Feb  3 10:00:00 2025\nFROM : ann@x.org\nSubject:no space\n\tfolded\nbadly folded\n"
        b"X-Other: 1\nTo: help@firm.example\nnot a field at all\nstill the body"
    )
    head, body = read_head(raw, 0, len(raw))
    assert head.fields == {
        "from": ["ann@x.org"],
        "subject": ["no space folded badly folded"],
        "to": ["help@firm.example"],
    }
    assert raw[body:] == b"not a field at all\nstill the body"


@pytest.mark.parametrize(
    ("field", "name"),
    [
        (b"attachment; filename=plan.pdf", "plan.pdf"),
        (b'attachment; filename="=?utf-8?q?=C3=A9t=C3=A9.pdf?="', "été.pdf"),
        (b"attachment; filename*=utf-8''%C3%A9t%C3%A9.pdf", "été.pdf"),
        (b"attachment; filename*0*=utf-8''%C3%A9; filename*1=t; filename*2=\".pdf\"", "ét.pdf"),
        (b"attachment; filename*=x-unknown''%E9.pdf", "é.pdf"),
        (b'attachment; filename="\xc3\xa9t\xc3\xa9.pdf"', "été.pdf"),
        (b'attachment; filename="..\\\\..\\\\plan.pdf"', "plan.pdf"),
        (b"attachment", ""),
    ],
)
def test_names_of_files(field: bytes, name: str) -> None:
    raw = b"Content-Disposition: " + field + b"\r\n\r\n"
    assert read_head(raw, 0, len(raw))[0].filename == name


def test_senders_that_contradict_each_other_are_no_sender() -> None:
    raw = b"From: Ann <ann@x.org>\r\nFrom: Eve <eve@y.org>\r\n\r\n"
    told = told_by(read_head(raw, 0, len(raw))[0])
    assert (told["from_address"], told["from_name"]) == ("", "")


def test_header_values_are_cut_and_stand_on_one_line() -> None:
    raw = b"From: " + b"A" * 500 + b" <ann@x.org>\r\nSubject: a\x00b\r\n c\xe2\x80\xa8" + b"d" * 2000 + b"\r\n\r\n"
    told = told_by(read_head(raw, 0, len(raw))[0])
    assert told["from_name"] == "A" * 200
    assert told["subject"] == "a b c " + "d" * 992
