"""An installation with a database file of its own: what a thief of the disk finds of a private room (A8).

`python -m tests.reflect.disk FOLDER` prints one line for each thing that it looked for: its name and True if it was
found in any file of the folder. Tables are made from the models, so that this needs no migration.
"""

import os
import sys
from pathlib import Path

WORDS = "Zaunkoenig sings at night"


def files(folder: Path) -> bytes:
    """Every byte in the folder, but for the keys."""
    return b"".join(one.read_bytes() for one in sorted(folder.rglob("*")) if one.is_file() and one.suffix != ".key")


def main(folder: Path) -> None:
    os.environ |= {"OURS_DATA": str(folder), "OURS_SECRET_KEY": "only-for-tests"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "ours.settings"
    os.environ.pop("DATABASE_URL", None)
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.MIGRATION_MODULES = {"ours": None}
    call_command("migrate", run_syncdb=True, verbosity=0)

    from django.utils import timezone

    from ours.reflect import acts
    from ours.reflect.kinds import Snapshot
    from ours.reflect.models import PrivateEntry, PrivateKey
    from ours.reflect.room import open_room
    from tests.cast import make_cast

    cast, now = make_cast(), timezone.now()
    problem = cast.problem("Marked words at the table.")
    assert problem.pk

    def say(name: str, found: bool) -> None:
        print(f"{name}: {found}")

    room = open_room(cast.tom.person_id)
    kept = acts.note(room, Snapshot(words=WORDS, at=now))
    other = acts.note(room, Snapshot(words="Another one.", at=now))
    first = bytes(PrivateEntry.objects.get(pk=kept.id).sealed)
    say("shared words", b"Marked words at the table." in files(folder))
    say("private words", WORDS.encode() in files(folder))
    say("data key", room.data_key in files(folder))
    say("sealed while it is there", first in files(folder))
    acts.change(room, Snapshot(id=kept.id, words=f"{WORDS} again", at=now), at=now)
    say("sealed after it was changed", first in files(folder))
    second = bytes(PrivateEntry.objects.get(pk=kept.id).sealed)
    acts.remove(open_room(cast.tom.person_id), kept)
    say("sealed after it was removed", second in files(folder))
    wrapped = bytes(PrivateKey.objects.get().wrapped)
    third = bytes(PrivateEntry.objects.get(pk=other.id).sealed)
    say("key while it is there", wrapped in files(folder))
    acts.leave(cast.tom.person_id)
    say("key after the room was ended", wrapped in files(folder))
    say("sealed after the room was ended", third in files(folder))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
