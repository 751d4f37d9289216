"""The files that come with a mail."""

import base64

from ours.post.reading import limits, read_mail

from .mails import parts, told


def file(name: bytes, data: bytes, kind: bytes = b"application/pdf") -> bytes:
    head = b"Content-Type: " + kind + b"\r\nContent-Disposition: attachment; filename=" + name
    return head + b"\r\nContent-Transfer-Encoding: base64\r\n\r\n" + base64.encodebytes(data)


def test_names_kinds_and_ids() -> None:
    raw = parts(
        b"\r\nHello",
        file(b'"../../plan.pdf"', b"plan"),
        b"Content-Type: image/png\r\nContent-ID: <logo@x>\r\nContent-Disposition: inline\r\n\r\npng",
        b"Content-Type: evil\r\nContent-Disposition: attachment\r\n\r\nevil",
        b"Content-Type: text/plain; name=notes.txt\r\n\r\nnotes",
        b"Content-Type: text/calendar\r\n\r\nBEGIN:VCALENDAR",
    )
    said = told(raw)
    assert said["text"] == "Hello"
    assert said["files"] == [
        ("plan.pdf", "application/pdf", None, b"plan"),
        ("picture.png", "image/png", "logo@x", b"png"),
        ("file.bin", "application/octet-stream", None, b"evil"),
        ("notes.txt", "text/plain", None, b"notes"),
        ("file.ics", "text/calendar", None, b"BEGIN:VCALENDAR"),
    ]


def test_a_letter_that_is_named_like_a_file_is_still_the_letter() -> None:
    raw = parts(b"Content-Type: text/plain; name=letter.txt\r\n\r\nHello", file(b"a.pdf", b"a"))
    assert (told(raw)["text"], [name for name, *_ in told(raw)["files"]]) == ("Hello", ["a.pdf"])


def test_no_more_than_fifty_and_the_rest_is_named() -> None:
    said = told(parts(b"\r\nHello", *[file(b"f%d.pdf" % number, b"x") for number in range(53)]))
    assert [name for name, *_ in said["files"]] == [f"f{number}.pdf" for number in range(50)]
    assert said["text"] == "Hello\n\n[Left out here, kept in the original mail: f50.pdf, f51.pdf, f52.pdf]"
    assert said["words"] == "Hello"


def test_no_more_than_25_megabytes_and_the_rest_is_named() -> None:
    reading = read_mail(
        parts(
            b"\r\nHello",
            file(b"a.pdf", b"a" * 20_000_000),
            file(b"b.pdf", b"b" * 6_000_000),
            file(b"c.pdf", b"c" * 5_000_000),
        ),
        seconds=20,  # it is the size that is asked about here
    )
    assert [(kept.filename, len(kept.data)) for kept in reading.attached] == [
        ("a.pdf", 20_000_000),
        ("c.pdf", limits.ATTACHED_BYTES - 20_000_000),
    ]
    assert reading.text == "Hello\n\n[Left out here, kept in the original mail: b.pdf]"


def test_what_lies_beyond_the_largest_mail_is_named() -> None:
    reading = read_mail(parts(b"\r\nHello", file(b"a.pdf", b"a" * 36_000_000)))
    assert (reading.ok, reading.attached) == (True, ())
    assert reading.text == (
        "Hello\n\n[Left out here, kept in the original mail: a.pdf, what lies beyond the first 48 MB]"
    )
