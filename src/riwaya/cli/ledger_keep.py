"""``riwaya backup``, ``restore``, ``rebuild``, ``verify`` and ``doctor``: keeping the ledger whole.

Imports ``ledger``, ``bar`` and ``words``.
"""

import sys

import msgspec

from riwaya.cli.bar import bar
from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.export.plain import visible
from riwaya.ledger import open_ledger

FAULTS = 1


def backup(options: Options) -> int:
    """Write the whole ledger to one file."""
    with open_ledger(options.db, create=False) as ledger:
        ledger.backup(options.file)
    print(word("is_backed_up").format(name=visible(options.file)))
    return 0


def restore(options: Options) -> int:
    """Make the ledger what a backup was."""
    from riwaya.ledger.store import restore as take_back

    take_back(options.file, options.db, replace=options.replace)
    print(word("is_restored").format(name=visible(options.file)))
    return 0


def rebuild(options: Options) -> int:
    """Make the indexed and derived tables again."""
    title = word("rebuilding")
    with open_ledger(options.db, create=False) as ledger, bar(options, title) as tell:
        count = ledger.rebuild(lambda done, total: tell(done, total, ""))
        digest = ledger.digest()
    if options.json:
        print(msgspec.json.encode({"extractions": count, "digest": digest}).decode())
    else:
        print(word("rebuilt").format(n=count, name=digest))
    return 0


def verify(options: Options) -> int:
    """Check every digest, span and row."""
    count = 0
    title = word("verifying")
    with open_ledger(options.db, create=False) as ledger, bar(options, title) as tell:
        for fault in ledger.verify(lambda done, total: tell(done, total, "")):
            count += 1
            if options.json:
                print(msgspec.json.encode(fault).decode(), flush=True)
            else:
                place = " ".join(part for part in (fault.table, fault.id) if part)
                print(f"{place}: {visible(fault.message)}", file=sys.stderr)
    if options.json:
        print(msgspec.json.encode({"faults": count}).decode())
    else:
        print(word("faults").format(n=count) if count else word("is_fine"))
    return FAULTS if count else 0


def doctor(options: Options) -> int:
    """Look whether the ledger is well."""
    from riwaya.ledger import backends
    from riwaya.ledger.doctor import examine

    backend = backends.at(options.db)
    is_well = True
    for check in examine(backend):
        is_well = is_well and check.is_well
        if options.json:
            print(msgspec.json.encode(check).decode(), flush=True)
            continue
        state = word("well") if check.is_well else word("unwell")
        advice = "" if check.is_well else f" {check.advice}"
        print(f"{check.name:8} {state:8} {visible(check.seen)}{advice}")
    backend.close()
    return 0 if is_well else FAULTS
