"""The German catalogue holds every word of the product, and what is compiled is what is written."""

import re
from io import BytesIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract_from_dir
from babel.messages.frontend import parse_keywords, parse_mapping_cfg
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po
from django.test import Client as Browser
from django.urls import reverse
from django.utils import translation

from ours.post.writing import write
from ours.problem.models import Event
from tests.cast import DAY, Cast
from tests.conftest import signed_in_browser
from tests.world import set_table

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "ours" / "locale" / "de" / "LC_MESSAGES"
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|%[a-z%]|\{\w+\}")


@pytest.fixture(scope="module")
def catalogue() -> Catalog:
    with (FOLDER / "django.po").open("rb") as file:
        return read_po(file, locale="de")


def messages(catalogue: Catalog) -> list[Message]:
    return [one for one in catalogue if one.id]


def forms(said: str | tuple[str, ...]) -> tuple[str, ...]:
    return (said,) if isinstance(said, str) else tuple(said)


def extracted() -> set[tuple[str | None, str | tuple[str, ...]]]:
    """(context, words) of every message in the sources, found the way `bin/messages` finds them."""
    written = re.findall(r"-k (\S+)", (ROOT / "bin" / "messages").read_text())
    with (ROOT / "babel.cfg").open() as file:
        methods, options = parse_mapping_cfg(file)
    found = extract_from_dir(ROOT, methods, options, keywords={**DEFAULT_KEYWORDS, **parse_keywords(written)})
    return {(context, words) for _file, _line, words, _comments, context in found if words}


def test_every_message_is_in_the_catalogue_and_no_other(catalogue):
    assert {(one.context, one.id) for one in messages(catalogue)} == extracted()


def test_every_message_is_in_german(catalogue):
    empty = [one.id for one in messages(catalogue) if not all(forms(one.string))]
    assert (empty, [one.id for one in messages(catalogue) if one.fuzzy]) == ([], [])


def test_placeholders_are_the_same_in_both_languages(catalogue):
    def held(said: str) -> list[str]:
        return sorted(PLACEHOLDER.findall(said))

    differ = [
        (english, german)
        for one in messages(catalogue)
        for english, german in zip(forms(one.id), forms(one.string), strict=True)
        if held(english) != held(german)
    ]
    assert differ == []


def test_the_german_is_calm_and_quotes_as_germans_do(catalogue):
    said = [german for one in messages(catalogue) for german in forms(one.string)]
    loud = [german for german in said if "!" in german or "erfolgreich" in german.lower()]
    quoted = [german for german in said if '"' in german or "”" in german or german.count("„") != german.count("“")]
    assert (loud, quoted) == ([], [])


def test_what_is_compiled_is_what_is_written(catalogue):
    compiled = BytesIO()
    write_mo(compiled, catalogue)
    compiled.seek(0)
    with (FOLDER / "django.mo").open("rb") as file:
        assert {one.id: one.string for one in read_mo(file)} == {one.id: one.string for one in read_mo(compiled)}


def words_of(page: str) -> str:
    """What a page says: without its markup, spaces alike."""
    page = re.sub(r"(?s)<(style|script|svg)\b.*?</\1>", " ", page)
    page = re.sub(r'<[^>]*?\b(?:aria-label|title|placeholder)="([^"]*)"[^>]*>', r" \1 ", page)
    page = re.sub(r"<[^>]+>", " ", page)
    return " ".join(page.replace("&#39;", "'").replace("&#34;", '"').split())


def english_in(text: str, catalogue: Catalog) -> list[str]:
    """The English sentences of the catalogue, of three words or more, that a text holds."""
    found = []
    for one in messages(catalogue):
        for english, german in zip(forms(one.id), forms(one.string), strict=True):
            parts = [" ".join(re.escape(part).split()) for part in PLACEHOLDER.split(english)]
            said = re.compile(r"(?<!\w)" + ".{1,200}?".join(parts) + r"(?!\w)")
            long_enough = len(PLACEHOLDER.sub("", english).split()) >= 3
            if english != german and long_enough and said.search(text):
                found.append(english)
    return found


def test_english_in_a_text_is_found(catalogue):
    text = "Guten Tag. Nothing waits for you today. Bea said: you heard me. Zum Tisch"
    assert english_in(text, catalogue) == ["%(who)s said: you heard me.", "Nothing waits for you today."]


def speaks_german(cast: Cast) -> None:
    for seat in (cast.ana, cast.bea):
        seat.person.language = "de"
        seat.person.save()


CLIENT_PAGES = ("home", "table", "listening", "listening-session", "words", "drafts", "state", "disagreements")
EXPERT_PAGES = (*CLIENT_PAGES, "heard", "ownership", "parking", "seriousness", "history", "messages", "care", "tray", "clients", "firm", "me", "devices", "aside")  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize(("who", "pages"), [("bea", CLIENT_PAGES), ("ana", EXPERT_PAGES)])
def test_pages_come_in_the_readers_language(cast, catalogue, who, pages):
    speaks_german(cast)
    table = set_table(
        cast, engagement=cast.growth, client_seat=cast.bea, other_seat=cast.imani, expert=cast.ana, word="Wort"
    )
    browser = signed_in_browser(getattr(cast, who))
    english = {}
    for name in pages:
        try_with = {"problem_id": table.problem.pk}
        try:
            address = reverse(name)
        except Exception:  # noqa: BLE001
            address = reverse(name, kwargs=try_with)
        answer = browser.get(address)
        page = answer.content.decode()
        assert (answer.status_code, '<html lang="de">' in page) == (200, True), address
        if left := english_in(words_of(page), catalogue):
            english[address] = left
    assert english == {}
