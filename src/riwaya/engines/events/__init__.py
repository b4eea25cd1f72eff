"""Events of a document: what is claimed to have happened, from what any engine has found in it.

A room beside the engines and not inside one: it reads an annotated extraction (statements, times, quantities, names,
places) whoever made it. Imports ``lexicon``, ``resolve``, ``text`` and ``types``.
"""

from riwaya.engines.events.finder import find

__all__ = ["find"]
