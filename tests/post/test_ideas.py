"""Ideas by letter: whoever is asked for some answers the letter with one, on whatever level they work (S1)."""

from datetime import timedelta

import pytest

from ours.listen import acts
from ours.listen.models import Attachment, Message, Rung
from ours.listen.receiving import receive
from ours.people.models import Person, Seat
from ours.post.bundling import bundle_due
from ours.post.models import InboundMail, Letter, Notice, ReplyAddress
from ours.problem.access import readers
from ours.problem.models import Chair, Event, Problem
from ours.problem.sentences import sentence
from ours.solve import idea_acts
from ours.solve.models import Idea, IdeasAsked
from tests.cast import DAY, person, seat
from tests.post.letters import answer
from tests.solve.helping import address

HOUR = timedelta(hours=1)
WISH = "How could April be as full as March?"
IDEA = "Let the regulars book ahead.\n\nThey ask for it every month."


@pytest.fixture
def desk(cast) -> Seat:
    """Somebody three levels down, who has a mail address and no chair at any table."""
    return seat(person("Dora Lang"), cast.neon, cast.yoga, title="front desk", level=3, reports_to=cast.imani)


@pytest.fixture
def asked(cast, desk):
    """Tom has asked Bea, Imani and Dora; the problem, and by name the letters that went out."""
    problem = cast.problem()
    Notice.objects.all().delete()
    idea_acts.ask(problem, WISH, [cast.bea, cast.imani, desk], by=cast.tom, at=DAY)
    bundle_due(DAY)
    letters = {letter.person.name: letter for letter in Letter.objects.select_related("person")}
    return problem, letters


def take_in(message, at=DAY + HOUR):
    return receive(message.as_bytes(), at=at)


def stands(problem):
    """The columns of a problem that say where it stands."""
    return Problem.objects.filter(pk=problem.pk).values("stage", "step", "move", "seriousness", "let_go_at").get()


def test_everybody_asked_gets_a_letter_that_can_be_answered(cast, desk, asked):
    problem, letters = asked
    assert set(letters) == {"Bea Okafor", "Imani Reyes", "Dora Lang"}
    for name, letter in letters.items():
        assert letter.subject == "Tom Weiss asks you for ideas"
        for form in (letter.text, letter.html):
            assert "Tom Weiss asks you for ideas:" in form
            assert WISH in form
            assert "Simply answer this letter: what you write is kept as your idea." in form
            assert "What is asked of you now" not in form
        given = ReplyAddress.objects.get(letter=letter)
        assert (given.person.name, given.ideas, given.question) == (name, IdeasAsked.objects.get().pk, None)
    assert Chair.objects.filter(problem=problem, seat=desk, left_at__isnull=True).exists()
    assert desk in readers(problem)


@pytest.mark.parametrize("name", ["Bea Okafor", "Imani Reyes", "Dora Lang"])
def test_the_answer_is_an_idea_of_whoever_was_asked(cast, asked, name, browser):
    problem, letters = asked
    before = stands(problem)
    outcome = take_in(answer(letters[name], IDEA))

    idea, message = Idea.objects.get(), Message.objects.get()
    giver = Seat.objects.get(name=name)
    assert (idea.problem, idea.words, idea.given_by, idea.by, idea.message) == (problem, IDEA, giver, giver, message.pk)
    assert (message.words, message.by, message.channel, message.mail) == (IDEA, giver, "mail", outcome.mail)
    kept = InboundMail.objects.get()
    assert (kept.state, kept.seat, kept.problem, kept.letter) == ("placed", giver, problem, letters[name])
    told = f"An idea at problem {problem.pk} of Yoga House by {name}: "
    assert outcome.line == told + "“Let the regulars book ahead. They ask for it every month.”"
    [event] = Event.objects.filter(problem=problem, seat=giver).exclude(kind="opened")
    assert event.kind == "idea_given"
    assert sentence(event) == f"{name} had an idea: “Let the regulars book ahead. They ask for it every month.”"
    assert stands(problem) == before
    page = browser(cast.tom).get(address(problem)).content.decode()
    link = f"/problems/{problem.pk}/messages/?before={message.pk + 1}#message-{message.pk}"
    assert (link in page, "The whole letter it came in" in page) == (True, True)
    whole = browser(cast.tom).get(link).content.decode()
    assert f'id="message-{message.pk}"' in whole
    assert WISH in whole  # what the answer quotes, one click away


def test_several_answers_are_several_ideas_and_files_are_kept(cast, asked):
    _problem, letters = asked
    with_file = answer(letters["Imani Reyes"], IDEA)
    with_file.add_attachment(b"month,seats\nJune,41\n", maintype="text", subtype="csv", filename="seats.csv")
    take_in(with_file)
    take_in(answer(letters["Imani Reyes"], "Or a course of ten weeks.", id="<second@yoga.example>"))
    assert [idea.words for idea in Idea.objects.order_by("pk")] == [IDEA, "Or a course of ten weeks."]
    assert [bytes(file.data) for file in Attachment.objects.all()] == [b"month,seats\nJune,41\n"]


def test_the_same_mail_twice_is_one_idea(cast, asked):
    _problem, letters = asked
    mail = answer(letters["Imani Reyes"], IDEA)
    assert [take_in(mail).state, take_in(mail).state] == ["placed", "double"]
    assert take_in(answer(letters["Imani Reyes"], IDEA, id="<again@yoga.example>")).state == "tray"  # a machine?
    assert Idea.objects.count() == 1


def test_an_answer_without_its_address_is_an_idea_by_the_letter_it_names(cast, asked):
    _problem, letters = asked
    take_in(answer(letters["Imani Reyes"], IDEA, to="help@neon.example"))
    assert Idea.objects.get().given_by == cast.imani


def test_a_doubtful_answer_is_nobodys_idea(cast, asked):
    """From somebody else's address, from who has left, and with a made-up key: unverified, in no list of ideas."""
    problem, letters = asked
    forged = take_in(answer(letters["Imani Reyes"], IDEA, sender="Imani Reyes <imani@evil.example>"))
    Chair.objects.filter(problem=problem, seat=cast.imani).update(left_at=DAY)
    gone = take_in(answer(letters["Imani Reyes"], "From the door.", id="<2@yoga.example>"))
    wrong = letters["Bea Okafor"].reply_to.replace("+r", "+rzz", 1)[:-1]
    made_up = "+r".join((wrong.partition("+")[0], "a" * 26)) + "@neon.example"
    unknown = take_in(answer(letters["Bea Okafor"], "Made up.", id="<3@yoga.example>", to=made_up))
    assert [one.state for one in (forged, gone, unknown)] == ["unverified"] * 3
    assert not Idea.objects.exists()
    assert not Message.objects.exists()


def test_a_letter_that_also_asks_a_question_binds_its_answer_to_neither(cast, desk):
    """Whether the answer is one or the other nobody can know: it is said at the table, in full."""
    problem = cast.problem()
    Notice.objects.all().delete()
    acts.ask(problem, "What would it change?", by=cast.tom, at=DAY, asked_of=cast.bea, send=True)
    idea_acts.ask(problem, WISH, [cast.bea], by=cast.tom, at=DAY)
    bundle_due(DAY)
    letter = Letter.objects.get(person=cast.bea.person)
    assert WISH in letter.text
    assert "What would it change?" in letter.text
    assert "what you write is said at the table" in letter.text
    take_in(answer(letter, IDEA))
    assert [one.words for one in Message.objects.all()] == [IDEA]
    assert not Idea.objects.exists()
    assert not Rung.objects.exists()


def test_asking_on_the_page(cast, desk, browser):
    problem = cast.problem()
    page = browser(cast.tom).get(address(problem)).content.decode()
    for label in (
        "Bea Okafor, level 1",
        "Imani Reyes, level 2, who gets a seat at this table",
        "Dora Lang, level 3, who gets a seat at this table",
    ):
        assert f"<span>{label}</span>" in page
    assert "<span>Front desk" not in page  # not known yet: nobody can write to them
    done = browser(cast.tom).post(
        address(problem, "ideas/asked/"), {"words": WISH, "asked": [cast.imani.pk, desk.pk], "once": "k"}
    )
    made = IdeasAsked.objects.get()
    assert (done.status_code, done["Location"]) == (303, address(problem) + f"#asked-{made.pk}")
    assert set(made.asked.all()) == {cast.imani, desk}
    event = Event.objects.get(problem=problem, kind="ideas_asked")
    assert sentence(event) == f"Tom Weiss asked Imani Reyes, Dora Lang for ideas: “{WISH}”"
    page = browser(cast.imani).get(address(problem)).content.decode()
    assert f'id="asked-{made.pk}"><small>Tom Weiss asked for ideas on ' in page
    assert f": “{WISH}”</small>" in page


def test_asking_nobody_or_somebody_elsewhere_keeps_the_words(cast, browser):
    problem = cast.problem()
    for asked in ([], [cast.maja.pk], [cast.una.pk], [cast.front_desk.pk]):
        done = browser(cast.tom).post(address(problem, "ideas/asked/"), {"words": WISH, "asked": asked, "once": "k"})
        assert done.status_code == 422
        assert WISH in done.content.decode()
        assert ("Choose at least one person to ask." if not asked else "Choose people from the list.") in (
            done.content.decode()
        )
    assert not IdeasAsked.objects.exists()
    assert Chair.objects.filter(problem=problem).count() == 1


def test_who_cannot_be_written_to_is_not_asked(cast, desk, browser):
    problem = cast.problem()
    Person.objects.filter(pk=desk.person_id).update(deactivated_at=DAY)
    assert "Dora Lang" not in browser(cast.tom).get(address(problem)).content.decode()
