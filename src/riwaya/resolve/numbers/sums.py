"""Adding up: which addend may follow which, and what a scale word multiplies.

Imports nothing of this room.
"""

import math
from typing import NamedTuple

LARGEST = 10**24
"""Above this a number is refused: no news counts it, and products of scale words must not grow without end."""
_HUNDREDS, _TENS, _UNITS, _ALL = 4, 2, 1, 7


class Item(NamedTuple):
    """One addend, scale word or fraction.

    ``kind`` is unit, tens, ten, hundreds, figures, scale, zero, fraction or part; ``past`` is the token past it.
    """

    kind: str
    value: int | float
    past: int
    joined: bool = False
    form: str = "one"


class Sum:
    """The addends so far: finished groups (value, scale), and the chunk below the next scale word."""

    __slots__ = ("chunk", "free", "groups")

    def __init__(self) -> None:
        self.groups: list[tuple[int | float, int]] = []
        self.chunk: int | float = 0
        self.free = _ALL

    @property
    def is_fresh(self) -> bool:
        """Whether nothing stands below the last scale word."""
        return self.free == _ALL

    @property
    def empty(self) -> bool:
        return self.free == _ALL and not self.groups

    @property
    def value(self) -> int | float:
        return sum([group for group, _ in self.groups], 0) + self.chunk

    @property
    def scale(self) -> int:
        return self.groups[-1][1] if self.groups and self.free == _ALL else 1

    def add(self, item: Item) -> bool:
        """Take an addend below a thousand (or figures) if it fits."""
        kind, value, free = item.kind, item.value, self.free
        if kind == "unit" and free & _UNITS:
            self.free = free & _TENS
        elif kind == "tens" and free & _TENS:
            self.free = free & _UNITS
        elif kind == "ten" and free & 3 == 3:
            self.free = 0
        elif kind == "hundreds" and free & _HUNDREDS:
            self.free = 3
        elif kind == "figures" and self._fits(value):
            self.free = 0
        else:
            return False
        self.chunk += value
        return True

    def _fits(self, value: int | float) -> bool:
        if self.free == _ALL:
            return not self.groups or value < self.groups[-1][1]
        return self.free == 3 and isinstance(value, int) and value < 100

    def scale_by(self, item: Item) -> bool:
        """Take a scale word: it multiplies the chunk, or stands for one (two) of its own."""
        scale, groups = int(item.value), self.groups
        if self.free == _ALL and (item.joined or not groups or item.form == "two"):
            if groups and (scale >= groups[-1][1] or not item.joined):
                return False
            groups.append((2 * scale if item.form == "two" else scale, scale))
            return True
        if item.joined or item.form == "two":
            return False
        return self._multiply(scale)

    def _multiply(self, scale: int) -> bool:
        groups, total = self.groups, self.chunk
        if groups and groups[-1][1] < scale and 0 < total < 100:
            return False  # five thousand and three millions are two numbers
        kept = len(groups)
        while kept and groups[kept - 1][1] < scale:
            kept -= 1
            total += groups[kept][0]
        if not total or (kept and groups[kept - 1][1] <= scale) or abs(total) * scale > LARGEST:
            return False
        groups[kept:] = [(times(total, scale), scale)]
        self.chunk, self.free = 0, _ALL
        return True


def times(value: int | float, factor: int) -> int | float:
    """Multiply without the dust of binary fractions: 4.35 million is a whole number."""
    product = value * factor
    if isinstance(product, int):
        return product
    nearest = round(product)
    return nearest if math.isclose(product, nearest, rel_tol=1e-12) else product


def plain(value: float) -> int | float:
    """Return a whole float as an int."""
    return int(value) if value == int(value) else value
