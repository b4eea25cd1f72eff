"""The documentation cannot lag: every block of code runs, every list is complete, every link leads somewhere."""

import doctest
import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from typing import get_args

import msgspec
import pytest

from riwaya.types import About, ClaimStance, CountOf, Distance, Factuality, Kind, Relation, Stance

ROOT = Path(__file__).parents[1]
DATA = ROOT / "src" / "riwaya" / "data"
SAMPLES = DATA / "samples"
PAGES = [
    *sorted(ROOT.glob("*.md")),
    *sorted((ROOT / "docs").rglob("*.md")),
    SAMPLES / "README.md",
]
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(language: str) -> list[object]:
    """Return each block of code of a language, named by its page and number."""
    return [
        pytest.param(found[2], id=f"{page.relative_to(ROOT)}-{number}")
        for page in PAGES
        for number, found in enumerate(BLOCK.finditer(page.read_text("utf-8")), 1)
        if found[1] == language
    ]


@pytest.mark.parametrize("code", blocks("python"))
def test_python_runs_as_shown(code: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An example session gives the answers that it shows; a script runs, beside copies of the samples."""
    shutil.copytree(SAMPLES, tmp_path, dirs_exist_ok=True)
    monkeypatch.chdir(tmp_path)
    if ">>>" not in code:
        exec(compile(code, "example", "exec"), {"__name__": "example"})
        return
    session = doctest.DocTestParser().get_doctest(code, {}, "example", None, 0)
    said: list[str] = []
    flags = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE
    doctest.DocTestRunner(optionflags=flags).run(session, out=said.append)
    assert session.examples
    assert "".join(said) == ""


@pytest.mark.parametrize("code", blocks("toml"))
def test_toml_can_be_read(code: str) -> None:
    """A data file as shown is one."""
    assert tomllib.loads(code)


@pytest.mark.parametrize("code", blocks("json"))
def test_json_can_be_read(code: str) -> None:
    """An answer as shown is one."""
    assert msgspec.json.decode(code)


@pytest.mark.parametrize("code", blocks("console"))
def test_commands_answer_as_shown(code: str) -> None:
    """``$ riwaya ...`` prints what stands below it, ``...`` for what is left out."""
    command, _, shown = code.partition("\n")
    words = shlex.split(command.removeprefix("$ "))
    assert words[0] == "riwaya"
    done = subprocess.run(
        [sys.executable, "-m", *words],
        cwd=SAMPLES,
        env={**os.environ, "PYTHONUTF8": "1", "COLUMNS": "100"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=60,
    )
    same = doctest.OutputChecker().check_output(shown, done.stdout, doctest.ELLIPSIS)
    assert same, done.stdout + done.stderr


def test_generated_parts_are_fresh() -> None:
    """The tables of fields and options are those of the program; if not: ``make docs``."""
    from tools.document import pages

    found = pages()
    assert {page.name for page in found} >= {"cli.md", "json.md"}
    for page, wanted in found.items():
        assert page.read_text("utf-8") == wanted, f"{page.name} is stale: make docs"


@pytest.mark.parametrize(
    ("page", "names"),
    [
        ("docs/json.md", get_args(Stance)),
        ("docs/json.md", get_args(Kind)),
        ("docs/json.md", get_args(Relation)),
        ("docs/json.md", get_args(Distance)),
        ("docs/json.md", get_args(ClaimStance)),
        ("docs/json.md", get_args(About)),
        ("docs/json.md", get_args(CountOf)),
        ("docs/json.md", get_args(Factuality)),
    ],
    ids=[
        "stances",
        "kinds",
        "relations",
        "distances",
        "claims",
        "questions",
        "counts",
        "factuality",
    ],
)
def test_every_value_is_documented(page: str, names: tuple[str, ...]) -> None:
    """A value that can come out is named on the page that explains the output."""
    text = (ROOT / page).read_text("utf-8")
    assert [name for name in names if f"`{name}`" not in text] == []


def test_every_data_file_is_documented() -> None:
    """A file that a linguist may open is named, itself or by its folder."""
    text = (ROOT / "docs" / "data-files.md").read_text("utf-8")
    named = set(
        re.findall(r"`((?:ar|entities|models|places|samples|ui)/[A-Za-z_/]*(?:\.[a-z]+)?)`", text)
    )
    folders = tuple(name for name in named if name.endswith("/"))
    files = {path.relative_to(DATA).as_posix() for path in DATA.rglob("*") if path.is_file()}
    assert [
        name for name in sorted(files) if name not in named and not name.startswith(folders)
    ] == []
    assert [name for name in sorted(named) if not (DATA / name).exists()] == []


def test_every_command_of_make_that_is_named_exists() -> None:
    """``make demo`` in a text is a target of the Makefile."""
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
    named = {
        word
        for page in PAGES
        for code in re.findall(r"`{1,3}([^`]+)`", page.read_text("utf-8"))
        for word in re.findall(r"(?:^|\n)\s*make ([a-z]+)", code)
    }
    assert {"demo", "test"} <= named
    assert named - targets == set()


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_lead_somewhere(page: Path) -> None:
    """A link to a file of the repository finds it, and its heading."""
    for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text("utf-8")):
        if "://" in target:
            continue
        name, _, anchor = target.partition("#")
        file = (page.parent / name).resolve() if name else page
        assert file.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", file.read_text("utf-8"), re.MULTILINE)
            slugs = {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in headings}
            assert anchor in slugs, target


def test_every_page_is_in_the_index() -> None:
    """Whoever opens the index finds every page."""
    docs = ROOT / "docs"
    linked = set(re.findall(r"\]\(([^)#]+)", (docs / "index.md").read_text("utf-8")))
    assert {page.name for page in docs.glob("*.md")} - linked == {"index.md"}
