"""Taking a client on, and agreeing on something to work on."""

import pytest

from ours.people.models import Client, Crew, Engagement


def test_an_expert_takes_a_client_on_and_works_on_the_first_engagement(cast, browser):
    form = {"name": "Harbour Clinic", "engagement": "Referrals", "domain": "@Clinic.example", "once": "k1"}
    tom = browser(cast.tom)
    answers = [tom.post("/clients/", form) for _ in range(2)]
    client = Client.objects.get(name="Harbour Clinic")
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, f"/clients/{client.pk}/")] * 2
    engagement = client.engagements.get()
    assert (client.firm, client.domain, engagement.firm, engagement.name) == (
        cast.neon,
        "clinic.example",
        cast.neon,
        "Referrals",
    )
    assert (engagement.care_minor, engagement.care_moderate, engagement.care_serious) == (14, 7, 2)
    assert [crew.seat for crew in engagement.crews.all()] == [cast.tom]
    assert tom.get(f"/clients/{client.pk}/").status_code == 200
    assert browser(cast.una).get(f"/clients/{client.pk}/").status_code == 404


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"name": ""}, "Write the client&#39;s name."),
        ({"name": "yoga house"}, "There is one of this name already; choose another name."),
        ({"engagement": ""}, "Name what you work on; it is the first engagement."),
        ({"domain": "clinic"}, "Write only what stands after the @, for instance yoga-house.example."),
    ],
)
def test_what_cannot_be_taken_in_is_explained_and_kept(cast, browser, change, sentence):
    form = {"name": "Harbour Clinic", "engagement": "Referrals", "domain": "", "once": "k1", **change}
    answer = browser(cast.tom).post("/clients/", form)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert sentence in page
    assert '<details class="do" open>' in page
    for field in ("name", "engagement", "domain"):
        assert f'value="{form[field]}"' in page, field
    assert Client.objects.count() == 3


def test_the_same_name_may_be_a_client_of_another_firm(cast, browser):
    form = {"name": "Yoga House", "engagement": "Steel", "once": "k1"}
    assert browser(cast.kai).post("/clients/", form).status_code == 303


def test_clients_are_seen_by_those_who_work_for_them(cast, browser):
    seen = {}
    for seat in (cast.ana, cast.tom, cast.una, cast.kai):
        page = browser(seat).get("/clients/").content.decode()
        seen[seat.name] = {name for name in ("Yoga House", "Lindgren Bakery", "Ferro Foundry") if name in page}
    assert seen == {
        "Ana Ruiz": {"Yoga House", "Lindgren Bakery"},
        "Tom Weiss": {"Yoga House"},
        "Una Holt": {"Lindgren Bakery"},
        "Kai Brandt": {"Ferro Foundry"},
    }
    assert browser(cast.bea).get("/clients/").status_code == 404
    assert browser(cast.bea).post("/clients/", {"name": "X", "engagement": "Y"}).status_code == 404


def test_clients_are_found_by_part_of_their_name(cast, browser):
    page = browser(cast.ana).get("/clients/?q=bAk").content.decode()
    assert ("Lindgren Bakery" in page, "Yoga House" in page) == (True, False)
    nothing = browser(cast.ana).get("/clients/?q=%3Cb%3E").content.decode()
    assert "No client has “&lt;b&gt;” in its name." in nothing


def test_no_more_than_a_hundred_are_listed(cast, browser):
    Client.objects.bulk_create(Client(firm=cast.neon, name=f"Client {number:03}") for number in range(99))
    more = "There are more; search for them by name."
    page = browser(cast.ana).get("/clients/").content.decode()
    assert (page.count('<li><div><a class="what"'), more in page) == (100, True)
    Client.objects.get(name="Client 098").delete()
    page = browser(cast.ana).get("/clients/").content.decode()
    assert (page.count('<li><div><a class="what"'), more in page) == (100, False)


def test_a_new_engagement_with_whoever_begins_it(cast, browser):
    address = f"/clients/{cast.yoga.pk}/engagements/"
    answer = browser(cast.tom).post(address, {"name": "Second studio", "once": "k1"})
    made = Engagement.objects.get(name="Second studio")
    assert (answer.status_code, answer["Location"]) == (303, f"/engagements/{made.pk}/")
    assert (made.firm, made.client) == (cast.neon, cast.yoga)
    assert list(Crew.objects.filter(engagement=made).values_list("seat", flat=True)) == [cast.tom.pk]
    twice = browser(cast.ana).post(address, {"name": "second studio", "once": "k2"})
    assert twice.status_code == 422
    assert "There is one of this name already; choose another name." in twice.content.decode()
    for seat in (cast.una, cast.bea, cast.kai):
        assert browser(seat).post(address, {"name": "Third"}).status_code == 404, seat
    assert Engagement.objects.count() == 4
