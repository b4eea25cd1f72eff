"""Fetching: addresses asked as a good guest asks, again and again.

``reading.web`` asks one address when a person wants it. This room is for programs that ask many: it looks at
``robots.txt``, waits between two questions to one host, withdraws from hosts that fail or ask for it, asks again only
for what has changed, and writes each answer to a WARC file.

Imports ``types``, ``errors`` and ``reading``; hishel, protego and warcio on use.
"""

from riwaya.fetching.archive import Archive
from riwaya.fetching.clock import Clock, SystemClock
from riwaya.fetching.polite import Answer, Fetcher, Manners

__all__ = ["Answer", "Archive", "Clock", "Fetcher", "Manners", "SystemClock"]
