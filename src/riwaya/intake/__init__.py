"""Taking in: sources of any size become documents of a ledger, on all processors, with one writer.

A source that was taken in whole is told by the digest of its bytes and is not read again; of one that was left in the
middle, only what is missing is read. So the same command, given again after whatever ended it, goes on where it was.

Imports ``pipeline``, ``reading`` and ``ledger``.
"""

from riwaya.intake.report import Progress, Report
from riwaya.intake.take import Order, take

__all__ = ["Order", "Progress", "Report", "take"]
