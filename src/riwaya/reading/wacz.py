"""WACZ archives: WARC files in a ZIP file. Names in it choose what is read and never touch the file system.

The list of files is measured before it is read, for a million names would fill the memory; files that lie over one
another, that are links or encrypted, or that unpack to far more than they are, are refused. What the archive's own
list promises (``datapackage.json``) must be there, byte for byte.

Imports ``errors``, ``types``, ``limits``, ``content``, ``problem``, ``stream``, ``unpack`` and ``warc``.
"""

import hashlib
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from riwaya.errors import DamagedSource, NoArticle, ReadError, SourceTooLarge, UnknownFormat
from riwaya.reading import limits, unpack, warc
from riwaya.reading.content import Content
from riwaya.reading.problem import problem
from riwaya.reading.stream import Stream
from riwaya.types import Document, Problem

_ARCHIVE = re.compile(r"archive/[^/\\\x00]{1,255}\.warc(?:\.gz|\.zst)?", re.I)
_LIST = "datapackage.json"
_END = struct.Struct("<4s4H2LH")
_END_MARK, _LARGE_MARK = b"PK\x05\x06", b"PK\x06\x06"
_LARGE_END = struct.Struct("<4sQ2H2L4Q")
_TAIL = 66_000
"""Bytes at the end of a ZIP file in which its end mark stands."""
_LOCAL = 30
"""Bytes of the head of a file in a ZIP file, without its name."""
_ERRORS = (zipfile.BadZipFile, zlib.error, EOFError, RuntimeError, NotImplementedError, OSError)
_ADVICE = "Get the archive again."


class _Resource(msgspec.Struct, frozen=True):
    """One file that the archive promises."""

    path: str = ""
    hash: str = ""


class _Package(msgspec.Struct, frozen=True):
    """The archive's list of its files."""

    resources: list[_Resource] = []


def read(content: Content) -> Iterator[Document | Problem]:
    """Yield a document or a problem for each page of each WARC file, in the order of the files' names.

    Raises ``DamagedSource`` where the archive is not whole, ``SourceTooLarge`` for a bomb, ``UnknownFormat`` for a ZIP
    file that holds no WARC.
    """
    with content.stream.on_disk() as file:
        try:
            _measure(file, content.source)
            with zipfile.ZipFile(file) as archive:
                yield from _files(archive, content)
        except _ERRORS as error:
            raise _damaged(content.source, str(error) or type(error).__name__) from error


def _files(archive: zipfile.ZipFile, content: Content) -> Iterator[Document | Problem]:
    entries = {entry.filename: entry for entry in archive.infolist()}
    wanted = sorted(name for name in entries if _ARCHIVE.fullmatch(name))
    promised = _promised(archive, entries, content.source)
    if not wanted and not promised:
        raise UnknownFormat(
            "It is a ZIP archive or an Office document.",
            source=content.source,
            advice="Save its text as a .txt file, or unpack it.",
        )
    _check_overlap(archive, content.source)
    for name in sorted({*wanted, *promised}):
        source = f"{content.source}:{name}"
        if name not in entries:
            yield problem(_damaged(source, "it is promised and not there"), source)
            continue
        try:
            yield from _file(archive, entries[name], content, promised=promised.get(name))
        except _ERRORS as error:
            yield problem(_damaged(source, str(error) or type(error).__name__), source)
        except NoArticle:
            continue  # archives keep records of their own making in a file by itself
        except ReadError as error:
            yield problem(error, source)


def _file(
    archive: zipfile.ZipFile, entry: zipfile.ZipInfo, content: Content, *, promised: str | None
) -> Iterator[Document | Problem]:
    source = f"{content.source}:{entry.filename}"
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise _damaged(source, "it is a link")
    if entry.file_size > max(limits.RATIO_FREE, limits.MAX_RATIO * entry.compress_size):
        raise unpack.bomb(source)
    seen = hashlib.sha256()
    with archive.open(entry) as opened:

        def take(size: int) -> bytes:
            part = opened.read(size)
            seen.update(part)
            return part

        held = Content(Stream(take, source=source), given=content.given, keeper=content.keeper)
        if unpack.is_packed(held.stream.head()) and not held.stream.head().startswith(unpack.GZIP):
            held.stream = unpack.unpack(held.stream)
        yield from warc.read(held)
        while take(limits.HEAD):
            pass
    if promised and promised.removeprefix("sha256:") != seen.hexdigest():
        raise _damaged(source, "it is not the file that the archive's list names")


def _promised(
    archive: zipfile.ZipFile, entries: dict[str, zipfile.ZipInfo], source: str
) -> dict[str, str]:
    """Return the digest of each WARC file that the archive's list names."""
    entry = entries.get(_LIST)
    if entry is None:
        return {}
    if entry.file_size > limits.MAX_DIRECTORY:
        raise _damaged(source, "its list of files is too long")
    try:
        package = msgspec.json.decode(archive.read(entry), type=_Package)
    except (msgspec.DecodeError, UnicodeDecodeError, RecursionError) as error:
        raise _damaged(source, "its list of files is no JSON") from error
    return {one.path: one.hash for one in package.resources if _ARCHIVE.fullmatch(one.path)}


def _measure(file: BinaryIO, source: str) -> None:
    """Refuse a list of files that is too long, before anything reads it."""
    size = file.seek(0, 2)
    file.seek(max(0, size - _TAIL))
    tail = file.read(_TAIL)
    at = tail.rfind(_END_MARK)
    if at < 0 or len(tail) - at < _END.size:
        raise _damaged(source, "it is cut off")
    _, _, _, _, count, length, _, _ = _END.unpack_from(tail, at)
    large = tail.rfind(_LARGE_MARK, 0, at)
    if large >= 0 and len(tail) - large >= _LARGE_END.size:
        found = _LARGE_END.unpack_from(tail, large)
        count, length = max(count, found[7]), max(length if length != 0xFFFFFFFF else 0, found[8])
    file.seek(0)
    if length > limits.MAX_DIRECTORY:
        raise SourceTooLarge(
            f"It lists {count:,} files.", source=source, advice="Give the WARC files in it."
        )


def _check_overlap(archive: zipfile.ZipFile, source: str) -> None:
    """Refuse files that lie over one another: so a small archive holds the same bytes a thousand times."""
    end = 0
    for entry in sorted(archive.infolist(), key=lambda entry: entry.header_offset):
        if entry.header_offset < end:
            raise _damaged(source, "files in it lie over one another")
        end = entry.header_offset + _LOCAL + entry.compress_size


def _damaged(source: str, reason: str) -> DamagedSource:
    return DamagedSource(f"The archive is damaged: {reason}.", source=source, advice=_ADVICE)
