"""The process that reads a Parquet file: it may die, and takes nothing with it.

Started by ``parquet`` with the file as standard input. Answers with its rows, some at a time, within limits of memory
and processor time that the system enforces.
"""

import os
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

import msgspec

from riwaya.reading import fields, limits
from riwaya.reading.answer import End, Refusal, Rows, send
from riwaya.reading.page_worker import limit_memory, limit_time

_ROWS = 50
"""Rows of one answer: 25 MB, if each were as long as an article may be."""
_LONGEST = limits.MAX_CHARACTERS + 1
"""Code points of a value that are handed on: enough to see that it is too long."""
_HEAD = 50_000_000
"""Bytes of a name or a list in the head of the file."""

Row = dict[str, str]


def answers() -> Iterator[Rows | Refusal | End]:
    """Yield the rows of the file that is standard input; at the end, or why there are no more."""
    os.environ.setdefault(
        "ARROW_DEFAULT_MEMORY_POOL", "system"
    )  # others ask for room that they do not use
    try:
        import pyarrow
        from pyarrow import parquet
    except ImportError:
        yield Refusal("UnknownFormat", "Reading Parquet needs a library that is not installed.")
        return
    pyarrow.set_cpu_count(1)
    pyarrow.set_io_thread_count(1)
    try:
        with os.fdopen(0, "rb", closefd=False) as file:
            table = parquet.ParquetFile(
                file, thrift_string_size_limit=_HEAD, thrift_container_size_limit=1_000_000
            )
            yield from _table(table)
    except MemoryError:
        yield Refusal("SourceTooLarge", "Reading the table takes too much memory.")
    except (pyarrow.ArrowException, OSError, ValueError, NotImplementedError) as error:
        reason = str(error).partition("\n")[0][:200]
        yield Refusal("DamagedSource", f"The Parquet file is damaged: {reason}.")


def _table(table: Any) -> Iterator[Rows | Refusal | End]:
    names = list(table.schema_arrow.names)
    by_name = fields.known(map(fields.plain, names))
    columns = [name for name in dict.fromkeys(names) if fields.plain(name) in by_name]
    if not {"title", "text"} & set(by_name.values()):
        message = "It is a table, but none of its columns is a title or a text."
        yield Refusal("UnknownFormat", message)
        return
    promised, given = table.metadata.num_rows, 0
    for batch in table.iter_batches(batch_size=_ROWS, columns=columns, use_threads=False):
        limit_time(limits.TABLE_SECONDS)
        rows = tuple(_row(one) for one in batch.to_pylist())
        given += len(rows)
        yield Rows(rows)
    if given != promised:
        message = f"The Parquet file is damaged: it promises {promised:,} rows."
        yield Refusal("DamagedSource", message)
        return
    yield End()


def _row(values: dict[str, object]) -> Row:
    return {name: value for name, given in values.items() if (value := _value(given)) is not None}


def _value(value: object) -> str | None:
    """Return words, paragraphs or a day as text; numbers and all else say nothing that an article needs."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, bytes):
        value = value[: 4 * _LONGEST].decode("utf-8", "replace")
    if isinstance(value, list):
        value = "\n".join(one for one in value if isinstance(one, str))
    return value[:_LONGEST] if isinstance(value, str) else None


def main() -> None:
    """Answer with the rows of the file that is standard input."""
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    limit_memory()
    limit_time(limits.TABLE_SECONDS)
    for answer in answers():
        send(out, msgspec.msgpack.encode(answer))
    out.close()


if __name__ == "__main__":
    main()
