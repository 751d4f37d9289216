"""D5: files that pretend to be something else, by every way in: a browser saves them and shows or runs none."""

import base64
import csv
import re
from datetime import timedelta
from email.parser import BytesParser
from email.policy import HTTP
from io import BytesIO, StringIO
from urllib.parse import quote

import pytest
from django.test import Client as Browser
from django.urls import reverse
from openpyxl import load_workbook

from ours.listen import intake_views
from ours.listen.intake_files import SHOWN_AS_THEY_ARE
from ours.listen.models import Attachment
from ours.listen.receiving import receive
from ours.people.models import Client, Engagement
from ours.policy import SAVED
from ours.post.models import InboundMail
from ours.problem.measures import ReadingList
from ours.problem.models import Problem
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.prove.helping import seats
from tests.trust.programme import size, tell
from tests.trust.zoo import NAMES, Beast, zoo

EDGE = b"edge-of-the-zoo"
UNFIT = re.compile("[\x00-\x1f\x7f/\\\\\u2028\u2029\u202a-\u202e\u2066-\u2069]")
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


def sent(browser: Browser, path: str, fields: dict[str, object], name: str, files: list[Beast]) -> int:
    """Send a form with files whose names and types stand there as they are; the status of the answer."""
    parts = [f'Content-Disposition: form-data; name="{key}"\r\n\r\n{value}'.encode() for key, value in fields.items()]
    for file in files:
        told = f"Content-Disposition: form-data; name=\"{name}\"; filename*=utf-8''{escaped(file.name)}\r\n"
        parts.append(f"{told}Content-Type: {file.says}\r\n\r\n".encode("utf-8", "surrogatepass") + file.data)
    body = b"".join(b"--" + EDGE + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + EDGE + b"--\r\n"
    return browser.generic("POST", path, body, f"multipart/form-data; boundary={EDGE.decode()}").status_code


def escaped(name: str) -> str:
    return quote(name.encode("utf-8", "surrogatepass"), safe="")


def mailed(files: list[Beast], *, sender: str, number: int) -> bytes:
    """A mail with these files."""
    head = (
        f"From: {sender}\r\nTo: help@neon.example\r\nSubject: Files {number}\r\nMessage-ID: <{number}@zoo.example>\r\n"
    )
    parts = [f"Content-Type: text/plain\r\n\r\nHere are {number} files."]
    for file in files:
        told = f"Content-Disposition: attachment; filename*=utf-8''{escaped(file.name)}\r\n"
        data = base64.encodebytes(file.data).decode().replace("\n", "\r\n")
        parts.append(f"Content-Type: {file.says}\r\n{told}Content-Transfer-Encoding: base64\r\n\r\n{data}")
    body = "".join(f"--{EDGE.decode()}\r\n{part}\r\n" for part in parts)
    kind = f'MIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary="{EDGE.decode()}"\r\n\r\n'
    return f"{head}{kind}{body}--{EDGE.decode()}--\r\n".encode("utf-8", "replace")


def faults(answer, data: bytes | None = None) -> list[str]:
    """What is wrong with the way a file is handed out."""
    kind, placed = answer["Content-Type"], answer["Content-Disposition"]
    found = []
    if answer.status_code != 200 or data is not None and answer.content != data:
        found.append(f"{answer.status_code}, {len(answer.content)} bytes")
    if kind not in SHOWN_AS_THEY_ARE | {"application/octet-stream"}:
        found.append(kind)
    if not placed.startswith("attachment") or re.search(r"[\r\n\0]", placed):
        found.append(placed)
    parsed = BytesParser(policy=HTTP).parsebytes(f"Content-Disposition: {placed}\r\n\r\n".encode())
    name = parsed.get_filename() or ""
    if UNFIT.search(name) or len(parsed.keys()) != 1:
        found.append(f"name {name!r}")
    if (answer["Content-Security-Policy"], answer["X-Content-Type-Options"]) != (SAVED, "nosniff"):
        found.append(answer["Content-Security-Policy"])
    return found


def test_nothing_is_shown_or_run(cast):
    client, expert = signed_in_browser(cast.bea), signed_in_browser(cast.tom)
    beasts = zoo(size(120, 3000))
    problem = cast.problem()
    statuses = set()
    for number in range(0, len(beasts), 5):
        some, once = beasts[number : number + 5], f"k{number}"
        match number // 5 % 3:
            case 0:
                fields = {"words": f"These, {number}.", "once": once, "anyway": "1"}
                statuses.add(sent(client, f"/problems/{problem.pk}/messages/said/", fields, "attached", some))
            case 1:
                statuses.add(sent(client, "/problems/new/kept/", {"words": once, "once": once}, "attached", some))
            case 2:
                fields = {"words": once, "once": once, "engagement": cast.growth.pk, "asked_by": cast.bea.pk}
                fields |= {"channel": "call", "day": "2026-03-02", "clock": "10:00"}
                statuses.add(sent(expert, "/problems/new/kept/", fields, "attached", some))
    by_form = Attachment.objects.count()
    for number in range(0, size(40, 600), 20):
        receive(mailed(beasts[number : number + 20], sender="bea@example.org", number=number), at=DAY)
        # Not more than people write in an hour.
        InboundMail.objects.update(at=DAY - timedelta(days=1))
    assert statuses == {303}
    kept = list(Attachment.objects.select_related("request__problem", "message__problem"))
    assert by_form >= 0.9 * len(beasts) and len(kept) - by_form >= 0.9 * size(40, 600)
    wrong = []
    for one in kept:
        where = (one.request or one.message).problem_id
        answer = expert.get(f"/problems/{where}/attachments/{one.pk}/")
        wrong += [(one.filename, fault) for fault in faults(answer, bytes(one.data))]
    tell("D5", files=len(kept), wrong=len(wrong))
    assert wrong == []
    assert {bytes(one.data) for one in kept} >= {beast.data for beast in beasts[:5]}


def test_a_mail_as_it_came_is_saved_too(cast):
    for number, beast in enumerate(zoo(size(3, 60))):
        receive(mailed([beast], sender="somebody@zoo.example", number=number), at=DAY)
    expert = signed_in_browser(cast.tom)
    mails = list(InboundMail.objects.all())
    assert [faults(expert.get(f"/tray/{one.pk}/mail.eml"), bytes(one.raw)) for one in mails] == [[] for _ in mails]


def test_no_file_is_a_list_of_readings_by_mistake(cast):
    """What is no list is refused or shown as lines that were not understood; nothing is taken."""
    problem = cast.problem()
    measure = seats(problem, by=cast.tom)
    expert, address = signed_in_browser(cast.tom), reverse("readings-list", args=[problem.pk, measure.pk])
    for number, beast in enumerate(zoo(size(33, 400))):
        fields = {"take": "1", "once": f"k{number}"}
        status = sent(expert, address, fields, "file", [beast])
        assert status in (200, 422), beast.name
    assert (measure.readings.count(), ReadingList.objects.count()) == (1, 0)


@pytest.mark.parametrize("sign", [*FORMULAS, "\n", "＝", "＋", "－", "＠", " =", "x;=", 'x";=', "x;\t-"])  # noqa: RUF001
def test_exports_hold_no_formula(cast, sign):
    """Whatever sheets a program reads them as: with commas, and with semicolons or tabs as others set it."""
    word = f"{sign}cmd|' /C calc'!A0"
    problem = cast.problem(f"{word} {NAMES[0]}")
    Problem.objects.filter(pk=problem.pk).update(headline=word)
    Client.objects.filter(pk=cast.yoga.pk).update(name=word)
    Engagement.objects.filter(pk=cast.growth.pk).update(name=word)
    browser = signed_in_browser(cast.ana)
    lines = b"".join(browser.get("/portfolio/rows.csv").streaming_content).decode("utf-8-sig")
    assert formulas_in_csv(lines) == []
    assert lines.count("cmd|") == 3
    book = load_workbook(BytesIO(b"".join(browser.get("/portfolio/portfolio.xlsx").streaming_content)))
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert [cell.value for cell in cells if cell.data_type == "f"] == []
    assert sum("cmd|" in str(cell.value) for cell in cells) >= 3


def formulas_in_csv(lines: str) -> list[str]:
    """Cells that a spreadsheet program would reckon, however it parts them."""
    cells = [cell for row in csv.reader(StringIO(lines, newline="")) for cell in row]
    cells += [cell for line in re.split(r"[\r\n]", lines) for cell in re.split(r"[;\t]", line)]
    return [cell for cell in cells if cell.strip(' "\ufeff').startswith((*FORMULAS, "＝", "＋", "－", "＠"))]  # noqa: RUF001


def test_what_is_shown_in_place_is_noticed(cast, monkeypatch):
    problem = cast.problem()
    browser = signed_in_browser(cast.bea)
    page = Beast("a.html", "text/html", b"<script>1</script>")
    assert (
        sent(browser, f"/problems/{problem.pk}/messages/said/", {"words": "x", "once": "k"}, "attached", [page]) == 303
    )
    address = f"/problems/{problem.pk}/attachments/{Attachment.objects.get().pk}/"
    assert faults(browser.get(address), page.data) == []
    usual = intake_views.handed_out

    def in_place(*given):
        answer = usual(*given)
        answer.headers["Content-Disposition"] = "inline"
        answer.headers["Content-Type"] = "text/html"
        return answer

    monkeypatch.setattr(intake_views, "handed_out", in_place)
    assert len(faults(browser.get(address), page.data)) == 3
    assert formulas_in_csv('x,"a;=1+1"\n') != [] and formulas_in_csv("=1\n") != [] and formulas_in_csv("x,2\n") == []
