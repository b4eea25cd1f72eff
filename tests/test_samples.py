"""The bundled sample articles: what a person reads in them is found, and the output changes only on purpose."""

import os
import tomllib
from functools import cache
from pathlib import Path

import msgspec
import pytest

from riwaya import pipeline, reading
from riwaya.engines import load
from riwaya.text import key
from riwaya.types import Attribution, Document, Extraction

HERE = Path(__file__).parent / "samples"
SAMPLES = Path(reading.__file__).parents[1] / "data" / "samples"
FOUND = 0.8  # of what a person reads: cue, stance, roughly the origin
WHOLE = 0.55  # the same with exactly the chain and the edges of the content
INVENTED = 0.15  # of what is found: no person would call it a statement


class Said(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One act of saying as a person reads it."""

    cue: str
    stance: str
    origin: str | None = None
    chain: tuple[str, ...] = ()
    content: str | None = None
    optional: bool = False


class Article(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One sample article and what is said in it; ``number`` counts the articles of a file."""

    file: str
    said: tuple[Said, ...]
    number: int = 1

    def __str__(self) -> str:
        return f"{self.file}-{self.number}"


ARTICLES = msgspec.convert(
    tomllib.loads((HERE / "said.toml").read_text("utf-8"))["article"], list[Article]
)


@cache
def documents(file: str) -> tuple[Document, ...]:
    """Return the articles of a sample file; a problem would be an error here."""
    found = tuple(reading.read(str(SAMPLES / file)))
    assert all(isinstance(one, Document) for one in found), found
    return tuple(one for one in found if isinstance(one, Document))


@cache
def read(article: Article) -> tuple[Document, Extraction]:
    """Return a sample article with what the default engine finds in it."""
    document = documents(article.file)[article.number - 1]
    return document, next(iter(load().read([document])))


def written(name: str) -> str:
    """Return a name without what may or may not belong to it: its quotation marks, a comma."""
    return key("".join(letter for letter in name if letter not in '«»"،')).removeprefix("و")


def is_told(said: Said, found: Attribution, text: str) -> bool:
    """Tell whether a statement found is the one that was read: cue, stance, origin (its name may be cut or long)."""
    cue = found.cue.of(text)
    if not cue or not (cue in said.cue or said.cue in cue) or found.stance != said.stance:
        return False
    if said.origin is None or found.origin is None:
        return said.origin is None
    wanted, named = set(written(said.origin).split()), set(written(found.origin.name).split())
    return wanted <= named or named <= wanted


def is_whole(said: Said, found: Attribution, text: str) -> bool:
    """Tell whether chain and content are right too."""
    chain = said.chain or (said.origin,)
    if [written(link.name) for link in found.chain] != [written(name or "") for name in chain]:
        return False
    if said.content is None:
        return True
    first, _, last = (part.strip() for part in said.content.partition("…"))
    content = " ".join(span.of(text) for span in found.content).strip('«»"')
    return content.startswith(first) and content.endswith(last or first)


def matched(article: Article) -> list[tuple[Said, Attribution]]:
    """Return each statement that a person reads with the one found for it, in order."""
    document, extraction = read(article)
    left = list(extraction.attributions)
    pairs = []
    for said in article.said:
        for found in left:
            if is_told(said, found, document.text):
                left.remove(found)
                pairs.append((said, found))
                break
    return pairs


def test_every_sample_is_read_and_listed() -> None:
    """Each article of each file has its list of statements."""
    files = [path.name for path in sorted(SAMPLES.iterdir()) if path.name != "README.md"]
    there = {(file, n) for file in files for n in range(1, len(documents(file)) + 1)}
    assert {(article.file, article.number) for article in ARTICLES} == there
    assert len(there) >= 4


@pytest.mark.parametrize("article", ARTICLES, ids=str)
def test_the_list_quotes_the_article(article: Article) -> None:
    """Cues and contents of the list stand in the article, in order."""
    text = documents(article.file)[article.number - 1].text
    for said in article.said:
        assert said.cue in text
        for part in (said.content or "").split("…"):
            assert part.strip() in text


def test_what_a_person_reads_is_found() -> None:
    """Most statements are found with stance and origin, half of them whole."""
    wanted = sum(not said.optional for article in ARTICLES for said in article.said)
    found, whole, missed = 0, 0, []
    for article in ARTICLES:
        text = read(article)[0].text
        pairs = [pair for pair in matched(article) if not pair[0].optional]
        found += len(pairs)
        whole += sum(is_whole(said, one, text) for said, one in pairs)
        told = [said for said, _ in pairs]
        missed += [
            f"{article}: {said.cue} ({said.stance}, {said.origin})"
            for said in article.said
            if not said.optional and said not in told
        ]
    assert found >= FOUND * wanted, "\n".join(missed)
    assert whole >= WHOLE * wanted


def test_few_statements_are_invented() -> None:
    """What is found is a statement to a person too, whatever its stance and origin."""
    total, invented = 0, []
    for article in ARTICLES:
        document, extraction = read(article)
        text, cues = document.text, [said.cue for said in article.said]
        total += len(extraction.attributions)
        for found in extraction.attributions:
            cue = found.cue.of(text)
            if not found.negated and not any(cue in one or one in cue for one in cues):
                invented.append(f"{article}: {cue}")
    assert len(invented) <= INVENTED * total, "\n".join(invented)


@pytest.mark.parametrize("article", ARTICLES, ids=str)
def test_every_span_is_inside_and_trimmed(article: Article) -> None:
    """``text[start:end]`` is never empty, nor does it begin or end with white space."""
    document, extraction = read(article)
    spans = [
        span
        for one in extraction.attributions
        for span in (one.cue, *one.content, *(link.span for link in one.chain if link.span))
    ]
    for span in spans:
        assert 0 <= span.start < span.end <= len(document.text)
        assert span.of(document.text) == span.of(document.text).strip()


def test_page_furniture_says_nothing() -> None:
    """Menus, related headlines, notices and rights carry no statement."""
    document, extraction = read(next(one for one in ARTICLES if one.file == "daftar.txt"))
    end = document.text.index("اقرا ايضا:")
    assert [one.cue for one in extraction.attributions if one.cue.start >= end] == []


def test_a_page_is_its_article() -> None:
    """Of the page remain headline, body, day, address and publisher."""
    document = documents("wadi-press.html")[0]
    assert document.text.startswith(
        "نفي رسمي لقصف سوق قرة زيتا.. ومصدر أمني: انفجار في مخزن للغاز\n\n"
    )
    assert (document.published or "").startswith("2023-03-15")
    assert document.publisher == "وادي برس"
    assert document.url == "https://wadipress.example/news/2023/03/15/48213"
    for furniture in (
        "الرئيسية",
        "أخبار ذات صلة",
        "موسم الحمضيات",
        "جميع الحقوق",
        "سياسة الخصوصية",
    ):
        assert furniture not in document.text


def test_lines_of_json_are_articles() -> None:
    """Each line has its own day and address."""
    first, second = documents("khan.jsonl")
    assert (first.published, second.published) == ("2023-03-15", "2023-03-18")
    assert first.publisher == second.publisher == "خان الأخبار"


@pytest.mark.parametrize(
    ("file", "about", "one", "other"),
    [
        ("baydar.txt", "actor", "حماة الوادي", "غسان العبدو"),
        ("wadi-press.html", "occurrence", "قيادة عمليات الوادي الشرقي", ""),
        ("rawaq.json", "count", "مرصد الوادي لحقوق الإنسان", "دائرة صحة وادي السرو"),
    ],
)
def test_the_disputes_inside_an_article_have_their_sides(
    file: str, about: str, one: str, other: str
) -> None:
    """Who did it, whether it happened, how many died: the two who differ stand on two sides."""
    found = pipeline.read_sources([str(SAMPLES / file)])
    reading = next(iter(found))
    assert isinstance(reading, pipeline.Reading)
    sides = [
        {
            origin.name
            for claim in reading.claims_of(position)
            if (origin := reading.origin_of(claim))
        }
        for dispute in reading.disputes
        if dispute.about == about
        for position in dispute.positions
    ]
    standing = [
        [n for n, names in enumerate(sides) if any(who in name for name in names)]
        for who in (one, other)
    ]
    assert standing[0]
    assert standing[1]
    assert standing[0] != standing[1]


# ---- golden -----------------------------------------------------------------------------------


def shown(article: Article) -> str:
    """Return what is found in an article as lines that a person can review."""
    document, extraction = read(article)
    lines = [f"# {article}"]
    for number, found in enumerate(extraction.attributions, 1):
        flags = [name for name in ("quoted", "negated", "inferred") if getattr(found, name)]
        lines.append(f"s{number} {' '.join((found.stance, *flags))}")
        lines.append(f"  cue      {found.cue.of(document.text)}")
        lines += [f"  chain    {link.name} ({link.kind})" for link in found.chain]
        lines += [f"  content  {span.of(document.text)}" for span in found.content]
    lines += [f"furniture  {span.of(document.text)}" for span in extraction.furniture]
    return "\n".join(lines).replace("\n\n", "\n") + "\n"


def test_the_output_is_the_golden_one() -> None:
    """A change shows in the diff of ``tests/samples/found.txt``; ``make golden UPDATE=1`` writes it."""
    golden = HERE / "found.txt"
    now = "\n".join(shown(article) for article in ARTICLES)
    if os.environ.get("UPDATE_GOLDEN"):
        golden.write_text(now, "utf-8")
    assert golden.read_text("utf-8") == now
