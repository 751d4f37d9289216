"""Addresses of the pages where the rooms meet."""

from django.urls import path

from ours.table import views

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("problems/<int:problem_id>/", views.table, name="table"),
]
