"""What goes along with answers besides their content. All of it for every address: `tests/trust/test_d4_headers.py`."""

import base64
import hashlib

from django.test import Client as Browser

from ours.policy import SAVED, showing_only
from ours.post.models import Letter
from tests.cast import DAY


def test_a_file_of_the_looks_may_be_kept_and_read_by_nobody_else(client):
    answer = client.get("/static/ours/css/base.css")
    assert answer.status_code == 200
    assert "frame-ancestors 'none'" in answer["Content-Security-Policy"]
    assert "no-store" not in answer["Cache-Control"]
    assert "Access-Control-Allow-Origin" not in answer
    assert answer["Cross-Origin-Resource-Policy"] == "same-origin"


def test_what_a_visitor_typed_is_kept_nowhere(db):
    answer = Browser().post("/me/", {"name": "Bea Okafor"})
    assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")


def test_what_is_saved_runs_nothing(cast, browser):
    answer = browser(cast.ana).get("/portfolio/rows.csv")
    assert (answer["Content-Disposition"][:10], answer["Content-Security-Policy"]) == ("attachment", SAVED)


def test_a_letter_may_show_its_own_styles_and_no_others(cast, browser, settings):
    settings.SMTP_URL = ""
    html = '<p style="color: red; font: 1px &quot;A&quot;">Hello</p>'
    kept = {"kind": "code", "to": "a@b.example", "subject": "S", "text": "Hello", "message_id": "<1@b.example>"}
    letter = Letter.objects.create(**kept, person=cast.bea.person, firm=cast.neon, html=html, at=DAY, next_try_at=DAY)
    answer = browser(cast.ana).get(f"/letters/{letter.pk}/html/")
    digest = base64.b64encode(hashlib.sha256(b'color: red; font: 1px "A"').digest()).decode()
    assert answer["Content-Security-Policy"] == (
        f"default-src 'none'; style-src 'unsafe-hashes' 'sha256-{digest}'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'none'; sandbox allow-top-navigation allow-popups"
    )
    assert "style-src 'none'" in showing_only('<p>style="color:red"</p>')


def test_it_answers_by_its_own_names_alone(db):
    for path, status in (("/sign-in/", 400), ("/letters/", 400), ("/static/ours/css/base.css", 400), ("/healthz", 200)):
        assert Browser().get(path, headers={"host": "elsewhere.example"}).status_code == status
    assert Browser().get("/sign-in/").status_code == 200
