"""Addresses of an aside."""

from django.urls import path

from ours.aside import views

urlpatterns = [
    path("problems/<int:problem_id>/aside/", views.aside, name="aside"),
    path("problems/<int:problem_id>/aside/notes/", views.notes, name="aside-notes"),
    path("problems/<int:problem_id>/aside/notes/<int:note_id>/taken-back/", views.taken_back, name="aside-taken-back"),
]
