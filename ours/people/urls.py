"""Addresses of this room."""

from django.urls import path

from ours.people.views import clients, engagements, entrance, firm, own, seats

urlpatterns = [
    path("sign-in/", entrance.sign_in, name="sign-in"),
    path("sign-in/code/", entrance.code, name="sign-in-code"),
    path("sign-out/", entrance.sign_out, name="sign-out"),
    path("way-in/<str:key>/", entrance.way_in, name="way-in"),
    path("seats/", own.seats, name="seats"),
    path("devices/", own.devices, name="devices"),
    path("devices/others/signed-out/", own.other_devices_out, name="devices-others-out"),
    path("devices/<str:mark>/signed-out/", own.device_out, name="device-out"),
    path("me/", own.me, name="me"),
    path("clients/", clients.clients, name="clients"),
    path("clients/<int:client_id>/", clients.client, name="client"),
    path("clients/<int:client_id>/seats/", clients.client_seats, name="client-seats"),
    path("clients/<int:client_id>/placeholders/", clients.client_placeholders, name="client-placeholders"),
    path("clients/<int:client_id>/engagements/", clients.client_engagements, name="client-engagements"),
    path("people/<int:seat_id>/", seats.seat, name="seat"),
    path("people/<int:seat_id>/person/", seats.seat_person, name="seat-person"),
    path("people/<int:seat_id>/move/", seats.seat_move, name="seat-move"),
    path("people/<int:seat_id>/leaving/", seats.seat_leaving, name="seat-leaving"),
    path("people/<int:seat_id>/deactivation/", seats.deactivation, name="seat-deactivation"),
    path("people/<int:seat_id>/reactivation/", seats.reactivation, name="seat-reactivation"),
    path("engagements/<int:engagement_id>/", engagements.engagement, name="engagement"),
    path("engagements/<int:engagement_id>/promises/", engagements.promises, name="engagement-promises"),
    path("engagements/<int:engagement_id>/crews/", engagements.crews, name="engagement-crews"),
    path("engagements/<int:engagement_id>/crews/<int:crew_id>/", engagements.crew_ended, name="engagement-crew-ended"),
    path("firm/", firm.firm, name="firm"),
    path("firm/seats/", firm.firm_seats, name="firm-seats"),
]
