"""The smaller commands: ``lexicon``, ``demo`` and ``schema``, and the way to those that work on a ledger.

Imports ``pipeline``, ``export`` and ``lexicon`` on use.
"""

import importlib
import sys
from collections.abc import Callable, Iterable, Iterator

from riwaya import tables
from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.errors import LexiconError, RiwayaError
from riwaya.export.plain import visible

CHECKS = (
    "riwaya.lexicon.verbs:check",
    "riwaya.lexicon.events:check",
    "riwaya.lexicon.opposites:check",
)
"""What checks the data files: each returns a line for every fault."""
FAULTS = 1
_FORMATS = (".html", ".json", ".jsonl", ".txt")


def demo(options: Options) -> int:
    """Read the bundled sample articles."""
    from riwaya.cli.read import shown
    from riwaya.cli.show import shower
    from riwaya.pipeline import read_sources

    folder = tables.path("samples")
    names = sorted(str(path) for path in folder.glob("*") if path.suffix in _FORMATS)
    if not names:
        raise RiwayaError(word("no_samples"))
    code = shown(read_sources(names), shower(options))
    if options.html is None and not options.json:
        from riwaya.cli.ledger_matters import across

        across(read_sources(names), options)
    return code


def schema(_options: Options) -> int:
    """Print the JSON Schema of ``--json``."""
    from riwaya.export import json

    sys.stdout.write(json.schema().decode("utf-8").rstrip("\n") + "\n")
    return 0


def lexicon(_options: Options) -> int:
    """Check that every data file can be read and every entry finds its own examples."""
    faults = [*_unreadable(), *(fault for check in CHECKS for fault in _call(check))]
    for fault in faults:
        print(visible(fault), file=sys.stderr)
    if faults:
        print(word("lexicon_wrong").format(n=len(faults)), file=sys.stderr)
        return FAULTS
    print(word("lexicon_fine"))
    return 0


def _unreadable() -> Iterator[str]:
    import msgspec

    folder = tables.path("")
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        try:
            if path.suffix == ".toml":
                tables.toml(name)
            elif path.suffix == ".jsonl":
                for line in path.read_bytes().splitlines():
                    msgspec.json.decode(line)
        except (LexiconError, msgspec.DecodeError) as error:
            yield f"{name}: {error}"


def _call(check: str) -> Iterable[str]:
    module, _, function = check.partition(":")
    found: Iterable[str] = getattr(importlib.import_module(module), function)()
    return found


def places(options: Options) -> int:
    """Take places from a file into the user's own."""
    from riwaya.cli.places import take

    return take(options)


def ledger(options: Options) -> int:
    """Run a command that works on a ledger."""
    from riwaya.cli.ledger import run

    return run(options)


ON_LEDGER = (
    "add", "backup", "disputes", "doctor", "events", "explain", "judge", "rebuild", "restore", "search", "show",
    "sources", "stats", "timeline", "verify", "watch",
)  # fmt: skip
RUN: dict[str, Callable[[Options], int]] = {
    "demo": demo,
    "lexicon": lexicon,
    "places": places,
    "schema": schema,
    **dict.fromkeys(ON_LEDGER, ledger),
}
