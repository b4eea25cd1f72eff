"""The other side of the page worker: starts it, asks it, and ends it where it takes too long.

Imports ``errors``, ``limits`` and ``answer``.
"""

import atexit
import os
import subprocess
import sys
import threading
from functools import cache

import msgspec

from riwaya.errors import ReadError
from riwaya.reading import limits
from riwaya.reading.answer import Page, Refusal, receive, send


class Worker:
    """The process that reads pages, started when the first page comes."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._owner = 0
        self._lock = threading.Lock()

    def ask(self, html: bytes) -> Page | Refusal:
        """Return the article of a page; the process is ended where it takes too long."""
        with self._lock:
            process = self._running()
            alarm = threading.Timer(limits.PAGE_SECONDS, process.kill)
            alarm.start()
            try:
                data = _exchange(process, html)
            finally:
                alarm.cancel()
            if data is None:
                self.stop()
                return Refusal("SourceTooLarge", "Reading the page takes too much time or memory.")
            return msgspec.msgpack.decode(data, type=Page | Refusal)

    def stop(self) -> None:
        """End the process."""
        if self._process is not None and self._owner == os.getpid():
            self._process.kill()
            self._process.communicate()
        self._process = None

    def _running(self) -> subprocess.Popen[bytes]:
        # a process that was forked from ours must not talk to our worker
        if self._process is None or self._owner != os.getpid() or self._process.poll() is not None:
            self._process = _start()
            self._owner = os.getpid()
        return self._process


@cache
def worker() -> Worker:
    """Return the worker of this program; it ends with it."""
    found = Worker()
    atexit.register(found.stop)
    return found


def _start() -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen(
            # -P: nothing in the user's folder may stand in for a library
            [sys.executable, "-P", "-m", "riwaya.reading.page_worker"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # Ctrl-C is for us to handle
        )
    except OSError as error:
        raise ReadError(
            f"The process that reads pages does not start: {error}.",
            advice="Close other programs, or save the article's text as a .txt file.",
        ) from error


def _exchange(process: subprocess.Popen[bytes], html: bytes) -> bytes | None:
    assert process.stdin is not None and process.stdout is not None
    try:
        send(process.stdin, html)
        return receive(process.stdout)
    except OSError:
        return None
