"""Saying how one is called, read and written to."""

import pytest
from django.utils import timezone

from ours.people import acts
from ours.people.models import Person, Seat

GOOD = {"name": "Tomas Weiss", "language": "de", "time_zone": "Europe/Berlin", "letters_per_day": "3", "once": "k1"}


def test_name_language_time_zone_and_letters(cast, browser):
    acts.leave(cast.tom_at_ferro, by=cast.kai, at=timezone.now())
    tom = browser(cast.tom)
    answer = tom.post("/me/", GOOD)
    assert (answer.status_code, answer["Location"]) == (303, "/me/")
    person = Person.objects.get(pk=cast.tom.person_id)
    assert (person.name, person.language, person.time_zone, person.letters_per_day, person.email) == (
        "Tomas Weiss",
        "de",
        "Europe/Berlin",
        3,
        "tom@example.org",
    )
    # What was written from the seat that was left stays signed as it was.
    assert Seat.objects.get(pk=cast.tom.pk).name == "Tomas Weiss"
    assert Seat.objects.get(pk=cast.tom_at_ferro.pk).name == "Tom Weiss"
    assert tom.get("/me/")["Content-Language"] == "de"


@pytest.mark.parametrize(
    ("field", "typed", "sentence"),
    [
        ("name", "", "Write your name, as others should read it."),
        ("name", "n" * 201, "This is longer than 200 characters; shorten it."),
        ("language", "xx", "Choose one of the languages."),
        ("time_zone", "Berlin", "This time zone is not known. Choose one from the list: Europe/Berlin."),
        ("letters_per_day", "many", "Give a number from 0 to 50."),
        ("letters_per_day", "51", "Give a number from 0 to 50."),
    ],
)
def test_what_cannot_be_taken_in_is_explained_and_kept(cast, browser, field, typed, sentence):
    answer = browser(cast.bea).post("/me/", {**GOOD, "name": "Bea", field: typed})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    if field != "language":
        assert f'value="{typed}"' in page
    assert Person.objects.get(pk=cast.bea.person_id).name == "Bea Okafor"


def test_the_page_shows_what_is_kept(cast, browser):
    page = browser(cast.bea).get("/me/").content.decode()
    assert [words in page for words in ("You sign in with bea@example.org.", 'value="Bea Okafor"', 'value="UTC"')] == [
        True
    ] * 3
    assert '<option value="Europe/Berlin">' in page
    assert browser(cast.bea).get("/clients/1/").status_code == 404
