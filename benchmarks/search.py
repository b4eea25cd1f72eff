"""How long a search takes: ``python -m benchmarks.search [--ledger URL] [--into URL] [--claims 1000000]``.

The first table is measured on a ledger of real articles: one that is there (``--ledger``), or one that is made of
``--articles`` of the news corpus. The second on as many synthesised claims beside them: the words of one real saying
with the speaker, type, place and day of another. ``--into`` names an empty PostgreSQL database to measure the same on.
"""

import argparse
import random
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from itertools import islice
from pathlib import Path

import msgspec
from sqlalchemy import func, insert, select, text

from benchmarks import shared, speed
from riwaya.ledger import Ledger, open_ledger, tables
from riwaya.ledger.search_tables import articles, facet_values, sayings
from riwaya.pipeline import read_text

LIMIT_REAL, LIMIT_CLAIMS = 50.0, 150.0
"""Milliseconds that nineteen of twenty calls may take."""
_COPIED = (
    tables.documents, tables.extractions, tables.statements, tables.frames, tables.claims, facet_values, sayings,
    articles,
)  # fmt: skip
_TOGETHER = 5_000
_FIRST_KEY = 1 << 45
_ROUNDS = 3


class Times(msgspec.Struct, frozen=True):
    """Milliseconds of one kind of call: half of them took ``middle`` or less, nineteen of twenty ``p95``.

    ``own`` is the same of the time that this process worked: all of it for SQLite, whatever else the machine does.
    """

    name: str
    calls: int
    middle: float
    p95: float
    own: float


def queries(ledger: Ledger, seed: int = 3) -> list[str]:
    """Return a hundred queries of all kinds, made of what the ledger holds: rare and common words, phrases, fields."""
    rng = random.Random(seed)
    with ledger.backend.reading() as ask:
        held = ask.scalars(select(sayings.c.terms).order_by(sayings.c.key).limit(20_000)).all()
    rows = [(words.split(" a_ ")[0].split(), words.split()) for words in held]
    counts = Counter(word for words, _ in rows for word in words if len(word) > 2)
    found = [word for word, _ in counts.most_common(5)]
    for words, marks in rng.sample([row for row in rows if len(row[0]) > 5], 24):
        at = rng.randrange(len(words) - 1)
        found += [words[at], f'"{words[at]} {words[at + 1]}"', f"{rng.choice(words)} {words[at]}"]
        fields = [mark for mark in marks if mark[:2] in _FIELD]
        if fields:
            mark = rng.choice(fields)
            found.append(f"{_FIELD[mark[:2]]}:{mark[2:]}")
    return [
        *found,
        "stance:deny",
        "date:2015-08",
        "stance:assert -قال",
        "type:attack date:2016/",
        "",
    ]


_FIELD = {"w_": "who", "v_": "via", "p_": "place", "o_": "source", "d_": "denies", "s_": "says"}


def measure(ledger: Ledger) -> list[Times]:
    """Return the times of searches, of searches with facets, and of one document's page."""
    asked = queries(ledger)
    with ledger.backend.reading() as ask:
        some = list(ask.scalars(select(tables.documents.c.id).order_by("id").limit(100)))

    def page(document: str) -> None:
        ledger.article(ledger.find(document)[0])

    return [
        _timed("search", ledger.search, asked),
        _timed("search with facets", lambda query: ledger.search(query, facets=True), asked),
        _timed("one document", page, some),
    ]


def _timed(name: str, call: Callable[[str], object], given: Iterable[str]) -> Times:
    """Call with each argument some times, and take the best of each: other programs run beside this one."""
    times, works = [], []
    for one in given:
        time_best = work_best = float("inf")
        for _ in range(_ROUNDS):
            begun, worked = time.perf_counter(), time.process_time()
            call(one)
            time_best = min(time_best, time.perf_counter() - begun)
            work_best = min(work_best, time.process_time() - worked)
        times.append(1000 * time_best)
        works.append(1000 * work_best)
    times.sort()
    works.sort()
    most = int(0.95 * len(times))
    return Times(name, len(times), times[len(times) // 2], times[most], works[most])


def add_claims(ledger: Ledger, count: int, seed: int = 5) -> None:
    """Put synthesised rows, so that there are as many sayings as ``count``."""
    rng = random.Random(seed)
    with ledger.backend.reading() as ask:
        held = ask.execute(select(sayings).order_by(sayings.c.key).limit(50_000)).all()
        missing = count - (ask.scalar(select(func.count()).select_from(sayings)) or 0)
    parts = [tuple(row.terms.split(" a_ ", 1)) for row in held]

    def rows() -> Iterator[tuple[object, ...]]:
        for number in range(missing):
            words, other = rng.randrange(len(held)), rng.randrange(len(held))
            one, like = held[words], held[other]
            said = f"{parts[words][0]} a_ {parts[other][-1]}"
            where = (_FIRST_KEY + number, one.document, one.extraction, one.number, one.kind)
            yield (*where, one.stance, one.start, one.stop, like.day, like.facets, said)

    _put(ledger, rows())


def _put(ledger: Ledger, rows: Iterator[tuple[object, ...]]) -> None:
    columns = [column.name for column in sayings.c]
    is_server = not ledger.backend.is_sqlite
    with ledger.backend.writing() as connection:
        if is_server:
            connection.execute(text("DROP INDEX ix_sayings_vector"))
        while part := list(islice(rows, _TOGETHER)):
            ledger.backend.insert(connection, sayings, columns, part)
        if is_server:
            connection.execute(text("CREATE INDEX ix_sayings_vector ON sayings USING gin (vector)"))
    _settle(ledger)


def _settle(ledger: Ledger) -> None:
    """Let the database see what it holds, as its own housekeeping does in time."""
    with ledger.backend.engine.connect() as plain:
        if ledger.backend.is_sqlite:
            plain.execute(text("ANALYZE"))
        else:
            plain.execution_options(isolation_level="AUTOCOMMIT").execute(text("VACUUM ANALYZE"))


def copy(origin: Ledger, goal: Ledger) -> None:
    """Put what a search needs of one ledger into another."""
    with origin.backend.reading() as ask, goal.backend.writing() as put:
        for table in _COPIED:
            asked = select(table).order_by(*table.primary_key)
            rows = ask.execute(asked.execution_options(yield_per=_TOGETHER)).mappings()
            for part in rows.partitions(_TOGETHER):
                put.execute(insert(table), [_plain(dict(row)) for row in part])
    _settle(goal)


def _plain(row: dict[str, object]) -> dict[str, object]:
    """Leave out what refers to rows that are not copied."""
    return {name: None if name in ("fetch", "previous") else value for name, value in row.items()}


def make(where: str, count: int) -> None:
    """Make a ledger of some articles of the news corpus."""
    with open_ledger(where) as ledger:
        ledger.add(read_text(one) for one in speed.sample(count))
        _settle(ledger)


def table(title: str, times: list[Times], limit: float) -> str:
    """Return the figures as lines."""
    lines = [f"{title} (p95 must reach {limit:.0f} ms)"]
    lines += [
        f"  {one.name:20} {one.calls:4} calls   half {one.middle:7.1f} ms   p95 {one.p95:7.1f} ms   "
        f"of own work {one.own:7.1f} ms"
        for one in times
    ]
    return "\n".join(lines)


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return 1 where a time is above its limit, 2 where the corpus is absent."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.search", description=__doc__)
    parser.add_argument("--ledger", help="a ledger that is there; claims are added to it")
    parser.add_argument(
        "--into", help="an empty ledger or database to copy it to, and measure that"
    )
    parser.add_argument("--articles", type=int, default=2_000)
    parser.add_argument("--claims", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder:
        where = options.ledger or str(Path(folder, "ledger.db"))
        try:
            if not options.ledger:
                make(where, options.articles)
        except shared.Absent as error:
            print(error, file=sys.stderr)
            return 2
        return _measured(where, options.into, options.claims)


def _measured(where: str, into: str | None, claims: int) -> int:
    if into:
        with open_ledger(where) as origin, open_ledger(into) as goal:
            copy(origin, goal)
    with open_ledger(into or where) as ledger:
        kind = "SQLite" if ledger.backend.is_sqlite else "PostgreSQL"
        count = ledger.stats().rows["documents"]
        real = measure(ledger)
        print(table(f"{kind}, {count:,} articles", real, LIMIT_REAL), flush=True)
        if not claims:
            return int(max(one.p95 for one in real) > LIMIT_REAL)
        add_claims(ledger, claims)
        made = measure(ledger)
        print(table(f"{kind}, {claims:,} claims", made, LIMIT_CLAIMS), flush=True)
    slow = max(one.p95 for one in real) > LIMIT_REAL or max(one.p95 for one in made) > LIMIT_CLAIMS
    return int(slow)


if __name__ == "__main__":
    sys.exit(main())
