"""Deriving: the rows of events with their disputes and changes, and all that is known of each.

An event is named by the telling that founded it: of its accounts that of the earliest article.

Imports ``accounting``, ``matter_tables``, ``tables``, ``records``, ``values`` and ``writing``; ``reconcile``, ``ids``
and ``types``.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, select, update

from riwaya import ids
from riwaya.ledger import records, tables, values
from riwaya.ledger.accounting import Kept, digest, parts
from riwaya.ledger.matter_tables import accounts, matters, tellings
from riwaya.ledger.writing import Writing
from riwaya.reconcile.across import likeness
from riwaya.reconcile.across import matters as across
from riwaya.reconcile.across.accounts import Account
from riwaya.reconcile.across.disputes import Side, Word
from riwaya.reconcile.across.matters import Matter, Told
from riwaya.reconcile.across.stands import Stand, Text, text_of

_COPIED = (
    "type", "family", "place", "place_name", "latitude", "longitude", "date", "day_from", "day_to",
)  # fmt: skip
_EVENT = ("key", "id", *_COPIED, "documents")
_MATTER = ("event", "voices", "dissent", "first_day", "last_day", "content", "packing")
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_HELD = 400
_TOGETHER = 200


class _Article(NamedTuple):
    """An article with the keys of its frames and claims, in order."""

    told: Told
    frames: tuple[Row[Any], ...]
    claims: tuple[int, ...]


def derive(
    writing: Writing, groups: Sequence[tuple[int, ...]], kept: Kept, wrong: frozenset[str]
) -> None:
    """Put the events of groups of accounts, by their keys."""
    articles = _Articles(writing.connection, wrong)
    # single tellings of one article stand together, so that it is fetched once
    ordered = sorted(groups, key=lambda group: min(kept[key].id for key in group))
    for at in range(0, len(ordered), _TOGETHER):
        part = ordered[at : at + _TOGETHER]
        for group in part:
            _Deriving(writing, articles, [(key, kept[key]) for key in group]).put()
        writing.flush()


class _Articles:
    """The articles of the ledger, the last few hundred of them at hand."""

    def __init__(self, ask: Connection, wrong: frozenset[str]) -> None:
        self._ask = ask
        self._wrong = wrong
        self.of = lru_cache(maxsize=_HELD)(self._of)

    def _of(self, document: str) -> _Article:
        kept, found, ask = tables.documents, tables.extractions, self._ask
        asked = (
            select(kept, found.c.key.label("extraction"), found.c.content, found.c.packing)
            .add_columns(tellings.c.head)
            .join(found, found.c.document == kept.c.key)
            .join(tellings, tellings.c.extraction == found.c.key)
            .where(kept.c.id == document)
        )
        row = ask.execute(asked).one()
        frame, claim = tables.frames.c, tables.claims.c
        shown = select(frame.key, frame.id, *(frame[name] for name in _COPIED))
        frames = ask.execute(shown.where(frame.extraction == row.extraction).order_by(frame.key))
        claimed = select(claim.key, claim.id).where(claim.extraction == row.extraction)
        claims = list(ask.execute(claimed.order_by(claim.key)))
        wrong = frozenset(n for n, one in enumerate(claims) if one.id in self._wrong)
        told = Told(
            records.document(row),
            records.extraction(row.content, row.packing),
            self._text(row),
            wrong,
        )
        return _Article(told, tuple(frames), tuple(one.key for one in claims))

    def _text(self, row: Row[Any]) -> Text:
        if row.head == row.key:
            return text_of(records.document(row))
        kept = tables.documents
        head = self._ask.execute(select(kept).where(kept.c.key == row.head)).one()
        return text_of(records.document(head))


class _Deriving:
    """One event on its way into the tables."""

    def __init__(
        self, writing: Writing, articles: _Articles, group: Sequence[tuple[int, Account]]
    ) -> None:
        self._writing = writing
        self._keys = [key for key, _ in group]
        self._accounts = [one for _, one in group]
        self._articles = {one.document: articles.of(one.document) for one in self._accounts}
        told = {name: one.told for name, one in self._articles.items()}
        self._matter = across.matter(self._accounts, told)
        self._founder = min(self._accounts, key=_arrival)
        first = self._frames(self._founder)[0]
        self._id = ids.of("event", first.id)
        self._key = digest("event", self._id)

    def put(self) -> None:
        """Put the event, its frames, disputes, changes, and all that is known of it."""
        self._event()
        for number in range(len(self._matter.disputes)):
            self._dispute(number)
        for number, change in enumerate(self._matter.changes):
            told = (self._key, "growth", change.about, change.what)
            key = self._row("update", number, told)
            self._position(("update", key, 0), change.earlier)
            self._position(("update", key, 1), change.later)
        self._known()
        for part in parts(self._keys):
            self._writing.connection.execute(
                update(accounts).where(accounts.c.key.in_(part)).values(event=self._key)
            )

    def _frames(self, account: Account) -> list[Row[Any]]:
        return [self._articles[account.document].frames[number] for number in account.events]

    def _event(self) -> None:
        first = self._frames(self._founder)[0]
        told: tuple[Any, ...] = tuple(first)[2:]
        copied = [values.escaped(v) if isinstance(v, str) else v for v in told]
        documents = len(self._articles)
        row = (self._key, values.packed(self._id), *copied, documents)
        self._writing.put(tables.events, _EVENT, row)
        for one in self._accounts:
            score = None if one is self._founder else self._likeness(one)
            for frame in self._frames(one):
                held = (self._key, frame.key, score)
                self._writing.put(tables.event_frames, ("event", "frame", "score"), held)

    def _likeness(self, one: Account) -> float:
        """Return how alike an account is to the most alike of its event."""
        others = (other for other in self._accounts if other is not one)
        return max(likeness.score(one, other) for other in others)

    def _dispute(self, number: int) -> None:
        one = self._matter.disputes[number]
        told = (self._key, one.about, one.what, one.status == "settled")
        key = self._row("dispute", number, told)
        for place, side in enumerate(one.sides):
            self._position(("dispute", key, place), side)

    def _row(self, kind: str, number: int, told: tuple[Any, ...]) -> int:
        """Put the row of a dispute or change; return its key."""
        name = ids.of(kind, self._id, number, *told[1:3])
        key = digest(kind, name)
        if kind == "dispute":
            columns = ("key", "id", "event", "about", "what", "settled")
            self._writing.put(tables.disputes, columns, (key, values.packed(name), *told))
        else:
            columns = ("key", "id", "event", "kind", "about", "what")
            self._writing.put(tables.updates, columns, (key, values.packed(name), *told))
        return key

    def _position(self, of: tuple[str, int, int], side: Side) -> None:
        kind, owner, number = of
        key = digest("position", *of)
        row = (key, owner, number, values.escaped(side.value))
        self._writing.put(tables.positions, ("key", kind, "number", "value"), row)
        for claim in self._claims(side):
            self._writing.put(tables.position_claims, ("position", "claim"), (key, claim))

    def _claims(self, side: Side) -> list[int]:
        """Return the keys of the claims that a side rests on; of a figure those of the voices that give it."""
        stands = self._matter.stands
        exact = [one for one in stands if _word(one) in side.words]
        voices = {voice.id for voice in side.voices}
        said = {word.document for word in side.words}
        near = [one for one in stands if one.voice.id in voices and one.document in said]
        found = [one for one in exact if one.voice.id in voices] or near
        return sorted({self._articles[one.document].claims[one.claim] for one in found})

    def _known(self) -> None:
        told = self._matter
        days = sorted(
            one.told.document.published[:10]
            for one in self._articles.values()
            if one.told.document.published
        )
        voices = len({one.voice.id for one in told.stands})
        first, last = (days[0], days[-1]) if days else (None, None)
        content = values.squeezed(_ENCODE(told))
        row = (self._key, voices, told.dissent, first, last, content, values.PACKING)
        self._writing.put(matters, _MATTER, row)


def _arrival(one: Account) -> tuple[bool, str, str]:
    return one.published is None, one.published or "", one.id


def _word(stand: Stand) -> Word:
    return Word(stand.document, stand.span.start, stand.span.end)


def known(ask: Connection, events: Iterable[int]) -> dict[int, Matter]:
    """Return all that is known of events, by their keys."""
    found: dict[int, Matter] = {}
    decode = msgspec.msgpack.Decoder(Matter).decode
    for part in parts(events):
        for row in ask.execute(select(matters).where(matters.c.event.in_(part))):
            found[row.event] = decode(values.unsqueezed(row.content, row.packing))
    return found
