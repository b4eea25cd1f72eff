"""Data files of the package: read them, and keep a compiled copy.

Every word that Riwaya knows lives in ``data/<language>/*.toml`` or ``*.jsonl``. Parsing TOML at each start would cost
more than reading the article, so a table that has been built from its files is kept as MessagePack in the user's cache
folder, named by the digest of the files. A cache that cannot be written or read is only slower, never an error.

This room knows nothing of Arabic. It imports ``errors``.
"""

import hashlib
import os
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from riwaya.errors import LexiconError

T = TypeVar("T")

DATA = Path(__file__).parent / "data"
_FORMAT = "2"  # raise it when a table's compiled shape changes without its files changing


def path(name: str) -> Path:
    """Return where the data file ``name`` (``ar/verbs.toml``) lives."""
    return DATA / name


@cache
def raw(name: str) -> bytes:
    """Return the bytes of a data file."""
    try:
        return path(name).read_bytes()
    except OSError as error:
        raise LexiconError(
            f"The data file {name} cannot be read: {error}.",
            file=name,
            advice="Install riwaya again.",
        ) from error


def toml(name: str) -> dict[str, Any]:
    """Parse a TOML data file."""
    import tomllib  # only when a cache is built: keep it out of a warm start

    try:
        return tomllib.loads(raw(name).decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise LexiconError(
            f"The data file {name} is not valid TOML: {error}.",
            file=name,
            advice="Correct that line, then run `riwaya lexicon --check`.",
        ) from error


@cache
def digest(*names: str) -> str:
    """Return a digest of the content of these data files: sixteen hex digits."""
    hasher = hashlib.blake2b(_FORMAT.encode(), digest_size=8)
    for name in names:
        content = raw(name)
        hasher.update(f"{name} {len(content)}\n".encode())
        hasher.update(content)
    return hasher.hexdigest()


def _cache_folder() -> Path:
    root = os.environ.get("RIWAYA_CACHE")
    if root:
        return Path(root)
    if sys.platform == "linux":  # what platformdirs says, without what it costs to load
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "riwaya"
    from platformdirs import user_cache_path

    return user_cache_path("riwaya")


def compiled(table: str, files: tuple[str, ...], shape: type[T], build: Callable[[], T]) -> T:
    """Return ``build()``, or its copy kept from an earlier start.

    ``shape`` is the msgspec-typed shape of the table; ``files`` are the data files that it is made from.
    """
    kept = _cache_folder() / f"{table}-{digest(*files)}.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(kept.read_bytes(), type=shape)
    import tempfile  # only when a cache is built

    built = build()
    with suppress(OSError):
        kept.parent.mkdir(parents=True, exist_ok=True)
        # A rename is atomic: two starts at once cannot see half a file.
        with tempfile.NamedTemporaryFile(dir=kept.parent, delete=False) as handle:
            handle.write(msgspec.msgpack.encode(built))
        Path(handle.name).replace(kept)
    return built
