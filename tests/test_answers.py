"""What every answer keeps to, whatever page it is of."""

import pytest
from django.test import Client as Browser

from tests.conftest import signed_in_browser
from tests.test_permissions import routes

PLAIN = [name for name, parameters in routes() if not parameters]  # addresses without an id in them


@pytest.fixture
def ana(cast):
    browser = signed_in_browser(cast.ana)
    browser.raise_request_exception = False
    return browser


def paths():
    from django.urls import reverse

    return [reverse(name) for name in PLAIN]


def test_text_says_how_its_letters_are_written(ana):
    for path in [*paths(), "/no-such-page/", "/static/ours/css/base.css", "/static/ours/js/live.js"]:
        kind = ana.get(path).headers.get("Content-Type", "")
        if kind.startswith("text/"):
            assert kind.lower().replace('"', "").endswith("; charset=utf-8"), (path, kind)


def test_nothing_is_sent_back_as_it_came(ana):
    """TRACE (RFC 9110, 9.3.8) would show a script the cookies that it must not see."""
    for path in [*paths(), "/static/ours/css/base.css", "/no-such-page/"]:
        answer = ana.generic("TRACE", path, headers={"X-Canary": "canary-7431"})
        assert b"canary-7431" not in b"".join(answer)
        assert answer.status_code >= 300, path


def test_no_other_site_may_read_an_answer(ana):
    for path in [*paths(), "/static/ours/css/base.css"]:
        for method in ("GET", "OPTIONS"):
            answer = ana.generic(method, path, headers={"Origin": "https://elsewhere.example"})
            assert not [name for name in answer.headers if name.lower().startswith("access-control-")], path


def test_what_stands_in_the_address_is_not_taken_for_what_was_typed(cast):
    bea = signed_in_browser(cast.bea)
    sent = {"name": ["Not this", "Bea Okafor-Lind"], "language": "en", "time_zone": "UTC", "letters_per_day": "3"}
    assert bea.post("/me/?name=Nor+this&letters_per_day=50&email=thief@example.org&is_owner=1", sent).status_code == 303
    person = cast.bea.person
    person.refresh_from_db()
    assert (person.name, person.letters_per_day, person.email) == ("Bea Okafor-Lind", 3, "bea@example.org")
    assert bea.post("/me/?letters_per_day=50", {"name": "Bea", "language": "en", "time_zone": "UTC"}).status_code == 422


@pytest.mark.parametrize(
    "path",
    ["/.git/config", "/.env", "/static/", "/static/ours/", "/static/ours/css/", "/static/../ours/settings.py",
     "/static/ours/..%2f..%2fsettings.py", "/static/ours/css/../../../settings.py", "/static//etc/passwd",
     "/static/%2e%2e/settings.py", "/admin/", "/debug/", "/api/", "/docs/", "/metrics", "/server-status"],
)  # fmt: skip
def test_nothing_lies_about_to_be_found(db, path):
    answer = Browser().get(path)
    assert answer.status_code == 404
    assert b"SECRET_KEY" not in answer.content and b"root:" not in answer.content
