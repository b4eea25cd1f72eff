"""Events over all documents of a ledger: whatever the order of arrival, and kept in step one article at a time."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from riwaya.ledger import Ledger, judging, matters, open_ledger, rebuild, tables
from riwaya.ledger.derive import known
from riwaya.ledger.judging import Decided
from riwaya.ledger.writing import Writing
from riwaya.pipeline import Reading, read_text
from riwaya.reconcile.across import grouping
from riwaya.reconcile.across.matters import Matter

DAY = "2023-03-15"
STORIES = (
    (
        "مقتل ثلاثة في قصف على سوق خان شيخون",
        "قتل ثلاثة أشخاص في قصف استهدف سوق بلدة خان شيخون بريف إدلب ظهر اليوم، وقال المرصد السوري إن الطيران "
        "الحربي نفذ القصف بعد تحليق استمر ساعات في سماء المنطقة.",
        "صحيفة الرواق",
    ),
    (
        "خان شيخون: غارة على سوق شعبي توقع ستة قتلى",
        "أكد الدفاع المدني مقتل ستة مدنيين في غارة على سوق شعبي وسط خان شيخون، وعمل متطوعوه على انتشال العالقين "
        "من تحت الأنقاض، وأوضح أن طائرة حربية قصفت السوق.",
        "صحيفة النبأ",
    ),
    (
        "الجيش ينفي قصف سوق في خان شيخون",
        "نفى ناطق عسكري قصف سوق خان شيخون في ريف إدلب، وقال إن ما تتداوله مواقع عن غارة على السوق عار عن الصحة، "
        "وإن وحداته لم تنفذ أي طلعة هناك.",
        "صحيفة الجسر",
    ),
    (
        "مجلس خان شيخون يعلن الحداد",
        "أعلن المجلس المحلي في خان شيخون الحداد ثلاثة أيام على ضحايا قصف السوق، وقال رئيسه إن أربعة قتلى سقطوا "
        "في الغارة وإن بين الجرحى أطفالا نقلوا إلى مشفى قريب.",
        "صحيفة الغد",
    ),
    (
        "متظاهرون في البصرة",
        "تظاهر مئات في ساحة بحرية بمدينة البصرة احتجاجا على الغلاء.",
        "صحيفة الغد",
    ),
    (
        "لقاء في عمان",
        "التقى وزير الخارجية الأردني أيمن الصفدي نظيره في عمان وبحثا الحدود.",
        "صحيفة النبأ",
    ),
)


def readings() -> list[Reading]:
    """Return all stories as they are read."""
    return [
        read_text(f"{title}\n\n{text}", published=DAY, publisher=paper)
        for title, text, paper in STORIES
    ]


READ = readings()


def state(ledger: Ledger) -> str:
    """Return a digest of the events that depends on no key."""
    with ledger.backend.reading() as connection:
        return hashlib.sha256(repr(list(matters.digests(connection))).encode()).hexdigest()


def all_matters(ledger: Ledger) -> list[Matter]:
    """Return what is known of all events, the most told first."""
    with ledger.backend.reading() as connection:
        keys = connection.execute(tables.events.select()).scalars().all()
        found = known(connection, keys).values()
    return sorted(found, key=lambda one: (-len(one.documents), one.accounts))


def judge(ledger: Ledger, one: Decided) -> str:
    """Note a judgement."""
    with ledger.backend.writing() as connection:
        return judging.add(Writing(ledger.backend, connection, ledger.clock()), one)


def fill(ledger: Ledger, told: Sequence[Reading]) -> None:
    """Add articles one by one, and bring the events up to each."""
    for one in told:
        ledger.add([one])
        ledger.catch_up()


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(order=st.permutations(range(len(READ))), sizes=st.lists(st.integers(1, 3), max_size=6))
def test_the_order_of_arrival_changes_no_event(order: list[int], sizes: list[int]) -> None:
    """One by one or some at a time, in any order: the same events, and those of a rebuild."""
    with TemporaryDirectory() as folder, open_ledger(Path(folder, "ledger.db")) as ledger:
        rest = [READ[n] for n in order]
        for size in [*sizes, len(rest)]:
            ledger.add(rest[:size])
            ledger.catch_up()
            rest = rest[size:]
        grown = state(ledger)
        assert STATE.setdefault("first", grown) == grown
        ledger.rebuild()
        assert state(ledger) == grown


STATE: dict[str, str] = {}


def test_tables_that_grew_are_those_of_a_rebuild(ledger: Ledger) -> None:
    """Row for row."""
    fill(ledger, READ)
    grown = ledger.digest()
    ledger.rebuild()
    assert ledger.digest() == grown
    assert ledger.catch_up() == 0


def test_articles_on_one_strike_are_one_event(ledger: Ledger) -> None:
    """And neither a protest nor a visit is a part of it."""
    fill(ledger, READ)
    first, *others = all_matters(ledger)
    assert {one.document.id for one in READ[:2]} <= set(first.documents)
    apart = {one.document.id for one in READ[4:]}
    assert apart.isdisjoint(first.documents)
    assert sum(not apart.isdisjoint(one.documents) for one in others) == len(apart)


def test_copies_add_no_voice(ledger: Ledger) -> None:
    """Fifty papers that print one text are its narrator and its sources, and no more."""
    fill(ledger, READ[:4])
    before = {
        side.value: len(side.voices)
        for one in all_matters(ledger)
        for d in one.disputes
        for side in d.sides
    }
    title, text, _ = STORIES[0]
    copies = [
        read_text(f"{title}\n\n{text}", published=DAY, publisher=f"صحيفة {n}") for n in range(50)
    ]
    ledger.add(copies)
    ledger.catch_up()
    (first, *_) = all_matters(ledger)
    assert len(first.documents) > 50
    after = {
        side.value: len(side.voices)
        for one in all_matters(ledger)
        for d in one.disputes
        for side in d.sides
    }
    assert after == before
    assert before


def test_a_later_reading_takes_the_place_of_the_earlier(ledger: Ledger) -> None:
    """Nothing is left of what was withdrawn."""
    fill(ledger, READ)
    one = READ[0]
    bare = Reading(
        one.document,
        type(one.extraction)(
            document=one.document.id,
            engine=one.extraction.engine,
            version="2",
            lexicon=one.extraction.lexicon,
        ),
    )
    ledger.add([bare])
    ledger.catch_up()
    grown = ledger.digest()
    assert one.document.id not in {name for m in all_matters(ledger) for name in m.documents}
    ledger.rebuild()
    assert ledger.digest() == grown


def test_words_that_become_common_bring_nobody_together(
    ledger: Ledger, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Pairs that met by them go, and come back when they are no longer common."""
    monkeypatch.setattr(grouping, "CROWD", 3)
    fill(ledger, READ)
    grown = ledger.digest()
    ledger.rebuild()
    assert ledger.digest() == grown
    gone = READ[0]
    ledger.add(
        [
            Reading(
                gone.document,
                type(gone.extraction)(
                    document=gone.document.id,
                    engine=gone.extraction.engine,
                    version="2",
                    lexicon="x",
                ),
            )
        ]
    )
    ledger.catch_up()
    grown = ledger.digest()
    ledger.rebuild()
    assert ledger.digest() == grown


def test_what_a_person_judged_is_kept(ledger: Ledger) -> None:
    """Different ones are apart, the same are together, also after a rebuild; undone, all is as before."""
    fill(ledger, READ)
    before = state(ledger)
    frames = dict[str, str]()
    with ledger.backend.reading() as connection:
        asked = (
            tables.frames.select()
            .join(tables.documents, tables.documents.c.key == tables.frames.c.document)
            .add_columns(tables.documents.c.id.label("of"))
            .order_by(tables.frames.c.key)
        )
        for row in connection.execute(asked):
            frames.setdefault(row.of, row.id)
    one, other, protest = (frames[READ[n].document.id] for n in (0, 1, 4))
    who = {"author": "r", "reason": "x"}
    apart = judge(ledger, Decided(kind="different", subject=one, other=other, **who))
    together = judge(ledger, Decided(kind="same", subject=one, other=protest, **who))
    assert ledger.catch_up()
    for _ in range(2):
        of = {name: number for number, m in enumerate(all_matters(ledger)) for name in m.documents}
        assert of[READ[0].document.id] != of[READ[1].document.id]
        assert of[READ[0].document.id] == of[READ[4].document.id]
        ledger.rebuild()
    for name in (apart, together):
        judge(ledger, Decided(kind="undo", subject=name, **who))
    ledger.catch_up()
    assert state(ledger) == before
    with ledger.backend.reading() as connection:
        assert [each.undone for each in judging.every(connection)] == [True, True, False, False]
        assert rebuild.digest(connection, [tables.judgements])


def test_a_wrong_claim_is_not_counted(ledger: Ledger) -> None:
    """It stands on no side; the claim itself is not touched."""
    fill(ledger, READ[:1])
    (claim, *_) = list(ledger.claims())
    before = sum(len(m.stands) for m in all_matters(ledger))
    judge(ledger, Decided(kind="wrong", subject=claim.id, author="r", reason="a question"))
    ledger.catch_up()
    assert sum(len(m.stands) for m in all_matters(ledger)) == before - 1
    assert claim.id in {one.id for one in ledger.claims()}
