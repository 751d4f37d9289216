"""Addresses of the post."""

from django.urls import path

from ours.post import views

urlpatterns = [
    path("letters/", views.letters, name="letters"),
    path("letters/answers/", views.answers, name="reply-addresses"),
    path("letters/<int:letter_id>/", views.letter, name="letter"),
    path("letters/<int:letter_id>/html/", views.letter_html, name="letter-html"),
]
