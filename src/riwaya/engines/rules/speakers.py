"""Speakers over the document: who an unnamed "he added" is, and the fullest name of each.

A speaker carried over is the nearest earlier one that agrees with the verb in gender and number; a participle takes the
speaker of its own sentence. Imports ``draft``, ``scene`` and ``resolve.names``.
"""

from riwaya.engines.rules import phrases
from riwaya.engines.rules.draft import Draft, Speaker
from riwaya.engines.rules.main_clause import main_subject
from riwaya.engines.rules.scene import COMMAS, Scene
from riwaya.lexicon.words import words
from riwaya.resolve.names import Registry
from riwaya.resolve.names.words import GIVEN, flags
from riwaya.text import tokenise
from riwaya.types import Link, Relation, Span

_REACH = 6
_NEIGHBOURS = 24
_MARKS = words()["mark.quote"]
_THAT_HE = words()["complementiser.plain"] - words()["complementiser.bare"]
_STATES = words()["source_head.state"]
_FEMININE = tuple(words()["letter.feminine"])
_FEMININE_PLURAL = words()["letter.feminine_plural"]


class Speakers:
    """Resolves the drafts of one document in text order."""

    def __init__(self, scene: Scene, publisher: str | None = None) -> None:
        self._scene = scene
        self._publisher = frozenset(tokenise(publisher).keys) if publisher else frozenset()
        self._known: Registry | None = None
        self._past: list[tuple[Draft, Speaker]] = []

    def resolve(self, draft: Draft) -> None:
        """Give the draft its speaker; a carried-over one that agrees with none stays without links."""
        if draft.source is not None:
            links = (*self._outer(draft), self._link(draft.source, "says", draft.source_skip))
            if (
                draft.parent is not None
                and draft.parent.speaker is not None
                and draft.parent.is_clause
            ):
                links = (*_carried(draft.parent.speaker.links), *links)
            gender = draft.gender or self._gender(draft.source, draft.source_skip)
            # a verb before its subject is singular whatever the subject: the noun tells
            number = "plural" if links[-1].kind == "group" else draft.number
            draft.speaker = Speaker(links, gender, number)
        elif draft.carried:
            draft.speaker = self._carry(draft)
        else:
            draft.speaker = Speaker((), "", "")
        self._past.append((draft, draft.speaker))

    def _outer(self, draft: Draft) -> tuple[Link, ...]:
        links = (
            self._link(where, relation, skip)
            for where, relation, skip in draft.outer
            if where[1] > where[0]
        )
        return tuple(link for link in links if not self._is_publisher(link))

    def _is_publisher(self, link: Link) -> bool:
        """Tell whether a link names the publisher itself, which no chain repeats."""
        return bool(self._publisher) and any(
            word in self._publisher
            for word in tokenise(link.name).keys
            if word not in phrases.HEADS
        )

    def _link(self, where: tuple[int, int], relation: Relation, skip: int) -> Link:
        first, past = where
        tokens = self._scene.tokens
        while past > first + 1 and tokens.keys[past - 1] in COMMAS:
            past -= 1
        if first in self._scene.opens and self._scene.opens[first].last == past - 1 > first + 1:
            first, past, skip = first + 1, past - 1, 0
        elif (
            first + 1 < past and self._scene.keys[first] in _MARKS and not self._closes(first, past)
        ):
            first, skip = first + 1, 0  # a mark whose partner is not part of the name
        if not skip:
            skip = _fused(tokens.keys[first])
        start = tokens.inner_start(first, skip)
        span = Span(start, tokens.ends[past - 1])
        if self._known is None:  # an article without sources needs no look through its names
            self._known = Registry(tokens)
        known = self._known.resolve(first, past, skipped=skip)
        return Link(span, known.name, known.kind, relation)

    def _closes(self, first: int, past: int) -> bool:
        quotation = self._scene.opens.get(first)
        return quotation is not None and quotation.last < past

    def _gender(self, source: tuple[int, int], skip: int) -> str:
        """Return the gender that the head of a noun phrase shows, or an empty string."""
        head = self._scene.keys[source[0]][skip:]
        if head in _FEMININE_PLURAL or (head in phrases.HEADS and head.endswith(_FEMININE)):
            return "f"
        return "m" if head in phrases.HEADS else ""

    def _carry(self, draft: Draft) -> Speaker:
        if draft.parent is not None and draft.parent.speaker is not None and self._resumes(draft):
            return Speaker(_carried(draft.parent.speaker.links), draft.gender, draft.number)
        near = self._past[-_NEIGHBOURS:]
        same = [entry for entry in near if entry[0].sentence == draft.sentence]
        outermost = [entry for entry in same if entry[0].parent is None]
        found = _nearest(draft, outermost) or _nearest(draft, same) or self._from_main_clause(draft)
        if found is None:
            before = [entry for entry in near if entry[1].links][-_REACH:]
            found = _nearest(draft, before) or (before[-1][1] if before else None)
        if found is None:
            return Speaker((), draft.gender, draft.number)
        outer = self._outer(draft)
        return Speaker(
            (*outer, *_carried(found.links)),
            found.gender or draft.gender,
            found.number or draft.number,
        )

    def _resumes(self, draft: Draft) -> bool:
        """Tell whether the verb's subject is the pronoun of the complementiser: he said that he hopes."""
        return draft.clause > 0 and self._scene.keys[draft.clause - 1] in _THAT_HE

    def _from_main_clause(self, draft: Draft) -> Speaker | None:
        where = main_subject(self._scene, draft)
        if where is None:
            return None
        return Speaker((self._link(where, "says", 0),), draft.gender, draft.number)


def _fused(word: str) -> int:
    """Return how many letters of a conjunction are written together with the first word of a name."""
    bare = phrases.strip_conjunction(word)
    if word in phrases.HEADS:
        return 0
    defined = phrases.starts_with_article(bare) and len(bare) > 5
    known = bare in phrases.HEADS or bare in _STATES or defined or flags(bare) & GIVEN
    return 1 if bare != word and known else 0


def _carried(links: tuple[Link, ...]) -> tuple[Link, ...]:
    return tuple(
        Link(None, link.name, link.kind, link.relation, link.span or link.antecedent)
        for link in links
    )


def _nearest(draft: Draft, earlier: list[tuple[Draft, Speaker]]) -> Speaker | None:
    for other, speaker in reversed(earlier):
        if other is not draft.parent and _agrees(draft, speaker):
            return speaker
    return None


def _agrees(draft: Draft, speaker: Speaker) -> bool:
    if draft.gender and speaker.gender and draft.gender != speaker.gender:
        return False
    return not (draft.number == "plural" and speaker.number == "singular" and speaker.gender == "m")
