"""Which mentions of one document are the same: a surname and its full name, a definite noun and what it resumes.

A ``Registry`` is made afresh for each document and told the sources in reading order. What fits several names stays
as it is written. Imports ``core``, ``finding`` and ``entities``.
"""

from typing import NamedTuple

from riwaya.resolve.entities import loosen
from riwaya.resolve.names import words as w
from riwaya.resolve.names.core import Core, core_of, is_definite
from riwaya.resolve.names.finding import Finder, Found, finder
from riwaya.resolve.names.words import flags
from riwaya.text import Tokens
from riwaya.types import Kind, Mention, Span


class Resolved(NamedTuple):
    """A source with its fullest name in the document, its kind, and where that name is written."""

    name: str
    kind: Kind
    span: Span


class _Known(NamedTuple):
    """A name of the document, as it can be linked to."""

    words: tuple[str, ...]
    head: str
    kind: Kind
    span: Span
    at: int
    proper: bool
    source: bool
    ids: tuple[str, ...] = ()
    title: frozenset[str] = frozenset()


class Registry:
    """The names of one document: those found in its text, and its sources as they are resolved."""

    def __init__(self, tokens: Tokens, by: Finder | None = None) -> None:
        by = by or finder()
        self._tokens = tokens
        self._table = by.table
        self.found = by.scan(tokens)
        self._names = [self._of(found) for found in self.found]
        self._sources: list[_Known] = []

    def resolve(self, first: int, past: int, *, skipped: int = 0) -> Resolved:
        """Return what the source phrase ``first``..``past`` stands for, and remember it for later phrases."""
        keys = self._tokens.keys[first:past]
        if skipped:
            keys[0] = keys[0][skipped:]
        core = core_of(keys, self._table)
        here = self._here(keys, core, first, skipped)
        full = self._person(here) if core.proper else self._unnamed(here, keys, core)
        chosen = full if full is not None and full != here else here
        self._sources.append(
            chosen._replace(at=first, source=True, title=here.title | chosen.title)
        )
        return Resolved(self._spoken(chosen), chosen.kind, chosen.span)

    def mentions(self) -> list[Mention]:
        """Return the persons, organisations and states that the text names, in reading order.

        ``entity`` is the id of the entity where exactly one fits, ``candidates`` the ids where several do. A capital
        is left to the places; an organisation that the table does not know counts only once it has been a source.
        """
        sources = {source.words for source in self._sources}
        fullest: dict[tuple[tuple[str, ...], Kind], str] = {}
        mentions = []
        for found, here in zip(self.found, self._names, strict=True):
            if (
                here.proper
                or here.ids
                or (found.ids and not found.metonym)
                or here.words in sources
            ):
                name = fullest.get((here.words, here.kind))
                if name is None:
                    full = self._person(here) if here.proper else self._longer(here)
                    name = fullest[here.words, here.kind] = self._spoken(full or here)
                mentions.append(_mention(here, found.ids, name))
        return mentions

    def _spoken(self, name: _Known) -> str:
        """Return a name as it is said by itself: a fused preposition that swallowed the article gives it back."""
        said, (article, after_l) = name.span.of(self._tokens.text), w.words().definite
        return article + said[len(after_l) :] if said.startswith(after_l) else said

    # --- what stands here

    def _of(self, found: Found) -> _Known:
        tokens = self._tokens
        keys = tokens.keys[found.first : found.past]
        keys[0] = keys[0][found.skipped :]
        return _Known(
            words=parts(keys),
            head=head_of(keys[0]),
            kind=found.kind,
            span=Span(tokens.inner_start(found.first, found.skipped), tokens.ends[found.past - 1]),
            at=found.first,
            proper=found.kind == "person",
            source=False,
            ids=() if found.metonym else found.ids,
            title=found.title,
        )

    def _here(self, keys: list[str], core: Core, first: int, skipped: int) -> _Known:
        tokens, at = self._tokens, first + core.first
        start = tokens.starts[at] if core.first else tokens.inner_start(at, skipped)
        words = parts(keys[core.first : core.past])
        match = self._table.match(keys, core.head, len(keys))
        whole = match is not None and match.past >= core.past and match.role in ("name", "organ")
        title = frozenset(map(loosen, keys))
        return _Known(
            words=words,
            head=head_of(keys[core.head]),
            kind=core.kind,
            span=Span(start, tokens.ends[first + core.past - 1]),
            at=at,
            proper=core.proper,
            source=True,
            ids=match.ids if match is not None and whole else (),
            title=title - frozenset(words) if core.proper else title,
        )

    # --- persons

    def _person(self, here: _Known) -> _Known | None:
        """Return the fullest personal name that holds this one, if all that hold it can be one person's."""
        wanted = set(here.words)
        fitting = [name for name in self._all() if name.proper and wanted <= set(name.words)]
        full = _one(fitting)
        if full is None and fitting:
            full = _one([name for name in fitting if name.source]) or _one(
                [name for name in fitting if name.at < here.at and name.title]
            )
        return full

    def _by_title(self, here: _Known) -> _Known | None:
        """Return the last person before this title to whom it was given, else the only one after it."""
        wanted = {word for word in here.words if not _is_thin(word)}
        persons = [
            name for name in self._all() if name.proper and _same_office(here.head, name.title)
        ]
        close = [name for name in persons if wanted <= name.title | {here.head}] or persons
        before = [name for name in close if name.at < here.at]
        if before:
            return self._person(max(before, key=_place))
        officials = [name for name in self._sources if name.proper and name.title]
        if officials and flags(here.head) & w.GENERIC:
            return officials[-1]
        return _one(close) if here.words == (here.head,) else None

    # --- what has no personal name

    def _unnamed(self, here: _Known, keys: list[str], core: Core) -> _Known | None:
        known = flags(keys[core.head])
        definite = is_definite(keys[core.head]) or _resumes(keys) or bool(known & w.OWNED)
        if known & w.OFFICE and len(keys) > core.head + 1:
            definite = definite or is_definite(keys[core.head + 1])
        if here.kind == "person":
            return (self._resumed(here) or self._by_title(here)) if definite else None
        if here.kind == "anonymous":
            spoken = [name for name in self._sources if name.kind in ("person", "anonymous")]
            if _resumes(keys) and spoken:
                return spoken[-1]
            return self._resumed(here) or self._last_source() if definite else None
        if here.kind == "medium" and definite and self._is_bare(here):
            return self._resumed(here) or self._last_medium()
        if here.kind in ("group", "document"):
            return self._resumed(here) if definite else None
        return self._longer(here) or (self._resumed(here) if definite else None)

    def _resumed(self, here: _Known) -> _Known | None:
        """Return the last earlier source or name with the same head noun."""
        wanted = {word for word in here.words if not _is_thin(word)} | {here.head}
        earlier = [
            n for n in self._all() if n.at < here.at and n.kind == here.kind and not n.proper
        ]
        same = [n for n in earlier if n.head == here.head and len(n.words) >= len(here.words)]
        close = [n for n in same if wanted <= set(n.words)] or [
            n for n in same if n.source and len(here.words) <= 2
        ]
        return max(close, key=_place) if close else None

    def _is_bare(self, here: _Known) -> bool:
        """Tell whether a phrase is a head noun with no more than a state's adjective."""
        relative = self._table.phrases["relative"]
        return all(word == here.head or word in relative or _is_thin(word) for word in here.words)

    def _last_medium(self) -> _Known | None:
        media = [source for source in self._sources if source.kind == "medium"]
        return media[-1] if media else None

    def _last_source(self) -> _Known | None:
        return self._sources[-1] if self._sources else None

    def _longer(self, here: _Known) -> _Known | None:
        """Return the fullest name that holds every word of this one and is no other entity's."""
        fitting = [
            n
            for n in self._all()
            if not n.proper
            and n.kind == here.kind
            and (not here.ids or not n.ids or set(here.ids) & set(n.ids))
            and (_opens(here, n) or _is_same_entity(here, n))
        ]
        if here.kind == "state" and here.ids:
            return max(fitting, key=lambda n: (len(n.words), -n.at), default=None)
        return _one(fitting) or _one([n for n in fitting if n.source])

    def _all(self) -> list[_Known]:
        return self._names + self._sources


def _mention(here: _Known, ids: tuple[str, ...], name: str) -> Mention:
    if len(ids) == 1:
        return Mention(here.span, here.kind, name, entity=ids[0])
    return Mention(here.span, here.kind, name, candidates=ids)


def parts(keys: list[str]) -> tuple[str, ...]:
    """Return the words of a name as they are compared: without articles and marks, compound names as one word."""
    servant, (article, after_l) = w.words().servant, w.words().definite
    found: list[str] = []
    joined = ""
    for word in keys:
        if not word[0].isalnum():
            continue
        bare = word if found and word.startswith(after_l) else loosen(word)
        if word == servant:
            joined = word
            continue
        if not joined and word.startswith(servant + article):
            bare = servant + loosen(word[len(servant) :])
        found.append(joined + bare)
        joined = ""
    return tuple(found) or tuple(keys)


def head_of(word: str) -> str:
    """Return a head noun as it is compared: without article, pronoun and case."""
    return w.words().heads.get(loosen(word), loosen(word))


def _opens(here: _Known, name: _Known) -> bool:
    """Tell whether a name opens with these words, or with the noun of an organisation before them."""
    first, words = here.words[0], name.words
    if not set(here.words) < set(words):
        return False
    return first == words[0] or (first == words[1] and bool(flags(words[0]) & w.ORGANIZATION))


def _is_same_entity(here: _Known, other: _Known) -> bool:
    same = len(here.ids) == 1 and here.ids == other.ids
    return same and (here.kind == "state" or here.words[0] == other.words[0])


def _resumes(keys: list[str]) -> bool:
    return any(flags(word) & w.ANAPHORA for word in keys)


def _is_thin(word: str) -> bool:
    """Tell a word that tells nothing about which one is meant."""
    return bool(flags(word) & (w.ANAPHORA | w.FORMER | w.PREPOSITION | w.DETERMINER))


def _same_office(head: str, title: frozenset[str]) -> bool:
    return head in title or bool(w.words().synonyms.get(head, frozenset()) & title)


def _place(name: _Known) -> int:
    return name.at


def _one(fitting: list[_Known]) -> _Known | None:
    """Return the longest of the names if it holds all the others: then they can be one."""
    if not fitting:
        return None
    full = max(
        fitting, key=lambda name: (len(set(name.words)), name.span.end - name.span.start, -name.at)
    )
    words = set(full.words)
    return full if all(set(name.words) <= words for name in fitting) else None
