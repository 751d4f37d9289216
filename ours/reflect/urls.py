"""Addresses of the private room, and of the firm's own level of customer focus."""

from django.urls import path

from ours.reflect.views import oneself, own, snapshots, trust

urlpatterns = [
    path("reflect/", snapshots.reflect, name="reflect"),
    path("reflect/snapshots/", snapshots.snapshots, name="reflect-snapshots"),
    path("reflect/snapshots/<int:entry_id>/", snapshots.snapshot, name="reflect-snapshot"),
    path("reflect/entries/<int:entry_id>/gone/", snapshots.gone, name="reflect-gone"),
    path("reflect/oneself/", oneself.oneself, name="reflect-oneself"),
    path("reflect/oneself/answered/", oneself.answered, name="reflect-answered"),
    path("reflect/levels/", oneself.levels, name="reflect-levels"),
    path("reflect/levels/placed/", oneself.placed, name="reflect-placed"),
    path("reflect/trust/", trust.trust, name="reflect-trust"),
    path("reflect/trust/begun/", trust.begun, name="reflect-mendings"),
    path("reflect/trust/<int:mending_id>/", trust.mending, name="reflect-mending"),
    path("reflect/trust/<int:mending_id>/changed/", trust.changed, name="reflect-mending-changed"),
    path("reflect/trust/<int:mending_id>/seen/", trust.seen, name="reflect-mending-seen"),
    path("reflect/trust/<int:mending_id>/mended/", trust.mended, name="reflect-mending-mended"),
    path("reflect/lessons/", trust.lessons, name="reflect-lessons"),
    path("reflect/lessons/learned/", trust.learned, name="reflect-learned"),
    path("reflect/own/", own.own, name="reflect-own"),
    path("reflect/own/unlocked/", own.unlocked, name="reflect-unlocked"),
    path("reflect/own/locked/", own.locked_now, name="reflect-locked"),
    path("reflect/own/passphrase/", own.passphrase, name="reflect-passphrase"),
    path("reflect/own/passphrase/gone/", own.passphrase_gone, name="reflect-passphrase-gone"),
    path("reflect/own/export/", own.export, name="reflect-export"),
    path("reflect/own/ended/", own.ended, name="reflect-ended"),
    path("firm/levels/", oneself.firm_focus, name="firm-focus"),
]
