"""Ours with a large made-up firm, served as `ours up` serves it."""

import os
import random
import subprocess
import sys
from dataclasses import dataclass

from bench.measure import LOOPBACK, Served, free_port, wait_for
from bench.place import ROOT, WORK

# Run in a process with the settings of the site: prints a session for the owner and one for a client person, the
# client's seat's problems, ids of problems, and counts statements of each page.
_PREPARE = """
import json, sys
from uuid import uuid4
from ours.cli import start_django
start_django()
from django.db import connection
from django.test import Client
from ours.people.models import Role, Seat
from ours.problem.models import Chair, Problem
owner = Seat.objects.get(role=Role.OWNER)
client = Chair.objects.filter(seat__level=1).select_related("seat").first().seat
def come_in(seat):
    browser = Client(SERVER_NAME="127.0.0.1")
    session = browser.session
    session["person"], session["seat"] = seat.person_id, seat.pk
    session.save()
    browser.cookies["ours"] = session.session_key
    return browser, session.session_key
def statements(browser, ask):
    count = []
    def note(execute, sql, params, many, context):
        count.append(sql)
        return execute(sql, params, many, context)
    with connection.execute_wrapper(note):
        answer = ask(browser)
    assert answer.status_code in (200, 303), answer.content
    return len(count)
ids = list(Problem.objects.values_list("pk", flat=True)[: int(sys.argv[1])])
as_owner, owner_key = come_in(owner)
as_client, client_key = come_in(client)
table = f"/problems/{ids[0]}/"
for _ in range(2):
    counts = {
        "table": statements(as_owner, lambda b: b.get(table)),
        "list": statements(as_owner, lambda b: b.get("/")),
        "search": statements(as_owner, lambda b: b.get("/search/?q=waiting+times")),
        "home": statements(as_client, lambda b: b.get("/")),
        "entry": statements(
            as_owner, lambda b: b.post(table + "messages/said/", {"words": "Once more.", "once": str(uuid4())})
        ),
    }
print(json.dumps({"owner": owner_key, "client": client_key, "ids": ids, "statements": counts}))
"""


@dataclass
class Site:
    """A running Ours, with who may ask it."""

    served: Served
    owner: str
    client: str
    ids: list[int]
    statements: dict[str, int]


def environment(problems: int) -> dict[str, str]:
    """The settings of the site with so many problems."""
    folder = WORK / f"ours-{problems}"
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("OURS_", "DJANGO_", "DATABASE_URL"))}
    return {**kept, "OURS_DATA": str(folder), "PYTHONPATH": str(ROOT), "OURS_LOG_LEVEL": "ERROR"}


def prepare(problems: int) -> None:
    """Make the database with so many problems, unless it is there."""
    done = WORK / f"ours-{problems}" / "done"
    if done.exists():
        return
    for words in (["migrate"], ["demo", "--problems", str(problems), "--seed", "1"]):
        subprocess.run([sys.executable, "-m", "ours.cli", *words], env=environment(problems), cwd=ROOT, check=True)
    done.touch()


def start(problems: int) -> Site:
    """Serve it with two processes."""
    import json

    env = environment(problems)
    told = subprocess.run(
        [sys.executable, "-c", _PREPARE, "20000"], env=env, cwd=ROOT, check=True, capture_output=True, text=True
    )
    facts = json.loads(told.stdout.splitlines()[-1])
    port = free_port()
    env["OURS_ADDRESS"] = f"http://{LOOPBACK}:{port}"
    process = subprocess.Popen([sys.executable, "-m", "ours.cli.pages", LOOPBACK, str(port), "2"], env=env, cwd=ROOT)
    wait_for(port, "/healthz", process)
    random.Random(1).shuffle(facts["ids"])
    served = Served(f"Ours, {problems}", port, process)
    return Site(served, facts["owner"], facts["client"], facts["ids"], facts["statements"])
