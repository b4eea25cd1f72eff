"""Parquet: tables of archives, read by a process of its own, one article a row.

The library for it takes a hundred megabytes and is not written for hostile files; so it runs in a worker with limits of
memory and time, which may die and takes nothing with it. It is given the file itself, and only the columns that are
known are read, some rows at a time.

Imports ``errors``, ``types``, ``limits``, ``answer``, ``content``, ``fields``, ``problem`` and ``unpack``; the process
is started on use.
"""

import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from riwaya import errors
from riwaya.errors import NoArticle, ReadError
from riwaya.reading import fields, limits, unpack
from riwaya.reading.answer import End, Refusal, Rows, receive
from riwaya.reading.content import Content
from riwaya.reading.problem import problem
from riwaya.types import Document, Problem

_ADVICE = {
    "UnknownFormat": "Name its columns title, text, date, url, publisher.",
    "DamagedSource": "Get the file again.",
    "SourceTooLarge": "Write it with smaller groups of rows, or export it as JSON Lines.",
}
_LIBRARY = "Install the library: pip install 'riwaya[parquet]'."


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each row, in order.

    Raises ``DamagedSource`` where not all rows could be read, ``UnknownFormat`` where no column is known or the library
    is not installed, ``NoArticle`` where there is no row.
    """
    number = 0
    with content.stream.on_disk() as file:
        for item in _rows(file, content.source):
            if isinstance(item, Refusal):
                raise _refused(item, number, content.source)
            number += 1
            source = f"{content.source}:{number}"
            content.keep(msgspec.json.encode(item))
            try:
                yield fields.document(item, content, source=source, notes=())
            except ReadError as error:
                yield problem(error, source)
    if not number:
        raise NoArticle("The table has no rows.", source=content.source, advice="Give another.")


def _refused(refusal: Refusal, number: int, source: str) -> ReadError:
    kind: type[ReadError] = getattr(errors, refusal.error)
    advice = _LIBRARY if "not installed" in refusal.message else _ADVICE[refusal.error]
    message = f"{refusal.message} {number:,} rows were read." if number else refusal.message
    return kind(message, source=source, advice=advice)


def _rows(file: BinaryIO, source: str) -> Iterator[dict[str, str] | Refusal]:
    """Yield the rows that the worker finds; where they end too early, why.

    Raises ``SourceTooLarge`` where they are far larger than the file.
    """
    size, given = file.seek(0, 2), 0
    process = subprocess.Popen(
        # -P: nothing in the user's folder may stand in for a library
        [sys.executable, "-P", "-m", "riwaya.reading.parquet_worker"],
        stdin=file,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,  # Ctrl-C is for us to handle
    )
    try:
        while isinstance(answer := (received := _next(process))[0], Rows):
            given += received[1]
            if given > max(limits.RATIO_FREE, limits.MAX_RATIO * size):
                raise unpack.bomb(source)
            yield from answer.rows
        if isinstance(answer, Refusal):
            yield answer
    finally:
        process.kill()
        process.communicate()


def _next(process: "subprocess.Popen[bytes]") -> tuple[Rows | Refusal | End, int]:
    """Return the next answer and its bytes."""
    assert process.stdout is not None
    alarm = threading.Timer(limits.TABLE_SECONDS, process.kill)
    alarm.start()
    try:
        data = receive(process.stdout)
    finally:
        alarm.cancel()
    if data is None:
        return Refusal("SourceTooLarge", "Reading the table takes too much time or memory."), 0
    return msgspec.msgpack.decode(data, type=Rows | Refusal | End), len(data)
