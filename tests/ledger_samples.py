"""Readings of our own for the tests of the ledger: made by hand, so that no engine decides what they hold."""

import msgspec

from riwaya.pipeline import Reading
from riwaya.reading.article import Overrides, of_text
from riwaya.types import (
    Abstention,
    Attribution,
    Claim,
    Count,
    Dispute,
    Document,
    Event,
    Extraction,
    Link,
    Mention,
    Original,
    PlaceMention,
    Position,
    Quantity,
    Role,
    Span,
    TimeExpression,
    Trigger,
    Update,
)

DAY = "2023-03-15"
_BODY = (
    "نفت وزارة الداخلية مقتل {n} جنود في بيدر أمس، وقالت قناة الرواق نقلا عن ضابط إن القتلى عشرة.\n"
    "وأكد الناطق باسم البلدية أن الجسر مفتوح."
)


def text(n: int = 3, headline: str = "الداخلية تنفي") -> str:
    """Return an article; ``n`` makes it another one."""
    return f"{headline}\n\n{_BODY.format(n=n)}"


def document(
    n: int = 3, *, url: str | None = "", publisher: str | None = "قناة الرواق"
) -> Document:
    """Return a document with an address of its own."""
    address = f"https://example.org/news/{n}" if url == "" else url
    return of_text(text(n), given=Overrides(DAY, publisher, address), source=f"news/{n}.txt")


def _span(whole: str, words: str) -> Span:
    start = whole.index(words)
    return Span(start, start + len(words))


def extraction(of: Document, *, version: str = "1", engine: str = "by-hand") -> Extraction:
    """Return all kinds of finding in the text above."""
    whole = of.text
    denies = _span(whole, "نفت")
    ministry = _span(whole, "وزارة الداخلية")
    killed = _span(whole, "مقتل")
    officer = _span(whole, "ضابط")
    place = PlaceMention(
        span=_span(whole, "بيدر"),
        name="بيدر",
        place="own:baydar",
        latitude=34.5,
        longitude=44.25,
        parents=("iso:XX-A", "iso:XX"),
        geo_precision=1,
        where_prec=1,
        kind="city",
    )
    content = Span(killed.start, place.span.end)
    links = (
        Link(_span(whole, "قناة الرواق"), "قناة الرواق", "medium", "quotes", entity="own:riwaq"),
        Link(officer, "ضابط", "anonymous"),
    )
    denial = Link(ministry, "وزارة الداخلية", "organization", entity="own:interior")
    return Extraction(
        document=of.id,
        engine=engine,
        version=version,
        lexicon="0123456789abcdef",
        attributions=(
            Attribution(denies, "deny", (denial,), (content,), rule="verb.deny", entry="deny"),
            Attribution(
                _span(whole, "وقالت"),
                "assert",
                links,
                (_span(whole, "القتلى عشرة"),),
                rule="verb.assert",
                entry="say",
            ),
        ),
        furniture=(Span(len(whole) - 2, len(whole)),),
        abstentions=(Abstention(_span(whole, "وأكد"), "no-content", "verb.confirm"),),
        times=(
            TimeExpression(_span(whole, "أمس"), "date", "2023-03-14", "day", "offset=-1"),
            TimeExpression(_span(whole, "أمس"), "duration", "P1D", "day"),
        ),
        quantities=(Quantity(_span(whole, "عشرة"), "number", 10, 10),),
        mentions=(
            Mention(ministry, "organization", "وزارة الداخلية", "own:interior"),
            Mention(officer, "anonymous", "ضابط"),
        ),
        places=(place,),
        events=(
            Event(
                type="killed",
                family="casualties",
                mentions=(Trigger(killed, "killed", within=0),),
                targets=(Role(_span(whole, "جنود"), "جنود"),),
                actors=(Role(officer, "ضابط"),),
                places=(place,),
                date="2023-03-14",
                counts=(Count(_span(whole, "عشرة"), "killed", 10, None),),
            ),
        ),
        claims=(
            Claim(event=0, stance="deny", evidence=denies, statement=0, factuality=("Uu", "CT-")),
            Claim(event=0, stance="affirm", evidence=killed, statement=1),
            Claim(event=0, stance="affirm", evidence=killed),
        ),
        disputes=(
            Dispute(
                event=0,
                about="occurrence",
                positions=(Position("no", (0,)), Position("yes", (1, 2))),
            ),
        ),
        updates=(
            Update(
                event=0,
                kind="growth",
                about="count",
                what="killed",
                earlier=Position("3", (2,)),
                later=Position("10", (1,)),
            ),
        ),
    )


def reading(n: int = 3, *, version: str = "1", url: str | None = "") -> Reading:
    """Return a document with what was found in it and the bytes that it came from."""
    of = document(n, url=url)
    return Reading(of, extraction(of, version=version), Original(of.text.encode()))


def edited(one: Reading, words: str) -> Reading:
    """Return the same article with more words at its end."""
    of = one.document
    given = Overrides(of.published, of.publisher, of.url)
    later = of_text(of.text + words, given=given, source=of.source)
    return Reading(later, msgspec.structs.replace(one.extraction, document=later.id))
