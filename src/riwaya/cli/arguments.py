"""What can be said to the command.

Imports ``words``. ``argparse`` starts ten times faster than the libraries that draw prettier help.
"""

import argparse
from typing import Any

from riwaya.cli.words import word


class _Parser(argparse.ArgumentParser):
    """A parser whose help is in the user's language and whose options are never guessed from a part."""

    def __init__(self, **settings: Any) -> None:
        settings["formatter_class"] = argparse.RawDescriptionHelpFormatter
        settings["argument_default"] = argparse.SUPPRESS  # what is not said is left to Options
        super().__init__(**settings, add_help=False, allow_abbrev=False)
        self.add_argument("-h", "--help", action="help", help=word("help"))


def parser() -> argparse.ArgumentParser:
    """Return the parser of ``riwaya`` with all its commands."""
    top = _Parser(prog="riwaya", description=word("about"), epilog=word("exits"))
    top.add_argument("--version", action="store_true", help=word("version"))
    commands = top.add_subparsers(dest="command", metavar="COMMAND", title=word("commands"))
    _add_read(commands)
    lexicon = commands.add_parser(
        "lexicon", help=word("lexicon"), description=word("lexicon_about")
    )
    lexicon.add_argument("--check", action="store_true", required=True, help=word("check"))
    demo = commands.add_parser("demo", help=word("demo"), description=word("demo_about"))
    _add_showing(demo)
    _add_places(commands)
    _add_ledger(commands)
    _add_matters(commands)
    _add_watch(commands)
    commands.add_parser("schema", help=word("schema"), description=word("schema_about"))
    return top


def _add_read(commands: "argparse._SubParsersAction[_Parser]") -> None:
    read = commands.add_parser(
        "read", help=word("read"), description=word("read_about"), epilog=word("exits")
    )
    read.add_argument("sources", nargs="+", metavar="FILE|URL|-", help=word("sources"))
    read.add_argument("--date", help=word("date"))
    read.add_argument("--publisher", metavar="NAME", help=word("publisher"))
    read.add_argument("--engine", metavar="NAME", help=word("engine"))
    _add_showing(read)


def _add_places(commands: "argparse._SubParsersAction[_Parser]") -> None:
    places = commands.add_parser(
        "places", help=word("places"), description=word("places_about"), epilog=word("exits")
    )
    places.add_argument("action", choices=("import",), help=word("places_action"))
    places.add_argument("file", metavar="FILE", help=word("places_file"))
    places.add_argument("--alternates", metavar="FILE", help=word("places_alternates"))


def _add_ledger(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """Add the commands that work on a ledger; all of them know ``--db``."""
    add = _on_ledger(commands, "add")
    add.add_argument("sources", nargs="+", metavar="FILE|FOLDER|URL|-", help=word("add_sources"))
    add.add_argument("--date", help=word("date"))
    add.add_argument("--publisher", metavar="NAME", help=word("publisher"))
    add.add_argument("--engine", metavar="NAME", help=word("engine"))
    add.add_argument("--workers", type=int, metavar="N", help=word("workers"))
    add.add_argument("--again", action="store_true", help=word("again"))
    add.add_argument("--quiet", action="store_true", help=word("quiet"))
    add.add_argument("--json", action="store_true", help=word("events_json"))
    _add_search(commands)
    show = _on_ledger(commands, "show", "kept_show")
    show.add_argument("id", metavar="ID", help=word("kept_id"))
    show.add_argument("--original", action="store_true", help=word("original"))
    _add_showing(show)
    for name, entry in (("sources", "kept_sources"), ("stats", "stats"), ("doctor", "doctor")):
        command = _on_ledger(commands, name, entry)
        command.add_argument("--json", action="store_true", help=word("record_json"))
    for name in ("rebuild", "verify"):
        command = _on_ledger(commands, name)
        command.add_argument("--quiet", action="store_true", help=word("quiet"))
        command.add_argument("--json", action="store_true", help=word("record_json"))
    _on_ledger(commands, "backup").add_argument("file", metavar="FILE", help=word("backup_file"))
    restore = _on_ledger(commands, "restore")
    restore.add_argument("file", metavar="FILE", help=word("restore_file"))
    restore.add_argument("--replace", action="store_true", help=word("replace"))


def _add_watch(commands: "argparse._SubParsersAction[_Parser]") -> None:
    watch = _on_ledger(commands, "watch")
    watch.add_argument("--once", action="store_true", help=word("watch_once"))
    watch.add_argument("--now", action="store_true", help=word("watch_now"))
    watch.add_argument("--every", type=float, metavar="MINUTES", help=word("watch_every"))
    watch.add_argument("--delay", type=float, metavar="SECONDS", help=word("watch_delay"))
    watch.add_argument("--limit", type=int, metavar="N", help=word("watch_limit"))
    watch.add_argument("--warc", metavar="FOLDER", help=word("watch_warc"))
    watch.add_argument("--no-warc", action="store_true", help=word("watch_no_warc"))
    watch.add_argument("--engine", metavar="NAME", help=word("engine"))
    watch.add_argument("--quiet", action="store_true", help=word("quiet"))
    watch.add_argument("--json", action="store_true", help=word("events_json"))
    actions = watch.add_subparsers(dest="action", metavar="add|list|remove", help=word("commands"))
    for name in ("add", "list", "remove"):
        action = _on_ledger(actions, name, f"watch_{name}")
        action.add_argument("--json", action="store_true", help=word("record_json"))
        if name != "list":
            action.add_argument(
                "sources", nargs="+", metavar="URL|FILE", help=word("watch_sources")
            )
            action.add_argument("--quiet", action="store_true", help=word("quiet"))
        if name == "add":
            action.add_argument("--publisher", metavar="NAME", help=word("watch_publisher"))


def _add_search(commands: "argparse._SubParsersAction[_Parser]") -> None:
    search = _on_ledger(commands, "search")
    search.add_argument("query", nargs="*", metavar="QUERY", help=word("query"))
    search.add_argument("--limit", type=int, metavar="N", help=word("limit"))
    search.add_argument("--facets", action="store_true", help=word("facets"))
    search.add_argument("--articles", action="store_true", help=word("only_articles"))
    search.add_argument("--date", help=word("today"))
    search.add_argument("--json", action="store_true", help=word("record_json"))
    search.add_argument("--color", action=argparse.BooleanOptionalAction, help=word("color"))
    search.add_argument("--language", choices=("ar", "en"), help=word("language"))


def _add_matters(commands: "argparse._SubParsersAction[_Parser]") -> None:
    """Add the commands on events over all documents."""
    for name in ("events", "disputes"):
        command = _on_ledger(commands, name)
        command.add_argument("query", nargs="*", metavar="QUERY", help=word("query"))
        command.add_argument("--limit", type=int, metavar="N", help=word("limit"))
        command.add_argument("--date", help=word("today"))
        command.add_argument("--html", metavar="OUT", help=word("matter_html"))
        _add_telling(command)
    for name, entry in (("timeline", "timeline"), ("explain", "why_event")):
        command = _on_ledger(commands, name, entry)
        command.add_argument("id", metavar="EVENT", help=word("event_id"))
        _add_telling(command)
    judge = _on_ledger(commands, "judge")
    kinds = ("same", "different", "wrong", "value", "verdict", "list")
    judge.add_argument(
        "action",
        nargs="?",
        default="",
        choices=(*kinds, ""),
        metavar="KIND",
        help=word("judge_kind"),
    )
    judge.add_argument("what", nargs="*", default=(), metavar="ID|VALUE", help=word("judge_what"))
    judge.add_argument("--reason", metavar="WORDS", help=word("judge_reason"))
    judge.add_argument("--author", metavar="NAME", help=word("judge_author"))
    judge.add_argument("--undo", metavar="ID", help=word("judge_undo"))
    judge.add_argument("--json", action="store_true", help=word("record_json"))


def _add_telling(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=word("record_json"))
    command.add_argument("--language", choices=("ar", "en"), help=word("language"))


def _on_ledger(
    commands: "argparse._SubParsersAction[_Parser]", name: str, entry: str | None = None
) -> _Parser:
    entry = entry or name
    command = commands.add_parser(name, help=word(entry), description=word(f"{entry}_about"))
    command.add_argument("--db", metavar="FILE|URL", help=word("db"))
    return command


def _add_showing(command: argparse.ArgumentParser) -> None:
    command.add_argument("--json", action="store_true", help=word("json"))
    command.add_argument("--html", metavar="OUT", help=word("html"))
    command.add_argument("--explain", action="store_true", help=word("explain"))
    command.add_argument("--color", action=argparse.BooleanOptionalAction, help=word("color"))
    command.add_argument("--language", choices=("ar", "en"), help=word("language"))
