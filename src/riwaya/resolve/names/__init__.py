"""Names: the name proper of a source, the names of a text, and which mentions of a document are one.

Imports ``text``, ``types``, ``tables`` and ``resolve.entities``.
"""

from riwaya.resolve.names.core import core_name
from riwaya.resolve.names.linking import Registry, Resolved

__all__ = ["Registry", "Resolved", "core_name"]
