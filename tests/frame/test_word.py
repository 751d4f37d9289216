"""Putting the problem into words, version by version (F1)."""

from markupsafe import escape

from ours.coach.forms import FORMS
from ours.frame import acts, rules
from ours.frame.models import Signer, Statement
from ours.problem.models import Event, Stage
from tests.cast import DAY
from tests.frame import FIRST, SECOND, told


def send(browser, problem, **fields):
    fields = {"words": FIRST, "based_on": "0", "form": "", "once": "k1"} | fields
    return browser.post(f"/problems/{problem.pk}/words/versions/", fields)


def test_the_first_words_stand_for_the_problem_and_ask_for_signatures(cast, browser):
    problem = cast.problem()

    answer = send(browser(cast.tom), problem, form="priorities")

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/words/#version-1")
    statement = Statement.objects.get()
    assert (statement.problem, statement.version, statement.words, statement.form, statement.by) == (
        problem,
        1,
        FIRST,
        "priorities",
        cast.tom,
    )
    problem.refresh_from_db()
    assert (problem.headline, problem.stage, problem.step, problem.move) == (FIRST, Stage.FRAMING, "sign", "both")
    assert set(Signer.objects.values_list("seat", "by", "ended_at")) == {
        (cast.bea.pk, cast.tom.pk, None),
        (cast.tom.pk, cast.tom.pk, None),
    }
    assert told(problem) == [
        f"Tom Weiss put it into words, version 1: “{FIRST}”",
        "Tom Weiss asked Bea Okafor, Tom Weiss to sign.",
    ]


def test_a_client_words_it_as_well(cast, browser):
    problem = cast.problem()
    assert send(browser(cast.bea), problem).status_code == 303
    assert Statement.objects.get().by == cast.bea
    assert set(Signer.objects.values_list("seat", flat=True)) == {cast.bea.pk, cast.ana.pk}
    page = browser(cast.ana).get(f"/problems/{problem.pk}/words/").content.decode()
    assert f"<h1>{FIRST}</h1>" in page


def test_where_no_sponsor_sits_the_first_at_the_table_is_asked(cast):
    problem = cast.problem(by=cast.imani)
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    assert set(Signer.objects.values_list("seat", flat=True)) == {cast.imani.pk, cast.tom.pk}


def test_a_later_version_leaves_the_earlier_one_and_the_signers(cast, browser):
    problem = cast.problem()
    first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    signers = set(Signer.objects.values_list("pk", "seat", "ended_at"))

    answer = send(browser(cast.bea), problem, words=SECOND, based_on="1")

    assert (answer.status_code, answer["Location"]) == (303, f"/problems/{problem.pk}/words/#version-2")
    assert list(Statement.objects.order_by("version").values_list("pk", "version", "words", "by"))[0] == (
        first.pk,
        1,
        FIRST,
        cast.tom.pk,
    )
    assert Statement.objects.get(version=2).words == SECOND
    assert set(Signer.objects.values_list("pk", "seat", "ended_at")) == signers
    assert told(problem)[2:] == [f"Bea Okafor put it into words, version 2: “{SECOND}”"]
    problem.refresh_from_db()
    assert problem.headline == SECOND


def test_the_page_shows_what_changed_since_the_version_before_and_between_any_two(cast, browser):
    problem = cast.problem()
    for version, words in enumerate(["We sell too few seats.", "We sell few seats.", "We sell few seats in June."]):
        acts.word(problem, words, based_on=version, by=cast.tom, at=DAY)
    tom = browser(cast.tom)
    address = f"/problems/{problem.pk}/words/"

    def change(query: str) -> tuple[str, bool, bool]:
        page = tom.get(address + query).content.decode()
        part = page[page.index('id="compare-title">') + 19 :]
        part = part[: part.index("<form")]
        return part[: part.index("</h2>")], "<del>" in part, "<ins>" in part

    assert change("") == ("From version 2 to version 3", False, True)
    assert change("?compare=1..2") == ("From version 1 to version 2", True, False)
    assert change("?old=1&new=2") == ("From version 1 to version 2", True, False)
    assert change("?compare=1..9") == ("From version 2 to version 3", False, True)
    assert change("?compare=nonsense") == ("From version 2 to version 3", False, True)


def test_words_with_a_blank_are_refused_by_its_name(cast, browser):
    problem = cast.problem()
    answer = send(browser(cast.tom), problem, words="Our problem is that we differ about [what comes first].")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "There is still a blank: [what comes first]. Write what belongs there, or take it out." in page
    assert "Our problem is that we differ about [what comes first].</textarea>" in page
    assert not Statement.objects.exists()


def test_empty_and_unchanged_words_are_refused(cast, browser):
    problem = cast.problem()
    acts.word(problem, "One line.\nAnother.", based_on=0, by=cast.tom, at=DAY)
    tom = browser(cast.tom)
    for words, error in (
        ("  ", "Write the words first."),
        ("One line.\r\nAnother.", "These are the words that are there already. Change them first."),
        ("x" * 4001, "Please say it in at most 4000 characters."),
    ):
        answer = send(tom, problem, words=words, based_on="1")
        assert (answer.status_code, error in answer.content.decode()) == (422, True), words[:20]
        assert words.strip().replace("\r\n", "\n") in answer.content.decode().replace("\r\n", "\n")
    assert Statement.objects.count() == 1


def test_words_on_an_older_version_change_nothing_and_are_kept(cast, browser):
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    acts.word(problem, SECOND, based_on=1, by=cast.ana, at=DAY)
    events = Event.objects.count()

    answer = send(browser(cast.bea), problem, words="We cannot plan our teachers' hours.", based_on="1")

    page = answer.content.decode()
    assert answer.status_code == 409
    assert "While you were writing, Ana Ruiz put it into other words: version 2." in page
    assert f"<blockquote>{SECOND}</blockquote>" in page
    assert "<blockquote>We cannot plan our teachers&#39; hours.</blockquote>" in page
    assert "We cannot plan our teachers&#39; hours.</textarea>" in page
    assert '<input type="hidden" name="based_on" value="2">' in page
    assert (Statement.objects.count(), Event.objects.count()) == (2, events)
    # From there it goes on: the same words, now on the newer version.
    assert (
        send(browser(cast.bea), problem, words="We cannot plan our teachers' hours.", based_on="2").status_code == 303
    )
    assert Statement.objects.get(version=3).by == cast.bea


def test_a_double_click_words_it_once(cast, browser):
    problem = cast.problem()
    tom = browser(cast.tom)
    answers = [send(tom, problem) for _ in range(2)]
    assert [answer["Location"] for answer in answers] == [f"/problems/{problem.pk}/words/#version-1"] * 2
    assert Statement.objects.count() == 1


def test_outsiders_find_nothing(cast, browser):
    problem = cast.problem()
    for seat in (cast.una, cast.imani, cast.maja, cast.kai, cast.luca):
        assert browser(seat).get(f"/problems/{problem.pk}/words/").status_code == 404, seat
        assert send(browser(seat), problem).status_code == 404, seat
    assert not Statement.objects.exists()


def test_a_we_form_fills_the_field_with_visible_blanks(cast, browser):
    problem = cast.problem()
    for form in FORMS:
        page = browser(cast.bea).get(f"/problems/{problem.pk}/words/?form={form.key}")
        text = page.content.decode()
        assert f'<input type="hidden" name="form" value="{form.key}">' in text
        assert f"{escape(form.sentence)}</textarea>" in text
        assert rules.open_blanks(form.sentence) != []


def test_the_page_says_by_name_who_reads_it(cast, browser):
    problem = cast.problem()
    page = browser(cast.bea).get(f"/problems/{problem.pk}/words/").content.decode()
    assert "Read by Bea Okafor, Ana Ruiz and Tom Weiss at this table." in page
