"""The floor: one Django view without middleware, one indexed query, a template of Django's."""

import os

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import engines
from django.urls import path

PAGE = "<!doctype html><title>{{ words }}</title><h1>{{ words }}</h1><p>{{ due }}</p>"

settings.configure(
    SECRET_KEY="only-for-the-benchmark",
    ALLOWED_HOSTS=["127.0.0.1"],
    ROOT_URLCONF=__name__,
    MIDDLEWARE=[],
    DATABASES={
        "default": {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": os.environ["BENCH_DATABASE"],
            "CONN_MAX_AGE": None,
        }
    },
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates"}],
)
django.setup()
_page = engines["django"].from_string(PAGE)


def one(request: HttpRequest, number: int) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute("SELECT headline, care_due FROM ours_problem WHERE id = %s", [number])
        words, due = cursor.fetchone()
    return HttpResponse(_page.render({"words": words, "due": due}))


urlpatterns = [path("<int:number>/", one)]
application = get_wsgi_application()
