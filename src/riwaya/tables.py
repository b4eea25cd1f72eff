"""Data files of the package: read them, and keep a compiled copy.

Every word that Riwaya knows lives in ``data/<language>/*.toml`` or ``*.jsonl``. Parsing TOML at each start would cost
more than reading the article, so a table that has been built from its files is kept as MessagePack in the user's cache
folder, named by the digest of the files. A cache that cannot be written or read is only slower, never an error.

This room knows nothing of Arabic. It imports ``errors``.
"""

import os
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, TypeVar, get_args

import msgspec

from riwaya.errors import LexiconError

if TYPE_CHECKING:
    from pathlib import Path  # it takes as long to load as a table: only who asks for a path pays

T = TypeVar("T")

DATA = os.path.join(os.path.dirname(__file__), "data")  # noqa: PTH118, PTH120 - see above
_FORMAT = "2"  # what the digests of an engine's lexicon begin with
_SHAPES = "3"  # raise it when a table's compiled shape changes without its files changing


class Packed(Generic[T]):
    """A table of a compiled whole whose values are unpacked only when they are asked for.

    Most words of a table stand in no article, so that unpacking them all would cost more than reading it.
    """

    __slots__ = ("_at", "_blob", "_ends", "_known", "_shape")

    def __init__(self, shape: Any, known: dict[str, T]) -> None:
        self._shape: Any = shape
        self._known = known
        self._at: dict[str, int] = dict.fromkeys(known, -1)
        self._ends: list[int] = []
        self._blob = b""

    @classmethod
    def of(cls, known: Mapping[str, T]) -> "Packed[T]":
        """Return a table of these values; its keys hold no line break."""
        return cls(None, dict(known))

    @classmethod
    def unpacked(cls, shape: Any, kept: tuple[str, list[int], bytes]) -> "Packed[T]":
        """Return the table that ``packed`` gave."""
        table = cls(shape, {})
        keys, table._ends, table._blob = kept
        words = keys.split("\n") if table._ends else []
        table._at = dict(zip(words, range(len(words)), strict=True))
        return table

    def packed(self) -> tuple[str, list[int], bytes]:
        """Return the keys in lines, and the values as MessagePack with the end of each."""
        encode = msgspec.msgpack.encode
        values, ends, size = [], [], 0
        for _, value in self.items():
            values.append(encode(value))
            size += len(values[-1])
            ends.append(size)
        return "\n".join(self._at), ends, b"".join(values)

    def get(self, key: str) -> T | None:
        """Return the value of a key, or None."""
        found = self._known.get(key)
        return self[key] if found is None and key in self._at else found

    def __getitem__(self, key: str) -> T:
        """Return the value of a key."""
        known = self._known
        if key not in known:
            at = self._at[key]
            part = self._blob[self._ends[at - 1] if at else 0 : self._ends[at]]
            known[key] = _decoder(self._shape).decode(part)
        return known[key]

    def __contains__(self, key: object) -> bool:
        """Tell whether there is a value for a key, without unpacking it."""
        return key in self._at

    def __iter__(self) -> Iterator[str]:
        """Yield the keys."""
        return iter(self._at)

    def __len__(self) -> int:
        """Return how many keys there are."""
        return len(self._at)

    def items(self) -> Iterator[tuple[str, T]]:
        """Yield all keys with their values."""
        return ((key, self[key]) for key in self._at)


def by_flags(known: dict[str, int]) -> dict[int, str]:
    """Return the words of each set of flags, as lines: read faster than each word with its flags."""
    found: dict[int, list[str]] = {}
    for word, flags in known.items():
        found.setdefault(flags, []).append(word)
    return {flags: "\n".join(words) for flags, words in found.items()}


def flagged(kept: dict[int, str]) -> dict[str, int]:
    """Return the flags of each word: ``by_flags`` undone."""
    found: dict[str, int] = {}
    for flags, words in kept.items():
        found.update(dict.fromkeys(words.split("\n"), flags))
    return found


@cache
def _decoder(shape: Any) -> "msgspec.msgpack.Decoder[Any]":
    return msgspec.msgpack.Decoder(shape)


def _pack(value: object) -> object:
    if isinstance(value, Packed):
        return value.packed()
    raise NotImplementedError(type(value))


def _unpack(shape: Any, kept: Any) -> object:
    return Packed.unpacked(get_args(shape)[0], kept)


def path(name: str) -> "Path":
    """Return where the data file ``name`` (``ar/verbs.toml``) lives."""
    from pathlib import Path

    return Path(DATA, name)


@cache
def raw(name: str) -> bytes:
    """Return the bytes of a data file."""
    try:
        return _bytes(f"{DATA}/{name}")
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
    """Return a digest of the content of these data files: sixteen hex digits.

    Reading every file at each start would cost more than what is kept of them, so a digest is kept with the size,
    place and times of its files, and computed anew when one of them is another.
    """
    files = "\n".join((DATA, *names))  # several installations may share the folder
    stamps, kept = _stamps(names), _digests().get(files)
    if stamps is not None and kept is not None and kept[0] == stamps:
        return kept[1]
    computed = _computed(names)
    # A file that was changed a moment ago could be changed again with the same stamp.
    if stamps is not None and _is_settled(stamps):
        known = {**_stored(), files: (stamps, computed)}
        _keep(_index(), msgspec.msgpack.encode(known))
    return computed


def _computed(names: tuple[str, ...]) -> str:
    import hashlib  # only when files have changed

    hasher = hashlib.blake2b(_FORMAT.encode(), digest_size=8)
    for name in names:
        content = raw(name)
        hasher.update(f"{name} {len(content)}\n".encode())
        hasher.update(content)
    return hasher.hexdigest()


_Stamps = list[tuple[int, int, int, int]]
_Digests = dict[str, tuple[_Stamps, str]]
_SETTLED = 2_000_000_000  # nanoseconds: the coarsest clock of a file system


def _stamps(names: tuple[str, ...]) -> _Stamps | None:
    """Return what is different when a file has been changed: size, both times, and where it lies on the disk."""
    try:
        found = [_status(name) for name in names]
    except OSError:
        return None
    return [(one.st_size, one.st_mtime_ns, one.st_ctime_ns, one.st_ino) for one in found]


@cache
def _status(name: str) -> os.stat_result:
    return os.stat(f"{DATA}/{name}")  # noqa: PTH116 - see the imports


def _is_settled(stamps: _Stamps) -> bool:
    import time

    return time.time_ns() - max(max(stamp[1:3]) for stamp in stamps) > _SETTLED


def _index() -> str:
    return f"{_cache_folder()}/digests.msgpack"


@cache
def _digests() -> _Digests:
    return _stored()


def _stored() -> _Digests:
    with suppress(OSError, msgspec.DecodeError):
        return msgspec.msgpack.decode(_bytes(_index()), type=_Digests)
    return {}


def _cache_folder() -> str:
    root = os.environ.get("RIWAYA_CACHE")
    if root:
        return root
    if sys.platform == "linux":  # what platformdirs says, without what it costs to load
        home = os.environ.get("XDG_CACHE_HOME") or os.path.expanduser("~/.cache")  # noqa: PTH111
        return f"{home}/riwaya"
    from platformdirs import user_cache_dir

    return user_cache_dir("riwaya")


def data_folder() -> str:
    """Return the folder of a user's own data files (``RIWAYA_DATA`` names another); it need not exist."""
    root = os.environ.get("RIWAYA_DATA")
    if root:
        return root
    if sys.platform == "linux":
        home = os.environ.get("XDG_DATA_HOME") or os.path.expanduser("~/.local/share")  # noqa: PTH111
        return f"{home}/riwaya"
    from platformdirs import user_data_dir

    return user_data_dir("riwaya")


def compiled(table: str, files: tuple[str, ...], shape: type[T], build: Callable[[], T]) -> T:
    """Return ``build()``, or its copy kept from an earlier start.

    ``shape`` is the msgspec-typed shape of the table; ``files`` are the data files that it is made from.
    """
    kept = f"{_cache_folder()}/{table}-{_SHAPES}-{digest(*files)}.msgpack"
    with suppress(OSError, msgspec.DecodeError):
        return decode(_bytes(kept), shape)
    built = build()
    _keep(kept, encode(built))
    return built


def encode(table: object) -> bytes:
    """Return a compiled table as it is kept."""
    return msgspec.msgpack.encode(table, enc_hook=_pack)


def decode(kept: bytes, shape: type[T]) -> T:
    """Return the table that ``encode`` gave. Raises ``msgspec.DecodeError`` where it is none."""
    return msgspec.msgpack.decode(kept, type=shape, dec_hook=_unpack)


def _bytes(file: str) -> bytes:
    with open(file, "rb", buffering=0) as handle:  # noqa: PTH123 - see the imports
        return handle.read()


def _keep(file: str, content: bytes) -> None:
    """Write a file of the cache, whole or not at all."""
    import tempfile  # only when something has changed
    from pathlib import Path

    with suppress(OSError):
        folder = Path(file).parent
        folder.mkdir(parents=True, exist_ok=True)
        # A rename is atomic: two starts at once cannot see half a file.
        with tempfile.NamedTemporaryFile(dir=folder, delete=False) as handle:
            handle.write(content)
        Path(handle.name).replace(file)
