"""``riwaya judge``: what people decide about events, disputes and readings.

Imports ``ledger`` and ``words``.
"""

import getpass
import os

import msgspec

from riwaya.cli.ledger_matters import opened
from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.errors import RiwayaError
from riwaya.export.plain import visible
from riwaya.ledger import Ledger, judging
from riwaya.ledger import matter_look as look
from riwaya.ledger.judging import Decided
from riwaya.ledger.writing import Writing

_SHORT = 12
_PAIRS, _STATED = ("same", "different"), ("value", "verdict")


def judge(options: Options) -> int:
    """Note a judgement, take one back, or list them."""
    with opened(options) as ledger:
        if options.action == "list":
            return _list(ledger, options)
        one = _undo(ledger, options) if options.undo else _decided(ledger, options)
        with ledger.backend.writing() as connection:
            digest = judging.add(Writing(ledger.backend, connection, ledger.clock()), one)
        ledger.catch_up()
    print(msgspec.json.encode({"id": digest}).decode() if options.json else _done(digest))
    return 0


def _done(digest: str) -> str:
    return word("judge_done").format(name=digest)


def _decided(ledger: Ledger, options: Options) -> Decided:
    kind, told = options.action, list(options.what)
    if len(told) < (1 if kind == "wrong" else 2):
        raise RiwayaError(word("judge_needs").format(name=kind or "same"))
    if not options.reason:
        raise RiwayaError(word("judge_reason_needed"))
    first = _subject(ledger, told[0])
    return Decided(
        kind=kind,  # type: ignore[arg-type]
        subject=first,
        other=_subject(ledger, told[1]) if kind in _PAIRS else None,
        value=" ".join(told[1:]) if kind in _STATED else None,
        author=_author(options),
        reason=options.reason,
    )


def _undo(ledger: Ledger, options: Options) -> Decided:
    beginning = options.undo or ""
    with ledger.backend.reading() as connection:
        known = [one.id for one in judging.every(connection) if one.id.startswith(beginning)]
    if len(known) != 1:
        raise RiwayaError(word("not_kept").format(name=beginning))
    return Decided(
        kind="undo", subject=known[0], author=_author(options), reason=options.reason or ""
    )


def _author(options: Options) -> str:
    return options.author or os.environ.get("RIWAYA_AUTHOR") or getpass.getuser()


def _subject(ledger: Ledger, beginning: str) -> str:
    """Return the id of what is judged; of an event that of the telling that founded it, which outlives it."""
    found = {one.id: one.kind for one in ledger.find(beginning)}
    if len(found) != 1:
        raise RiwayaError(
            word("several" if found else "not_kept").format(name=beginning).rstrip(":")
        )
    ((digest, kind),) = found.items()
    with ledger.backend.reading() as connection:
        if kind == "event":
            return judging.founder(connection, digest) or digest
        if kind == "document":
            event = look.opening_frame(connection, digest)
            if event is None:
                raise RiwayaError(word("no_events"))
            return event
    return digest


def _list(ledger: Ledger, options: Options) -> int:
    with ledger.backend.reading() as connection:
        for one in judging.every(connection):
            if options.json:
                print(msgspec.json.encode(one).decode())
                continue
            mark = "✗" if one.undone else "•"
            about = " ".join(name[:_SHORT] for name in (one.subject, one.other) if name)
            told = " · ".join(part for part in (one.value, one.reason, one.author) if part)
            print(f"{mark} {one.id[:_SHORT]} {one.kind} {about}  {visible(told)}")
    return 0
