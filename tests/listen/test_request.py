"""Keeping a request word for word (L1)."""

from datetime import UTC, datetime

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from ours.listen.intake_acts import keep_request
from ours.listen.models import Attachment, Channel, Request
from ours.people.models import Engagement
from ours.problem.models import BadSign, Event, Problem
from ours.problem.sentences import sentence
from ours.records import KeptError
from tests.cast import DAY

NEW = "/problems/new/"
KEPT = "/problems/new/kept/"
WORDS = "We need someone to make Instagram posts.\n\nThree a week."


def told(problem):
    return [(event.kind, event.seat.name, sentence(event)) for event in problem.events.order_by("pk")]


def test_a_client_person_asks_in_their_own_words(cast, browser):
    answer = browser(cast.bea).post(KEPT, {"words": WORDS, "once": "k1"})

    request = Request.objects.get()
    problem = request.problem
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/")
    assert (request.words, request.channel, request.asked_by, request.by) == (WORDS, "form", cast.bea, cast.bea)
    assert (request.asked_at, request.subject, request.html, request.mail) == (request.at, "", "", None)
    assert (problem.engagement, problem.client, problem.firm) == (cast.growth, cast.yoga, cast.neon)
    headline = "We need someone to make Instagram posts. Three a week."
    assert problem.headline == headline
    assert told(problem) == [("opened", "Bea Okafor", f"Bea Okafor put it on the table: “{headline}”")]
    assert (problem.unanswered, problem.spoke_last) == (1, "client")
    assert [chair.seat for chair in problem.chairs.all()] == [cast.bea]
    assert not BadSign.objects.exists()


def test_an_expert_keeps_what_was_asked_in_a_call(cast, browser):
    page = browser(cast.tom).get(NEW)
    assert "What Yoga House asked for" in page.content.decode()
    answer = browser(cast.tom).post(
        KEPT,
        {
            "engagement": cast.growth.pk,
            "words": WORDS,
            "asked_by": cast.imani.pk,
            "channel": "call",
            "day": "2026-03-03",
            "clock": "08:15",
            "once": "k1",
        },
    )

    request = Request.objects.get()
    problem = request.problem
    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/")
    assert (request.words, request.channel, request.asked_by, request.by) == (WORDS, "call", cast.imani, cast.tom)
    assert request.asked_at == datetime(2026, 3, 3, 8, 15, tzinfo=UTC)
    headline = "We need someone to make Instagram posts. Three a week."
    assert told(problem) == [
        ("opened", "Tom Weiss", f"Tom Weiss put it on the table: “{headline}”"),
        ("seated", "Tom Weiss", "Tom Weiss gave Imani Reyes a seat at this table."),
        ("asked_for", "Tom Weiss", f"Imani Reyes asked, in a call: “{headline}”"),
    ]
    assert (problem.unanswered, problem.spoke_last) == (1, "client")
    assert [chair.seat for chair in problem.chairs.all()] == [cast.imani]


def test_a_placeholder_may_have_asked(cast):
    problem = keep_request(
        cast.growth,
        "Where do I park?",
        asked_by=cast.front_desk,
        asked_at=DAY,
        channel=Channel.MEETING,
        by=cast.ana,
        at=DAY,
    )
    assert [(chair.seat.name, chair.by.name) for chair in problem.chairs.all()] == [("Front desk", "Ana Ruiz")]


def test_somebody_of_another_client_cannot_have_asked(cast):
    with pytest.raises(ValueError):
        keep_request(cast.growth, "Hm.", asked_by=cast.maja, asked_at=DAY, channel=Channel.CALL, by=cast.ana, at=DAY)
    assert not Problem.objects.exists()


def test_it_is_never_edited_or_removed(cast):
    problem = keep_request(
        cast.growth, WORDS, asked_by=cast.bea, asked_at=DAY, channel=Channel.FORM, by=cast.bea, at=DAY
    )
    request = problem.requests.get()
    request.words = "Something else."
    for change in (request.save, request.delete, Request.objects.all().delete):
        with pytest.raises(KeptError):
            change()
    assert Request.objects.get().words == WORDS


def test_the_page_shows_it_word_for_word_to_both_sides(cast, browser):
    problem = keep_request(
        cast.growth, "<b>Posts</b> & more", asked_by=cast.bea, asked_at=DAY, channel=Channel.CALL, by=cast.tom, at=DAY
    )
    address = f"/problems/{problem.pk}/requests/{problem.requests.get().pk}/"
    for seat in (cast.bea, cast.tom, cast.ana):
        page = browser(seat).get(address).content.decode()
        assert '<blockquote class="client as-written">&lt;b&gt;Posts&lt;/b&gt; &amp; more</blockquote>' in page
        assert "in a call" in page and "Kept by" in page
    for seat in (cast.una, cast.imani, cast.maja, cast.kai):
        assert browser(seat).get(address).status_code == 404, seat


def test_a_request_of_another_table_is_not_here(cast, browser):
    one, other = (
        keep_request(cast.growth, words, asked_by=cast.bea, asked_at=DAY, channel="form", by=cast.bea, at=DAY)
        for words in ("One.", "Other.")
    )
    assert browser(cast.bea).get(f"/problems/{one.pk}/requests/{other.requests.get().pk}/").status_code == 404


def test_without_words_nothing_is_kept_and_the_file_is_asked_for_again(cast, browser):
    file = SimpleUploadedFile("plan.pdf", b"%PDF-", content_type="application/pdf")
    answer = browser(cast.bea).post(KEPT, {"words": "  ", "attached": [file], "once": "k1"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Write in your own words what it is about; one sentence is enough." in page
    assert "Choose the files again, please: a browser does not keep them." in page
    assert not Problem.objects.exists()


def test_a_paste_with_mistakes_keeps_every_word(cast, browser):
    answer = browser(cast.tom).post(
        KEPT,
        {
            "engagement": cast.growth.pk,
            "words": "Three posts a week",
            "asked_by": cast.maja.pk,
            "channel": "pigeon",
            "day": "2999-01-01",
            "clock": "08:15",
            "once": "k1",
        },
    )
    page = answer.content.decode()
    assert answer.status_code == 422
    assert ">Three posts a week</textarea>" in page
    assert 'value="2999-01-01"' in page
    for sentence_ in ("Choose one of these people.", "Choose one of these ways.", "That is still to come."):
        assert page.count(sentence_) == 1, sentence_
    assert not Problem.objects.exists()


def test_twice_sent_is_kept_once(cast, browser):
    bea = browser(cast.bea)
    answers = [bea.post(KEPT, {"words": WORDS, "once": "k1"}) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/problems/{Problem.objects.get().pk}/"] * 2


def test_who_has_several_engagements_chooses(cast, browser):
    second = Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="Website", began_at=DAY)
    Engagement.objects.create(firm=cast.neon, client=cast.yoga, name="Old", began_at=DAY, ended_at=DAY)
    bea = browser(cast.bea)
    page = bea.get(NEW).content.decode()
    assert [name for name in ("Growth", "Website", "Old", "Orders") if f"<span>{name}</span>" in page] == [
        "Growth",
        "Website",
    ]
    assert "Choose what it belongs to." in bea.post(KEPT, {"words": WORDS, "once": "k1"}).content.decode()
    foreign = bea.post(KEPT, {"words": WORDS, "engagement": cast.orders.pk, "once": "k2"})
    assert (foreign.status_code, Problem.objects.count()) == (422, 0)
    bea.post(KEPT, {"words": WORDS, "engagement": second.pk, "once": "k3"})
    assert Problem.objects.get().engagement == second


def test_an_expert_with_several_engagements_is_asked_whose_problem_it_is(cast, browser):
    ana = browser(cast.ana)
    page = ana.get(NEW).content.decode()
    links = [f'href="{NEW}?engagement={one.pk}"' in page for one in (cast.growth, cast.orders, cast.casting)]
    assert links == [True, True, False]
    assert "What Lindgren Bakery asked for" in ana.get(f"{NEW}?engagement={cast.orders.pk}").content.decode()
    assert "Whose problem is it?" in ana.get(f"{NEW}?engagement={cast.casting.pk}").content.decode()


def test_nobody_keeps_requests_where_they_do_not_work(cast, browser):
    form = {"words": WORDS, "asked_by": cast.bea.pk, "channel": "call", "day": "2026-03-03", "clock": "08:15"}
    for seat in (cast.una, cast.kai):
        assert browser(seat).post(KEPT, {**form, "engagement": cast.growth.pk}).status_code == 404, seat
    cast.growth.ended_at = DAY
    cast.growth.save()
    over = browser(cast.tom).post(KEPT, {**form, "engagement": cast.growth.pk})
    assert over.status_code == 403
    assert browser(cast.bea).post(KEPT, {"words": WORDS}).status_code == 403
    assert "Nothing is agreed with Neon at the moment." in browser(cast.bea).get(NEW).content.decode()
    assert not Problem.objects.exists()


def test_visitors_are_asked_to_sign_in(cast, client):
    assert client.get(NEW)["Location"].startswith("/sign-in/?next=")


def test_each_page_says_who_will_read_it(cast, browser):
    assert "Read by Ana Ruiz and Tom Weiss at this table." in browser(cast.bea).get(NEW).content.decode()
    assert "Read by Ana Ruiz at this table." in browser(cast.tom).get(NEW).content.decode()


@pytest.mark.parametrize("several", [1, 3])
def test_the_pages_ask_the_database_little(cast, browser, django_assert_num_queries, several):
    problem = keep_request(cast.growth, WORDS, asked_by=cast.bea, asked_at=DAY, channel="call", by=cast.tom, at=DAY)
    request = problem.requests.get()
    for number in range(several):
        Attachment.objects.create(
            request=request, filename=f"{number}.txt", content_type="text/plain", size=1, data=b"x"
        )
        Engagement.objects.create(firm=cast.neon, client=cast.yoga, name=f"More {number}", began_at=DAY)
    bea, ana = browser(cast.bea), browser(cast.ana)
    with django_assert_num_queries(5):  # session, seat, problem, request, files
        bea.get(f"/problems/{problem.pk}/requests/{request.pk}/")
    with django_assert_num_queries(4):  # session, seat, engagements, who reads
        bea.get(NEW)
    with django_assert_num_queries(3):  # session, seat, engagements
        ana.get(NEW)
    with django_assert_num_queries(5):  # and the client's people, who reads
        ana.get(f"{NEW}?engagement={cast.growth.pk}")


def test_an_event_carries_what_letters_need(cast):
    problem = keep_request(cast.growth, WORDS, asked_by=cast.bea, asked_at=DAY, channel="call", by=cast.tom, at=DAY)
    event = Event.objects.get(kind="asked_for")
    assert (event.told["request"], event.told["seat"]) == (problem.requests.get().pk, cast.bea.pk)
