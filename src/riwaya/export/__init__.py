"""Showing: what was read, as a table for a terminal, as JSON Lines, and as one page for a newsroom.

Each form is a module with one function: ``terminal.render``, ``json.encode``, ``html.page``. They
decide nothing about the article: they number the statements, put the words of the text beside
their offsets, and make foreign text harmless. Every word that they add comes from
``data/ui/export.toml``.

Imports ``types``, ``tables`` and ``text``; knows neither readers nor engines.
"""
