"""Compile rows of places into a table: merge what two sources say of one place, index every name.

Runs when no compiled copy is in the cache. Imports ``tables``, ``text``.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import cache

import msgspec

from riwaya import tables
from riwaya.errors import LexiconError
from riwaya.resolve.places.table import OWN, Entry, Place, Table, kilometres
from riwaya.resolve.places.words import words
from riwaya.text import key, tokenise

_SETTLED = frozenset({"city", "town", "village", "quarter", "camp", "district", "subdistrict"})
_UNITS = frozenset({"province", "district", "subdistrict", "village"})
_SAME_KM = 30.0
"""Two sources that give one name to settlements this near speak of one place."""


class Row(msgspec.Struct, kw_only=True):
    """A place as a source file gives it; ``weak`` names (all, or the keys listed) need a feature word beside them."""

    id: str
    names: list[str]
    kinds: list[str]
    latitude: float | None = None
    longitude: float | None = None
    parent: str | None = None
    population: int = 0
    weak: bool = False
    weak_names: list[str] = []
    source: str = ""
    licence: str = ""
    capital: str | None = None


class _OwnRow(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    id: str
    name: str
    kinds: list[str]
    latitude: float
    longitude: float
    variants: list[str] = []
    parent: str | None = None
    weak: bool = False


class _OwnFile(msgspec.Struct, forbid_unknown_fields=True):
    source: str
    licence: str
    place: list[_OwnRow]


def shipped_table() -> Table:
    """Compile the files of ``data/places``."""
    bulk = [*_bulk("cldr"), *_bulk("geonames")]
    own = [row for name in OWN for row in own_rows(name)]
    return compile_rows(merge(bulk, own))


def _bulk(name: str) -> Iterator[Row]:
    licence = tables.toml("places/provenance.toml")[name]["licence"]
    decoder = msgspec.json.Decoder(Row)
    for row in decoder.decode_lines(tables.raw(f"places/{name}.jsonl")):
        row.licence = licence
        row.names = _without_features(row.names)
        yield row


def _without_features(names: list[str]) -> list[str]:
    """Return the names without a feature word before them, which a text may or may not say."""
    features, known = words().features, {_plain(name) for name in names}
    kept: dict[str, str] = {}
    for name in names:
        first, _, rest = name.partition(" ")
        feature = features.get(key(first))
        shortest = name
        if feature is not None and rest:
            if _plain(rest) in known:
                continue
            if _UNITS.intersection(feature.kinds) and "city" not in feature.kinds:
                shortest = rest
        kept.setdefault(key(shortest), shortest)
    return list(kept.values())


def own_rows(name: str) -> list[Row]:
    """Return the rows of one own list."""
    file = f"places/own/{name}.toml"
    try:
        held = msgspec.convert(tables.toml(file), _OwnFile)
    except msgspec.ValidationError as error:
        raise LexiconError(f"{file}: {error}.", file=file, advice="Correct that entry.") from error
    return [
        Row(
            id=place.id,
            names=_spellings([place.name, *place.variants]),
            kinds=place.kinds,
            latitude=place.latitude,
            longitude=place.longitude,
            parent=place.parent,
            weak_names=[key(place.name)] if place.weak else [],
            source=held.source,
            licence=held.licence,
        )
        for place in held.place
    ]


def _spellings(names: list[str]) -> list[str]:
    """Return the names, and for a Latin letter with a number its other spellings: K1, K-1, both in Arabic letters."""
    letters, numbers = _spelt_out()
    found = list(names)
    for name in names:
        head, _, code = name.rpartition(" ")
        if len(code) == 2 and code[0] in letters and code[1] in "123456789":
            front = f"{head} " if head else ""
            figures = [code[1], *numbers.get(code[1], [])]
            shapes = [code[0], *letters[code[0]]]
            found += [
                f"{front}{a}{gap}{n}" for a in shapes for n in figures for gap in ("", " ", "-")
            ]
    return list(dict.fromkeys(found))


@cache
def _spelt_out() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    held = tables.toml("places/words.toml")
    return held["letters"], held["numbers"]


def merge(bulk: list[Row], own: list[Row]) -> list[Row]:
    """Return one row for each place: an own row joins the bulk row of the same name near it, whose id it takes."""
    bulk = _without_doublets(bulk)
    near = _by_name(bulk)
    joined: dict[str, str] = {}
    fresh: list[Row] = []
    for row in own:
        twin = _twin(row, near)
        if (
            twin is None or twin.id in joined.values()
        ):  # a second own row at one bulk row is a place of its own
            fresh.append(row)
        else:
            joined[row.id] = twin.id
            _join(twin, row)
    merged = bulk + fresh
    for row in merged:
        if row.parent in joined:
            row.parent = joined[row.parent]
    return merged


def _without_doublets(rows: list[Row]) -> list[Row]:
    kept: list[Row] = []
    near: dict[str, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda row: -row.population):
        twin = _twin(row, near) if row.source == "geonames" else None
        if twin is not None:
            twin.names += [name for name in row.names if name not in twin.names]
            continue
        kept.append(row)
        for name in row.names:
            near[_plain(name)].append(row)
    order = {row.id: number for number, row in enumerate(rows)}
    return sorted(kept, key=lambda row: order[row.id])


def _by_name(rows: Iterable[Row]) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = defaultdict(list)
    for row in rows:
        for name in row.names:
            found[_plain(name)].append(row)
    return found


def _twin(row: Row, near: dict[str, list[Row]]) -> Row | None:
    if not _SETTLED.intersection(row.kinds):
        return None
    found: dict[str, tuple[float, Row]] = {}
    for name in row.names:
        for other in near.get(_plain(name), ()):
            if _SETTLED.intersection(other.kinds) and _state(other) == _state(row):
                found[other.id] = (kilometres(row, other), other)
    best = min(found.values(), key=lambda pair: (pair[0], pair[1].id), default=None)
    return best[1] if best and best[0] <= _SAME_KM else None


def _state(row: Row) -> str:
    if row.parent and row.parent.startswith("iso:"):
        return row.parent[4:6]
    return (
        row.id.partition(":")[2][:2].upper()
        if row.id.startswith("riwaya:")
        else (row.parent or "")[7:9].upper()
    )


def _join(twin: Row, own: Row) -> None:
    twin.names = list(dict.fromkeys([*own.names, *twin.names]))
    twin.kinds = list(dict.fromkeys([*own.kinds, *twin.kinds]))
    twin.parent = own.parent or twin.parent
    twin.weak_names = own.weak_names
    twin.source = f"{twin.source}+{own.source}"
    twin.licence = f"{twin.licence} AND {own.licence}"


def _plain(name: str) -> str:
    folded = key(name)
    article = _article()
    return folded[len(article) :] if folded.startswith(article) else folded


@cache
def _article() -> str:
    article: str = tables.toml("ar/letters.toml")["clitics"]["article"]
    return article


def compile_rows(rows: list[Row], beyond: Callable[[str], tuple[str, ...]] = lambda _: ()) -> Table:
    """Index rows by the first word of each name.

    ``beyond`` gives the parents of a parent that is not among the rows.
    """
    weak = tables.toml("places/weak.toml")
    levels = dict.fromkeys(weak["after_preposition"], 1) | dict.fromkeys(weak["beside_feature"], 2)
    parents = {row.id: row.parent for row in rows}
    numbers = {row.id: number for number, row in enumerate(rows)}
    names: dict[str, dict[tuple[tuple[str, ...], bool], tuple[int, list[int]]]] = defaultdict(dict)
    article = _article()
    for number, row in enumerate(rows):
        for name in row.names:
            parts = [word.lower() for word in tokenise(name).keys]
            if not parts:
                continue
            said = parts[0].startswith(article) and len(parts[0]) > len(article) + 1
            first = parts[0][len(article) :] if said else parts[0]
            level = 0 if len(parts) > 1 else _level(row, parts[0], levels)
            slot = (tuple(parts[1:]), said)
            before = names[first].get(slot, (level, []))
            if number not in before[1]:
                before[1].append(number)
            names[first][slot] = (min(level, before[0]), before[1])
    encoder = msgspec.msgpack.Encoder()
    return Table(
        first=tables.Packed.of({first: _entries(names[first]) for first in sorted(names)}),
        rows=[encoder.encode(_place(row, parents, beyond)) for row in rows],
        states={row.id: numbers[row.id] for row in rows if "country" in row.kinds},
        capitals={
            row.id: numbers[row.capital] for row in rows if row.capital and row.capital in numbers
        },
        not_joined=frozenset(weak["not_joined"]),
    )


def _level(row: Row, name: str, levels: dict[str, int]) -> int:
    weak = row.weak or name in row.weak_names
    if "country" in row.kinds:
        return 2 if weak else 0
    level = levels.get(name, 0)
    return 2 if weak and level != 1 else level


def _entries(slots: dict[tuple[tuple[str, ...], bool], tuple[int, list[int]]]) -> tuple[Entry, ...]:
    ordered = sorted(slots.items(), key=lambda item: (-len(item[0][0]), item[0]))
    return tuple(Entry(rest, said, level, tuple(rows)) for (rest, said), (level, rows) in ordered)


def _place(
    row: Row, parents: dict[str, str | None], beyond: Callable[[str], tuple[str, ...]]
) -> Place:
    chain: list[str] = []
    parent = row.parent
    while parent is not None and parent not in chain:
        chain.append(parent)
        if parent not in parents:
            chain += beyond(parent)
        parent = parents.get(parent)
    return Place(
        id=row.id,
        name=row.names[0] if row.names else row.id,
        kinds=tuple(row.kinds),
        latitude=row.latitude,
        longitude=row.longitude,
        parents=tuple(chain),
        population=row.population,
        source=row.source,
        licence=row.licence,
    )
