"""HTML pages: the article is found, with title, publisher, day and address; what could cost too much is refused."""

import pytest

from riwaya.reading import limits, page_process
from riwaya.reading.answer import Refusal
from tests.reading_samples import BODY, HEADLINE, TEXT, document, page, problem


def test_the_article_is_what_is_read_of_a_page() -> None:
    """Headline and paragraphs; no menu, no footer."""
    assert document(page()).text == TEXT


@pytest.mark.parametrize(
    "start",
    [
        b"",
        b"\xef\xbb\xbf",
        b"\n\n  ",
        b'<?xml version="1.0" encoding="utf-8"?>\n',
        b"<!-- page 1 -->\n",
    ],
    ids=["bare", "mark", "blank", "xml", "comment"],
)
def test_a_page_is_told_by_its_content(start: bytes) -> None:
    """Neither a name nor a type is needed."""
    assert document(start + page()).text == TEXT


@pytest.mark.parametrize("codec", ["windows-1256", "utf-16", "iso-8859-6"])
def test_a_page_may_be_in_any_encoding(codec: str) -> None:
    """A page whose meta element is wrong is read all the same."""
    html = page().decode().replace("«", "").replace("»", "")
    assert document(html.encode(codec)).text == TEXT.replace("«", "").replace("»", "")


def test_the_words_stand_as_on_the_page() -> None:
    """Marks of direction, joiners and decomposed letters are kept; entities are read, any white space is one space."""
    said = (
        "وقال ال\u200cناطق \u202bإن الجسر\u202c يبقى مفتوحا ا\u0654مام الجميع "
        "&quot;دون&nbsp;استثناء&quot;   حتى   نهاية العام"
    )
    found = document(page(f"<p>{said}</p>"))
    last = found.text.split("\n")[-1]
    assert last == (
        'وقال ال\u200cناطق \u202bإن الجسر\u202c يبقى مفتوحا ا\u0654مام الجميع "دون استثناء" حتى نهاية العام'
    )
    assert found.notes == ("2 invisible direction controls",)


def test_a_line_that_is_a_link_is_no_part_of_the_article() -> None:
    """A related headline within the text is furniture; a link inside a sentence is not."""
    found = document(
        page(
            "<p><a href=/x>اقرأ أيضا: أسعار الخضار ترتفع في أسواق المدينة هذا الأسبوع</a></p>"
            "<p>وأعلنت البلدية أن <a href=/y>الخطة</a> ستعرض على المجلس خلال جلسته المقبلة يوم الثلاثاء.</p>"
        )
    )
    assert "الخضار" not in found.text
    assert found.text.endswith("أن الخطة ستعرض على المجلس خلال جلسته المقبلة يوم الثلاثاء.")


LD = '<script type="application/ld+json">{}</script>'


@pytest.mark.parametrize(
    ("head", "published", "undated"),
    [
        ('<meta property="article:published_time" content="2018-01-14T18:40:00+03:00">',
         "2018-01-14T18:40:00+03:00", None),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2018-01-14"}'), "2018-01-14", None),
        (LD.format('{"@graph": [{"@type": "WebSite"}, {"@type": ["NewsArticle"], "datePublished": "2018-01-14"}]}'),
         "2018-01-14", None),
        (LD.format('[{"@type": "ReportageNewsArticle", "datePublished": "2018-01-14T00:00:00+03:00"}]'),
         "2018-01-14", None),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2018-01-01"}'), None, "first-of-january"),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2018-01-01T00:00:00Z"}'), None, "first-of-january"),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2018-01-01T07:31:00Z"}'),
         "2018-01-01T07:31:00+00:00", None),
        (LD.format('{"@type": "NewsArticle", "datePublished": "2018-01-01"}')
         + '<meta property="article:published_time" content="2018-01-14">', "2018-01-14", None),
        (LD.format('{"@type": "NewsArticle", "datePublished": {"x": 1}}'), None, "no-date"),
        (LD.format('{"@type": "Organization", "datePublished": "2018-01-14"}'), None, "no-date"),
        (LD.format("{ broken"), None, "no-date"),
        (LD.format("[" * 100_000), None, "no-date"),
        ('<meta property="article:modified_time" content="2018-01-14">', None, "no-date"),
        ("", None, "no-date"),
    ],
)  # fmt: skip
def test_the_day_is_what_the_page_states(
    head: str, published: str | None, undated: str | None
) -> None:
    """JSON-LD and OpenGraph are believed, a bare 1 January is not, and nothing is guessed."""
    found = document(page(head=head))
    assert (found.published, found.undated) == (published, undated)


@pytest.mark.parametrize(
    "head",
    [
        f'<meta property="og:title" content="{HEADLINE} - صحيفة الجسر">'
        '<meta property="og:site_name" content="صحيفة الجسر">',
        f'<title>شيء آخر</title><meta property="og:title" content="{HEADLINE[:30]}...">',
        LD.format(f'{{"@type": "NewsArticle", "headline": "{HEADLINE}"}}'),
        f"<title>{HEADLINE} | صحيفة الجسر</title>",
    ],
    ids=["with the site", "shortened", "json-ld", "title element"],
)
def test_the_headline_is_the_one_that_is_shown(head: str) -> None:
    """A stated title that agrees with the headline shown gives way to it."""
    assert document(page(head=head)).text == TEXT


def test_a_title_without_a_headline_loses_the_name_of_the_site() -> None:
    """Where no heading is shown, the stated title serves."""
    head = (
        '<meta property="og:title" content="عنوان مذكور في الرأس | صحيفة الجسر">'
        '<meta property="og:site_name" content="صحيفة الجسر">'
    )
    found = document(page(head=head).replace(f"<h1>{HEADLINE}</h1>".encode(), b""))
    assert found.text == f"عنوان مذكور في الرأس\n\n{BODY}"
    assert found.publisher == "صحيفة الجسر"


def test_publisher_and_address_are_those_of_the_page() -> None:
    """The canonical address goes before OpenGraph's; anything but HTTP is no address."""
    ld = LD.format('{"@type": "NewsArticle", "publisher": {"name": "صحيفة الجسر"}}')
    found = document(page(head=ld + '<link rel="canonical" href="https://jisr.example/1">'))
    assert (found.publisher, found.url) == ("صحيفة الجسر", "https://jisr.example/1")
    assert document(page(head='<link rel="canonical" href="javascript:alert(1)">')).url is None


@pytest.mark.parametrize(
    ("data", "error"),
    [
        (b"<html><body></body></html>", "NoArticle"),
        (b"<!doctype html>", "NoArticle"),
        ("<html><body><h1>اتصل بنا</h1><p>هاتف البلدية</p></body></html>".encode(), "NoArticle"),
        (("<html><body>" + "<p><a href=/n>خبر طويل عن أعمال الصيانة في الجسر القديم وسط المدينة</a></p>" * 60
          + "</body></html>").encode(), "NoArticle"),
        (("<html><body><article>" + "<p>The mayor said on Sunday that the old bridge will stay open all day.</p>" * 9
          + "</article></body></html>").encode(), "NoArticle"),
        (b"<html><body>" + b"<div>" * 600 + b"x", "SourceTooLarge"),
        (b"<html><body><p " + b" ".join(b"a%d=1" % n for n in range(2000)) + b">x", "SourceTooLarge"),
        (b"<html><body>" + b"<br>" * 400_000, "SourceTooLarge"),
    ],
    ids=["empty", "nothing", "contact page", "front page", "English", "deep", "attributes", "elements"],
)  # fmt: skip
def test_a_page_without_an_article_is_named(data: bytes, error: str) -> None:
    """The reason is told, with what to do."""
    assert problem(data).error == error


def test_a_worker_that_takes_too_long_is_ended_and_the_next_page_is_read(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A page may cost its worker; it costs no other page."""
    worker = page_process.Worker()
    monkeypatch.setattr(limits, "PAGE_SECONDS", 0.05)
    assert isinstance(worker.ask(page()), Refusal)  # starting alone takes longer
    monkeypatch.undo()
    assert not isinstance(worker.ask(page()), Refusal)
    worker.stop()


def test_a_worker_that_dies_between_pages_is_replaced() -> None:
    """Whatever ends the process, the next page gets a new one."""
    worker = page_process.Worker()
    assert not isinstance(worker.ask(page()), Refusal)
    assert worker._process is not None
    worker._process.kill()
    worker._process.wait()
    assert not isinstance(worker.ask(page()), Refusal)
    worker.stop()


LAYOUTS = {
    "paragraphs": "<div class=body>{}</div>".format("".join(f"<p>{x}</p>" for x in BODY.split("\n"))),
    "divisions": "<div class=content>{}</div>".format("".join(f"<div>{x}</div>" for x in BODY.split("\n"))),
    "breaks": "<div class=content>{}</div>".format("<br><br>".join(BODY.split("\n"))),
    "a table": "<table><tr><td>قائمة</td><td>{}</td></tr></table>".format("<br>".join(BODY.split("\n"))),
    "spans": "<article>{}</article>".format(
        "".join(f"<p><span style='x'>{x[:20]}</span>{x[20:]}</p>" for x in BODY.split("\n"))
    ),
    "a lead apart": "<article><div class=lead>{}</div><p>{}</p><p>{}</p></article>".format(*BODY.split("\n")),
    "a quotation": "<article><p>{}</p><blockquote>{}</blockquote><p>{}</p></article>".format(*BODY.split("\n")),
}  # fmt: skip


@pytest.mark.parametrize("name", LAYOUTS)
def test_every_paragraph_is_found_whatever_the_layout(name: str) -> None:
    """Sites set their articles in many ways; none of its lines is lost or torn."""
    menu = "".join(f"<li><a href=/{n}>قسم رقم {n}</a></li>" for n in range(12))
    html = (
        f"<html><head><meta charset=utf-8><title>{HEADLINE} | صحيفة الجسر</title></head>"
        f"<body><ul class=menu>{menu}</ul>"
        f"<h1>{HEADLINE}</h1>{LAYOUTS[name]}<div id=footer>جميع الحقوق محفوظة</div></body></html>"
    )
    lines = document(html.encode()).text.split("\n")
    assert [line for line in lines if line in TEXT.split("\n")] == TEXT.split("\n")
    assert not [line for line in lines if "قسم رقم" in line]
