"""Mails for the tests, as they come off the wire."""

from ours.listen.receiving import Outcome, receive
from tests.cast import DAY

BEA = "Bea Okafor <bea@example.org>"


def mail(
    words: str = "We need someone to make Instagram posts.",
    *,
    sender: str = BEA,
    to: str = "help@neon.example",
    subject: str = "Instagram",
    id: str = "<one@yoga.example>",
    **head: str,
) -> bytes:
    """A plain mail; further fields of the head as keywords (`in_reply_to` is In-Reply-To)."""
    fields = {
        "From": sender,
        "To": to,
        "Subject": subject,
        "Message-ID": id,
        "Date": "Mon, 2 Mar 2026 17:42:10 +0100",
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=utf-8",
        "Content-Transfer-Encoding": "8bit",
    }
    fields |= {name.replace("_", "-").title(): value for name, value in head.items()}
    lines = [f"{name}: {value}" for name, value in fields.items() if value]
    return "\r\n".join([*lines, "", *words.split("\n"), ""]).encode()


def take_in(raw: bytes) -> Outcome:
    return receive(raw, at=DAY)


WITH_FILE = b"""From: Bea Okafor <bea@example.org>\r
To: help@neon.example\r
Subject: The numbers\r
Message-ID: <file@yoga.example>\r
Date: Mon, 2 Mar 2026 17:42:10 +0100\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary="b1"\r
\r
--b1\r
Content-Type: text/plain; charset=utf-8\r
\r
Here are the seats we sold since June.\r
--b1\r
Content-Type: text/csv; name="seats.csv"\r
Content-Disposition: attachment; filename="seats.csv"\r
Content-Transfer-Encoding: base64\r
\r
bW9udGgsc2VhdHMKSnVuZSw0MQo=\r
--b1--\r
"""

HTML_ONLY = b"""From: Bea Okafor <bea@example.org>\r
To: help@neon.example\r
Subject: Posts\r
Message-ID: <html@yoga.example>\r
Date: Mon, 2 Mar 2026 17:42:10 +0100\r
MIME-Version: 1.0\r
Content-Type: text/html; charset=utf-8\r
\r
<html><body><p>Hi Ana,</p><p>we need <b>three posts</b> a week.</p>\r
<script>alert(1)</script><img src="https://tracker.example/x.gif"></body></html>\r
"""
