"""``riwaya watch``: feeds are named, watched, and told how they are.

Imports ``watching``, ``fetching``, ``ledger``, ``reading`` and ``words``.
"""

import sys
from collections.abc import Iterator
from datetime import timedelta
from importlib.util import find_spec
from pathlib import Path

import msgspec

from riwaya import tables
from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.errors import ReadError, RiwayaError
from riwaya.export.plain import visible
from riwaya.fetching import Archive, Clock, Fetcher, Manners, SystemClock
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.feeds import Feeds
from riwaya.reading import Overrides, feed, web
from riwaya.reading.content import Content
from riwaya.reading.feed import Entry
from riwaya.reading.stream import of_bytes
from riwaya.types import Problem
from riwaya.watching import Health, Round, Settings, Watcher, health

SOME_FAILED, ALL_FAILED = 1, 3
_LIBRARIES = ("hishel", "protego", "warcio")
_LONGEST_SLEEP = 60.0
"""Seconds after which a loop looks again for feeds that were added meanwhile."""


def watch(options: Options, *, clock: Clock | None = None) -> int:
    """Add, list or remove feeds, or watch them; return the exit code."""
    clock = clock or SystemClock()
    with open_ledger(options.db, create=options.action == "add") as ledger:
        if options.action == "add":
            return _add(ledger, options, clock)
        if options.action == "remove":
            return _remove(ledger, options, clock)
        if options.action == "list":
            return _list(health(ledger, clock.now(), _settings(options).every), options)
        return _watch(ledger, options, clock)


# ---- naming feeds -----------------------------------------------------------------------------


def _add(ledger: Ledger, options: Options, clock: Clock) -> int:
    feeds, new, known = Feeds(ledger.backend), 0, 0
    for entry in _named(options):
        is_new = feeds.add(
            entry.link or "", clock.now(), title=entry.title or None, publisher=options.publisher
        )
        new, known = new + is_new, known + (not is_new)
    _say(options, "watch_added", n=new, known=known)
    return 0


def _remove(ledger: Ledger, options: Options, clock: Clock) -> int:
    feeds, count = Feeds(ledger.backend), 0
    for entry in _named(options):
        if feeds.remove(entry.link or "", clock.now()):
            count += 1
        else:
            print(
                f"riwaya: {visible(word('watch_unknown').format(name=entry.link))}", file=sys.stderr
            )
    _say(options, "watch_removed", n=count)
    return 0 if count else ALL_FAILED


def _named(options: Options) -> Iterator[Entry]:
    """Yield the feeds that were named: addresses, and those in files of feeds."""
    for source in options.sources:
        if "://" in source:
            yield Entry(link=web.joined(source, source))
        else:
            yield from _in_file(source)


def _in_file(source: str) -> Iterator[Entry]:
    try:
        content = Content(of_bytes(Path(source).read_bytes(), source=source), given=Overrides())
        found = feed.parse(content)
    except (ReadError, OSError, ValueError):
        found = None
    if found is None or found.kind != "opml":
        raise RiwayaError(word("watch_no_opml").format(name=source))
    for entry in found.entries:
        yield msgspec.structs.replace(entry, link=web.joined(entry.link or "", entry.link or ""))


# ---- watching ---------------------------------------------------------------------------------


def _watch(ledger: Ledger, options: Options, clock: Clock) -> int:
    if any(find_spec(name) is None for name in _LIBRARIES):
        raise RiwayaError(word("watch_needs"))
    watcher = _watcher(ledger, options, clock)
    if watcher.next_due() is None:
        raise RiwayaError(word("watch_nothing"))
    done = watcher.round(now=options.now)
    _tell(done, options)
    while not options.once:
        due = watcher.next_due()
        wait = (due - clock.now()).total_seconds() if due else _LONGEST_SLEEP
        clock.sleep(min(max(wait, 1.0), _LONGEST_SLEEP))
        done = watcher.round()
        if done != Round():
            _tell(done, options)
    if not done.feeds_failed and not done.failed:
        return 0
    return ALL_FAILED if done.feeds_failed == done.feeds else SOME_FAILED


def _watcher(ledger: Ledger, options: Options, clock: Clock) -> Watcher:
    folder = Path(options.warc or Path(tables.data_folder(), "warc"))
    archive = None if options.no_warc else Archive(folder)
    fetcher = Fetcher(Manners(delay=max(options.delay, 0.0)), clock=clock, archive=archive)
    return Watcher(
        ledger,
        fetcher,
        clock,
        settings=_settings(options),
        tell=lambda problem: _problem(problem, options),
    )


def _settings(options: Options) -> Settings:
    every = timedelta(minutes=min(max(options.every, 1.0), 10_080.0))
    return Settings(every=every, limit=max(options.limit, 1), engine=options.engine)


def _tell(done: Round, options: Options) -> None:
    if options.json:
        _json("round", done)
    elif not options.quiet:
        print(word("watch_done").format(**msgspec.structs.asdict(done)), flush=True)


def _problem(problem: Problem, options: Options) -> None:
    if options.json:
        _json("problem", problem)
        return
    told = " ".join(visible(part) for part in (problem.message, problem.advice))
    print(f"riwaya: {visible(problem.source)}: {told} [{problem.error}]", file=sys.stderr)


# ---- telling how they are ---------------------------------------------------------------------


def _list(found: list[Health], options: Options) -> int:
    if options.json:
        for one in found:
            print(msgspec.json.encode(one).decode())
        return 0
    if not found:
        raise RiwayaError(word("watch_nothing"))
    names = ("expected", "received", "failed", "last_new", "state", "feed")
    titles = [word(f"watch_{name}") for name in names]
    print(
        f"{titles[0]:>10} {titles[1]:>10} {titles[2]:>10}  {titles[3]:16}  {titles[4]}  {titles[5]}"
    )
    for one in found:
        last = f"{one.last_new:%Y-%m-%d %H:%M}" if one.last_new else "-"
        state = word(f"watch_is_{one.state}").format(n=one.failures, name=one.problem)
        counts = f"{one.expected:>10,} {one.received:>10,} {one.failed:>10,}"
        title = f" ({visible(one.title)})" if one.title else ""
        print(f"{counts}  {last:16}  {state}  {visible(one.url)}{title}")
    return 0


def _say(options: Options, entry: str, **counts: int) -> None:
    if options.json:
        print(msgspec.json.encode({"event": entry.removeprefix("watch_"), **counts}).decode())
    elif not options.quiet:
        print(word(entry).format(**counts))


def _json(kind: str, what: msgspec.Struct) -> None:
    """Write one line for a program that waits."""
    line = msgspec.json.encode({"event": kind, **msgspec.structs.asdict(what)})
    print(line.decode(), flush=True)
