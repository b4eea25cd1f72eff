"""Segments: spans that nest and overlap, cut into pieces that follow one another.

A page cannot hold two elements that cross. So the text is cut wherever any span begins or ends;
each piece knows all spans that cover it, and the pieces joined together are the text.

>>> [(s.start, s.end, s.cover) for s in segments(6, [Span(0, 4), Span(2, 6)])]
[(0, 2, (0,)), (2, 4, (0, 1)), (4, 6, (1,))]

Imports ``types``.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from riwaya.types import Span


class Segment(NamedTuple):
    """Code points ``start``..``end`` of a text and the indices of the spans that cover them."""

    start: int
    end: int
    cover: tuple[int, ...]


def segments(length: int, spans: Sequence[Span], cuts: Iterable[int] = ()) -> Iterator[Segment]:
    """Yield the pieces of a text of ``length`` code points, cut at edges of spans and ``cuts``.

    What of a span lies outside the text is left out.
    """
    opened, closed = _edges(length, spans)
    points = sorted({0, length, *opened, *closed, *(cut for cut in cuts if 0 < cut < length)})
    active: set[int] = set()
    for start, end in pairwise(points):
        active.difference_update(closed.get(start, ()))
        active.update(opened.get(start, ()))
        yield Segment(start, end, tuple(sorted(active)))


def _edges(length: int, spans: Sequence[Span]) -> tuple[dict[int, list[int]], dict[int, list[int]]]:
    opened: dict[int, list[int]] = defaultdict(list)
    closed: dict[int, list[int]] = defaultdict(list)
    for index, span in enumerate(spans):
        start, end = max(span.start, 0), min(span.end, length)
        if start < end:
            opened[start].append(index)
            closed[end].append(index)
    return opened, closed
