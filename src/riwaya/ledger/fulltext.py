"""Full text: a query as each database's index understands it.

Both indexes hold the same terms (``terms``), so a query is compiled to the same logic twice: an FTS5 expression for
SQLite, a ``tsquery`` for PostgreSQL. Terms hold letters, digits and ``_`` alone, so that nothing in them needs to be
escaped, and are bound as a parameter all the same.

Imports ``query``, ``terms`` and ``search_tables``.
"""

import json
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Literal

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Select,
    any_,
    cast,
    column,
    func,
    literal,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import ARRAY, TSQUERY

from riwaya.ledger import terms
from riwaya.ledger.query import Clause, Dated, OneOf, Phrase, Query, Test, Word
from riwaya.ledger.search_tables import articles, sayings

Kind = Literal["sayings", "articles"]
_TABLES = {"sayings": sayings, "articles": articles}
_EARLIEST, _LATEST = "1900-01-01", "2099-12-31"
_PROBED = 1_000
_WIDTH = {"year": 4, "month": 7, "day": 10}


def matching(connection: Connection, kind: Kind, query: Query, *, is_sqlite: bool) -> Select[Any]:
    """Return the question for the keys of the rows that a query finds, the newest first; the caller limits it."""
    rows = _TABLES[kind]
    if not query.clauses:
        return select(rows.c.key).order_by(rows.c.key.desc())
    if is_sqlite:
        words = table(f"{kind}_words", column("rowid"))
        found = column(f"{kind}_words").op("MATCH")(fts5(query))
        return select(words.c.rowid.label("key")).where(found).order_by(words.c.rowid.desc())
    # the server takes every form of a word for a frequent one: it would go through all rows, with helpers that take
    # longer to start than the index to answer
    for setting in ("enable_seqscan = off", "jit = off", "max_parallel_workers_per_gather = 0"):
        connection.execute(text(f"SET LOCAL {setting}"))
    asked = select(rows.c.key).where(_holds(query))
    if _is_frequent(connection, kind, query):
        return asked.order_by(rows.c.key.desc())
    return asked.order_by((rows.c.key + 0).desc())  # a sum has no index: the words' own is used


def _holds(query: Query) -> ColumnElement[bool]:
    return column("vector").op("@@")(cast(literal(tsquery(query)), TSQUERY))


def _is_frequent(connection: Connection, kind: Kind, query: Query) -> bool:
    """Tell whether one in twenty of the newest rows is found: then they are better gone through, newest first.

    PostgreSQL cannot tell by itself: it takes each form of a word that it knows nothing of for a frequent one.
    """
    key = _TABLES[kind].c.key
    newest = select(key, column("vector")).order_by(key.desc()).limit(_PROBED).subquery()
    some = select(func.count()).select_from(newest).where(_holds(query))
    return 20 * (connection.scalar(some) or 0) >= _PROBED


def among(key: ColumnElement[int], keys: Sequence[int], *, is_sqlite: bool) -> ColumnElement[bool]:
    """Return the condition that a key is one of many, given to the database as one value."""
    if is_sqlite:
        listed = func.json_each(json.dumps(list(keys))).table_valued("value")
        return key.in_(select(listed.c.value))
    return key == any_(cast(list(keys), ARRAY(BigInteger)))


def fts5(query: Query) -> str:
    """Return the expression of FTS5."""
    wanted = [_fts5(clause.test) for clause in query.clauses if not clause.negated]
    barred = [_fts5(clause.test) for clause in query.clauses if clause.negated]
    found = " AND ".join(wanted or [_quoted(terms.EVERYTHING)])
    return f"({found}) NOT ({' OR '.join(barred)})" if barred else found


def _fts5(test: Test) -> str:
    if isinstance(test, Phrase):
        return '"' + " ".join(phrase(test)) + '"'
    return "(" + " OR ".join(map(_quoted, alternatives(test))) + ")"


def _quoted(term: str) -> str:
    return f'"{term}"'


def tsquery(query: Query) -> str:
    """Return the text of a ``tsquery``."""
    return " & ".join(_negated(clause) for clause in query.clauses)


def _negated(clause: Clause) -> str:
    mark = "!" if clause.negated else ""
    test = clause.test
    if isinstance(test, Phrase):
        return f"{mark}({' <-> '.join(map(_lexeme, phrase(test)))})"
    return f"{mark}({' | '.join(map(_lexeme, alternatives(test)))})"


def _lexeme(term: str) -> str:
    return f"'{term}'"


def phrase(test: Phrase) -> list[str]:
    """Return the terms that must follow one another."""
    mark = terms.mark(test.field)
    return [mark + term for term in test.terms]


def alternatives(test: Word | OneOf | Dated) -> list[str]:
    """Return the terms of which one must be there."""
    if isinstance(test, Word):
        mark = terms.mark(test.field)
        return [mark + form for form in terms.forms(test.term)]
    if isinstance(test, OneOf):
        return list(test.values)
    return covering(test.first, test.last)


def covering(first: str | None, last: str | None) -> list[str]:
    """Return as few years, months and days as cover a period: no newspaper's day lies outside of two centuries."""
    day = date.fromisoformat(max(first or _EARLIEST, _EARLIEST))
    past = date.fromisoformat(min(last or _LATEST, _LATEST)) + timedelta(days=1)
    found: list[str] = []
    while day < past:
        for field, following in _units(day):
            if following <= past:
                found.append(terms.code(field, day.isoformat()[: _WIDTH[field]]))
                day = following
                break
    return found or [terms.NOTHING]


def _units(day: date) -> Iterator[tuple[str, date]]:
    """Yield the widest unit that begins on a day, and narrower ones, each with the day behind it."""
    if (day.month, day.day) == (1, 1):
        yield "year", day.replace(year=day.year + 1)
    if day.day == 1:
        yield "month", day.replace(year=day.year + day.month // 12, month=day.month % 12 + 1)
    yield "day", day + timedelta(days=1)
