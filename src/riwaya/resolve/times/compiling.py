"""The table of ``data/ar/times.toml`` as it is looked up: forms folded, with every particle they may carry.

Imports ``tables`` and ``text``.
"""

from collections.abc import Iterator
from typing import Any

import msgspec

from riwaya import tables
from riwaya.text import tokenise

_FILES = ("ar/times.toml", "ar/letters.toml")
_STARTING = frozenset(
    ("month", "hijri", "weekday", "day", "unit", "season", "decade", "part", "clock", "fraction")
) | frozenset(("portion", "few", "morrow", "then"))
_CONTEXT = frozenset(
    ("since", "before", "after", "until", "onward", "lasting", "hedge", "more", "phase", "between", "from",
     "glue", "to", "season", "year_noun", "that", "whole", "weekday", "dated", "ordinal", "published", "during")
)  # fmt: skip
"""The kinds of words that are looked for before an expression."""
_COMPANIONS = frozenset(
    ("month", "hijri", "weekday", "unit", "part", "half", "zone_utc", "this", "era_hijri", "decade")
)  # fmt: skip


class Word(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """One meaning of a form: ``kind`` of word, its number ``n``, a ``tag``, and the tokens that follow the first."""

    kind: str
    n: int = 0
    tag: str = ""
    weak: bool = False
    tail: tuple[str, ...] = ()


_NUMBERED = {
    "months": "month", "hijri": "hijri", "weekdays": "weekday", "days": "day", "seasons": "season",
    "decades": "decade", "modifiers": "modifier", "ordinals": "ordinal", "fractions": "fraction",
    "portions": "portion",
}  # fmt: skip
"""Sections of the file whose keys are numbers, and the kind of their words."""
_TAGGED = {"parts": "part", "halves": "half", "clocks": "clock", "phases": "phase"}


class Table(msgspec.Struct, frozen=True, gc=False):
    """``words`` by their first token; the keys that begin an expression (``telling``), those that only number one
    (``ordinals``), those that stand beside numbers (``companions``), those that need a second word (``phrases``) and
    the second words (``seconds``), those that may end a word of context
    (``enders``), each as the lines of one string; plain ``lists``; the ``article`` and the particles (``leads``).
    """

    words: tables.Packed[list[Word]]
    telling: str
    ordinals: str
    companions: str
    phrases: str
    seconds: str
    enders: str
    lists: dict[str, list[str]]
    article: str
    leads: list[str]


def compiled() -> Table:
    """Return the table, built or from the cache."""
    return tables.compiled("times", _FILES, Table, _build)


def _build() -> Table:
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
    alone = {key: [word for word in known if not word.tail] for key, known in words.items()}
    phrases = sorted(set(telling) - set(_written(alone, _STARTING, article, leads)))
    seconds = sorted({w.tail[0] for known in words.values() for w in known if w.tail})
    lists = {
        f"{section}.{name}": [tokenise(form).keys[0] for form in data[section][name]]
        for section in ("tense", "blocked", "marks")
        for name in data[section]
    }
    last = {word.tail[-1] for known in words.values() for word in known if word.tail}
    enders = sorted(last.union(_written(alone, _CONTEXT, article, leads)))
    return Table(
        tables.Packed.of(words),
        "\n".join(telling),
        "\n".join(ordinals),
        "\n".join(companions),
        "\n".join(phrases),
        "\n".join(seconds),
        "\n".join(enders),
        lists,
        article,
        leads,
    )


def _written(
    words: dict[str, list[Word]], kinds: frozenset[str], article: str, leads: list[str]
) -> list[str]:
    """Return every token key that a word of these kinds may begin with, particles and article included."""
    found: set[str] = set()
    for key in (key for key, known in words.items() if any(word.kind in kinds for word in known)):
        found.update(lead + key for lead in leads)
        found.update(lead + article + key for lead in leads)
        found.update(lead + article[1] + key for lead in leads if lead.endswith(article[1]))
        if key.startswith(article):
            found.update(lead + key[1:] for lead in leads if lead.endswith(article[1]))
    return sorted(found)


def _entries(data: dict[str, Any]) -> Iterator[tuple[str, Word]]:
    """Yield each form of the file with what it means."""
    weak = set(data["month_names"]["weak"])
    for section, kind in _NUMBERED.items():
        for number, forms in data[section].items():
            yield from ((form, Word(kind, int(number), weak=form in weak)) for form in forms)
    for section, kind in _TAGGED.items():
        weak = set(data[section].get("weak", ()))
        for tag, forms in data[section].items():
            if tag != "weak":
                yield from ((form, Word(kind, tag=tag, weak=form in weak)) for form in forms)
    for unit, by_number in data["units"].items():
        for count, name in enumerate(("one", "two", "many"), start=1):
            yield from ((form, Word("unit", count, unit)) for form in by_number[name])
    for section in ("words", "vague"):
        for kind, forms in data[section].items():
            yield from ((form, Word(kind)) for form in forms)
