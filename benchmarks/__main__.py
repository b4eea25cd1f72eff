"""All tables of quality and speed: ``python -m benchmarks``.

``--quality`` or ``--speed`` for one half; ``--write-floors`` writes ``floors.json`` for what is measured now, and
``--lower-floors REASON`` lets a floor go down.
"""

import argparse
import sys

from benchmarks import floors, quality, shared


def main(arguments: list[str] | None = None) -> int:
    """Print the tables; return 1 where a floor is broken, 2 where the bench is absent or a floor may not go down."""
    options = _parser().parse_args(arguments)
    if options.copies:
        from benchmarks import copies

        return copies.main([])
    try:
        if options.ledger:
            from benchmarks import ledger

            articles = options.articles or ledger.ARTICLES
            print(ledger.table(ledger.measure(articles=articles, kills=options.kills)))
            return 0
        broken = [] if options.speed else _quality(options.write_floors, options.lower_floors)
        if options.speed or not (options.quality or options.write_floors):
            from benchmarks import speed

            print(speed.table(speed.measure(articles=options.articles or 1_000)))
    except (shared.Absent, floors.Refused) as error:
        print(error, file=sys.stderr)
        return 2
    print(*broken, sep="\n", file=sys.stderr)
    return 1 if broken else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quality", action="store_true", help="only the tables of quality")
    parser.add_argument("--speed", action="store_true", help="only the table of speed")
    parser.add_argument("--copies", action="store_true", help="only near-copies among articles")
    parser.add_argument("--ledger", action="store_true", help="only taking in, and crashes of it")
    parser.add_argument(
        "--articles", type=int, help="articles for speed (default 1,000) and ledger (20,000)"
    )
    parser.add_argument("--kills", type=int, default=100, help="crashes for the ledger")
    parser.add_argument(
        "--write-floors", action="store_true", help="write floors for what is measured now"
    )
    parser.add_argument(
        "--lower-floors", metavar="REASON", help="let floors go down, for this reason"
    )
    return parser


def _quality(write: bool, reason: str | None) -> list[str]:
    tables, held = quality.measure(), floors.load()
    if write:
        held = floors.renewed(tables, shared.digests(), held, reason=reason)
        floors.save(held)
    print(quality.table(tables, floor=held.of))
    return floors.broken(tables, held)


if __name__ == "__main__":
    sys.exit(main())
