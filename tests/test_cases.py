"""Golden cases: short articles with what a person reads in them, as quoted words.

``make golden UPDATE=1`` writes the statements of a case again as the engine finds them; the diff is the review. A case
that is ``wrong`` says what the engine does not get right yet: it is never written again, and fails the day it is right.
"""

import os
from pathlib import Path
from typing import Any

import msgspec
import pytest

from riwaya.types import Attribution
from tests.statements import read, spoil

FOLDER = Path(__file__).parent / "cases"


class Told(msgspec.Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """One statement as quoted words; ``chain`` holds the fullest names, ``within`` counts from one."""

    cue: str
    stance: str
    chain: tuple[str, ...]
    content: tuple[str, ...]
    quoted: bool = False
    negated: bool = False
    inferred: bool = False
    distance: str = "neutral"
    within: int | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, rename={"told": "statement"}):
    """One article, why it is here, and its statements."""

    why: str
    text: str
    publisher: str | None = None
    wrong: str | None = None
    told: tuple[Told, ...] = ()


def load(path: Path) -> Case:
    """Read a case."""
    return msgspec.toml.decode(path.read_bytes(), type=Case)


CASES = {path: load(path) for path in sorted(FOLDER.glob("*.toml"))}


def found(case: Case, text: str) -> tuple[Told, ...]:
    """Return what the engine finds, each span in the words of the case."""
    return tuple(_told(one, case.text) for one in read(text, case.publisher).attributions)


def _told(one: Attribution, text: str) -> Told:
    return Told(
        one.cue.of(text),
        one.stance,
        tuple(link.name for link in one.chain),
        tuple(span.of(text) for span in one.content),
        one.quoted,
        one.negated,
        one.inferred,
        one.distance,
        one.within + 1 if one.within is not None else None,
    )


def written(case: Case) -> str:
    """Return a case as its file."""
    rows = [f"why = {_quoted(case.why)}"]
    rows += [f"publisher = {_quoted(case.publisher)}"] if case.publisher else []
    rows += [f"wrong = {_quoted(case.wrong)}"] if case.wrong else []
    rows.append(f"text = '''\n{case.text}'''")
    for told in case.told:
        fields: dict[str, Any] = msgspec.to_builtins(told)
        rows += [
            "",
            "[[statement]]",
            *(f"{name} = {_quoted(value)}" for name, value in fields.items()),
        ]
    return "\n".join(rows) + "\n"


def _quoted(value: Any) -> str:
    """Return a value in TOML; strings and lists of them are written as in JSON, with a space after a comma."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(map(_quoted, value)) + "]"
    return msgspec.json.encode(value).decode()


def test_there_are_cases() -> None:
    """An empty folder would test nothing."""
    assert len(CASES) >= 25


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_is_written_as_its_file(path: Path) -> None:
    """Updating changes statements only, so that the diff shows them alone."""
    assert written(CASES[path]) == path.read_text("utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_a_case_quotes_its_article(path: Path) -> None:
    """Every cue and content stands in the text."""
    case = CASES[path]
    for told in case.told:
        assert all(words in case.text for words in (told.cue, *told.content)), told


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_statements_of_a_case_are_found(path: Path, request: pytest.FixtureRequest) -> None:
    """Cue, stance, names of the chain and content, and nothing besides."""
    case = CASES[path]
    if case.wrong:
        request.applymarker(pytest.mark.xfail(strict=True, reason=case.wrong))
    elif os.environ.get("UPDATE_GOLDEN"):
        path.write_text(
            written(msgspec.structs.replace(case, told=found(case, case.text))), "utf-8"
        )
        case = load(path)
    assert list(found(case, case.text)) == list(case.told)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_hurried_spelling_changes_nothing(path: Path) -> None:
    """Dropped hamzas and mixed final letters move no span, no stance, no link."""
    case = CASES[path]
    plain, hurried = read(case.text, case.publisher), read(spoil(case.text), case.publisher)
    assert [_shape(one) for one in hurried.attributions] == [
        _shape(one) for one in plain.attributions
    ]
    assert hurried.furniture == plain.furniture


def _shape(one: Attribution) -> object:
    links = [
        (link.span, link.kind, link.relation, link.antecedent, spoil(link.name))
        for link in one.chain
    ]
    return (
        one.cue,
        one.stance,
        links,
        one.content,
        one.quoted,
        one.negated,
        one.inferred,
        one.within,
        one.rule,
    )
