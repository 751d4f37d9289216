"""Mails that an expert has to place."""

from datetime import UTC, datetime

import pytest
from django.db import connection

from ours.listen import tray_acts
from ours.listen.intake_rules import WAITING
from ours.listen.models import Attachment, Message, Request
from ours.listen.tray_reading import Opened
from ours.people.models import Person, Seat
from ours.post.models import InboundMail
from ours.problem.models import Event, Problem
from ours.problem.sentences import sentence
from tests.cast import DAY
from tests.listen.letterbox import HTML_ONLY, WITH_FILE, mail, take_in

STRANGER = "Ann Cole <ann@yoga.example>"


def waiting(raw: bytes | None = None) -> InboundMail:
    return InboundMail.objects.get(pk=take_in(raw or mail(sender=STRANGER)).mail)


def form(cast, **more: object) -> dict[str, object]:
    filled = {
        "engagement": cast.growth.pk,
        "problem": "new",
        "words": "We need someone to make Instagram posts.",
        "who": cast.bea.pk,
        "once": "k1",
    }
    return filled | more


def test_every_expert_of_the_firm_sees_its_tray_and_nobody_else(cast, browser):
    one = waiting()
    address = f"/tray/{one.pk}/"
    for seat in (cast.ana, cast.tom, cast.una):
        page = browser(seat).get("/tray/").content.decode()
        assert (address in page, "Ann Cole" in page, one.reason in page) == (True, True, True), seat
        assert browser(seat).get(address).status_code == 200, seat
    assert address not in browser(cast.kai).get("/tray/").content.decode()
    for path in (address, f"{address}look/", f"{address}mail.eml"):
        assert browser(cast.kai).get(path).status_code == 404, path
    for path in ("/tray/", address, f"{address}mail.eml"):
        assert browser(cast.bea).get(path).status_code == 404, path


def test_the_page_shows_all_of_it(cast, browser):
    one = waiting(WITH_FILE.replace(b"bea@example.org", b"bea@home.example"))
    page = browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()
    assert "<h1>The numbers</h1>" in page
    assert "Bea Okafor &lt;bea@home.example&gt;" in page
    assert '<div class="as-written">Here are the seats we sold since June.</div>' in page
    assert "<li>seats.csv <small>20 Bytes</small></li>" in page


def test_a_page_in_a_mail_is_shown_in_its_frame(cast, browser):
    one = waiting(HTML_ONLY.replace(b"bea@example.org", b"bea@home.example"))
    page = browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()
    assert f'src="/tray/{one.pk}/look/"' in page
    answer = browser(cast.tom).get(f"/tray/{one.pk}/look/")
    assert "<p>we need <b>three posts</b> a week.</p>" in answer.content.decode()
    assert "script" not in answer.content.decode() and "tracker" not in answer.content.decode()
    assert answer["Content-Security-Policy"].startswith("default-src 'none'; style-src 'sha256-")


def test_the_mail_as_it_came_can_be_saved(cast, browser):
    one = waiting()
    answer = browser(cast.tom).get(f"/tray/{one.pk}/mail.eml")
    assert answer.content == bytes(one.raw)
    assert answer["Content-Disposition"] == f'attachment; filename="mail-{one.pk}.eml"'
    assert answer["Content-Type"] == "application/octet-stream"


def test_an_expert_places_it_as_something_new_of_somebody_known(cast, browser):
    one = waiting()
    answer = browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast))

    request = Request.objects.get()
    problem = request.problem
    one.refresh_from_db()
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/")
    assert (one.state, one.problem, one.client, one.seat) == ("placed", problem, cast.yoga, cast.bea)
    assert (request.words, request.subject) == ("We need someone to make Instagram posts.", "Instagram")
    assert (request.channel, request.mail) == ("mail", one.pk)
    assert (request.asked_by, request.by) == (cast.bea, cast.tom)
    assert request.asked_at == datetime(2026, 3, 2, 16, 42, 10, tzinfo=UTC)
    assert [sentence(event) for event in problem.events.order_by("pk")] == [
        "Tom Weiss put it on the table: “We need someone to make Instagram posts.”",
        "Tom Weiss gave Bea Okafor a seat at this table.",
        "Bea Okafor asked, by mail: “We need someone to make Instagram posts.”",
    ]
    assert f"/tray/{one.pk}/" not in browser(cast.tom).get("/tray/").content.decode()
    assert "This mail was placed." in browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()


def test_an_expert_places_it_for_somebody_new_who_is_invited(cast, browser):
    one = waiting()
    page = browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()
    assert 'value="Ann Cole"' in page and 'value="ann@yoga.example"' in page
    browser(cast.tom).post(
        f"/tray/{one.pk}/placed/",
        form(
            cast, who="new", name="Ann Cole", email="ann@yoga.example", title="desk", reports_to=cast.imani.pk, level=""
        ),
    )
    ann = Seat.objects.get(name="Ann Cole")
    assert (ann.client, ann.person.email, ann.title, ann.level) == (cast.yoga, "ann@yoga.example", "desk", 3)
    assert (ann.reports_to, ann.role) == (cast.imani, "member")
    assert Request.objects.get().asked_by == ann
    assert [chair.seat for chair in Problem.objects.get().chairs.all()] == [ann]


def test_an_expert_places_it_at_a_table(cast, browser):
    problem = cast.problem()
    one = waiting(WITH_FILE.replace(b"bea@example.org", b"bea@home.example"))
    answer = browser(cast.tom).post(
        f"/tray/{one.pk}/placed/",
        form(cast, problem=problem.pk, words="Here are the seats we sold since June.", along=["0"]),
    )
    message = Message.objects.get()
    assert answer["Location"] == f"/problems/{problem.pk}/messages/#message-{message.pk}"
    assert (message.words, message.by, message.channel, message.mail) == (
        "Here are the seats we sold since June.",
        cast.bea,
        "mail",
        one.pk,
    )
    assert Attachment.objects.get().message == message
    event = Event.objects.get(kind="passed_on")
    assert (event.seat, sentence(event)) == (
        cast.tom,
        "Bea Okafor said, by mail: “Here are the seats we sold since June.”",
    )


def test_files_that_are_not_chosen_stay_in_the_tray(cast, browser):
    one = waiting(WITH_FILE.replace(b"bea@example.org", b"bea@home.example"))
    page = browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()
    assert '<input type="checkbox" name="along" value="0" checked><span>seats.csv</span>' in page
    words = {"words": "Here are the seats we sold since June."}
    wrong = browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast, along=["7"], **words))
    assert (wrong.status_code, "Choose among these files." in wrong.content.decode()) == (422, True)
    browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast, **words))
    assert (Request.objects.count(), Attachment.objects.count()) == (1, 0)


def test_a_mail_with_a_look_of_its_own_keeps_it_when_nothing_is_cut(cast, browser):
    for number, words in enumerate(("Hi Ana,\n\nwe need three posts a week.", "we need three posts a week.")):
        raw = HTML_ONLY.replace(b"bea@example.org", b"bea@home.example").replace(b"<html@", b"<%d@" % number)
        browser(cast.tom).post(f"/tray/{waiting(raw).pk}/placed/", form(cast, words=words, once=f"k{number}"))
    looks = [request.html for request in Request.objects.order_by("pk")]
    assert looks == ["<p>Hi Ana,</p><p>we need <b>three posts</b> a week.</p>", ""]


FORWARDED = """Tom, one for you. She sounds annoyed.

---------- Forwarded message ---------
From: Bea Okafor

> Could you make three posts
> a week for us?
>
> Bea"""


def test_only_the_clients_words_are_taken_out_of_a_forwarded_mail(cast, browser):
    one = waiting(mail(FORWARDED, sender="ana@example.org"))
    browser(cast.tom).post(
        f"/tray/{one.pk}/placed/", form(cast, words="Could you make three posts\r\na week for us?\r\n\r\nBea")
    )
    request = Request.objects.get()
    assert request.words == "Could you make three posts\na week for us?\n\nBea"
    for seat, path in (
        (cast.bea, f"/problems/{request.problem_id}/requests/{request.pk}/"),
        (cast.bea, f"/problems/{request.problem_id}/messages/"),
        (cast.bea, f"/problems/{request.problem_id}/people/"),
    ):
        page = browser(seat).get(path)
        assert (page.status_code, "annoyed" in page.content.decode()) == (200, False), path


def test_the_words_stay_as_they_were_written(cast, browser):
    one = waiting(mail(FORWARDED, sender="ana@example.org"))
    answer = browser(cast.tom).post(
        f"/tray/{one.pk}/placed/", form(cast, words="Could you make four posts a week for us?")
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "These are not the words of the mail." in page
    assert ">Could you make four posts a week for us?</textarea>" in page
    one.refresh_from_db()
    assert (one.state, Problem.objects.count()) == ("tray", 0)


def test_what_could_not_be_read_is_placed_with_the_words_an_expert_read(cast, browser):
    one = waiting(b"\x00\x01\x02\x03" * 400)
    InboundMail.objects.filter(pk=one.pk).update(firm=cast.neon)
    assert "It could not be read here." in browser(cast.tom).get(f"/tray/{one.pk}/").content.decode()
    browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast, words="Posts, please."))
    assert Request.objects.get().words == "Posts, please."


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"who": ""}, "Choose whose words these are."),
        ({"who": "1"}, "Choose one of these people."),
        ({"words": ""}, "Leave the words in that were asked."),
        ({"who": "new", "name": "", "email": "", "level": "2"}, "Write their name."),
        (
            {"who": "new", "name": "Ann", "email": "", "level": ""},
            "Say on which level they are, or whom they report to.",
        ),
        ({"who": "new", "name": "Ann", "email": "ann", "level": "2"}, "Write it like name@example.org."),
        ({"who": "new", "name": "Ann", "level": "12"}, "Write a number from 1, the top, to 9."),
        (
            {"who": "new", "name": "B", "email": "Bea@Example.org", "level": "2"},
            "Bea Okafor has this address and is known already: choose them from the list.",
        ),
        (
            {"who": "new", "name": "A", "email": "ana@example.org", "level": "2"},
            "This is the address of Ana Ruiz, who sits on the other side.",
        ),
    ],
)
def test_what_is_missing_is_asked_for_next_to_its_field(cast, browser, change, said):
    one = waiting()
    before = Person.objects.count()
    answer = browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast, **change))
    assert (answer.status_code, answer.content.decode().count(said)) == (422, 1)
    assert (Problem.objects.count(), Person.objects.count()) == (0, before)


def test_an_expert_places_only_where_they_work(cast, browser):
    one = waiting()
    foreign = cast.problem(engagement=cast.orders, by=cast.maja)
    for seat, engagement in ((cast.una, cast.growth), (cast.tom, cast.orders), (cast.tom, cast.casting)):
        answer = browser(seat).post(f"/tray/{one.pk}/placed/", form(cast, engagement=engagement.pk))
        assert answer.status_code == 404, seat
    assert browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast, problem=foreign.pk)).status_code == 422
    assert browser(cast.bea).post(f"/tray/{one.pk}/placed/", form(cast)).status_code == 404
    assert browser(cast.kai).post(f"/tray/{one.pk}/placed/", form(cast)).status_code == 404
    assert (Problem.objects.count(), Message.objects.count()) == (1, 0)


def test_with_several_clients_the_expert_first_says_which(cast, browser):
    one = waiting(mail(sender="x@else.example"))
    ana = browser(cast.ana)
    page = ana.get(f"/tray/{one.pk}/").content.decode()
    assert ("Choose…" in page, 'name="who"' in page) == (True, False)
    page = ana.get(f"/tray/{one.pk}/?engagement={cast.orders.pk}").content.decode()
    assert [name in page for name in ("Maja Lindgren", "Imani Reyes")] == [True, False]


def test_who_is_likely_meant_is_chosen_already(cast, browser):
    one = waiting()
    page = browser(cast.ana).get(f"/tray/{one.pk}/").content.decode()
    assert f'<option value="{cast.growth.pk}" selected>Yoga House · Growth</option>' in page


def test_put_aside_it_is_kept_with_its_reason_and_can_be_taken_up(cast, browser):
    one = waiting()
    tom, address = browser(cast.tom), f"/tray/{one.pk}/"
    assert tom.post(f"{address}put-aside/", {"reason": ""}).status_code == 422
    answer = tom.post(f"{address}put-aside/", {"reason": "an advertisement", "once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, "/tray/")
    one.refresh_from_db()
    assert (one.state, one.reason) == ("left", "Tom Weiss put it aside: “an advertisement”")
    assert [address in tom.get(path).content.decode() for path in ("/tray/", "/tray/?show=aside")] == [False, True]

    answer = browser(cast.ana).post(f"{address}taken-up/", {"once": "k1"})
    assert (answer.status_code, answer["Location"]) == (303, address)
    one.refresh_from_db()
    assert (one.state, one.reason) == ("tray", "Ana Ruiz took it up again.")
    assert [address in tom.get(path).content.decode() for path in ("/tray/", "/tray/?show=aside")] == [True, False]


def test_what_is_placed_stays_where_it_is(cast, browser):
    one = waiting()
    tom = browser(cast.tom)
    tom.post(f"/tray/{one.pk}/placed/", form(cast))
    assert tom.post(f"/tray/{one.pk}/placed/", form(cast, once="k2")).status_code == 403
    assert tom.post(f"/tray/{one.pk}/put-aside/", {"reason": "x", "once": "k3"}).status_code == 403
    assert Problem.objects.count() == 1
    with pytest.raises(tray_acts.PlacedMeanwhile):
        tray_acts.put_aside(one, "x", by=cast.ana, at=DAY)


def test_a_placed_mail_is_read_by_whoever_reads_its_table(cast, browser):
    one = waiting()
    browser(cast.tom).post(f"/tray/{one.pk}/placed/", form(cast))
    answers = [browser(seat).get(f"/tray/{one.pk}/mail.eml").status_code for seat in (cast.tom, cast.ana, cast.una)]
    assert answers == [200, 200, 404]


def test_a_double_click_places_it_once(cast, browser):
    one = waiting()
    tom = browser(cast.tom)
    answers = [tom.post(f"/tray/{one.pk}/placed/", form(cast)) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/problems/{Problem.objects.get().pk}/"] * 2


def test_copies_of_other_mails_are_not_opened_here(cast, browser):
    take_in(mail())
    double = InboundMail.objects.get(pk=take_in(mail()).mail)
    assert browser(cast.una).get(f"/tray/{double.pk}/").status_code == 404


def test_the_tray_comes_in_pages(cast, browser):
    for number in range(60):
        InboundMail.objects.create(
            raw=b"x", digest=str(number), at=DAY, firm=cast.neon, state="tray", subject=f"Mail {number:03}."
        )
    tom = browser(cast.tom)
    first = tom.get("/tray/").content.decode()
    older = next(part for part in first.split('"') if part.startswith("/tray/?before="))
    second = tom.get(older).content.decode()
    shown = [[number for number in range(60) if f"Mail {number:03}." in page] for page in (first, second)]
    assert shown == [list(range(10, 60)), list(range(10))]


@pytest.mark.parametrize("several", [1, 3])
def test_the_pages_ask_the_database_little(cast, browser, django_assert_num_queries, several):
    one = waiting()
    for number in range(several):
        waiting(mail(sender=f"x{number}@yoga.example", id=f"<{number}@x>"))
        cast.problem(f"Problem {number}.")
    tom = browser(cast.tom)
    with django_assert_num_queries(5):  # session, seat, mails, how many wait, how many were put aside
        tom.get("/tray/")
    with django_assert_num_queries(7):  # session, seat, mail, engagements, people, sender, problems
        tom.get(f"/tray/{one.pk}/")


def test_an_opened_mail_falls_back_on_what_was_read_at_first(cast):
    one = InboundMail(raw=b"", words="Read when it came in.", subject="S")
    assert (Opened(one).text, Opened(one).words) == ("Read when it came in.", "Read when it came in.")


@pytest.mark.skipif(connection.vendor == "postgresql", reason="PostgreSQL plans by how much there is, SQLite by rule")
def test_placed_mails_do_not_slow_the_tray_down(cast):
    """Rows of mails are long: without these indexes every page would walk through all that ever came in."""
    mails = InboundMail.objects.filter(firm_id=cast.neon.pk)
    assert "mail_by_state" in mails.filter(state__in=WAITING).explain()
    assert "mail_by_state" in mails.filter(state=InboundMail.State.LEFT).explain()
    assert "mail_by_message_id" in InboundMail.objects.filter(message_id__in=["<a@x>", "<b@x>"]).explain()
