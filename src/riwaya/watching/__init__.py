"""Watching: feeds are asked when it is time, and the pages that they lead to go into the ledger.

A round asks each feed whose time has come, takes the pages that are new, and notes how each of them fared. All that is
known stands in the ledger, so that a round may be a program of its own (cron, systemd) or one turn of a loop; a round
that is ended in the middle is taken up where it was.

Imports ``fetching``, ``pipeline``, ``reading`` and ``ledger``.
"""

from riwaya.watching.health import Health, health
from riwaya.watching.rounds import Round, Settings, Watcher

__all__ = ["Health", "Round", "Settings", "Watcher", "health"]
