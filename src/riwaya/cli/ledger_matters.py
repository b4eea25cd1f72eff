"""``riwaya events``, ``disputes``, ``timeline`` and ``explain``: what the articles of a ledger say together.

Imports ``ledger`` and ``words``; ``export`` on use.
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import msgspec

from riwaya.cli.options import Options
from riwaya.cli.words import language, word
from riwaya.errors import RiwayaError
from riwaya.export import matters as export
from riwaya.export.labels import Language
from riwaya.export.matters import Shown
from riwaya.export.plain import visible
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger import matter_look as look
from riwaya.ledger.judging import Judgement
from riwaya.ledger.matter_look import Asked, Seen
from riwaya.ledger.query import parse
from riwaya.ledger.store import Told
from riwaya.types import Problem

NOTHING = 1


def events(options: Options) -> int:
    """List events."""
    return _list(options, disputed=False)


def disputes(options: Options) -> int:
    """List what is disputed."""
    return _list(options, disputed=True)


def timeline(options: Options) -> int:
    """Tell how an event was told."""
    with opened(options) as ledger:
        seen = look.one(ledger.backend, options.id)
        shown = show_of(ledger, [seen])
    if options.json:
        _json(seen.known.timeline)
        return 0
    return _print(export.story(shown[0], _language(options)))


def explain(options: Options) -> int:
    """Tell why the tellings of an event are one."""
    with opened(options) as ledger:
        seen = look.one(ledger.backend, options.id)
        met = look.why(ledger.backend, seen)
        shown = show_of(ledger, [seen])
    if options.json:
        _json(met)
        return 0
    print(export.heading(shown[0], _language(options)))
    if not met:
        print(f"  {word('nothing_alike')}")
    names = {name: _headline(shown[0], name) for name in seen.known.accounts}
    for pair in met:
        print(f"\n  {word('alike')} {pair.likeness:.2f}: {names[pair.one]} | {names[pair.other]}")
        for reason in pair.reasons[:8]:
            evidence = ", ".join(map(visible, reason.evidence[:8]))
            print(
                f"    {reason.added:+6.2f}  {reason.feature}{f': {evidence}' if evidence else ''}"
            )
    return 0


def across(readings: Iterable[Told | Problem], options: Options) -> None:
    """Show what is disputed across some articles, in a ledger that is thrown away."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder, "ledger.db")) as ledger:
        ledger.add(readings)
        ledger.catch_up()
        asked = Asked(disputed=True)
        shown = show_of(ledger, look.listed(ledger.backend, asked))
    print(f"\n\n{word('across_samples')}\n")
    _print(lines(shown, _language(options), disputed=True))


def opened(options: Options) -> Ledger:
    """Return the ledger with its events brought up to its documents, as far as it can be written."""
    ledger = open_ledger(options.db, create=False)
    try:
        ledger.catch_up()
    except RiwayaError as error:
        print(f"riwaya: {visible(str(error))}", file=sys.stderr)
    return ledger


def show_of(ledger: Ledger, seen: list[Seen]) -> list[Shown]:
    """Return events with the documents that they are told in."""
    names = {name for one in seen for name in one.known.documents}
    kept = look.documents(ledger.backend, names)
    return [
        Shown(
            id=one.id,
            type=one.type,
            family=one.family,
            place=one.place_name,
            date=one.date,
            latitude=one.latitude,
            longitude=one.longitude,
            matter=one.known,
            documents={name: kept[name] for name in one.known.documents},
            judgements=tuple(map(_judgement, one.judgements)),
        )
        for one in seen
    ]


def page(shown: list[Shown], options: Options) -> None:
    """Write the page of some events."""
    from riwaya.export.matter_page import page as drawn

    text = drawn(shown, language=options.language or "ar")
    if options.html == "-":
        sys.stdout.write(text)
    else:
        if not (options.html or "").endswith(".html"):
            raise RiwayaError(word("not_a_page").format(name=options.html))
        Path(options.html or "").write_text(text, "utf-8")


def _list(options: Options, *, disputed: bool) -> int:
    stated = date.fromisoformat(options.date) if options.date else date.today()
    query = parse(" ".join(options.query), today=stated) if options.query else None
    with opened(options) as ledger:
        asked = Asked(query=query, disputed=disputed, limit=max(0, options.limit))
        seen = look.listed(ledger.backend, asked)
        shown = show_of(ledger, seen)
    if options.html is not None:
        page(shown, options)
    elif options.json:
        for one in seen:
            _json(one)
    elif not seen:
        print(word("no_disputes" if disputed else "no_events"))
    else:
        _print(lines(shown, _language(options), disputed=disputed))
    return 0 if seen else NOTHING


def lines(shown: list[Shown], language: Language, *, disputed: bool) -> Iterator[str]:
    """Yield the lines of events, or of what is disputed about each."""
    if not disputed:
        yield from export.events(shown, language)
        return
    for number, one in enumerate(shown):
        if number:
            yield ""
        yield from export.disputed(one, language)


def _judgement(one: Judgement) -> str:
    told = (one.kind, one.value, one.reason, one.author, f"{one.recorded_at:%Y-%m-%d}")
    return " · ".join(part for part in told if part)


def _headline(shown: Shown, account: str) -> str:
    document = shown.documents[account.partition("#")[0]]
    where = ", ".join(part for part in (document.publisher, document.published) if part)
    return visible(f"{document.text.partition(chr(10))[0].strip()} ({where})")


def _language(options: Options) -> Language:
    return options.language or language()


def _print(told: Iterator[str]) -> int:
    for line in told:
        print(line)
    return 0


def _json(what: Any) -> None:
    print(msgspec.json.encode(what).decode())
