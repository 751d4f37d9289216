"""Addresses of this room."""

from django.urls import path

from ours.tend.views import accounts, engagement, letters, spread, tending, weeding, worth

_tending = "problems/<int:problem_id>/tending/"
_engagement = "engagements/<int:engagement_id>/care/"

urlpatterns = [
    path(_tending, tending.tending, name="tending"),
    path(_tending + "touches/", tending.touches, name="tending-touches"),
    path(_tending + "touches/<int:touch_id>/ended/", tending.touch_ended, name="tending-touch-ended"),
    path(_tending + "links/", tending.links, name="tending-links"),
    path(_tending + "links/<int:link_id>/ended/", tending.link_ended, name="tending-link-ended"),
    path(_tending + "stuck/", tending.stuck, name="stuck"),
    path(_tending + "stuck/<int:stuck_id>/helps/", tending.helps, name="stuck-helps"),
    path(_tending + "stuck/<int:stuck_id>/ended/", tending.gone_on, name="stuck-ended"),
    path("problems/<int:problem_id>/accounts/", accounts.accounts, name="accounts"),
    path("problems/<int:problem_id>/accounts/given/", accounts.given, name="account-given"),
    path(_engagement, engagement.care, name="engagement-care"),
    path(_engagement + "promised/", engagement.promised, name="engagement-promised"),
    path(
        _engagement + "promised/<int:promised_id>/ended/", engagement.promised_ended, name="engagement-promised-ended"
    ),
    path(_engagement + "rhythms/", engagement.rhythms, name="engagement-rhythms"),
    path(_engagement + "rhythms/<int:rhythm_id>/agreement/", engagement.rhythm_agreed, name="engagement-rhythm-agreed"),
    path("weeding/", weeding.weeding, name="weeding"),
    path(_tending + "weeding/do/", weeding.do, name="weeding-do"),
    path(_tending + "weeding/asked/", weeding.ask, name="weeding-ask"),
    path(_tending + "weeding/parked/", weeding.park, name="weeding-park"),
    path(_tending + "weeding/let-go/", weeding.let_go, name="weeding-let-go"),
    path(_tending + "taken-up/", weeding.taken_up, name="taken-up"),
    path("care-letters/", letters.care_letters, name="care-letters"),
    path("care-letters/stopped/", letters.care_letters_stopped, name="care-letters-stopped"),
    path("care-letters/stop/<str:key>/", letters.care_letters_stop, name="care-letters-stop"),
    path("spread/", spread.spread, name="spread"),
    path("care/worth/", worth.worth, name="signal-worth"),
]
