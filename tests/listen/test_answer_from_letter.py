"""Answering from a letter's page: no password, once, for one person (L2)."""

from datetime import timedelta

from django.db import connection
from django.test import Client as Browser
from django.utils import timezone

from ours.listen import acts
from ours.listen.answer_views import _take_in
from ours.listen.forms import AnswerForm
from ours.listen.models import Rung
from ours.post import passes
from ours.post.models import Pass
from ours.problem.acts import leave_chair
from ours.problem.models import Receipt
from tests.cast import DAY
from tests.listen.ladder import asked, told, two_rungs


def sent(cast, problem, about=None):
    """A question to Bea with the key of her letter."""
    words = "How many people, and by when?"
    question = acts.ask(problem, words, by=cast.tom, at=DAY, about=about, asked_of=cast.bea, send=True)
    return question, passes.issue(cast.bea, problem, question.pk, at=timezone.now())


def test_the_page_says_who_asks_who_answers_and_who_reads(cast):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    _, key = sent(cast, problem, about=second)
    page = Browser().get(f"/answer/{key}/")
    text = page.content.decode()
    assert page.status_code == 200
    for sentence in (
        "Tom Weiss of Neon asks",
        "How many people, and by when?</h1>",
        "More people would come to our workshops.",
        "You answer as Bea Okafor.",
        "Not Bea? Then please leave this page; the letter was not meant for you.",
        "Your answer will be read by Ana Ruiz and Tom Weiss.",
    ):
        assert sentence in text, sentence
    assert page["Cache-Control"] == "private, no-store"
    assert Pass.objects.get().used_at is None


def test_the_answer_is_kept_and_shown_and_not_taken_twice(cast):
    problem = cast.problem()
    question, key = sent(cast, problem)
    phone = Browser()
    answer = phone.post(f"/answer/{key}/", {"words": "Forty more by June.", "once": "k1"})
    rung = Rung.objects.get()
    assert (answer.status_code, answer["Location"]) == (303, "?")
    assert (rung.question, rung.words, rung.said_by, rung.by, rung.channel) == (
        question,
        "Forty more by June.",
        cast.bea,
        cast.bea,
        "form",
    )
    assert told(problem)[-1] == "Bea Okafor answered: “Forty more by June.”"
    for again in (phone.get(f"/answer/{key}/"), phone.post(f"/answer/{key}/", {"words": "Fifty.", "once": "k2"})):
        text = again.content.decode()
        assert again.status_code == 200
        assert "Thank you, Bea. This is kept, in your words:" in text
        assert "Forty more by June.</blockquote>" in text
        assert "<textarea" not in text
    assert phone.post(f"/answer/{key}/", {"words": "Forty more by June.", "once": "k1"})["Location"] == "?"
    assert Rung.objects.count() == 1


def test_it_puts_an_earlier_answer_right(cast):
    problem = cast.problem()
    _, second = two_rungs(cast, problem)
    _, key = sent(cast, problem, about=second)
    Browser().post(f"/answer/{key}/", {"words": "No, steady months.", "overturns": "on", "once": "k"})
    assert Rung.objects.latest("at").overturns == second


def test_an_empty_answer_uses_nothing_up(cast):
    problem = cast.problem()
    _, key = sent(cast, problem)
    page = Browser().post(f"/answer/{key}/", {"words": " ", "once": "k"})
    assert page.status_code == 422
    assert "Write the answer first; an empty one is not kept." in page.content.decode()
    assert Pass.objects.get().used_at is None


def test_links_that_open_nothing_any_more_look_alike(cast):
    problem = cast.problem()
    other = cast.problem("Our website looks old.")
    foreign = asked(other, "What drives it?", by=cast.tom)
    now = timezone.now()
    keys = [passes.issue(cast.bea, problem, asked(problem, "Why?", by=cast.tom).pk, at=now) for _ in range(2)]
    unknown, mixed = "no-such-key", passes.issue(cast.bea, problem, foreign.pk, at=now)
    late = passes.issue(cast.bea, problem, asked(problem, "Why?", by=cast.tom).pk, at=now - timedelta(days=30))
    Pass.objects.filter(key_hash=passes._hash(keys[0])).update(revoked_at=now)
    pages = [Browser().get(f"/answer/{key}/") for key in (unknown, mixed, late, keys[0])]
    assert [page.status_code for page in pages] == [404] * 4
    assert len({page.content for page in pages}) == 1
    assert "This link opens nothing any more" in pages[0].content.decode()
    assert Browser().post(f"/answer/{late}/", {"words": "Growth.", "once": "k"}).status_code == 404
    # Whoever left the table does not answer there any more.
    assert Browser().get(f"/answer/{keys[1]}/").status_code == 200
    leave_chair(problem.chairs.get(), by=cast.bea, at=now)
    assert Browser().get(f"/answer/{keys[1]}/").status_code == 404
    assert Rung.objects.count() == 0


def test_the_key_stands_nowhere_in_the_database(cast):
    problem = cast.problem()
    _, key = sent(cast, problem)
    Browser().post(f"/answer/{key}/", {"words": "Forty.", "once": "k"})
    assert Receipt.objects.get().location == "?"
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            assert not [row for row in cursor.fetchall() if key in map(str, row)], table


def test_it_speaks_the_readers_language_even_to_a_browser_with_another(cast):
    problem = cast.problem()
    cast.bea.person.language = "de"
    cast.bea.person.save()
    _, key = sent(cast, problem)
    page = Browser().get(f"/answer/{key}/", headers={"Accept-Language": "en"})
    assert page["Content-Language"] == "de"
    assert '<html lang="de">' in page.content.decode()


def test_two_who_opened_the_page_before_either_sent_answer_once(cast):
    problem = cast.problem()
    question, key = sent(cast, problem)
    opened = [passes.find(key, timezone.now()) for _ in range(2)]
    assert [one.used_at for one in opened] == [None, None]
    for one, words in zip(opened, ("Forty more by June.", "Fifty."), strict=True):
        form = AnswerForm({"words": words})
        assert form.is_valid()
        _take_in(one, question, form)
    assert list(Rung.objects.values_list("words", flat=True)) == ["Forty more by June."]
