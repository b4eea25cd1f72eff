"""``riwaya places import``: a user's own places.

Imports ``gazetteers`` and ``words``.
"""

import sys
from pathlib import Path

from riwaya.cli.options import Options
from riwaya.cli.words import word
from riwaya.export.plain import visible
from riwaya.gazetteers import import_places

SOME_BAD, NONE_READ = 1, 3


def take(options: Options) -> int:
    """Import a file, say what was kept, and report each row that could not be read."""
    alternates = Path(options.alternates) if options.alternates else None
    report = import_places(Path(options.file), alternates=alternates)
    for problem in report.problems:
        print(visible(f"{problem.source}: {problem.message} {problem.advice}"), file=sys.stderr)
    done = word("places_done").format(n=report.read, total=report.total, name=report.path)
    print(visible(done))
    if not report.read:
        return NONE_READ
    return SOME_BAD if report.problems else 0
