"""Events over many articles, measured: all claims at once, one more article, and many orders of arrival.

``python -m benchmarks.reconcile``; ``--claims`` and ``--orders`` take fewer.
Reading the articles and storing them is not counted.
"""

import argparse
import gzip
import hashlib
import random
import sys
import time
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from tempfile import TemporaryDirectory

import msgspec

from benchmarks import shared
from riwaya.ledger import Ledger, matters, open_ledger
from riwaya.pipeline import Reading, read_text

CLAIMS, ORDERS, ARTICLES, MORE = 100_000, 1_000, 200, 20
_SEED = 20230315
_BATCH = 200


class _Row(msgspec.Struct):
    title: str
    text: str
    publisher: str | None = None
    date: str | None = None
    url: str | None = None


class Measured(msgspec.Struct, frozen=True):
    """How many claims and events, seconds for all at once and for one more article, in the middle and at worst."""

    claims: int
    events: int
    seconds: float
    one: float
    worst: float


def readings() -> Iterator[Reading]:
    """Yield articles as they are read."""
    decode = msgspec.json.Decoder(_Row).decode
    with gzip.open(shared.folder() / "corpora" / "news_20k.jsonl.gz") as lines:
        for line in lines:
            row = decode(line)
            told = f"{row.title}\n\n{row.text}"
            yield read_text(told, published=row.date, publisher=row.publisher)


def measure(claims: int) -> Measured:
    """Measure with about so many claims."""
    coming, held = readings(), 0
    with TemporaryDirectory() as folder, open_ledger(Path(folder, "ledger.db")) as ledger:
        while held < claims and (part := list(islice(coming, _BATCH))):
            ledger.add(part)
            held += sum(len(one.extraction.claims) for one in part)
        began = time.perf_counter()
        events = ledger.catch_up()
        seconds = time.perf_counter() - began
        later = sorted(_later(ledger, one) for one in islice(coming, MORE))
    return Measured(held, events, seconds, later[len(later) // 2], later[-1])


def _later(ledger: Ledger, one: Reading) -> float:
    ledger.add([one])
    began = time.perf_counter()
    ledger.catch_up()
    return time.perf_counter() - began


def orders(count: int, articles: int = ARTICLES) -> int:
    """Return how many different ledgers so many random orders of arrival give."""
    told, chance = list(islice(readings(), articles)), random.Random(_SEED)
    found = set[str]()
    for _ in range(count):
        chance.shuffle(told)
        with TemporaryDirectory() as folder, open_ledger(Path(folder, "ledger.db")) as ledger:
            at = 0
            while at < articles:
                size = chance.randint(1, articles)
                ledger.add(told[at : at + size])
                ledger.catch_up()
                at += size
            with ledger.backend.reading() as connection:
                state = repr(list(matters.digests(connection)))
            found.add(hashlib.sha256(state.encode()).hexdigest())
    return len(found)


def main() -> int:
    """Print all figures; return 1 where orders differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--claims", type=int, default=CLAIMS)
    parser.add_argument("--orders", type=int, default=ORDERS)
    options = parser.parse_args()
    found = measure(options.claims)
    print(f"{found.claims:,} claims, {found.events:,} events: {found.seconds:.1f} s")
    print(f"one more article: {1000 * found.one:.0f} ms, at worst {1000 * found.worst:.0f} ms")
    different = orders(options.orders)
    print(f"{options.orders:,} orders of {ARTICLES} articles: {different} different")
    return int(different != 1)


if __name__ == "__main__":
    sys.exit(main())
