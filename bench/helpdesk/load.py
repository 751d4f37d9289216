"""Fill django-helpdesk with as many tickets as Ours has problems, five follow-ups each, in the same words.

`python load.py TICKETS`; reads the words from bulkwords.py beside Ours' demo. Prints a session key of an expert.
"""

import os
import sys
from datetime import UTC, datetime, timedelta
from random import Random

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
import django

django.setup()

from bulkwords import ASKS, MESSAGES, TRADES, Speech  # noqa: E402
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection, transaction  # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket, UserSettings  # noqa: E402

tickets = int(sys.argv[1])
call_command("migrate", verbosity=0)
if not Ticket.objects.exists():
    rng = Random(1)
    now = datetime.now(UTC)
    experts = [
        User.objects.create(username=f"expert{n}", email=f"e{n}@bench.example", is_staff=True, is_superuser=True)
        for n in range(13)
    ]
    for user in experts:
        UserSettings.objects.get_or_create(user=user)
    queue = Queue.objects.create(title="Problems", slug="problems", allow_public_submission=True)
    speeches = [Speech(rng, trade) for trade in TRADES]
    for first in range(1, tickets + 1, 2000):
        rows, follow_ups = [], []
        for number in range(first, min(first + 2000, tickets + 1)):
            speech = speeches[number % len(speeches)]
            words = speech.say(ASKS)
            began = now - timedelta(days=rng.uniform(1, 60))
            rows.append(
                Ticket(
                    id=number,
                    title=words[:190],
                    description=words,
                    queue=queue,
                    created=began,
                    modified=began,
                    submitter_email=f"client{number % 2000}@bench.example",
                    assigned_to=experts[number % len(experts)],
                    status=Ticket.OPEN_STATUS,
                    priority=rng.randint(1, 5),
                    secret_key=f"k{number}",
                )
            )
            follow_ups += [
                FollowUp(
                    ticket_id=number,
                    date=began + timedelta(hours=6 * step),
                    title="Comment",
                    comment=speech.say(MESSAGES),
                    public=True,
                    user=experts[(number + step) % len(experts)],
                )
                for step in range(5)
            ]
        with transaction.atomic():
            Ticket.objects.bulk_create(rows, batch_size=500)
            FollowUp.objects.bulk_create(follow_ups, batch_size=2000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")

user = User.objects.get(username="expert0")
session = SessionStore()
session[SESSION_KEY] = str(user.pk)
session[BACKEND_SESSION_KEY] = "django.contrib.auth.backends.ModelBackend"
session[HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
print(session.session_key)
