"""Watching: what is new in feeds goes into the ledger once, politely, and how each feed is can be told."""

import html
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.fetching import Archive, Fetcher, Manners
from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.feeds import Feeds, Fetched
from riwaya.types import Problem
from riwaya.watching import Health, Round, Settings, Watcher, health, schedule
from tests.reading_samples import BODY, HEADLINE, TEXT, page
from tests.web_server import FakeClock, Reply, Site, site

EVERY = timedelta(minutes=15)
HTML = {"Content-Type": "text/html; charset=utf-8"}


@pytest.fixture
def here(monkeypatch: pytest.MonkeyPatch) -> Iterator[Site]:
    """Return a site on this machine, with the guard open for it."""
    monkeypatch.setenv("RIWAYA_ALLOW_PRIVATE", "1")
    with site() as found:
        found.pages["/robots.txt"] = Reply(b"User-agent: *\nAllow: /")
        yield found


class Desk:
    """A watcher over a ledger, with the clock of the test and all problems that it told of."""

    def __init__(
        self, ledger: Ledger, settings: Settings | None = None, archive: Path | None = None
    ) -> None:
        self.ledger = ledger
        self.clock = FakeClock()
        self.told: list[Problem] = []
        self.settings = settings or Settings(every=EVERY)
        self.archive = Archive(archive) if archive else None
        self.feeds = Feeds(ledger.backend)
        self.open()

    def open(self) -> None:
        """Begin anew, as a program that is started again does."""
        fetcher = Fetcher(Manners(), clock=self.clock, archive=self.archive)
        self.watcher = Watcher(
            self.ledger, fetcher, self.clock, settings=self.settings, tell=self.told.append
        )

    def add(self, url: str, publisher: str | None = None) -> None:
        """Watch a feed."""
        self.feeds.add(url, self.clock.now(), title=None, publisher=publisher)

    def round(self, later: float = 16) -> Round:
        """Make a round, some minutes later."""
        self.clock.pass_by(minutes=later)
        return self.watcher.round()

    def texts(self) -> list[str]:
        """Return the texts in the ledger."""
        return [document.text for document in self.ledger.documents()]

    def health(self) -> Health:
        """Return how the one feed is."""
        (found,) = health(self.ledger, self.clock.now(), EVERY)
        return found


@pytest.fixture
def desk(ledger: Ledger) -> Desk:
    """Return a watcher over an empty ledger, on each database."""
    return Desk(ledger)


@pytest.fixture
def small(tmp_path: Path) -> Iterator[Desk]:
    """Return a watcher over an empty ledger in a file."""
    with open_ledger(tmp_path / "own.db") as ledger:
        yield Desk(ledger)


def number(n: int) -> bytes:
    """Return a page that differs from others."""
    return page(f"<p>هذه الطبعة رقم {n} من الخبر.</p>")


def rss(
    here: Site, *numbers: int, more: str = "", date: str = "Sun, 14 Jan 2018 10:00:00 GMT"
) -> bytes:
    """Return a feed that leads to these pages."""
    items = "".join(
        f"<item><title>{HEADLINE} {n}</title><link>{here.address}/{n}#top</link><guid>{n}</guid>"
        f"<pubDate>{date}</pubDate><description>{html.escape(BODY)}</description></item>"
        for n in numbers
    )
    return f"<rss><channel><title>صحيفة الجسر</title>{items}{more}</channel></rss>".encode()


def publish(here: Site, *numbers: int, **reply: object) -> None:
    """Have the site show a feed and its pages."""
    here.pages["/feed"] = msgspec.structs.replace(Reply(rss(here, *numbers)), **reply)
    for n in numbers:
        here.pages.setdefault(f"/{n}", Reply(number(n), headers=HTML))


def test_new_pages_are_taken_once(here: Site, desk: Desk) -> None:
    """Each with its address, its bytes, and the feed's day where it states none; the next round adds what is new."""
    publish(here, 1, 2)
    desk.add(f"{here.address}/feed")
    assert desk.round() == Round(feeds=1, new=2)
    first, second = desk.ledger.documents()
    assert first.text.startswith(TEXT)
    assert (first.url, first.source) == (f"{here.address}/1", f"{here.address}/1")
    assert (first.published, first.publisher) == ("2018-01-14T10:00:00+00:00", "صحيفة الجسر")
    assert "day as the feed states it" in first.notes
    article = desk.ledger.article(second.id)
    assert article is not None and article.sha256 is not None
    assert desk.ledger.original(article.sha256) == number(2)
    assert desk.ledger.stats().rows["statements"] > 0
    assert desk.round() == Round(feeds=1)
    publish(here, 1, 2, 3)
    assert desk.round() == Round(feeds=1, new=1)
    assert here.paths.count("/1") == 1
    assert list(desk.ledger.verify()) == []


def test_what_has_not_changed_is_not_sent_again(here: Site, small: Desk) -> None:
    """The mark is sent back, also by a program that is started again; a lifetime holds the question back."""
    publish(here, 1, etag='"a"')
    small.add(f"{here.address}/feed")
    small.round()
    small.open()
    assert small.round() == Round(feeds=1, unchanged=1)
    assert here.asked[-1][1]["if-none-match"] == '"a"'
    publish(here, 1, 2, etag='"b"', headers={"Cache-Control": "max-age=3600"})
    assert small.round() == Round(feeds=1, new=1)
    count = len(here.asked)
    assert small.round(30) == Round()
    assert len(here.asked) == count
    assert small.round(40).unchanged == 1


def test_a_feed_that_states_its_own_lifetime_is_believed(here: Site, small: Desk) -> None:
    """``ttl`` counts where the server says nothing."""
    here.pages["/feed"] = Reply(rss(here, more="<ttl>60</ttl>"))
    small.add(f"{here.address}/feed")
    assert small.round().feeds == 1
    assert small.round(30).feeds == 0
    assert small.round(35).feeds == 1


def test_a_round_that_was_ended_in_the_middle_is_taken_up(here: Site, small: Desk) -> None:
    """The poll is noted last, so its mark hides nothing that was not taken; what was taken is not asked again."""
    publish(here, 1, 2, 3, etag='"a"')
    small.add(f"{here.address}/feed")

    def ends(_headers: dict[str, str]) -> Reply:
        raise_in.append(1)
        return Reply(number(2), headers=HTML)

    raise_in: list[int] = []
    here.pages["/2"] = ends
    small.clock.pass_by(minutes=1)
    true_take = small.watcher._take

    def take(*given: object) -> object:
        if raise_in:
            raise KeyboardInterrupt
        return true_take(*given)  # type: ignore[arg-type]

    small.watcher._take = take  # type: ignore[method-assign,assignment]
    with pytest.raises(KeyboardInterrupt):
        small.watcher.round()
    assert len(small.texts()) == 1
    raise_in.clear()
    here.pages["/2"] = Reply(number(2), headers=HTML)
    small.open()
    assert small.round(0) == Round(feeds=1, new=2)
    assert here.paths.count("/1") == 1
    assert small.round() == Round(feeds=1, unchanged=1)


def test_a_page_that_fails_is_tried_three_times(here: Site, small: Desk) -> None:
    """In later rounds, though the feed itself has not changed; the problem is told and kept."""
    publish(here, 1, 2, etag='"a"')
    here.pages["/2"] = Reply(status=500)
    small.add(f"{here.address}/feed")
    for _ in range(5):
        small.round(60)
    assert here.paths.count("/2") == 3
    assert [problem.error for problem in small.told] == ["Unreachable"] * 3
    assert small.ledger.stats().rows["problems"] == 1
    found = small.health()
    assert (found.expected, found.received, found.failed) == (2, 1, 1)


def test_a_page_that_comes_back_is_taken(here: Site, small: Desk) -> None:
    """Then it counts as received, not as failed."""
    publish(here, 1, etag='"a"')
    here.pages["/1"] = Reply(status=503)
    small.add(f"{here.address}/feed")
    assert small.round().failed == 1
    here.pages["/1"] = Reply(number(1), headers=HTML)
    assert small.round(60).new == 1
    found = small.health()
    assert (found.expected, found.received, found.failed) == (1, 1, 0)


@pytest.mark.parametrize(
    ("robots", "body"),
    [
        (b"User-agent: *\nDisallow: /1", number(1)),
        (b"User-agent: *\nAllow: /", b"<html><body><p>please enable scripts</p></body></html>"),
    ],
    ids=["forbidden", "without an article"],
)
def test_what_the_feed_itself_says_is_taken_where_the_page_gives_nothing(
    here: Site, small: Desk, robots: bytes, body: bytes
) -> None:
    """Nothing that was published to us is lost; the note says where it comes from, the problem why."""
    here.pages["/robots.txt"] = Reply(robots)
    here.pages["/1"] = Reply(body, headers=HTML)
    publish(here, 1)
    small.add(f"{here.address}/feed", publisher="جريدة أخرى")
    assert small.round().new == 1
    (document,) = small.ledger.documents()
    assert document.text == f"{HEADLINE} 1\n\n{BODY}"
    assert "from a feed: the page may say more" in document.notes
    assert document.publisher == "جريدة أخرى"
    assert len(small.told) == 1
    assert small.round() == Round(feeds=1)


def test_a_feed_that_fails_is_left_alone_longer_each_time(here: Site, small: Desk) -> None:
    """Its health says since when; a success makes it fine."""
    here.pages["/feed"] = Reply(status=500)
    small.add(f"{here.address}/feed")
    asked = []
    for _ in range(12):
        asked.append(small.round(15.1).feeds)
    assert asked == [1, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0]
    found = small.health()
    assert (found.state, found.failures, found.problem) == ("failing", 3, "Unreachable")
    publish(here, 1)
    small.clock.pass_by(days=1)
    small.open()
    assert small.round().new == 1
    assert small.health().state == "fine"


def test_a_host_that_asks_for_time_gets_it_from_the_next_program_too(
    here: Site, small: Desk
) -> None:
    """``Retry-After`` is kept in the ledger."""
    here.pages["/feed"] = Reply(status=429, headers={"Retry-After": "7200"})
    small.add(f"{here.address}/feed")
    small.round()
    small.open()
    assert small.round(60).feeds == 0
    assert small.round(61).feeds == 1


def test_a_feed_that_is_gone_is_asked_once_a_week(here: Site, small: Desk) -> None:
    """Its health says so."""
    here.pages["/feed"] = Reply(status=410)
    small.add(f"{here.address}/feed")
    small.round()
    assert small.health().state == "gone"
    assert small.round(60 * 24 * 6).feeds == 0
    assert small.round(60 * 24 * 2).feeds == 1


def test_many_pages_are_taken_in_many_rounds(here: Site, small: Desk) -> None:
    """A sitemap may list fifty thousand: none is lost for being too many."""
    small.settings = Settings(every=EVERY, limit=2)
    small.open()
    publish(here, 1, 2, 3, 4, 5, etag='"a"')
    small.add(f"{here.address}/feed")
    assert small.round() == Round(feeds=1, new=2, waiting=3)
    found = small.health()
    assert (found.state, found.expected, found.received, found.waiting) == ("waiting", 5, 2, 3)
    assert small.round() == Round(feeds=1, new=2, waiting=1)
    assert small.round() == Round(feeds=1, new=1)
    assert small.round() == Round(feeds=1, unchanged=1)
    assert small.health().expected == 5


def test_an_index_of_sitemaps_leads_to_pages(here: Site, small: Desk) -> None:
    """Through its sitemaps, packed or not; one that fails costs only itself."""
    import gzip

    publish(here, 1, 2)
    sitemap = "<urlset><url><loc>{}</loc><lastmod>2018-01-14</lastmod></url></urlset>"
    here.pages["/index"] = Reply(
        b"<sitemapindex><sitemap><loc>/s1.xml.gz</loc></sitemap><sitemap><loc>s2.xml</loc></sitemap>"
        b"<sitemap><loc>s3.xml</loc></sitemap></sitemapindex>"
    )
    here.pages["/s1.xml.gz"] = Reply(gzip.compress(sitemap.format(f"{here.address}/1").encode()))
    here.pages["/s2.xml"] = Reply(sitemap.format("/2").encode())
    small.add(f"{here.address}/index")
    assert small.round() == Round(feeds=1, new=2)
    assert [problem.source for problem in small.told] == [f"{here.address}/s3.xml"]


@pytest.mark.parametrize(
    ("body", "error"),
    [
        (b"<html><body>no feed</body></html>", "UnknownFormat"),
        (b"", "UnknownFormat"),
        (b"\x1f\x8b\x08 cut", "DamagedSource"),
        (b"<rss>" + b"<a>" * 50_000, "SourceTooLarge"),
        (b'{"version": "https://jsonfeed.org/version/1", "items": ', "DamagedSource"),
    ],
)
def test_what_is_no_feed_is_a_problem_with_a_name(
    here: Site, small: Desk, body: bytes, error: str
) -> None:
    """And the feed is failing."""
    here.pages["/feed"] = Reply(body)
    small.add(f"{here.address}/feed")
    assert small.round() == Round(feeds=1, feeds_failed=1)
    assert [problem.error for problem in small.told] == [error]
    assert small.health().state == "failing"


def test_a_feed_that_is_cut_gives_what_it_has_and_says_so(here: Site, small: Desk) -> None:
    """Its whole items are taken."""
    publish(here, 1, 2)
    here.pages["/feed"] = Reply(rss(here, 1, 2)[:-300])
    small.add(f"{here.address}/feed")
    assert small.round().new == 1
    assert [problem.error for problem in small.told] == ["DamagedSource"]


def test_one_feed_that_fails_does_not_hold_the_others(here: Site, small: Desk) -> None:
    """Links that are none of the web are left out."""
    publish(here, 1)
    here.pages["/feed"] = Reply(
        rss(here, 1, more="<item><link>javascript:alert(1)</link></item><item><link>file:///etc/passwd</link></item>"
            "<item><link>http://[::1</link></item><item><title>x</title></item>")
    )  # fmt: skip
    small.add("http://127.0.0.1:1/feed")
    small.add(f"{here.address}/feed")
    assert small.round() == Round(feeds=2, feeds_failed=1, new=1)


def test_a_feed_cannot_send_us_inward(
    here: Site, small: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Feed, page, robots.txt: each connection passes the guard, which here lets only the site through."""
    from riwaya.reading import addresses

    monkeypatch.delenv("RIWAYA_ALLOW_PRIVATE")
    asked: list[str] = []
    true_check = addresses.allowed
    port = int(here.address.rpartition(":")[2])

    def check(host: str, wanted: int) -> list[str]:
        asked.append(host)
        return ["127.0.0.1"] if wanted == port else true_check(host, wanted)

    monkeypatch.setattr(addresses, "allowed", check)
    here.pages["/feed"] = Reply(
        b"<rss><channel>"
        + b"".join(
            b"<item><link>http://%s/</link></item>" % host
            for host in (b"169.254.169.254", b"localhost:1", b"10.0.0.1", b"[::1]", b"0x7f000001")
        )
        + b"</channel></rss>"
    )
    small.add(f"{here.address}/feed")
    found = small.round()
    assert (found.new, found.failed) == (0, 5)
    assert {problem.error for problem in small.told} <= {"Unreachable", "Disallowed"}
    assert here.paths == ["/feed"]
    assert len(set(asked)) >= 5


def test_pages_of_many_hosts_do_not_wait_for_one(here: Site, small: Desk) -> None:
    """While one host has its pause, another is asked."""
    with site() as there:
        publish(here, 1, 2)
        publish(there, 3, 4)
        both = (
            rss(here, 1, 2)[: -len("</channel></rss>")] + rss(there, 3, 4).partition(b"</title>")[2]
        )
        here.pages["/feed"] = Reply(both)
        small.add(f"{here.address}/feed")
        small.round()
        assert len(small.texts()) == 4
        assert sum(small.clock.slept) < 2.0 * 4


def test_every_answer_is_on_record(here: Site, tmp_path: Path) -> None:
    """The WARC file holds the feed, its pages and robots.txt, and `riwaya add` would take the same pages from it."""
    from riwaya import reading
    from riwaya.types import Document

    with open_ledger(tmp_path / "own.db") as ledger:
        desk = Desk(ledger, archive=tmp_path / "warc")
        publish(here, 1, 2)
        desk.add(f"{here.address}/feed")
        desk.round()
        (path,) = (tmp_path / "warc").iterdir()
        found = [item for item in reading.read(str(path)) if isinstance(item, Document)]
        assert {item.text for item in found} == set(desk.texts())


def test_a_feed_is_watched_once_and_can_be_left(here: Site, desk: Desk) -> None:
    """Adding again changes nothing; one that was left is watched again with all that is known of it."""
    publish(here, 1)
    url, now = f"{here.address}/feed", desk.clock.now()
    assert desk.feeds.add(url, now, title="أ", publisher=None)
    assert not desk.feeds.add(url, now, title="ب", publisher=None)
    desk.round()
    assert desk.feeds.remove(url, now)
    assert not desk.feeds.remove(url, now)
    assert desk.feeds.all() == []
    assert desk.watcher.next_due() is None
    assert desk.feeds.add(url, now, title=None, publisher=None)
    assert [feed.title for feed in desk.feeds.all()] == ["أ"]
    assert desk.round() == Round(feeds=1)
    assert desk.health().received == 1


def test_health_of_a_feed_that_nobody_asked_yet(desk: Desk) -> None:
    """It is new; one that has nothing new for a week is silent."""
    desk.add("https://jisr.example/feed")
    assert (desk.health().state, desk.health().due, desk.health().last_new) == ("new", None, None)


def test_a_feed_without_news_is_silent(here: Site, small: Desk) -> None:
    """A week after its last new page."""
    publish(here, 1)
    small.add(f"{here.address}/feed")
    small.round()
    assert small.health().state == "fine"
    small.round(60 * 24 * 8)
    assert small.health().state == "silent"


POLLS = st.lists(
    st.builds(
        Fetched,
        address=st.just("u"),
        at=st.just(FakeClock().now()),
        status=st.sampled_from([200, 304, 410, 429, 500, None]),
        headers=st.sampled_from(
            [(), (("retry-after", "99999999999"),), (("retry-after", "soon"),)]
        ),
        problem=st.sampled_from([None, "Unreachable", schedule.UNFINISHED]),
    ),
    max_size=12,
)


@given(POLLS, st.integers(1, 5_000))
def test_a_feed_is_never_asked_too_soon_nor_forgotten(polls: list[Fetched], minutes: int) -> None:
    """Not before the interval, and within a week whatever happened."""
    every = timedelta(minutes=minutes)
    found = schedule.due(polls, every)
    if polls:
        assert every <= found - polls[0].at or polls[0].status == 410
        assert found - polls[0].at <= max(timedelta(days=7), every)
    kept = schedule.stored(polls)
    assert kept is None or kept.url == "u"
