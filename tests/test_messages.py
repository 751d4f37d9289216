"""The German catalogue holds every word of the product, and pages and letters come out in their reader's language."""

import html
import re
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.urls import reverse

from ours.listen import acts as listen
from ours.people.models import Seat
from ours.post.bundling import bundle_due
from ours.post.models import Letter
from ours.post.writing import write
from tests.cast import DAY, Cast
from tests.conftest import signed_in_browser
from tests.world import Table, set_table

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "ours" / "locale" / "de" / "LC_MESSAGES"
DAYS = timedelta(days=1)
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|\{\w+\}")
BOTH = [
    *("home", "care", "me", "devices", "seats", "search"),
    *("table", "history", "listening", "listening-session", "words", "drafts", "state", "disagreements"),
    *("ownership", "parking", "seriousness", "heard", "messages", "aside"),
]
PAGES = {"ana": [*BOTH, "tray", "clients", "firm", "client", "engagement"], "bea": [*BOTH, "problem-new", "client"]}


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="de")


def messages(catalogue: Catalog) -> list[Message]:
    return [one for one in catalogue if one.id]


def forms(words: str | tuple[str, ...]) -> tuple[str, ...]:
    return (words,) if isinstance(words, str) else tuple(words)


def extracted() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """(context, words) of every message in the sources, found the way `bin/messages` finds them."""
    named = re.findall(r"-k (\S+)", (ROOT / "bin" / "messages").read_text())
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    keywords = {**DEFAULT_KEYWORDS, **parse_keywords(named)}
    found = extract_from_dir(ROOT, methods, options, keywords=keywords)
    return {(context, words) for _file, _line, words, _comments, context in found if words}


def test_the_catalogue_holds_what_the_code_says_and_nothing_else(catalogue):
    assert {(one.context, one.id) for one in messages(catalogue)} == extracted()


def test_every_message_is_in_german(catalogue):
    empty = [one.id for one in messages(catalogue) if not all(forms(one.string))]
    fuzzy = [one.id for one in messages(catalogue) if one.fuzzy]
    assert (empty, fuzzy) == ([], [])


def test_placeholders_are_the_same_in_both_languages(catalogue):
    held = {
        (english, german): (sorted(PLACEHOLDER.findall(english)), sorted(PLACEHOLDER.findall(german)))
        for one in messages(catalogue)
        for english, german in zip(forms(one.id), forms(one.string), strict=True)
    }
    assert {pair: found for pair, found in held.items() if found[0] != found[1]} == {}


def test_the_german_is_calm_and_quotes_the_german_way(catalogue):
    words = [german for one in messages(catalogue) for german in forms(one.string)]
    loud = [german for german in words if "!" in german or "erfolgreich" in german.lower()]
    odd = [german for german in words if '"' in german or "”" in german or german.count("„") != german.count("“")]
    assert (loud, odd) == ([], [])


def test_what_is_compiled_is_what_is_written(catalogue):
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with (FOLDER / "django.mo").open("rb") as file:
        kept, fresh = read_mo(file), read_mo(compiled)
    assert {forms(one.id): forms(one.string) for one in kept} == {forms(one.id): forms(one.string) for one in fresh}


def text_of(page: str) -> str:
    """What a page says, in its text and in the labels that are read out; spaces alike."""
    page = re.sub(r"(?s)<(style|script)\b.*?</\1>", " ", page)
    page = re.sub(r'(?s)<[^>]*?\b(?:aria-label|placeholder)="([^"]*)"[^>]*>', r" \1 ", page)
    return " ".join(html.unescape(re.sub(r"(?s)<[^>]*>", " ", page)).split())


def english_in(text: str, catalogue: Catalog) -> set[str]:
    """The English messages of three words or more that a text holds."""
    found = set()
    for one in messages(catalogue):
        for english, german in zip(forms(one.id), forms(one.string), strict=True):
            parts = [" ".join(part.split()) for part in PLACEHOLDER.split(english)]
            if english == german or len(" ".join(parts).split()) < 3:
                continue
            # The longest part is looked up first because that is quick; what fills a placeholder is short here.
            whole = ".{0,200}?".join(rf"\s*{re.escape(part)}\s*" for part in parts)
            if max(parts, key=len) in text and re.search(whole, text):
                found.add(english)
    return found


def test_english_in_a_text_is_found(catalogue):
    page = (
        "<p>Guten Tag. Nothing waits for you <i>today</i>.</p> <b>Bea</b> began to listen. <a title='x'>Zum Tisch</a>"
    )
    assert english_in(text_of(page), catalogue) == {"%(who)s began to listen."}
    assert english_in(text_of(page.replace("<i>", "").replace("</i>", "")), catalogue) == {
        "%(who)s began to listen.",
        "Nothing waits for you today.",
    }


@pytest.fixture
def table(cast: Cast) -> Table:
    """A problem of Yoga House with one of everything, its people reading German."""
    for seat in (cast.ana, cast.bea):
        seat.person.language = "de"
        seat.person.save()
    return set_table(
        cast, engagement=cast.growth, client_seat=cast.bea, other_seat=cast.imani, expert=cast.ana, word="Wort"
    )


@pytest.mark.slow
@pytest.mark.parametrize("who", ["ana", "bea"])
def test_pages_are_in_the_readers_language(cast, catalogue, table, who):
    browser = signed_in_browser(getattr(cast, who))
    english = {}
    for name in PAGES[who]:
        page = browser.get(address(name, table))
        assert (page.status_code, page.headers["Content-Language"]) == (200, "de"), name
        english[name] = english_in(text_of(page.content.decode()), catalogue)
    assert english == {name: set() for name in PAGES[who]}


def address(name: str, table: Table) -> str:
    """The address of a named page at this table."""
    taken = {"client": ("client_id",), "engagement": ("engagement_id",)}
    here = () if name in WITHOUT_TABLE else taken.get(name, ("problem_id",))
    return reverse(name, kwargs={one: table.ids[one] for one in here})


WITHOUT_TABLE = {"home", "search", "care", "me", "devices", "seats", "tray", "clients", "firm", "problem-new"}


@pytest.mark.django_db
def test_a_visitor_is_met_in_the_browsers_language(client, catalogue):
    page = client.get(reverse("sign-in"), headers={"Accept-Language": "de-AT,de;q=0.9,en;q=0.5"})
    assert "Schreiben Sie Ihre E-Mail-Adresse, und wir senden Ihnen einen Code." in text_of(page.content.decode())
    assert english_in(text_of(page.content.decode()), catalogue) == set()


def test_letters_are_in_their_readers_language(cast, catalogue, table):
    bea: Seat = cast.bea
    code = write(bea.person, "code", {"code": "1234 5678", "link": "/"}, at=DAY)
    assert code.subject == "1234 5678 ist Ihr Code für Ours"
    invitation = write(
        bea.person,
        "invitation",
        {"by": "Ana Ruiz", "organisation": "Yoga House", "firm_name": "Neon", "link": "/"},
        at=DAY,
    )
    assert invitation.subject == "Ana Ruiz hält Ihnen einen Platz am Tisch frei"
    listen.ask(table.problem, "Was weiter?", by=cast.ana, at=DAY + DAYS, asked_of=bea, send=True)
    bundle_due(DAY + 2 * DAYS)
    news = Letter.objects.get(kind="news", person=bea.person)
    assert "Ana Ruiz fragt Sie:" in news.text
    found = [english_in(text_of(said), catalogue) for one in (code, invitation, news) for said in (one.html, one.text)]
    assert found == [set()] * 6
