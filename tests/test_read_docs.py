"""The page on reading says what the program does."""

import re
from pathlib import Path

import pytest

from riwaya.errors import ReadError
from riwaya.reading import limits
from riwaya.reading.fields import FIELDS
from riwaya.tables import toml

PAGE = (Path(__file__).parents[1] / "docs" / "reading.md").read_text("utf-8")


@pytest.mark.parametrize("field", FIELDS)
def test_every_name_of_a_field_is_documented(field: str) -> None:
    """In the order in which they are tried."""
    (row,) = re.findall(rf"^\| {field} \| ([^|;]+)", PAGE, re.MULTILINE)
    assert [name.strip().lower() for name in row.split(",")] == list(FIELDS[field])


@pytest.mark.parametrize("error", [kind.__name__ for kind in ReadError.__subclasses__()])
def test_every_error_is_documented(error: str) -> None:
    """A user can look up what a name means."""
    assert f"| `{error}` |" in PAGE


@pytest.mark.parametrize("language", ["ar", "en"])
def test_every_reason_for_no_date_has_words(language: str) -> None:
    """Each reason is on the page and in both languages of the output."""
    reasons = {"undated"} ^ set(re.findall(r"^\| `([a-z-]+)` \|", PAGE, re.MULTILINE))
    assert {"not-given", "no-date", "not-a-date", "first-of-january"} <= reasons
    assert reasons <= set(toml("ui/export.toml")[language]["undated"])


@pytest.mark.parametrize(
    "stated",
    [
        f"{limits.MAX_BYTES // 1_000_000} MB, {limits.MAX_CHARACTERS:,} characters",
        f"{limits.MAX_BODY // 1_000_000} MB, {limits.FETCH_SECONDS:g} seconds, {limits.MAX_REDIRECTS} redirects",
        f"{limits.MAX_RATIO} times its size",
        f"{limits.MAX_DEPTH} elements inside one another, {limits.MAX_ELEMENTS:,} elements, "
        f"{limits.MAX_ATTRIBUTES:,} attributes",
        f"{limits.PAGE_SECONDS} seconds and {limits.PAGE_MEMORY // 1_000_000_000} GB",
    ],
)
def test_every_limit_is_documented(stated: str) -> None:
    """The numbers on the page are those of the program."""
    assert stated in PAGE
