"""What was written: charsets, transfer encodings, alternatives, mails within mails."""

import base64

import pytest

from ours.post.reading import limits
from ours.post.reading.parse import unflow

from .mails import mail, page, parts, told

CASES = {
    "utf-8": (b"text/plain; charset=utf-8", b"8bit", "Grüße".encode(), "Grüße"),
    "latin-1 means windows-1252": (b"text/plain; charset=iso-8859-1", b"8bit", b"\x93Gr\xfc\xdfe\x94", "“Grüße”"),
    "no charset, utf-8 inside": (b"text/plain", b"8bit", "Grüße".encode(), "Grüße"),
    "no charset, windows-1252 inside": (b"text/plain", b"8bit", b"Gr\xfc\xdfe", "Grüße"),
    "unknown charset": (b"text/plain; charset=x-unknown", b"8bit", "Grüße".encode(), "Grüße"),
    "claims ascii": (b"text/plain; charset=us-ascii", b"8bit", b"Gr\xfc\xdfe", "Grüße"),
    "claims utf-8, is not": (b"text/plain; charset=utf-8", b"8bit", b"Gr\xfc\xdfe", "Grüße"),
    "broken utf-8": (
        b"text/plain; charset=utf-8",
        b"8bit",
        "Grüße, Ähre, Öl".encode() + b"\xc3",
        "Grüße, Ähre, Öl\ufffd",
    ),
    "no codec for text": (b"text/plain; charset=punycode", b"8bit", b"Mnchen-3ya", "Mnchen-3ya"),
    "a codec that is not for text": (b"text/plain; charset=zip", b"8bit", b"Hello", "Hello"),
    "shift-jis": (b"text/plain; charset=shift_jis", b"8bit", "困っています".encode("cp932"), "困っています"),
    "utf-16": (b"text/plain; charset=utf-16", b"base64", base64.b64encode("Hallo".encode("utf-16")), "Hallo"),
    "lone surrogates": (b"text/plain; charset=utf-7", b"7bit", b"a+2AA-b", "ab"),
    "quoted-printable": (b"text/plain; charset=utf-8", b"Quoted-Printable", b"Gr=C3=BC=\r\n=C3=9Fe", "Grüße"),
    "base64": (b"text/plain; charset=utf-8", b"base64", base64.b64encode("Grüße".encode()), "Grüße"),
    "base64 without its padding": (b"text/plain", b"base64", b"SGVsbG8", "Hello"),
    "base64 with dirt": (b"text/plain", b"base64", b"SG!Vs\r\n bG*8=", "Hello"),
    "base64 padded line by line": (b"text/plain", b"base64", b"SGVsbG8=\r\nSGVsbG8=", "HelloHello"),
    "uuencoded": (b"text/plain", b"x-uuencode", b"begin 644 a\r\n%:&5L;&\\ \r\n`\r\nend\r\n", "hello"),
    "unknown encoding": (b"text/plain", b"x-secret", b"Hello", "Hello"),
    "NUL and other controls": (b"text/plain", b"8bit", b"\0He\x01l\x08lo\x7f\r\n\tthere\0", "Hello\n\tthere"),
    "no type that makes sense": (b"nonsense", b"7bit", b"Hello", "Hello"),
}


@pytest.mark.parametrize("name", CASES)
def test_text_is_decoded(name: str) -> None:
    kind, encoding, body, text = CASES[name]
    said = told(mail(body, b"Content-Type: " + kind, b"Content-Transfer-Encoding: " + encoding))
    assert (said["text"], said["words"], said["files"]) == (text, text, [])


def test_the_plain_text_is_read_and_the_richest_page_is_shown() -> None:
    raw = parts(
        b"Content-Type: text/plain\r\n\r\nThe plain one",
        b"Content-Type: text/html\r\n\r\n<p>The <b>rich</b> one</p>",
        kind=b"alternative",
    )
    said = told(raw)
    assert (said["text"], said["html"]) == ("The plain one", "<p>The <b>rich</b> one</p>")


def test_a_page_alone_is_read_as_text() -> None:
    said = told(page("<p>The <b>tills</b></p><ul><li>fail<li>jam</ul>"))
    assert said["text"] == said["words"] == "The tills\n\n- fail\n- jam"


def test_a_plain_text_that_only_asks_for_another_program_is_not_what_was_written() -> None:
    long = "The tills fail every Friday evening. " * 20
    raw = parts(
        b"Content-Type: text/plain\r\n\r\nPlease use a mail program that shows HTML.",
        b"Content-Type: text/html\r\n\r\n<p>" + long.encode() + b"</p>",
        kind=b"alternative",
    )
    assert told(raw)["text"] == long.strip()


def test_several_plain_texts_are_all_kept() -> None:
    raw = parts(
        b"Content-Type: text/plain\r\n\r\nFirst",
        b"Content-Type: text/plain\r\n\r\nSecond",
        kind=b"alternative",
    )
    assert told(raw)["text"] == "First\n\nSecond"


def test_text_between_pictures_is_kept_in_order() -> None:
    raw = parts(
        b"\r\nBefore",
        b"Content-Type: image/png; name=a.png\r\nContent-Transfer-Encoding: base64\r\n\r\nAAAA",
        b"Content-Type: text/html\r\n\r\n<p>After</p>",
    )
    said = told(raw)
    assert (said["text"], said["html"]) == ("Before\n\nAfter", "<p>Before</p><p>After</p>")
    assert said["files"] == [("a.png", "image/png", None, b"\0\0\0")]


def test_a_missing_boundary_is_found_in_the_body() -> None:
    body = b"--x\r\nContent-Type: text/plain\r\n\r\nHello\r\n--x--\r\n"
    assert told(mail(body, b"Content-Type: multipart/mixed"))["text"] == "Hello"
    assert told(mail(body, b"Content-Type: multipart/mixed; boundary=y"))["text"] == "Hello"


def test_a_multipart_without_parts_is_read_as_text() -> None:
    assert told(mail(b"Hello", b"Content-Type: multipart/mixed; boundary=y"))["text"] == "Hello"
    assert told(mail(b"Hello\r\n--y--", b"Content-Type: multipart/mixed; boundary=y"))["text"] == "Hello\n--y--"


def test_a_mail_sent_on_as_a_file_without_a_word_is_read() -> None:
    inner = b"From: bob@client.example\r\nSubject: Tills\r\n\r\nThe tills fail."
    said = told(parts(b"\r\n", b"Content-Type: message/rfc822\r\n\r\n" + inner))
    assert said["text"] == said["words"] == "The tills fail."
    assert said["files"] == [("Tills.eml", "message/rfc822", None, inner)]


def test_a_mail_sent_on_as_a_file_with_words_stays_a_file() -> None:
    inner = b"Subject: Tills\r\n\r\nThe tills fail."
    said = told(parts(b"\r\nSee this.", b"Content-Type: message/rfc822\r\n\r\n" + inner))
    assert (said["text"], [file[0] for file in said["files"]]) == ("See this.", ["Tills.eml"])


def test_old_macintosh_line_ends() -> None:
    said = told(b"From: ann@x.org\rSubject: Tills\r\rThe tills\rfail.")
    assert (said["subject"], said["text"]) == ("Tills", "The tills\nfail.")


def test_flowing_lines_are_joined() -> None:
    assert unflow("The tills \nfail \nagain.\n> when \n> and why\n-- \nAnn \nLee", False) == (
        "The tills fail again.\n> when and why\n-- \nAnn Lee"
    )
    assert unflow("Fri \nday", True) == "Friday"
    assert unflow(" > not a quote", False) == "> not a quote"


def test_a_long_text_is_shortened_and_says_so() -> None:
    said = told(mail(b"all work and no play\n" * 100_000))
    assert len(said["words"]) == limits.TEXT
    assert said["text"] == said["words"] + "\n\n" + limits.SHORTENED


def test_pictures_written_into_a_page_do_not_push_out_the_words() -> None:
    said = told(page('<img src="data:image/png;base64,' + "A" * 2_000_000 + '"><p>The tills fail.</p>'))
    assert (said["text"], said["html"]) == ("The tills fail.", "<p>The tills fail.</p>")
