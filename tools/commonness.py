"""Count in how many articles of a sample each word stands: ``python -m tools.commonness SAMPLE.jsonl.gz``.

Writes ``data/ar/commonness.jsonl``: the words of at least ``LEAST`` articles, in bands a quarter of an octave wide. The
sample (JSON Lines with ``title`` and ``text``) is kept nowhere. Twice over the same sample gives the same bytes.
"""

import gzip
import json
import math
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

import msgspec

from riwaya import tables
from riwaya.lexicon import commonness
from riwaya.text import tokenise

LEAST = 40
HEAD = 3_000
_STEPS = 4  # bands to an octave
_SHORT = 3


def words(sample: Path) -> Iterator[frozenset[str]]:
    """Yield the different words of each article."""
    with gzip.open(sample, "rt", encoding="utf-8") as file:
        for line in file:
            one = json.loads(line)
            keys = tokenise(f"{one['title']}\n{one['text'][:HEAD]}").keys
            yield frozenset(word for word in keys if len(word) >= _SHORT and word.isalpha())


def bands(counts: Counter[str], of: int) -> Iterator[commonness.Band]:
    """Yield the lines of the file, from the commonest words."""
    found: dict[int, list[str]] = defaultdict(list)
    for word, count in counts.items():
        if count >= LEAST:
            found[round(2 ** (math.floor(math.log2(count) * _STEPS) / _STEPS))].append(word)
    for articles in sorted(found, reverse=True):
        yield commonness.Band(articles, of, " ".join(sorted(found[articles])))


def main(sample: Path) -> None:
    """Write the table."""
    articles = list(words(sample))
    out = tables.path(commonness.FILE)
    whole = Counter(word for one in articles for word in one)
    # the second count is of stems, cut by what the first one knows
    stem = commonness.Commonness(len(articles), dict(whole), commonness.proclitics()).stem
    stems = Counter(word for one in articles for word in {stem(each) for each in one})
    for word, count in whole.items():
        stems[word] = max(stems[word], count)
    lines = bands(stems, len(articles))
    out.write_bytes(b"".join(msgspec.json.encode(line) + b"\n" for line in lines))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
