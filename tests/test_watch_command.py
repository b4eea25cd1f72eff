"""``riwaya watch``: feeds are named, watched and told of, in both languages, for people and for programs."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from riwaya.cli import watch as command
from riwaya.cli.arguments import parser
from riwaya.cli.main import main
from riwaya.cli.options import Options
from riwaya.ledger import open_ledger
from tests.test_watch import publish, rss
from tests.web_server import FakeClock, Reply, Site, site


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a site on this machine; the ledger, the records and the working folder are of the test."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("RIWAYA_DB", str(tmp_path / "own.db"))
    monkeypatch.setenv("LANG", "C.UTF-8")
    monkeypatch.chdir(tmp_path)
    with site() as found:
        publish(found, 1, 2)
        yield found


def told(*arguments: str) -> Options:
    """Return what a command line says."""
    return parser().parse_args(["watch", *arguments], Options())


def run(*arguments: str, clock: FakeClock | None = None) -> int:
    """Run the command with a clock that nobody waits for."""
    return command.watch(told(*arguments), clock=clock or FakeClock())


def test_a_round_takes_what_is_new_and_keeps_records(
    here: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Added, asked, listed: by the real command line."""
    assert main(["watch", "add", f"{here.address}/feed", "--publisher", "صحيفة"]) == 0
    assert main(["watch", "add", f"{here.address}/feed"]) == 0
    assert run("--once", "--warc", "records") == 0
    assert main(["watch", "list"]) == 0
    out = capsys.readouterr().out.splitlines()
    assert out[0] == "Feeds that are watched now: 1 new, 0 known."
    assert out[1] == "Feeds that are watched now: 0 new, 1 known."
    assert out[2].startswith("Feeds asked: 1, of them unchanged 0, failed 0. Articles: 2 new.")
    assert out[4].split()[:3] == ["2", "2", "0"]
    assert out[4].endswith(f"{here.address}/feed")
    assert len(list((tmp_path / "records").iterdir())) == 1
    with open_ledger(create=False) as ledger:
        assert [document.publisher for document in ledger.documents()] == ["صحيفة"] * 2


def test_programs_are_told_in_json(here: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """One event a line; problems as they come."""
    here.pages["/2"] = Reply(status=404)
    assert run("add", "--json", f"{here.address}/feed") == 0
    assert run("--once", "--no-warc", "--json") == 1
    assert run("list", "--json") == 0
    lines = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [line.get("event") for line in lines] == ["added", "problem", "round", None]
    assert lines[2]["new"] == 1
    assert (lines[3]["expected"], lines[3]["received"], lines[3]["failed"]) == (2, 1, 1)


def test_feeds_of_a_file_are_added(
    here: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """With their titles; they can be left by the same file."""
    (tmp_path / "feeds.opml").write_text(
        f'<opml><body><outline text="الجسر" xmlUrl="{here.address}/feed"/>'
        '<outline text="ب" xmlUrl="https://jisr.example/b"/></body></opml>'
    )
    assert run("add", "feeds.opml") == 0
    assert run("list") == 0
    assert "(الجسر)" in capsys.readouterr().out
    assert run("remove", "feeds.opml") == 0
    assert capsys.readouterr().out == "Feeds that are watched no longer: 2.\n"
    assert run("remove", f"{here.address}/feed") == 3


def test_the_loop_waits_for_the_next_feed_and_goes_on(
    here: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    """It looks again at least once a minute, says nothing of empty rounds, and ends by Ctrl-C."""

    class Impatient(FakeClock):
        def sleep(self, seconds: float) -> None:
            super().sleep(seconds)
            if len(self.slept) == 12:
                publish(here, 1, 2, 3)
                here.pages["/feed"] = Reply(rss(here, 1, 2, 3))
            if len(self.slept) > 24:
                raise KeyboardInterrupt

    clock = Impatient()
    run("add", f"{here.address}/feed")
    with pytest.raises(KeyboardInterrupt):
        run("--no-warc", "--every", "10", clock=clock)
    out = capsys.readouterr().out.splitlines()[1:]
    assert ["2 new" in line for line in out[:2]] == [True, False]
    assert "1 new" in out[1]
    assert max(clock.slept) == 60.0


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["watch", "--once"], "There is no ledger yet"),
        (["watch", "add", "no-such.opml"], "no list of feeds"),
        (["watch", "add", "page.html"], "no list of feeds"),
        (["watch", "add", "file:///etc/passwd"], "only http and https"),
        (["watch", "add", "http://[::1"], "not a valid address"),
    ],
)
@pytest.mark.usefixtures("here")
def test_a_wrong_command_says_what_is_wrong(
    arguments: list[str], said: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """In one line, with the exit code for it."""
    (tmp_path / "page.html").write_text("<html><body>x</body></html>")
    assert main(arguments) == 2
    error = capsys.readouterr().err
    assert said in error
    assert error.count("\n") == 1


def test_nothing_to_watch_is_said(here: Site, capsys: pytest.CaptureFixture[str]) -> None:
    """In the user's language too."""
    main(["watch", "add", f"{here.address}/feed"])
    main(["watch", "remove", f"{here.address}/feed"])
    assert main(["watch", "--once"]) == 2
    assert main(["watch", "list"]) == 2
    assert capsys.readouterr().err.count("No feed is watched") == 2


@pytest.mark.usefixtures("here")
def test_missing_libraries_are_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A bare installation can name feeds, and says what watching needs."""
    main(["watch", "add", "https://jisr.example/feed"])
    monkeypatch.setattr(command, "find_spec", lambda _: None)
    assert main(["watch", "--once"]) == 2
    assert "riwaya[watch]" in capsys.readouterr().err


def test_all_feeds_failing_is_another_exit_code(here: Site) -> None:
    """As with `riwaya read`."""
    here.pages["/feed"] = Reply(status=500)
    run("add", f"{here.address}/feed")
    assert run("--once", "--no-warc") == 3
