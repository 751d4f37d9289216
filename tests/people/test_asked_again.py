"""A form that had to wait is taken in only if whoever sent it may still send it."""

import pytest
from django.http import HttpResponseRedirect
from django.test import RequestFactory

from ours.people import acts
from ours.people.middleware import seat_of
from ours.people.models import Session
from ours.people.sessions import SessionStore
from ours.problem.models import Receipt
from ours.table.middleware import OnceMiddleware
from tests.cast import DAY
from tests.conftest import signed_in_browser


def form_of(seat):
    """A form that has come as far as the transaction in which it is taken in."""
    request = RequestFactory().post("/problems/1/messages/said/", {"once": "k", "words": "Here."})
    request.session = SessionStore(signed_in_browser(seat).cookies["ours"].value)
    request.seat = seat_of(request)
    return request


@pytest.mark.parametrize("ended", ["nothing", "the seat", "the session"])
def test_it_is_asked_again_within_the_transaction(cast, ended):
    request = form_of(cast.bea)
    assert request.seat == cast.bea
    if ended == "the seat":
        acts.leave(cast.bea, by=cast.ana, at=DAY)
    elif ended == "the session":
        Session.objects.filter(person=cast.bea.person).delete()
    seats = []

    def take_in(sent):
        seats.append(sent.seat)
        return HttpResponseRedirect("/", status=303)

    OnceMiddleware(take_in)(request)
    assert seats == [cast.bea if ended == "nothing" else None]
    assert Receipt.objects.count() == 1
