"""The index: one class, with an implementation for SQLite (FTS5) and one for PostgreSQL (tsvector with GIN).

Both take words apart in the same way and reduce English ones to their stem; no word is left out as too common. Matches
are asked for from the newest problem backwards, a page at a time, so that a word that stands everywhere costs no more
than a rare one. The headline is kept apart, so that problems whose headline matches can come first at the same cost.
"""

import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any

from django.db import connections

from ours.problem.models import Problem
from ours.table.search.query import Query

TABLE = "ours_search"
BEGIN, END = "\x02", "\x03"  # around words that matched, in what `excerpts` gives
LONGEST = 200_000  # characters of one document that are searched
TAG_LIKE = re.compile(r"<(?=\S)")


@dataclass(frozen=True)
class Among:
    """Where it is worth looking: in one firm, for one client, or on some engagements. No right, only a short cut."""

    column: str  # firm, client or engagement
    ids: tuple[int, ...]


class Where(Enum):
    """In which words of a problem all that is looked for must stand."""

    ANYWHERE = "anywhere"
    HEADLINE = "headline"
    ELSEWHERE = "elsewhere"  # anywhere, and not all of it in the headline


@dataclass(frozen=True)
class Batch:
    """The ids of some problems that match, newest first, and the last one that was looked at, None if it was the very
    last."""

    ids: list[int]
    last: int | None


class Index(ABC):
    """The documents of one database, each under its problem's id."""

    newest: frozenset[str]  # columns that a table of an earlier version has not
    glances: tuple[int, ...] = ()  # how many of the newest documents are worth a glance each before `matches` is asked

    def __init__(self, connection: Any) -> None:
        self.connection = connection

    def exists(self) -> bool:
        """Whether the table of documents is there, as this version makes it."""
        inspect = self.connection.introspection
        with self.connection.cursor() as cursor:
            if TABLE not in inspect.table_names(cursor):
                return False
            return self.newest <= {column.name for column in inspect.get_table_description(cursor, TABLE)}

    def drop(self) -> None:
        """Take the table of documents away, if there is one: it can be made again from what it was made of."""
        with self.connection.cursor() as cursor:
            cursor.execute(f"DROP TABLE IF EXISTS {TABLE}")

    @abstractmethod
    def create(self) -> None:
        """Make the table of documents."""

    @abstractmethod
    def put(self, documents: Iterable[tuple[Problem, str]]) -> None:
        """Keep these problems' words in the place of what was kept for them."""

    @abstractmethod
    def matches(self, query: Query, among: Among, where: Where, *, before: int | None, limit: int) -> list[int]:
        """Ids of problems whose words match, newest first, older than the problem `before`, at most `limit`."""

    def glance(self, query: Query, among: Among, where: Where, *, before: int | None, of: int) -> Batch:
        """What matches among some of the newest documents; here so many matches, as the index walks along them."""
        ids = self.matches(query, among, where, before=before, limit=of)
        return Batch(ids, ids[-1] if len(ids) == of else None)

    @abstractmethod
    def excerpts(self, query: Query, among: Among, ids: Sequence[int]) -> dict[int, str]:
        """For problems that match, the words around what matched, which stands between BEGIN and END."""

    def _rows(self, sql: str, params: Sequence[Any]) -> list[Any]:
        with self.connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()


class Fts5(Index):
    """SQLite: a virtual table of FTS5 (sqlite.org/fts5.html); firm, client and engagement are words of a column."""

    newest = frozenset({"headline"})

    def create(self) -> None:
        with self.connection.cursor() as cursor:
            cursor.execute(
                f"CREATE VIRTUAL TABLE IF NOT EXISTS {TABLE} USING fts5(words, among, headline,"
                " tokenize = 'porter unicode61 remove_diacritics 2')"
            )

    def put(self, documents: Iterable[tuple[Problem, str]]) -> None:
        rows = [
            (one.pk, words, f"f{one.firm_id} c{one.client_id} e{one.engagement_id}", one.headline)
            for one, words in documents
        ]
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT OR REPLACE INTO {TABLE} (rowid, words, among, headline) VALUES (%s, %s, %s, %s)", rows
            )

    def matches(self, query: Query, among: Among, where: Where, *, before: int | None, limit: int) -> list[int]:
        found = f"{self._match(query, 'headline' if where is Where.HEADLINE else 'words')} AND {self._here(among)}"
        if where is Where.ELSEWHERE:
            found = f"({found}) NOT {self._match(query, 'headline')}"
        older = "AND rowid < %s" if before is not None else ""
        params = [found, *([before] if before is not None else []), limit]
        sql = f"SELECT rowid FROM {TABLE} WHERE {TABLE} MATCH %s {older} ORDER BY rowid DESC LIMIT %s"
        return [row[0] for row in self._rows(sql, params)]

    def excerpts(self, query: Query, among: Among, ids: Sequence[int]) -> dict[int, str]:
        # One walk along the matches: asked for by id, FTS5 would begin anew for each of them.
        places = ", ".join(["%s"] * len(ids))
        sql = f"SELECT rowid, CASE WHEN rowid IN ({places}) THEN snippet({TABLE}, 0, %s, %s, '…', 24) END FROM {TABLE}"
        sql += f" WHERE {TABLE} MATCH %s AND rowid BETWEEN %s AND %s"
        found = f"{self._match(query, 'words')} AND {self._here(among)}"
        rows = self._rows(sql, [*ids, BEGIN, END, found, min(ids), max(ids)])
        return {number: words for number, words in rows if words is not None}

    @staticmethod
    def _here(among: Among) -> str:
        return f"among : ({' OR '.join(f'{among.column[0]}{one}' for one in among.ids)})"

    @staticmethod
    def _match(query: Query, column: str) -> str:
        # Words hold letters and digits only; between quotation marks none of them is an operator.
        phrases = [f'"{" ".join(words)}"' for words in query.phrases]
        if query.goes_on:
            phrases[-1] += " *"
        return f"{column} : ({' AND '.join(phrases)})"


class TsVector(Index):
    """PostgreSQL: generated tsvectors with GIN indexes, under a configuration that leaves no word out.

    Firm, client and engagement are words of the vectors, so that a phrase that stands at many tables is looked for at
    those of a reader only. They begin with "@", which no word does that was written or is looked for.
    """

    newest = frozenset({"among"})
    # How often a phrase stands is not known beforehand: one that stands at every thirtieth table is found in a moment
    # among the newest, where the index would bring thousands of tables that each had to be read for the phrase.
    glances = (1000, 4000)

    def create(self) -> None:
        steps = [
            "DROP TEXT SEARCH CONFIGURATION IF EXISTS ours_search",
            "DROP TEXT SEARCH DICTIONARY IF EXISTS ours_stem",
            "CREATE TEXT SEARCH DICTIONARY ours_stem (TEMPLATE = snowball, Language = english)",
            "CREATE TEXT SEARCH CONFIGURATION ours_search (COPY = pg_catalog.simple)",
            "ALTER TEXT SEARCH CONFIGURATION ours_search ALTER MAPPING FOR asciiword, word, asciihword, hword,"
            " hword_asciipart, hword_part WITH ours_stem",
            f"CREATE TABLE {TABLE} (problem_id bigint PRIMARY KEY,"
            " among text[] NOT NULL, words text NOT NULL, headline text NOT NULL,"
            f" found tsvector GENERATED ALWAYS AS ({self._vector('words')}) STORED,"
            f" ahead tsvector GENERATED ALWAYS AS ({self._vector('headline')}) STORED)",
            # What was written last waits in a list that each search reads: it is kept short (kB; the least there is).
            *(
                f"CREATE INDEX {TABLE}_{one} ON {TABLE} USING gin ({one}) WITH (gin_pending_list_limit = 64)"
                for one in ("found", "ahead")
            ),
        ]
        with self.connection.cursor() as cursor:
            for step in steps:
                cursor.execute(step)

    def put(self, documents: Iterable[tuple[Problem, str]]) -> None:
        # Followed by a space, "<" begins no tag: PostgreSQL's parser would leave out what stands in one.
        rows = [
            (
                one.pk,
                [f"@f{one.firm_id}", f"@c{one.client_id}", f"@e{one.engagement_id}"],
                *(TAG_LIKE.sub("< ", each) for each in (words, one.headline.replace("\0", ""))),
            )
            for one, words in documents
        ]
        with self.connection.cursor() as cursor:
            cursor.executemany(
                f"INSERT INTO {TABLE} (problem_id, among, words, headline) VALUES (%s, %s, %s, %s)"
                " ON CONFLICT (problem_id) DO UPDATE"
                " SET among = excluded.among, words = excluded.words, headline = excluded.headline",
                rows,
            )

    def matches(self, query: Query, among: Among, where: Where, *, before: int | None, limit: int) -> list[int]:
        told, params = self._told(query, among, where)
        older, place = self._older(before)
        sql = f"SELECT problem_id FROM {TABLE} WHERE {told} AND {older} ORDER BY problem_id DESC LIMIT %s"
        return [row[0] for row in self._rows(sql, [*params, *place, limit])]

    def glance(self, query: Query, among: Among, where: Where, *, before: int | None, of: int) -> Batch:
        """All that match among so many newest documents, read one after the other without the index of words."""
        told, params = self._told(query, among, where)
        older, place = self._older(before)
        newest = f"SELECT * FROM {TABLE} WHERE {older} ORDER BY problem_id DESC LIMIT %s"
        matching = f"array_agg(problem_id ORDER BY problem_id DESC) FILTER (WHERE {told})"
        sql = f"SELECT {matching}, min(problem_id), count(*) FROM ({newest}) newest"
        ((ids, last, many),) = self._rows(sql, [*params, *place, of])
        return Batch(ids or [], last if many == of else None)

    def _told(self, query: Query, among: Among, where: Where) -> tuple[str, list[str]]:
        """What a document's row must fulfil, with its parameters."""
        match = self._match(query)
        vector = "ahead" if where is Where.HEADLINE else "found"
        told, params = f"{vector} @@ (%s::tsquery && to_tsquery('ours_search', %s))", [self._here(among), match]
        if where is Where.ELSEWHERE:
            return f"{told} AND NOT ahead @@ to_tsquery('ours_search', %s)", [*params, match]
        return told, params

    @staticmethod
    def _older(before: int | None) -> tuple[str, list[int]]:
        return ("TRUE", []) if before is None else ("problem_id < %s", [before])

    def excerpts(self, query: Query, among: Among, ids: Sequence[int]) -> dict[int, str]:
        sql = f"SELECT problem_id, ts_headline('ours_search', words, to_tsquery('ours_search', %s), %s) FROM {TABLE}"
        how = f'StartSel="{BEGIN}", StopSel="{END}", MaxWords=24, MinWords=12, MaxFragments=1'
        return dict(self._rows(f"{sql} WHERE problem_id = ANY(%s)", [self._match(query), how, list(ids)]))

    @staticmethod
    def _vector(column: str) -> str:
        return f"array_to_tsvector(among) || to_tsvector('ours_search', {column})"

    @staticmethod
    def _here(among: Among) -> str:
        return " | ".join(f"'@{among.column[0]}{one}'" for one in among.ids)

    @staticmethod
    def _match(query: Query) -> str:
        phrases = [" <-> ".join(f"'{word}'" for word in words) for words in query.phrases]
        if query.goes_on:
            phrases[-1] += ":*"
        return " & ".join(f"({phrase})" for phrase in phrases)


def index(using: str = "default") -> Index:
    """The index of a database."""
    connection = connections[using]
    return Fts5(connection) if connection.vendor == "sqlite" else TsVector(connection)
