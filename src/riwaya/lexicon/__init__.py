"""Lexicon: which words of a text may be acts of saying, and the function words around them.

Words stand in ``data/ar``; this room compiles them and looks them up by search key. Each entry brings the examples
that test it. Imports ``tables``, ``text`` and ``types``.
"""
