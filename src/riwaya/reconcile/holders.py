"""Whose word a telling is: the innermost statement that holds it, or the article itself.

Imports ``types``.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from typing import Generic, NamedTuple, TypeVar

from riwaya.types import Attribution, Event, Span, Trigger

T = TypeVar("T")


class Held(NamedTuple, Generic[T]):
    """Something at a span, with a statement whose word it is; ``since`` is where that content begins."""

    span: Span
    what: T
    statement: int | None = None
    since: int = 0


class Telling(NamedTuple):
    """One trigger of one event, by its index."""

    trigger: Trigger
    event: int


class _Content(NamedTuple):
    start: int
    end: int
    statement: int


class Holders:
    """Whose word each stretch of a text is, looked up by where a thing stands.

    Two statements may share their content (a denial and its confirmation in one headline): a thing is the word of both.
    One that holds another is not asked. What stands in a negated saying is nobody's word.
    """

    __slots__ = ("_cuts", "_held", "_statements")

    def __init__(self, statements: Sequence[Attribution]) -> None:
        self._statements = statements
        contents = sorted(
            _Content(span.start, span.end, number)
            for number, statement in enumerate(statements)
            for span in statement.content
        )
        self._cuts = sorted({cut for each in contents for cut in (each.start, each.end)})
        self._held: list[tuple[_Content, ...]] = []
        around: list[_Content] = []
        upcoming = 0
        for cut in self._cuts:
            while upcoming < len(contents) and contents[upcoming].start <= cut:
                around.append(contents[upcoming])
                upcoming += 1
            around = [each for each in around if each.end > cut]
            self._held.append(self._innermost(tuple(around)))

    def _innermost(self, around: tuple[_Content, ...]) -> tuple[_Content, ...]:
        if len(around) < 2:
            return around
        outer = {self._statements[each.statement].within for each in around}
        inner = tuple(each for each in around if each.statement not in outer) or around
        size = min(each.end - each.start for each in inner)
        return tuple(each for each in inner if each.end - each.start == size)

    def whose(self, things: Iterable[tuple[Span, T]]) -> Iterator[Held[T]]:
        """Yield every thing with each statement whose word it is, in text order; the article's own with None."""
        for span, thing in sorted(things, key=_start):
            at = bisect_right(self._cuts, span.start) - 1
            around = self._held[at] if at >= 0 else ()
            if not around:
                yield Held(span, thing)
            for one in around:
                if not self._statements[one.statement].negated:
                    yield Held(span, thing, one.statement, one.start)

    def tellings(self, events: Sequence[Event]) -> Iterator[Held[Telling]]:
        """Yield every trigger with each statement whose word it is, in text order."""
        return self.whose(
            (trigger.span, Telling(trigger, number))
            for number, event in enumerate(events)
            for trigger in event.mentions
        )


def _start(thing: tuple[Span, T]) -> tuple[int, int]:
    return thing[0].start, thing[0].end
