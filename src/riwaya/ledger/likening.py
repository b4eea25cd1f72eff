"""Likenesses: each new account is compared with those that share a word with it, and the pairs that are alike are kept.

A word that too many accounts share brings nobody together. When a word comes to be shared by too many, the pairs that
met by it alone go; when it no longer is, they come back: what is kept is what comparing all accounts anew would keep.

Imports ``accounting``, ``matter_tables`` and ``writing``; ``reconcile``.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import combinations

from sqlalchemy import Connection, delete, func, select

from riwaya.ledger.accounting import Kept, parts
from riwaya.ledger.matter_tables import account_words, likenesses
from riwaya.ledger.writing import Writing
from riwaya.reconcile.across import grouping, likeness

_PAIR = ("first", "second", "value")
Pair = tuple[int, int]


def compare(writing: Writing, kept: Kept, new: Iterable[int]) -> set[int]:
    """Put the likenesses of new accounts; return the accounts of pairs that have come or gone."""
    fresh = set(new)
    beside = _beside(writing.connection, fresh)
    crowded = {word for word, members in beside.items() if len(members) > grouping.CROWD}
    gone = _part(writing.connection, fresh, {word: beside[word] for word in crowded})
    words: dict[int, list[int]] = defaultdict(list)
    for word, members in beside.items():
        if word not in crowded:
            for one in members & fresh:
                words[one].append(word)
    pairs = set[Pair]()
    for one, mine in words.items():
        shared = Counter[int]()
        for word in mine:
            shared.update(beside[word])
        pairs.update(
            (min(one, other), max(one, other))
            for other, often in shared.items()
            if often >= grouping.SHARED and (other > one or other not in fresh)
        )
    return gone | _put(writing, kept, pairs)


def release(writing: Writing, kept: Kept, words: Iterable[int]) -> set[int]:
    """Compare all accounts of words that were shared by too many and no longer are."""
    pairs = set[Pair]()
    for members in _members(writing.connection, words).values():
        if len(members) <= grouping.CROWD:
            pairs.update(combinations(sorted(members), 2))
    fresh = pairs - _held(writing.connection, pairs)
    return _put(writing, kept, _meeting(writing.connection, fresh))


def crowded(ask: Connection, words: Iterable[int]) -> set[int]:
    """Return those of the words that too many accounts share."""
    found = set[int]()
    for part in parts(words):
        asked = select(account_words.c.word).where(account_words.c.word.in_(part))
        many = asked.group_by(account_words.c.word).having(func.count() > grouping.CROWD)
        found.update(ask.scalars(many))
    return found


def _held(ask: Connection, pairs: set[Pair]) -> set[Pair]:
    found = set[Pair]()
    for part in parts({first for first, _ in pairs}):
        asked = select(likenesses.c.first, likenesses.c.second)
        rows = ask.execute(asked.where(likenesses.c.first.in_(part)))
        found.update((first, second) for first, second in rows)
    return found


def _beside(ask: Connection, fresh: set[int]) -> dict[int, set[int]]:
    words = set[int]()
    for part in parts(fresh):
        asked = select(account_words.c.word).where(account_words.c.account.in_(part))
        words.update(ask.scalars(asked))
    return _members(ask, words)


def _members(ask: Connection, words: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = defaultdict(set)
    for part in parts(words):
        asked = select(account_words.c.word, account_words.c.account)
        for word, account in ask.execute(asked.where(account_words.c.word.in_(part))):
            found[word].add(account)
    return found


def _put(writing: Writing, kept: Kept, pairs: set[Pair]) -> set[int]:
    """Put the pairs that are alike at all and are not there yet; return their accounts."""
    kept.fetch({key for pair in pairs for key in pair})
    found = set[int]()
    for first, second in sorted(pairs):
        one, other = kept[first], kept[second]
        if not grouping.may_meet(one, other):
            continue
        if (value := likeness.score(one, other)) >= grouping.FLOOR:
            writing.put(likenesses, _PAIR, (first, second, value))
            writing.put(likenesses, _PAIR, (second, first, value))
            found.update((first, second))
    writing.flush()
    return found


def _part(ask: Connection, fresh: set[int], crowds: dict[int, set[int]]) -> set[int]:
    """Take out the pairs of accounts before that met by words which new accounts have made common."""
    touched = set[int]()
    for _, members in sorted(crowds.items()):
        before = members - fresh
        if len(before) <= grouping.CROWD:
            touched |= _parted(ask, before)
    return touched


def _parted(ask: Connection, members: set[int]) -> set[int]:
    every = set(combinations(sorted(members), 2))
    held = every & _held(ask, every)
    touched = set[int]()
    for first, second in sorted(held - _meeting(ask, held)):
        for one, other in ((first, second), (second, first)):
            mine = (likenesses.c.first == one) & (likenesses.c.second == other)
            ask.execute(delete(likenesses).where(mine))
        touched.update((first, second))
    return touched


def _meeting(ask: Connection, pairs: set[Pair]) -> set[Pair]:
    """Return those of the pairs that share enough words which are not common."""
    words: dict[int, set[int]] = defaultdict(set)
    for part in parts({key for pair in pairs for key in pair}):
        asked = select(account_words.c.account, account_words.c.word)
        for account, word in ask.execute(asked.where(account_words.c.account.in_(part))):
            words[account].add(word)
    common = crowded(ask, {word for mine in words.values() for word in mine})
    return {
        pair for pair in pairs if len((words[pair[0]] & words[pair[1]]) - common) >= grouping.SHARED
    }
