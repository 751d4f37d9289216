"""Addresses of the pages where the rooms meet."""

from django.urls import path

from ours.table import live, views
from ours.table.search.views import search
from ours.table.similar.views import similar, similar_problem

urlpatterns = [
    path("", views.home, name="home"),
    path("healthz", views.healthz, name="healthz"),
    path("care/", views.care, name="care"),
    path("search/", search, name="search"),
    path("similar/", similar, name="similar"),
    path("problems/<int:problem_id>/", views.table, name="table"),
    path("problems/<int:problem_id>/similar/", similar_problem, name="similar-problem"),
    path("problems/<int:problem_id>/wall/", views.wall, name="wall"),
    path("problems/<int:problem_id>/print/", views.printed, name="print"),
    path("problems/<int:problem_id>/history/", views.history, name="history"),
    path("problems/<int:problem_id>/stream/", live.stream, name="stream"),
]
