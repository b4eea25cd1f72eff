"""Other readers of times and numbers: skipped with a reason where they are absent, asked alike where present."""

import sys
from pathlib import Path

import pytest

from benchmarks import peers, shared
from benchmarks.peer_worker import _of_maha


@pytest.fixture(autouse=True)
def _needs_bench() -> None:
    try:
        shared.folder()
    except shared.Absent as absent:
        pytest.skip(str(absent))


def test_without_the_peers_their_rows_are_skipped_with_a_reason(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """No peer is needed to run the benchmarks."""
    monkeypatch.setenv("RIWAYA_PEERS", str(tmp_path / "nothing"))
    rows = peers.speed(["قتل سبعة أمس"])
    assert {row.value for row in rows} == {None}
    assert all("make peers" in row.note for row in rows)
    assert "make peers" in peers.quality()


def test_the_worker_reads_by_what_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    """Here by dateparser, which the reader of pages brings along."""
    monkeypatch.setenv("RIWAYA_PEERS", sys.executable)
    text = "وقعت الهدنة في 13 مايو 2016"
    with peers.Peers() as found:
        if not found.has("dateparser"):
            pytest.skip("dateparser is not installed")
        _, (answer,) = found.read("dateparser", [(text, "2018-01-11T00:00:00")])
    assert [item["value"] for item in answer] == ["2016-05-13"]


def test_a_peers_value_takes_the_form_of_the_bench() -> None:
    """A number of Maha's as the worker hands it over."""

    class Kind:
        name = "NUMERAL"

    class Found:
        start, end, value, dimension_type = 4, 8, 20, Kind

    from datetime import datetime

    item = _of_maha(Found, datetime(2018, 1, 11))
    assert item == {"start": 4, "end": 8, "kind": "number", "value": 20}
