"""Content: one source on its way from bytes to documents, as the formats receive it.

Imports ``article``, ``decoding`` and ``stream``.
"""

from riwaya.reading.article import Overrides
from riwaya.reading.decoding import Decoded, decode, tell
from riwaya.reading.stream import Stream


class Content:
    """The unpacked bytes of a source, with what is known of them.

    ``stated`` is the encoding that the server names, ``url`` the address that answered.
    """

    __slots__ = ("given", "stated", "stream", "url")

    def __init__(
        self,
        stream: Stream,
        *,
        given: Overrides,
        stated: str | None = None,
        url: str | None = None,
    ) -> None:
        self.stream = stream
        self.given = given
        self.stated = stated
        self.url = url

    @property
    def source(self) -> str:
        """Return the name of the source."""
        return self.stream.source

    def head(self) -> str:
        """Return the beginning as text, to tell the format by; nothing is consumed.

        The marks of a format are ASCII, so an encoding that cannot be told yet does not matter here.
        """
        data = self.stream.head()
        return data.decode(tell(data, stated=self.stated) or "latin-1", "replace").lstrip("\ufeff")

    def decoded(self) -> Decoded:
        """Return the whole text, with its encoding."""
        return decode(self.stream.everything(), stated=self.stated, source=self.source)
