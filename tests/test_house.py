"""The house rules that a machine can hold: where words live, how rooms depend, how things grow."""

import ast
import re
import statistics
import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import riwaya

ROOT = Path(__file__).parents[1]
SOURCE = ROOT / "src" / "riwaya"
MODULES = sorted(SOURCE.rglob("*.py"))
ARABIC_LETTER = re.compile(
    "[\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdfb\ufe70-\ufefc]"
)
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager"}
HEAVY = {
    "trafilatura",
    "lxml",
    "httpx2",
    "rich",
    "hijridate",
    "babel",
    "dateparser",
    "sqlite3",
    "sqlalchemy",
    "alembic",
    "asyncio",
    "backports",
    "brotli",
    "hishel",
    "protego",
    "pyarrow",
    "warcio",
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


@cache
def functions() -> list[tuple[str, Function]]:
    """Return every function of the package with the place where it stands."""
    return [
        (f"{path.relative_to(ROOT)}:{node.lineno} {node.name}", node)
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, Function)
    ]


def length(node: Function) -> int:
    """Return the lines of a function without its docstring."""
    first = node.body[0]
    lines = (node.end_lineno or node.lineno) - node.lineno + 1
    if isinstance(first, ast.Expr) and isinstance(first.value, ast.Constant):
        lines -= (first.end_lineno or first.lineno) - first.lineno + 1
    return lines


def tracked() -> list[Path]:
    """Return the files of the repository, or skip where it is not a checkout."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True
        )
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_no_arabic_word_stands_in_the_code(path: Path) -> None:
    """Arabic words live in data files, where a linguist can change them."""
    lines = path.read_text("utf-8").splitlines()
    assert [n for n, line in enumerate(lines, 1) if ARABIC_LETTER.search(line)] == []


def test_imports_go_down_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A lower room never knows a higher one."""
    from importlinter.cli import lint_imports

    monkeypatch.chdir(ROOT)
    assert lint_imports(no_cache=True) == 0


def test_every_room_has_its_layer() -> None:
    """A new room must say what it may import."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    layers = " | ".join(project["tool"]["importlinter"]["contracts"][0]["layers"]).split(" | ")
    rooms = {p.stem for p in SOURCE.iterdir() if p.suffix == ".py" or (p / "__init__.py").exists()}
    assert {f"riwaya.{room}" for room in rooms - {"__init__", "__main__"}} == set(layers)


def test_modules_stay_one_page_of_explanation() -> None:
    """No module has more than 500 lines; half of them have at most 200."""
    lengths = {
        str(path.relative_to(SOURCE)): path.read_text("utf-8").count("\n") for path in MODULES
    }
    assert {name: n for name, n in lengths.items() if n > 500} == {}
    assert statistics.median(lengths.values()) <= 200


def test_functions_are_small() -> None:
    """19 of 20 functions have at most 45 lines; half of them have at most 12."""
    lengths = {place: length(node) for place, node in functions()}
    long = {place: n for place, n in lengths.items() if n > 45}
    assert len(long) <= len(lengths) / 20, long
    assert statistics.median(lengths.values()) <= 12


def test_functions_take_few_parameters() -> None:
    """At most six parameters, at most five of them by position: more is a missing type."""
    wrong = {}
    for place, node in functions():
        positional = [a.arg for a in (*node.args.posonlyargs, *node.args.args)]
        positional = [name for name in positional if name not in {"self", "cls"}]
        total = len(positional) + len(node.args.kwonlyargs)
        if total > 6 or len(positional) > 5:
            wrong[place] = total
    assert wrong == {}


def test_no_module_has_an_empty_name() -> None:
    """A name that says nothing collects everything."""
    parts = {part for path in MODULES for part in path.relative_to(SOURCE).with_suffix("").parts}
    assert parts & EMPTY_NAMES == set()


def test_no_error_is_swallowed_whole() -> None:
    """A bare ``except:`` would hide bugs as well as bad input."""
    bare = [
        f"{path.relative_to(ROOT)}:{node.lineno}"
        for path in MODULES
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ExceptHandler) and node.type is None
    ]
    assert bare == []


# ---- what the repository says -----------------------------------------------------------------

NOT_HERE = re.compile(
    r"(?:^|[\s\"'=:(])/(?:work|root|home|Users|opt|mnt)/\w"
    r"|co-authored-by|\bAI[ -](?:generated|assistant)",
    re.IGNORECASE,
)


def test_the_repository_names_no_machine() -> None:
    """A path of somebody's machine is of no use to the next reader."""
    found = []
    for path in tracked():
        if path.suffix in {".png", ".gz", ".woff2"} or path == Path(__file__):
            continue
        for number, line in enumerate(path.read_text("utf-8", errors="replace").splitlines(), 1):
            if NOT_HERE.search(line):
                found.append(f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}")
    assert found == []


def test_the_pattern_for_machine_paths_can_fail() -> None:
    """It finds a home folder and leaves a relative path alone."""
    assert NOT_HERE.search("see /home/someone/notes")
    assert not NOT_HERE.search("see docs/home/page and ../shared")


# ---- the lock file ----------------------------------------------------------------------------


def locked() -> dict[str, tuple[str, str]]:
    """Return name -> (version, the entry's text) of the lock file."""
    text = (ROOT / "requirements.lock").read_text("utf-8")
    entries = re.split(r"^(?=[a-z0-9])", text, flags=re.MULTILINE)[1:]
    found: dict[str, tuple[str, str]] = {}
    for entry in entries:
        head = re.match(r"([A-Za-z0-9._-]+)==([^\s;]+)", entry)
        assert head, f"not pinned: {entry.splitlines()[0]}"
        found[canonicalize_name(head[1])] = (head[2], entry)
    return found


def wanted() -> list[Requirement]:
    """Return all that pyproject.toml asks for: to run, to develop, and to build."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    groups = project["project"]["dependencies"] + project["dependency-groups"]["dev"]
    extras = [
        text for extra in project["project"]["optional-dependencies"].values() for text in extra
    ]
    return [Requirement(text) for text in groups + extras + project["build-system"]["requires"]]


@pytest.mark.parametrize("requirement", wanted(), ids=str)
def test_every_dependency_is_locked(requirement: Requirement) -> None:
    """The lock file holds a version that pyproject.toml accepts; if not: ``make lock``."""
    entry = locked().get(canonicalize_name(requirement.name))
    assert entry, f"{requirement.name} is not in requirements.lock"
    assert requirement.specifier.contains(entry[0], prereleases=True)


def test_every_locked_package_has_a_hash_and_no_address() -> None:
    """A package is told by what is in it, not by where this machine found it."""
    for name, (_, entry) in locked().items():
        assert "--hash=sha256:" in entry, name
    text = (ROOT / "requirements.lock").read_text("utf-8")
    assert not re.search(r"://|--(?:extra-)?index-url|--find-links| @ ", text)


# ---- starting up ------------------------------------------------------------------------------


def modules_after(code: str, *arguments: str) -> set[str]:
    """Return the top-level modules that a fresh interpreter has loaded after running ``code``."""
    tail = "\nimport sys\nprint('\\nLOADED', *sorted({m.split('.')[0] for m in sys.modules}))"
    done = subprocess.run(
        [sys.executable, "-c", code + tail, *arguments],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    return set(done.stdout.rpartition("LOADED")[2].split())


RUN = """
import sys
from riwaya.cli.main import main
try:
    main(sys.argv[1:])
except SystemExit:
    pass
"""
SAMPLE = str(SOURCE / "data" / "samples" / "baydar.txt")


@pytest.mark.parametrize(
    ("code", "arguments"),
    [
        ("import riwaya", ()),
        (RUN, ("--help",)),
        (RUN, ("read", "--help")),
        (RUN, ("read", SAMPLE)),
        (RUN, ("read", "--json", SAMPLE)),
    ],
    ids=["import", "--help", "read --help", "read a text", "read a text as JSON"],
)
def test_start_up_loads_nothing_heavy(code: str, arguments: tuple[str, ...]) -> None:
    """Libraries for pages, addresses, terminals and calendars wait until they are needed."""
    assert modules_after(code, *arguments) & HEAVY == set()


def test_the_list_of_loaded_modules_can_show_a_heavy_one() -> None:
    """The test above would see a heavy library."""
    assert "sqlite3" in modules_after("import sqlite3")


# ---- the public names -------------------------------------------------------------------------


PUBLIC = [
    "Abstention",
    "Attribution",
    "Claim",
    "Count",
    "Dispute",
    "Document",
    "EngineError",
    "Event",
    "Extraction",
    "Ledger",
    "LedgerError",
    "LexiconError",
    "Link",
    "Mention",
    "Overrides",
    "PlaceMention",
    "Position",
    "Problem",
    "Quantity",
    "ReadError",
    "Reading",
    "RiwayaError",
    "Role",
    "Span",
    "TimeExpression",
    "Trigger",
    "Update",
    "open",
    "read",
    "read_sources",
]


def test_public_names_are_sorted_and_pinned() -> None:
    """What ``import riwaya`` offers changes only on purpose."""
    assert riwaya.__all__ == PUBLIC == sorted(PUBLIC)
    assert all(getattr(riwaya, name).__doc__ for name in PUBLIC)


def test_a_name_that_is_not_public_is_refused() -> None:
    """A misspelt name is an ``AttributeError``, as for any module."""
    with pytest.raises(AttributeError, match="red"):
        _ = riwaya.red
