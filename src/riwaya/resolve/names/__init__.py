"""Names: the name proper of a source, the names of a text, and which mentions of a document are one.

Imports ``text``, ``types``, ``tables`` and ``resolve.entities``.
"""

from riwaya.resolve.names.core import core_name
from riwaya.resolve.names.finding import Finder
from riwaya.resolve.names.linking import Registry, Resolved
from riwaya.text import Tokens
from riwaya.types import Mention

__all__ = ["Finder", "Registry", "Resolved", "core_name", "find"]


def find(tokens: Tokens, by: Finder | None = None) -> list[Mention]:
    """Return the persons, organisations and states that a text names, in reading order, without overlaps.

    ``by`` is a finder made once for a table of one's own (``Finder(merge(load(), path))``).
    """
    return Registry(tokens, by).mentions()
