"""The table of speed: how a value stands to its goal and bar. What it measures needs a quiet machine and the corpus."""

import pytest

from benchmarks import speed
from benchmarks.speed import Row


@pytest.mark.parametrize(
    ("row", "verdict"),
    [
        (Row("m", 3.9, 4, 12), "goal"),
        (Row("m", 4.1, 4, 12), "bar"),
        (Row("m", 12.1, 4, 12), "MISSED"),
        (Row("m", 1.95, 1.9, 1.8, most=False), "goal"),
        (Row("m", 1.85, 1.9, 1.8, most=False), "bar"),
        (Row("m", 1.7, 1.9, 1.8, most=False), "MISSED"),
        (Row("m", None, 2, 0.7, note="why"), "skipped"),
    ],
)
def test_a_row_says_how_it_stands(row: Row, verdict: str) -> None:
    """Less is better, or more is; what could not be measured is skipped, never passed."""
    assert row.verdict == verdict
    assert verdict in speed.table([row])


def test_the_scan_looks_for_what_a_reading_looks_up() -> None:
    """Shapes of verbs, closed classes, names; folded."""
    keys = speed.statement_keys()
    assert {"قالت", "بحسب", "بغداد", "محمد"} <= keys
    assert not {"أن", "إلى", "K1", ""} & keys


def test_the_shortest_time_of_each_step_counts() -> None:
    """Steps are taken in turn, each as often as asked."""
    taken: list[str] = []
    times = speed.shortest(lambda: taken.append("a"), lambda: taken.append("b"), rounds=3)
    assert taken == ["a", "b"] * 3
    assert len(times) == 2
    assert all(0 <= one < 1 for one in times)
