"""Addresses of this room."""

from django.urls import path

from ours.frame.views import disagreements, drafts, state, words

urlpatterns = [
    path("problems/<int:problem_id>/words/", words.words, name="words"),
    path("problems/<int:problem_id>/words/versions/", words.versions, name="words-versions"),
    path("problems/<int:problem_id>/words/signers/", words.signers, name="words-signers"),
    path("problems/<int:problem_id>/agreement/", words.agreement, name="agreement"),
    path("problems/<int:problem_id>/drafts/", drafts.drafts, name="drafts"),
    path("problems/<int:problem_id>/drafts/laid/", drafts.laid, name="drafts-laid"),
    path("problems/<int:problem_id>/disagreements/", disagreements.disagreements, name="disagreements"),
    path("problems/<int:problem_id>/disagreements/placed/", disagreements.placed, name="disagreements-placed"),
    path(
        "problems/<int:problem_id>/disagreements/<int:disagreement_id>/settled/",
        disagreements.settled,
        name="disagreement-settled",
    ),
    path(
        "problems/<int:problem_id>/disagreements/<int:disagreement_id>/set-aside/",
        disagreements.set_aside,
        name="disagreement-set-aside",
    ),
    path("problems/<int:problem_id>/state/", state.state, name="state"),
    path("problems/<int:problem_id>/state/said/", state.said, name="state-said"),
    path("problems/<int:problem_id>/state/measures/", state.measures, name="measures"),
    path("problems/<int:problem_id>/state/measures/<int:measure_id>/", state.replaced, name="measure-replaced"),
    path("problems/<int:problem_id>/state/measures/<int:measure_id>/readings/", state.readings, name="readings"),
    path("problems/<int:problem_id>/state/opportunities/", state.opportunities, name="opportunities"),
    path("problems/<int:problem_id>/state/fears/", state.fears, name="fears"),
]
