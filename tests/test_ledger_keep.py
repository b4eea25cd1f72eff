"""Backups: whole or not there, checked before they are taken back, and the same on both databases."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.errors import LedgerError, LedgerUnreachable, NotALedger
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.store import restore
from tests import ledger_databases
from tests.ledger_samples import edited, reading


def fill(ledger: Ledger) -> str:
    """Add articles and return the digest of what follows from them."""
    ledger.add([reading(n) for n in range(4)])
    ledger.add([edited(reading(1), " وأضاف."), reading(2, version="2")])
    ledger.rebuild()
    return ledger.digest()


@pytest.fixture(params=["sqlite", "postgresql"])
def elsewhere(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """Give the URL of another empty ledger."""
    yield from ledger_databases.new(request.param, tmp_path)


def test_a_backup_is_a_ledger(ledger: Ledger, tmp_path: Path) -> None:
    """It opens by itself, holds everything, and leaves nothing beside it."""
    digest = fill(ledger)
    file = tmp_path / "copy" / "backup.db"
    file.parent.mkdir()
    ledger.backup(file)
    assert [path.name for path in file.parent.iterdir()] == ["backup.db"]
    with open_ledger(file) as copy:
        assert copy.digest() == digest
        assert copy.stats() == ledger.stats()
        assert list(copy.readings()) == list(ledger.readings())
        assert list(copy.verify()) == []


def test_a_backup_is_taken_back_into_either_database(
    ledger: Ledger, elsewhere: str, tmp_path: Path
) -> None:
    """From either to either, all comes back, and the ledger goes on from there."""
    digest = fill(ledger)
    ledger.backup(tmp_path / "backup.db")
    restore(tmp_path / "backup.db", elsewhere)
    with open_ledger(elsewhere) as other:
        assert other.digest() == digest
        assert list(other.verify()) == []
        assert other.add([reading(1), reading(9)]).documents == 1


def test_documents_are_replaced_only_where_that_is_said(
    ledger: Ledger, place: str, tmp_path: Path
) -> None:
    """A ledger with documents is left alone, or becomes wholly what the backup was."""
    digest = fill(ledger)
    file = tmp_path / "backup.db"
    ledger.backup(file)
    ledger.add([reading(7)])
    with pytest.raises(LedgerError, match="--replace"):
        restore(file, place)
    assert ledger.stats().rows["documents"] == 6
    restore(file, place, replace=True)
    assert ledger.stats().rows["documents"] == 5
    assert ledger.digest() == digest


def test_no_file_is_written_over(ledger: Ledger, tmp_path: Path) -> None:
    """A backup needs a name of its own, in a folder that is there."""
    file = tmp_path / "mine.txt"
    file.write_text("mine")
    with pytest.raises(LedgerError, match="already"):
        ledger.backup(file)
    assert file.read_text() == "mine"
    with pytest.raises(LedgerError):
        ledger.backup(tmp_path / "no folder" / "backup.db")


def test_what_is_no_backup_is_refused(ledger: Ledger, place: str, tmp_path: Path) -> None:
    """A missing file, another file, and a damaged one change nothing."""
    fill(ledger)
    good, other, cut = tmp_path / "good.db", tmp_path / "other.db", tmp_path / "cut.db"
    ledger.backup(good)
    other.write_text("no database at all, but long enough to look at" * 100)
    data = bytearray(good.read_bytes())
    half = len(data) // 2
    data[half : half + 20_000] = b"\xff" * 20_000
    cut.write_bytes(data)
    for file, kind in ((tmp_path / "none.db", LedgerUnreachable), (other, NotALedger)):
        with pytest.raises(kind):
            restore(file, place, replace=True)
    with pytest.raises(LedgerError, match="damaged"):
        restore(cut, place, replace=True)
    assert list(ledger.verify()) == []
    assert ledger.stats().rows["documents"] == 5
