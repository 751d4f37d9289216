"""What somebody who has stolen the disk finds of private rooms: an installation with a database of its own (A8).

`python -m tests.trust.disk FOLDER ROUNDS` works in private rooms on the database of DATABASE_URL, on SQLite in FOLDER,
and prints as JSON what it looked for in every file and what was found. FOLDER also takes the log and whatever else is
written beside the database. Tables are made from the models, so that this needs no migration.
"""

import json
import os
import random
import sys
from pathlib import Path

from tests.trust.raw import content, every

WORDS = "Zaunkoenig sings at night"
PHRASE = "Wintergoldhaehnchen in the larch"


def main(folder: Path, rounds: int) -> None:
    os.environ |= {"OURS_DATA": str(folder), "OURS_SECRET_KEY": "only-for-tests", "OURS_LOG_LEVEL": "DEBUG"}
    os.environ |= {"DJANGO_SETTINGS_MODULE": "ours.settings", "TMPDIR": str(folder)}
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command
    from django.db import connection

    settings.MIGRATION_MODULES, settings.ALLOWED_HOSTS = {"ours": None}, ["testserver"]
    call_command("migrate", run_syncdb=True, verbosity=0)

    from django.utils import timezone

    from ours.reflect import acts
    from ours.reflect.kinds import Snapshot
    from ours.reflect.models import PrivateEntry, PrivateKey
    from ours.reflect.room import open_room
    from tests.cast import make_cast
    from tests.conftest import signed_in_browser
    from tests.reflect.helping import write_everything

    found: dict[str, bool] = {}
    places = [folder]
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SHOW data_directory")
            places.append(Path(cursor.fetchone()[0]))

    def say(name: str, *looked_for: bytes) -> None:
        """Keep whether any of it stands in a file, once everything has reached the disk."""
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("CHECKPOINT")
        there = content(every(places))
        found[name] = found.get(name, False) or any(one in there for one in looked_for)

    cast, now = make_cast(), timezone.now()
    problem = cast.problem("Marked words at the table.")
    author = cast.tom.person_id
    plain = [word.encode(how) for word in (WORDS, PHRASE, "Zaunkoenig") for how in ("utf-8", "utf-16-le")]
    for turn in range(rounds):
        chance = random.Random(turn)
        tom = signed_in_browser(cast.tom)
        write_everything(tom, cast.yoga.pk, cast.bea.pk, problem.pk)
        room = open_room(author)
        kept = acts.note(room, Snapshot(words=WORDS, at=now))
        other = acts.note(room, Snapshot(words=f"{WORDS} {chance.random()}", at=now))
        first = bytes(PrivateEntry.objects.get(pk=kept.id).sealed)
        say("shared words", b"Marked words at the table.")
        say("private words", *plain)
        say("data key", room.data_key)
        say("sealed while it is there", first)
        acts.change(room, Snapshot(id=kept.id, words=f"{WORDS} again", at=now), at=now)
        say("sealed after it was changed", first)
        second = bytes(PrivateEntry.objects.get(pk=kept.id).sealed)
        acts.remove(open_room(author), kept)
        say("sealed after it was removed", second)
        tom.post("/reflect/own/export/")
        tom.post("/reflect/own/passphrase/", {"passphrase": PHRASE, "again": PHRASE, "known": "on", "once": f"p{turn}"})
        tom.get("/reflect/snapshots/")
        say("private words", *plain)
        wrapped = bytes(PrivateKey.objects.get().wrapped)
        third = bytes(PrivateEntry.objects.get(pk=other.id).sealed)
        say("key while it is there", wrapped)
        acts.leave(author)
        say("key after the room was ended", wrapped)
        say("sealed after the room was ended", third)
        say("private words", *plain)
    print(json.dumps({"files": count(places), "found": found}))


def count(places: list[Path]) -> int:
    """How many files that are."""
    return len(every(places))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
