"""Whose word a telling is: the innermost statement that holds it, or the article itself.

Imports ``types``.
"""

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


def tellings(statements: Sequence[Attribution], events: Sequence[Event]) -> Iterator[Held[Telling]]:
    """Yield every trigger with each statement whose word it is, in text order."""
    told = [
        (trigger.span, Telling(trigger, number))
        for number, event in enumerate(events)
        for trigger in event.mentions
    ]
    return whose(statements, told)


def whose(statements: Sequence[Attribution], things: Iterable[tuple[Span, T]]) -> Iterator[Held[T]]:
    """Yield every thing with each statement whose word it is, in text order; the article's own with None.

    Two statements may share their content (a denial and its confirmation in one headline): a thing is the word of both.
    One that holds another is not asked. What stands in a negated saying is nobody's word.
    """
    contents = sorted(
        _Content(span.start, span.end, number)
        for number, statement in enumerate(statements)
        for span in statement.content
    )
    around: list[_Content] = []
    upcoming = 0
    for span, thing in sorted(things, key=_start):
        while upcoming < len(contents) and contents[upcoming].start <= span.start:
            around.append(contents[upcoming])
            upcoming += 1
        around = [each for each in around if each.end > span.start]
        if not around:
            yield Held(span, thing)
        for one in _innermost(statements, around):
            if not statements[one.statement].negated:
                yield Held(span, thing, one.statement, one.start)


def _start(thing: tuple[Span, T]) -> tuple[int, int]:
    return thing[0].start, thing[0].end


def _innermost(statements: Sequence[Attribution], around: list[_Content]) -> list[_Content]:
    if len(around) < 2:
        return around
    outer = {statements[each.statement].within for each in around}
    inner = [each for each in around if each.statement not in outer] or around
    size = min(each.end - each.start for each in inner)
    return [each for each in inner if each.end - each.start == size]
