"""Addresses of this room."""

from django.urls import path

from ours.problem import views

urlpatterns = [
    path("problems/<int:problem_id>/parking/", views.parking, name="parking"),
    path("problems/<int:problem_id>/parkings/", views.parkings, name="parkings"),
    path("problems/<int:problem_id>/parkings/<int:parking_id>/returned/", views.returned, name="parking-returned"),
    path("problems/<int:problem_id>/seriousness/", views.seriousness, name="seriousness"),
]
