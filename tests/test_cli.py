"""The command as people run it: exit codes, what goes where, and nothing that looks like a crash."""

import io
import json
import os
import pty
import signal
import subprocess
import sys
import time
from pathlib import Path

import msgspec
import pytest

from riwaya.cli import words
from riwaya.cli.arguments import parser
from riwaya.cli.main import main
from riwaya.cli.options import Options, named
from riwaya.cli.show import _width
from riwaya.tables import toml
from riwaya.types import Document, Extraction
from tests.reading_samples import BODY, HEADLINE, TEXT, page

COMMAND = [sys.executable, "-m", "riwaya"]


def run(*arguments: str, given: bytes = b"", **settings: str) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own."""
    done = subprocess.run(
        [*COMMAND, *arguments],
        input=given,
        capture_output=True,
        env={**os.environ, **settings},
        timeout=60,
        check=False,
    )
    out, err = done.stdout.decode(), done.stderr.decode()
    assert "Traceback" not in err
    return subprocess.CompletedProcess(done.args, done.returncode, out, err)


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Return the path of an article."""
    path = tmp_path / "خبر الجسر.txt"
    path.write_text(TEXT, "utf-8")
    return str(path)


def test_an_article_is_shown_in_a_terminal(article: str) -> None:
    """The headline, the speakers and their words."""
    done = run("read", article)
    assert (done.returncode, done.stderr) == (0, "")
    assert HEADLINE in done.stdout
    assert "الناطق" in done.stdout


def test_standard_input_is_a_source() -> None:
    """``-`` reads what is piped in, in any format."""
    assert HEADLINE in run("read", "-", given=TEXT.encode()).stdout
    assert HEADLINE in run("read", "-", given=page()).stdout


def test_json_is_one_line_an_article(article: str) -> None:
    """Each line can be read back and its spans are true."""
    done = run("read", "--json", article, article)
    lines = done.stdout.splitlines()
    assert len(lines) == 2
    for line in lines:
        found = json.loads(line)
        text = found["document"]["text"]
        assert text == TEXT
        for statement in found["statements"]:
            for span in [statement["cue"], *statement["content"]]:
                assert text[span["start"] : span["end"]] == span["quote"]


def test_the_same_input_gives_the_same_bytes(article: str) -> None:
    """Two runs with different seeds of hashing agree."""
    first, second = (run("read", "--json", article, PYTHONHASHSEED=seed).stdout for seed in "12")
    assert first == second


def test_the_user_states_day_and_publisher(article: str) -> None:
    """They go before what the source says."""
    done = run("read", "--json", "--date", "2018-01-14", "--publisher", "صحيفة الجسر", article)
    found = json.loads(done.stdout)["document"]
    assert (found["published"], found["publisher"]) == ("2018-01-14", "صحيفة الجسر")


@pytest.mark.parametrize(
    ("good", "bad", "code"), [(2, 0, 0), (1, 1, 1), (0, 2, 3)], ids=["all", "some", "none"]
)
def test_the_exit_code_tells_how_much_was_read(
    article: str, good: int, bad: int, code: int
) -> None:
    """Problems go to standard error, one line each; the rest goes on."""
    done = run("read", "--json", *["nowhere.txt"] * bad, *[article] * good)
    assert done.returncode == code
    assert done.stdout.count("\n") == good
    assert done.stderr.count("riwaya: nowhere.txt: There is no such file.") == bad


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ((), "usage"),
        (("nonsense",), "nonsense"),
        (("read",), "FILE"),
        (("read", "--jso", "x"), "--jso"),
        (("read", "--date", "yesterday", "x"), "2018-01-11"),
        (("read", "--engine", "none", "x"), "Known engines: rules"),
        (("read", "--html", "article.txt", "x"), "article.txt"),
        (("read", "--json", "--html", "-", "x"), "standard output"),
        (("read", "--html", "a.html", "a.html"), "overwrite"),
        (("read", "--language", "fr", "x"), "fr"),
        (("lexicon",), "--check"),
    ],
)
def test_a_wrong_command_is_explained(arguments: tuple[str, ...], said: str) -> None:
    """The exit code is 2, and standard output stays empty."""
    done = run(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr


def test_a_page_is_written_whole(article: str, tmp_path: Path) -> None:
    """The page stands alone in its file; nothing else is left beside it."""
    out = tmp_path / "out" / "صفحة.html"
    out.parent.mkdir()
    done = run("read", "--html", str(out), article)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert HEADLINE in out.read_text("utf-8")
    assert [path.name for path in out.parent.iterdir()] == [out.name]


def test_a_page_can_go_to_standard_output_or_beside_json(article: str, tmp_path: Path) -> None:
    """``--html -`` writes the page alone; a file leaves standard output to JSON."""
    assert run("read", "--html", "-", article).stdout.startswith("<!DOCTYPE html>")
    out = tmp_path / "a.htm"
    assert json.loads(run("read", "--json", "--html", str(out), article).stdout)
    assert out.exists()


@pytest.mark.parametrize("language", ["ar", "en"])
def test_the_language_of_labels_can_be_chosen(article: str, language: str) -> None:
    """On the page and in the terminal alike."""
    assert (
        f'lang="{language}"' in run("read", "--html", "-", "--language", language, article).stdout
    )
    label = toml("ui/export.toml")[language]["words"]["no_publisher"]
    assert label in run("read", "--language", language, article).stdout


def test_a_page_that_cannot_be_written_is_said(article: str, tmp_path: Path) -> None:
    """A missing folder is no crash."""
    done = run("read", "--html", str(tmp_path / "none" / "a.html"), article)
    assert done.returncode == 2
    assert "cannot be written" in done.stderr


def test_explain_shows_what_decided(article: str) -> None:
    """Rule and entry are shown when asked for."""
    assert "rule" in run("read", "--explain", "--language", "en", article).stdout
    assert "rule" not in run("read", "--language", "en", article).stdout


@pytest.mark.parametrize(
    ("arguments", "no_color", "is_coloured"),
    [
        ((), "", False),
        (("--color",), "", True),
        (("--color",), "1", True),
        (("--no-color",), "", False),
    ],
)
def test_colour_is_for_those_who_ask_or_can_see_it(
    article: str, arguments: tuple[str, ...], no_color: str, is_coloured: bool
) -> None:
    """A pipe gets none by itself."""
    assert ("\x1b[" in run("read", *arguments, article, NO_COLOR=no_color).stdout) == is_coloured


def in_terminal(*arguments: str, **settings: str) -> str:
    """Run the command with a terminal as output and return what it shows."""
    outer, inner = pty.openpty()
    environment = {**os.environ, "TERM": "xterm", "COLUMNS": "100", **settings}
    process = subprocess.Popen(
        [*COMMAND, *arguments], stdin=inner, stdout=inner, stderr=inner, env=environment
    )
    os.close(inner)
    shown = b""
    try:
        while part := os.read(outer, 65_536):
            shown += part
    except OSError:  # the terminal is closed: all was shown
        pass
    os.close(outer)
    process.wait(60)
    return shown.decode()


@pytest.mark.parametrize(
    ("arguments", "settings", "is_coloured"),
    [
        ((), {}, True),
        ((), {"NO_COLOR": "1"}, False),
        ((), {"TERM": "dumb"}, False),
        (("--no-color",), {}, False),
    ],
)
def test_a_terminal_gets_colour_unless_told_not_to(
    article: str, arguments: tuple[str, ...], settings: dict[str, str], is_coloured: bool
) -> None:
    """NO_COLOR and a dumb terminal are honoured."""
    environment = {"NO_COLOR": "", **settings}
    assert ("\x1b[" in in_terminal("read", *arguments, article, **environment)) == is_coloured


def test_many_files_have_a_bar_where_someone_waits(article: str, tmp_path: Path) -> None:
    """The bar stands on a terminal's standard error, and only while nothing else is seen."""
    out = str(tmp_path / "a.html")
    assert "100%" in in_terminal("read", "--html", out, *[article] * 5)
    assert "100%" not in in_terminal("read", "--html", out, article)
    assert "100%" not in in_terminal("read", *[article] * 5)
    assert run("read", "--html", out, *[article] * 5).stderr == ""


def test_whoever_stops_reading_the_output_is_not_told_off(tmp_path: Path) -> None:
    """``riwaya read ... | head`` ends quietly."""
    path = tmp_path / "many.jsonl"
    path.write_text((json.dumps({"title": HEADLINE, "text": BODY}) + "\n") * 300, "utf-8")
    process = subprocess.Popen(
        [*COMMAND, "read", "--json", str(path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    assert process.wait(60) == 0
    assert process.stderr.read() == b""
    process.stderr.close()


def test_ctrl_c_ends_quietly() -> None:
    """The exit code is 130 and there is no traceback."""
    process = subprocess.Popen(
        [*COMMAND, "read", "-"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # a build server that runs in the background hands down that interrupts are ignored
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509
    )
    time.sleep(1.0)  # it waits for standard input by then
    process.send_signal(signal.SIGINT)
    out, err = process.communicate(timeout=60)
    assert (process.returncode, out, err) == (130, b"", b"")


def test_a_problem_cannot_steer_the_terminal(tmp_path: Path) -> None:
    """The name of a file is foreign text too."""
    path = tmp_path / "\x1b[2J\u202etxt.html"
    path.write_bytes(b"")
    done = run("read", str(path))
    assert done.returncode == 3
    assert "\x1b" not in done.stderr
    assert "\u202e" not in done.stderr


def test_a_system_without_unicode_still_writes_arabic(article: str) -> None:
    """The output is UTF-8 whatever the system says."""
    done = run("read", article, LC_ALL="C", PYTHONUTF8="0", PYTHONIOENCODING="ascii")
    assert HEADLINE in done.stdout


def test_demo_reads_the_bundled_samples() -> None:
    """All six articles, nothing wrong."""
    done = run("demo", "--json")
    assert (done.returncode, done.stderr) == (0, "")
    assert len(done.stdout.splitlines()) == 6


def test_schema_describes_what_json_writes(article: str) -> None:
    """The fields of a line are those of the schema."""
    schema = json.loads(run("schema").stdout)
    record = schema["$defs"][schema["$ref"].rpartition("/")[2]]
    assert set(json.loads(run("read", "--json", article).stdout)) == set(record["properties"])


def test_the_lexicon_passes_its_own_check() -> None:
    """Every entry matches its examples."""
    done = run("lexicon", "--check")
    assert (done.returncode, done.stderr) == (0, "")


def test_a_fault_of_the_lexicon_is_told(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Each fault is a line; the exit code is 1."""
    from riwaya.cli import commands

    monkeypatch.setattr(commands, "_unreadable", lambda: iter(["ar/verbs.toml: broken"]))
    assert commands.lexicon(Options()) == 1
    assert "ar/verbs.toml: broken" in capsys.readouterr().err


def test_the_version_is_that_of_the_package() -> None:
    """One line, nothing else."""
    from importlib.metadata import version

    assert run("--version").stdout == f"riwaya {version('riwaya')}\n"


@pytest.mark.parametrize("system", ["ar_IQ.UTF-8", "ar", "ar_EG"])
def test_help_speaks_the_language_of_the_system(system: str) -> None:
    """Arabic systems get Arabic help, all others English."""
    assert (
        toml("ui/cli.toml")["ar"]["about"][:30]
        in run("--help", LC_ALL=system, COLUMNS="200").stdout
    )
    assert "Read Arabic news" in run("--help", LC_ALL="de_DE.UTF-8").stdout


def test_both_languages_say_the_same_things() -> None:
    """Every entry has its twin, with the same places to fill."""
    english, arabic = toml("ui/cli.toml")["en"], toml("ui/cli.toml")["ar"]
    assert list(english) == list(arabic)
    for name, text in english.items():
        for field in ("{name}", "{n}"):
            assert (field in text) == (field in arabic[name]), name


@pytest.mark.parametrize(
    "sources", [["a.txt"], ["a.txt", "-"], ["read"], ["https://x.example", ""]]
)
def test_names_alone_need_no_parser(sources: list[str]) -> None:
    """They say what the parser would have said."""
    found, parsed = named(["read", *sources]), parser().parse_args(["read", *sources], Options())
    assert found is not None
    assert vars(found) == vars(parsed)


@pytest.mark.parametrize(
    "arguments", [[], [""], ["read"], ["demo"], ["read", "--json", "a.txt"], ["read", "a", "-h"]]
)
def test_anything_else_is_left_to_the_parser(arguments: list[str]) -> None:
    """Nothing is guessed of options."""
    assert named(arguments) is None


def test_every_option_has_help() -> None:
    """In either language, in every command."""
    for command in [parser(), *parser()._subparsers._group_actions[0].choices.values()]:  # type: ignore[union-attr]
        assert all(action.help for action in command._actions if action.dest != "command")


@pytest.mark.parametrize(
    ("stated", "width"), [("100", 100), ("9", 24), ("5000", 120), ("x", 80), ("", 80)]
)
def test_the_width_stays_readable(stated: str, width: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """COLUMNS is honoured within reason."""
    monkeypatch.setenv("COLUMNS", stated)
    monkeypatch.setattr(sys, "stdout", io.StringIO())
    assert _width() == width


@pytest.mark.parametrize(
    ("settings", "language"),
    [
        ({"LANG": "ar_SY.UTF-8"}, "ar"),
        ({"LANG": "ar_SY.UTF-8", "LC_ALL": "C"}, "en"),
        ({"LANG": "arn_CL"}, "en"),
        ({}, "en"),
    ],
)
def test_the_system_says_its_language(
    settings: dict[str, str], language: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """LC_ALL goes before LANG; Mapudungun is not Arabic."""
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(name, value)
    assert words.language() == language


def test_a_mistake_of_ours_is_said_in_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A traceback helps nobody but us, so it is shown on request."""

    def fail(*_: object) -> int:
        raise ZeroDivisionError("how odd")

    monkeypatch.setattr("riwaya.cli.main._run", fail)
    assert main([]) == 2
    assert "ZeroDivisionError: how odd" in capsys.readouterr().err
    monkeypatch.setenv("RIWAYA_DEBUG", "1")
    with pytest.raises(ZeroDivisionError):
        main([])


def test_what_json_writes_is_what_was_found(article: str) -> None:
    """Reading a line back gives the document and the extraction."""
    from riwaya.export.json import decode
    from riwaya.pipeline import Reading, read_sources

    line = run("read", "--json", article).stdout.encode()
    (found,) = read_sources([article])
    assert isinstance(found, Reading)
    again: tuple[Document, Extraction] = decode(line)
    assert msgspec.json.encode(again) == msgspec.json.encode((found.document, found.extraction))
