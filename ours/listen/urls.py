"""Addresses of this room: the ladder, the listening session, the letter's page. Intake has its own list."""

from django.urls import path, register_converter

from ours.listen import answer_views, intake_views, session_views, views
from ours.listen.intake_urls import urlpatterns as intake
from ours.listen.models import Aim


class HorizonConverter:
    """`urgent` or `ahead`."""

    regex = "|".join(Aim.Horizon.values)

    def to_python(self, value: str) -> str:
        return value

    def to_url(self, value: str) -> str:
        return value


register_converter(HorizonConverter, "horizon")

LISTENING = "problems/<int:problem_id>/listening/"

urlpatterns = [
    *intake,
    path(LISTENING, views.listening, name="listening"),
    path(f"{LISTENING}questions/", views.questions, name="questions"),
    path(f"{LISTENING}questions/<int:question_id>/answers/", views.answers, name="answers"),
    path(f"{LISTENING}answers/<int:rung_id>/wordings/", views.wordings, name="wordings"),
    path(f"{LISTENING}answers/<int:rung_id>/mail/", intake_views.answer_mail, name="answer-mail"),
    path(f"{LISTENING}answers/<int:rung_id>/mark/", views.mark, name="rung-mark"),
    path(f"{LISTENING}answers/<int:rung_id>/confirmation/", views.confirmation, name="rung-confirmation"),
    path(f"{LISTENING}answers/<int:rung_id>/need/", views.need, name="need"),
    path(f"{LISTENING}aims/<horizon:horizon>/", views.aim, name="aim"),
    path(f"{LISTENING}session/", session_views.session, name="listening-session"),
    path(f"{LISTENING}sessions/", session_views.sessions, name="listening-sessions"),
    path(f"{LISTENING}session/questions/", session_views.questions, name="session-questions"),
    path(f"{LISTENING}session/questions/<int:question_id>/answers/", session_views.answers, name="session-answers"),
    path(f"{LISTENING}session/playbacks/", session_views.playbacks, name="session-playbacks"),
    path(f"{LISTENING}session/playbacks/<int:playback_id>/hearing/", session_views.hearing, name="session-hearing"),
    path(f"{LISTENING}session/end/", session_views.end, name="session-end"),
    path("answer/<str:key>/", answer_views.answer, name="answer"),
]
