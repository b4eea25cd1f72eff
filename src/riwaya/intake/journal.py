"""The journal: collects what comes back and writes it a little at a time, so that little can be lost.

Imports ``types``, ``ledger``, ``files``, ``messages`` and ``report``.
"""

import time
from collections.abc import Callable

from riwaya.intake.files import Done
from riwaya.intake.messages import Answer
from riwaya.intake.report import Progress
from riwaya.ledger import Added, Ledger
from riwaya.ledger.batch import Batch
from riwaya.types import Problem

DOCUMENTS = 100
SECONDS = 1.0
"""A commit comes after so many documents, or so long after the last one."""

_OURS = "EngineError"  # a later version may do better: such a source is not done with
Watcher = Callable[[Progress, tuple[Problem, ...]], None]


class Journal:
    """What was taken in and not yet written, and the count of all."""

    def __init__(self, ledger: Ledger, command: str, watch: Watcher) -> None:
        self._run = ledger.run(command)
        self._watch = watch
        self._batch = Batch()
        self._done = Progress()
        self._failed: set[str] = set()
        self._since = time.monotonic()
        self.total = Progress()

    def note(self, answer: Answer, done: Done) -> None:
        """Collect an answer; write when there is enough."""
        batch, so_far = self._batch, self._done
        problems = (*done.problems, *answer.problems)
        batch.prepared += answer.prepared
        batch.problems += problems
        if any(one.error == _OURS for one in problems):
            self._failed.add(done.source)
        if done.taken is not None and done.source not in self._failed:
            batch.taken.append((done.taken, done.source))
        self._done = Progress(
            bytes=so_far.bytes + done.bytes,
            sources=so_far.sources + done.sources,
            known=so_far.known + done.known,
            known_sources=so_far.known_sources + done.is_known,
            problems=so_far.problems + len(problems),
        )
        if len(batch.prepared) >= DOCUMENTS or time.monotonic() - self._since >= SECONDS:
            self.write()

    def write(self) -> None:
        """Write what was collected, in one transaction, and tell."""
        batch, done = self._batch, self._done
        added = self._run.write(batch) if batch else Added()
        self._batch, self._done, self._since = Batch(), Progress(), time.monotonic()
        total = self.total
        self.total = Progress(
            bytes=total.bytes + done.bytes,
            sources=total.sources + done.sources,
            documents=total.documents + added.documents,
            versions=total.versions + added.versions,
            extractions=total.extractions + added.extractions,
            known=total.known + done.known + len(batch.prepared) - added.extractions,
            known_sources=total.known_sources + done.known_sources,
            problems=total.problems + done.problems,
        )
        self._watch(self.total, tuple(batch.problems))

    def end(self) -> None:
        """Write what is left, and that the run has ended."""
        self.write()
        self._run.end()
