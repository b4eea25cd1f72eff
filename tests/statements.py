"""Statements as lines of quoted words, so that a test says in one row what a person reads in a text.

A line is ``cue | stance | chain | content | flags``. The chain runs from the outermost source to the origin, joined
by ``>``; a source is given as written, or, carried over from elsewhere, as its name in parentheses. Several spans of
content are joined by ``+``. Flags are ``quoted``, ``negated``, ``inferred``, ``endorsing``, ``distancing`` and
``in 1`` for what stands within the first statement; a row need not name ``quoted`` nor a distance.
"""

from collections.abc import Callable
from functools import cache

import pytest

from riwaya.engines import load
from riwaya.text import key, tokenise
from riwaya.types import Attribution, Document, Extraction, Link, Span

MARKS = " \n«»\"“”'،,؛.:"
FREE_FLAGS = {"quoted", "endorsing", "distancing"}
_NO_CUE = {
    key(word) for word in ("أن", "إن", "أنه", "أنها", "أنهم", "إنه", "إنها", "إنهم", "بأن", "بأنه")
}


@cache
def read(text: str, publisher: str | None = None) -> Extraction:
    """Return what the default engine finds in a text."""
    return next(iter(load().read([Document(id="test", text=text, publisher=publisher)])))


def line(text: str, found: Attribution) -> str:
    """Return a statement as a line."""
    chain = " > ".join(_link(text, link) for link in found.chain)
    content = " + ".join(span.of(text) for span in found.content)
    parts = [found.cue.of(text), found.stance, chain, content, ", ".join(flags(found))]
    return " | ".join(parts).removesuffix(" | ")


def _link(text: str, link: Link) -> str:
    return f"({link.name})" if link.span is None else link.span.of(text)


def flags(found: Attribution) -> list[str]:
    """Return what is true of a statement, in a fixed order."""
    said = [name for name in ("quoted", "negated", "inferred") if getattr(found, name)]
    said += [found.distance] if found.distance != "neutral" else []
    return said + ([f"in {found.within + 1}"] if found.within is not None else [])


def compare(
    text: str, expected: tuple[str, ...], publisher: str | None = None
) -> tuple[list[str], list[str]]:
    """Return the expected and the found lines in one form, so that only what matters can differ.

    Marks around a phrase do not matter, nor whether a cue takes its complementiser in, nor a flag that may be left out.
    """
    found = read(text, publisher).attributions
    wanted = [_parts(row) for row in expected]
    shown = [_parts(line(text, one)) for one in found]
    for want, have in zip(wanted, shown, strict=False):
        if _cue_words(want[0]) & _cue_words(have[0]):
            have[0] = want[0]
        dropped = {flag for flag in FREE_FLAGS if flag not in want[4]}
        have[4] = ", ".join(flag for flag in have[4].split(", ") if flag not in dropped)
    return [" | ".join(parts) for parts in wanted], [" | ".join(parts) for parts in shown]


def _parts(row: str) -> list[str]:
    cue, stance, chain, content, *more = (part.strip() for part in row.split(" | "))
    links = " > ".join(link.strip(MARKS) for link in chain.split(" > "))
    spans = " + ".join(span.strip(MARKS) for span in content.split(" + "))
    return [cue, stance, links, spans, ", ".join(more)]


def _cue_words(cue: str) -> set[str]:
    return {word for word in tokenise(cue).keys if word not in _NO_CUE} or {key(cue)}


def assert_says(text: str, *expected: str, publisher: str | None = None) -> None:
    """Hold the statements of a text to the lines of a person who read it."""
    wanted, found = compare(text, expected, publisher)
    assert found == wanted, "\n".join(
        ["", *(f"- {one}" for one in wanted), *(f"+ {one}" for one in found)]
    )


def spans(found: Extraction) -> list[Span]:
    """Return every span of an extraction."""
    said = [
        span
        for one in found.attributions
        for span in (one.cue, *one.content, *(link.span for link in one.chain if link.span))
    ]
    before = [
        link.antecedent for one in found.attributions for link in one.chain if link.antecedent
    ]
    return said + before + list(found.furniture) + [one.span for one in found.abstentions]


def spoil(text: str) -> str:
    """Return a text as hurried writers spell it: no hamza on alef, final letters mixed up; same length."""
    for proper, hurried in ("أا", "إا", "آا", "ىي", "ةه"):
        text = text.replace(proper, hurried)
    return text


Case = tuple[str, tuple[str, ...]]


def rows(*cases: tuple[str, ...]) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Parametrise a test by texts and their lines; ``wrong`` as last element marks what is not right yet."""
    return pytest.mark.parametrize(("text", "expected"), [_case(case) for case in cases])


def _case(case: tuple[str, ...]) -> object:
    text, *expected = case
    name = text.split("\n")[0][:40]
    if expected and expected[-1].startswith("WRONG: "):
        reason = expected.pop().removeprefix("WRONG: ")
        return wrong(text, tuple(expected), reason=reason, name=name)
    return pytest.param(text, tuple(expected), id=name)


def wrong(*values: object, reason: str, name: str | None = None) -> object:
    """Mark a row that a careful reader stands by and the engine does not get right yet."""
    return pytest.param(*values, id=name, marks=pytest.mark.xfail(strict=True, reason=reason))
