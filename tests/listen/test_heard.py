"""Who has been heard, on which level, and bringing the unheard to the table (L6)."""

import pytest

from ours.listen.heard import heard_seats, levels
from ours.listen.intake_acts import keep_request, say
from ours.listen.models import Hearing, ListeningSession, Playback, Question, Rung
from ours.people.models import Person, Seat
from ours.post.models import Letter
from ours.problem.acts import seat_at
from ours.problem.models import Chair, Event
from ours.problem.sentences import sentence
from tests.cast import DAY
from tests.cast import seat as new_seat


@pytest.fixture
def problem(cast):
    """Bea asked; Imani and the front desk sit there too."""
    problem = keep_request(cast.growth, "Posts.", asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
    for seat in (cast.imani, cast.front_desk):
        seat_at(problem, seat, by=cast.tom, at=DAY)
    return problem


def told(problem):
    return [
        [level.number, *([seat.name for seat in group] for group in (level.heard, level.unheard, level.others))]
        for level in levels(problem)
    ]


def seated(problem):
    return set(Chair.objects.filter(problem=problem, left_at=None).values_list("seat__name", flat=True))


def test_heard_is_who_spoke(cast):
    problem = cast.problem()
    seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    cole, dunn = (new_seat(None, cast.neon, cast.yoga, name=name, level=2) for name in ("Cole", "Dunn"))
    assert heard_seats(problem) == set()
    keep_request(cast.growth, "Other.", asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
    assert heard_seats(problem) == set()  # at another table

    say(problem, "We listen.", by=cast.tom, at=DAY)
    say(problem, "Hello.", by=cast.imani, at=DAY)
    assert heard_seats(problem) == {cast.imani.pk}
    question = Question.objects.create(problem=problem, words="Why?", by=cast.tom, at=DAY)
    Rung.objects.create(
        problem=problem, question=question, words="So.", said_by=cole, said_at=DAY, channel="call", by=cast.tom, at=DAY
    )
    assert heard_seats(problem) == {cast.imani.pk, cole.pk}
    session = ListeningSession.objects.create(problem=problem, by=cast.tom, at=DAY)
    playback = Playback.objects.create(session=session, problem=problem, words="You said.", by=cast.tom, at=DAY)
    Hearing.objects.create(playback=playback, heard=True, by=dunn, at=DAY)
    assert heard_seats(problem) == {cast.imani.pk, cole.pk, dunn.pk}


def test_levels_from_the_top_down(cast, problem):
    new_seat(None, cast.neon, cast.yoga, name="Accounts", level=2)
    new_seat(None, cast.neon, cast.yoga, name="Cleaner", level=5)
    new_seat(None, cast.neon, cast.yoga, name="Gone", level=6, left_at=DAY)
    assert told(problem) == [
        [1, ["Bea Okafor"], [], []],
        [2, [], ["Imani Reyes"], ["Accounts"]],
        [3, [], ["Front desk"], []],
        [4, [], [], []],
        [5, [], [], ["Cleaner"]],
    ]
    assert [level.is_heard for level in levels(problem)] == [True, False, False, False, False]


def test_who_spoke_and_left_the_table_was_heard(cast, problem, browser):
    say(problem, "Hello.", by=cast.imani, at=DAY)
    browser(cast.tom).post(f"/problems/{problem.pk}/people/{cast.imani.pk}/left/", {"once": "k1"})
    assert told(problem)[1] == [2, ["Imani Reyes"], [], []]


def test_levels_take_two_queries(cast, problem, django_assert_num_queries):
    with django_assert_num_queries(2):
        levels(problem)


def test_both_sides_see_the_same_map(cast, problem, browser):
    for seat in (cast.bea, cast.imani, cast.tom):
        page = browser(seat).get(f"/problems/{problem.pk}/people/").content.decode()
        assert "heard: Bea Okafor" in page, seat
        assert "sits here and has not been heard: Imani Reyes" in page, seat
        assert page.count('<div class="person heard">') == 1 and page.count('<div class="person') == 3, seat


def test_the_map_shows_reporting_lines_up_to_the_top(cast, problem, browser):
    boss = new_seat(None, cast.neon, cast.yoga, name="Cleaning lead", level=2, reports_to=cast.bea)
    cleaner = new_seat(None, cast.neon, cast.yoga, name="Cleaner", level=3, reports_to=boss)
    new_seat(None, cast.neon, cast.yoga, name="Elsewhere", level=2)
    seat_at(problem, cleaner, by=cast.tom, at=DAY)
    page = browser(cast.tom).get(f"/problems/{problem.pk}/people/").content.decode()
    drawn = page[page.index('<ul class="map">') : page.index('<div class="cols">')]
    names = ["Bea Okafor", "Cleaning lead", "Cleaner", "Imani Reyes", "Front desk"]
    assert sorted(names, key=drawn.index) == names
    assert "Elsewhere" not in drawn


@pytest.mark.parametrize("who", ["tom", "ana", "bea"])
def test_a_chair_is_given_by_both_sides(cast, browser, who):
    problem = cast.problem()
    giver = getattr(cast, who)
    address = f"/problems/{problem.pk}/people/"
    answer = browser(giver).post(f"{address}chairs/", {"seat": cast.imani.pk, "once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, address)
    assert seated(problem) == {"Bea Okafor", "Imani Reyes"}
    assert sentence(Event.objects.latest("pk")) == f"{giver.name} gave Imani Reyes a seat at this table."
    assert browser(cast.imani).get(f"/problems/{problem.pk}/").status_code == 200


def test_somebody_new_is_invited_to_this_problem_only(cast, browser):
    problem, other = cast.problem(), cast.problem("Another.")
    address = f"/problems/{problem.pk}/people/"
    form = {"name": "Ann Cole", "email": "Ann@Yoga.example", "title": "desk", "reports_to": cast.imani.pk, "once": "k"}
    answer = browser(cast.bea).post(f"{address}newcomers/", form)
    assert (answer.status_code, answer["Location"]) == (303, address)
    ann = Seat.objects.get(name="Ann Cole")
    assert (ann.client, ann.person.email, ann.title, ann.role) == (cast.yoga, "ann@yoga.example", "desk", "member")
    assert (ann.level, ann.reports_to) == (3, cast.imani)
    assert seated(problem) == {"Bea Okafor", "Ann Cole"}
    assert [browser(ann).get(f"/problems/{one.pk}/messages/").status_code for one in (problem, other)] == [200, 404]
    letter = Letter.objects.get(kind="invitation")
    assert letter.to == "ann@yoga.example" and f"%2Fproblems%2F{problem.pk}%2F" in letter.text


def test_a_placeholder_is_added_and_later_known(cast, browser):
    problem = cast.problem()
    address = f"/problems/{problem.pk}/people/"
    browser(cast.tom).post(f"{address}newcomers/", {"name": "Cleaning", "email": "", "level": "4", "once": "k1"})
    cleaning = Seat.objects.get(name="Cleaning")
    assert (cleaning.person, cleaning.level, cleaning.client) == (None, 4, cast.yoga)
    assert not Letter.objects.exists()

    answer = browser(cast.tom).post(
        f"{address}{cleaning.pk}/known/", {"name": "Cy Dunn", "email": "cy@yoga.example", "once": "k2"}
    )
    assert answer.status_code == 303
    cleaning.refresh_from_db()
    assert (cleaning.name, cleaning.title, cleaning.person.email) == ("Cy Dunn", "Cleaning", "cy@yoga.example")
    assert sentence(Event.objects.latest("pk")) == "Tom Weiss said who “Cleaning” is: Cy Dunn."
    assert browser(cleaning).get(f"/problems/{problem.pk}/").status_code == 200
    again = browser(cast.tom).post(f"{address}{cleaning.pk}/known/", {"name": "Di", "email": "di@yoga.example"})
    assert again.status_code == 403


def test_nobody_sits_in_a_seat_with_a_number_beyond_all_numbers(cast, problem, browser):
    for seat in (10**30, 7):
        assert browser(cast.tom).post(f"/problems/{problem.pk}/people/{seat}/left/", {"once": "k"}).status_code == 404


def test_a_chair_is_freed_and_its_words_stay(cast, problem, browser):
    say(problem, "I was here.", by=cast.imani, at=DAY)
    answer = browser(cast.bea).post(f"/problems/{problem.pk}/people/{cast.imani.pk}/left/", {"once": "k1"})
    assert answer.status_code == 303
    assert seated(problem) == {"Bea Okafor", "Front desk"}
    assert sentence(Event.objects.latest("pk")) == "Imani Reyes left this table."
    assert browser(cast.imani).get(f"/problems/{problem.pk}/people/").status_code == 404
    assert "I was here." in browser(cast.bea).get(f"/problems/{problem.pk}/messages/").content.decode()


def test_everybody_may_leave_their_own_chair(cast, problem, browser):
    answer = browser(cast.imani).post(f"/problems/{problem.pk}/people/{cast.imani.pk}/left/", {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, "/")
    assert seated(problem) == {"Bea Okafor", "Front desk"}


def test_somebody_of_the_client_stays(cast, problem, browser):
    tom = browser(cast.tom)
    tom.post(f"/problems/{problem.pk}/people/{cast.imani.pk}/left/", {"once": "k1"})
    last = tom.post(f"/problems/{problem.pk}/people/{cast.bea.pk}/left/", {"once": "k2"})
    assert last.status_code == 403
    assert "give a chair to another one first" in last.content.decode()
    assert seated(problem) == {"Bea Okafor", "Front desk"}


def test_who_only_takes_part_does_not_bring_or_send_away(cast, problem, browser):
    imani, address = browser(cast.imani), f"/problems/{problem.pk}/people/"
    other = new_seat(None, cast.neon, cast.yoga, name="Other", level=2)
    for path, form in (
        ("chairs/", {"seat": other.pk}),
        ("newcomers/", {"name": "Ann", "email": "ann@yoga.example", "level": "2"}),
        (f"{cast.front_desk.pk}/known/", {"name": "Ann", "email": "ann@yoga.example"}),
        (f"{cast.bea.pk}/left/", {}),
    ):
        assert imani.post(address + path, form).status_code == 403, path
    page = imani.get(address).content.decode()
    assert ("Bring somebody to the table" in page, "Leave this table" in page) == (False, True)
    assert seated(problem) == {"Bea Okafor", "Imani Reyes", "Front desk"}


def test_who_opened_it_may_bring_somebody(cast, browser):
    problem = cast.problem(by=cast.imani)
    answer = browser(cast.imani).post(f"/problems/{problem.pk}/people/chairs/", {"seat": cast.bea.pk, "once": "k1"})
    assert answer.status_code == 303


def test_outsiders_find_nothing(cast, problem, browser):
    address = f"/problems/{problem.pk}/people/"
    for seat in (cast.una, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(address).status_code == 404, seat
        assert browser(seat).post(f"{address}chairs/", {"seat": cast.bea.pk}).status_code == 404, seat
        assert browser(seat).post(f"{address}{cast.imani.pk}/left/").status_code == 404, seat


def test_nobody_of_elsewhere_gets_a_chair(cast, problem, browser):
    for seat in (cast.maja, cast.tom, cast.luca):
        answer = browser(cast.ana).post(f"/problems/{problem.pk}/people/chairs/", {"seat": seat.pk})
        assert answer.status_code == 422, seat
    assert seated(problem) == {"Bea Okafor", "Imani Reyes", "Front desk"}


@pytest.mark.parametrize(
    ("form", "said"),
    [
        ({"name": "", "email": "a@b.example", "level": "2"}, "Write their name."),
        ({"name": "Ann", "email": "a@b.example"}, "Say on which level they are, or whom they report to."),
        ({"name": "Ann", "email": "nowhere", "level": "2"}, "Write it like name@example.org."),
        ({"name": "Ann", "email": "tom@example.org", "level": "2"}, "This is the address of Tom Weiss"),
        ({"name": "Ann", "email": "imani@example.org", "level": "2"}, "Imani Reyes has this address"),
    ],
)
def test_what_is_missing_is_asked_for_and_every_word_kept(cast, problem, browser, form, said):
    before = (Seat.objects.count(), Person.objects.count())
    answer = browser(cast.tom).post(f"/problems/{problem.pk}/people/newcomers/", {**form, "title": "desk", "once": "k"})
    page = answer.content.decode()
    assert (answer.status_code, page.count(said), 'value="desk"' in page) == (422, 1, True)
    assert (Seat.objects.count(), Person.objects.count()) == before


def test_a_double_click_brings_one(cast, problem, browser):
    tom = browser(cast.tom)
    form = {"name": "Ann", "email": "ann@yoga.example", "level": "2", "once": "k1"}
    for _ in range(2):
        assert tom.post(f"/problems/{problem.pk}/people/newcomers/", form).status_code == 303
    assert Seat.objects.filter(name="Ann").count() == 1


@pytest.mark.parametrize("several", [1, 3])
def test_the_page_asks_the_database_little(cast, problem, browser, django_assert_num_queries, several):
    for number in range(several):
        for level in (2, 3):
            one = new_seat(None, cast.neon, cast.yoga, name=f"{level}-{number}", level=level, reports_to=cast.imani)
            if level == 3:
                seat_at(problem, one, by=cast.tom, at=DAY)
    tom = browser(cast.tom)
    with django_assert_num_queries(5):  # session, seat, problem, people, heard
        tom.get(f"/problems/{problem.pk}/people/")
