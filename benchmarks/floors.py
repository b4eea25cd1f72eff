"""Floors: what quality may not fall below, in one small file that a reviewer reads.

A floor lies a little below what was measured when it was written. Raising one is free; lowering one needs a reason,
which is kept in the file.
"""

from math import floor
from pathlib import Path

import msgspec

from benchmarks.quality import COUNTS, Figures

FILE = Path(__file__).parent / "floors.json"
MARGIN = 0.01
SLACK = {"look-alikes taken": 1, "negatives taken": 1}
"""How many mistakes more than were counted are let pass; none of what is not named."""


class Lowered(msgspec.Struct, frozen=True):
    """A floor that was lowered, and why."""

    task: str
    figure: str
    before: float
    after: float
    reason: str


class Floors(msgspec.Struct, frozen=True):
    """``corpora`` are digests of what was measured on; ``floors`` hold task -> figure -> bound."""

    corpora: dict[str, str] = {}
    floors: dict[str, Figures] = {}
    lowered: tuple[Lowered, ...] = ()

    def of(self, task: str, figure: str) -> float | None:
        """Return the bound of a figure, or None where there is none."""
        return self.floors.get(task, {}).get(figure)


class Refused(Exception):
    """A floor would be lowered without a reason."""


def load(path: Path = FILE) -> Floors:
    """Return the floors as they stand; none where there is no file."""
    return msgspec.json.decode(path.read_bytes(), type=Floors) if path.exists() else Floors()


def save(floors: Floors, path: Path = FILE) -> None:
    """Write the floors, one a line."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(floors), indent=2) + b"\n")


def bound(name: str, value: float) -> float:
    """Return the floor for a measured value: a little below it; for a count of mistakes, a little above."""
    return (
        value + SLACK.get(name, 0)
        if name in COUNTS
        else max(0.0, floor(100 * (value - MARGIN)) / 100)
    )


def is_broken(name: str, value: float, held: float) -> bool:
    """Tell whether a value is on the wrong side of its bound."""
    return value > held if name in COUNTS else value < held


def broken(tables: dict[str, Figures], floors: Floors) -> list[str]:
    """Return what lies below its floor, and what has a floor and was not measured."""
    found = []
    for task, figures in floors.floors.items():
        for name, held in figures.items():
            value = tables.get(task, {}).get(name)
            if value is None:
                found.append(f"{task}, {name}: not measured")
            elif is_broken(name, value, held):
                found.append(f"{task}, {name}: {value:.3f}, floor {held:g}")
    return found


def renewed(
    tables: dict[str, Figures], corpora: dict[str, str], before: Floors, *, reason: str | None
) -> Floors:
    """Return floors for what is measured now.

    A floor is raised to what is measured now. It goes down, as far as it must, only with a reason; without one a fall
    below it raises ``Refused``.
    """
    new: dict[str, Figures] = {}
    lowered = list(before.lowered)
    for task, figures in tables.items():
        new[task] = {}
        for name, value in figures.items():
            held, wanted = before.of(task, name), bound(name, value)
            if held is not None and is_broken(name, value, held):
                if not reason:
                    raise Refused(
                        f"{task}, {name} is {value:.3f}, below its floor {held:g}: "
                        "give a reason by --lower-floors REASON."
                    )
                lowered.append(Lowered(task, name, held, wanted, reason))
            elif held is not None and is_broken(name, wanted, held):
                wanted = held  # within the margin: the old floor stays
            new[task][name] = wanted
    gone = [f"{task}, {name}" for task, name in _names(before.floors) - _names(tables)]
    if gone and not reason:
        raise Refused(
            f"No longer measured: {', '.join(sorted(gone))}: give a reason by --lower-floors REASON."
        )
    return Floors(corpora, new, tuple(lowered))


def _names(tables: dict[str, Figures]) -> set[tuple[str, str]]:
    return {(task, name) for task, figures in tables.items() for name in figures}
