"""A WARC record of each answer: what was published, as it was sent, for whoever doubts it later.

One file a day, to which each record is appended whole, so that what ends the program costs no more than the record at
hand; `riwaya read` reads such files past any damage.

Imports ``reading``; warcio on use.
"""

import io
import os
from datetime import UTC, datetime
from http import HTTPStatus
from pathlib import Path

from riwaya.reading.web import Exchange

_HIDDEN = frozenset({"transfer-encoding"})
"""Headers of the way, which no longer hold for the body that is kept."""
_STATUSES = frozenset(status.value for status in HTTPStatus)


class Archive:
    """A folder of WARC files."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def keep(self, answer: Exchange, when: datetime) -> None:
        """Append a record; raises ``OSError`` where it cannot be written."""
        path = self.folder / f"riwaya-{when.astimezone(UTC):%Y%m%d}.warc.gz"
        self.folder.mkdir(parents=True, exist_ok=True)
        data = _record(answer, when)
        if not path.exists():
            data = _beginning(path.name) + data
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o644)
        try:
            # one call for the whole record: two programs may write to one file
            view = memoryview(data)
            while view:
                view = view[os.write(descriptor, view) :]
        finally:
            os.close(descriptor)


def _beginning(name: str) -> bytes:
    from warcio.warcwriter import WARCWriter

    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    writer.write_record(writer.create_warcinfo_record(name, {"software": "riwaya"}))
    return out.getvalue()


def _record(answer: Exchange, when: datetime) -> bytes:
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    phrase = HTTPStatus(answer.status).phrase if answer.status in _STATUSES else "Unknown"
    headers = [
        (
            f"x-archive-orig-{name}" if name in _HIDDEN else name,
            value.replace("\r", "").replace("\n", ""),
        )
        for name, value in answer.headers
    ]
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=True)
    record = writer.create_warc_record(
        answer.url,
        "response",
        payload=io.BytesIO(answer.body),
        http_headers=StatusAndHeaders(f"{answer.status} {phrase}", headers, protocol="HTTP/1.1"),
        warc_headers_dict={"WARC-Date": f"{when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"},
    )
    writer.write_record(record)
    return out.getvalue()
