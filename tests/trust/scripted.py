"""Run inside an installation: furnishes it, and puts payloads where words stand. Prints JSON about where to look.

`python -m tests.trust.scripted furnish` before it is started, then `… write ROUND MOST` as often as wanted, and
`… mails FIRST COUNT`. `… tables` makes an installation that holds nothing, in a third of the time that `ours up` takes.
"""

import json
import sys
from collections.abc import Iterator
from email.message import EmailMessage
from itertools import count

import django

django.setup()

from django.apps import apps  # noqa: E402
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import IntegrityError, connection, models, transaction  # noqa: E402
from django.db.migrations.loader import MigrationLoader  # noqa: E402
from django.db.migrations.recorder import MigrationRecorder  # noqa: E402
from django.utils import timezone  # noqa: E402

from ours.columns import COLUMNS  # noqa: E402
from ours.listen.models import Message, Request  # noqa: E402
from ours.listen.receiving import receive  # noqa: E402
from ours.people.models import Crew  # noqa: E402
from ours.post.bundling import bundle_due  # noqa: E402
from ours.post.models import InboundMail, Letter, Notice  # noqa: E402
from ours.problem import acts as problems  # noqa: E402
from ours.reflect import acts as reflect  # noqa: E402
from ours.reflect.kinds import Mending, Snapshot  # noqa: E402
from ours.reflect.room import open_room  # noqa: E402
from ours.table.search.documents import keep_all  # noqa: E402
from tests.asking import address, routes  # noqa: E402
from tests.trust.house import furnish  # noqa: E402
from tests.trust.payloads import payloads  # noqa: E402

PEOPLE = ("tom", "bea", "ana", "una", "maja")
# Not words: what programs choose among, and HTML that has been made safe where it came in (mails bring it).
APART = {
    "Person": "language time_zone", "Firm": "language time_zone", "Session": "session_data session_key device",
    "Request": "html", "Message": "html", "InboundMail": "html", "Letter": "text html kind", "Receipt": "location",
    "Problem": "stage step move", "Event": "kind side", "Notice": "kind",
    "Pointed": "side rule flag fingerprint reason",
}  # fmt: skip


def main(deed: str, *numbers: str) -> None:
    told = {"tables": _tables, "furnish": _furnish, "write": _write, "mails": _mails}[deed](*map(int, numbers))
    print(json.dumps(told))


def _tables() -> None:
    """All tables as they are now, marked as if the migrations had made them."""
    names = list(MigrationLoader(None).disk_migrations)
    settings.MIGRATION_MODULES = {"ours": None}
    call_command("migrate", run_syncdb=True, verbosity=0)
    recorder = MigrationRecorder(connection)
    recorder.ensure_schema()
    for app, name in names:
        recorder.record_applied(app, name)


def _furnish() -> dict[str, object]:
    """Furnish it, and say who is signed in with which cookie, and what is to be opened by whom."""
    _tables()
    whole = transaction.atomic()
    whole._from_testcase = True  # what insists on a transaction of its own is content with this one
    with whole:
        house = furnish()
    pages = [(who, path) for who, path in house.pages]
    for name, parameters in routes():
        if set(parameters) <= house.table.ids.keys() | {"horizon"} and name != "stream":
            path = address(name, parameters, house.table.ids)
            pages += [(who, path) for who in PEOPLE[:2]]
    pages += [(who, path) for who, path in (("ana", "/firm/"), ("ana", "/letters/"), ("ana", "/wording/"))]
    crew = Crew.objects.get(seat=house.cast.tom, engagement=house.cast.growth)
    (settings.DATA / "crew").write_text(str(crew.pk))
    cookies = {who: house.browser(who).cookies["ours"].value for who in PEOPLE}
    return {"cookies": cookies, "pages": pages, "problem": house.table.problem.pk}


def _write(turn: int, most: int) -> dict[str, object]:
    """Put the next payloads into every cell that holds words: as many as fit and no more than `most` at a time."""
    made, place = payloads(), count(turn * 31)
    cells = 0
    with transaction.atomic():
        for model, names in _columns():
            for row in model._base_manager.all():
                for field in names:
                    words = _words(field, getattr(row, field.attname), made, place, most)
                    cells += _put(model, row.pk, field.attname, words)
        _by_deeds(made, turn, most)
        keep_all()
    return {"cells": cells, "letters": _letters(), "looks": _looks()}


def _put(model: type[models.Model], pk: object, name: str, words: object) -> bool:
    """Put words there, unless the table itself refuses: where there may be none at that moment."""
    try:
        with transaction.atomic():
            return bool(model._base_manager.filter(pk=pk).update(**{name: words}))
    except IntegrityError:
        return False


def _columns() -> Iterator[tuple[type[models.Model], list[models.Field]]]:
    """The columns of each table that hold words."""
    for model in apps.get_app_config("ours").get_models():
        classes = COLUMNS[model.__name__]
        names = " ".join(words for key, words in classes.items() if key != "technical").split()
        names = set(names) - set(APART.get(model.__name__, "").split())
        fields = [field for field in model._meta.local_concrete_fields if field.column in names and _holds_words(field)]
        if fields:
            yield model, fields


def _holds_words(field: models.Field) -> bool:
    if isinstance(field, models.JSONField):
        return True
    words = isinstance(field, models.CharField | models.TextField) and not field.choices
    return words and (field.max_length or 999) > 30


def _words(field: models.Field, value: object, made: list, place: Iterator[int], most: int) -> object:
    """What is to stand there instead: in JSON, wherever the words of the furnishing stand."""
    if isinstance(field, models.JSONField):
        return _told(value, made, place, most)
    room, packed = field.max_length or 10_000, list[str]()
    while len(packed) < most:
        number = next(place) % len(made)
        words = made[number].number(number)
        if len(" ".join([*packed, words])) > room:
            break
        packed.append(words)
    return " ".join(packed).replace("\0", "") or value


def _told(value: object, made: list, place: Iterator[int], most: int) -> object:
    if isinstance(value, dict):
        return {key: _told(one, made, place, most) for key, one in value.items()}
    if isinstance(value, list):
        return [_told(one, made, place, most) for one in value]
    if isinstance(value, str) and "First" in value:
        return " ".join(made[next(place) % len(made)].number(0) for _ in range(min(most, 3)))
    return value


def _by_deeds(made: list, turn: int, most: int) -> None:
    """What is sealed or counted is written by its own deed."""
    crew = Crew.objects.select_related("seat", "engagement").get(pk=int((settings.DATA / "crew").read_text()))
    at, room = timezone.now(), open_room(crew.seat.person_id)
    for number in range(turn * most, turn * most + most):
        words = made[number % len(made)].number(number % len(made))
        problems.open_problem(crew.engagement, words, by=crew.seat, at=at)
        reflect.note(room, Snapshot(words=words, at=at))
        reflect.note(room, Mending(name=words[:100], lost=words, happened=words, own=words, steps=[words], at=at))


def _letters() -> list[str]:
    """Letters that tell of all this, written now; the newest of each kind."""
    Notice.objects.filter(event__isnull=False).update(due_at=timezone.now(), letter=None)
    bundle_due(timezone.now())
    newest = {letter.kind: letter.pk for letter in Letter.objects.defer("text", "html").order_by("at", "pk")}
    return [f"/letters/{pk}/html/" for pk in newest.values()]


def _looks() -> list[str]:
    """Where mails are shown as they looked."""
    told = [f"/problems/{one.problem_id}/requests/{one.pk}/look/" for one in Request.objects.exclude(html="")]
    told += [f"/problems/{one.problem_id}/messages/{one.pk}/look/" for one in Message.objects.exclude(html="")]
    return told + [f"/tray/{pk}/look/" for pk in InboundMail.objects.filter(state="tray").values_list("pk", flat=True)]


def _mails(first: int, most: int) -> list[str]:
    """Mails with the next payloads in all that mails have: each in a page, a subject, a name, a file's name."""
    made = payloads()
    words = [one.number(number) for number, one in enumerate(made)][first : first + most]
    mail = EmailMessage()
    mail["From"], mail["To"] = f"{header(words[0])} <stranger{first}@evil.example>", "help@neon.example"
    mail["Subject"], mail["Message-ID"] = header(words[-1]), f"<{first}@evil.example>"
    mail.set_content("\n".join(words))
    page = "".join(f"<div>{one}</div>" for one in words)
    mail.add_alternative(f"<html><body><p>Hello</p>{page}", subtype="html")
    mail.add_attachment(b"x", maintype="text", subtype="html", filename=header(words[len(words) // 2]))
    receive(mail.as_bytes(), at=timezone.now())
    return [f"/tray/{pk}/{look}" for pk in InboundMail.objects.values_list("pk", flat=True) for look in ("", "look/")]


def header(words: str) -> str:
    """Words as a mail program puts them into a head."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in words).split())


if __name__ == "__main__":
    main(*sys.argv[1:])
