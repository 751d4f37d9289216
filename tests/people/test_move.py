"""Somebody goes from one client to another."""

from ours.people import acts
from ours.people.models import Seat
from ours.post.models import Letter
from ours.problem.access import visible_problems
from tests.cast import DAY


def test_leaves_one_and_is_invited_to_the_other(cast, browser):
    problem = cast.problem()
    form = {"client": cast.bakery.pk, "title": "advisor", "once": "k1"}
    answer = browser(cast.ana).post(f"/people/{cast.bea.pk}/move/", form)
    assert (answer.status_code, answer["Location"]) == (303, f"/clients/{cast.bakery.pk}/")
    old, new = Seat.objects.get(pk=cast.bea.pk), Seat.objects.get(client=cast.bakery, person=cast.bea.person)
    assert old.left_at is not None
    assert (new.name, new.title, new.role, new.level, new.left_at) == ("Bea Okafor", "advisor", "member", 1, None)
    assert list(visible_problems(new)) == []  # the tables stay with the old seat
    assert problem.chairs.get().seat == old
    letter = Letter.objects.get()
    assert (letter.kind, letter.to) == ("invitation", "bea@example.org")
    assert "Lindgren Bakery" in letter.text


def test_only_to_clients_one_works_for(cast, browser):
    acts.put_on(cast.tom, cast.orders, by=cast.ana, at=DAY)
    page = browser(cast.tom).get(f"/people/{cast.bea.pk}/").content.decode()
    choices = [f'<option value="{one.pk}"' in page for one in (cast.bakery, cast.yoga, cast.ferro)]
    assert choices == [True, False, False]
    for client in (cast.ferro, cast.yoga):
        answer = browser(cast.tom).post(f"/people/{cast.bea.pk}/move/", {"client": client.pk, "title": "x"})
        assert answer.status_code == 422, client
    assert Seat.objects.get(pk=cast.bea.pk).left_at is None


def test_not_to_where_they_sit_already(cast, browser):
    acts.invite(cast.bakery, name="Bea Okafor", email="bea@example.org", by=cast.ana, at=DAY)
    answer = browser(cast.ana).post(
        f"/people/{cast.bea.pk}/move/", {"client": cast.bakery.pk, "title": "advisor", "once": "k1"}
    )
    assert answer.status_code == 422
    assert "Bea Okafor sits there already." in answer.content.decode()
    assert 'value="advisor"' in answer.content.decode()
    assert Seat.objects.get(pk=cast.bea.pk).left_at is None


def test_who_may(cast, browser):
    statuses = {
        seat.name: browser(seat).post(f"/people/{cast.imani.pk}/move/", {"client": ""}).status_code
        for seat in (cast.ana, cast.tom, cast.bea, cast.imani, cast.una, cast.kai)
    }
    assert statuses == {
        "Ana Ruiz": 422,
        "Tom Weiss": 422,
        "Bea Okafor": 403,
        "Imani Reyes": 403,
        "Una Holt": 404,
        "Kai Brandt": 404,
    }
    for seat in (cast.tom, cast.front_desk):  # an expert; nobody
        assert browser(cast.ana).post(f"/people/{seat.pk}/move/", {"client": cast.bakery.pk}).status_code == 403, seat
