"""Keys: the numbers of new rows.

Only one transaction writes at a time, so the next key is the highest one and one more, on both databases alike; rows
that refer to each other can be numbered before they are inserted, all at once.

Imports nothing of Riwaya's.
"""

from sqlalchemy import Connection, Table, func, select


class Keys:
    """The next keys of each table, within one writing transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._next: dict[str, int] = {}

    def take(self, table: Table, count: int = 1) -> int:
        """Return the first of ``count`` new keys that follow each other."""
        first = self._next.get(table.name)
        if first is None:
            first = 1 + (self._connection.scalar(select(func.max(table.c.key))) or 0)
        self._next[table.name] = first + count
        return first
