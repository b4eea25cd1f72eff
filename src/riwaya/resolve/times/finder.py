"""The two public functions of the package.

One pass over the tokens finds atoms; neighbours are joined, then read with the words around them, then given values.
Each step looks a fixed number of tokens around an atom, so time grows with the length of the text.
"""

from collections.abc import Iterable
from datetime import date

import msgspec

from riwaya.resolve.times import counting, scan, surroundings, unify
from riwaya.resolve.times.amounts import prefill
from riwaya.resolve.times.atoms import Atom
from riwaya.resolve.times.moments import Moment, Stretch, read
from riwaya.resolve.times.periods import Anchor
from riwaya.resolve.times.values import Value, anchored, express
from riwaya.resolve.times.vocabulary import View, words_of
from riwaya.text import BREAK, Tokens
from riwaya.types import Quantity, Span, TimeExpression

_REACH = 60  # tokens over which a day said before lends itself to an hour


class _Story(msgspec.Struct):
    """What the dates told so far lend to later ones: the last day with its place, and the last year."""

    day: date | None = None
    past: int = 0
    named: bool = False
    year: int | None = None

    def note(self, atom: Atom, value: Value) -> None:
        """Remember the day of an expression."""
        if value.day is None:
            return
        self.year = value.day.year
        if value.text[:10] == value.day.isoformat():
            said = atom.moment
            self.day, self.past = value.day, atom.past
            self.named = said is not None and (said.weekday is not None or said.day is not None)

    def near(self, view: View, atom: Atom) -> date | None:
        """Return the day that an hour without a day belongs to: of its sentence, or named shortly before."""
        if self.day is None or atom.first - self.past > _REACH:
            return None
        ends = words_of("marks.ends")
        between = view.keys[self.past : atom.first]
        if self.named or not any(key in ends or key == BREAK for key in between):
            return self.day
        return None


def find(
    tokens: Tokens, published: str | None, quantities: Iterable[Quantity] = ()
) -> list[TimeExpression]:
    """Return the time expressions of a text in order, none overlapping another.

    ``published`` is an ISO 8601 day or instant; without it, what depends on it has no value and a ``relative`` form.
    """
    view = View(tokens)
    prefill(view, quantities)
    atoms = scan.atoms(view)
    if not atoms:
        return []
    anchor, story = anchored(published), _Story()
    found = []
    for atom in surroundings.place(view, unify.join(view, atoms)):
        expression = _express(view, atom, anchor, story)
        if expression is not None:
            found.append(expression)
    return found


def _express(view: View, atom: Atom, anchor: Anchor, story: _Story) -> TimeExpression | None:
    span = _span(view, atom)
    if atom.length is not None:
        iso = counting.iso(atom.length)
        return None if iso is None else TimeExpression(
            span, "duration", iso, atom.length.parts[-1][0], None, atom.flags
        )  # fmt: skip
    meaning = atom.meaning if isinstance(atom.meaning, (Moment, Stretch)) else None
    meaning = None if meaning is None else _same_year(meaning, story)
    if meaning is None:
        return None
    near = story.near(view, atom)
    expression, value = express(span, meaning, anchor, near=near, flags=atom.flags)
    if value is not None:
        story.note(atom, value)
    return expression


def _same_year(meaning: Moment | Stretch, story: _Story) -> Moment | Stretch | None:
    """Put in the year that the text told before, for "of the same year"."""
    if isinstance(meaning, Stretch):
        start, end = meaning.start, meaning.end
        if end is None or end.same is None:
            return meaning
        year = start.year if start is not None and start.year else story.year
        return Stretch(start, msgspec.structs.replace(end, same=None, year=year))
    if meaning.same is None:
        return meaning
    if story.year is None:
        return None
    return msgspec.structs.replace(meaning, same=None, year=story.year)


def _span(view: View, atom: Atom) -> Span:
    """Return the span of an atom, without a particle written on to its first word."""
    start = view.starts[atom.first]
    hit = next(view.hits(atom.first), None)
    if hit is not None and hit.lead:
        key = view.key(atom.first)
        # li- and the article fuse: such a word keeps its whole written form
        fused = hit.definite and key[len(hit.lead)] == hit.lead[-1]
        skipped = len(hit.lead) - 1 if fused else len(hit.lead)
        start = view.tokens.inner_start(atom.first, skipped) if skipped else start
    return Span(start, view.ends[atom.past - 1])


def resolve(expression: TimeExpression, published: str) -> TimeExpression:
    """Return an expression with the value it has for a text published on that day.

    Expressions that never depended on the day come back as they are.
    """
    if expression.relative is None or expression.kind == "duration":
        return expression
    meaning = read(expression.relative)
    flags = tuple(flag for flag in expression.flags if flag in _KEPT)
    found, _ = express(expression.span, meaning, anchored(published), flags=flags)
    return found


_KEPT = frozenset(("vague", "approximate", "since"))
