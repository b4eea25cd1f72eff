"""Feeds: items of every dialect are articles, lists lead on, and nothing hostile gets further than a named problem."""

import html
import json
import time
from collections.abc import Callable

import feedparser
import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.reading import Overrides, feed, limits
from riwaya.reading.content import Content
from riwaya.reading.fragment import one_line, words
from riwaya.reading.stream import of_bytes
from riwaya.types import Document, Problem
from tests.reading_samples import BODY, HEADLINE, TEXT, document, items, problem

LINES = BODY.split("\n")
PARAGRAPHS = "".join(f"<p>{line}</p>" for line in LINES)
ITEM = (
    f"<item><title>{HEADLINE}</title><link>https://jisr.example/1</link><guid isPermaLink='false'>g-1</guid>"
    f"<pubDate>Sun, 14 Jan 2018 10:00:00 +0300</pubDate>"
    f"<description>{html.escape(f'<p>{LINES[0]}</p>')}</description>"
    f"<content:encoded><![CDATA[{PARAGRAPHS}]]></content:encoded></item>"
)


def rss(inner: str = ITEM, encoding: str = "utf-8", doctype: str = "") -> str:
    """Return an RSS feed."""
    return (
        f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<rss version="2.0" xmlns:content='
        '"http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        "<title>صحيفة الجسر</title><link>https://jisr.example/</link><ttl>30</ttl>"
        f"<image><title>شعار</title></image>{inner}</channel></rss>"
    )


ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title type="text">صحيفة الجسر</title>
<link rel="self" href="https://jisr.example/feed"/><link href="https://jisr.example/"/>
<entry><title type="html">&lt;b&gt;{HEADLINE}&lt;/b&gt;</title><id>urn:1</id>
<link rel="enclosure" href="https://jisr.example/a.mp3"/><link href="https://jisr.example/1"/>
<published>2018-01-14T10:00:00+03:00</published><updated>2018-01-15T10:00:00Z</updated>
<author><title>لا</title></author>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">{PARAGRAPHS}</div></content></entry></feed>"""
RDF = f"""<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>صحيفة الجسر</title></channel>
<item rdf:about="https://jisr.example/1"><title>{HEADLINE}</title><dc:date>2018-01-14T10:00:00+03:00</dc:date>
<description>{html.escape(PARAGRAPHS)}</description></item></rdf:RDF>"""
JSON = {
    "version": "https://jsonfeed.org/version/1.1",
    "title": "صحيفة الجسر",
    "items": [
        {"id": "1", "url": "https://jisr.example/1", "title": HEADLINE, "content_html": PARAGRAPHS,
         "date_published": "2018-01-14T10:00:00+03:00"}
    ],
}  # fmt: skip
UNDECLARED = (
    f"<rss><channel><title>صحيفة الجسر</title><item><title>{HEADLINE}</title><link>https://jisr.example/1</link>"
    f"<dc:date>2018-01-14T10:00:00+03:00</dc:date><content:encoded>{html.escape(PARAGRAPHS)}</content:encoded>"
    "</item></channel></rss>"
)


@pytest.mark.parametrize(
    "data",
    [
        rss().encode(),
        rss(encoding="windows-1256").encode("windows-1256"),
        rss(encoding="utf-16").encode("utf-16"),
        rss(encoding="utf-8").encode("windows-1256"),
        rss(encoding="iso-8859-1").encode(),
        ("\n \ufeff" + rss()).encode(),
        ("<!-- a -->" + rss().partition("?>")[2]).encode(),
        ATOM.encode(),
        RDF.encode(),
        json.dumps(JSON).encode(),
        json.dumps(JSON, indent=1, ensure_ascii=False).encode(),
        UNDECLARED.encode(),
    ],
    ids=["rss", "windows-1256", "UTF-16", "not what it says", "UTF-8 all the same", "blanks before it",
         "a comment before it", "Atom", "RDF", "JSON", "indented JSON", "undeclared prefixes"],
)  # fmt: skip
def test_one_item_in_every_dialect_is_one_document(data: bytes) -> None:
    """Text, day, link and publisher are the same; the note says that the page may say more."""
    found = document(data)
    assert found.text == TEXT
    assert found.published == "2018-01-14T10:00:00+03:00"
    assert (found.url, found.publisher) == ("https://jisr.example/1", "صحيفة الجسر")
    assert "from a feed: the page may say more" in found.notes


def parsed(data: bytes) -> feed.Feed:
    """Return the feed."""
    return feed.parse(Content(of_bytes(data, source="here"), given=Overrides()))


def test_lists_lead_on() -> None:
    """OPML names feeds, sitemaps name pages or sitemaps, news sitemaps say more; none is an article."""
    opml = b'<opml><body><outline text="a"><outline text="b &amp; c" xmlUrl="https://j.example/f"/></outline></body></opml>'
    sitemap = b"""<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"><url><loc> https://j.example/1 </loc><news:news>
 <news:publication><news:name>J</news:name></news:publication><news:publication_date>2018-01-14</news:publication_date>
 <news:title>T</news:title></news:news></url><url><loc>https://j.example/2</loc><lastmod>2018</lastmod></url></urlset>"""
    index = b"<sitemapindex><sitemap><loc>https://j.example/s.xml</loc></sitemap></sitemapindex>"
    assert parsed(opml).entries == (feed.Entry("b & c", link="https://j.example/f"),)
    assert parsed(sitemap).entries == (
        feed.Entry("T", link="https://j.example/1", published="2018-01-14", publisher="J"),
        feed.Entry(link="https://j.example/2", published="2018"),
    )
    assert [entry.link for entry in parsed(index).entries] == ["https://j.example/s.xml"]
    for data, kind in ((opml, "opml"), (sitemap, "sitemap"), (index, "sitemaps")):
        assert parsed(data).kind == kind
        assert problem(data).error == "NoArticle"
        assert "watch" in problem(data).advice


def test_an_item_keeps_its_own_fields() -> None:
    """Titles of pictures and of other namespaces are not its title; the time to live is the feed's."""
    found = parsed(
        rss(f"<item><media:title>لا</media:title><title>{HEADLINE}</title></item>").encode()
    )
    assert (found.title, found.link, found.minutes) == ("صحيفة الجسر", "https://jisr.example/", 30)
    assert found.entries == (feed.Entry(HEADLINE),)


@pytest.mark.parametrize(
    ("inner", "title"),
    [
        ("أ &amp; ب", "أ & ب"),
        ("أ & ب", "أ & ب"),
        ("أ &amp;amp; ب", "أ & ب"),
        ("&laquo;أ&raquo;&nbsp;ب &hellip;", "«أ» ب …"),
        ("<![CDATA[أ & <b>ب</b> &quot;ج&quot;]]>", 'أ & ب "ج"'),
        ("أ &#1576; &#x628; &#0; &#x110000;", "أ ب ب \ufffd \ufffd"),
        ("أ\x01ب", "أ\ufffdب"),
        ("أ &nosuchname; ب", "أ &nosuchname; ب"),
        ("أ &lt;3 ب", "أ <3 ب"),
        ("أ\n\t ب", "أ ب"),
    ],
)
def test_what_feeds_get_wrong_is_put_right(inner: str, title: str) -> None:
    """Each item keeps all its words."""
    found = parsed(rss(f"<item><title>{inner}</title></item>" * 2).encode())
    assert [entry.title.replace("\xa0", " ") for entry in found.entries] == [title] * 2
    assert found.damage is None


def test_a_feed_that_is_cut_says_how_many_items_were_read() -> None:
    """Wherever it is cut, whole items come, a half one never, and the damage is told."""
    whole = rss(ITEM * 3)
    at = whole.index("<item>")
    for end in range(at, len(whole) - 1, 61):
        *documents, last = items(whole[:end].encode())
        count = whole[:end].count("</item>")
        assert [item.text if isinstance(item, Document) else "" for item in documents] == [
            TEXT
        ] * count
        assert isinstance(last, Problem)
        assert (last.error, f"{count} items were read" in last.message) == ("DamagedSource", True)


def test_a_bad_item_costs_only_itself() -> None:
    """Its number is that of its place."""
    found = items(rss(ITEM + "<item><title>A bridge</title></item>" + "<item/>" + ITEM).encode())
    assert [item.source for item in found] == ["here:1", "here:2", "here:3", "here:4"]
    assert [isinstance(item, Problem) for item in found] == [False, True, True, False]


def entity(declaration: str, use: str = "&x;") -> str:
    """Return a feed that declares an entity and uses it."""
    return rss(f"<item><title>{use} خبر</title></item>", doctype=f"<!DOCTYPE rss [{declaration}]>")


LAUGHS = '<!ENTITY a0 "ha">' + "".join(
    f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 12)
)
HOSTILE: dict[str, tuple[Callable[[], bytes], str]] = {
    "XXE": (lambda: entity('<!ENTITY x SYSTEM "file:///etc/hostname">').encode(), "ok"),
    "XXE over the network": (lambda: entity('<!ENTITY x SYSTEM "http://127.0.0.1:9/">').encode(), "ok"),
    "parameter entity": (lambda: entity('<!ENTITY % p SYSTEM "file:///etc/passwd"> %p;').encode(), "ok"),
    "external DTD": (lambda: rss(doctype='<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">').encode(), "ok"),
    "public DTD": (lambda: rss(doctype='<!DOCTYPE rss PUBLIC "-//a//b" "http://127.0.0.1:9/x">').encode(), "ok"),
    "XInclude": (
        lambda: rss('<item><title>خبر<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" '
                    'href="file:///etc/hostname" parse="text"/></title></item>').encode(), "ok"),
    "billion laughs": (lambda: entity(LAUGHS, "&a11;").encode(), "ok"),
    "quadratic blow-up": (lambda: entity(f'<!ENTITY x "{"ha" * 50_000}">', "&x;" * 50_000).encode(), "NoArticle"),
    "DTD that never ends": (lambda: b'<!DOCTYPE rss [<!ENTITY x "' + b"y" * 100_000, "DamagedSource"),
    "DTD that never ends, in a feed": (
        lambda: b'<?xml version="1.0"?><rss/>'.replace(b"<rss", b'<!DOCTYPE rss ["<rss'), "DamagedSource"),
    "brackets in a DTD": (lambda: entity("<!-- ]> ' --><!ENTITY x ']>'>").encode(), "ok"),
    "50,000 deep": (lambda: b"<rss><channel>" + b"<item>" * 50_000, "SourceTooLarge"),
    "50,000 deep and closed": (lambda: b"<rss>" + b"<a>" * 50_000 + b"</a>" * 50_000 + b"</rss>", "SourceTooLarge"),
    "a million elements": (lambda: b"<rss>" + b"<a/>" * 1_000_000 + b"</rss>", "SourceTooLarge"),
    "100,000 attributes": (
        lambda: b"<rss " + b" ".join(b'a%d=""' % n for n in range(100_000)) + b"/>", "SourceTooLarge"),
    "comments that never end": (lambda: b"<rss>" + b"<!--" * 500_000, "DamagedSource"),
    "CDATA that never ends": (lambda: b"<rss>" + b"<![CDATA[" * 500_000, "DamagedSource"),
    "nine million ampersands": (lambda: b"<rss><channel><item><title>" + b"&" * 9_000_000, "SourceTooLarge"),
    "a hundred thousand ampersands": (lambda: b"<rss><channel><item><title>" + b"&" * 100_000, "DamagedSource"),
    "UTF-7": (lambda: rss("<item><title>+BkYGSgYx-</title></item>", encoding="UTF-7").encode(), "NoArticle"),
    "UTF-32": (lambda: rss(encoding="UTF-32").encode("utf-32"), "ok"),
    "UTF-32 without a mark": (lambda: rss(encoding="UTF-32").encode("utf-32-le"), "DamagedSource"),
    "UTF-16 without a mark": (lambda: rss(encoding="UTF-16").encode("utf-16-be"), "ok"),
    "wrong encoding: says UTF-16": (lambda: rss(encoding="UTF-16").encode(), "ok"),
    "wrong encoding: says windows-1256": (lambda: rss(encoding="windows-1256").encode(), "ok"),
    "wrong encoding: nobody's": (lambda: rss(encoding="x-nobody").encode("windows-1256"), "ok"),
    "no items": (lambda: rss("").encode(), "NoArticle"),
    "deep markup in an item": (
        lambda: rss(f"<item><title>خبر{html.escape('<b>' * 60_000)}</title></item>").encode(), "ok"),
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_feed_is_read_or_named_in_two_seconds(name: str) -> None:
    """Nothing is fetched, nothing multiplies, and what is not read says why."""
    make, wanted = HOSTILE[name]
    data = make()
    began = time.monotonic()
    (found,) = items(data)
    assert time.monotonic() - began < (4 if name == "a million elements" else 2)
    if isinstance(found, Problem):
        assert found.error == wanted, found
        assert found.advice
    else:
        assert wanted == "ok"
        assert len(found.text) < len(data)
        assert "root:" not in found.text


def test_the_parser_opens_no_file_and_no_address(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a document type that got past the text would lead nowhere."""
    import lxml.etree

    made: list[dict[str, object]] = []
    true_parser = lxml.etree.XMLParser

    def parser(**settings: object) -> object:
        made.append(settings)
        return true_parser(**settings)

    monkeypatch.setattr("lxml.etree.XMLParser", parser)
    document(rss().encode())
    assert made
    assert all(
        one["resolve_entities"] == "internal" and one["no_network"] and not one["load_dtd"]
        for one in made
    )


WORDS = st.text(st.sampled_from("ابتثجحخ دذر«»،.&<>'\"0-"), min_size=1, max_size=30).map(
    lambda text: " ".join(f"س{text}".split())
)
ENTRIES = st.lists(st.tuples(WORDS, WORDS, st.booleans()), max_size=6)


@given(ENTRIES)
def test_we_read_what_feedparser_reads(entries: list[tuple[str, str, bool]]) -> None:
    """Titles, texts, links, ids and dates agree with the library that newsrooms know."""

    def written(text: str, is_cdata: bool) -> str:
        escaped = html.escape(text)
        return f"<![CDATA[{escaped}]]>" if is_cdata else html.escape(escaped)

    data = rss(
        "".join(
            f"<item><title>{written(title, raw)}</title><description>{written(text, raw)}</description>"
            f"<link>https://jisr.example/{number}?a=1&amp;b=2</link><guid>{number}</guid>"
            f"<pubDate>Sun, 14 Jan 2018 10:{number:02}:00 GMT</pubDate></item>"
            for number, (title, text, raw) in enumerate(entries)
        )
    ).encode()
    ours = [
        (entry.title, entry.text.replace("\n", " "), entry.link, entry.id, entry.published)
        for entry in parsed(data).entries
    ]
    theirs = [
        (one_line(entry["title"]), words(entry["summary"]), entry["link"], entry["id"], entry["published"])
        for entry in feedparser.parse(data, sanitize_html=False)["entries"]
    ]  # fmt: skip
    assert ours == theirs
    assert [(title, text) for title, text, *_ in ours] == [
        (title, text) for title, text, _ in entries
    ]


PIECES = st.sampled_from(
    ["<rss>", "<channel>", "<item>", "</item>", "<title>", "</title>", "خبر", "<![CDATA[", "]]>", "&amp;", "&x;", "&",
     "<!--", "-->", "<!DOCTYPE rss [", "]>", "<?xml version='1.0'?>", "\n", "\0", "<entry>", "<link href='a'/>", '"',
     "<outline xmlUrl='b'/>", "<content:encoded>", "<p>", "</", "<urlset>", "<url><loc>c</loc></url>", "&#9;"]
)  # fmt: skip


@given(st.lists(PIECES, max_size=20).map("".join))
def test_any_markup_is_survived(text: str) -> None:
    """Nothing is raised; what is not read says why."""
    for item in items(("<rss>" + text).encode()):
        assert isinstance(item, Document) or (item.message and item.advice)


@given(st.text(st.sampled_from("ab<>&/!-;اب \n'\"="), max_size=60))
def test_any_fragment_gives_its_words(text: str) -> None:
    """Words without markup stay; lines are never blank."""
    found = words(text)
    assert all(line.strip() for line in found.split("\n") if found)
    if not set(text) & set("<&"):
        assert found.split() == text.split()


def test_a_fragment_loses_its_scripts_and_keeps_its_blocks() -> None:
    """A line for each block; letters are not composed."""
    assert words("<p>أ<b>ب</b></p>ج<br>د<script>x</script><style>y</style>") == "أب\nج\nد"
    assert words("أ\u0654&zwnj;ب") == "أ\u0654\u200cب"


def test_a_large_feed_is_read_quickly() -> None:
    """A thousand items take less than two seconds, documents included."""
    began = time.monotonic()
    assert len(items(rss(ITEM * 1_000).encode())) == 1_000
    assert time.monotonic() - began < 2
    assert limits.MAX_ELEMENTS > 50_000 * 4  # a full sitemap: 50,000 addresses of four elements
