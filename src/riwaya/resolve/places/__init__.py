"""Places: what a name of a place in a text means, where that is, and how exactly it is said.

Pure: no clock, network or database. Imports ``tables``, ``text``, ``types``.
"""

from riwaya.resolve.places.at import at
from riwaya.resolve.places.find import find, reader
from riwaya.resolve.places.table import Gazetteer, Place, shipped

__all__ = ["Gazetteer", "Place", "at", "find", "reader", "shipped"]
