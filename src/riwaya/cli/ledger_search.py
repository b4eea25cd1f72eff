"""``riwaya search``: who says it, what it says with the words that were asked for, and how to see more.

Imports ``ledger`` and ``words``; ``export`` on use.
"""

import sys
from collections.abc import Iterator
from datetime import date

import msgspec

from riwaya.cli.options import Options
from riwaya.cli.show import colored
from riwaya.cli.words import language, word
from riwaya.errors import QueryError
from riwaya.export.labels import Labels, labels
from riwaya.export.plain import visible
from riwaya.ledger import open_ledger
from riwaya.ledger.search import FacetValue, Hit, Results
from riwaya.pipeline import stated_day

_SHORT_ID = 12
_BOLD, _PLAIN = "\x1b[1m", "\x1b[0m"
_WRONG = 2


def search(options: Options) -> int:
    """Print what a query finds; return 1 where that is nothing."""
    query = " ".join(options.query)
    stated = stated_day(options.date)
    today = date.fromisoformat(stated[:10]) if stated else date.today()
    with open_ledger(options.db, create=False) as ledger:
        try:
            found = ledger.search(
                query,
                limit=max(0, options.limit),
                facets=options.facets,
                kind="articles" if options.articles else "sayings",
                today=today,
            )
        except QueryError as error:
            return _point(query, error)
    if options.json:
        print(msgspec.json.encode(found).decode())
    else:
        _show(found, options)
    return 0 if found.total else 1


def _point(query: str, error: QueryError) -> int:
    """Show where the query is wrong."""
    wrong = visible(query[error.start : error.end])
    print(f"riwaya: {visible(error.message)} {visible(error.advice)}\n  {wrong}", file=sys.stderr)
    return _WRONG


def _show(found: Results, options: Options) -> None:
    shown = labels(options.language or language())
    marks = (_BOLD, _PLAIN) if colored(options.color) else ("[", "]")
    count = word("found_more" if not found.is_exact else "found").format(n=f"{found.total:,}")
    print(count)
    for hit in found.hits:
        print("\n" + "\n".join(_lines(hit, shown, marks)))
    for facet, values in found.facets.items():
        if values:
            print(f"\n{word(f'facet_{facet}')}: {', '.join(_counted(facet, values, shown))}")


def _lines(hit: Hit, shown: Labels, marks: tuple[str, str]) -> Iterator[str]:
    stance = _stance(hit.stance, shown) if hit.stance else ""
    who = visible(hit.speaker) if hit.speaker else visible(hit.headline)
    where = ", ".join(visible(part) for part in (hit.publisher, hit.published) if part)
    yield " · ".join(part for part in (stance, who, where, hit.id[:_SHORT_ID]) if part)
    yield f"  {_marked(hit, marks)}"


def _stance(stance: str, shown: Labels) -> str:
    for known in (shown.stance, shown.side):
        for name, label in known.items():
            if name == stance:
                return label
    return stance


def _marked(hit: Hit, marks: tuple[str, str]) -> str:
    """Return the words that were found, those asked for between marks."""
    pieces, at = [], hit.span.start
    for span in hit.matches:
        if span.start < at:
            continue
        for start, end, asked in ((at, span.start, False), (span.start, span.end, True)):
            piece = hit.quote[start - hit.span.start : end - hit.span.start]
            edges = (piece[:1].isspace(), piece[-1:].isspace())
            text = " " * edges[0] + visible(piece) + " " * (edges[1] and len(piece) > 1)
            pieces.append(f"{marks[0]}{text}{marks[1]}" if asked else text)
        at = span.end
    rest = hit.quote[at - hit.span.start :]
    pieces.append(" " * rest[:1].isspace() + visible(rest))
    return "".join(pieces)


def _counted(facet: str, values: tuple[FacetValue, ...], shown: Labels) -> Iterator[str]:
    for one in values:
        label = one.label
        if facet == "stance":
            label = _stance(one.value, shown)
        elif facet == "type":
            label = shown.event.get(one.value, one.label)
        yield f"{visible(label)} {one.count:,}"
