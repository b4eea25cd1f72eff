"""Whose word each telling of an event is: the innermost statement that holds it, or the article itself.

Imports ``types``.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from riwaya.types import Attribution, Event, Trigger


class Telling(NamedTuple):
    """One trigger of one event; ``content`` is where the span of a statement that holds it begins, if one does."""

    trigger: Trigger
    event: int
    statement: int | None = None
    content: int = 0


class _Held(NamedTuple):
    start: int
    end: int
    statement: int


def tellings(statements: Sequence[Attribution], events: Sequence[Event]) -> Iterator[Telling]:
    """Yield every trigger with each statement whose word it is, in text order.

    Two statements may share their content (a denial and its confirmation in one headline): the trigger is the word of
    both. One that holds another is not asked. What stands in a negated saying is nobody's word.
    """
    triggers = sorted(
        (trigger.span, number, trigger)
        for number, event in enumerate(events)
        for trigger in event.mentions
    )
    held = sorted(
        _Held(span.start, span.end, number)
        for number, statement in enumerate(statements)
        for span in statement.content
    )
    around: list[_Held] = []
    upcoming = 0
    for span, number, trigger in triggers:
        while upcoming < len(held) and held[upcoming].start <= span.start:
            around.append(held[upcoming])
            upcoming += 1
        around = [each for each in around if each.end > span.start]
        for one in _innermost(statements, around) if around else (None,):
            if one is None:
                yield Telling(trigger, number)
            elif not statements[one.statement].negated:
                yield Telling(trigger, number, one.statement, one.start)


def _innermost(statements: Sequence[Attribution], around: list[_Held]) -> Iterator[_Held]:
    outer = {statements[each.statement].within for each in around}
    inner = [each for each in around if each.statement not in outer] or around
    size = min(each.end - each.start for each in inner)
    return (each for each in inner if each.end - each.start == size)
