"""What is looked up or compiled once gives the same as looking it up each time."""

from datetime import UTC, date, datetime

import pytest
from django.template import engines
from django.urls import NoReverseMatch, reverse
from django.utils import timezone, translation

from ours.addresses import url
from ours.inserting import insert
from ours.people.models import Seat
from ours.post.models import Notice
from ours.prepared import Rows
from ours.problem.models import Event, Look, Problem
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
