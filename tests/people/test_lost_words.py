"""No word is lost when a form cannot be taken in."""

import re

import pytest
from django.test import Client as Browser

from ours.people.models import Person
from tests.conftest import signed_in_browser

FORM = {"name": "Bea <b>Okafor</b>", "language": "en", "time_zone": "Europe/Berlin", "letters_per_day": "7"}
KEPT = "Nothing of what you wrote is lost; it stands below."


def test_a_stale_form_is_shown_and_can_be_sent_again(cast):
    bea = signed_in_browser(cast.bea, check_forms=True)
    answer = bea.post("/me/", {**FORM, "once": "k1"}, headers={"Sec-Fetch-Site": "same-origin"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert KEPT in page
    assert 'value="Bea &lt;b&gt;Okafor&lt;/b&gt;"' in page
    # Everything is in the form that is offered, with a protection and a key of its own.
    token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)[1]
    assert re.findall(r'<input id="typed-\d" name="(\w+)" value="[^"]+" readonly>', page) == [
        "name",
        "language",
        "time_zone",
    ]
    assert '<input type="hidden" name="letters_per_day" value="7">' in page
    assert re.search(r'name="once" value="(?!k1)[^"]+"', page)
    assert '<form method="post" action="/me/" data-protection="/me/">' in page
    again = bea.post("/me/", {**FORM, "once": "k2", "csrfmiddlewaretoken": token})
    assert again.status_code == 303
    assert Person.objects.get(pk=cast.bea.person_id).name == "Bea <b>Okafor</b>"


def test_whoever_was_signed_out_keeps_the_words_and_is_told_the_way(cast):
    problem = cast.problem()
    answer = Browser().post(f"/problems/{problem.pk}/aside/notes/", {"words": "\nThey told me that …", "once": "k1"})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert f"You were signed out meanwhile. {KEPT}" in page
    assert "<textarea" in page
    assert "readonly>\n\nThey told me that …</textarea>" in page
    assert '<a href="/sign-in/" target="_blank" rel="noopener">' in page
    assert f'<form method="post" action="/problems/{problem.pk}/aside/notes/" data-protection="/me/">' in page


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site"},
        {"Sec-Fetch-Site": "same-site"},
        {"Origin": "https://evil.example"},
        {"Origin": "null"},
        {"Origin": "http://testserver.evil.example"},
        {"Origin": "http://[evil"},
    ],
)
def test_a_form_of_another_site_is_not_offered(cast, headers):
    bea = signed_in_browser(cast.bea, check_forms=True)
    answer = bea.post("/me/", {**FORM, "name": "Written by somebody else"}, headers=headers)
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "Another site sent a form here in your name. Nothing was done." in page
    assert "Written by somebody else" not in page
    assert 'action="/me/"' not in page
    assert Person.objects.get(pk=cast.bea.person_id).name == "Bea Okafor"


@pytest.mark.parametrize("headers", [{}, {"Origin": "http://testserver"}, {"Origin": "http://127.0.0.1:8000"}])
def test_a_form_of_ours_is_known_by_where_it_came_from(cast, headers, settings):
    settings.ALLOWED_HOSTS = ["testserver"]
    bea = signed_in_browser(cast.bea, check_forms=True)
    assert KEPT in bea.post("/me/", FORM, headers=headers).content.decode()
