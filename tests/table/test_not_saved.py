"""Where the machine fails, nothing is half, and the words stay with whoever wrote them."""

import html
import re

import pytest
from django.db import OperationalError, close_old_connections, connection
from django.test import Client as Browser

from ours.listen.models import Message
from ours.people import lost_words
from ours.table import errors
from tests.cast import make_cast
from tests.conftest import signed_in_browser

WORDS = "The figures <of May> are in."


def failing(at, error=OperationalError):
    """The database fails at statements that begin like this."""

    def run(execute, sql, params, many, context):
        if sql.startswith(at):
            raise error("database or disk is full")
        return execute(sql, params, many, context)

    return connection.execute_wrapper(run)


@pytest.fixture
def problem(cast):
    return cast.problem()


@pytest.fixture
def bea(cast):
    return signed_in_browser(cast.bea)


def sent(browser, problem, **headers):
    browser.raise_request_exception = False
    fields = {"words": WORDS, "once": "k1"}
    return browser.post(f"/problems/{problem.pk}/messages/said/", fields, headers=headers)


def test_the_words_are_shown_and_count_once_when_sent_again(bea, problem):
    with failing("INSERT"):
        answer = sent(bea, problem)
    page = answer.content.decode()
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "<h1>Not saved yet</h1>" in page
    assert "Something went wrong here, not with you. Nothing of what you wrote is lost; it stands below." in page
    assert f'value="{html.escape(WORDS)}" readonly>' in page
    assert f'<form method="post" action="/problems/{problem.pk}/messages/said/"' in page
    assert re.search(r'name="once" value="([^"]+)"', page)[1] == "k1"
    assert not Message.objects.exists()
    for _ in range(2):
        assert sent(bea, problem).status_code == 303
    assert [message.words for message in Message.objects.all()] == [WORDS]


@pytest.mark.parametrize(("language", "title"), [("en", "Not saved yet"), ("de", "Noch nicht gespeichert")])
def test_also_where_nobody_knows_yet_who_asks(bea, problem, language, title):
    with failing("SELECT"):
        answer = sent(bea, problem, **{"Accept-Language": language})
    page = answer.content.decode()
    assert answer.status_code == 503
    assert f"<h1>{title}</h1>" in page
    assert html.escape(WORDS) in page


def test_a_page_that_cannot_be_shown_says_so(bea):
    bea.raise_request_exception = False
    with failing("SELECT"):
        answer = bea.get("/me/")
    assert (answer.status_code, answer["Retry-After"]) == (503, "5")
    assert "<h1>Not at the moment</h1>" in answer.content.decode()


def test_a_mistake_of_ours_keeps_the_words_too(bea, problem):
    with failing("INSERT", ValueError):
        answer = sent(bea, problem)
    assert answer.status_code == 500
    assert "Retry-After" not in answer
    assert html.escape(WORDS) in answer.content.decode()


def test_a_form_of_another_site_is_not_shown(problem):
    with failing("SELECT"):
        answer = sent(Browser(), problem, **{"Sec-Fetch-Site": "cross-site"})
    assert html.escape(WORDS) not in answer.content.decode()


def test_where_not_even_that_page_can_be_made_the_words_are_there(bea, problem, monkeypatch):
    bea.get("/healthz")  # the pages are read as soon as anything is served
    monkeypatch.setattr(lost_words, "PAGE", "no/such-page.html")
    with failing("INSERT"):
        answer = sent(bea, problem)
    page = answer.content.decode()
    assert answer.status_code == 503
    assert "<h1>Not saved</h1>" in page
    assert f"readonly>\n{html.escape(WORDS)}</textarea>" in page


@pytest.mark.django_db(transaction=True)
def test_where_the_answer_to_the_commit_is_lost_the_receipt_tells(monkeypatch):
    from tests.cast import make_cast

    cast = make_cast()
    problem, bea = cast.problem(), signed_in_browser(cast.bea)
    commit = connection._commit

    def commit_and_break_off():
        commit()
        raise OperationalError("server closed the connection unexpectedly")

    monkeypatch.setattr(connection, "_commit", commit_and_break_off)
    answer = sent(bea, problem)
    assert answer.status_code == 303
    assert answer["Location"].startswith(f"/problems/{problem.pk}/")
    assert [message.words for message in Message.objects.all()] == [WORDS]


def test_whose_fault_it_was_is_found_behind_other_errors():
    try:
        try:
            raise OSError(28, "No space left on device")
        except OSError as first:
            raise RuntimeError("could not be kept") from first
    except RuntimeError as error:
        assert errors._is_the_machine(error)
    assert not errors._is_the_machine(ValueError())
    assert not errors._is_the_machine(None)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite opens a file for reading alone and says nothing")
@pytest.mark.django_db(transaction=True)
def test_a_connection_on_which_something_failed_is_opened_anew():
    connection.ensure_connection()
    close_old_connections()
    assert connection.connection is not None
    with pytest.raises(OperationalError), connection.cursor() as cursor:
        cursor.execute("SELECT * FROM no_such_table")
    close_old_connections()
    assert connection.connection is None


@pytest.mark.skipif(connection.vendor != "sqlite", reason="SQLite opens a file for reading alone and says nothing")
@pytest.mark.django_db(transaction=True)
def test_a_database_opened_for_reading_alone_is_opened_anew():
    """As it is where the only file that could still be opened was opened for reading."""
    cast = make_cast()
    problem, bea = cast.problem(), signed_in_browser(cast.bea)
    with connection.cursor() as cursor:
        cursor.execute("PRAGMA query_only = ON")
    assert sent(bea, problem).status_code == 503
    assert sent(bea, problem).status_code == 303
    assert [message.words for message in Message.objects.all()] == [WORDS]
