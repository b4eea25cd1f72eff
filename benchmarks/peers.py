"""Other readers of times and numbers beside ours: ``python -m benchmarks.peers``.

Maha (``mahad`` on PyPI) asks for older libraries than this project does, so the peers have an environment of their own:
``make peers`` builds it in ``.venv-peers``; another interpreter may be named in ``RIWAYA_PEERS``. They are measured by
``peer_worker`` in one run with ours, in turn, on the same texts. Without them their rows are skipped.
"""

import json
import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

from benchmarks import shared, time_number
from riwaya.resolve import numbers
from riwaya.text import tokenise

Cases = list[tuple[str, str]]
Item = dict[str, Any]

_HERE = Path(__file__).parents[1]
_ARTICLES = 5
_TURNS = 5  # of ours to one of theirs, which takes so much longer
_REFERENCE = "2020-01-01T12:00:00"
_LAYERS = {
    "maha": ("number", "ordinal", "duration", "date", "date_range", "time"),
    "dateparser": ("date", "date_range", "time"),
}
"""The kinds of the bench that a peer's interface gives values for."""


class Ratio(NamedTuple):
    """Our speed as a multiple of a peer's on the same texts, with both in texts a second; None where it is absent.

    ``judged`` tells that a bar is set for it; the others are for information.
    """

    measure: str
    value: float | None
    note: str
    judged: bool


class Peers:
    """A worker in which the peers are installed; ``versions`` is empty where there is none."""

    def __init__(self) -> None:
        self.versions: dict[str, str] = {}
        self._worker: subprocess.Popen[str] | None = None
        interpreter = Path(
            os.environ.get("RIWAYA_PEERS") or _HERE / ".venv-peers" / "bin" / "python"
        )
        if interpreter.exists():
            command = [str(interpreter), str(_HERE / "benchmarks" / "peer_worker.py")]
            environment = {**os.environ, "PYTHONUTF8": "1"}
            self._worker = subprocess.Popen(
                command, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self.versions = self._ask("versions")

    def __enter__(self) -> "Peers":
        return self

    def __exit__(self, *_: object) -> None:
        if self._worker is not None:
            self._worker.communicate()

    def has(self, reader: str) -> bool:
        """Tell whether a reader's package is installed."""
        return {"maha": "mahad"}.get(reader.split(maxsplit=1)[0], reader) in self.versions

    def read(self, reader: str, cases: Cases) -> tuple[float, list[list[Item]]]:
        """Return the seconds that a reader took for the cases, and its answers."""
        answer = self._ask({"reader": reader, "cases": cases})
        return answer["seconds"], answer["answers"]

    def _ask(self, question: object) -> Any:
        if self._worker is None or self._worker.stdin is None or self._worker.stdout is None:
            raise RuntimeError("No worker runs.")
        print(json.dumps(question), file=self._worker.stdin, flush=True)
        return json.loads(self._worker.stdout.readline())


def _numbers(text: str, _: str) -> object:
    return numbers.find(tokenise(text))


def speed(articles: list[str], rounds: int = 2) -> list[Ratio]:
    """Return our speed beside the peers', on the short cases of the bench and on a few of these articles."""
    short = [(case["text"], case["reference"]) for case in _cases()]
    long = [(text, _REFERENCE) for text in articles[:_ARTICLES]]
    ours = time_number.time_number
    with Peers() as peers:
        return [
            _ratio(peers, "maha", ours, short, "times and numbers: ours : Maha", rounds),
            _ratio(peers, "maha", ours, long, "times and numbers, articles: ours : Maha", rounds),
            _ratio(peers, "maha numbers", _numbers, short, "numbers alone: ours : Maha", rounds),
            _ratio(
                peers,
                "maha numbers",
                _numbers,
                long,
                "numbers alone, articles: ours : Maha",
                rounds,
            ),
            _ratio(peers, "dateparser", ours, short[::10], "times: ours : dateparser", rounds),
        ]


def _ratio(
    peers: Peers,
    reader: str,
    ours: Callable[[str, str], object],
    cases: Cases,
    measure: str,
    rounds: int,
) -> Ratio:
    judged = reader == "maha"
    if not peers.has(reader):
        return Ratio(
            measure, None, f"{reader.split(maxsplit=1)[0]} is not installed: make peers", judged
        )
    best, theirs = float("inf"), float("inf")
    for turn in range(_TURNS * rounds):
        start = time.perf_counter()
        for text, reference in cases:
            ours(text, reference)
        best = min(best, time.perf_counter() - start)
        if turn % _TURNS:
            continue
        theirs = min(theirs, peers.read(reader, cases)[0])
    note = f"{len(cases) / best:.0f} : {len(cases) / theirs:.1f} a second, {len(cases)} texts"
    return Ratio(measure, theirs / best, note, judged)


def quality() -> str:
    """Return a table: for every kind that a peer gives values for, its figures beside ours on the same cases."""
    rows = [f"{'':14}{'kind':12}{'cases':>6}{'span F1':>9}{'value':>8}{'whole':>8}"]
    with Peers() as peers:
        for reader, kinds in _LAYERS.items():
            if not peers.has(reader):
                rows.append(f"{reader:14}skipped: not installed (make peers)")
                continue
            cases = [case for case in _cases() if case["kind"] in kinds]
            texts = [(case["text"], case["reference"]) for case in cases]
            rows += _table(reader, cases, peers.read(reader, texts)[1])
            rows += _table("ours", cases, [time_number.time_number(*each) for each in texts])
    return "\n".join(rows)


def _table(name: str, cases: list[Item], answers: list[list[Item]]) -> list[str]:
    scorer = shared.scorer("score_time_number")
    scores: dict[str, Any] = {}
    for case, answer in zip(cases, answers, strict=True):
        for kind in (case["kind"], "all"):
            scores.setdefault(kind, scorer.Score()).add(scorer.judge(case, answer))
    rows = []
    for kind, score in sorted(scores.items()):
        _, _, f1, value, _, whole = score.measures()
        count = sum(kind in (case["kind"], "all") for case in cases)
        rows.append(f"{name:14}{kind:12}{count:6}{f1:9.3f}{value:8.3f}{whole:8.3f}")
    return rows


def _cases() -> list[Item]:
    path = shared.folder() / "bench" / "time_number_dev.jsonl"
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


if __name__ == "__main__":
    print(quality())
