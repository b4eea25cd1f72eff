"""The ledger: documents, who says what in them, and all that people decided about it, kept for good.

``open_ledger`` gives a :class:`Ledger` of an SQLite file or a PostgreSQL database; the same schema, the same strings,
the same tests. What was taken in is never changed; what follows from it can be made again at any time.

Imports ``types``, ``ids``, ``errors``, ``tables`` and ``text``. ``rows`` and ``values`` need no database library.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riwaya.ledger.store import Ledger, open_ledger
    from riwaya.ledger.write import Added

__all__ = ["Added", "Ledger", "open_ledger"]


def __getattr__(name: str) -> object:
    """Load the database library when it is asked for: the processes that only find need none."""
    if name not in __all__:
        raise AttributeError(f"module 'riwaya.ledger' has no attribute {name!r}")
    from riwaya.ledger import store, write

    return getattr(write if name == "Added" else store, name)
