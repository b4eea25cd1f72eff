"""A batch: what is written in one transaction.

Imports ``types`` and ``prepare``.
"""

from riwaya.ledger.prepare import Prepared
from riwaya.types import Problem


class Batch:
    """Documents with what was found in them, problems, and sources that are complete with these (id and name)."""

    __slots__ = ("prepared", "problems", "taken")

    def __init__(self) -> None:
        self.prepared: list[Prepared] = []
        self.problems: list[Problem] = []
        self.taken: list[tuple[str, str]] = []

    def __bool__(self) -> bool:
        """Tell whether there is anything to write."""
        return bool(self.prepared or self.problems or self.taken)
