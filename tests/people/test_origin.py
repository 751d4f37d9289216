"""Forms of other sites are refused where the browser says that they are (`people/origin.py`)."""

import pytest
from django.test import Client as Browser

from ours.problem.models import Problem
from tests.conftest import signed_in_browser


@pytest.mark.parametrize(
    ("site", "status"),
    [("cross-site", 403), ("same-site", 403), ("none", 303), ("same-origin", 303), (None, 303)],
)
def test_the_browser_says_where_a_form_comes_from(cast, site, status):
    problem = cast.problem()
    browser = signed_in_browser(cast.tom, check_forms=True)
    browser.get("/me/")
    said = {"seriousness": "3", "once": "k", "csrfmiddlewaretoken": browser.cookies["ours-form"].value}
    headers = {} if site is None else {"Sec-Fetch-Site": site}
    assert browser.post(f"/problems/{problem.pk}/seriousness/", said, headers=headers).status_code == status
    assert Problem.objects.get().seriousness == (3 if status == 303 else 2)


def test_a_program_that_knows_its_address_needs_no_page(cast):
    """It carries no cookies, so there is nothing that another site could make use of."""
    answer = Browser(enforce_csrf_checks=True).post("/readings/no-such/", headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 404
