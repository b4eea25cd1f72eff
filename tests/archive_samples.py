"""Archives of our own for the tests of reading, written by a library of others."""

import io
import zipfile
from collections.abc import Iterable, Mapping

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from tests.reading_samples import page

URL = "https://jisr.example/{}"


def warc(
    pages: Iterable[bytes] = (),
    *,
    gzip: bool = True,
    status: str = "200 OK",
    headers: Mapping[str, str] | None = None,
    url: str = URL,
) -> bytes:
    """Return an archive with an answer for each page, after the record that describes the archive."""
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=gzip)
    writer.write_record(writer.create_warcinfo_record("own.warc", {"software": "tests"}))
    for number, body in enumerate(pages, 1):
        stated = list((headers or {"Content-Type": "text/html; charset=utf-8"}).items())
        writer.write_record(
            writer.create_warc_record(
                url.format(number),
                "response",
                payload=io.BytesIO(body),
                http_headers=StatusAndHeaders(status, stated, protocol="HTTP/1.1"),
                warc_headers_dict={"WARC-Date": "2018-01-14T20:00:00Z"},
            )
        )
    return out.getvalue()


def numbered(count: int) -> list[bytes]:
    """Return pages that differ."""
    return [
        page(f"<p>الطبعة رقم {number} من هذا الخبر عن الجسر القديم.</p>") for number in range(count)
    ]


def record(kind: str, block: bytes, **fields: str) -> bytes:
    """Return one record that is not packed; ``_`` in a field stands for ``-``."""
    stated = {"WARC_Type": kind, "Content_Length": str(len(block)), **fields}
    lines = "".join(f"{name.replace('_', '-')}: {value}\r\n" for name, value in stated.items())
    return (
        b"WARC/1.0\r\n" + lines.encode("utf-8", "surrogateescape") + b"\r\n" + block + b"\r\n\r\n"
    )


def wacz(
    archives: Mapping[str, bytes], *, more: Mapping[str, bytes] | None = None, packed: bool = False
) -> bytes:
    """Return a WACZ file of these archives."""
    out = io.BytesIO()
    method = zipfile.ZIP_DEFLATED if packed else zipfile.ZIP_STORED
    with zipfile.ZipFile(out, "w", method) as file:
        for name, data in archives.items():
            file.writestr(f"archive/{name}", data)
        for name, data in (more or {"datapackage.json": b'{"profile": "data-package"}'}).items():
            file.writestr(name, data)
    return out.getvalue()
