"""A form with a key counts once (`table/middleware.py`), also where two are sent at the very same moment."""

from django.db import connection

from ours.frame import acts as frame
from ours.frame.models import Fear, Statement
from ours.problem.models import Receipt
from tests.cast import DAY


class Meanwhile:
    """Does something else once, just before the first statement of a transaction."""

    def __init__(self, deed):
        self.deed = deed

    def __call__(self, execute, sql, params, many, context):
        if sql.startswith("SAVEPOINT") and self.deed:
            deed, self.deed = self.deed, None
            deed()
        return execute(sql, params, many, context)


def twice_at_once(browser, path, said):
    """The answers to a form and to its repetition, which is taken in between the look for a receipt and the deed."""
    answers = []
    meanwhile = Meanwhile(lambda: answers.append(browser.post(path, said)))
    with connection.execute_wrapper(meanwhile):
        answers.append(browser.post(path, said))
    return [(one.status_code, one["Location"]) for one in answers]


def test_whoever_sent_the_newest_words_twice_at_once_was_not_overtaken(cast, browser):
    problem = cast.problem()
    frame.word(problem, "One.", based_on=0, by=cast.tom, at=DAY)
    said = {"words": "Two.", "based_on": "1", "form": "", "once": "k"}
    path = f"/problems/{problem.pk}/words/"
    assert twice_at_once(browser(cast.tom), f"{path}versions/", said) == [(303, f"{path}#version-2")] * 2
    assert list(Statement.objects.order_by("version").values_list("version", flat=True)) == [1, 2]
    assert Receipt.objects.count() == 1


def test_what_may_be_said_twice_is_said_once(cast, browser):
    problem = cast.problem()
    path = f"/problems/{problem.pk}/state/fears/"
    places = twice_at_once(browser(cast.bea), path, {"words": "That nobody comes.", "once": "k"})
    assert (len(set(places)), Fear.objects.count()) == (1, 1)


def test_visitors_are_told_apart_by_the_cookie_of_their_forms(cast, client, settings):
    """Also where it carries the prefix that https allows."""
    settings.CSRF_COOKIE_NAME = "__Host-ours-form"
    client.cookies[settings.CSRF_COOKIE_NAME] = "one"
    asked = {"email": "bea@example.org", "once": "k"}
    assert client.post("/sign-in/", asked).status_code == 303
    first = Receipt.objects.get().key
    client.cookies[settings.CSRF_COOKIE_NAME] = "another"
    assert client.post("/sign-in/", asked).status_code == 303
    assert Receipt.objects.exclude(key=first).count() == 1
