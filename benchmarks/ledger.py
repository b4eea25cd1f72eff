"""The ledger, measured: how fast articles are taken in, how much memory that needs, and what is left after a crash.

``python -m benchmarks --ledger`` on the 20,000 articles of ``../shared/corpora``; ``--articles`` takes fewer.
"""

import gzip
import os
import random
import resource
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from itertools import islice
from pathlib import Path

import msgspec

from benchmarks import shared
from riwaya import pipeline, reading
from riwaya.intake.crew import processors
from riwaya.ledger import open_ledger
from riwaya.types import Document

ARTICLES = 20_000
_SEED = 20230315
_BATCH = 16
_SECONDS = 1.5
"""Within so long after its first commit, a program is killed."""


class Effort(msgspec.Struct, frozen=True):
    """What a task took: articles, seconds by the clock and of all processors, most bytes of memory at once."""

    articles: int
    seconds: float
    cpu: float
    memory: int = 0
    half_way: int = 0


class Crashes(msgspec.Struct, frozen=True):
    """What was found after programs were killed."""

    kills: int
    lost: int
    duplicates: int
    faults: int


class Measured(msgspec.Struct, frozen=True):
    """All that is measured."""

    alone: Effort
    taken: Effort
    again: Effort
    rows_added_again: int
    crashes: Crashes


def measure(*, articles: int = ARTICLES, kills: int = 100) -> Measured:
    """Measure everything; raises ``shared.Absent`` where the articles are not there."""
    with tempfile.TemporaryDirectory(prefix="riwaya-bench-") as folder:
        file = Path(folder, "news.jsonl")
        count = _write(file, articles)
        place = Path(folder, "ledger.db")
        alone = _alone(file, count)
        taken = _add(file, place, count)
        before = _rows(place)
        again = _add(file, place, count)
        more = sum(_rows(place).values()) - sum(before.values())
        few = Path(folder, "few.jsonl")
        _write(few, min(articles, 2_000))
        return Measured(alone, taken, again, more, crashes(few, Path(folder), kills))


def table(found: Measured) -> str:
    """Return the figures as Markdown."""
    alone, taken, again = found.alone, found.taken, found.again
    clock = alone.seconds / taken.seconds
    cpu = alone.cpu / taken.cpu
    rows = [
        "| ledger | measured | must reach |",
        "|---|---|---|",
        f"| reading alone, {alone.articles:,} articles | {alone.articles / alone.seconds:,.0f}/s | |",
        f"| taking in | {taken.articles / taken.seconds:,.0f}/s | |",
        f"| share of reading alone, by the clock; by processor time | {clock:.0%}; {cpu:.0%} | 70 % |",
        f"| memory of the writer half-way; at most, each worker's besides"
        f" | {taken.half_way / 1e6:,.0f}; {taken.memory / 1e6:,.0f} MB | < 500 MB |",
        f"| again: rows added; times faster"
        f" | {found.rows_added_again}; {taken.seconds / again.seconds:,.0f} | 0; 10 |",
        f"| killed {found.crashes.kills} times: lost; duplicates; faults"
        f" | {found.crashes.lost}; {found.crashes.duplicates}; {found.crashes.faults} | 0; 0; 0 |",
    ]
    return "\n".join(rows)


def _write(file: Path, articles: int) -> int:
    count = 0
    with gzip.open(shared.folder() / shared.NEWS, "rb") as lines, file.open("wb") as out:
        for line in islice(lines, articles):
            out.write(line)
            count += 1
    return count


def _alone(file: Path, count: int) -> Effort:
    """Read in as many processes as taking in does, and throw away what is found."""
    documents = (one for one in reading.read(str(file)) if isinstance(one, Document))
    began, spent = time.perf_counter(), _spent()
    with ProcessPoolExecutor(processors()) as pool:
        batches = iter(lambda: list(islice(documents, _BATCH)), [])
        waiting = []
        for batch in batches:
            waiting.append(pool.submit(_read, batch))
            while len(waiting) > 3 * processors():
                waiting.pop(0).result()
        for one in waiting:
            one.result()
    return Effort(count, time.perf_counter() - began, _spent() - spent)


def _read(batch: list[Document]) -> int:
    return sum(isinstance(pipeline.read_document(one), pipeline.Reading) for one in batch)


def _spent() -> float:
    """Return the processor time of this process and those that have ended."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(one.ru_utime + one.ru_stime for one in used)


def _command(file: Path, place: Path) -> list[str]:
    return [sys.executable, "-m", "riwaya", "add", str(file), "--json", "--db", str(place)]


def _add(file: Path, place: Path, count: int) -> Effort:
    began, spent = time.perf_counter(), _spent()
    program = subprocess.Popen(
        _command(file, place), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    held: list[int] = []
    watcher = threading.Thread(target=_watch, args=(program, held))
    watcher.start()
    code = program.wait()
    watcher.join()
    if code not in (0, 1):  # some records of the corpus hold no article
        raise RuntimeError(f"riwaya add ended with {code}")
    seconds, cpu = time.perf_counter() - began, _spent() - spent
    half_way = held[len(held) // 2] if held else 0
    return Effort(count, seconds, cpu, max(held, default=0), half_way)


def _watch(program: "subprocess.Popen[bytes]", held: list[int]) -> None:
    """Note the memory of the program that writes, ten times a second."""
    page = resource.getpagesize()
    while program.poll() is None:
        try:
            held.append(int(Path(f"/proc/{program.pid}/statm").read_text().split()[1]) * page)
        except (OSError, IndexError):
            return
        time.sleep(0.1)


def _rows(place: Path) -> dict[str, int]:
    with open_ledger(place) as ledger:
        return ledger.stats().rows


def crashes(file: Path, folder: Path, kills: int) -> Crashes:
    """Kill ``riwaya add`` at random moments, and see what is left each time."""
    chance = random.Random(_SEED)
    lost = duplicates = faults = done = 0
    for round_ in _rounds():
        place = folder / f"killed-{round_}.db"
        expected = None
        while done < kills and expected is None:
            written, expected = _killed(file, place, chance.uniform(0, _SECONDS))
            done += expected is None
            kept = _rows(place)["documents"]
            lost += max(0, written - kept)
        told = _finished(file, place)
        with open_ledger(place) as ledger:
            rows = ledger.stats().rows
            lost += max(0, told - rows["documents"])
            duplicates += rows["documents"] - len({one.id for one in ledger.documents()})
            duplicates += rows["extractions"] - rows["documents"]
            faults += sum(1 for _ in ledger.verify())
        if done >= kills:
            return Crashes(done, lost, duplicates, faults)
    raise AssertionError("the rounds never end")


def _rounds() -> Iterator[int]:
    number = 0
    while True:
        yield number
        number += 1


def _killed(file: Path, place: Path, after: float) -> tuple[int, int | None]:
    """Return how many documents were told to be written, and the sum where it ended before it was killed."""
    before = _rows(place)["documents"] if place.exists() else 0
    program = subprocess.Popen(
        _command(file, place),
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    assert program.stdout is not None
    first = program.stdout.readline()
    time.sleep(after)
    os.killpg(program.pid, signal.SIGKILL)
    rest, _ = program.communicate()
    told = [
        msgspec.json.decode(line) for line in (first + rest).splitlines() if line.endswith(b"}")
    ]
    ended = [one for one in told if one["event"] == "done"]
    written = max((one["documents"] for one in told if one["event"] == "progress"), default=0)
    return before + written, before + written if ended else None


def _finished(file: Path, place: Path) -> int:
    """Let the command come to its end; return how many documents there must be."""
    done = subprocess.run(_command(file, place), capture_output=True, check=False)
    last = msgspec.json.decode(done.stdout.splitlines()[-1])
    total = last["total"]
    if total["known_sources"]:
        return 0
    return int(total["documents"] + total["known"])
