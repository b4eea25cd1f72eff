"""Names: the name proper of a source, the names of a text, and which mentions of a document are one.

Imports ``text``, ``types`` and ``tables``.
"""

from riwaya.resolve.names.core import core_name

__all__ = ["core_name"]
