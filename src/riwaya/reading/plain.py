"""Plain text: the first line with words is the headline, the rest is the body.

It has no mark of its own: what is neither JSON nor a page is plain text.

Imports ``article`` and ``content``.
"""

from collections.abc import Iterator

from riwaya.reading.article import Article, document
from riwaya.reading.content import Content
from riwaya.types import Document


def read(content: Content) -> Iterator[Document]:
    """Yield the one document of a text."""
    decoded = content.decoded()
    headline, _, body = decoded.text.lstrip("\ufeff \t\n\v\f").partition("\n")
    article = Article(headline, body, url=content.url, notes=decoded.notes)
    yield document(article, content.given, source=content.source)
