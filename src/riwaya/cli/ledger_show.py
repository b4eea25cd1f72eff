"""``riwaya show``, ``sources`` and ``stats``: what the ledger holds.

Imports ``ledger``, ``pipeline``, ``show`` and ``words``; ``export`` on use.
"""

import sys

import msgspec

from riwaya.cli.options import Options
from riwaya.cli.show import shower
from riwaya.cli.words import word
from riwaya.errors import RiwayaError
from riwaya.export.plain import visible
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.look import Article, Found
from riwaya.pipeline import Reading
from riwaya.types import Extraction


def show(options: Options) -> int:
    """Show what an id names."""
    with open_ledger(options.db, create=False) as ledger:
        found = ledger.find(options.id)
        if not found:
            raise RiwayaError(word("not_kept").format(name=options.id))
        if len(found) > 1:
            return _several(found, options)
        return _one(ledger, found[0], options)


def sources(options: Options) -> int:
    """List the publishers."""
    with open_ledger(options.db, create=False) as ledger:
        rows = ledger.publishers()
    if options.json:
        _json(rows)
        return 0
    columns = ("articles", "statements", "first_day", "last_day", "publisher_name")
    titles = [word(name) for name in columns]
    print(f"{titles[0]:>10} {titles[1]:>10}  {titles[2]:10}  {titles[3]:10}  {titles[4]}")
    for row in rows:
        name = visible(row.name) if row.name else word("no_publisher")
        days = f"{row.first_day or '-':10}  {row.last_day or '-':10}"
        print(f"{row.documents:>10,} {row.statements:>10,}  {days}  {name}")
    return 0


def stats(options: Options) -> int:
    """Count what the ledger holds."""
    with open_ledger(options.db, create=False) as ledger:
        found = ledger.stats()
        name = ledger.backend.name
    if options.json:
        _json(found)
        return 0
    print(f"{word('is_ledger')}: {visible(name)}")
    print(
        f"{word('first_day')}: {found.first_day or '-'}  {word('last_day')}: {found.last_day or '-'}"
    )
    for table, count in found.rows.items():
        print(f"{count:>12,}  {table}")
    for stance, count in found.stances.items():
        print(f"{count:>12,}  {word('statements')}: {stance}")
    return 0


def _several(found: list[Found], options: Options) -> int:
    if options.json:
        _json(found)
    else:
        print(word("several").format(name=options.id), file=sys.stderr)
        for one in found:
            print(f"{one.id}  {word(f'what_{_NAMES.get(one.kind, one.kind)}')}")
    return 2


_NAMES = {"document": "article"}


def _one(ledger: Ledger, found: Found, options: Options) -> int:
    article = ledger.article(found)
    if article is None:
        _json(found)
        return 0
    if options.original:
        return _original(ledger, article)
    if not options.json and options.html is None:
        _heading(found, article)
    extraction = article.extractions[0] if article.extractions else None
    if extraction is None:
        print(visible(article.document.text))
        return 0
    shown = _narrowed(ledger, found, extraction)
    place = shower(options)
    place.add(Reading(article.document, shown))
    place.finish()
    return 0


def _heading(found: Found, article: Article) -> None:
    kind = word(f"what_{_NAMES.get(found.kind, found.kind)}")
    version = word("as_version").format(n=article.version, of=len(article.versions))
    print(f"{kind} {found.id}, {version}")
    came = visible(article.address or article.document.source)
    print(
        f"{word('kept_at')} {article.recorded_at:%Y-%m-%d %H:%M:%S} UTC {word('came_from')} {came}\n"
    )


def _narrowed(ledger: Ledger, found: Found, extraction: Extraction) -> Extraction:
    """Return of an extraction only the statement that was asked for; a claim's is the one that makes it."""
    number = ledger.statement_number(found)
    if number is None or number >= len(extraction.attributions):
        return extraction
    one = msgspec.structs.replace(extraction.attributions[number], within=None)
    return Extraction(
        document=extraction.document,
        engine=extraction.engine,
        version=extraction.version,
        lexicon=extraction.lexicon,
        attributions=(one,),
    )


def _original(ledger: Ledger, article: Article) -> int:
    data = ledger.original(article.sha256) if article.sha256 else None
    if data is None:
        raise RiwayaError(word("no_original"))
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    return 0


def _json(what: object) -> None:
    print(msgspec.json.encode(what).decode())
