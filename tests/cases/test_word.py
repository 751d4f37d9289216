"""A case put into other words: every version kept, of two at once nothing lost, read over, refused to nobody else."""

from ours.cases import case_acts
from ours.cases.forms import WordsForm
from ours.cases.models import Case, CaseVersion, CaseWords, Form
from tests.cases.helping import drafted, permitted


def typed(case, **changed):
    """The form as it comes from the page, with changes."""
    version = CaseVersion.objects.get(case=case, number=case.version)
    rows = {row.form: row for row in CaseWords.objects.filter(version=version)}
    start = WordsForm.begun(version.number, version.hidden, rows[Form.NAMED], rows[Form.ANONYMOUS])
    return start | {"seen": "", "once": "k"} | changed


def send(browser, case, rest="versions/", **changed):
    return browser.post(f"/cases/{case.pk}/words/{rest}", typed(case, **changed))


def test_a_new_version_is_kept_beside_the_old(cast, browser):
    case = drafted(cast)
    answer = send(browser(cast.tom), case, title="Income that does not swing", without_title="Income that is steady")
    assert (answer.status_code, answer["Location"]) == (303, f"/cases/{case.pk}/")
    titles = CaseWords.objects.filter(version__case=case).order_by("version__number", "-form")
    assert [row.title for row in titles][2:] == ["Income that does not swing", "Income that is steady"]
    fresh = Case.objects.get()
    assert (fresh.version, fresh.title, fresh.state) == (2, "Income that does not swing", "drafted")


def test_of_two_at_once_both_are_shown_and_nothing_is_lost(cast, browser):
    case = drafted(cast)
    sent = typed(case, helped="What Tom wrote.")
    send(browser(cast.ana), case, helped="What Ana wrote.")
    answer = browser(cast.tom).post(f"/cases/{case.pk}/words/versions/", sent)
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "While you were writing, Ana Ruiz put it into other words: version 2." in page
    assert "What Tom wrote." in page and "<del>" in page and "Ana" in page
    assert CaseVersion.objects.count() == 2
    again = browser(cast.tom).post(f"/cases/{case.pk}/words/versions/", sent | {"based_on": 2, "once": "l"})
    assert again.status_code == 303
    assert case_acts.CaseWords.objects.get(version__number=3, form="named").helped == "What Tom wrote."


def test_the_coach_reads_it_over_once(cast, browser):
    case = drafted(cast)
    blaming = "Their people are lazy and never decide."
    answer = send(browser(cast.tom), case, tried=blaming)
    page = answer.content.decode()
    assert (answer.status_code, CaseVersion.objects.count()) == (422, 1)
    assert "The coach has" in page and blaming in page
    seen = page.split('name="seen" value="')[1].split('"')[0]
    assert send(browser(cast.tom), case, tried=blaming, seen=seen, once="l").status_code == 303


def test_it_is_read_over_when_asked_and_nothing_is_kept(cast, browser):
    case = drafted(cast)
    for number, tried in enumerate(
        ("Their people are lazy and never decide.", "We moved two shifts; it helped a little.")
    ):
        answer = send(browser(cast.tom), case, tried=tried, title="", read="1", once=f"k{number}")
        page = answer.content.decode()
        assert (answer.status_code, CaseVersion.objects.count()) == (200, 1)
        assert tried in page
        assert ("The coach has nothing to remark. Nothing is kept yet." in page) == (number == 1)
        assert ("<mark>" in page) == (number == 0)


def test_a_name_that_is_left_is_said_while_one_writes(cast, browser):
    case = drafted(cast)
    send(browser(cast.tom), case, without_helped="Imani did it near Lindenau.", hidden="Lindenau")
    page = browser(cast.tom).get(f"/cases/{case.pk}/words/").content.decode()
    assert "“Imani” in “What helped” is a name of this room." in page
    assert "“Lindenau” in “What helped” is one of the words that would give somebody away." in page


def test_the_words_without_names_are_drafted_anew(cast, browser):
    case = drafted(cast)
    helped = "Bea Okafor and the studio in Lindenau."
    answer = send(browser(cast.tom), case, "without-names/", helped=helped, hidden="Lindenau")
    page = answer.content.decode()
    assert answer.status_code == 200 and CaseVersion.objects.count() == 1
    assert "Somebody at the client and the studio in […]." in page
    assert helped in page


def test_words_that_look_like_a_place_are_pointed_out(cast, browser):
    case = drafted(cast)
    page = browser(cast.tom).get(f"/cases/{case.pk}/words/").content.decode()
    assert "Do these tell who it is? Then write them below, and they are taken out: Instagram, Lindenau</p>" in page


def test_a_mistake_keeps_every_word(cast, browser):
    case = drafted(cast)
    answer = send(browser(cast.tom), case, title="", helped="Kept words.")
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Give it a title." in page and "Kept words." in page


def test_the_firm_words_it_and_only_who_works_on_it(cast, browser):
    case = permitted(cast)
    for seat, status in ((cast.bea, 403), (cast.una, 403), (cast.maja, 404), (cast.kai, 404)):
        assert browser(seat).get(f"/cases/{case.pk}/words/").status_code == 404
        assert send(browser(seat), case).status_code == status
    assert CaseVersion.objects.count() == 1
