"""Events over many articles as text: who stands on which side of what is disputed, and how the story went.

Imports ``labels``, ``plain`` and ``tables``; ``reconcile`` and ``types``.
"""

from collections.abc import Iterable, Iterator, Mapping
from functools import cache

import msgspec

from riwaya import tables
from riwaya.export.labels import Labels, Language, labels
from riwaya.export.plain import visible
from riwaya.reconcile.across.disputes import Dispute, Side, Word
from riwaya.reconcile.across.matters import Matter
from riwaya.reconcile.across.timeline import Entry
from riwaya.types import Document

SHORT = 12
"""Digits of an id that are shown."""
_AROUND = 60
_MOST = 3
_SENTENCE_ENDS = ".!?\n\u061f"


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """An event to be shown: its kind is an id of ``data/ar/events.toml``, degrees are WGS 84, ``date`` EDTF."""

    id: str
    type: str
    family: str
    place: str | None
    date: str | None
    matter: Matter
    documents: Mapping[str, Document]
    latitude: float | None = None
    longitude: float | None = None
    judgements: tuple[str, ...] = ()


class Quote(msgspec.Struct, frozen=True):
    """The words that decided, with the sentence around them, and where they stand."""

    before: str
    words: str
    after: str
    publisher: str
    published: str
    url: str | None
    headline: str


@cache
def _all() -> dict[str, dict[str, str]]:
    return tables.compiled("matters", ("ui/matters.toml",), dict[str, dict[str, str]], _read)


def _read() -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = tables.toml("ui/matters.toml")
    return found


def phrases(language: Language) -> dict[str, str]:
    """Return the words of ``data/ui/matters.toml`` in one language."""
    return _all()[language]


def quote(word: Word, documents: Mapping[str, Document]) -> Quote:
    """Return the words of a document with what stands around them in their sentence."""
    document = documents[word.document]
    text = document.text
    ends = [text.rfind(mark, 0, word.start) for mark in _SENTENCE_ENDS]
    first = max(max(ends) + 1, word.start - _AROUND)
    if first > max(ends) + 1:
        first = text.find(" ", first, word.start) + 1 or word.start
    past = [at for mark in _SENTENCE_ENDS if (at := text.find(mark, word.end)) >= 0]
    last = min([*past, len(text)])
    if last > word.end + 2 * _AROUND:
        last = text.rfind(" ", word.end, word.end + 2 * _AROUND)
        last = word.end if last < 0 else last
    return Quote(
        before=text[first : word.start].lstrip(),
        words=text[word.start : word.end],
        after=text[word.end : last].rstrip(),
        publisher=document.publisher or "",
        published=(document.published or "")[:10],
        url=document.url,
        headline=text.partition("\n")[0].strip(),
    )


def title(event: Shown, language: Language) -> str:
    """Return what kind of event it is, where and when."""
    return labels(language).comma.join(titled(event, language))


def titled(event: Shown, language: Language) -> tuple[str, ...]:
    """Return the parts of a title, each a run of its own direction."""
    known = labels(language)
    kind = known.event.get(event.type) or known.family.get(event.family) or event.type
    where, when = event.matter.summary.place or event.place, event.matter.summary.date or event.date
    return tuple(visible(part) for part in (kind, where, when) if part)


def question(dispute: Dispute, known: Labels) -> str:
    """Return what is disputed."""
    return known.question(dispute.about, dispute.what)


def answer(side: Side, dispute: Dispute, language: Language) -> str:
    """Return what a side says."""
    told = phrases(language)
    if dispute.about not in ("occurrence", "actor"):
        return side.value
    return told[f"blame_{side.value}" if dispute.about == "actor" else side.value]


def tally(side: Side, language: Language) -> str:
    """Return how many voices, articles and outlets a side has, and from when to when."""
    told, named = phrases(language), side.named
    parts = [
        told["voices_n"].format(n=len(side.voices)),
        told["named_n"].format(n=named),
        told["unnamed_n"].format(n=len(side.voices) - named),
        told["articles_n"].format(n=side.articles),
        told["outlets_n"].format(n=side.outlets),
    ]
    if side.first:
        first, last = side.first[:10], (side.last or side.first)[:10]
        parts.append(first if first == last else told["seen_from"].format(first=first, last=last))
    return " · ".join(parts)


def figures(dispute: Dispute, language: Language) -> str:
    """Return lowest, best and highest figure; empty where none are disputed."""
    if dispute.lowest is None:
        return ""
    told = {name: _figure(getattr(dispute, name)) for name in ("lowest", "best", "highest")}
    return phrases(language)["figures_of"].format(**told)


def events(shown: Iterable[Shown], language: Language) -> Iterator[str]:
    """Yield the lines of a list of events."""
    for event in shown:
        yield heading(event, language)


def heading(event: Shown, language: Language) -> str:
    """Return one line on an event: its id, what it is, how many tell of it, how much is disputed."""
    known, told = labels(language), phrases(language)
    matter = event.matter
    voices = len({one.voice.id for one in matter.stands})
    parts = [
        event.id[:SHORT],
        title(event, language),
        told["articles_n"].format(n=len(matter.documents)),
        told["voices_n"].format(n=voices),
    ]
    if matter.disputes:
        parts.append(known.counted(known.count.disputes, len(matter.disputes)))
    return " · ".join(parts)


def disputed(event: Shown, language: Language) -> Iterator[str]:
    """Yield the lines of the disputes about an event."""
    known, told = labels(language), phrases(language)
    yield heading(event, language)
    for dispute in event.matter.disputes:
        status = told[f"status_{dispute.status}"]
        spread = figures(dispute, language)
        yield " · ".join(part for part in (f"  {question(dispute, known)}", status, spread) if part)
        for side in dispute.sides:
            yield f"    {visible(answer(side, dispute, language))}: {tally(side, language)}"
            names = known.comma.join(visible(voice.name) for voice in side.voices)
            yield f"      {names}"
            for word in side.words[:_MOST]:
                yield f"      {_quoted(quote(word, event.documents), known)}"
    for change in event.matter.changes:
        grown = told["grown"].format(earlier=change.earlier.value, later=change.later.value)
        days = " → ".join((side.first or "")[:10] for side in (change.earlier, change.later))
        yield f"  {known.question(change.about, change.what)}: {grown} ({days})"
    for each in event.judgements:
        yield f"  {told['page_judged']}: {visible(each)}"


def _quoted(one: Quote, known: Labels) -> str:
    opening, closing = known.quotes
    words = visible(f"{one.before}[{one.words}]{one.after}".replace("\n", " "))
    where = known.comma.join(visible(part) for part in (one.publisher, one.published) if part)
    return f"{opening}{words}{closing} {where}".rstrip()


def story(event: Shown, language: Language) -> Iterator[str]:
    """Yield the lines of the timeline of an event."""
    known, told = labels(language), phrases(language)
    yield heading(event, language)
    for entry in event.matter.timeline.entries:
        one = quote(entry.word, event.documents)
        day = (entry.published or "")[:10] or told["no_day"]
        said = step(entry, language)
        yield f"  {day:10}  {visible(entry.voice.name)} {said}: {_quoted(one, known)}"
    if event.matter.timeline.lag is not None:
        yield "  " + told["lag_days"].format(n=event.matter.timeline.lag)


def step(entry: Entry, language: Language) -> str:
    """Return what a voice newly did."""
    known, told = labels(language), phrases(language)
    word = told[f"step_{entry.step}"]
    if entry.step != "figure":
        return word
    bounds = [_figure(one) for one in dict.fromkeys((entry.low, entry.high)) if one is not None]
    kind = known.what.get(entry.what or "other", "")  # type: ignore[call-overload]
    return f"{word} {'–'.join(bounds)} {kind}".rstrip()


def _figure(value: float | int | None) -> str:
    if value is None:
        return "?"
    return f"{int(value):,}" if value == int(value) else f"{value:,}"
