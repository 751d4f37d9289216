"""All addresses, room by room."""

from django.urls import include, path

urlpatterns = [
    path("", include("ours.table.urls")),
    path("", include("ours.people.urls")),
    path("", include("ours.problem.urls")),
    path("", include("ours.listen.urls")),
    path("", include("ours.frame.urls")),
    path("", include("ours.own.urls")),
    path("", include("ours.solve.urls")),
    path("", include("ours.tend.urls")),
    path("", include("ours.prove.urls")),
    path("", include("ours.cases.urls")),
    path("", include("ours.portfolio.urls")),
    path("", include("ours.aside.urls")),
    path("", include("ours.reflect.urls")),
    path("", include("ours.wording.urls")),
    path("", include("ours.post.urls")),
]
handler403 = "ours.table.errors.refused"
handler404 = "ours.table.errors.missing"
handler500 = "ours.table.errors.broken"
handler400 = "ours.table.errors.unreadable"
