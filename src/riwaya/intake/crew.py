"""The crew: as many workers as there are processors, and answers in the order of the questions.

A worker that dies or does not answer in time costs only the document it had at hand.

Imports ``types`` and ``messages``; the processes are started on use.
"""

import os
import subprocess
import sys
import threading
from collections import deque
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Generic, Self, TypeVar

import msgspec

from riwaya.intake.messages import Address, Answer, Bytes, Documents, Task
from riwaya.reading.answer import receive, send
from riwaya.types import Problem

AHEAD = 3
"""Questions under way for each worker: enough that none waits for the writer, few enough to hold in memory."""
SECONDS = 60
"""For one question, and once more for each document beyond the first: some thousand times what is usual."""

Tag = TypeVar("Tag")


class Crew(Generic[Tag]):
    """Asks workers, and gives back each answer with the tag that its question bore."""

    def __init__(self, workers: int) -> None:
        self._size = workers
        self._threads = ThreadPoolExecutor(max(workers, 1))
        self._mine = threading.local()
        self._started: list[_Worker] = []
        self._waiting: deque[tuple[Future[Answer] | None, Tag]] = deque()

    def __enter__(self) -> Self:
        """Return the crew."""
        return self

    def __exit__(self, *_error: object) -> None:
        """End all workers, whatever they are doing."""
        for worker in self._started:
            worker.stop()
        self._threads.shutdown(cancel_futures=True)
        for worker in self._started:
            worker.bury()

    @property
    def is_full(self) -> bool:
        """Tell whether an answer should be taken before more is asked."""
        return len(self._waiting) >= AHEAD * max(self._size, 1)

    @property
    def is_idle(self) -> bool:
        """Tell whether no answer is waited for."""
        return not self._waiting

    def ask(self, task: Task, tag: Tag) -> None:
        """Ask; without workers, the answer is found at once, here."""
        if self._size:
            self._waiting.append((self._threads.submit(self._ask, task), tag))
        else:
            from riwaya.intake.worker import perform

            done: Future[Answer] = Future()
            done.set_result(perform(task))
            self._waiting.append((done, tag))

    def mark(self, tag: Tag) -> None:
        """Have a tag come back when all that was asked before it has been answered."""
        self._waiting.append((None, tag))

    def next(self) -> tuple[Answer | None, Tag]:
        """Return the answer to the oldest question."""
        waiting, tag = self._waiting.popleft()
        return (waiting.result() if waiting else None), tag

    def _ask(self, task: Task) -> Answer:
        worker = getattr(self._mine, "worker", None)
        if worker is None:
            worker = self._mine.worker = _Worker()
            self._started.append(worker)
        answer = worker.ask(task)
        return answer if answer is not None else self._one_by_one(worker, task)

    def _one_by_one(self, worker: "_Worker", task: Task) -> Answer:
        """Return what is left of a question that ended a worker."""
        if not isinstance(task, Documents):
            return Answer([], [_fatal(task.source)])
        found = Answer([], [])
        for pair in task.documents:
            answer = worker.ask(Documents(engine=task.engine, documents=[pair]))
            answer = answer or Answer([], [_fatal(pair[0].source)])
            found.prepared.extend(answer.prepared)
            found.problems.extend(answer.problems)
        return found


def processors() -> int:
    """Return how many processors this program may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _fatal(source: str) -> Problem:
    return Problem(
        source,
        "EngineError",
        "Reading it takes too much time or memory.",
        "Report it, with the article.",
    )


class _Worker:
    """One process, started when it is first asked, and again where it died."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._is_stopped = False
        self._decoder = msgspec.msgpack.Decoder(Answer)

    def ask(self, task: Task) -> Answer | None:
        """Return the answer, None where the process died of the question."""
        if self._is_stopped:
            return None
        process = self._running()
        alarm = threading.Timer(_seconds(task), process.kill)
        alarm.daemon = True
        alarm.start()
        try:
            data = _exchange(process, msgspec.msgpack.encode(task))
        finally:
            alarm.cancel()
        if data is None:
            process.kill()
            process.communicate()
            self._process = None
            return None
        return self._decoder.decode(data)

    def stop(self) -> None:
        """End the process for good."""
        self._is_stopped = True
        if self._process is not None:
            self._process.kill()

    def bury(self) -> None:
        """Wait until the process that was stopped has gone."""
        if self._process is not None:
            self._process.communicate()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._process is None or self._process.poll() is not None:
            self._process = subprocess.Popen(
                # -P: nothing in the user's folder may stand in for a library
                [sys.executable, "-P", "-m", "riwaya.intake.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                start_new_session=True,  # Ctrl-C is for us to handle
            )
        return self._process


def _seconds(task: Bytes | Address | Documents) -> float:
    return SECONDS + (len(task.documents) if isinstance(task, Documents) else SECONDS)


def _exchange(process: subprocess.Popen[bytes], question: bytes) -> bytes | None:
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, question)
        return receive(process.stdout)
    except (OSError, ValueError):
        return None
