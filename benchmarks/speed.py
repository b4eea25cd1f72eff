"""Speed, as ratios that hold on any machine: ``python -m benchmarks --speed``.

The yardstick is a bare scan: one Aho-Corasick automaton (daachorse) over the folded text with all the keys that a
reading looks up, and nothing done with what it finds. Every row is measured in one run, the two sides of a ratio in
turn, and the shortest time of several counts. Prints a table and writes nothing.
"""

import gzip
import importlib.util
import json
import multiprocessing
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from functools import cache
from itertools import islice
from multiprocessing import Queue
from pathlib import Path
from typing import Any, NamedTuple

import daachorse

from benchmarks import peers, shared
from riwaya import tables
from riwaya.engines.rules import RulesEngine
from riwaya.lexicon import verbs
from riwaya.lexicon.words import words
from riwaya.pipeline import read_text
from riwaya.resolve import entities, places
from riwaya.text import fold, tokenise
from riwaya.types import Document

ROUNDS = 5
MORE_FORMS = 5_000
LONG = 200_000
CHUNK = 250
NAMES = ("ar/titles.toml", "ar/given_names.toml", "ar/common_words.jsonl")
_PATIENCE = 120  # seconds for a worker that may have failed
_HERE = Path(__file__).parents[1]


class Row(NamedTuple):
    """One ratio with what is hoped for and what is demanded; ``most`` tells that less is better."""

    measure: str
    value: float | None
    goal: float
    bar: float
    most: bool = True
    note: str = ""

    @property
    def verdict(self) -> str:
        """Return how the value stands to goal and bar."""
        if self.value is None:
            return "skipped"
        for name, bound in (("goal", self.goal), ("bar", self.bar)):
            if self.value <= bound if self.most else self.value >= bound:
                return name
        return "MISSED"


def measure(*, articles: int = 1_000) -> list[Row]:
    """Return every row, over so many articles of the 20,000."""
    texts = sample(articles)
    return [
        *_against_scan(texts),
        _memory(texts),
        _two_workers(texts),
        _cold_start(texts[0]),
        _more_forms(texts),
        _worst(texts),
        _linear(texts),
        _spacy(texts),
        *_peers(texts),
    ]


def table(rows: list[Row]) -> str:
    """Return the rows as text."""
    lines = [f"{'speed':48}{'value':>9}{'goal':>9}{'bar':>9}"]
    for row in rows:
        sign = "<=" if row.most else ">="
        value = "-" if row.value is None else f"{row.value:.2f}"
        bounds = f"{sign + f' {row.goal:g}':>9}{sign + f' {row.bar:g}':>9}"
        lines.append(f"{row.measure:48}{value:>9}{bounds}  {row.verdict:7} {row.note}".rstrip())
    return "\n".join(lines)


def sample(count: int) -> list[str]:
    """Return so many articles, evenly over the corpus: headline, blank line, body."""
    path = shared.folder() / shared.NEWS
    if not path.exists():
        raise shared.Absent(f"There are no articles to measure on: {path} is absent.")
    with gzip.open(path, "rt", encoding="utf-8") as file:
        records = (json.loads(line) for line in islice(file, 0, None, max(1, 20_000 // count)))
        return [f"{one['title']}\n\n{one['text']}" for one in islice(records, count)]


def shortest(*steps: Callable[[], object], rounds: int = ROUNDS) -> list[float]:
    """Return the shortest time of each step in seconds, the steps taken in turn."""
    best = [float("inf")] * len(steps)
    for _ in range(rounds):
        for place, step in enumerate(steps):
            start = time.perf_counter()
            step()
            best[place] = min(best[place], time.perf_counter() - start)
    return best


# ---- reading against a bare scan ----------------------------------------------------------------


def statements(texts: Iterable[str]) -> None:
    """Read the statements of texts."""
    for _ in RulesEngine().read(Document(id="", text=text) for text in texts):
        pass


def everything(texts: Iterable[str]) -> None:
    """Read all that there is to find in texts."""
    for text in texts:
        read_text(text, published="2020-01-01")


def statement_keys() -> set[str]:
    """Return what a reading of statements looks up: shapes of verbs, closed classes, words of names, entities."""
    found = set(verbs.load()._table.keys.split())
    found.update(*words().values())
    for file in (*NAMES, *entities.FILES):
        found.update(tokenise(tables.raw(file).decode()).keys)
    return {word for word in found if len(word) > 1 and "\u0620" <= word[0] <= "\u064a"}


def _scanner(keys: set[str]) -> Any:
    return daachorse.CharwiseDoubleArrayAhoCorasick(
        sorted(keys), daachorse.MATCH_KIND_LEFTMOST_LONGEST
    )


def _against_scan(texts: list[str]) -> list[Row]:
    folded = [fold(text) for text in texts]
    few = statement_keys()
    many = few | {word for part in places.shipped().parts for word in part.first if word}
    small, large = _scanner(few), _scanner(many)

    def scan(by: Any) -> Callable[[], object]:
        return lambda: [by.find(text) for text in folded]

    everything(texts)
    one, two, said, found = shortest(
        scan(small), scan(large), lambda: statements(texts), lambda: everything(texts)
    )
    each = 1e6 / len(texts)
    return [
        Row(
            "text -> statements : bare scan",
            said / one,
            4,
            12,
            note=f"{said * each:.0f} us : {one * each:.0f} us, {len(few)} keys",
        ),
        Row(
            "text -> all : bare scan",
            found / two,
            10,
            40,
            note=f"{found * each:.0f} us : {two * each:.0f} us, {len(many)} keys",
        ),
    ]


# ---- workers ------------------------------------------------------------------------------------


def _weigh(texts: list[str], answer: "Queue[float]") -> None:
    everything(texts)
    answer.put(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


def _memory(texts: list[str]) -> Row:
    """Return the most memory that a fresh worker held, in megabytes, everything read."""
    context = multiprocessing.get_context("spawn")
    answer: Queue[float] = context.Queue()
    worker = context.Process(target=_weigh, args=(texts, answer))
    worker.start()
    megabytes = answer.get(timeout=_PATIENCE)
    worker.join()
    return Row(
        "memory of one worker, MB", megabytes, 150, 300, note=f"{len(texts)} articles, all read"
    )


def _work(texts: list[str], ready: "Queue[int]", tasks: "Queue[tuple[int, int] | None]") -> None:
    statements(texts[:50])
    ready.put(0)
    while (task := tasks.get()) is not None:
        statements(texts[slice(*task)])
        ready.put(1)


def _throughput(texts: list[str], workers: int) -> float:
    """Return the seconds that so many workers need, started and warm before the clock runs."""
    context = multiprocessing.get_context("spawn")
    ready: Queue[int] = context.Queue()
    tasks: Queue[tuple[int, int] | None] = context.Queue()
    started = [context.Process(target=_work, args=(texts, ready, tasks)) for _ in range(workers)]
    for worker in started:
        worker.start()
    for _ in started:
        ready.get(timeout=_PATIENCE)
    cuts = [(at, at + CHUNK // 5) for at in range(0, len(texts), CHUNK // 5)] * 3
    start = time.perf_counter()
    for cut in cuts:
        tasks.put(cut)
    for _ in cuts:
        ready.get(timeout=_PATIENCE)
    seconds = time.perf_counter() - start
    for _ in started:
        tasks.put(None)
    for worker in started:
        worker.join()
    return seconds


def _two_workers(texts: list[str]) -> Row:
    cores = (
        len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    )
    if cores < 2:
        return Row("two workers : one", None, 1.9, 1.8, most=False, note="one core only")
    one = min(_throughput(texts, 1) for _ in range(2))
    two = min(_throughput(texts, 2) for _ in range(2))
    return Row(
        "two workers : one", one / two, 1.9, 1.8, most=False, note=f"{cores} cores, perhaps shared"
    )


# ---- starting -----------------------------------------------------------------------------------


def _cold_start(text: str) -> Row:
    """Return how long the command takes for one article, beside an interpreter that does nothing."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "article.txt"
        path.write_text(text, "utf-8")
        command = [str(Path(sys.executable).with_name("riwaya")), "read", str(path)]
        if not Path(command[0]).exists():
            command = [sys.executable, "-m", "riwaya", "read", str(path)]
        environment = {**os.environ, "PYTHONPYCACHEPREFIX": folder}  # bytecode as after a first run
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        _run(command, environment)
        nothing, read = shortest(
            lambda: _run([sys.executable, "-c", "pass"], environment),
            lambda: _run(command, environment),
            rounds=4 * ROUNDS,
        )
    note = f"{read * 1e3:.0f} ms : {nothing * 1e3:.0f} ms"
    return Row("riwaya read article.txt : python -c pass", read / nothing, 6, 10, note=note)


def _run(command: list[str], environment: dict[str, str]) -> None:
    subprocess.run(command, cwd=_HERE, env=environment, check=True, stdout=subprocess.DEVNULL)


# ---- growth -------------------------------------------------------------------------------------


def _more_forms(texts: list[str]) -> Row:
    """Compare with a lexicon that knows 5,000 more shapes, made of known ones with a letter changed."""
    lexicon = verbs.load()
    before, starts = dict(lexicon._forms), lexicon._starts
    lot, letters = random.Random(0), sorted({letter for word in before for letter in word})
    after = dict(before)
    known = sorted(before)
    while len(after) < len(before) + MORE_FORMS:
        word = lot.choice(known)
        at = lot.randrange(len(word))
        changed = word[:at] + lot.choice(letters) + word[at + 1 :]
        after.setdefault(changed + lot.choice(letters), before[word])
    more = starts | {word[:3] for word in after}

    def reading(forms: dict[str, int], begins: frozenset[str]) -> Callable[[], object]:
        def step() -> None:
            lexicon._forms, lexicon._starts = forms, begins
            statements(texts)

        return step

    def clear() -> None:
        lexicon._memo.clear()

    try:
        without, with_more = shortest_cleared(reading(before, starts), reading(after, more), clear)
    finally:
        lexicon._forms, lexicon._starts = before, starts
        lexicon._memo.clear()
    note = f"{len(before)} shapes before"
    return Row("5,000 more cue forms : without them", with_more / without, 1.15, 1.3, note=note)


def shortest_cleared(
    one: Callable[[], object], other: Callable[[], object], clear: Callable[[], object]
) -> tuple[float, float]:
    """Return the shortest times of two steps, with something cleared before each, outside the clock."""
    best = [float("inf"), float("inf")]
    for _ in range(ROUNDS):
        for place, step in enumerate((one, other)):
            clear()
            best[place] = min(best[place], *shortest(step, rounds=1))
    return best[0], best[1]


def _joined(texts: list[str], size: int) -> str:
    """Return articles one after another, cut at so many characters."""
    long = "\n".join(islice(texts, 0, None))
    while len(long) < size:
        long += "\n" + long
    return long[:size]


def _worst(texts: list[str]) -> Row:
    """Compare 20 kB of one sentence with a normal article of that length."""
    normal = _joined(texts, 20_000).encode()[:20_000].decode(errors="ignore")
    endless = normal.translate({ord(mark): " " for mark in ".!?؟…\n"})
    one, other = shortest(lambda: statements([normal]), lambda: statements([endless]))
    return Row("20 kB without a full stop : a normal article", other / one, 4, 8)


def _linear(texts: list[str]) -> Row:
    """Compare one article of 200,000 characters with a hundred of 2,000."""
    long = _joined(texts, LONG)
    pieces = [long[at : at + LONG // 100] for at in range(0, LONG, LONG // 100)]
    one, hundred = shortest(lambda: statements([long]), lambda: statements(pieces))
    note = f"{one * 1e3:.0f} ms : {hundred * 1e3:.0f} ms"
    return Row("one long article : as many short ones", one / hundred, 1.2, 2, note=note)


def _spacy(texts: list[str]) -> Row:
    """Compare with a tokenizer and entity ruler that find no statement at all."""
    name = "spaCy blank + EntityRuler : ours"
    if importlib.util.find_spec("spacy") is None:
        return Row(name, None, 2, 0.7, most=False, note="spaCy is not installed")
    import spacy  # type: ignore[import-not-found, unused-ignore]

    pipe = spacy.blank("ar")
    ruler = pipe.add_pipe("entity_ruler")
    ruler.add_patterns([{"label": "WORD", "pattern": word} for word in sorted(_few())])
    part = texts[:200]
    theirs, ours = shortest(lambda: list(pipe.pipe(part)), lambda: statements(part), rounds=2)
    return Row(name, theirs / ours, 2, 0.7, most=False)


def _peers(texts: list[str]) -> list[Row]:
    """Compare with other readers of times and numbers."""
    return [
        Row(
            ratio.measure,
            ratio.value,
            50 if ratio.judged else 1,
            20 if ratio.judged else 0,
            most=False,
            note=ratio.note,
        )
        for ratio in peers.speed(texts)
    ]


@cache
def _few() -> tuple[str, ...]:
    return tuple(islice(sorted(statement_keys()), 5_000))


if __name__ == "__main__":
    print(table(measure()))
