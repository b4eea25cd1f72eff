"""The process that reads pages: it may die, and takes nothing with it.

Started by ``page``. Reads one page after another from standard input and answers each, within limits of memory and
processor time that the system enforces.
"""

import contextlib
import os
import sys

import msgspec

from riwaya.reading import limits
from riwaya.reading.answer import Page, Refusal, receive, send


def limit_memory() -> None:
    """Allow this process the memory of ``limits``."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        _, most = resource.getrlimit(resource.RLIMIT_AS)
        resource.setrlimit(resource.RLIMIT_AS, (limits.PAGE_MEMORY, most))


def limit_time(more: int) -> None:
    """Allow so many seconds of processor time from now; above them the system ends this process."""
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        used = resource.getrusage(resource.RUSAGE_SELF)
        _, most = resource.getrlimit(resource.RLIMIT_CPU)
        seconds = int(used.ru_utime + used.ru_stime) + more
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, most))


def _answer(html: bytes) -> Page | Refusal:
    from riwaya.reading import markup

    try:
        return markup.extract(html)
    except MemoryError:
        return Refusal("SourceTooLarge", "Reading the page takes too much memory.")
    except Exception as error:  # noqa: BLE001 - whatever a library does with a hostile page, the next page is read
        return Refusal("DamagedSource", f"The page cannot be read: {type(error).__name__}.")


def main() -> None:
    """Answer pages until standard input ends."""
    pages, answers = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints must not be taken for an answer
    limit_memory()
    while (html := receive(pages)) is not None:
        limit_time(limits.PAGE_SECONDS)
        send(answers, msgspec.msgpack.encode(_answer(html)))


if __name__ == "__main__":
    main()
