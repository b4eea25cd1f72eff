"""What tells a copy: the shingles of an article, its rare words, its credits and its long quotations.

Shingles are three words in a row, as search keys, so that spelling, vowel marks and punctuation make no difference.
MinHash bands (Broder 1997; banding as in Leskovec, Rajaraman and Ullman, *Mining of Massive Datasets*, 3.4) say which
articles to compare at all; the comparison itself is exact. The hashing is rensa's; this module alone knows it, and
``scheme`` changes whenever kept bands can no longer be compared with new ones.

Pure. Imports ``lexicon``, ``text``, ``types`` and the room's ``credits``.
"""

from array import array
from collections import Counter
from collections.abc import Iterable
from datetime import UTC, date, datetime
from hashlib import blake2b

import msgspec

from riwaya.lexicon.common_words import common_words
from riwaya.reconcile.credits import Credit, credits_of, origins
from riwaya.text import Tokens, quotations, tokenise
from riwaya.types import Document, Span

_WORDS = 3  # in a shingle
_BANDS, _ROWS = 24, 2
_SEED = 7
_LONG_QUOTATION = 20  # words: shorter ones are sayings, titles and set phrases
_FIRST_BITS = 8  # of a digest, in bytes


class Quoted(msgspec.Struct, frozen=True):
    """A long quotation: the digest of its words, and where they stand."""

    digest: int
    span: Span


class Fingerprint(msgspec.Struct, frozen=True):
    """One article, as far as copies can be told by it.

    ``shingles``, ``rare`` and ``repeated`` (rare words said more than once) are packed 64-bit digests, unpacked by
    ``hashes``. ``day`` is the day of publication in UTC and ``instant`` the instant, empty where they are not known.
    """

    document: str
    day: str
    instant: str
    shingles: bytes
    rare: bytes
    repeated: bytes
    bands: tuple[int, ...]
    credits: frozenset[str] = frozenset()
    quotations: tuple[Quoted, ...] = ()

    @property
    def arrival(self) -> tuple[str, str, str]:
        """Return what orders articles by age: the day, the instant, and the id where both are the same.

        Who is known to the minute comes before who is known to the day; who has no date comes last.
        """
        return self.day or "~", self.instant or "~", self.document


def scheme() -> str:
    """Return the name of how bands are made: those of different schemes cannot be compared."""
    from rensa import RMinHash

    return f"rensa-{RMinHash.ALGORITHM_VERSION}/{_WORDS}/{_BANDS}x{_ROWS}/{_SEED}"


def fingerprint(
    document: Document, tokens: Tokens | None = None, credited: tuple[Credit, ...] | None = None
) -> Fingerprint:
    """Return the fingerprint of an article; its tokens and credits may be given, if they are at hand."""
    tokens = tokenise(document.text) if tokens is None else tokens
    credited = credits_of(tokens) if credited is None else credited
    words = [word for word in tokens.keys if word[0].isalnum()]
    shingles = _shingles(words)
    counts = {word: count for word, count in Counter(words).items() if _is_rare(word)}
    quoted = _long_quotations(tokens)
    day, instant = _moment(document.published)
    return Fingerprint(
        document=document.id,
        day=day,
        instant=instant,
        shingles=_packed(shingles),
        rare=_packed(counts),
        repeated=_packed(word for word, count in counts.items() if count > 1),
        bands=(*_bands(shingles), *sorted({one.digest for one in quoted})),
        credits=origins(credited),
        quotations=quoted,
    )


def arrival(document: str, published: str | None) -> tuple[str, str, str]:
    """Return what orders articles by age, as :attr:`Fingerprint.arrival`, for an id and a day or instant."""
    day, instant = _moment(published)
    return day or "~", instant or "~", document


def hashes(packed: bytes) -> set[int]:
    """Return the digests of a packed field."""
    return set(array("Q", packed))


def size(packed: bytes) -> int:
    """Return how many digests a packed field holds."""
    return len(packed) // 8


def _shingles(words: list[str]) -> list[str]:
    """Return the different shingles; a text of fewer words is one shingle."""
    if len(words) < _WORDS:
        return [" ".join(words)] if words else []
    return list(dict.fromkeys(map(" ".join, zip(words, words[1:], words[2:], strict=False))))


def _is_rare(word: str) -> bool:
    """Tell whether a word, with or without one or two letters in front, is no common one."""
    common = common_words()
    return word not in common and (
        len(word) < _WORDS or (word[1:] not in common and word[2:] not in common)
    )


def _packed(words: Iterable[str]) -> bytes:
    from rensa import RMinHash

    found = RMinHash.hash_token_sets([list(words)])
    return array("Q", sorted(found[0])).tobytes()


def _bands(shingles: list[str]) -> list[int]:
    from rensa import RMinHash

    if not shingles:
        return []
    sketch = RMinHash(num_perm=_BANDS * _ROWS, seed=_SEED)
    sketch.update(shingles)
    lowest = sketch.digest()
    return [
        _digest(f"{band} {lowest[_ROWS * band : _ROWS * (band + 1)]}") for band in range(_BANDS)
    ]


def _digest(words: str) -> int:
    """Return 63 bits, so that a database can keep them as a signed integer."""
    return int.from_bytes(blake2b(words.encode(), digest_size=_FIRST_BITS).digest(), "big") >> 1


def _long_quotations(tokens: Tokens) -> tuple[Quoted, ...]:
    found = []
    for quotation in quotations(tokens):
        first, last = quotation.first + 1, quotation.last
        if not quotation.closed or last - first < _LONG_QUOTATION:
            continue
        words = [word for word in tokens.keys[first:last] if word[0].isalnum()]
        if len(words) >= _LONG_QUOTATION:
            span = Span(tokens.starts[first], tokens.ends[last - 1])
            found.append(Quoted(_digest("quoted " + " ".join(words)), span))
    return tuple(found)


def _moment(published: str | None) -> tuple[str, str]:
    """Return the day and the instant of publication in UTC, empty where they are not known."""
    if published is None:
        return "", ""
    try:
        if "T" not in published and " " not in published:
            return date.fromisoformat(published).isoformat(), ""
        instant = datetime.fromisoformat(published)
    except ValueError:
        return "", ""
    if instant.tzinfo is not None:
        instant = instant.astimezone(UTC).replace(tzinfo=None)
    return instant.date().isoformat(), instant.isoformat()
