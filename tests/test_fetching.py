"""Fetching: polite to hosts, blind to nothing on the way, and each answer on record."""

import email.utils
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya import reading
from riwaya.errors import Disallowed, ReadError, SourceTooLarge, Unreachable
from riwaya.fetching import Archive, Fetcher, Manners, caching, robots
from riwaya.fetching.polite import retry_after
from riwaya.reading import addresses, limits
from riwaya.types import Document
from tests.reading_samples import TEXT, page
from tests.web_server import FakeClock, Reply, Site, site

NOW = datetime(2026, 1, 10, 12, tzinfo=UTC)


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a site on this machine, with the guard open for it."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")
    with site() as found:
        yield found


@pytest.fixture
def clock() -> FakeClock:
    """Return a clock that nobody waits for."""
    return FakeClock()


def dated(moment: datetime) -> str:
    """Return an instant as HTTP writes it."""
    return email.utils.format_datetime(moment, usegmt=True)


# ---- pauses -----------------------------------------------------------------------------------


def test_a_host_is_asked_with_pauses(here: Site, clock: FakeClock) -> None:
    """robots.txt once, then two seconds between two questions."""
    here.pages = {"/a": Reply(b"a"), "/b": Reply(b"b")}
    fetcher = Fetcher(clock=clock)
    assert fetcher.get(f"{here.address}/a").body == b"a"
    assert fetcher.get(f"{here.address}/b").body == b"b"
    assert [path for path, _ in here.asked] == ["/robots.txt", "/a", "/b"]
    assert clock.slept == [2.0, 2.0]


def test_a_host_that_wants_longer_pauses_gets_them(here: Site, clock: FakeClock) -> None:
    """Crawl-delay counts, but none holds us for more than half a minute."""
    here.pages = {"/a": Reply(b"a")}
    for stated, wanted in (("7", 7.0), ("0.5", 2.0), ("86400", 30.0), ("x", 2.0), ("-3", 2.0)):
        here.pages["/robots.txt"] = Reply(f"User-agent: *\nCrawl-delay: {stated}".encode())
        clock.slept.clear()
        fetcher = Fetcher(clock=clock)
        fetcher.get(f"{here.address}/a")
        fetcher.get(f"{here.address}/a")
        assert clock.slept == [2.0, wanted]


def test_a_host_that_fails_is_left_alone_longer_each_time(here: Site, clock: FakeClock) -> None:
    """Beyond our patience the question is put off without asking; a success forgets the failures."""
    here.pages = {"/robots.txt": Reply(), "/a": Reply(status=500)}
    fetcher = Fetcher(clock=clock)
    url = f"{here.address}/a"
    pauses = []
    for _ in range(3):
        with pytest.raises(Unreachable, match="500"):
            fetcher.get(url)
        pauses.append((fetcher.ready(url) - clock.now()).total_seconds())
        clock.instant = fetcher.ready(url)
    assert pauses == [30.0, 60.0, 120.0]
    with pytest.raises(Unreachable, match="500"):
        fetcher.get(url)
    count = len(here.asked)
    with pytest.raises(Unreachable, match="left alone until"):
        fetcher.get(url)
    assert len(here.asked) == count
    clock.instant = fetcher.ready(url)
    here.pages["/a"] = Reply(b"a")
    fetcher.get(url)
    assert (fetcher.ready(url) - clock.now()).total_seconds() == 2.0


@pytest.mark.parametrize("status", [429, 503])
def test_a_host_that_says_how_long_is_believed(here: Site, clock: FakeClock, status: int) -> None:
    """In seconds or as a date, but for no more than a day."""
    here.pages = {"/robots.txt": Reply()}
    later = dated(clock.now() + timedelta(hours=2))
    for stated, wanted in (("600", 600.0), (later, 7_200.0), ("9" * 30, 86_400.0), ("x", 30.0)):
        clock.instant = NOW
        here.pages["/a"] = Reply(status=status, headers={"Retry-After": stated})
        fetcher = Fetcher(Manners(delay=0.0), clock=clock)
        with pytest.raises(Unreachable, match=str(status)):
            fetcher.get(f"{here.address}/a")
        assert (fetcher.ready(f"{here.address}/a") - clock.now()).total_seconds() == wanted


@given(st.text(max_size=30))
def test_any_retry_after_is_survived(stated: str) -> None:
    """It is a time of at most a day, or nothing."""
    found = retry_after(stated, NOW)
    assert found is None or timedelta() <= found <= timedelta(days=1)


def test_a_host_that_does_not_answer_costs_one_question(
    clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Thirty links to a dead host are not thirty time-outs."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")
    fetcher = Fetcher(Manners(patience=5.0), clock=clock)
    for _ in range(30):
        with pytest.raises(ReadError):
            fetcher.get("http://127.0.0.1:1/a")
    assert clock.slept == []


# ---- robots.txt -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("reply", "allowed"),
    [
        (Reply(b"User-agent: *\nDisallow: /private"), (True, False)),
        (Reply(b"User-agent: riwaya\nDisallow: /\n\nUser-agent: *\nAllow: /"), (False, False)),
        (Reply(b"User-agent: *\nDisallow: /\n\nUser-agent: riwaya\nDisallow:"), (True, True)),
        (Reply(b"\xef\xbb\xbfuser-agent:*\ndisallow:/private$\nallow:/"), (True, True)),
        (Reply(b"<html>no robots here</html>"), (True, True)),
        (Reply(status=404), (True, True)),
        (Reply(status=403), (True, True)),
        (Reply(status=500), (False, False)),
        (Reply(status=503), (False, False)),
        (Reply(status=429), (False, False)),
        (Reply(b"\0\xff" * 300_000), (True, True)),
        (Reply(b"User-agent: *\n" + b"Disallow: /x\n" * 60_000), (True, True)),
    ],
    ids=["a part", "us", "all but us", "a mark and no spaces", "a page", "none", "forbidden", "broken", "busy",
         "too many", "rubbish", "very long"],
)  # fmt: skip
def test_robots_are_obeyed(
    here: Site, clock: FakeClock, reply: Reply, allowed: tuple[bool, bool]
) -> None:
    """By RFC 9309: no file allows all, a host that fails allows nothing for the time being."""
    here.pages = {"/robots.txt": reply, "/a": Reply(b"a"), "/private/b": Reply(b"b")}
    fetcher = Fetcher(Manners(patience=99_999), clock=clock)
    for path, is_allowed in zip(("/a", "/private/b"), allowed, strict=True):
        if is_allowed:
            assert fetcher.get(f"{here.address}{path}").status == 200
        else:
            with pytest.raises(Unreachable if reply.status >= 429 else Disallowed):
                fetcher.get(f"{here.address}{path}")
    assert here.paths == [
        path for path, ok in zip(("/a", "/private/b"), allowed, strict=True) if ok
    ]


def test_robots_hold_for_a_day_and_failures_for_half_an_hour(here: Site, clock: FakeClock) -> None:
    """A file that changes is seen the next day; one that failed soon."""
    url = f"{here.address}/a"
    here.pages = {"/robots.txt": Reply(status=500), "/a": Reply(b"a")}
    fetcher = Fetcher(clock=clock)
    with pytest.raises(Unreachable, match="cannot be read now"):
        fetcher.get(url)
    here.pages["/robots.txt"] = Reply(b"User-agent: *\nAllow: /")
    clock.pass_by(minutes=31)
    fetcher.get(url)
    here.pages["/robots.txt"] = Reply(b"User-agent: *\nDisallow: /")
    clock.pass_by(hours=23)
    fetcher.get(url)
    clock.pass_by(hours=2)
    with pytest.raises(Disallowed, match="asks that it be left alone"):
        fetcher.get(url)


def test_robots_that_send_on_are_followed_five_times(here: Site, clock: FakeClock) -> None:
    """Rings end; what cannot be read forbids."""
    here.pages = {
        "/robots.txt": Reply(status=301, headers={"Location": "/r"}),
        "/r": Reply(b"User-agent: *\nDisallow: /private"),
        "/a": Reply(b"a"),
    }
    assert Fetcher(clock=clock).get(f"{here.address}/a").body == b"a"
    here.pages["/r"] = Reply(status=302, headers={"Location": "/robots.txt"})
    with pytest.raises(Unreachable, match="cannot be read now"):
        Fetcher(clock=clock).get(f"{here.address}/a")


# ---- redirects and the guard ------------------------------------------------------------------


def test_redirects_are_followed_and_moving_for_good_is_told(here: Site, clock: FakeClock) -> None:
    """Only where every hop says so."""
    here.pages = {
        "/old": Reply(status=301, headers={"Location": "/new"}),
        "/new": Reply(b"new"),
        "/now": Reply(status=302, headers={"Location": "/old"}),
    }
    fetcher = Fetcher(clock=clock)
    assert fetcher.get(f"{here.address}/old").moved == f"{here.address}/new"
    assert fetcher.get(f"{here.address}/now").moved is None
    assert fetcher.get(f"{here.address}/now").url == f"{here.address}/new"


def test_redirects_end(here: Site, clock: FakeClock) -> None:
    """Five of them are followed, no ring is walked."""
    here.pages = {"/a": Reply(status=302, headers={"Location": "/a"})}
    with pytest.raises(Unreachable, match="sends on"):
        Fetcher(clock=clock).get(f"{here.address}/a")
    assert len(here.paths) == limits.MAX_REDIRECTS + 1


def test_each_hop_asks_its_own_robots(here: Site, clock: FakeClock) -> None:
    """A page that may be asked cannot lead to one that may not."""
    here.pages = {
        "/robots.txt": Reply(b"User-agent: *\nDisallow: /private"),
        "/a": Reply(status=302, headers={"Location": "/private"}),
        "/private": Reply(b"secret"),
    }
    with pytest.raises(Disallowed):
        Fetcher(clock=clock).get(f"{here.address}/a")
    assert here.paths == ["/a"]


FORBIDDEN = [
    "http://127.0.0.1/", "http://localhost/", "http://localhost./", "http://127.1/", "http://2130706433/",
    "http://0x7f000001/", "http://0177.0.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://192.168.1.1/",
    "http://169.254.169.254/latest/", "http://100.64.0.1/", "http://0.0.0.0/", "http://224.0.0.1/", "http://240.0.0.1/",
    "http://[::1]/", "http://[::ffff:127.0.0.1]/", "http://[fd00::1]/", "http://[fe80::1]/", "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/", "http://[2001:0:7f00:1::]/", "http://good.example\\@127.0.0.1/", "http://user@127.0.0.1/",
    "http://127.0.0.1%00.example/", "http://127。0。0。1/", "http://①②⑦.0.0.1/", "file:///etc/passwd",
    "ftp://127.0.0.1/", "gopher://127.0.0.1/", "data:text/html,x", "dict://127.0.0.1/", "//127.0.0.1/", "http:///",
]  # fmt: skip


@pytest.mark.parametrize("url", FORBIDDEN)
def test_no_question_reaches_a_forbidden_address(
    url: str, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither for the page nor for its robots.txt: seen at the socket, not in our own words."""
    import socket

    monkeypatch.delenv("RIWAYA_ALLOW_PRIVATE", raising=False)
    reached: list[object] = []
    monkeypatch.setattr(
        socket, "create_connection", lambda address, *_, **__: reached.append(address)
    )
    with pytest.raises(ReadError):
        Fetcher(clock=clock).get(url)
    assert reached == []


@pytest.mark.parametrize(
    "hop", ["http://169.254.169.254/", "http://localhost:1/", "http://[::1]/", "file:///etc/passwd"]
)
def test_a_page_cannot_send_us_inward(
    hop: str, here: Site, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The guard looks at each hop; here it lets the first one through, which is on this machine."""
    monkeypatch.delenv("RIWAYA_ALLOW_PRIVATE")
    true_check = addresses.allowed
    port = int(here.address.rpartition(":")[2])
    monkeypatch.setattr(
        addresses, "allowed",
        lambda host, asked: ["127.0.0.1"] if (host, asked) == ("127.0.0.1", port) else true_check(host, asked),
    )  # fmt: skip
    here.pages = {"/a": Reply(status=302, headers={"Location": hop})}
    with pytest.raises(ReadError):
        Fetcher(clock=clock).get(f"{here.address}/a")
    assert here.paths == ["/a"]


def test_a_body_above_the_limit_is_refused(
    here: Site, clock: FakeClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever its length says."""
    monkeypatch.setattr(limits, "MAX_BODY", 1_000)
    here.pages = {"/a": Reply(b"x" * 5_000)}
    with pytest.raises(SourceTooLarge):
        Fetcher(clock=clock).get(f"{here.address}/a")


# ---- caching ----------------------------------------------------------------------------------


def stored(**headers: str) -> caching.Stored:
    """Return an answer of noon; ``_`` in a header stands for ``-``."""
    listed = tuple((name.lower().replace("_", "-"), value) for name, value in headers.items())
    return caching.Stored("https://jisr.example/feed", (("date", dated(NOW)), *listed), NOW)


@pytest.mark.parametrize(
    ("headers", "minutes", "asked"),
    [
        ({"ETag": '"1"'}, 1, {"if-none-match": '"1"'}),
        ({"ETag": '"1"', "Last_Modified": dated(NOW)}, 1,
         {"if-none-match": '"1"', "if-modified-since": dated(NOW)}),
        ({"Last_Modified": dated(NOW - timedelta(days=300))}, 1,
         {"if-modified-since": dated(NOW - timedelta(days=300))}),
        ({"Cache_Control": "max-age=600", "ETag": '"1"'}, 9, None),
        ({"Cache_Control": "max-age=600", "ETag": '"1"'}, 11, {"if-none-match": '"1"'}),
        ({"Cache_Control": "max-age=600", "Age": "540", "ETag": '"1"'}, 2, {"if-none-match": '"1"'}),
        ({"Cache_Control": "max-age=600"}, 11, {}),
        ({"Cache_Control": "max-age=600, no-cache", "ETag": '"1"'}, 1, {"if-none-match": '"1"'}),
        ({"Cache_Control": "no-store, max-age=600", "ETag": '"1"'}, 1, {}),
        ({"Cache_Control": "max-age=31536000", "ETag": '"1"'}, 23 * 60, None),
        ({"Cache_Control": "max-age=31536000", "ETag": '"1"'}, 25 * 60, {"if-none-match": '"1"'}),
        ({"Expires": dated(NOW + timedelta(minutes=10)), "ETag": '"1"'}, 9, None),
        ({"Expires": dated(NOW + timedelta(minutes=10)), "ETag": '"1"'}, 11, {"if-none-match": '"1"'}),
        ({"Expires": "0", "ETag": '"1"'}, 1, {"if-none-match": '"1"'}),
        ({"Expires": dated(NOW + timedelta(minutes=10)), "Cache_Control": "max-age=0", "ETag": 'W/"1"'}, 1,
         {"if-none-match": 'W/"1"'}),
        ({}, 1, {}),
    ],
)  # fmt: skip
def test_what_is_fresh_is_not_asked_and_what_is_known_is_asked_with_its_mark(
    headers: dict[str, str], minutes: int, asked: dict[str, str] | None
) -> None:
    """RFC 9111, with a day as the longest lifetime and no guesses."""
    assert caching.ask(stored(**headers), NOW + timedelta(minutes=minutes)) == asked


def test_nothing_known_is_asked_anew() -> None:
    """The first question bears no conditions."""
    assert caching.ask(None, NOW) == {}


def test_a_304_brings_the_headers_up_to_date() -> None:
    """The mark stays, the new lifetime counts."""
    old = stored(ETag='"1"', Content_Type="text/xml")
    fresh = (("etag", '"1"'), ("cache-control", "max-age=600"), ("date", dated(NOW)))
    found = caching.updated(old, fresh)
    assert dict(found)["content-type"] == "text/xml"
    kept = caching.Stored(old.url, found, NOW)
    assert caching.ask(kept, NOW + timedelta(minutes=5)) is None
    assert caching.ask(kept, NOW + timedelta(minutes=15)) == {"if-none-match": '"1"'}


NAMES = st.sampled_from(
    ["etag", "last-modified", "cache-control", "expires", "date", "age", "vary", "x-a"]
)
VALUES = st.one_of(
    st.text(st.characters(min_codepoint=32, max_codepoint=255), max_size=20),
    st.sampled_from(
        ['"1"', "max-age=60", "no-store", "no-cache", dated(NOW), "9" * 30, "-1", "*", "s-maxage=x"]
    ),
)


@given(st.lists(st.tuples(NAMES, VALUES), max_size=6).map(tuple), st.integers(-9, 99_999))
def test_any_headers_are_survived(headers: caching.Headers, minutes: int) -> None:
    """What is asked has conditions only; nothing is raised."""
    kept = caching.Stored("https://jisr.example/feed", headers, NOW)
    asked = caching.ask(kept, NOW + timedelta(minutes=minutes))
    assert asked is None or set(asked) <= {"if-none-match", "if-modified-since"}
    assert isinstance(caching.updated(kept, headers), tuple)


# ---- the record -------------------------------------------------------------------------------


def test_each_answer_is_on_record(here: Site, clock: FakeClock, tmp_path: Path) -> None:
    """With robots.txt, redirects and failures; our own reader and others read it."""
    from warcio.archiveiterator import ArchiveIterator

    here.pages = {
        "/a": Reply(status=302, headers={"Location": "/b"}),
        "/b": Reply(page(), headers={"Content-Type": "text/html; charset=utf-8", "X-A": "1"}),
        "/c": Reply(b"no", status=500),
    }
    fetcher = Fetcher(clock=clock, archive=Archive(tmp_path / "warc"))
    fetcher.get(f"{here.address}/a")
    with pytest.raises(Unreachable):
        fetcher.get(f"{here.address}/c")
    (path,) = (tmp_path / "warc").iterdir()
    assert path.name == "riwaya-20260110.warc.gz"
    with path.open("rb") as file:
        found = [
            (record.rec_headers["WARC-Target-URI"], record.http_headers.get_statuscode())
            for record in ArchiveIterator(file)
            if record.rec_type == "response"
        ]
    assert found == [
        (f"{here.address}/robots.txt", "404"), (f"{here.address}/a", "302"), (f"{here.address}/b", "200"),
        (f"{here.address}/c", "500"),
    ]  # fmt: skip
    (document,) = reading.read(str(path))
    assert isinstance(document, Document)
    assert (document.text, document.url) == (TEXT, f"{here.address}/b")


def test_a_record_that_was_cut_costs_only_itself(
    here: Site, clock: FakeClock, tmp_path: Path
) -> None:
    """What is written after a crash is whole again."""
    here.pages = {
        f"/{n}": Reply(page(f"<p>{n}</p>"), headers={"Content-Type": "text/html"}) for n in range(3)
    }
    archive = Archive(tmp_path)
    fetcher = Fetcher(clock=clock, archive=archive)
    fetcher.get(f"{here.address}/0")
    (path,) = tmp_path.iterdir()
    fetcher.get(f"{here.address}/1")
    path.write_bytes(path.read_bytes()[:-100])
    fetcher.get(f"{here.address}/2")
    found = list(reading.read(str(path)))
    assert [getattr(item, "url", None) for item in found[:2]] == [
        f"{here.address}/0",
        f"{here.address}/2",
    ]
    assert len(found) == 3


def test_the_next_day_has_a_file_of_its_own(here: Site, clock: FakeClock, tmp_path: Path) -> None:
    """By the day in UTC."""
    here.pages = {"/a": Reply(b"a")}
    fetcher = Fetcher(clock=clock, archive=Archive(tmp_path))
    fetcher.get(f"{here.address}/a")
    clock.pass_by(days=1)
    fetcher.get(f"{here.address}/a")
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        "riwaya-20260110.warc.gz", "riwaya-20260111.warc.gz",
    ]  # fmt: skip


def test_our_name_is_told(here: Site, clock: FakeClock) -> None:
    """A host that wants to keep us out knows how."""
    here.pages = {"/a": Reply(b"a")}
    Fetcher(clock=clock).get(f"{here.address}/a")
    assert all(robots.NAME in headers["user-agent"] for _, headers in here.asked)
