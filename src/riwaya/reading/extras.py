"""Libraries that only some formats need: loaded on use, and a named problem where they are not installed.

Imports ``errors``.
"""

import importlib
import sys
import zlib
from types import ModuleType

from riwaya.errors import UnknownFormat

_OLD_ZSTD = "backports.zstd"
ZSTD = "compression.zstd" if sys.version_info >= (3, 14) else _OLD_ZSTD
BROTLI = "brotli"
_ERRORS = {ZSTD: "ZstdError", BROTLI: "error"}


def load(name: str, *, extra: str, source: str = "") -> ModuleType:
    """Return a library.

    Raises ``UnknownFormat``, with how to install it, where it is missing.
    """
    try:
        return importlib.import_module(name)
    except ImportError as error:
        raise UnknownFormat(
            f"Reading it needs the library {name}, which is not installed.",
            source=source,
            advice=f"Install it: pip install 'riwaya[{extra}]'.",
        ) from error


def errors() -> tuple[type[Exception], ...]:
    """Return what zlib, and the libraries that are loaded, raise for damaged data."""
    found: list[type[Exception]] = [zlib.error]
    for name, error in _ERRORS.items():
        if name in sys.modules:
            found.append(getattr(sys.modules[name], error))
    return tuple(found)
