"""Floors: quality does not fall below what it was; the bench that measures it is outside the repository."""

from pathlib import Path

import msgspec
import pytest

from benchmarks import __main__ as command
from benchmarks import floors, quality, shared
from benchmarks.floors import Floors, Refused, bound, broken, renewed


@pytest.fixture(scope="module")
def measured() -> dict[str, quality.Figures]:
    """Return the figures as they are now; skip where there is nothing to measure on."""
    try:
        shared.folder()
    except shared.Absent as reason:
        pytest.skip(str(reason))
    return quality.measure()


def test_no_figure_is_below_its_floor(measured: dict[str, quality.Figures]) -> None:
    """Lowering one needs ``python -m benchmarks --write-floors --lower-floors REASON``."""
    assert broken(measured, floors.load()) == []


def test_every_figure_has_a_floor(measured: dict[str, quality.Figures]) -> None:
    """What is measured is held."""
    held = floors.load()
    missing = [
        (task, name)
        for task, row in measured.items()
        for name in row
        if held.of(task, name) is None
    ]
    assert missing == []


def test_floors_belong_to_this_corpus(measured: dict[str, quality.Figures]) -> None:
    """Another corpus or scorer means other figures: measure again."""
    assert measured
    assert floors.load().corpora == shared.digests()


@pytest.mark.parametrize("figure", ["relation F1", "whole F1"])
def test_hurried_spelling_costs_almost_nothing(
    measured: dict[str, quality.Figures], figure: str
) -> None:
    """Within .02 of the text as it was published."""
    plain = {**measured["attribution, all"], **measured["articles"]}[figure]
    for name in quality.SPELLINGS:
        assert measured[f"spelling: {name}"][figure] >= plain - 0.02


# ---- how floors move --------------------------------------------------------------------------

HELD = Floors({"corpus": "1"}, {"task": {"F1": 0.80, "look-alikes taken": 3}})


@pytest.mark.parametrize(
    ("name", "value", "held"),
    [
        ("F1", 0.834, 0.82),
        ("F1", 1.0, 0.99),
        ("F1", 0.005, 0.0),
        ("look-alikes taken", 2, 3),
        ("negatives taken", 0, 1),
        ("kirkuk invented", 0, 0),
    ],
)
def test_a_floor_lies_a_little_below_what_is_measured(name: str, value: float, held: float) -> None:
    """A count of mistakes may grow by one, but not that of the first case."""
    assert bound(name, value) == pytest.approx(held)


@pytest.mark.parametrize(
    ("figures", "complaints"),
    [
        ({"F1": 0.80, "look-alikes taken": 3}, 0),
        ({"F1": 0.79, "look-alikes taken": 3}, 1),
        ({"F1": 0.80, "look-alikes taken": 4}, 1),
        ({"F1": 0.10, "look-alikes taken": 9}, 2),
        ({"F1": 0.90}, 1),
    ],
)
def test_what_is_broken_is_told(figures: quality.Figures, complaints: int) -> None:
    """Below a floor, above a ceiling, or not measured at all."""
    assert len(broken({"task": figures}, HELD)) == complaints


def test_a_floor_rises_by_itself_and_stays_within_its_margin() -> None:
    """Better figures raise it; a little less leaves it."""
    better = renewed({"task": {"F1": 0.9, "look-alikes taken": 1}}, {}, HELD, reason=None)
    same = renewed({"task": {"F1": 0.805, "look-alikes taken": 3}}, {}, HELD, reason=None)
    assert better.floors["task"] == {"F1": pytest.approx(0.89), "look-alikes taken": 2}
    assert same.floors == HELD.floors


@pytest.mark.parametrize(
    "figures",
    [{"F1": 0.7, "look-alikes taken": 3}, {"F1": 0.8, "look-alikes taken": 5}, {"F1": 0.8}],
)
def test_a_floor_goes_down_only_with_a_reason(figures: quality.Figures) -> None:
    """The reason is kept for the reviewer."""
    with pytest.raises(Refused, match="--lower-floors REASON"):
        renewed({"task": figures}, {}, HELD, reason=None)
    lowered = renewed({"task": figures}, {}, HELD, reason="the gold was wrong")
    assert broken({"task": figures}, lowered) == []
    assert all(one.reason == "the gold was wrong" for one in lowered.lowered)
    assert len(lowered.lowered) == (len(figures) == 2)


def test_floors_are_read_as_they_were_written(tmp_path: Path) -> None:
    """One a line, so that a diff shows each."""
    path = tmp_path / "floors.json"
    floors.save(HELD, path)
    assert floors.load(path) == HELD
    assert '"F1": 0.8' in path.read_text("utf-8")
    assert floors.load(tmp_path / "none.json") == Floors()


def test_an_absent_bench_is_told_with_what_to_do(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """No traceback, and the name of the variable."""
    monkeypatch.setenv("RIWAYA_SHARED", str(tmp_path))
    assert command.main(["--quality"]) == 2
    assert command.main(["--speed"]) == 2
    told = capsys.readouterr().err
    assert "RIWAYA_SHARED" in told
    assert str(tmp_path) in told


def test_a_broken_floor_is_the_exit_code(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A build server notices, and the file stays as it is without a reason."""
    path = tmp_path / "floors.json"
    floors.save(HELD, path)
    before = path.read_bytes()
    monkeypatch.setattr(floors, "FILE", path)
    monkeypatch.setattr(floors.load, "__defaults__", (path,))
    monkeypatch.setattr(floors.save, "__defaults__", (path,))
    monkeypatch.setattr(shared, "digests", lambda: {"corpus": "2"})
    monkeypatch.setattr(quality, "measure", lambda: {"task": {"F1": 0.5, "look-alikes taken": 3}})
    assert command.main(["--quality"]) == 1
    assert command.main(["--write-floors"]) == 2
    assert path.read_bytes() == before
    assert command.main(["--write-floors", "--lower-floors", "a new corpus"]) == 0
    assert msgspec.json.decode(path.read_bytes(), type=Floors).of("task", "F1") == pytest.approx(
        0.49
    )
    assert "floor 0.8" in capsys.readouterr().err
