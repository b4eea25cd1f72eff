"""Over many articles: which tellings speak of one event, and what is disputed about it.

An *account* is one article's telling of one event. Accounts are compared two by two; those that are alike enough are
one event. Everything here is pure and depends on no order of arrival.

Imports ``lexicon``, ``text`` and ``types``.
"""
