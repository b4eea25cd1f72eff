"""Families of copies in the ledger: the same as without a database, whatever the order of arrival."""

import random

from sqlalchemy import select

from riwaya.ledger import Ledger, open_ledger
from riwaya.ledger.search_tables import credits, families, passages
from riwaya.pipeline import Reading
from riwaya.reading.article import Overrides, of_text
from riwaya.reconcile.syndication import Syndication, fingerprint
from riwaya.types import Extraction
from tests.test_syndication import OTHER, QUOTED, STORY, WEATHER, edited


def told(text: str, day: str | None) -> Reading:
    """Return an article in which nothing was found."""
    document = of_text(text, given=Overrides(day, "بيدر", None))
    return Reading(document, Extraction(document=document.id, engine="e", version="1", lexicon="0"))


def library() -> list[Reading]:
    """Return versions of two stories, with one that stands within another, and a shared quotation."""
    days = ("2018-01-14", "2018-01-12", "2018-01-13", None)
    stories = [STORY, edited(STORY, 0.05, 1), edited(STORY, 0.08, 2), edited(STORY, 0.06, 3)]
    return [
        *(told(text, day) for text, day in zip(stories, days, strict=True)),
        told(OTHER, "2018-01-10"),
        told(edited(OTHER, 0.05, 4), "2018-01-09"),
        told(f"{STORY} {OTHER} {WEATHER} {QUOTED}", "2018-01-15"),
        told(f"المكتبة\n\nبيدر - رويترز: قالت المديرة {QUOTED} وشكرت العاملين.", "2018-01-11"),
    ]


def test_families_are_those_of_the_pure_rule(ledger: Ledger) -> None:
    """Members, heads and ties."""
    readings = library()
    ledger.add(readings)
    known = Syndication(fingerprint(one.document) for one in readings)
    assert sorted(family.members for family in ledger.families()) == sorted(
        family.members for family in known.families()
    )
    assert sorted(ledger.ties()) == list(known.ties)
    assert {tie.kind for tie in known.ties} >= {"near", "excerpt"}
    (first, *_) = (one.document.id for one in readings)
    assert ledger.family(first).head == readings[1].document.id
    assert len(ledger.family(first).members) == 4
    alone = readings[-1].document.id
    assert ledger.family(alone).members == (alone,)


def test_the_order_of_arrival_changes_nothing(place: str) -> None:
    """One by one, backwards, all at once: the same families."""
    readings = library()
    rng = random.Random(5)
    with open_ledger(place) as ledger:
        for one in rng.sample(readings, len(readings)):
            ledger.add([one])
        found = sorted(family.members for family in ledger.families())
        ties = sorted(ledger.ties())
    known = Syndication(fingerprint(one.document) for one in readings)
    assert found == sorted(family.members for family in known.families())
    assert ties == list(known.ties)


def test_fifty_copies_are_one_family(ledger: Ledger) -> None:
    """The earliest stays the head, and every version is kept."""
    first = told(STORY, "2018-01-01")
    ledger.add([first])
    ledger.add(told(f"{STORY} طبعة {n}.", f"2018-01-{2 + n % 20:02}") for n in range(50))
    (family,) = ledger.families()
    assert family.head == first.document.id
    assert len(family.members) == 51 == ledger.stats().rows["documents"]


def test_credits_and_passages_are_kept_with_their_places(ledger: Ledger) -> None:
    """What an article credits, and each place of a long quotation."""
    readings = library()
    ledger.add(readings)
    with ledger.backend.reading() as ask:
        (credit,) = ask.execute(select(credits)).all()
        quoted = ask.execute(select(passages).order_by(passages.c.document)).all()
    text = readings[-1].document.text
    assert (text[credit.start : credit.stop], credit.entity, credit.place) == (
        "رويترز", "reuters", "dateline",
    )  # fmt: skip
    assert len({row.digest for row in quoted}) == 1
    assert text[quoted[1].start : quoted[1].stop] == QUOTED.strip("«»")


def test_a_rebuilt_ledger_has_the_same_families(ledger: Ledger) -> None:
    """Row for row."""
    ledger.add(library())
    with ledger.backend.reading() as ask:
        before = ask.execute(select(families).order_by(families.c.document)).all()
    ledger.rebuild()
    with ledger.backend.reading() as ask:
        assert ask.execute(select(families).order_by(families.c.document)).all() == before
    assert before


def test_a_text_without_words_is_no_copy(ledger: Ledger) -> None:
    """Of nothing."""
    ledger.add([told("", None), told("...", None), told("؟", None)])
    assert list(ledger.families()) == []
