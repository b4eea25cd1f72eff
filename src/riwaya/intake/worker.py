"""The worker: reads, finds and makes rows; knows no database. ``python -m riwaya.intake.worker`` is one.

It ends when nobody asks any more: a program that is killed leaves no worker behind.

Imports ``pipeline``, ``reading``, ``ledger.prepare`` and ``messages``.
"""

import gc
import sys
from collections.abc import Iterator
from contextlib import suppress

import msgspec

from riwaya import reading
from riwaya.intake.messages import Address, Answer, Bytes, Documents, Task
from riwaya.ledger.prepare import Prepared, prepare
from riwaya.pipeline import read_document
from riwaya.reading import Keeper
from riwaya.reading.answer import receive, send
from riwaya.types import Document, Original, Problem

Came = tuple[Document | Problem, Original | None]


def perform(task: Task) -> Answer:
    """Do what is asked; nothing that a source holds makes it fail."""
    prepared: list[Prepared] = []
    problems: list[Problem] = []
    for item, original in _documents(task):
        found = item if isinstance(item, Problem) else read_document(item, engine=task.engine)
        if isinstance(found, Problem):
            problems.append(found)
        else:
            prepared.append(prepare(found.document, found.extraction, original))
    return Answer(prepared, problems)


def _documents(task: Task) -> Iterator[Came]:
    if isinstance(task, Documents):
        yield from task.documents
        return
    keeper = Keeper()
    for item in _read(task, keeper):
        yield item, keeper.original


def _read(task: Bytes | Address, keeper: Keeper) -> Iterator[Document | Problem]:
    if isinstance(task, Bytes):
        return reading.from_bytes(task.data, source=task.source, given=task.given, keeper=keeper)
    return reading.read(task.source, given=task.given, keeper=keeper)


def main() -> None:
    """Answer until nobody asks."""
    decoder = msgspec.msgpack.Decoder(Task)
    out = sys.stdout.buffer
    sys.stdout = sys.stderr  # what a library prints must not stand between the answers
    with suppress(BrokenPipeError):
        while (asked := receive(sys.stdin.buffer)) is not None:
            answer = perform(decoder.decode(asked))
            send(out, msgspec.msgpack.encode(answer))
            if gc.isenabled():
                gc.freeze()  # the tables stay to the end: looking them through for garbage finds none
    sys.stderr.flush()


if __name__ == "__main__":
    main()
