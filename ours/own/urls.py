"""Addresses of this room."""

from django.urls import path

from ours.own import views

_own = "problems/<int:problem_id>/ownership/"
_commitment = _own + "commitments/<int:commitment_id>/"

urlpatterns = [
    path(_own, views.ownership, name="ownership"),
    path(_own + "owner/", views.owner, name="ownership-owner"),
    path(_own + "commitments/", views.commitments, name="ownership-commitments"),
    path(_commitment + "kept/", views.kept, name="ownership-kept"),
    path(_commitment + "missed/", views.missed, name="ownership-missed"),
    path(_commitment + "new-day/", views.new_day, name="ownership-new-day"),
    path(_commitment + "again/", views.again, name="ownership-again"),
    path(_own + "ways/", views.ways, name="ownership-ways"),
    path(_own + "ways/<int:way_id>/agreement/", views.agreement, name="ownership-agreement"),
    path(_own + "steps/", views.steps, name="ownership-steps"),
    path(_own + "steps/<int:step_id>/done/", views.step_done, name="ownership-step-done"),
    path(_own + "prescriptions/", views.prescriptions, name="ownership-prescriptions"),
    path(_own + "abilities/", views.abilities, name="ownership-abilities"),
]
