"""The words of ``data/ar/times.toml``, looked up by token.

``look(key)`` returns what a token may be the first word of, with the particles and the article taken off;
``View`` matches the rest of the form in a text. ``triggers()`` are the tokens at which reading starts, so that an
article costs one set look-up a token.
"""

from collections.abc import Iterator
from functools import cache, lru_cache

import msgspec

from riwaya import tables
from riwaya.resolve import numbers
from riwaya.text import Tokens, tokenise

_FILES = ("ar/times.toml", "ar/letters.toml")
_STARTING = frozenset(
    ("month", "hijri", "weekday", "day", "unit", "season", "decade", "part", "clock", "fraction")
) | frozenset(("portion", "few"))
_COMPANIONS = frozenset(
    ("month", "hijri", "weekday", "unit", "part", "half", "zone_utc", "this", "era_hijri", "decade")
)  # fmt: skip
_CARDINAL = frozenset(
    ("unit", "before_teen", "ten", "tens", "hundred", "hundreds", "scale", "zero", "dozen")
)  # fmt: skip


class Word(msgspec.Struct, frozen=True, array_like=True):
    """One meaning of a form: ``kind`` of word, its number ``n``, a ``tag``, and the tokens that follow the first."""

    kind: str
    n: int = 0
    tag: str = ""
    weak: bool = False
    tail: tuple[str, ...] = ()


class Hit(msgspec.Struct, frozen=True):
    """A word found at a token: ``lead`` letters stand before it, ``width`` tokens are its own."""

    word: Word
    lead: str
    definite: bool
    width: int


class _Table(msgspec.Struct, frozen=True):
    words: dict[str, list[Word]]
    telling: list[str]
    ordinals: list[str]
    companions: list[str]
    phrases: list[str]
    seconds: list[str]
    lists: dict[str, list[str]]
    article: str
    leads: list[str]


@cache
def table() -> _Table:
    """Return the compiled table."""
    return tables.compiled("times", _FILES, _Table, _build)


@cache
def triggers() -> frozenset[str]:
    """Return the keys of tokens at which a time expression may begin."""
    return frozenset(table().ordinals) | telling() | _numerals()


@cache
def phrases() -> tuple[frozenset[str], frozenset[str]]:
    """Return the triggers that tell nothing alone, and the tokens one of which must follow them."""
    known = table()
    return frozenset(known.phrases) - frozenset(known.ordinals), frozenset(known.seconds)


@cache
def companions() -> frozenset[str]:
    """Return the keys one of which stands near every number that tells a time."""
    return frozenset(table().companions)


@cache
def telling() -> frozenset[str]:
    """Return the triggers that are more than a mere number, cardinal or ordinal."""
    return frozenset(table().telling)


@cache
def _numerals() -> frozenset[str]:
    hits = numbers.words.hits()
    return frozenset(key for key, hit in hits.items() if hit.word.kind in _CARDINAL)


def is_numeral(key: str) -> bool:
    """Tell whether a token may be, or go on, a number in words."""
    return key in _numerals()


@cache
def words_of(name: str) -> frozenset[str]:
    """Return one of the plain lists of keys (``tense.future``, ``blocked.before``)."""
    return frozenset(table().lists[name])


@lru_cache(maxsize=20000)
def look(key: str) -> tuple[Hit, ...]:
    """Return the words that a token may begin, longest first."""
    known, found = table(), []
    for lead, rest, definite in _peeled(key, known.article, known.leads):
        for word in known.words.get(rest, ()):
            found.append(Hit(word, lead, definite, 1 + len(word.tail)))
    found.sort(key=lambda hit: -hit.width)
    return tuple(found)


def _peeled(key: str, article: str, leads: list[str]) -> Iterator[tuple[str, str, bool]]:
    """Yield (particles taken off, what remains, whether an article came off too)."""
    for lead in leads:
        if not key.startswith(lead) or (lead and len(key) < len(lead) + 2):
            continue
        rest = key[len(lead) :]
        yield lead, rest, False
        if rest.startswith(article) and len(rest) > 3:
            yield lead, rest[2:], True
        # li- and the article are written as two lams
        if lead and lead[-1] == article[1] and rest[0] == article[1]:
            yield lead, article[0] + rest, False
            yield lead, rest[1:], True


def is_ten(key: str) -> bool:
    """Tell whether a token is the ten of a teen, with no particle before it."""
    hit = numbers.words.hits().get(key)
    return hit is not None and hit.word.value == 10 and hit.skipped == 0 and not hit.definite


class View:
    """The tokens of a text, with what the vocabulary knows of each."""

    __slots__ = ("ends", "keys", "numbers", "size", "starts", "tokens")

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.keys = tokens.keys
        self.starts = tokens.starts
        self.ends = tokens.ends
        self.size = len(tokens.keys)
        self.numbers: dict[int, tuple[float, int] | None] = {}

    def key(self, index: int) -> str:
        """Return the key of a token, empty outside the text."""
        return self.keys[index] if 0 <= index < self.size else ""

    def hits(self, index: int) -> Iterator[Hit]:
        """Yield the words that stand at a token, longest first."""
        if 0 <= index < self.size:
            keys = self.keys
            for hit in look(keys[index]):
                if hit.width == 1 or tuple(keys[index + 1 : index + hit.width]) == hit.word.tail:
                    yield hit

    def at(self, index: int, *kinds: str) -> Hit | None:
        """Return the longest word of one of these kinds at a token."""
        if not 0 <= index < self.size:
            return None
        keys = self.keys
        for hit in look(keys[index]):
            if hit.word.kind in kinds and (
                hit.width == 1 or tuple(keys[index + 1 : index + hit.width]) == hit.word.tail
            ):
                return hit
        return None

    def before(self, index: int, *kinds: str) -> tuple[int, Hit] | None:
        """Return the word of one of these kinds that ends right before a token, and where it begins."""
        for width in (3, 2, 1):
            hit = self.at(index - width, *kinds)
            if hit is not None and hit.width == width:
                return index - width, hit
        return None

    def touching(self, index: int) -> bool:
        """Tell whether a token is written on to the one before it."""
        return 0 < index < self.size and self.starts[index] == self.ends[index - 1]


def _build() -> _Table:
    data, letters = tables.toml(_FILES[0]), tables.toml(_FILES[1])["clitics"]
    words: dict[str, list[Word]] = {}
    for form, word in _entries(data):
        first, *tail = tokenise(form).keys
        entry = msgspec.structs.replace(word, tail=tuple(tail))
        if entry not in words.setdefault(first, []):
            words[first].append(entry)
    single = [*letters["conjunctions"], *letters["prepositions"]]
    leads = ["", *single]
    leads += [one + two for one in letters["conjunctions"] for two in letters["prepositions"]]
    article = letters["article"]
    telling = _written(words, _STARTING, article, leads)
    ordinals = _written(words, frozenset(("ordinal",)), article, leads)
    companions = _written(words, _COMPANIONS, article, leads)
    single = {key: [word for word in known if not word.tail] for key, known in words.items()}
    phrases = sorted(set(telling) - set(_written(single, _STARTING, article, leads)))
    seconds = sorted({w.tail[0] for known in words.values() for w in known if w.tail})
    lists = {
        f"{section}.{name}": [tokenise(form).keys[0] for form in data[section][name]]
        for section in ("tense", "blocked", "marks")
        for name in data[section]
    }
    return _Table(words, telling, ordinals, companions, phrases, seconds, lists, article, leads)


def _written(
    words: dict[str, list[Word]], kinds: frozenset[str], article: str, leads: list[str]
) -> list[str]:
    """Return every token key that a word of these kinds may begin with, particles and article included."""
    found = set()
    for key in (key for key, known in words.items() if any(word.kind in kinds for word in known)):
        found.update(lead + key for lead in leads)
        found.update(lead + article + key for lead in leads)
        found.update(lead + article[1] + key for lead in leads if lead.endswith(article[1]))
        if key.startswith(article):
            found.update(lead + key[1:] for lead in leads if lead.endswith(article[1]))
    return sorted(found)


def _entries(data: dict[str, dict[str, list[str]]]) -> Iterator[tuple[str, Word]]:
    """Yield each form of the file with what it means."""
    numbered = {
        "months": "month", "hijri": "hijri", "weekdays": "weekday", "days": "day", "seasons": "season",
        "decades": "decade", "modifiers": "modifier", "ordinals": "ordinal", "fractions": "fraction", "portions": "portion",
    }  # fmt: skip
    weak = set(data["month_names"]["weak"])
    for section, kind in numbered.items():
        for number, forms in data[section].items():
            for form in forms:
                yield form, Word(kind, int(number), weak=form in weak)
    tagged = {"parts": "part", "halves": "half", "clocks": "clock", "phases": "phase"}
    for section, kind in tagged.items():
        for tag, forms in data[section].items():
            for form in forms if tag != "weak" else ():
                yield form, Word(kind, tag=tag, weak=form in data[section].get("weak", ()))
    for unit, by_number in data["units"].items():
        for number, name in enumerate(("one", "two", "many"), start=1):
            for form in by_number[name]:
                yield form, Word("unit", number, unit)
    for section in ("words", "vague"):
        for kind, forms in data[section].items():
            for form in forms:
                yield form, Word(kind)
