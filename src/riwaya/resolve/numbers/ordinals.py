"""Ordinals: the second, the twenty-fifth, the tenth after the hundredth.

Imports ``numerals``, ``counted`` and ``words``.
"""

import msgspec

from riwaya.resolve.numbers import counted, numerals, words
from riwaya.resolve.numbers.numerals import Numeral
from riwaya.resolve.numbers.words import Hit
from riwaya.text import Tokens


def read(tokens: Tokens, at: int) -> Numeral | None:
    """Read the ordinal that begins at token ``at``; a definite cardinal from twenty up is one."""
    hit = words.hits().get(tokens.keys[at])
    if hit is None:
        return None
    if hit.word.kind == "ordinal":
        found = None if _is_look_alike(tokens, at) else _proper(tokens, at, hit)
    else:
        found = _cardinal(tokens, at, hit) if hit.definite else None
    return _beyond_hundreds(tokens, found) if found else None


def _is_look_alike(tokens: Tokens, at: int) -> bool:
    known, keys = words.look_alikes(), tokens.keys
    if at and keys[at - 1] in known.ordinal_after:
        return True
    after = at + 1
    if after + 1 < len(keys) and keys[after] in counted.table().of:
        after += 1
    return after < len(keys) and keys[after] in known.ordinal_before


def _proper(tokens: Tokens, at: int, hit: Hit) -> Numeral:
    unit = hit.word.value
    alone = (unit, at + 1)
    value, past = (
        alone if unit == 10 else _teen(tokens, at + 1, unit) or _tens(tokens, at + 1, unit) or alone
    )
    start = tokens.inner_start(at, hit.skipped)
    return Numeral(value, at, past, start, tokens.ends[past - 1], definite=hit.definite)


def _teen(tokens: Tokens, at: int, unit: int) -> tuple[int, int] | None:
    hit = words.hits().get(tokens.keys[at]) if at < len(tokens) else None
    if hit is None or hit.skipped or hit.definite or hit.word.kind != "ten":
        return None
    return 10 + unit, at + 1


def _tens(tokens: Tokens, at: int, unit: int) -> tuple[int, int] | None:
    joined = at < len(tokens) and tokens.keys[at] == words.conjunction()
    at += joined
    hit = words.hits().get(tokens.keys[at]) if at < len(tokens) else None
    if hit is None or hit.word.kind != "tens" or hit.preposed or hit.joined == joined:
        return None
    return hit.word.value + unit, at + 1


def _cardinal(tokens: Tokens, at: int, hit: Hit) -> Numeral | None:
    found = numerals.read(tokens, at)
    if found is None or not isinstance(found.value, int):
        return None
    if found.past == at + 1 and hit.word.kind in ("unit", "ten", "dozen"):
        return None
    if found.scale > 1 and found.past > at + 1:
        return None  # the five thousand: a count
    after = tokens.keys[found.past] if found.past < len(tokens) else ""
    if after in words.look_alikes().cardinal_before or counted.table().forms.get(after) == 1:
        return None
    return _with_unit(tokens, found)


def _with_unit(tokens: Tokens, found: Numeral) -> Numeral:
    """Add an ordinal below a hundred: the two hundred and fifteenth."""
    hit = words.hits().get(tokens.keys[found.past]) if found.past < len(tokens) else None
    if (
        hit is None
        or hit.word.kind != "ordinal"
        or not (hit.joined and hit.definite)
        or found.value % 100
    ):
        return found
    low = _proper(tokens, found.past, hit)
    return msgspec.structs.replace(found, value=found.value + low.value, past=low.past, end=low.end)


def _beyond_hundreds(tokens: Tokens, found: Numeral) -> Numeral:
    """Add what the ordinal is counted from: the second after the hundredth."""
    at = found.past
    if at + 1 >= len(tokens) or tokens.keys[at] not in words.look_alikes().beyond:
        return found
    base = numerals.read(tokens, at + 1)
    if base is None or not base.definite or base.value % 100 or base.value <= found.value:
        return found
    return msgspec.structs.replace(
        found, value=found.value + base.value, past=base.past, end=base.end
    )
