"""Addresses of this room."""

from django.urls import path

from ours.solve.views import constraint, option, room, shared

_solve = "problems/<int:problem_id>/solve/"
_constraint = _solve + "constraints/<int:constraint_id>/"
_option = _solve + "options/<int:option_id>/"
_inventory = "clients/<int:client_id>/inventory/"
_initiative = "clients/<int:client_id>/initiatives/<int:initiative_id>/"

urlpatterns = [
    path(_solve, room.solve, name="solve"),
    path(_solve + "ideas/", room.ideas, name="ideas"),
    path(_solve + "ideas/asked/", room.ideas_asked, name="ideas-asked"),
    path(_solve + "ideas/<int:idea_id>/set-aside/", room.set_aside, name="idea-set-aside"),
    path(_solve + "constraints/", room.constraints, name="constraints"),
    path(_constraint, constraint.constraint, name="constraint"),
    path(_constraint + "checks/", constraint.checks, name="constraint-checks"),
    path(_constraint + "lessenings/", constraint.lessenings, name="constraint-lessenings"),
    path(_constraint + "changes/", constraint.changes, name="constraint-changes"),
    path(_constraint + "joined/", constraint.joined, name="constraint-joined"),
    path(_constraint + "lifted/", constraint.lifted, name="constraint-lifted"),
    path(_solve + "options/", room.options, name="options"),
    path(_option, option.option, name="option"),
    path(_option + "held/", option.held, name="option-held"),
    path(_option + "partner/", option.partner, name="option-partner"),
    path(_option + "positions/", option.positions, name="positions"),
    path(_option + "decisions/", option.decisions, name="decisions"),
    path(_solve + "attempts/", room.attempts, name="attempts"),
    path(_solve + "attempts/<int:attempt_id>/results/", room.results, name="results"),
    path(_solve + "lives/", room.lives, name="lives"),
    path(_inventory, shared.inventory, name="inventory"),
    path(_inventory + "items/", shared.items, name="inventory-items"),
    path(_inventory + "items/<int:item_id>/changed/", shared.item_changed, name="inventory-item-changed"),
    path(_inventory + "items/<int:item_id>/gone/", shared.item_gone, name="inventory-item-gone"),
    path(_initiative, shared.initiative, name="initiative"),
    path(_initiative + "sponsor/", shared.sponsor, name="initiative-sponsor"),
    path(_initiative + "steps/", shared.steps, name="initiative-steps"),
    path(_initiative + "steps/<int:change_step_id>/done/", shared.step_done, name="initiative-step-done"),
    path(_initiative + "problems/", shared.dissolved, name="initiative-dissolved"),
    path(_initiative + "problems/<int:dissolving_id>/not/", shared.not_dissolved, name="initiative-not-dissolved"),
    path(_initiative + "ended/", shared.ended, name="initiative-ended"),
]
