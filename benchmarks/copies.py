"""Near-copies among real articles: ``python -m benchmarks --copies``, or ``python -m benchmarks.copies --read 20``.

Two thousand articles are edited (8 % of the words replaced, left out, doubled or moved) and put among 18,000 others.
The corpus holds copies of its own, which nobody has marked: a pair that was not made counts as right only where an
alignment of the two texts, word by word, verifies it; ``--read`` prints some pairs of either kind for a reader.
"""

import argparse
import gzip
import random
import sys
import time
from collections.abc import Iterable, Iterator
from difflib import SequenceMatcher

import msgspec

from benchmarks import shared
from riwaya.reconcile.fingerprints import Fingerprint
from riwaya.reconcile.syndication import Syndication, Tie, fingerprint
from riwaya.text import tokenise
from riwaya.types import Document

ARTICLES, COPIES = 18_000, 2_000
EDITED = 0.08
_SEED = 20
_RUN, _ALIGNED = 5, 0.4  # words in a row, and the part of the longer text that such runs must cover

Pair = tuple[str, str]


class _Row(msgspec.Struct, frozen=True):
    id: str
    title: str
    text: str
    date: str | None = None


class Corpus(msgspec.Struct, frozen=True):
    """The documents, and which of them were made from which."""

    documents: list[Document]
    made: frozenset[Pair]


class Copies(msgspec.Struct, frozen=True):
    """What was found: times in milliseconds for one article."""

    made: int
    found: int
    pairs: int
    verified: int
    families: int
    fingerprint: float
    add: float
    add_p95: float

    @property
    def recall(self) -> float:
        """Return the part of the made pairs that are in one family."""
        return self.found / self.made

    @property
    def precision(self) -> float:
        """Return the part of the tied pairs that were made or are verified."""
        return (self.found + self.verified) / (self.found + self.pairs)


def corpus(seed: int = _SEED) -> Corpus:
    """Return 18,000 articles and 2,000 edited ones."""
    rng = random.Random(seed)
    rows = _rows()
    rng.shuffle(rows)
    rows = rows[:ARTICLES]
    vocabulary = [word for row in rows[:500] for word in row.text.split()]
    documents = [
        Document(id=row.id, text=f"{row.title}\n\n{row.text}", published=row.date) for row in rows
    ]
    made = []
    for number in rng.sample(range(ARTICLES), COPIES):
        source = documents[number]
        copy = msgspec.structs.replace(
            source, id=f"copy-{number}", text=_edited(source.text, vocabulary, rng)
        )
        documents.append(copy)
        made.append((source.id, copy.id))
    rng.shuffle(documents)
    return Corpus(documents, frozenset(_ordered(*pair) for pair in made))


def _rows() -> list[_Row]:
    with gzip.open(shared.folder() / shared.NEWS) as lines:
        return [msgspec.json.decode(line, type=_Row) for line in lines]


def _edited(text: str, vocabulary: list[str], rng: random.Random) -> str:
    words = text.split(" ")
    for _ in range(max(1, round(EDITED * len(words)))):
        at = rng.randrange(len(words))
        match rng.randrange(4):
            case 0:
                words[at] = rng.choice(vocabulary)
            case 1 if len(words) > 4:
                del words[at]
            case 2:
                words.insert(at, rng.choice(vocabulary))
            case _:
                other = min(at + 1, len(words) - 1)
                words[at], words[other] = words[other], words[at]
    return " ".join(words)


def _ordered(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)


def measure(given: Corpus) -> tuple[Copies, list[Pair]]:
    """Find the families of a corpus; return the figures and the pairs that nobody made and nothing verifies."""
    begun = time.perf_counter()
    prints = [fingerprint(document) for document in given.documents]
    took = time.perf_counter() - begun
    known, times = _added(prints)
    families = known.families()
    together = {document: family.head for family in families for document in family.members}
    found = [pair for pair in given.made if together.get(pair[0], pair[0]) == together.get(pair[1])]
    texts = {document.id: document.text for document in given.documents}
    others = [pair for pair in _pairs(known.ties) if pair not in given.made]
    wrong = [pair for pair in others if not verified(texts[pair[0]], texts[pair[1]])]
    times.sort()
    figures = Copies(
        made=len(given.made),
        found=len(found),
        pairs=len(others),
        verified=len(others) - len(wrong),
        families=len(families),
        fingerprint=1000 * took / len(prints),
        add=1000 * sum(times) / len(times),
        add_p95=1000 * times[int(0.95 * len(times))],
    )
    return figures, wrong


def _added(prints: Iterable[Fingerprint]) -> tuple[Syndication, list[float]]:
    known, times = Syndication(), []
    for one in prints:
        begun = time.perf_counter()
        known.add(one)
        times.append(time.perf_counter() - begun)
    return known, times


def _pairs(ties: Iterable[Tie]) -> Iterator[Pair]:
    return (_ordered(tie.first, tie.second) for tie in ties if tie.kind != "excerpt")


def verified(one: str, other: str) -> bool:
    """Tell whether runs of five words or more, in one order, cover 40 % of the longer text.

    This knows nothing of shingles and bands: it is how a reader who lays one text beside the other would decide.
    """
    first, second = _words(one), _words(other)
    matched = SequenceMatcher(None, first, second, autojunk=False).get_matching_blocks()
    covered = sum(block.size for block in matched if block.size >= _RUN)
    return covered >= _ALIGNED * max(len(first), len(second))


def _words(text: str) -> list[str]:
    return [word for word in tokenise(text).keys if word[0].isalnum()]


def table(found: Copies) -> str:
    """Return the figures as lines."""
    return "\n".join(
        (
            f"near-copies: {found.made} made among {ARTICLES:,} articles",
            f"  recall     {found.recall:.4f}  (must reach .98)",
            f"  precision  {found.precision:.4f}  (must reach .99): {found.found} made pairs, "
            f"{found.pairs} others, {found.verified} of them verified",
            f"  families   {found.families:,}",
            f"  one article: fingerprint {found.fingerprint:.2f} ms, compare with all others "
            f"{found.add:.2f} ms (p95 {found.add_p95:.2f} ms)",
        )
    )


def main(arguments: list[str] | None = None) -> int:
    """Print the table; return 1 where a figure is below what it must reach, 2 where the corpus is absent."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.copies", description=__doc__)
    parser.add_argument("--read", type=int, default=0, help="print pairs that nothing verifies")
    options = parser.parse_args(arguments)
    try:
        given = corpus()
    except shared.Absent as error:
        print(error, file=sys.stderr)
        return 2
    figures, wrong = measure(given)
    print(table(figures))
    heads = {document.id: document.text.partition("\n")[0] for document in given.documents}
    for one, other in wrong[: options.read]:
        print(f"{one} {other}\n    {heads[one]}\n    {heads[other]}")
    return int(figures.recall < 0.98 or figures.precision < 0.99)


if __name__ == "__main__":
    sys.exit(main())
