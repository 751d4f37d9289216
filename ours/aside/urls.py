"""Addresses of an aside."""

from django.urls import path

from ours.aside import views, way_views

urlpatterns = [
    path("problems/<int:problem_id>/aside/", views.aside, name="aside"),
    path("problems/<int:problem_id>/aside/ways/", way_views.ways, name="aside-ways"),
    path("problems/<int:problem_id>/aside/ways/begun/", way_views.ways_begun, name="aside-ways-begun"),
    path("problems/<int:problem_id>/aside/ways/<int:guided_id>/", way_views.way, name="aside-way"),
    path("problems/<int:problem_id>/aside/ways/<int:guided_id>/gone/", way_views.way_gone, name="aside-way-gone"),
    path("problems/<int:problem_id>/aside/ways/<int:guided_id>/ended/", way_views.way_ended, name="aside-way-ended"),
    path("problems/<int:problem_id>/aside/notes/", views.notes, name="aside-notes"),
    path("problems/<int:problem_id>/aside/notes/<int:note_id>/taken-back/", views.taken_back, name="aside-taken-back"),
]
