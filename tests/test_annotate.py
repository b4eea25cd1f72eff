"""What mentions mean is added to any engine's findings, and nothing in furniture is."""

import json
from pathlib import Path

import pytest

from riwaya import pipeline
from riwaya.engines.rules import RulesEngine
from riwaya.gazetteers import import_places
from riwaya.resolve import annotate
from riwaya.types import Document, Extraction

ENGINE = RulesEngine()
TEXT = (
    "الدفاع تنفي وصول تعزيزات إلى الموصل\n\n"
    "نفت وزارة الدفاع العراقية، اليوم الخميس، وصول نحو أربعين مدرعة إلى الموصل.\n"
    "اقرأ أيضا: وصول 200 جندي إلى كركوك يوم الجمعة"
)


def read(text: str = TEXT, published: str | None = "2018-01-11") -> tuple[str, Extraction]:
    document = Document(id="d", text=text, published=published)
    return text, annotate.annotate(document, ENGINE.extract(document))


def test_times_are_seen_from_the_day_of_publication() -> None:
    """Today is the day of the article."""
    text, found = read()
    assert [(time.span.of(text), time.value) for time in found.times] == [
        ("اليوم الخميس", "2018-01-11")
    ]


def test_without_a_day_times_stay_relative() -> None:
    """No day is invented: the relative form is kept for later."""
    found = read(published=None)[1]
    (time,) = found.times
    assert time.value is None
    assert time.relative is not None
    assert "offset=0" in time.relative


def test_hedged_counts_are_bounds() -> None:
    """About forty is 36 to 44, and it counts armoured vehicles."""
    text, found = read()
    hedged = [number for number in found.quantities if number.kind == "quantity"]
    assert [(number.low, number.high) for number in hedged] == [(36, 44)]
    assert [number.noun.of(text) for number in hedged if number.noun] == ["مدرعة"]


def test_a_month_that_is_a_town_too_is_no_place_within_a_date() -> None:
    """Abb is a town of Iran and the month of August."""
    found = read("وصل الوفد إلى الموصل في 7 من آب الماضي\n\nوصل الوفد في 7 آب.")[1]
    assert [place.name for place in found.places] == ["الموصل"]


def test_furniture_has_no_mentions() -> None:
    """The two hundred soldiers and the Friday of a related headline are not of this article."""
    text, found = read()
    assert found.furniture
    edge = found.furniture[0].start
    for kept in (found.times, found.quantities, found.mentions, found.places):
        assert all(one.span.end <= edge for one in kept)
    assert "200" not in [number.span.of(text) for number in found.quantities]


def test_a_source_is_linked_to_its_entity() -> None:
    """A ministry that the table knows has its id on the link; places have theirs."""
    _, found = read()
    assert [link.entity for link in found.attributions[-1].chain] != [None]
    assert any(place.place == "geonames:99072" for place in found.places)


def test_a_capital_stands_for_its_state() -> None:
    """Baghdad denies: the state, not the city, is the source."""
    _, found = read("بغداد تنفي وجود قوات أجنبية\n\nنفت بغداد وجود قوات أجنبية في البلاد.")
    assert {link.entity for statement in found.attributions for link in statement.chain} == {"IQ"}


def test_an_unknown_person_has_no_entity() -> None:
    """A name outside the table is a name and nothing more."""
    _, found = read("خبر\n\nقال سالم الرافدي إن الطريق مفتوح.")
    assert [link.entity for link in found.attributions[0].chain] == [None]


def test_a_dateline_dates_an_undated_article() -> None:
    """The article's own dateline stands in for a missing day, and clears the reason."""
    document = Document(
        id="d",
        text="عنوان\n\nبغداد - 12 كانون الثاني 2018 - قال مسؤول إن الجسر مغلق.",
        undated="no date",
    )
    assert annotate.dated(document).published == "2018-01-12"
    assert annotate.dated(document).undated is None


def test_a_stated_day_is_not_overruled() -> None:
    """What the page or the user says comes before the dateline."""
    document = Document(
        id="d", text="عنوان\n\nبغداد - 12 كانون الثاني 2018\nنص.", published="2018-01-13"
    )
    assert annotate.dated(document) is document


def test_a_user_has_places_and_entities_of_their_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Files in the user's data folder are read beside the shipped ones."""
    (tmp_path / "in.csv").write_text(
        "name,latitude,longitude,country,parent\nتل السمسم,35.1,44.2,IQ,\n", encoding="utf-8"
    )
    import_places(tmp_path / "in.csv", into=tmp_path / "places.jsonl")
    row = {"id": "x-springs", "kind": "organization", "sector": "NGO", "name": "تجمع الينابيع"}
    row |= {"en": "The Springs", "source": "own", "licence": "own"}
    (tmp_path / "entities.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")
    monkeypatch.setenv("RIWAYA_DATA", str(tmp_path))
    pipeline._own.cache_clear()
    try:
        found = pipeline.read_text("خبر\n\nقال تجمع الينابيع إن قرية تل السمسم آمنة.").extraction
    finally:
        pipeline._own.cache_clear()
    assert [place.name for place in found.places if place.place is not None] == ["تل السمسم"]
    assert found.attributions[0].chain[-1].entity == "x-springs"
