"""What is looked up or compiled once gives the same as looking it up each time."""

from datetime import UTC, date, datetime

import jinja2
import pytest
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from django.middleware.csrf import CSRF_ALLOWED_CHARS, CSRF_SECRET_LENGTH
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from ours.addresses import url
from ours.inserting import insert
from ours.people.models import Seat
from ours.post.models import Notice
from ours.prepared import Prepared, Rows, planned_once
from ours.problem.models import Event, Look, Problem
from ours.shortcuts import random_letters
from ours.templating import day, moment
from ours.translated import Pages, filled
from tests.cast import DAY

TEMPLATE = (
    '{{ _("Search") }}|{{ _("%(who)s asked", who=name) }}|{{ _("100 %%") }}|{{ "<" ~ _("Find") }}'
    "|{% trans %}Find{% endtrans %}|{{ items.items }}"
)


def test_addresses_are_those_of_django():
    assert url("table", problem_id=17) == reverse("table", kwargs={"problem_id": 17}) == "/problems/17/"
    assert url("request", problem_id=1, request_id=2) == reverse("request", kwargs={"problem_id": 1, "request_id": 2})
    assert url("aim", problem_id=1, horizon="ahead") == reverse("aim", kwargs={"problem_id": 1, "horizon": "ahead"})
    assert url("home", query={"show": "a b"}) == "/?show=a+b"
    with pytest.raises(NoReverseMatch):
        url("nowhere", problem_id=1)


@pytest.mark.parametrize("language", ["en", "de", None])
def test_translated_when_compiled_is_translated_when_asked(language, tmp_path):
    (tmp_path / "page.html").write_text(TEMPLATE)
    options = {"environment": "ours.templating.environment"}
    pages = Pages({"NAME": "x", "DIRS": [tmp_path], "APP_DIRS": False, "OPTIONS": options})
    context = {"name": "<Bea>", "items": {"items": "of the dict"}}
    neutral = engines["jinja2"].env.from_string(TEMPLATE)
    with translation.override(language):
        shown = pages.get_template("page.html").render(context)
        assert shown == neutral.render(context)
    assert "&lt;Bea&gt;" in shown
    assert shown.endswith("|of the dict")
    assert filled("%(a)s <", a="<") == "< <"


def test_days_and_moments_follow_language_and_zone():
    late = datetime(2020, 3, 3, 23, 30, tzinfo=UTC)
    told = {}
    for language, zone in (("en", "UTC"), ("de", "UTC"), ("en", "Europe/Berlin")):
        with translation.override(language), timezone.override(zone):
            told[language, zone] = (day(late), moment(late), day(date(2020, 3, 3)))
    assert told["en", "UTC"] == ("3 March 2020", "3 March 2020, 23:30", "3 March 2020")
    assert told["de", "UTC"] == ("3. März 2020", "3. März 2020, 23:30", "3. März 2020")
    assert told["en", "Europe/Berlin"] == ("4 March 2020", "4 March 2020, 00:30", "3 March 2020")


def test_rows_have_the_types_of_their_columns(cast):
    problem = cast.problem("One.")
    later = cast.problem("Two.", at=datetime(2026, 3, 4, tzinfo=UTC))
    listed = Rows(
        (datetime, int),
        lambda at, firm: (
            Problem.objects.filter(firm=firm, opened_at__lte=at)
            .order_by("pk")
            .values("pk", "client__name", "opened_at", "client_owned")
        ),
    )
    assert [tuple(row) for row in listed(DAY, cast.neon.pk)] == [(problem.pk, "Yoga House", DAY, False)]
    both = listed.of_several([(DAY, cast.neon.pk), (later.opened_at, cast.neon.pk)], 'ORDER BY "pk" DESC LIMIT 2')
    assert [row.pk for row in both] == [later.pk, problem.pk]
    assert listed.first(DAY, cast.kobalt.pk) is None
    told = Rows((int,), lambda one: Event.objects.filter(problem=one).values("told"))
    assert told.first(problem.pk).told == {"who": "Bea Okafor", "words": "One."}


def test_a_value_that_does_not_reach_the_statement_is_refused(db):
    with pytest.raises(ValueError, match="must reach the SQL"):
        Rows((int, int), lambda one, other: Seat.objects.filter(pk=one).values("pk"))(1, 2)


def test_inserted_is_what_was_given(cast):
    problem = cast.problem()
    common = {"person": cast.bea.person, "problem": problem, "at": DAY}
    insert(Look, [])
    insert(Look, [Look(**common, event=5)])
    notice = Notice(**common, seat=cast.bea, event=7, kind="said", due_at=DAY)
    insert(Notice, [notice])
    assert list(Look.objects.values_list("person", "problem", "event", "at")) == [
        (cast.bea.person_id, problem.pk, 5, DAY)
    ]
    kept = Notice.objects.get(pk=notice.pk)
    assert {f.attname: getattr(kept, f.attname) for f in Notice._meta.concrete_fields} == {
        f.attname: getattr(notice, f.attname) for f in Notice._meta.concrete_fields
    }


def test_a_prepared_queryset_gives_what_the_queryset_gives(cast):
    problem = cast.problem()
    prepared: Prepared[Problem] = Prepared(
        (int,), lambda one: Problem.objects.select_related("client", "engagement", "opened_by").filter(pk=one)
    )
    (found,) = prepared(problem.pk)
    asked = Problem.objects.get(pk=problem.pk)
    names = [field.attname for field in Problem._meta.concrete_fields]
    assert {name: getattr(found, name) for name in names} == {name: getattr(asked, name) for name in names}
    assert (found, found.client, found.engagement, found.opened_by) == (
        asked,
        asked.client,
        asked.engagement,
        asked.opened_by,
    )
    assert prepared(1) == []


def test_saving_what_was_read_writes_what_has_changed(cast):
    problem = cast.problem()
    prepared: Prepared[Problem] = Prepared((int,), lambda one: Problem.objects.filter(pk=one))
    (found,) = prepared(problem.pk)
    before = found.headline
    Problem.objects.filter(pk=found.pk).update(unanswered=7)  # somebody else's deed
    found.headline = "Other words"
    found.save()
    kept = Problem.objects.get(pk=found.pk)
    assert (kept.headline, kept.unanswered) == ("Other words", 7)
    found.headline = before  # as it was when it was read, but no longer what the row holds
    found.save()
    assert Problem.objects.get(pk=found.pk).headline == before
    found.refresh_from_db()
    assert found.unanswered == 7
    found.unanswered = 1
    found.save()
    assert Problem.objects.get(pk=found.pk).unanswered == 1


def test_an_expression_is_saved_as_such(cast):
    problem = cast.problem()
    was = problem.unanswered
    problem.unanswered = F("unanswered") + 2
    problem.save()
    assert Problem.objects.get(pk=problem.pk).unanswered == was + 2


def test_a_broken_rule_of_the_database_is_still_heard_of(cast):
    once = {"problem": cast.problem(), "person": cast.bea.person, "event": 1, "at": DAY}
    Look.objects.create(**once)
    with pytest.raises(IntegrityError), transaction.atomic():
        Look.objects.create(**once)


def test_a_statement_is_planned_once_for_the_values_that_are_open():
    assert planned_once("a = %s AND b LIKE '%%s' AND c = %s", [True, False]) == "a = +%s AND b LIKE '%%s' AND c = %s"


def test_keys_of_forms_are_letters_and_digits_each_another():
    found = {random_letters() for _ in range(100)}
    assert len(found) == 100
    assert {len(one) for one in found} == {CSRF_SECRET_LENGTH}
    assert set("".join(found)) == set(CSRF_ALLOWED_CHARS)  # 3,200 of 62: one is missing once in 10^20 times


MACROS = (
    '{% macro row(words, note="-", more=none) %}'
    "<li>{{ words }}|{{ note }}|{{ more }}|{{ words.absent }}</li>{% endmacro %}"
    "{% macro box(label) %}<b>{{ label }}{{ caller() if caller }}</b>{% endmacro %}"
    '{{ row("<a>") }}{{ row("b", more=[1]) }}{{ row("c", "<d>") }}{{ box("x") }}'
    '{% call box("y") %}<i>{{ name }}</i>{% endcall %}{{ box("z") ~ "<" }}'
    "{{ facts.here }}{{ facts.absent }}{{ facts.keys()|join }}"
)


def test_a_template_says_the_same_the_short_way():
    env = engines["jinja2"].env
    usual = jinja2.Environment(autoescape=True).from_string(MACROS)
    context = {"name": "<Bea>", "facts": {"here": "<h>"}}
    assert env.from_string(MACROS).render(context) == usual.render(context)
    plain = jinja2.Environment(autoescape=False).from_string(MACROS)  # noqa: S701 - to compare with
    assert env.overlay(autoescape=False).from_string(MACROS).render(context) == plain.render(context)
    with pytest.raises(jinja2.UndefinedError, match="'dict object' has no attribute 'absent'"):
        env.from_string("{{ facts.absent.further }}").render(context)
    with pytest.raises(TypeError, match="no keyword argument 'other'"):
        env.from_string(MACROS + "{{ row(other=1) }}").render(context)


@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite keeps statements by itself")
@pytest.mark.parametrize(("threshold", "column"), [(2, "title"), (None, "role")])
def test_postgresql_plans_a_statement_once(cast, monkeypatch, threshold, column):
    """From the third time on; never behind a pooler."""
    names = Rows((int,), lambda pk: Seat.objects.filter(pk=pk).values("name", column))
    monkeypatch.setattr(connection.connection, "prepare_threshold", threshold)
    seats = [cast.ana, cast.bea, cast.tom, cast.ana]
    assert [[row.name for row in names(seat.pk)] for seat in seats] == [[seat.name] for seat in seats]
    text = f'SELECT "ours_seat"."name" AS "name", "ours_seat"."{column}"%'
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", [text])
        assert cursor.fetchone() == (1 if threshold else 0,)
