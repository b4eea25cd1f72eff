"""Write the generated parts of the documentation: `python -m tools.document`.

A page under ``docs/`` marks such a part with ``<!-- generated: NAME -->`` and ``<!-- end -->``. ``pages`` returns each
page as it should be; a test compares.
"""

import io
import os
import re
from collections.abc import Callable
from contextlib import redirect_stdout, suppress
from pathlib import Path
from typing import Any
from unittest.mock import patch

import msgspec

from riwaya import tables
from riwaya.export import json
from riwaya.pipeline import read_text

DOCS = Path(__file__).parents[1] / "docs"
_PART = re.compile(r"(?<=<!-- generated: )(\w+)( -->\n)(.*?)(?=<!-- end -->)", re.DOTALL)


_EXAMPLE = "نفت البلدية إغلاق الجسر"


def example() -> str:
    """Return the record of one statement."""
    reading = read_text(_EXAMPLE)
    line = json.encode(reading.document, reading.extraction)
    record = msgspec.json.encode(msgspec.json.decode(line)["statements"][0])
    return f"```json\n{msgspec.json.format(record, indent=2).decode()}\n```\n"


def fields() -> str:
    """Return a table of fields for each record of the JSON form, the outermost first."""
    records = msgspec.json.decode(json.schema())["$defs"]
    return "\n".join(_record(name, record) for name, record in records.items())


def _record(name: str, record: dict[str, Any]) -> str:
    rows = [
        f"### {_plain(name)}\n",
        f"{record['description']}\n",
        "| field | type | meaning |",
        "|---|---|---|",
    ]
    for field, kind in record["properties"].items():
        rows.append(f"| `{field}` | {_type(kind)} | {kind.get('description', '')} |")
    return "\n".join(rows) + "\n"


def _plain(name: str) -> str:
    return name.removesuffix("Out")


def _type(kind: dict[str, Any]) -> str:
    if "$ref" in kind:
        name = _plain(kind["$ref"].rpartition("/")[2])
        return f"[{name}](#{name.lower()})"
    if "anyOf" in kind:
        return " or ".join(_type(one) for one in kind["anyOf"])
    if "enum" in kind:
        return ", ".join(f"`{value}`" for value in kind["enum"])
    if kind["type"] == "array":
        return f"list of {_type(kind['items'])}"
    return str(kind["type"])


def stances() -> str:
    """Return a table of stances with the words that the outputs use for them."""
    shown = tables.toml("ui/export.toml")
    rows = ["| stance | in English | in Arabic |", "|---|---|---|"]
    for stance in shown["symbol"]:
        rows.append(
            f"| `{stance}` | {shown['en']['stance'][stance]} | {shown['ar']['stance'][stance]} |"
        )
    return "\n".join(rows) + "\n"


def claims() -> str:
    """Return a table of the stances of claims with the words that the outputs use for them."""
    return _named("stance", "side")


def abouts() -> str:
    """Return a table of the questions that can be in dispute."""
    return _named("about", "about")


def _named(title: str, group: str) -> str:
    shown = tables.toml("ui/export.toml")
    rows = [f"| {title} | in English | in Arabic |", "|---|---|---|"]
    for name, english in shown["en"][group].items():
        rows.append(f"| `{name}` | {english} | {shown['ar'][group][name].rstrip(':')} |")
    return "\n".join(rows) + "\n"


def options() -> str:
    """Return what `--help` prints, for each command."""
    overview = help_of()
    commands = re.findall(r"^ {2,4}([a-z]+) {2,}", overview, re.MULTILINE)
    texts = [("riwaya", overview), *((f"riwaya {name}", help_of(name)) for name in commands)]
    return "\n".join(f"## {title}\n\n```text\n{text.rstrip()}\n```\n" for title, text in texts)


def help_of(*command: str) -> str:
    """Return what a command's `--help` prints."""
    from riwaya.cli.main import main

    printed = io.StringIO()
    plain = patch.dict(os.environ, LC_ALL="C.UTF-8", COLUMNS="80")
    with plain, redirect_stdout(printed), suppress(SystemExit):
        main([*command, "--help"])
    return printed.getvalue()


PARTS: dict[str, Callable[[], str]] = {
    "abouts": abouts,
    "claims": claims,
    "example": example,
    "fields": fields,
    "options": options,
    "stances": stances,
}


def pages() -> dict[Path, str]:
    """Return each page with generated parts as it should be."""
    found = {}
    for path in sorted(DOCS.glob("*.md")):
        text = path.read_text("utf-8")
        if _PART.search(text):
            found[path] = _PART.sub(lambda part: f"{part[1]}{part[2]}\n{PARTS[part[1]]()}\n", text)
    return found


if __name__ == "__main__":
    for page, content in pages().items():
        page.write_text(content, "utf-8")
