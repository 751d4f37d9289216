"""Words that cannot be set as they are do not keep a pack from being printed."""

import pytest

from ours.cases import pdf
from ours.cases.showing import Told, _drawn
from tests.cases.test_packs import text_of
from tests.cast import DAY


@pytest.mark.parametrize("words", ["Bell\x07 and end\x1f.", "Off\x9f \ufffe", "Smile 🙂", "名", "Ωμέγα, Жук"])
def test_any_sign_may_stand_in_a_case(words):
    points = [["2026-03-01", "1"], ["2026-04-01", "2"]]
    named = dict.fromkeys(("name", "unit", "how", "wanted"), words)
    figure = _drawn({**named, "wanted_by": "2026-05-01", "points": points}, "k")
    story = Told("k", words, words, [("outcome", words, words)], [figure])
    told = text_of(pdf.make("Neon", "Harbour Books", words, [story], on=DAY.date()))
    assert "Harbour Books" in told
