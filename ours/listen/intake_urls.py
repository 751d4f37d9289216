"""Addresses of taking in: requests, messages, the tray, the people of a problem."""

from django.urls import path

from ours.listen import heard_views, intake_views, tray_views

urlpatterns = [
    path("problems/new/", intake_views.new, name="problem-new"),
    path("problems/new/kept/", intake_views.kept, name="request-kept"),
    path("problems/<int:problem_id>/requests/<int:request_id>/", intake_views.asked, name="request"),
    path("problems/<int:problem_id>/requests/<int:request_id>/look/", intake_views.asked_look, name="request-look"),
    path("problems/<int:problem_id>/attachments/<int:attachment_id>/", intake_views.attachment, name="attachment"),
    path("problems/<int:problem_id>/messages/", intake_views.messages, name="messages"),
    path("problems/<int:problem_id>/messages/said/", intake_views.said, name="say"),
    path("problems/<int:problem_id>/messages/<int:message_id>/look/", intake_views.message_look, name="message-look"),
    path("problems/<int:problem_id>/people/", heard_views.heard, name="heard"),
    path("problems/<int:problem_id>/people/chairs/", heard_views.chairs, name="chairs"),
    path("problems/<int:problem_id>/people/newcomers/", heard_views.newcomers, name="newcomers"),
    path("problems/<int:problem_id>/people/<int:seat_id>/known/", heard_views.known, name="known"),
    path("problems/<int:problem_id>/people/<int:seat_id>/left/", heard_views.left, name="chair-left"),
    path("tray/", tray_views.tray, name="tray"),
    path("tray/<int:mail_id>/", tray_views.mail, name="tray-mail"),
    path("tray/<int:mail_id>/look/", tray_views.mail_look, name="tray-look"),
    path("tray/<int:mail_id>/mail.eml", tray_views.raw, name="tray-raw"),
    path("tray/<int:mail_id>/placed/", tray_views.placed, name="tray-placed"),
    path("tray/<int:mail_id>/put-aside/", tray_views.put_aside, name="tray-put-aside"),
    path("tray/<int:mail_id>/taken-up/", tray_views.taken_up, name="tray-taken-up"),
]
