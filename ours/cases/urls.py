"""Addresses of cases, of packs, and of what a link opens."""

from django.urls import path

from ours.cases.views import packs, permission, shown, stories, wording

urlpatterns = [
    path("problems/<int:problem_id>/case/drafted/", stories.drafted, name="case-drafted"),
    path("cases/", stories.cases, name="cases"),
    path("cases/<int:case_id>/", stories.case, name="case"),
    path("cases/<int:case_id>/words/", wording.words, name="case-words"),
    path("cases/<int:case_id>/words/versions/", wording.versions, name="case-versions"),
    path("cases/<int:case_id>/words/without-names/", wording.blurred, name="case-blurred"),
    path("cases/<int:case_id>/permission/asked/", permission.asked, name="case-asked"),
    path("cases/<int:case_id>/permission/answered/", permission.answered, name="case-answered"),
    path("cases/<int:case_id>/permission/withdrawn/", permission.withdrawn, name="case-withdrawn"),
    path("evidence/", packs.packs, name="packs"),
    path("evidence/made/", packs.made, name="pack-made"),
    path("evidence/<int:pack_id>/", packs.pack, name="pack"),
    path("evidence/<int:pack_id>/chosen/", packs.chosen, name="pack-chosen"),
    path("evidence/<int:pack_id>/look/", packs.look, name="pack-look"),
    path("evidence/<int:pack_id>/pdf/", packs.as_pdf, name="pack-pdf"),
    path("evidence/<int:pack_id>/links/", packs.linked, name="pack-linked"),
    path("evidence/<int:pack_id>/links/<int:pack_link_id>/revoked/", packs.revoked, name="pack-revoked"),
    path("evidence/<int:pack_id>/ended/", packs.ended, name="pack-ended"),
    path("shown/<str:key>/", shown.shown, name="shown"),
    path("shown/<str:key>/opened/", shown.opened, name="shown-opened"),
    path("shown/<str:key>/taken/", shown.taken, name="shown-taken"),
    path("shown/<str:key>/evidence.pdf", shown.as_pdf, name="shown-pdf"),
]
