"""The rhythm of an engagement: proposed by one side, agreed by the other, kept or missed before both (T6)."""

from datetime import timedelta

from ours.listen import acts as listen
from ours.listen import intake_acts as talk
from ours.post.models import Letter
from ours.problem import acts as problems
from ours.tend import measuring
from ours.tend import rhythm_acts as acts
from ours.tend.models import Account, Rhythm, RhythmAgreement
from tests.cast import DAY
from tests.tend.helping import address, shared

DAYS = timedelta(days=1)


def propose(browser, cast, days="7", once="k1"):
    return browser.post(shared(cast.growth, "rhythms/"), {"days": days, "words": "On Tuesdays.", "once": once})


def agree(browser, rhythm, once="k2"):
    return browser.post(shared(rhythm.engagement, f"rhythms/{rhythm.pk}/agreement/"), {"once": once})


def account(problem, at):
    return Account.objects.create(problem=problem, known="K.", done="D.", ahead="A.", by=problem.opened_by, at=at)


def test_one_side_proposes_and_the_other_agrees(cast, browser):
    where = shared(cast.growth) + "#rhythm"
    answers = [propose(browser(cast.tom), cast) for _ in range(2)]
    assert [(answer.status_code, answer["Location"]) for answer in answers] == [(303, where)] * 2
    rhythm = Rhythm.objects.get()
    assert (rhythm.days, rhythm.words, rhythm.by) == (7, "On Tuesdays.", cast.tom)
    assert agree(browser(cast.ana), rhythm).status_code == 403
    assert [agree(browser(cast.bea), rhythm).status_code for _ in range(2)] == [303, 303]
    assert RhythmAgreement.objects.get().by == cast.bea
    letters = Letter.objects.filter(kind="rhythm").order_by("pk").values_list("person__name", "subject")
    assert list(letters) == [
        ("Bea Okafor", "Tom Weiss proposes how often you hear of each other"),
        ("Tom Weiss", "Bea Okafor agreed to the rhythm"),
    ]


def test_a_client_proposes_as_well_and_a_newer_one_has_to_be_read(cast, browser):
    assert propose(browser(cast.bea), cast, days="14").status_code == 303
    read = Rhythm.objects.get()
    newer = acts.propose_rhythm(cast.growth, 3, "", by=cast.bea, at=DAY + 8 * DAYS)
    answer = agree(browser(cast.tom), read)
    assert (answer.status_code, "There is a newer proposal." in answer.content.decode()) == (409, True)
    assert agree(browser(cast.tom), newer, once="k3").status_code == 303
    assert RhythmAgreement.objects.get().rhythm == newer


def test_days_are_days(cast, browser):
    for days, words in (
        ("", "Say how many days."),
        ("0", "At least one day."),
        ("93", "At most 92 days."),
        ("x", "digits"),
    ):
        answer = propose(browser(cast.tom), cast, days=days)
        page = answer.content.decode()
        assert (answer.status_code, words in page, "On Tuesdays." in page) == (422, True, True), days
    assert not Rhythm.objects.exists()


def test_both_read_how_it_was_kept(cast, browser, now):
    problem = cast.problem()
    rhythm = acts.propose_rhythm(cast.growth, 2, "", by=cast.tom, at=DAY)
    acts.agree_rhythm(rhythm, by=cast.bea, at=DAY)
    for day in (1, 5):
        account(problem, DAY + day * DAYS)
    acts.propose_rhythm(cast.growth, 30, "", by=cast.tom, at=DAY + DAYS)  # until it is agreed the older one counts
    kept = measuring.rhythm(cast.growth, now)
    assert [beat.kept for beat in kept.beats] == [True, False, True, None]
    assert (kept.agreed, kept.kept, kept.over) == (rhythm, 2, 3)
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(shared(cast.growth)).content.decode()
        assert ("Kept 2 of 3" in page, page.count('class="missed"')) == (True, 1)


def test_days_are_those_of_the_firm(cast, now):
    cast.neon.time_zone = "Pacific/Auckland"
    cast.neon.save()
    cast.growth.refresh_from_db()
    rhythm = acts.propose_rhythm(cast.growth, 1, "", by=cast.tom, at=DAY)
    acts.agree_rhythm(rhythm, by=cast.bea, at=DAY)
    problem = cast.problem()
    account(problem, DAY + timedelta(hours=1.9))  # 23:54 there
    account(problem, DAY + timedelta(hours=26.1))  # 0:06 there, two days on
    kept = [beat.kept for beat in measuring.rhythm(cast.growth, now).beats]
    assert kept == [True, False, True, *[False] * 5, None]


def test_the_figures_are_the_same_for_both(cast, browser, now):
    problem = cast.problem()
    hidden = cast.problem("Bea only.")
    problems.seat_at(problem, cast.imani, by=cast.tom, at=DAY)
    talk.say(problem, "We are on it.", by=cast.tom, at=DAY + timedelta(hours=2))
    listen.ask(problem, "What for?", by=cast.tom, at=DAY + DAYS)
    talk.say(problem, "For people.", by=cast.bea, at=DAY + 6 * DAYS)
    talk.say(hidden, "Hello?", by=cast.bea, at=DAY + 5 * DAYS)
    pages = {seat: browser(seat).get(shared(cast.growth)).content.decode() for seat in (cast.tom, cast.bea, cast.imani)}
    said = [
        "<dd>answered 1 time, in the middle after 2 hours, at the longest after 2 hours"
        " · <b>1 waits, since 3 March</b>",
        "<dt>Neon</dt><dd>answered 1 time, in the middle after 2 hours, at the longest after 2 hours"
        " · <b>2 wait, the first since 3 March</b>",
        "<dt>Yoga House</dt><dd>answered 1 time, in the middle after 5 days, at the longest after 5 days</dd>",
        "Yoga House ended 2, Neon ended 0, 0 go on",
    ]
    assert {seat.name: [page.count(one) for one in said] for seat, page in pages.items()} == {
        seat.name: [1, 1, 1, 1] for seat in pages
    }
    assert ["Bea only." in page for page in pages.values()] == [True, True, False]


def test_silence_at_one_table_is_the_same_for_both(cast, browser):
    problem = cast.problem()
    talk.say(problem, "Hello?", by=cast.bea, at=DAY + 4 * DAYS)
    for seat in (cast.tom, cast.bea):
        page = browser(seat).get(address(problem)).content.decode()
        assert "4 days, from 3 March · ended by Yoga House" in page
        assert "<dt>The last sign of life from Neon</dt><dd>7 days ago</dd>" in page
        assert "<dt>The first answer</dt><dd><b>waits since 3 March</b></dd>" in page
        assert "<dt>Who spoke last</dt><dd>Yoga House</dd>" in page


def test_what_an_expert_writes_down_for_the_client_is_the_clients(cast, now):
    problem = cast.problem()
    asked = listen.ask(problem, "What for?", by=cast.tom, at=DAY + DAYS)
    listen.answer(asked, "For people.", said_by=cast.bea, by=cast.tom, at=DAY + 2 * DAYS)
    found = measuring.at_table(problem, now)
    assert (found.answers["client"].number, found.answers["client"].middle) == (1, DAYS)
    assert found.theirs == DAY + 2 * DAYS
