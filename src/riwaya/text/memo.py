"""What is known of each word, found out when it is first asked for.

Most words of an article have stood in another, so that a room looks a word up in its lexicons once. What is remembered
is bounded and never changes an answer.

>>> sizes = ByWord(len)
>>> list(map(sizes.__getitem__, ["he", "denies", "he"]))
[2, 6, 2]

Imports nothing of this room.
"""

from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


class ByWord(dict[str, T]):
    """A dictionary that asks ``find`` for what it lacks, and is emptied when it holds ``LIMIT`` words."""

    LIMIT = 1 << 17

    def __init__(self, find: Callable[[str], T]) -> None:
        super().__init__()
        self._find = find

    def __missing__(self, word: str) -> T:
        """Find out what a word is, and remember it."""
        found = self._find(word)
        if len(self) >= self.LIMIT:  # a text of nothing but new words must not fill the memory
            self.clear()
        self[word] = found
        return found
