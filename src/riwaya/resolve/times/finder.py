"""The two public functions of the package.

One pass over the tokens finds atoms; neighbours are joined, then read with the words around them, then given values.
Each step looks a fixed number of tokens around an atom, so time grows with the length of the text.
"""

from collections.abc import Iterable

from riwaya.resolve.times import counting, scan, surroundings, unify
from riwaya.resolve.times.amounts import prefill
from riwaya.resolve.times.atoms import BEGUN, Atom
from riwaya.resolve.times.moments import Length, Moment, Stretch, read, write
from riwaya.resolve.times.periods import Anchor
from riwaya.resolve.times.story import Story, is_of_story
from riwaya.resolve.times.values import anchored, express
from riwaya.resolve.times.vocabulary import View
from riwaya.text import Tokens
from riwaya.types import Quantity, Span, TimeExpression


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
    anchor, story = anchored(published), Story()
    found = []
    for atom in surroundings.place(view, unify.join(view, atoms)):
        expression = _express(view, atom, anchor, story)
        if expression is not None:
            found.append(expression)
    return found


def _express(view: View, atom: Atom, anchor: Anchor, story: Story) -> TimeExpression | None:
    span = _span(view, atom)
    if atom.length is not None:
        return _length(span, atom, atom.length)
    near = story.near(view, atom)
    meaning = atom.meaning if isinstance(atom.meaning, (Moment, Stretch)) else None
    meaning = None if meaning is None else story.fill(meaning, near)
    if meaning is None:
        return None
    expression, value = express(span, meaning, anchor, near=near, flags=atom.flags)
    if value is not None:
        story.note(atom, meaning, value)
    return expression


def _length(span: Span, atom: Atom, length: Length) -> TimeExpression | None:
    """Return a duration; of a vague one, only the date that it counts to or from is kept."""
    relative = None if atom.counted is None else write(atom.counted)
    iso = counting.iso(length)
    if iso is not None:
        return TimeExpression(span, "duration", iso, length.parts[-1][0], relative, atom.flags)
    if relative is None:
        return None
    return TimeExpression(span, "date", None, "day", relative, atom.flags)


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

    Expressions that never depended on the day come back as they are, and those counted from another date of the text.
    """
    if expression.relative is None or expression.kind == "duration":
        return expression
    meaning = read(expression.relative)
    if is_of_story(meaning):
        return expression
    flags = tuple(flag for flag in expression.flags if flag in _KEPT)
    found, _ = express(expression.span, meaning, anchored(published), flags=flags)
    return found


_KEPT = frozenset(("vague", "approximate", "since", BEGUN))
