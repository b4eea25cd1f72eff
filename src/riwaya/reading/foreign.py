"""Foreign sources: what looks like no article at all, told by its first bytes, and what to do with it.

Imports ``errors``.
"""

from riwaya.errors import UnknownFormat

_ARCHIVE = "Unpack it and give the articles in it."
_SAVE = "Save its text as a .txt file and give that."
_PICTURE = "Riwaya reads text; give the article's words."
_KNOWN = (
    (b"%PDF-", "a PDF file", _SAVE),
    (b"PK\x05\x06", "an empty ZIP archive", _ARCHIVE),
    (b"\xd0\xcf\x11\xe0", "an old Office document", _SAVE),
    (b"{\\rtf", "an RTF document", _SAVE),
    (b"BZh", "a bzip2 file", _ARCHIVE),
    (b"\xfd7zXZ\x00", "an xz file", _ARCHIVE),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive", _ARCHIVE),
    (b"Rar!\x1a\x07", "a RAR archive", _ARCHIVE),
    (b"\x1f\x8b", "a gzip file in another", _ARCHIVE),
    (b"\x28\xb5\x2f\xfd", "a zstd file in another", _ARCHIVE),
    (b"\x89PNG\r\n", "a PNG picture", _PICTURE),
    (b"\xff\xd8\xff", "a JPEG picture", _PICTURE),
    (b"GIF8", "a GIF picture", _PICTURE),
    (b"RIFF", "a picture or sound", _PICTURE),
    (b"\x7fELF", "a program", _PICTURE),
    (b"SQLite format 3\x00", "an SQLite database", "Export its articles as JSON Lines."),
    (
        b"filedesc://",
        "an ARC archive, the form before WARC",
        "Convert it: warcio recompress FILE NEW.warc.gz.",
    ),
)
_XML = ("<?xml", "<rss", "<feed", "<rdf:rdf", "<urlset")


def refuse(head: bytes, *, source: str) -> None:
    """Raise ``UnknownFormat`` where the bytes begin a format that holds no article Riwaya can read."""
    for magic, name, advice in _KNOWN:
        if head.startswith(magic):
            raise UnknownFormat(f"It is {name}.", source=source, advice=advice)


def refuse_markup(head: str, *, source: str) -> None:
    """Raise ``UnknownFormat`` where the text is XML and no page: a feed, a sitemap."""
    if head.lstrip()[:16].lower().startswith(_XML):
        raise UnknownFormat(
            "It is an XML feed or document, not a page.",
            source=source,
            advice="Give the address or the HTML of the article itself.",
        )
