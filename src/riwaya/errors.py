"""What can go wrong, as one tree.

RiwayaError
├── ReadError            a source could not be read            (source, what to do)
│   ├── UnknownFormat        neither text, HTML nor JSON
│   ├── DamagedSource        cut, binary, or in an encoding nobody can tell
│   ├── SourceTooLarge       above the limits of size or depth
│   ├── NoArticle            readable, but it holds no article (empty page, not Arabic)
│   ├── Unreachable          the file or address did not answer
│   └── Disallowed           robots.txt of the address asks that it be left alone
├── LexiconError         a data file is wrong                  (file, entry, what to do)
├── EngineError          an engine could not run               (engine, document)
│   └── EngineMissing        no engine of that name; lists those that are present
├── QueryError           a search cannot be understood         (where in it, what to do)
└── LedgerError          the ledger refused or failed          (url without password, what to do)
    ├── NotALedger           the file or database is something else
    ├── LedgerTooNew         a later version of Riwaya has written it
    ├── LedgerBusy           another program writes for longer than we wait
    ├── LedgerFull           no room left on the disk
    ├── LedgerReadOnly       it may be read and not written
    ├── LedgerUnreachable    the file cannot be opened, the server does not answer
    └── LedgerDamaged        what is stored is not what was stored

Each message says what happened and ``advice`` says what the user can do about it.
This room imports nothing.
"""


class RiwayaError(Exception):
    """The parent of every error that Riwaya raises on purpose.

    ``message`` says what happened, ``advice`` what the user can do.
    """

    def __init__(self, message: str, *, advice: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.advice = advice

    def __str__(self) -> str:
        return f"{self.message} {self.advice}".strip()


class ReadError(RiwayaError):
    """A source could not be read; ``source`` names it."""

    def __init__(self, message: str, *, source: str = "", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.source = source


class UnknownFormat(ReadError):
    """The bytes are neither text, HTML nor JSON."""


class DamagedSource(ReadError):
    """The source is cut, binary, or in an encoding that cannot be told."""


class SourceTooLarge(ReadError):
    """The source is above the limits of size or depth."""


class NoArticle(ReadError):
    """The source is readable but holds no Arabic article."""


class Unreachable(ReadError):
    """The file or address did not answer."""


class Disallowed(ReadError):
    """The robots.txt of an address asks that it be left alone."""


class LexiconError(RiwayaError):
    """A data file is wrong; ``file`` and ``entry`` say where."""

    def __init__(self, message: str, *, file: str = "", entry: str = "", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.file = file
        self.entry = entry


class EngineError(RiwayaError):
    """An engine could not run; ``engine`` names it."""

    def __init__(self, message: str, *, engine: str = "", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.engine = engine


class EngineMissing(EngineError):
    """No engine of that name is installed."""


class QueryError(RiwayaError):
    """A search cannot be understood; ``query[start:end]`` is what is wrong."""

    def __init__(self, message: str, *, start: int, end: int, advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.start = start
        self.end = end


class LedgerError(RiwayaError):
    """The ledger refused or failed; ``url`` says which one, without its password."""

    def __init__(self, message: str, *, url: str = "", advice: str = "") -> None:
        super().__init__(message, advice=advice)
        self.url = url


class NotALedger(LedgerError):
    """The file or database is something else."""


class LedgerTooNew(LedgerError):
    """A later version of Riwaya has written it."""


class LedgerBusy(LedgerError):
    """Another program has been writing for longer than we wait."""


class LedgerFull(LedgerError):
    """There is no room left on the disk."""


class LedgerReadOnly(LedgerError):
    """It may be read and not written."""


class LedgerUnreachable(LedgerError):
    """The file cannot be opened or the server does not answer."""


class LedgerDamaged(LedgerError):
    """What is stored is not what was stored."""
