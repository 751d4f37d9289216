"""Who takes a note back."""

from ours.aside import rules
from ours.aside.models import AsideNote
from tests.cast import DAY
from tests.sitting import SEATS, who


def test_a_note_is_taken_back_by_its_author_once():
    assert who(rules.may_take_back, AsideNote(by=SEATS["expert"])) == {"expert"}
    assert who(rules.may_take_back, AsideNote(by=SEATS["expert"], taken_back_at=DAY)) == set()
