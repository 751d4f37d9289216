"""Addresses of reading over, and of what a firm's people make of the rules."""

from django.urls import path

from ours.wording import views

urlpatterns = [
    path("problems/<int:problem_id>/wording/", views.wording, name="wording"),
    path("firm/wording/", views.rules, name="wording-rules"),
]
