"""Problems: errors as values, so that they travel with the documents that could be read.

Imports ``types``, ``errors`` and ``article``.
"""

from riwaya.errors import ReadError
from riwaya.reading.article import writable
from riwaya.types import Problem


def problem(error: ReadError, source: str) -> Problem:
    """Return the value that stands for a source that could not be read."""
    name = type(error).__name__
    return Problem(writable(error.source or source), name, writable(error.message), error.advice)
