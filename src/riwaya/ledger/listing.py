"""Listings: rows to go through, as often as one likes, or to hand to pandas.

>>> list(Listing(lambda: iter([1, 2])))
[1, 2]

Imports ``types``; ``pandas`` on use.
"""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Generic, TypeVar

import msgspec

from riwaya.errors import LedgerError
from riwaya.types import Span

if TYPE_CHECKING:
    from pandas import DataFrame

T = TypeVar("T")


class Listing(Generic[T]):
    """Rows of the ledger, asked for anew each time one goes through them; never all of them in memory."""

    def __init__(self, ask: Callable[[], Iterator[T]]) -> None:
        self._ask = ask

    def __iter__(self) -> Iterator[T]:
        """Yield the rows, as they are at this moment."""
        return self._ask()

    def to_pandas(self) -> "DataFrame":
        """Return a frame with a column for each field; a span is two, its start and its end.

        Raises ``LedgerError`` where pandas is not installed.
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise LedgerError(
                "pandas is not installed.", advice='Install it: pip install "riwaya[pandas]".'
            ) from error
        return pandas.DataFrame.from_records([_flat(row) for row in self])


def _flat(row: object) -> dict[str, object]:
    assert isinstance(row, msgspec.Struct)
    found: dict[str, object] = {}
    for name in row.__struct_fields__:
        value = getattr(row, name)
        if isinstance(value, Span):
            found |= {f"{name}_start": value.start, f"{name}_end": value.end}
        else:
            found[name] = value
    return found
