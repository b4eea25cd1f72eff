"""The smallest readings: one atom is a stretch of tokens and what it says.

Imports ``moments`` and ``vocabulary``.
"""

import msgspec

from riwaya.resolve.times.moments import Length, Meaning, Moment, Stretch
from riwaya.resolve.times.vocabulary import Hit, View, table

OVERNIGHT = "overnight"
"""The flag of a night that is told to reach into the next day."""
BEGUN = "begun"
"""The flag of a "since" that tells when something happened which still holds."""
DASHES = ("-", "–", "—", "−", "‐", "‑")


class Atom(msgspec.Struct, frozen=True, gc=False):
    """Tokens ``first`` up to ``past`` say ``meaning``.

    ``weak`` atoms mean a time only beside another one. ``loose`` marks an hour of which the half of the day was not
    said; ``between`` an atom that "and" may continue to a range; ``flags`` are passed on to the expression.
    ``counted`` is, of a length told beside an event ("two days after the raid"), the date of that event.
    """

    first: int
    past: int
    meaning: Meaning
    weak: bool = False
    loose: bool = False
    between: bool = False
    flags: tuple[str, ...] = ()
    counted: Moment | Stretch | None = None

    @property
    def moment(self) -> Moment | None:
        """Return the meaning where it is a moment."""
        return self.meaning if isinstance(self.meaning, Moment) else None

    @property
    def length(self) -> Length | None:
        """Return the meaning where it is a length."""
        return self.meaning if isinstance(self.meaning, Length) else None

    @property
    def stretch(self) -> Stretch | None:
        """Return the meaning where it is a stretch."""
        return self.meaning if isinstance(self.meaning, Stretch) else None


def is_open(view: View, index: int) -> bool:
    """Tell whether no noun can be counted here: the text ends, or a mark or a function word stands."""
    if not 0 <= index < view.size:
        return True
    key = view.keys[index]
    return not key[0].isalpha() or any(
        hit.word.kind
        in ("glue", "to", "modifier", "era_civil", "since", "before", "after", "lasting")
        for hit in view.hits(index)
    )


def is_definite(view: View, index: int) -> bool:
    """Tell whether a word with the article stands here: one that no number counts."""
    return view.key(index).startswith(table().article)


def turn_at(view: View, index: int) -> Hit | None:
    """Return "last", "next", "this" after a noun; a "this" that belongs to a noun of its own is none."""
    turn = view.at(index, "modifier")
    if turn is not None and view.at(index, "this") and is_definite(view, index + 1):
        return None
    return turn


def skip(view: View, index: int, *keys: str) -> int:
    """Return the index after one token of these keys, or the index itself."""
    return index + 1 if view.key(index) in keys else index


def pass_over(view: View, index: int, *kinds: str) -> int:
    """Return the index after one word of these kinds, or the index itself."""
    hit = view.at(index, *kinds)
    return index if hit is None else index + hit.width
