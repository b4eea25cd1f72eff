"""Times: what an article's words for dates, hours and durations mean, seen from its day of publication.

``find`` reads the expressions of a text; ``resolve`` gives the value of one that was read before the day of
publication was known. Both are pure. Imports ``text``, ``tables`` and ``types``.

>>> from riwaya.text import tokenise
>>> find(tokenise("2018-01-13"), None)[0].value
'2018-01-13'
"""

from riwaya.resolve.times.finder import find, resolve

__all__ = ["find", "resolve"]
