"""What all tests share: a cache folder of their own, the same examples on every run, ledgers on both databases."""

import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from riwaya.ledger import Ledger

# Tables compiled by an older state of the code must not answer for this one.
# Workers inherit the folder.
os.environ.setdefault("RIWAYA_CACHE", tempfile.mkdtemp(prefix="riwaya-tests-"))

settings.register_profile("riwaya", deadline=None, derandomize=True)
settings.load_profile("riwaya")

LEDGER_DAY = datetime(2023, 3, 16, 9, 30, tzinfo=UTC)


class Clock:
    """Goes on by one second at each look."""

    def __init__(self) -> None:
        self.ticks = 0

    def __call__(self) -> datetime:
        self.ticks += 1
        return LEDGER_DAY + timedelta(seconds=self.ticks)


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of an empty ledger, on each database in turn."""
    from tests import ledger_databases

    yield from ledger_databases.new(request.param, tmp_path)


@pytest.fixture
def ledger(place: str) -> "Iterator[Ledger]":
    """Give an empty ledger with a clock of its own, on each database in turn."""
    from riwaya.ledger import open_ledger

    with open_ledger(place, clock=Clock()) as opened:
        yield opened
