"""D6: what people write never chooses whom the product connects to, and makes neither it nor a browser fetch."""

import json
import re
import smtplib
from datetime import timedelta
from pathlib import Path

import pytest
import typst
from django.db import transaction

from ours.cases import pdf
from ours.cases.showing import Told, _drawn
from ours.listen.models import Message, Request
from ours.listen.receiving import receive
from ours.post.bundling import bundle_due
from ours.post.models import InboundMail, Notice
from ours.post.sending import send_due
from tests.asking import address, routes
from tests.cases.test_packs import text_of
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.post.smtp import mail_server
from tests.trust.outward import mails_that_load, reaching, trap
from tests.trust.programme import size, tell
from tests.world import mail_in_tray, set_table

HOUSE = Path(__file__).parents[2]
# Everything in ours/ that could reach outward, and where the address comes from. Nothing may join them unnoticed.
KNOWN = {
    ("post/sending.py", "smtplib"): "the mail server of the settings",
    ("post/sending.py", "django.core.mail"): "the mail server of the settings",
    ("post/fetching.py", "imaplib"): "the mailboxes of the settings",
    ("post/fetching.py", "imap_tools"): "the mailboxes of the settings",
    ("post/fetching.py", "ssl"): "the mailboxes of the settings",
    ("post/listener.py", "asyncio"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.controller.Controller"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.controller.UnixSocketController"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.lmtp.LMTP"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.smtp.SMTP"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.smtp.Envelope"): "listens where the settings say",
    ("post/listener.py", "aiosmtpd.smtp.Session"): "listens where the settings say",
    ("post/reading/run.py", "subprocess"): "the mail reader: our own Python, mails by its pipe",
    ("post/reading/run.py", "Popen"): "the mail reader: our own Python, mails by its pipe",
    ("post/writing.py", "css_inline"): "told to load nothing",
    ("cases/pdf.py", "typst"): "words are data; it may read its own folder alone",
    ("bridge.py", "asyncio"): "requests that came in",
    ("table/live.py", "asyncio"): "requests that came in",
    ("cli/pages.py", "granian"): "listens where the command line says",
    ("cli/pages.py", "granian.constants.Interfaces"): "listens where the command line says",
    ("cli/pages.py", "granian.log.LogLevels"): "listens where the command line says",
    ("cli/parts.py", "subprocess"): "our own server and worker",
    ("cli/parts.py", "Popen"): "our own server and worker",
    ("cli/up.py", "socket"): "whether our port is free",
    ("cli/up.py", "getaddrinfo"): "whether our port is free",
    ("cli/up.py", "urllib.request"): "whether our own pages answer",
    ("cli/up.py", "urllib.error"): "whether our own pages answer",
    ("cli/up.py", "urlopen"): "whether our own pages answer",
    ("cli/__init__.py", "importlib"): "commands of ours by name",
    ("cli/__init__.py", "import_module"): "commands of ours by name",
    ("coach/learn.py", "importlib"): "labelled sets of ours, at the command line",
    ("coach/learn.py", "import_module"): "labelled sets of ours, at the command line",
    ("coach/runglearn.py", "importlib"): "labelled sets of ours, at the command line",
    ("coach/runglearn.py", "import_module"): "labelled sets of ours, at the command line",
    ("sqlite.py", "pysqlite3"): "a file",
    ("sqlite.py", "pysqlite3.dbapi2"): "a file",
    ("meaning/plain.py", "importlib.util.find_spec"): "whether a package is there",
    ("meaning/quick.py", "importlib.util.find_spec"): "whether a package is there",
}
CLIENTS = "requests httpx aiohttp urllib3 pycurl websockets paramiko boto3 tornado twisted gevent".split()


def test_nobody_else_reaches_outward():
    there = reaching(HOUSE / "ours")
    tell("D6", places_that_could=len(there), unknown=len(there - KNOWN.keys()))
    assert there == KNOWN.keys()
    installed = re.findall(r"^([a-z0-9-]+)==", (HOUSE / "requirements.lock").read_text(), re.MULTILINE)
    assert len(installed) > 10 and not set(CLIENTS) & set(installed)
    ours = [path for kind in ("js", "css", "html") for path in (HOUSE / "ours").rglob(f"*.{kind}")]
    foreign = re.compile(r"""(?:src|action|url\(|@import|fetch\()\s*[=(]?\s*["']?(?:https?:)?//""")
    assert len(ours) > 100 and [path.name for path in ours if foreign.search(path.read_text())] == []


def test_a_new_place_is_noticed(tmp_path):
    (tmp_path / "hook.py").write_text("from urllib import request\nimport http.client\nrequest.urlopen('http://x')\n")
    (tmp_path / "plain.py").write_text("from urllib.parse import urlsplit\nimport re\nre.compile('x')\n")
    found = {("hook.py", "urllib.request"), ("hook.py", "http.client"), ("hook.py", "urlopen")}
    assert reaching(tmp_path) == found


def test_words_connect_to_nobody(cast, settings):
    """A table whose words are addresses, mails that load: received, shown, told by letter, printed. Nobody connects."""
    settings.SMTP_URL, settings.DEMO = "", False
    asked = wrong = 0
    with mail_server() as (letters, port), trap() as laid:
        for number in range(size(1, len(laid.addresses))):
            keep = transaction.savepoint()
            some = laid.addresses[number:] + laid.addresses[:number] if number else laid.addresses
            word = " ".join(one for one in some if "[" not in one)[:150]  # brackets are blanks to be filled in
            people = {"engagement": cast.growth, "client_seat": cast.bea, "other_seat": cast.front_desk}
            first = set_table(cast, **people, expert=cast.tom, word=word)
            first.ids["mail_id"] = mail_in_tray(cast.neon, "Word")
            _mails(some[0])
            browsers = [signed_in_browser(cast.tom), signed_in_browser(cast.bea), signed_in_browser(cast.ana)]
            pages = [address(name, parameters, first.ids) for name, parameters in routes() if name != "stream"]
            pages += [f"/tray/{one.pk}/{look}" for one in InboundMail.objects.all() for look in ("", "look/")]
            pages += [f"{_table(one)}requests/{one.pk}/look/" for one in Request.objects.exclude(html="")]
            pages += [f"{_table(one)}messages/{one.pk}/look/" for one in Message.objects.exclude(html="")]
            for path in pages:
                for browser in browsers if size(0, 1) else browsers[asked % 2 :][:1]:
                    browser.raise_request_exception = False
                    answer = browser.get(path)
                    asked += 1
                    wrong += _loads(answer.content.decode(errors="replace")) if not answer.streaming else 0
            Notice.objects.update(due_at=DAY)
            bundle_due(DAY + timedelta(days=1))
            assert (laid.came, laid.asked) == (0, [])
            settings.SMTP_URL = "smtp://the.settings"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port
            settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
            send_due(DAY + timedelta(days=1))
            settings.SMTP_URL = ""
            assert len(letters.kept) >= 3
            assert {one for one in laid.asked if str(port) not in one} == set()
            laid.asked.clear()
            transaction.savepoint_rollback(keep)
    tell("D6", pages=asked, connected=laid.came, loading=wrong)
    assert (laid.came, wrong) == (0, 0)


def _table(one: Request | Message) -> str:
    return f"/problems/{one.problem_id}/"


def _mails(address: str) -> None:
    """Mails that load something from there, whose heads name it too."""
    fields = "Subject: {}", "List-Unsubscribe: <{}>", "Disposition-Notification-To: <{}>", "Reply-To: <{}>"
    for number, page in enumerate(mails_that_load(address)):
        if number % size(7, 1):  # a mail costs a fifth of a second
            continue
        kind = "Content-Type: text/html; charset=utf-8"
        if number % 5 == 4:
            kind = f'Content-Type: message/external-body; access-type=URL; URL="{address}"'
        lines = ["From: bea@example.org", "To: help@neon.example", f"Message-ID: <{number}@x.example>", kind]
        lines += [line.replace("{}", address) for line in fields]
        head = "\r\n".join(lines)
        receive(f"{head}\r\n\r\n<p>Hello</p>{page}".encode(), at=DAY + timedelta(hours=2 * number))


_TAG = r"""<(?!a\b)[a-z]+\b(?:[^>"']|"[^"]*"|'[^']*')*?"""
_FROM = r"\b(?:src|srcset|href|xlink:href|action|formaction|data|poster|background|ping|content|manifest)"
_OTHERS = r"""url\(\s*["']?(?:[a-z]+:)?//|@import|;\s*url=|<a\b[^>]*\sping="""
_LOADING = re.compile(rf"""{_TAG}{_FROM}\s*=\s*["']?\s*(?:[a-z]+:)?//|{_OTHERS}""", re.IGNORECASE)


def _loads(page: str) -> int:
    """Places of a page that would fetch something from elsewhere."""
    return len(_LOADING.findall(page))


HOSTILE = (
    '#read("secret.txt") #include "secret.typ" #import "@preview/cetz:0.2.0": * #image("secret.svg") $x^2$ *b* '
    '#eval("1") #sys.inputs \\#{} <a> @b </text><image href="file:///etc/passwd"/><![CDATA[ &xxe; "); \x01\x0b\x1b //'
)


def test_a_pdf_is_made_of_words_alone(cast):
    points = [["2026-03-01", "1"], ["2026-04-01", "2"]]
    named = dict.fromkeys(("name", "unit", "how", "wanted"), HOSTILE)
    figure = _drawn({**named, "wanted_by": "2026-05-01", "points": points}, "k")
    story = Told("k", HOSTILE, HOSTILE, [("outcome", HOSTILE, HOSTILE)], [figure])
    with trap() as laid:
        told = text_of(pdf.make(HOSTILE, HOSTILE, HOSTILE, [story], on=DAY.date()))
    assert (laid.came, laid.asked) == (0, [])
    for part in ('#read("secret.txt")', '"@preview/cetz:0.2.0"', "$x^2$", "*b*", "#eval(", "&xxe;"):
        assert "".join(told.split()).count(part) >= 4, part
    assert text_of(pdf.make("名 🙂", "Ω Ж", "", [], on=DAY.date()))
    assert "<image" not in figure["picture"] and "&lt;image" in figure["picture"]


def test_a_sheet_that_read_words_as_markup_would_be_noticed(tmp_path):
    """The same sheet with one careless line more: then a word opens a file beside it."""
    sheet = pdf._SHEET.read_text() + '\n#eval(d.words, mode: "markup")\n'
    (tmp_path / "evidence.typ").write_text(sheet)
    (tmp_path / "secret.txt").write_text("Kanarienvogel")
    told = {"lang": "en", "title": "T", "firm": "F", "for": "f", "on": "o", "words": '#read("secret.txt")'}
    told |= {"count": "0", "foot": "f", "stories": []}
    for path, seen in ((pdf._SHEET, False), (tmp_path / "evidence.typ", True)):
        made = typst.compile(
            path, font_paths=[pdf._FONTS], ignore_system_fonts=True, sys_inputs={"data": json.dumps(told)}
        )
        assert ("Kanarienvogel" in text_of(made)) == seen


def test_who_connects_is_noticed():
    assert [page for page in mails_that_load("http://x") if not _loads(page)] == [
        '<applet code="http://x">',  # nothing runs these any more
        '<blockquote cite="http://x">x</blockquote>',
    ]
    assert _loads('<input value="http://x"><a href="http://x">src=//x</a>') == 0
    with trap() as laid, pytest.raises(OSError):
        smtplib.SMTP("127.0.0.1", laid.port, timeout=2)
    assert (laid.came, len(laid.asked)) == (1, 2)
