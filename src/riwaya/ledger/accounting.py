"""Accounts: what each live extraction tells, kept with the words that it is compared by.

One extraction of each document is compared: of several engines' the one whose name comes first.

Imports ``matter_tables``, ``search_tables``, ``tables``, ``records``, ``values`` and ``writing``; ``reconcile``.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, NamedTuple

import msgspec
from sqlalchemy import Connection, Row, delete, func, select

from riwaya import ids
from riwaya.ledger import records, tables, values
from riwaya.ledger.matter_tables import account_words, accounts, likenesses, tellings
from riwaya.ledger.search_tables import families
from riwaya.ledger.writing import Writing
from riwaya.reconcile.across import grouping
from riwaya.reconcile.across.accounts import Account
from riwaya.reconcile.across.accounts import accounts as accounts_of

MOST = 500
"""Values in one question."""
_TELLING = ("extraction", "document", "head", "content", "packing")
_ACCOUNT = ("key", "id", "extraction")
_ENCODE = msgspec.msgpack.Encoder(order="deterministic").encode
_DECODE = msgspec.msgpack.Decoder(tuple[Account, ...]).decode


class Taken(NamedTuple):
    """What was brought up to date: new accounts by key, and those whose part has to be grouped again.

    ``events`` are the keys of events that lose an account; ``words`` those of accounts that have gone which too many
    shared.
    """

    new: dict[int, Account]
    touched: set[int]
    events: set[int]
    words: set[int]


class _Wanted(NamedTuple):
    extraction: int
    document: int
    head: int


def digest(*content: object) -> int:
    """Return a key that is made of what it stands for: 63 bits of its id."""
    return int(ids.of(*content)[:16], 16) >> 1


def account_key(name: str) -> int:
    """Return the key of the account with an id."""
    return digest("account", name)


def parts(keys: Iterable[int], most: int = MOST) -> Iterator[list[int]]:
    """Yield keys in order, some at a time."""
    ordered = sorted(keys)
    return (ordered[at : at + most] for at in range(0, len(ordered), most))


def take(writing: Writing) -> Taken:
    """Put the accounts of extractions that are new and take out those that are no longer live."""
    ask = writing.connection
    wanted = {one.extraction: one for one in _wanted(ask)}
    held = {row.extraction: row for row in ask.execute(select(*_held()))}
    moved = {one for one in wanted.keys() & held.keys() if wanted[one].head != held[one].head}
    touched = set(_keys_of(ask, moved))
    for one in sorted(moved):
        ask.execute(
            tellings.update().where(tellings.c.extraction == one).values(head=wanted[one].head)
        )
    leaving = held.keys() - wanted.keys()
    events = _events_of(ask, leaving)
    gone, words = _take_out(ask, leaving)
    new = _put(writing, [wanted[one] for one in sorted(wanted.keys() - held.keys())])
    return Taken(new, touched | gone | new.keys(), events, words)


def is_behind(ask: Connection) -> bool:
    """Tell whether extractions or families have come or gone since the accounts were last taken."""
    held = {tuple(row) for row in ask.execute(select(*_held()))}
    return held != {(one.extraction, one.head) for one in _wanted(ask)}


def _held() -> Sequence[Any]:
    return (tellings.c.extraction, tellings.c.head)


def _wanted(ask: Connection) -> Iterator[_Wanted]:
    found = tables.extractions.c
    asked = (
        select(
            found.key,
            found.document,
            func.coalesce(families.c.head, found.document).label("head"),
        )
        .outerjoin(families, families.c.document == found.document)
        .where(found.withdrawn_at.is_(None))
        .order_by(found.document, found.engine)
    )
    for _, rows in groupby(ask.execute(asked), key=lambda row: row.document):
        yield _Wanted(*next(rows))


def _keys_of(ask: Connection, extractions: Iterable[int]) -> Iterator[int]:
    for part in parts(extractions):
        yield from ask.scalars(select(accounts.c.key).where(accounts.c.extraction.in_(part)))


def _take_out(ask: Connection, gone: Iterable[int]) -> tuple[set[int], set[int]]:
    """Take out accounts.

    Return the keys of those that were alike them or of one event with them, and their words that too many shared.
    """
    extractions = set(gone)
    keys = set(_keys_of(ask, extractions))
    beside, words = set[int](), set[int]()
    for part in parts(keys):
        found = select(likenesses.c.second).where(likenesses.c.first.in_(part))
        beside.update(ask.scalars(found))
        beside.update(_of_same_events(ask, part))
        words |= _common(ask, part)
    for part in parts(keys):
        ask.execute(delete(likenesses).where(likenesses.c.first.in_(part)))
        ask.execute(delete(likenesses).where(likenesses.c.second.in_(part)))
        ask.execute(delete(account_words).where(account_words.c.account.in_(part)))
    for part in parts(extractions):
        ask.execute(delete(tellings).where(tellings.c.extraction.in_(part)))
        ask.execute(delete(accounts).where(accounts.c.extraction.in_(part)))
    return beside | keys, words


def _events_of(ask: Connection, extractions: Iterable[int]) -> set[int]:
    found = set[int]()
    for part in parts(extractions):
        asked = select(accounts.c.event).where(accounts.c.extraction.in_(part))
        found.update(ask.scalars(asked.where(accounts.c.event.is_not(None))))
    return found


def _common(ask: Connection, keys: list[int]) -> set[int]:
    word = account_words.c.word
    mine = select(word).where(account_words.c.account.in_(keys))
    asked = select(word).where(word.in_(mine)).group_by(word)
    return set(ask.scalars(asked.having(func.count() > grouping.CROWD)))


def _of_same_events(ask: Connection, keys: list[int]) -> Iterator[int]:
    mine = select(accounts.c.event).where(accounts.c.key.in_(keys), accounts.c.event.is_not(None))
    yield from ask.scalars(select(accounts.c.key).where(accounts.c.event.in_(mine)))


def _put(writing: Writing, fresh: list[_Wanted]) -> dict[int, Account]:
    found: dict[int, Account] = {}
    for one, row in zip(fresh, _rows(writing.connection, fresh), strict=True):
        told = accounts_of(records.document(row), records.extraction(row.content, row.packing))
        content = values.squeezed(_ENCODE(told))
        writing.put(tellings, _TELLING, (*one, content, values.PACKING))
        for account in told:
            key = account_key(account.id)
            found[key] = account
            writing.put(accounts, _ACCOUNT, (key, account.id, one.extraction))
            for word in sorted(grouping.keys(account)):
                writing.put(account_words, ("word", "account"), (digest(word), key))
    writing.flush()
    return found


def _rows(ask: Connection, fresh: list[_Wanted]) -> Iterator[Row[Any]]:
    kept, found = tables.documents, tables.extractions
    for at in range(0, len(fresh), MOST):
        part = [one.extraction for one in fresh[at : at + MOST]]
        asked = (
            select(kept, found.c.content, found.c.packing)
            .join(found, found.c.document == kept.c.key)
            .where(found.c.key.in_(part))
            .order_by(found.c.key)
        )
        yield from ask.execute(asked)


class Kept:
    """The accounts of the ledger, fetched when they are asked for."""

    def __init__(self, ask: Connection, known: dict[int, Account]) -> None:
        self._ask = ask
        self._known = dict(known)

    def __getitem__(self, key: int) -> Account:
        """Return an account that was fetched."""
        return self._known[key]

    def fetch(self, keys: Iterable[int]) -> None:
        """Fetch accounts that are not known yet."""
        for part in parts(set(keys) - self._known.keys()):
            asked = (
                select(tellings.c.content, tellings.c.packing)
                .join(accounts, accounts.c.extraction == tellings.c.extraction)
                .where(accounts.c.key.in_(part))
                .distinct()
            )
            for row in self._ask.execute(asked):
                for one in _DECODE(values.unsqueezed(row.content, row.packing)):
                    self._known[account_key(one.id)] = one
