"""Units of measure and money: what stands before or after a number.

>>> from riwaya.text import tokenise
>>> after(tokenise("5 km"), 1).symbol
'km'

Imports ``digits``, ``tables`` and ``text``.
"""

from functools import cache
from typing import Any

import msgspec

from riwaya import tables
from riwaya.resolve.numbers.digits import glued
from riwaya.text import Tokens, key

FILES = ("ar/units.toml", "ar/numbers.toml", "ar/letters.toml")


SMALL_CHANGE = "cent"
"""The symbol of small change whose currency the text does not name."""


class Unit(msgspec.Struct, frozen=True, array_like=True, gc=False):
    """A unit word: its symbol, and the more exact ones by the word that follows.

    ``form`` is one, two or many. ``part`` is 100 or 1000 for small change, else 0.
    """

    symbol: str
    form: str = "one"
    then: dict[str, str] = {}
    part: int = 0
    then_two: frozenset[str] = frozenset()


class Table(msgspec.Struct, frozen=True):
    """All units, compiled: by word, by sign, by initials, by code."""

    words: tables.Packed[Unit]
    signs: dict[str, str]
    percent: list[list[str]]
    per_hour: list[list[str]]
    with_hour: frozenset[str]
    powers: dict[str, str]
    initials: dict[str, str]
    codes: frozenset[str]
    doubtful: frozenset[str]
    article: str


class Found(msgspec.Struct, frozen=True, gc=False):
    """A unit read in the text, with the token past it."""

    symbol: str
    past: int
    form: str = "one"
    part: int = 0


def duals(noun: str) -> list[str]:
    """Return the keys of a noun's dual forms, without the construct ones."""
    dual = tables.toml("ar/numbers.toml")["dual"]
    if noun.endswith(dual["feminine_mark"]):
        return [key(noun[:-1] + ending) for ending in dual["feminine"]]
    return [key(noun + ending) for ending in dual["masculine"]]


def _words(entry: dict[str, Any], symbol: str, part: int = 0) -> dict[str, Unit]:
    endings = tables.toml("ar/units.toml")["adjective"]["endings"]
    then = {
        key(follower + ending): exact
        for follower, exact in entry.get("then", {}).items()
        for ending in endings
    }
    two = frozenset(dual for follower in entry.get("then", {}) for dual in duals(follower))
    accusative = tables.toml("ar/numbers.toml")["dual"]["accusative"]
    found: dict[str, Unit] = {}
    for index, word in enumerate(entry["words"]):
        single = index == 0 or word == entry["words"][0] + accusative
        written = word if word.isascii() else key(word)
        found.setdefault(written, Unit(symbol, "one" if single else "many", then, part, two))
    for word in () if part else entry["words"]:
        if len(word) > 2 and not word.isascii():
            for written in duals(word):
                found.setdefault(written, Unit(symbol, "two", then, part))
    return found


def _build() -> Table:
    table = tables.toml("ar/units.toml")
    found: dict[str, Unit] = {}
    signs: dict[str, str] = dict.fromkeys(table["percent"]["signs"], "%")
    for entry in [*table["measure"], *table["money"]]:
        for word, unit in _words(entry, entry["unit"]).items():
            found.setdefault(word, unit)
        signs |= dict.fromkeys(entry.get("signs", ()), entry["unit"])
    for entry, part in ((table["subunit"], 100), (table["subunit"]["thousandth"], 1000)):
        found |= _words(entry, SMALL_CHANGE, part)
    return Table(
        words=tables.Packed.of(found),
        signs=signs,
        percent=[[key(word) for word in phrase.split()] for phrase in table["percent"]["phrases"]],
        per_hour=[
            [key(word) for word in phrase.split()] for phrase in table["per_hour"]["phrases"]
        ],
        with_hour=frozenset(table["per_hour"]["units"]),
        powers={key(word): power for power, forms in table["powers"].items() for word in forms},
        initials={key(initials): code for initials, code in table["abbreviation"].items()},
        codes=frozenset(table["codes"]["words"]),
        doubtful=frozenset(map(key, table["look_alike"]["dual"])),
        article=tables.toml("ar/letters.toml")["clitics"]["article"],
    )


@cache
def table() -> Table:
    """Return the units."""
    return tables.compiled("units", FILES, Table, _build)


@cache
def _percent() -> dict[str, list[list[str]]]:
    by_first: dict[str, list[list[str]]] = {}
    for first, *rest in table().percent:
        by_first.setdefault(first, []).append(rest)
    return by_first


def after(tokens: Tokens, at: int) -> Found | None:
    """Read the unit that begins at token ``at``, right after a number."""
    if at >= len(tokens):
        return None
    word, known = tokens.keys[at], table()
    if word in known.signs:
        return Found(known.signs[word], at + 1)
    if word in known.codes:
        return Found(word, at + 1)
    for rest in _percent().get(word, ()):
        if tokens.keys[at + 1 : at + 1 + len(rest)] == rest:
            return Found("%", at + 1 + len(rest))
    return _initials(tokens, at) or _word(tokens, at)


def before(tokens: Tokens, at: int) -> Found | None:
    """Read a sign or code that stands in front of the number at token ``at + 1``."""
    word, known = tokens.keys[at], table()
    if word in known.signs:
        return Found(known.signs[word], at + 1)
    return Found(word, at + 1) if word in known.codes else None


def alone(tokens: Tokens, at: int) -> Found | None:
    """Read a unit word that carries its own number: one, or two by a dual."""
    word, known = tokens.keys[at], table()
    unit = known.words.get(word)
    if (
        unit is None
        or unit.form == "many"
        or (word in known.doubtful and _has_neighbour(tokens, at))
    ):
        return None
    return _word(tokens, at)


def _per_hour(tokens: Tokens, symbol: str, past: int) -> tuple[str, int]:
    for phrase in table().per_hour:
        if tokens.keys[past : past + len(phrase)] == phrase:
            return symbol + "/h", past + len(phrase)
    return symbol, past


def _has_neighbour(tokens: Tokens, at: int) -> bool:
    return any(
        word.isalpha()
        for word in (*tokens.keys[max(0, at - 1) : at], *tokens.keys[at + 1 : at + 2])
    )


def _initials(tokens: Tokens, at: int) -> Found | None:
    keys = tokens.keys
    if (
        len(keys[at]) > 1
        or at + 2 >= len(keys)
        or keys[at + 1] != "."
        or not glued(tokens, at, at + 1)
    ):
        return None
    code = table().initials.get(f"{keys[at]}.{keys[at + 2]}")
    return Found(code, at + 3) if code else None


def _word(tokens: Tokens, at: int) -> Found | None:
    known, word = table(), tokens.keys[at]
    unit = known.words.get(word)
    if unit is None and word.startswith(known.article):
        unit = known.words.get(word[len(known.article) :])
    if unit is None:
        return None
    symbol, past, form = unit.symbol, at + 1, unit.form
    while past < len(tokens):
        follower = tokens.keys[past].removeprefix(known.article)
        if past == at + 1 and follower in unit.then:
            symbol = unit.then[follower]
            form = "two" if form == "one" and follower in unit.then_two else form
        elif follower in known.powers and symbol.isalpha():
            symbol += known.powers[follower]
        else:
            break
        past += 1
    if symbol in known.with_hour:
        symbol, past = _per_hour(tokens, symbol, past)
    return Found(symbol, past, form, unit.part)
