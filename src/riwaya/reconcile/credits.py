"""Agencies that an article credits: in its dateline, in a byline, or behind the last sentence.

What a sentence says of an agency (an official told it, it reported) is a statement, which the engines find; a credit
is what stands outside of any sentence. Pure. Imports ``lexicon``, ``text`` and ``types``.

>>> [credit.entity for credit in credits_of("K1 (CNN) -- A ship has arrived.")]
['cnn']
"""

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

import msgspec

from riwaya.lexicon import agencies
from riwaya.text import BREAK, Tokens, key, tokenise
from riwaya.types import Span

Where = Literal["dateline", "byline", "end"]

_HEAD_LINES, _HEAD_TOKENS = 3, 16  # a dateline stands in the first lines, among their first tokens
_TAIL_LINES = 2
_LONGEST_NAME = 6  # words of an outlet that no table knows
_DASHES = frozenset("-–—−―")
_ROUND = {"(": ")", "[": "]"}
_QUOTES = {"«": "»", "“": "”", '"': '"', "'": "'", "”": "“", "‹": "›", "‘": "’"}
_BEFORE = _DASHES | frozenset('/|*,،:;•.؟?!…)]»”"')
_ENDS = frozenset(".؟?!…")
_TRAILING = frozenset("*.•") | _DASHES
_CLOSING = frozenset(_ROUND.values()) | frozenset(_QUOTES.values())


class Credit(msgspec.Struct, frozen=True):
    """One agency that an article credits, and the words that say so.

    ``entity`` is the id in the entity table, None for agencies in ``general`` and for an outlet that the table of
    agencies does not know; ``name`` is how the agency is shown, or the outlet as written.
    """

    span: Span
    name: str
    entity: str | None
    where: Where
    general: bool = False


class _Line(NamedTuple):
    """The tokens ``first`` to ``past`` of one line."""

    first: int
    past: int


class _Hit(NamedTuple):
    first: int
    past: int
    name: agencies.Name


class _Marks(NamedTuple):
    """What stands around a name: the tokens that enclose it, and the mark that opens."""

    before: int
    after: int
    opening: str


def credits_of(text: str | Tokens) -> tuple[Credit, ...]:
    """Return the agencies that a text credits, in order of their places."""
    tokens = tokenise(text) if isinstance(text, str) else text
    lines = _lines(tokens)
    found = {credit.span: credit for credit in _behind(tokens, lines)}
    for line in _body(tokens, lines)[:_HEAD_LINES]:
        found.update((one.span, one) for one in _at_head(tokens, line) if _is_apart(one, found))
    return tuple(found[span] for span in sorted(found))


def _behind(tokens: Tokens, lines: list[_Line]) -> Iterator[Credit]:
    """Yield the credits of the last lines."""
    for line in lines[-_TAIL_LINES:]:
        introduced = _introduced(tokens, line)
        if introduced is not None:
            yield introduced
        elif line is lines[-1]:
            yield from _at_end(tokens, line)


def _is_apart(credit: Credit, found: Iterable[Span]) -> bool:
    return all(credit.span.end <= span.start or span.end <= credit.span.start for span in found)


def _body(tokens: Tokens, lines: list[_Line]) -> list[_Line]:
    """Return the lines without the headline: an agency before its colon is who says so."""
    if len(lines) > 1:
        gap = tokens.text[tokens.ends[lines[0].past - 1] : tokens.starts[lines[1].first]]
        if gap.count(BREAK) > 1:
            return lines[1:]
    return lines


def _lines(tokens: Tokens) -> list[_Line]:
    """Return the first and the last lines that hold any token, those in between left out."""
    words = tokens.keys
    firsts, lasts = list[_Line](), list[_Line]()
    first, past = 0, len(words)
    while first < past and len(firsts) <= _HEAD_LINES:
        end = _end(words, first)
        if end > first:
            firsts.append(_Line(first, end))
        first = end + 1
    while past > first and len(lasts) < _TAIL_LINES:
        begin = past
        while begin > first and words[begin - 1] != BREAK:
            begin -= 1
        if past > begin:
            lasts.append(_Line(begin, past))
        past = begin - 1
    return firsts + lasts[::-1]


def _end(words: list[str], first: int) -> int:
    """Return where the line of a token ends."""
    try:
        return words.index(BREAK, first)
    except ValueError:
        return len(words)


def _at_head(tokens: Tokens, line: _Line) -> Iterator[Credit]:
    past = min(line.past, line.first + _HEAD_TOKENS)
    for hit in _hits(tokens, line.first, past, line.past):
        marks = _marks(tokens, hit, line)
        if not _may_open(tokens, marks, line) or (hit.name.guarded and not marks.opening):
            continue
        following = tokens.keys[marks.after] if marks.after < line.past else BREAK
        if following == BREAK:
            # a line that holds nothing else is no headline that ends in a name
            if marks.before < line.first or tokens.keys[marks.before] in _BEFORE | _dates(
                tokens, marks.before
            ):
                yield _credit(tokens, hit, "byline")
        elif (
            following in _DASHES
            or following in "/|:"
            or _closes(tokens, marks, line)
            or _is_listed(tokens, marks.after, line)
        ):
            yield _credit(tokens, hit, "dateline")


def _credit(tokens: Tokens, hit: _Hit, where: Where) -> Credit:
    span = Span(tokens.starts[hit.first], tokens.ends[hit.past - 1])
    return Credit(span, hit.name.shown, hit.name.entity, where, general=hit.name.entity is None)


def _hits(tokens: Tokens, first: int, limit: int, past: int) -> Iterator[_Hit]:
    known, words = agencies.load(), tokens.keys
    at = first
    while at < limit:
        hit = next(
            (
                _Hit(at, end, name)
                for name in known.starting(words[at])
                if (end := _match(words, at, past, name.keys))
            ),
            None,
        )
        if hit is None:
            at += 1
        else:
            yield hit
            at = hit.past


def _match(words: list[str], at: int, past: int, name: tuple[str, ...]) -> int:
    """Return where a name ends that begins at a token, or 0; the dots of an abbreviation do not count."""
    for number, word in enumerate(name):
        while number and at < past and words[at] == ".":
            at += 1
        if at >= past or words[at] != word:
            return 0
        at += 1
    return at


def _marks(tokens: Tokens, hit: _Hit, line: _Line) -> _Marks:
    """Return the tokens before and behind a name, outside of the brackets or quotation marks around it."""
    before, after = hit.first - 1, hit.past
    while after < line.past and tokens.keys[after] == "." and after + 1 < line.past:
        after += 1  # the last dot of an abbreviation
    opening = tokens.keys[before] if before >= line.first else ""
    closing = _ROUND.get(opening) or _QUOTES.get(opening)
    if (
        closing is not None
        and after < line.past
        and tokens.keys[after] in (closing, opening, "”", '"')
    ):
        return _Marks(before - 1, after + 1, opening)
    return _Marks(before, hit.past, "")


def _may_open(tokens: Tokens, marks: _Marks, line: _Line) -> bool:
    """Tell whether what stands before a name in the first lines is a place, a date, a mark, or nothing."""
    if marks.before < line.first:
        return True
    before = tokens.keys[marks.before]
    if _ENDS.intersection(tokens.keys[line.first : marks.before + 1]):
        return False
    if before in _DASHES or before in "/|,،:" or before in _dates(tokens, marks.before):
        return True
    words = tokens.keys[line.first : marks.before + 1]
    return marks.opening in _ROUND and not agencies.load().media.intersection(words)


def _dates(tokens: Tokens, at: int) -> frozenset[str]:
    """Return the words that close a date, if one may stand at a token."""
    word = tokens.keys[at]
    known = agencies.load().dates
    return known | {word} if word[0].isdigit() else known


def _closes(tokens: Tokens, marks: _Marks, line: _Line) -> bool:
    """Tell whether a full stop behind "place - agency" ends a dateline."""
    return (
        tokens.keys[marks.after] == "."
        and marks.before >= line.first
        and tokens.keys[marks.before] in _DASHES
    )


def _is_listed(tokens: Tokens, at: int, line: _Line) -> bool:
    """Tell whether a comma and another agency follow."""
    words = tokens.keys
    return (
        words[at] in ",،"
        and at + 1 < line.past
        and any(
            _match(words, at + 1, line.past, name.keys)
            for name in agencies.load().starting(words[at + 1])
        )
    )


def _at_end(tokens: Tokens, line: _Line) -> Iterator[Credit]:
    past = line.past
    while past > line.first and tokens.keys[past - 1] in _TRAILING:
        past -= 1
    inner = past
    while inner > line.first and tokens.keys[inner - 1] in _CLOSING | {"."}:
        inner -= 1
    for hit in _hits(tokens, max(line.first, inner - _LONGEST_NAME), inner, inner):
        if hit.past == inner and _stands_apart(tokens, hit, line):
            yield _credit(tokens, hit, "end")


def _stands_apart(tokens: Tokens, hit: _Hit, line: _Line) -> bool:
    """Tell whether a name at the end is no part of the last sentence."""
    before = hit.first - 1
    opening = tokens.keys[before] if before >= line.first else ""
    enclosed = (opening in _ROUND or opening in _QUOTES) and hit.past < line.past
    if enclosed:
        before -= 1
    elif hit.name.guarded:
        return False
    if before < line.first:
        return enclosed or line.past - line.first <= _LONGEST_NAME
    word = tokens.keys[before]
    if enclosed and opening in _ROUND:
        return word not in agencies.load().media
    return word in _BEFORE - {",", "،", ":"}


def _introduced(tokens: Tokens, line: _Line) -> Credit | None:
    """Return the outlet behind "quoted from" or "source:" at the head of a line, or behind a mark near its end."""
    for at in (line.first, *_openings(tokens, line)):
        first = at
        while first < line.past and tokens.keys[first] in _BEFORE | frozenset(_ROUND):
            first += 1
        for phrase in agencies.load().introductions:
            if tuple(tokens.keys[first : first + len(phrase)]) == phrase:
                return _outlet(tokens, first, first + len(phrase), line)
    return None


def _openings(tokens: Tokens, line: _Line) -> Iterator[int]:
    """Yield the marks in the last words of a line that may open a credit."""
    first = max(line.first + 1, line.past - _LONGEST_NAME - 5)
    for at in range(first, line.past):
        if tokens.keys[at] in _DASHES or tokens.keys[at] in "(*[":
            yield at


def _outlet(tokens: Tokens, first: int, at: int, line: _Line) -> Credit | None:
    while at < line.past and (tokens.keys[at] in _BEFORE or tokens.keys[at] in _ROUND):
        at += 1
    past = line.past
    while past > at and not tokens.keys[past - 1][0].isalnum():
        past -= 1
    if not 0 < past - at <= _LONGEST_NAME + 2 or not tokens.keys[first][0].isalnum():
        return None
    hit = next((hit for hit in _hits(tokens, at, past, past) if hit.past == past), None)
    if hit is not None:
        return _credit(tokens, hit._replace(first=first), "end")
    words = [word for word in tokens.keys[at:past] if word[0].isalnum()]
    is_name = bool(words) and len(words) <= _LONGEST_NAME and words[0] in agencies.load().media
    shown = tokens.text[tokens.starts[at] : tokens.ends[past - 1]]
    span = Span(tokens.starts[first], tokens.ends[past - 1])
    return Credit(span, shown, None, "end") if is_name else None


def origins(found: tuple[Credit, ...]) -> frozenset[str]:
    """Return what tells the credited agencies and outlets apart; agencies in general are none of them."""
    return frozenset(one.entity or key(one.name) for one in found if not one.general)
