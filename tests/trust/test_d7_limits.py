"""D7: more, longer and slower than anybody needs is answered with a sentence, and nobody else waits for it."""

import io
import json
import time
import zipfile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.urls import reverse

from ours.prove.lists import MOST_LINES
from tests.asking import routes
from tests.trust.forms import Control
from tests.trust.programme import size, tell
from tests.trust.sending import Sent, every_form, forms_on, pages

SLOWEST = 4.0  # seconds of one answer, on a machine that has other things to do
MILLION = 1_000_000


def refused(answer, words: str = "") -> bool:
    """Whether it is a 4xx that says in words what to do."""
    page = answer.content.decode()
    return 400 <= answer.status_code < 500 and words in page and len(page) < 5 * MILLION


def here(house, name: str) -> str:
    parameters = dict(routes())[name]
    return reverse(name, kwargs={one: house.table.ids[one] for one in parameters})


# Whole requests that are too large.

TOO_LARGE = "That is too large; send less at once."


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"words": "x" * 6 * MILLION, "once": "k"}, TOO_LARGE),
        ({f"field{number}": "x" for number in range(1100)} | {"once": "k"}, TOO_LARGE),
        ({"words": ["x"] * 1100, "once": "k"}, TOO_LARGE),
        ({"words": "x" * MILLION, "once": "k"}, "characters"),
        ({"words": "word " * 200_000, "once": "k"}, "characters"),
        ({"words": "x" + "\n" * MILLION + "x", "once": "k"}, "characters"),
    ],
)
def test_a_form_that_is_too_large(house, said, words):
    for who in ("tom", "bea"):
        began = time.monotonic()
        answer = house.browser(who).post(here(house, "fears"), said)
        assert refused(answer, words), (answer.status_code, answer.content[:200])
        assert answer.status_code in (413, 422)
        assert time.monotonic() - began < SLOWEST


@pytest.mark.parametrize(
    ("files", "status"),
    [
        ([b"x"] * 11, 422),
        ([b"x"] * 150, 413),
        ([b"x" * 13 * MILLION] * 2, 422),
        ([b""] * 3, 303),  # with nothing in them they are left out
    ],
)
def test_files_that_are_too_many_or_too_large(house, files, status):
    sent = [SimpleUploadedFile(f"one{number}.txt", one) for number, one in enumerate(files)]
    answer = house.browser("bea").post(here(house, "request-kept"), {"words": "Help.", "attached": sent, "once": "k"})
    assert answer.status_code == status
    assert status == 303 or refused(answer)


# Every text of every form.


def texts(form: Sent, controls: list[Control]) -> list[str]:
    return [one.name for one in controls if one.kind in ("textarea", "text", "email") and one.name in form.fields]


@pytest.mark.slow
def test_every_text_of_every_form_has_an_end(house):
    """A million characters, a line of five hundred, a number of five thousand digits: kept or refused, never broken."""
    where, wrong, tried, slowest = list(pages(house)), [], 0, 0.0
    for form, found in every_form(house, where[size(3, 0) :: size(25, 1)]):
        if found is None:
            continue
        for name in texts(found, form.controls):
            for value in ("word " * (MILLION // 5), "x" * 501, "9" * 5000, "x\0y", "-1e99999", "\u202e\U0001f600" * 60):
                browser, keep, began = house.browser(found.who), transaction.savepoint(), time.monotonic()
                answer = browser.post(found.path, {**found.fields, name: value, "once": "k"})
                tried, slowest = tried + 1, max(slowest, time.monotonic() - began)
                transaction.savepoint_rollback(keep)
                kept = answer.status_code == 303
                if answer.status_code >= 500 or (kept and len(value) >= MILLION) or not (kept or refused(answer)):
                    wrong.append((found.route, name, value[:8], answer.status_code))
    tell("D7", texts=tried, broken=len(wrong), slowest_seconds=round(slowest, 1))
    assert wrong == []
    assert slowest < SLOWEST


@pytest.mark.slow
def test_hidden_fields_and_addresses_hold_no_number_that_breaks_anything(house):
    huge, wrong, tried = "9" * 25, [], 0
    for who, form in forms_on(house, list(pages(house))[size(3, 0) :: size(25, 1)]):
        said = {one.name: one.value for one in form.controls if one.kind != "file"}
        hidden = [one.name for one in form.controls if one.kind in ("hidden", "radio", "select", "checkbox")]
        for name in {*hidden} - {"once", "csrfmiddlewaretoken"}:
            for value in (huge, "-1", "", "x" * 3000, "\u0661"):
                keep = transaction.savepoint()
                answer = house.browser(who).post(form.action, {**said, name: value, "once": "k"})
                transaction.savepoint_rollback(keep)
                tried += 1
                if answer.status_code >= 500:
                    wrong.append((form.route, name, value[:8], answer.status_code))
    browser = house.browser("tom")
    for name, parameters in routes():
        numbers = [one for one in parameters if one.endswith("_id")]
        for one in numbers:
            told = {name: house.table.ids[name] for name in numbers} | {one: int(huge)}
            fixed = {each: "x" for each in parameters if each not in numbers}
            path = reverse(name, kwargs={**fixed, **told, **({"horizon": "urgent"} if "horizon" in fixed else {})})
            for answer in (browser.get(path), browser.post(path, {"once": "k"})):
                tried += 1
                if answer.status_code >= 500:
                    wrong.append((name, one, "address", answer.status_code))
    tell("D7", numbers=tried, broken=len(wrong))
    assert wrong == []


# What programs send, lists, and searches.


@pytest.mark.parametrize(
    "sent",
    [
        "[" * 100_000,
        '{"value":' * 50_000,
        "[" + '{"value": 1},' * 1000 + '{"value": 1}]',
        '{"value": ' + "9" * 200_000 + "}",
        '{"value": 1e999999999}',
        '{"value": "1e999999999"}',
        '{"value": NaN}',
        '{"value": 1, "on": "0001-01-01T00:00:00+23:59"}',
        '{"value": 1, "on": "9999-12-31T23:59:59-23:59"}',
        '{"value": 1, "on": 7}',
        '{"value": {"a": []}}',
        '{"value": "' + "x" * 300_000 + '"}',
        '"value"',
        "",
        "\ud800".encode("utf-8", "surrogatepass"),
        '{"value": 1, "on": "' + "1" * 100_000 + '"}',
    ],
)
def test_what_a_program_sends(house, sent):
    began = time.monotonic()
    path = reverse("readings-sent", args=[house.keys["readings-sent"]])
    answer = house.browser("program").post(path, sent, content_type="application/json")
    assert answer.status_code == 400, answer.content
    assert json.loads(answer.content)["error"].endswith(".")
    assert time.monotonic() - began < SLOWEST


def bomb() -> bytes:
    """Ten megabytes of nothing in ten kilobytes, as a sheet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as sheet:
        sheet.writestr("xl/worksheets/sheet1.xml", b"0" * 10 * MILLION)
    return packed.getvalue()


@pytest.mark.parametrize(
    ("words", "file", "status"),
    [
        ("2026-01-01; 5\n" * MILLION, None, 413),
        ("2026-01-01; 5\n" * 70_000, None, 422),
        ("1\n" * (MOST_LINES + 1), None, 422),
        (";" * MILLION, None, 200),
        ("2026-01-01; 5;" + "x;" * 100_000, None, 200),
        ('"' * MILLION, None, 200),
        ('"' + "\n" * 4000, None, 200),
        ("1." * 500_000, None, 200),
        ("2026-01-01 " * 90_000, None, 200),
        ("", bomb(), 422),
        ("", b"\xff\xfe" + b"1\0;\0" * 200_000, 200),
        ("", b"x" * 2 * MILLION, 422),
        ("", b"\0" * 1000, 422),
    ],
)
def test_lists_of_readings(house, words, file, status):
    began = time.monotonic()
    said = {"words": words, "days": "", "point": "", "once": "k"}
    if file is not None:
        said["file"] = SimpleUploadedFile("readings.csv", file)
    answer = house.browser("tom").post(here(house, "readings-list"), said)
    assert answer.status_code == status
    assert len(answer.content) < 12 * MILLION  # what was typed is shown again
    assert time.monotonic() - began < SLOWEST


SEARCHES = [
    "a" * 100_000,
    "* " * 5000,
    '"' * 999,
    "(" * 2000 + "a" + ")" * 2000,
    "NEAR(a b, 1000000)",
    "a OR " * 2000,
    " ".join(f"word{number}" for number in range(3000)),
    "\u0301" * 3000,
    "%_%_%" * 500,
    "' OR 1=1 --",
    "\\" * 999,
    "a\0b",
    "ﷺ" * 3000,
    "𓀀" * 1000,
    "-" * 3000,
    ":*&|!()<->" * 300,
]


@pytest.mark.parametrize("words", SEARCHES, ids=lambda words: words[:9].encode("unicode_escape").decode())
def test_searches(house, words):
    began = time.monotonic()
    for path in ("search", "similar", "portfolio", "care"):
        told = {"q": words, "client": words[:500], "since": words[:50], "before": words[:50], "order": words[:20]}
        answer = house.browser("tom").get(reverse(path), told)
        assert answer.status_code in (200, 302, 400, 404, 414, 422), (path, answer.status_code)
    assert time.monotonic() - began < SLOWEST
