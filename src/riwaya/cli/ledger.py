"""The commands that work on a ledger: which module runs which.

Imports the modules ``ledger_*`` on use.
"""

import importlib
from collections.abc import Callable

from riwaya.cli.options import Options

_RUN = {
    "add": "riwaya.cli.ledger_add:add",
    "backup": "riwaya.cli.ledger_keep:backup",
    "disputes": "riwaya.cli.ledger_matters:disputes",
    "doctor": "riwaya.cli.ledger_keep:doctor",
    "events": "riwaya.cli.ledger_matters:events",
    "explain": "riwaya.cli.ledger_matters:explain",
    "judge": "riwaya.cli.ledger_judge:judge",
    "rebuild": "riwaya.cli.ledger_keep:rebuild",
    "restore": "riwaya.cli.ledger_keep:restore",
    "search": "riwaya.cli.ledger_search:search",
    "show": "riwaya.cli.ledger_show:show",
    "sources": "riwaya.cli.ledger_show:sources",
    "stats": "riwaya.cli.ledger_show:stats",
    "timeline": "riwaya.cli.ledger_matters:timeline",
    "verify": "riwaya.cli.ledger_keep:verify",
    "watch": "riwaya.cli.watch:watch",
}


def run(options: Options) -> int:
    """Run a command and return its exit code."""
    module, _, function = _RUN[options.command or ""].partition(":")
    command: Callable[[Options], int] = getattr(importlib.import_module(module), function)
    return command(options)
