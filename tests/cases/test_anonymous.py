"""A thousand generated cases with names planted in every field: in text, page, plot and PDF none survives.

The first sixty of them are looked at each time, all of them with the slow tests.
"""

from datetime import date

import pypdfium2
import pytest
from django.template.loader import render_to_string

from ours.cases import pdf, telling
from ours.cases.models import Form
from ours.cases.showing import told
from tests.cases.rooms import room, seen


def everything(words):
    """All that a form says, in one text."""
    drawn = [str(value) for figure in words["figures"] for value in figure.values()]
    return "\n".join([*(words[part] for part in telling.FIELDS), *drawn])


@pytest.fixture(scope="module", params=[60, pytest.param(1000, marks=pytest.mark.slow)])
def stories(request):
    """(room, its case without names) of so many rooms."""
    rooms = [room(number) for number in range(request.param)]
    return [(one, telling.blurred(one.words, one.names)) for one in rooms]


def test_there_is_something_to_find():
    rooms = [room(number) for number in range(50)]
    assert min(len(seen(one, everything(one.words))) for one in rooms) >= 5


def test_no_name_survives_in_the_words(stories):
    survivors = [(number, seen(one, everything(words))) for number, (one, words) in enumerate(stories)]
    assert [one for one in survivors if one[1]] == []


def test_the_check_lets_all_of_them_pass_and_none_before(stories):
    assert {bool(telling.left_in(words, one.names)) for one, words in stories} == {False}
    assert {bool(telling.left_in(one.words, one.names)) for one, _words in stories[:200]} == {True}


def test_no_name_survives_on_the_page_or_in_the_plot(stories):
    survivors = []
    for number, (one, words) in enumerate(stories):
        page = render_to_string("cases/alone.html", {"story": told(words, key="case-1", form=Form.ANONYMOUS)})
        # The page's own words and marks are no names; what stands in it is looked at without them.
        page = page.replace("http://www.w3.org/2000/svg", "")
        if found := seen(one, page):
            survivors.append((number, found))
    assert survivors == []


def test_no_name_survives_in_the_pdf_or_its_properties(stories):
    survivors = []
    looked_at = stories[:200]
    for begin in range(0, len(looked_at), 10):
        some = looked_at[begin : begin + 10]
        told_all = [told(words, key=f"case-{place}", form=Form.ANONYMOUS) for place, (_one, words) in enumerate(some)]
        made = pypdfium2.PdfDocument(pdf.make("The sender", "the reader", "", told_all, on=date(2026, 11, 1)))
        text = "\n".join(page.get_textpage().get_text_range() for page in made)
        text += "\n".join(map(str, made.get_metadata_dict().values()))
        made.close()
        for one, _words in some:
            if found := seen(one, text):
                survivors.append((begin, found))
    assert survivors == []
