"""Taking a snapshot of one's thoughts (R1): kept at once, asked about, for its author alone."""

from ours.problem.models import Event
from ours.reflect.kinds import Snapshot
from ours.reflect.models import PrivateEntry
from tests.reflect.helping import room_of, words_of


def test_it_is_kept_and_read_back_to_its_author_alone(cast, browser):
    problem = cast.problem()
    tom, events = browser(cast.tom), Event.objects.count()
    sent = {"words": "I am afraid of Tuesday.", "about": f"problem:{problem.pk}", "once": "k1"}

    answer = tom.post("/reflect/snapshots/", sent)

    (kept,) = room_of(cast.tom).all(Snapshot)
    assert (kept.words, kept.about, kept.name) == (
        sent["words"],
        sent["about"],
        "We need someone to make Instagram posts.",
    )
    address = f"/reflect/snapshots/{kept.id}/"
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert "I am afraid of Tuesday." in words_of(tom.get(address))
    assert "I am afraid of Tuesday." in words_of(tom.get("/reflect/snapshots/"))
    for seat in (cast.ana, cast.una, cast.bea, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(address).status_code == 404, seat
        assert browser(seat).post(f"/reflect/entries/{kept.id}/gone/").status_code == 404, seat
        assert "Tuesday" not in words_of(browser(seat).get("/reflect/snapshots/"))
    assert (PrivateEntry.objects.count(), Event.objects.count()) == (1, events)


def test_it_belongs_to_the_person_whichever_seat_they_act_from(cast, browser):
    browser(cast.tom).post("/reflect/snapshots/", {"words": "Seen from Neon."})
    assert "Seen from Neon." in words_of(browser(cast.tom_at_ferro).get("/reflect/snapshots/"))


def test_client_people_have_their_own(cast, browser):
    bea = browser(cast.bea)
    assert bea.post("/reflect/snapshots/", {"words": "Neon does not listen to me."}).status_code == 303
    assert "Neon does not listen to me." in words_of(bea.get("/reflect/snapshots/"))
    assert "Neon does not listen" not in words_of(browser(cast.tom).get("/reflect/snapshots/"))


def test_a_double_click_keeps_one(cast, browser):
    tom = browser(cast.tom)
    answers = [tom.post("/reflect/snapshots/", {"words": "Once.", "once": "k1"}) for _ in range(2)]
    assert answers[0]["Location"] == answers[1]["Location"]
    assert PrivateEntry.objects.count() == 1


def test_the_coach_asks_and_does_not_correct(cast, browser):
    tom = browser(cast.tom)
    sent = {"words": "My client never sends the figures and is a nightmare to work with."}
    page = tom.get(tom.post("/reflect/snapshots/", sent)["Location"])
    said = words_of(page)
    asks = said.partition("Questions on it, for you alone")[2].partition("Begin a joint statement")[0]
    assert asks.count("?") >= 2
    assert "The coach has nothing to ask" not in said


def test_from_it_an_empty_statement_can_be_begun_and_nothing_goes_along(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    sent = {"words": "Bea wont decide, ever.", "about": f"problem:{problem.pk}"}
    page = tom.get(tom.post("/reflect/snapshots/", sent)["Location"]).content.decode()
    link = f'<a rel="noreferrer" href="/problems/{problem.pk}/words/?word=1#draft">'
    assert link in page
    there = tom.get(f"/problems/{problem.pk}/words/?word=1")
    assert "wont decide" not in there.content.decode()
    assert "/reflect/snapshots" not in there.content.decode()


def test_nothing_written_and_somebody_elses_client_are_refused_in_words(cast, browser):
    tom = browser(cast.tom)
    answer = tom.post("/reflect/snapshots/", {"words": "  "})
    assert (answer.status_code, "Write it down first; an empty one is not kept." in words_of(answer)) == (422, True)
    answer = tom.post("/reflect/snapshots/", {"words": "Kept here.", "about": f"client:{cast.bakery.pk}"})
    assert (answer.status_code, "Choose one that you can see now, or none." in words_of(answer)) == (422, True)
    assert "Kept here." in answer.content.decode()
    assert PrivateEntry.objects.count() == 0


def test_the_first_page_shows_nothing_of_before(cast, browser):
    tom = browser(cast.tom)
    tom.post("/reflect/snapshots/", {"words": "Not over my shoulder."})
    assert "shoulder" not in tom.get("/reflect/").content.decode()


def test_it_can_be_removed_for_good(cast, browser):
    tom = browser(cast.tom)
    tom.post("/reflect/snapshots/", {"words": "Too harsh."})
    (kept,) = room_of(cast.tom).all(Snapshot)
    answer = tom.post(f"/reflect/entries/{kept.id}/gone/", {"once": "k2"})
    assert (answer.status_code, answer["Location"]) == (303, "/reflect/snapshots/")
    assert PrivateEntry.objects.count() == 0
    assert tom.get(f"/reflect/snapshots/{kept.id}/").status_code == 404


def test_a_visitor_is_asked_to_sign_in_and_loses_no_word(client, db):
    assert client.get("/reflect/")["Location"] == "/sign-in/?next=%2Freflect%2F"
    answer = client.post("/reflect/snapshots/", {"words": "Written while signed out."})
    assert (answer.status_code, b"Written while signed out." in answer.content) == (403, True)
