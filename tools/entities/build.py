"""Write ``src/riwaya/data/entities/states.jsonl`` from CLDR and our own list: ``python -m tools.entities.build``.

Arabic and English names of states come from CLDR through Babel; variants, capitals and adjectives from
``states_own.jsonl`` beside this script. Every row keeps its source and licence. The same inputs give the same bytes.
"""

from pathlib import Path

import msgspec
from babel import Locale, __version__
from babel.core import get_global

HERE = Path(__file__).parent
TARGET = HERE.parents[1] / "src" / "riwaya" / "data" / "entities" / "states.jsonl"
_NO_STATES = {"EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"}


class Own(msgspec.Struct, frozen=True):
    """What the own list adds to the territory ``iso2``."""

    iso2: str
    capitals: list[str] = []
    relative: list[str] = []
    loaded_relative: list[str] = []
    aliases: list[str] = []
    loaded: list[str] = []
    plurals: list[str] = []
    ambiguous_name: bool = False


def own_rows() -> dict[str, Own]:
    """Return the own list by territory code."""
    lines = (HERE / "states_own.jsonl").read_bytes().splitlines()
    return {row.iso2: row for row in (msgspec.json.decode(line, type=Own) for line in lines)}


def three_letters() -> dict[str, str]:
    """Return the ISO 3166 alpha-3 code of each alpha-2 code, as CLDR's aliases have it."""
    found: dict[str, str] = {}
    for old, new in get_global("territory_aliases").items():
        code, targets = str(old), [str(target) for target in new or ()]
        if len(code) == 3 and code.isalpha() and code != "QUU" and len(targets) == 1:
            found.setdefault(targets[0], code)
    return found


def state(code: str, own: Own, iso3: dict[str, str]) -> dict[str, object]:
    """Return the row of one state; empty fields are left out."""
    names = Locale("ar").territories[code]
    row: dict[str, object] = {
        "id": code,
        "kind": "state",
        "sector": "GOV",
        "country": iso3[code],
        "name": names,
        "en": Locale("en").territories[code],
        "aliases": own.aliases,
        "capitals": own.capitals,
        "relative": own.relative,
        "loaded_relative": own.loaded_relative,
        "plurals": own.plurals,
        "loaded": own.loaded,
        "ambiguous_name": own.ambiguous_name,
        "source": f"CLDR through Babel {__version__} (name, en, codes); own list (the rest)",
        "licence": "Unicode-3.0 AND Apache-2.0",
    }
    return {field: value for field, value in row.items() if value}


def build() -> bytes:
    """Return the whole file, one state a line, in the order of the codes."""
    own, iso3 = own_rows(), three_letters()
    codes = sorted(
        code
        for code in map(str, Locale("ar").territories)
        if len(code) == 2 and code not in _NO_STATES
    )
    rows = [state(code, own.get(code, Own(code)), iso3) for code in codes if code in iso3]
    return b"".join(msgspec.json.encode(row) + b"\n" for row in rows)


if __name__ == "__main__":
    TARGET.write_bytes(build())
