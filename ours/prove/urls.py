"""Addresses of this room."""

from django.urls import path

from ours.prove.views import lists, measure, proof, pulse, sent, success

_proof = "problems/<int:problem_id>/proof/"
_measure = "problems/<int:problem_id>/measures/<int:measure_id>/"
_pulse = "engagements/<int:engagement_id>/pulse/"

urlpatterns = [
    path(_proof, proof.proof, name="proof"),
    path(_proof + "proposals/", proof.proposals, name="proof-proposals"),
    path(_proof + "proposals/<int:proposal_id>/confirmed/", proof.confirmed, name="proof-confirmed"),
    path(_proof + "proposals/<int:proposal_id>/not-yet/", proof.not_yet, name="proof-not-yet"),
    path(_proof + "days/", proof.days, name="proof-days"),
    path(_proof + "days/<int:day_id>/agreement/", proof.day_agreed, name="proof-day-agreed"),
    path(_proof + "lasted/", proof.lasted, name="proof-lasted"),
    path(_proof + "back/", proof.came_back, name="proof-back"),
    path(_measure, measure.measure, name="measure"),
    path(_measure + "readings/", measure.readings, name="measure-readings"),
    path(_measure + "readings/<int:reading_id>/corrected/", measure.corrected, name="reading-corrected"),
    path(_measure + "list/", lists.readings_list, name="readings-list"),
    path(_measure + "lists/<int:list_id>/", lists.kept_list, name="readings-list-kept"),
    path(_measure + "programs/", measure.inlets, name="inlets"),
    path(_measure + "programs/<int:inlet_id>/closed/", measure.inlet_closed, name="inlet-closed"),
    path("readings/<str:key>/", sent.readings_sent, name="readings-sent"),
    path("lasting/<str:key>/", sent.lasting, name="lasting"),
    path("pulse/stop/<str:key>/", pulse.pulse_stop, name="pulse-stop"),
    path("pulse/<str:key>/", pulse.pulse_answer, name="pulse-answer"),
    path(_pulse, pulse.engagement_pulse, name="engagement-pulse"),
    path(_pulse + "rhythms/", pulse.rhythms, name="pulse-rhythms"),
    path(_pulse + "rhythms/<int:pulse_rhythm_id>/agreement/", pulse.rhythm_agreed, name="pulse-rhythm-agreed"),
    path(_pulse + "rhythms/<int:pulse_rhythm_id>/ended/", pulse.rhythm_ended, name="pulse-rhythm-ended"),
    path(_pulse + "mine/", pulse.own_turn, name="pulse-own-turn"),
    path("clients/<int:client_id>/success/", success.client_success, name="client-success"),
    path("clients/<int:client_id>/revenue/", success.client_revenue, name="client-revenue"),
]
