"""Permission: asked of one person, answered on their own device for the very words, taken back at any time (P2)."""

from datetime import timedelta

import pytest

from ours.cases import case_acts, permission_acts, telling
from ours.cases.models import Case, CaseWords, Form, Permission
from ours.people.models import Seat
from ours.post.models import Letter
from ours.problem.models import Event
from ours.problem.sentences import sentence
from tests.cases.helping import AT, DAYS, REQUEST, STATEMENT, answer_of, drafted, permitted
from tests.cases.test_word import typed


def ask(browser, case, of, once="k", **changed):
    sent = {"of": of.pk, "words": "", "version": case.version, "once": once} | changed
    return browser.post(f"/cases/{case.pk}/permission/asked/", sent)


def say(browser, case, question, answer="named", once="a", **changed):
    sent = {"question": question.pk, "answer": answer, "words": "", "once": once} | changed
    return browser.post(f"/cases/{case.pk}/permission/answered/", sent)


def told(case):
    return [
        sentence(one) for one in Event.objects.filter(problem=case.problem, kind__startswith="case_").order_by("pk")
    ]


def test_the_person_gets_a_letter_and_answers_on_the_page(cast, browser):
    case = drafted(cast)
    assert ask(browser(cast.tom), case, cast.bea, words="It would help Maja.").status_code == 303
    letter = Letter.objects.get(kind="case")
    assert (letter.to, letter.reply_to) == ("bea@example.org", "")
    assert letter.subject == "Neon asks you: may this be shown to others?"
    assert f"/cases/{case.pk}/" in letter.text and STATEMENT not in letter.text
    question = Permission.objects.get()
    page = browser(cast.bea).get(f"/cases/{case.pk}/").content.decode()
    for form in (Form.NAMED, Form.ANONYMOUS):
        words = CaseWords.objects.get(form=form)
        for part in (words.title, words.statement, words.tried.splitlines()[1], words.opened.splitlines()[0]):
            assert part in page
    assert "It would help Maja." in page
    assert say(browser(cast.bea), case, question, quotes="on", words="Gladly.").status_code == 303
    fresh = Case.objects.get()
    assert (fresh.state, fresh.shown, fresh.shown_title) == ("given", "named", STATEMENT)
    assert REQUEST in fresh.shown_text
    page = browser(cast.tom).get(f"/cases/{case.pk}/").content.decode()
    assert [page.count(words) for words in ("permitted version 1 by name", "Gladly.")] == [1, 1]
    assert told(case) == [
        "Tom Weiss began to tell it as a case; nobody is shown it unless the client permits.",
        "Tom Weiss asked Bea Okafor whether the case, version 1, may be shown.",
        "Bea Okafor answered about the case, version 1: yes, by name.",
    ]


def test_the_own_words_only_where_that_is_permitted(cast):
    assert REQUEST not in permitted(cast).shown_text


def test_without_names(cast):
    case = permitted(cast, "anonymous", quotes=True)
    assert (case.shown, case.state) == ("anonymous", "given")
    assert "Yoga House" not in case.shown_text and "Imani" not in case.shown_text
    assert "somebody at the client says" in case.shown_text


def test_not_at_all(cast, browser):
    case = permitted(cast, "none")
    assert (case.shown, case.shown_title, case.shown_text, case.state) == ("", "", "", "refused")
    assert browser(cast.una).get(f"/cases/{case.pk}/").status_code == 404
    assert browser(cast.tom).get(f"/cases/{case.pk}/").status_code == 200


@pytest.mark.parametrize("who", ["imani", "tom", "ana"])
def test_nobody_answers_for_somebody_else(cast, browser, who):
    case = drafted(cast)
    ask(browser(cast.tom), case, cast.bea)
    question = Permission.objects.get()
    Seat.objects.filter(pk=cast.imani.pk).update(role="sponsor")
    answer = say(browser(getattr(cast, who)), case, question)
    assert answer.status_code == 403 and "Only Bea Okafor can answer this." in answer.content.decode()
    assert Permission.objects.get().answered_at is None


def test_a_new_version_asks_again_and_the_permitted_words_stay(cast):
    case = permitted(cast)
    kept = case.shown_text
    named = CaseWords.objects.get(form=Form.NAMED)
    words = {part: getattr(named, part) for part in ("client", "request", "need", "statement", "tried", "outcome")}
    words |= {"title": "Steady", "helped": "Newer words.", "opened": "", "figures": []}
    case_acts.word_case(case, words, words | {"client": "A studio"}, based_on=1, by=cast.tom, at=AT + 3 * DAYS)
    fresh = Case.objects.get()
    assert (fresh.version, fresh.shown_text, fresh.shown) == (2, kept, "named")
    assert "Newer words." in fresh.text and "Newer words." not in fresh.shown_text


def test_the_answer_to_the_newest_words_counts(cast):
    case = permitted(cast)
    clean = dict.fromkeys(telling.PARTS, "") | {"title": "Steady", "client": "Somebody", "figures": []}
    case_acts.word_case(case, clean, clean, based_on=1, by=cast.tom, at=AT + 3 * DAYS)
    case = permitted(cast, "none", case=Case.objects.get())
    assert (case.shown, case.state) == ("", "refused")


def test_an_answer_to_words_that_are_no_longer_asked_about_is_none(cast, browser):
    case = drafted(cast)
    ask(browser(cast.tom), case, cast.bea)
    first = Permission.objects.get()
    permission_acts.ask_permission(case, cast.bea, "", version=1, by=cast.tom, at=AT + DAYS)
    answer = say(browser(cast.bea), case, first)
    assert answer.status_code == 409 and "is no longer asked. Nothing was answered" in answer.content.decode()
    assert not Permission.objects.filter(answered_at__isnull=False).exists()


def test_words_that_changed_meanwhile_are_not_asked_about(cast, browser):
    case = drafted(cast)
    sent = typed(case)
    browser(cast.ana).post(f"/cases/{case.pk}/words/versions/", sent | {"title": "Other"})
    assert ask(browser(cast.tom), case, cast.bea).status_code == 409
    assert Permission.objects.count() == 0


def test_with_a_name_left_nobody_is_asked(cast, browser):
    case = drafted(cast)
    browser(cast.tom).post(f"/cases/{case.pk}/words/versions/", typed(case, without_helped="Imani’s plan.", once="v"))
    case.refresh_from_db()
    answer = ask(browser(cast.tom), case, cast.bea)
    assert answer.status_code == 422
    assert "“Imani” in “What helped” is a name of this room." in answer.content.decode()
    assert (Permission.objects.count(), Letter.objects.filter(kind="case").count()) == (0, 0)


def test_taken_back_it_is_gone_at_once(cast, browser):
    case = permitted(cast)
    address = f"/cases/{case.pk}/permission/withdrawn/"
    assert browser(cast.tom).post(address, {"words": "", "once": "w"}).status_code == 403
    assert browser(cast.bea).post(address, {"words": "We changed our mind.", "once": "w"}).status_code == 303
    fresh = Case.objects.get()
    assert (fresh.state, fresh.shown, fresh.shown_title, fresh.shown_text) == ("withdrawn", "", "", "")
    assert answer_of(case).withdrawn_by == cast.bea
    assert told(case)[-1] == "Bea Okafor took back the permission to show the case."
    assert browser(cast.una).get(f"/cases/{case.pk}/").status_code == 404
    assert browser(cast.bea).post(address, {"words": "", "once": "x"}).status_code == 403


def test_who_speaks_for_the_client_takes_it_back_when_the_one_who_gave_it_has_left(cast, browser):
    case = drafted(cast)
    asked = permission_acts.ask_permission(case, cast.imani, "", version=1, by=cast.tom, at=AT)
    permission_acts.answer_permission(asked, "named", by=cast.imani, at=AT)
    Seat.objects.filter(pk=cast.imani.pk).update(left_at=AT + timedelta(hours=1))
    answer = browser(cast.bea).post(f"/cases/{case.pk}/permission/withdrawn/", {"words": "", "once": "w"})
    assert answer.status_code == 303
    assert Case.objects.get().shown == ""


def test_nobody_is_gone_round(cast, browser):
    case = permitted(cast, "none")
    answer = ask(browser(cast.tom), case, cast.imani)
    assert answer.status_code == 422 and "Choose somebody of the client." in answer.content.decode()
    assert "Bea Okafor said no, or took the permission back." in answer.content.decode()
    assert ask(browser(cast.tom), case, cast.bea, once="again").status_code == 303


@pytest.mark.parametrize("who", ["maja", "tom", "luca", "front_desk"])
def test_only_people_of_the_client_are_asked(cast, browser, who):
    case = drafted(cast)
    assert ask(browser(cast.tom), case, getattr(cast, who)).status_code == 422
    assert Permission.objects.count() == 0


def test_before_anybody_was_asked_it_does_not_exist_for_the_client(cast, browser):
    case = drafted(cast)
    assert browser(cast.bea).get(f"/cases/{case.pk}/").status_code == 404
    assert "Nobody has asked you about a case yet." in browser(cast.bea).get("/cases/").content.decode()


def test_who_has_no_chair_there_reads_it_when_asked(cast, browser):
    case = drafted(cast)
    assert ask(browser(cast.tom), case, cast.imani).status_code == 303
    assert browser(cast.imani).get(f"/cases/{case.pk}/").status_code == 200
    assert say(browser(cast.imani), case, Permission.objects.get(), "anonymous").status_code == 303
