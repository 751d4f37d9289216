"""Nobody signs words they have not seen, whatever happens at the same moment (F3)."""

from threading import Thread

import pytest
from django.db import connection, transaction

from ours.frame import acts
from ours.frame.models import Agreement, BlindDraft, Statement
from ours.problem.models import Event
from tests.cast import DAY
from tests.conftest import signed_in_browser
from tests.frame import FIRST

pytestmark = pytest.mark.slow

ROUNDS = 8


@pytest.mark.parametrize("once", [True, False], ids=["form with a key", "form without"])
def test_signing_against_a_new_wording(busy_cast, at_once, once):
    cast = busy_cast
    bea, tom = signed_in_browser(cast.bea), signed_in_browser(cast.tom)
    seen = set()
    for number in range(ROUNDS):
        problem = cast.problem()
        first = acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
        key = {"once": f"k{number}"} if once else {}
        address = f"/problems/{problem.pk}"
        signing = {"version": "1", **key}
        wording = {"words": f"Other words {number}.", "based_on": "1", **key}

        signed, worded = at_once(
            lambda a=address, f=signing: bea.post(f"{a}/agreement/", f),
            lambda a=address, f=wording: tom.post(f"{a}/words/versions/", f),
        )

        assert worded.status_code == 303
        agreements = list(Agreement.objects.filter(statement__problem=problem).values_list("statement", "by"))
        # Either it came first and holds for the words that were read, or it was refused and there is none.
        assert (signed.status_code, agreements) in [(303, [(first.pk, cast.bea.pk)]), (409, [])]
        assert list(
            Statement.objects.filter(problem=problem).order_by("version").values_list("version", flat=True)
        ) == [
            1,
            2,
        ]
        seen.add(signed.status_code)
    assert seen <= {303, 409}


@pytest.mark.parametrize("once", [True, False], ids=["form with a key", "form without"])
def test_signing_while_a_new_wording_is_being_saved(busy_cast, once):
    """The wording has been written and not yet committed when the signature arrives: it waits, and is refused."""
    cast = busy_cast
    problem = cast.problem()
    acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
    bea = signed_in_browser(cast.bea)
    fields = {"version": "1", **({"once": "k1"} if once else {})}
    answers = []

    def sign() -> None:
        answers.append(bea.post(f"/problems/{problem.pk}/agreement/", fields))
        connection.close()

    signing = Thread(target=sign)
    with transaction.atomic():
        acts.word(problem, "Other words.", based_on=1, by=cast.tom, at=DAY)
        signing.start()
        signing.join(0.7)
        assert signing.is_alive()  # it waits for the wording
    signing.join()

    assert [answer.status_code for answer in answers] == [409]
    assert not Agreement.objects.exists()


def test_two_wordings_of_the_same_version(busy_cast, at_once):
    cast = busy_cast
    bea, tom = signed_in_browser(cast.bea), signed_in_browser(cast.tom)
    for number in range(ROUNDS):
        problem = cast.problem()
        acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
        address = f"/problems/{problem.pk}/words/versions/"
        forms = [{"words": f"Words of {who}.", "based_on": "1", "once": f"{who}{number}"} for who in ("Bea", "Tom")]

        answers = at_once(
            lambda a=address, f=forms[0]: bea.post(a, f),
            lambda a=address, f=forms[1]: tom.post(a, f),
        )

        assert sorted(answer.status_code for answer in answers) == [303, 409]
        refused = answers[0] if answers[0].status_code == 409 else answers[1]
        lost = "Words of Bea." if refused is answers[0] else "Words of Tom."
        assert f"{lost}</textarea>" in refused.content.decode()
        second = Statement.objects.get(problem=problem, version=2)
        assert {second.words, lost} == {"Words of Bea.", "Words of Tom."}


def test_all_sign_at_once_and_all_signed_is_told_once(busy_cast, at_once):
    cast = busy_cast
    people = [cast.bea, cast.tom, cast.ana]
    browsers = [signed_in_browser(seat) for seat in people]
    for number in range(ROUNDS):
        problem = cast.problem()
        acts.word(problem, FIRST, based_on=0, by=cast.tom, at=DAY)
        acts.ask_to_sign(problem, people, by=cast.tom, at=DAY)
        address = f"/problems/{problem.pk}/agreement/"

        answers = at_once(
            *(
                lambda b=browser, k=f"{key}{number}", a=address: b.post(a, {"version": "1", "once": k})
                for browser in browsers
                for key in "xy"
            )
        )

        assert [answer.status_code for answer in answers] == [303] * 6
        signed = Agreement.objects.filter(statement__problem=problem).values_list("by", flat=True)
        assert sorted(signed) == sorted(seat.pk for seat in people)
        kinds = list(Event.objects.filter(problem=problem).order_by("pk").values_list("kind", flat=True))
        assert kinds == ["opened", "worded", "signers_chosen", "signers_chosen", *["agreed"] * 3, "all_agreed"]


def test_two_of_one_side_lay_its_draft_at_once(busy_cast, at_once):
    cast = busy_cast
    ana, tom = signed_in_browser(cast.ana), signed_in_browser(cast.tom)
    for number in range(ROUNDS):
        problem = cast.problem()
        address = f"/problems/{problem.pk}/drafts/laid/"
        forms = [
            {"own_view": f"{who} sees.", "their_view": f"{who} guesses.", "round": "1", "once": f"{who}{number}"}
            for who in ("Ana", "Tom")
        ]

        answers = at_once(
            lambda a=address, f=forms[0]: ana.post(a, f),
            lambda a=address, f=forms[1]: tom.post(a, f),
        )

        assert sorted(answer.status_code for answer in answers) == [303, 409]
        refused, who = (answers[0], "Ana") if answers[0].status_code == 409 else (answers[1], "Tom")
        assert f"<blockquote>{who} sees.</blockquote>" in refused.content.decode()
        assert BlindDraft.objects.filter(problem=problem).count() == 1
