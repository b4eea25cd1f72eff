"""Which mentions of one document are the same: a surname and its full name, a definite noun and what it resumes.

A ``Registry`` is made afresh for each document and told the sources in reading order. What fits several names stays
as it is written. Imports ``core``, ``finding`` and ``entities``.
"""

from functools import lru_cache
from typing import NamedTuple

from riwaya.resolve.entities import loosen
from riwaya.resolve.names import words as w
from riwaya.resolve.names.core import Core, core_of
from riwaya.resolve.names.finding import Finder, finder
from riwaya.resolve.names.known import Index, Known, one
from riwaya.resolve.names.personal import is_definite
from riwaya.resolve.names.running import Found
from riwaya.resolve.names.words import flags
from riwaya.text import Tokens
from riwaya.types import Kind, Mention, Span


class Resolved(NamedTuple):
    """A source with its fullest name in the document, its kind, and where that name is written."""

    name: str
    kind: Kind
    span: Span


class Registry:
    """The names of one document: those found in its text, and its sources as they are resolved."""

    def __init__(self, tokens: Tokens, by: Finder | None = None) -> None:
        by = by or finder()
        self._tokens = tokens
        self._table = by.table
        self._found = _known(tokens, by)
        self._index = Index()
        for _, name in self._found:
            self._index.add(name)

    def resolve(self, first: int, past: int, *, skipped: int = 0) -> Resolved:
        """Return what the source phrase ``first``..``past`` stands for, and remember it for later phrases."""
        keys = self._tokens.keys[first:past]
        if skipped:
            keys[0] = keys[0][skipped:]
        core = core_of(keys, self._table)
        here = self._here(keys, core, first, skipped)
        full = self._person(here) if core.proper else self._unnamed(here, keys, core)
        chosen = full if full is not None and full != here else here
        spoke = chosen._replace(at=first, source=True, title=here.title | chosen.title)
        self._index.sources.append(spoke)
        self._index.add(spoke)
        return Resolved(self._spoken(chosen), chosen.kind, chosen.span)

    def mentions(self) -> list[Mention]:
        """Return the persons, organisations and states that the text names, in reading order.

        ``entity`` is the id of the entity where exactly one fits, ``candidates`` the ids where several do. A capital
        is left to the places; an organisation that the table does not know counts only once it has been a source.
        """
        sources = {source.words for source in self._index.sources}
        fullest: dict[tuple[tuple[str, ...], Kind], str] = {}
        mentions = []
        for found, here in self._found:
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

    def _spoken(self, name: Known) -> str:
        """Return a name as it is said by itself: a fused preposition that swallowed the article gives it back."""
        said, (article, after_l) = name.span.of(self._tokens.text), w.words().definite
        return article + said[len(after_l) :] if said.startswith(after_l) else said

    # --- what stands here

    def _here(self, keys: list[str], core: Core, first: int, skipped: int) -> Known:
        tokens, at = self._tokens, first + core.first
        start = tokens.starts[at] if core.first else tokens.inner_start(at, skipped)
        words = parts(keys[core.first : core.past])
        match = self._table.match(keys, core.head, len(keys))
        whole = match is not None and match.past >= core.past and match.role in ("name", "organ")
        bag, title = frozenset(words), frozenset(map(loosen, keys))
        return Known(
            words=words,
            bag=bag,
            head=head_of(keys[core.head]),
            kind=core.kind,
            span=Span(start, tokens.ends[first + core.past - 1]),
            at=at,
            proper=core.proper,
            source=True,
            ids=match.ids if match is not None and whole else (),
            title=title - bag if core.proper else title,
        )

    # --- persons

    def _person(self, here: Known) -> Known | None:
        """Return the fullest personal name that holds this one, if all that hold it can be one person's."""
        fitting = self._index.persons(here.bag)
        return (
            one(fitting)
            or one([name for name in fitting if name.source])
            or one([name for name in fitting if name.at < here.at and name.title])
        )

    def _by_title(self, here: Known) -> Known | None:
        """Return the last person before this title to whom it was given, else the only one after it."""
        wanted = {word for word in here.words if not _is_thin(word)}
        offices = w.words().synonyms.get(here.head, frozenset((here.head,)))
        persons = self._index.titled(sorted(offices))
        close = [name for name in persons if wanted <= name.title | offices] or persons
        before = [name for name in close if name.at < here.at]
        if before:
            return self._person(before[-1])
        if flags(here.head) & w.GENERIC:
            return next((n for n in reversed(self._index.sources) if n.proper and n.title), None)
        return one(close) if here.words == (here.head,) else None

    # --- what has no personal name

    def _unnamed(self, here: Known, keys: list[str], core: Core) -> Known | None:
        definite = _is_resuming(keys, core.head)
        if here.kind == "person":
            return (self._resumed(here) or self._by_title(here)) if definite else None
        if here.kind == "anonymous":
            return self._speaker(here, keys) if definite else None
        if here.kind in ("group", "document"):
            return self._resumed(here) if definite else None
        if here.kind == "medium" and definite and self._is_bare(here):
            return self._resumed(here) or self._last("medium")
        return self._longer(here) or (self._resumed(here) if definite else None)

    def _speaker(self, here: Known, keys: list[str]) -> Known | None:
        """Return the source that `the source` resumes: the same one, the last hidden one, or the last of any kind."""
        same = self._last("person", "anonymous") if _resumes(keys) else None
        return same or self._resumed(here) or self._last()

    def _resumed(self, here: Known) -> Known | None:
        """Return the last earlier source or name with the same head noun."""
        wanted = {word for word in here.words if not _is_thin(word)} | {here.head}
        earlier = self._index.headed(here.kind, here.head, here.at)
        same = [name for name in earlier if len(name.words) >= len(here.words)]
        for name in same:
            if wanted <= name.bag:
                return name
        return next((n for n in same if n.source), None) if len(here.words) <= 2 else None

    def _is_bare(self, here: Known) -> bool:
        """Tell whether a phrase is a head noun with no more than a state's adjective."""
        relative = self._table.phrases["relative"]
        return all(word == here.head or word in relative or _is_thin(word) for word in here.words)

    def _last(self, *kinds: Kind) -> Known | None:
        """Return the last source, or the last of these kinds."""
        sources = reversed(self._index.sources)
        return next((name for name in sources if not kinds or name.kind in kinds), None)

    def _longer(self, here: Known) -> Known | None:
        """Return the fullest name that opens with this one and is no other entity's."""
        if here.kind == "state" and len(here.ids) == 1:
            names = self._index.of_state(here.ids[0])
            return max(names, key=lambda name: (len(name.words), -name.at), default=None)
        fitting = [
            name
            for name in self._index.opened(here)
            if not here.ids or not name.ids or set(here.ids) & set(name.ids)
        ]
        return one(fitting) or one([name for name in fitting if name.source])


# whoever finds statements asks for the names of a text that are asked for again when all else in it is found
@lru_cache(maxsize=1)
def _known(tokens: Tokens, by: Finder) -> tuple[tuple[Found, Known], ...]:
    """Return the names of a text, as found and as they are compared."""
    return tuple((found, _of(tokens, found)) for found in by.scan(tokens.keys))


def _of(tokens: Tokens, found: Found) -> Known:
    first, past, kind, ids, skipped, title, metonym, _ = found
    keys = tokens.keys[first:past]
    if skipped:
        keys[0] = keys[0][skipped:]
    words, bag, head = _compared(tuple(keys))
    span = Span(tokens.inner_start(first, skipped), tokens.ends[past - 1])
    # in the order of its fields: by their names it takes three times as long, for every name of a text
    return Known(
        *(words, bag, head, kind, span, first),
        *(kind == "person", False, () if metonym else ids, title),
    )


def _mention(here: Known, ids: tuple[str, ...], name: str) -> Mention:
    if len(ids) == 1:
        return Mention(here.span, here.kind, name, entity=ids[0])
    return Mention(here.span, here.kind, name, candidates=ids)


@lru_cache(1 << 13)
def _compared(keys: tuple[str, ...]) -> tuple[tuple[str, ...], frozenset[str], str]:
    """Return the words of a name, in order and without, and its head noun: the same names come again and again."""
    words = parts(list(keys))
    return words, frozenset(words), head_of(keys[0])


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
    return w.heads().get(loosen(word), loosen(word))


def _is_resuming(keys: list[str], head: int) -> bool:
    """Tell whether a phrase is definite: by its article, its pronoun, its complement or a word such as `same`."""
    known = flags(keys[head])
    if is_definite(keys[head]) or known & w.OWNED or _resumes(keys):
        return True
    return bool(known & w.OFFICE) and head + 1 < len(keys) and is_definite(keys[head + 1])


def _resumes(keys: list[str]) -> bool:
    return any(flags(word) & w.ANAPHORA for word in keys)


def _is_thin(word: str) -> bool:
    """Tell a word that tells nothing about which one is meant."""
    return bool(flags(word) & (w.ANAPHORA | w.FORMER | w.PREPOSITION | w.DETERMINER))
