"""B8: a form that is sent again, at once by many, or after its answer was lost, does its deed once.

The forms are those of the pages, found and filled in (`sending.py`); an address that takes forms and has none there
fails the experiment. What counts as once: the rows of all tables, in full their contents.
"""

from collections import Counter

import pytest
from django.db import connection, transaction

from ours.people.models import SignInCode
from ours.post.models import Letter
from tests.people.entering import ask, code_in_letter
from tests.rights import MATRIX
from tests.trust import apart
from tests.trust.house import House
from tests.trust.programme import size, tell
from tests.trust.rows import counts, everything
from tests.trust.sending import WITHOUT_KEY, Sent, by_hand, every_form, pages

TIMES = size(2, 5)


class Cut(BaseException):
    """The machine is cut off."""


def cut_off(execute, sql, params, many, context):
    """The last statement of a deed, its receipt, is never reached."""
    if sql.startswith('INSERT INTO "ours_receipt"'):
        raise Cut
    return execute(sql, params, many, context)


def kept():
    """What there is: in full every row of every table, else how many."""
    return everything() if size(0, 1) else counts()


def sent_again(house: House, form: Sent) -> list[str]:
    """What is wrong about sending this form again and again; all is undone."""
    keep, wrong = transaction.savepoint(), []
    browser = house.browser(form.who)
    if size(0, 1):
        before = kept()
        try:
            with connection.execute_wrapper(cut_off):
                browser.post(form.path, form.fields)
            wrong.append("it wrote no receipt")
        except Cut:
            if kept() != before:
                wrong.append("something was kept of what was cut off")
    before = counts()
    first = browser.post(form.path, form.fields)
    after, rows = kept(), counts()
    if first.status_code != 303:
        wrong.append(f"answered {first.status_code}")
    if {name: many - before[name] for name, many in rows.items() if many != before[name]} == {}:
        wrong.append("it did nothing")
    for time in range(TIMES):
        if time % 2 and form.who != "opened":  # another process, or the browser that was opened again: the same cookies
            cookies, browser = browser.cookies, type(browser)(raise_request_exception=False)
            browser.cookies = cookies
        again = browser.post(form.path, form.fields)
        if (again.status_code, again.get("Location")) != (303, first["Location"]):
            wrong.append(f"answered {again.status_code} {again.get('Location')}, at first {first['Location']}")
    if kept() != after:
        wrong.append("it was done again")
    transaction.savepoint_rollback(keep)
    return wrong


@pytest.mark.slow
def test_every_form_sent_again(house):
    wrong: dict[str, list[str]] = {}
    done, keyless, failed = Counter(), set(), set()
    for form, found in every_form(house, list(pages(house))[:: size(4, 1)]):
        if not form.once:
            keyless.add(form.route)
        elif found is None:
            failed.add(form.route)
        else:
            done[form.route] += 1
            if told := sent_again(house, found):
                wrong[form.route] = told
    for found in by_hand(house):
        if "once" not in found.fields:
            keyless.add(found.route)
            continue
        done[found.route] += 1
        if told := sent_again(house, found):
            wrong[found.route] = told
    asked = {name for name, row in MATRIX.items() if row.post is not None}
    tell("B8", addresses=len(done), times=TIMES, doubled=len(wrong))
    assert wrong == {}
    if size(1, 0):
        assert len(done) > 30
        return
    assert failed - set(done) == set()
    assert set(done) | keyless | {"sign-in-code"} >= asked
    assert (keyless - set(done)) | {"sign-in-code"} == set(WITHOUT_KEY)


def test_forms_without_a_key_do_no_more_when_they_are_sent_again(house):
    """What `sending.WITHOUT_KEY` says of each. Asking for a code again is another code, for which there are limits."""
    browser = house.browser("visitor")
    assert [ask(browser, "bea@example.org").status_code for _ in range(2)] == [303, 303]
    assert (SignInCode.objects.count(), Letter.objects.filter(kind="code").count()) == (2, 2)
    forms = {found.route: found for _form, found in every_form(house, pages(house)) if found} if size(0, 1) else {}
    forms |= {found.route: found for found in by_hand(house)}
    for name in sorted(set(WITHOUT_KEY) & set(forms) - {"sign-in", "sign-out"}):
        keep, browser = transaction.savepoint(), house.browser(forms[name].who)
        browser.post(forms[name].path, forms[name].fields)
        after = everything(without=["Session", "Inlet"])  # when it was there last, how often in this hour
        for _ in range(TIMES):
            browser.post(forms[name].path, forms[name].fields)
        assert everything(without=["Session", "Inlet"]) == after, name
        transaction.savepoint_rollback(keep)
    code = code_in_letter("bea@example.org")
    browser = house.browser("visitor")
    ask(browser, "bea@example.org")
    code = code_in_letter("bea@example.org")
    assert [browser.post("/sign-in/code/", {"code": code}).status_code for _ in range(3)] == [303, 422, 422]


@pytest.mark.slow
def test_every_form_sent_by_twelve_at_once(tmp_path):
    *found, figures = apart.run(tmp_path, "at_once", size(6, 10_000))
    tell("B8", addresses=figures["addresses"], at_once=12, doubled=len(found))
    assert found == []
    assert figures["addresses"] >= size(6, 160)


def test_a_form_that_counts_twice_is_seen(house):
    """The same form without its key is done as often as it is sent: both ways to look see it."""
    path = f"/problems/{house.table.problem.pk}/state/fears/"
    form = Sent("fears", "tom", path, {"words": ["That nobody comes."]})
    assert "it was done again" in sent_again(house, form)
    form.fields["once"] = ["k"]
    assert sent_again(house, form) == []
