"""One article's telling of one event, as it is compared with those of other articles.

What the headline and the first paragraph tell is one *main* account, though it may speak of a strike and of the dead in
two events: an article opens with one matter. Every event told further down makes an account of its own.

Imports ``days``, ``lexicon``, ``text`` and ``types``.
"""

import math
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from riwaya.lexicon import commonness
from riwaya.reconcile.across.days import Days, days_of, whole_days
from riwaya.text import key, sentences, tokenise
from riwaya.text.tokens import Tokens
from riwaya.types import Count, Document, Event, Extraction, PlaceMention

LEAD = 500
"""Characters after the headline that tell what an article is about."""
BODY = 3_000
"""Characters of an article that are compared: what stands further down is background."""
_LETTERS = 3
_ARMED = frozenset(
    {
        "attack",
        "casualties",
        "clash",
        "control",
        "deploy",
        "detain",
        "protest",
        "disaster",
        "displace",
    }
)
_WHOLE = 1.0
_STATE, _UNIT, _REGION = 0.1, 0.3, 0.35
_BY_KIND = {
    "city": 0.5,
    "district": 0.5,
    "mountain": 0.5,
    "valley": 0.5,
    "river": 0.35,
    "region": 0.35,
}

Figure = tuple[float | int | None, float | int | None]


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """What is compared. ``id`` is the document's id and the number of the first of its ``events`` (indices).

    ``places`` holds the ids or names told near the event with how narrow each is (1 a village, 0.1 a state), ``around``
    those of the opening 3,000 characters, ``written`` how the article writes each. ``near`` and ``body`` are stems of
    the words told beside the event and in the article, as vectors of length 1: (1 + ln times) x inverse document
    frequency (Salton and Buckley 1988). ``killed`` and ``wounded`` are the figures told, in the order of the text;
    ``days`` what is known of the day; ``foremost`` the places of the headline and the first of each event;
    ``told_days`` the whole days that the events themselves are dated by.
    """

    id: str
    document: str
    events: tuple[int, ...]
    main: bool
    families: frozenset[str]
    types: frozenset[str]
    places: dict[str, float]
    around: dict[str, float]
    near: dict[str, float]
    body: dict[str, float]
    killed: tuple[Figure, ...]
    wounded: tuple[Figure, ...]
    people: frozenset[str]
    actors: frozenset[str]
    days: Days
    written: dict[str, str]
    foremost: frozenset[str] = frozenset()
    told_days: frozenset[str] = frozenset()
    publisher: str | None = None
    published: str | None = None


class _View:
    """An article with what all of its accounts share."""

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.extraction = extraction
        self.tokens = tokenise(document.text)
        self.bounds = sentences(self.tokens)
        self.lead = _lead(document.text)
        self.body = _stems(self, [(0, BODY)])
        told = (place for place in extraction.places if place.span.start < BODY)
        self.around = _names(told)
        self.written = _written(extraction.places)
        self.people = frozenset(one.name for one in extraction.mentions if one.kind == "person")


def accounts(document: Document, extraction: Extraction) -> tuple[Account, ...]:
    """Return the accounts of one article, that of its opening first if an event is told there."""
    view = _View(document, extraction)
    main = _opening(view)
    rest = [number for number in range(len(extraction.events)) if number not in set(main)]
    found = [_account(view, main, main=True)] if main else []
    return (*found, *(_account(view, (number,), main=False) for number in rest))


def opening(document: Document, extraction: Extraction) -> Account:
    """Return what the headline and the first paragraph of an article tell, though no event was found in them."""
    view = _View(document, extraction)
    return _account(view, _opening(view), main=True)


def _opening(view: _View) -> tuple[int, ...]:
    """Return the events that an article opens with: those of arms if there are any, else the first."""
    events = view.extraction.events
    told = [number for number, event in enumerate(events) if _opens(event, view.lead)]
    armed = [number for number in told if events[number].family in _ARMED]
    return tuple(armed or told[:1])


def _lead(text: str) -> int:
    headline, _, body = text.partition("\n\n")
    return len(headline) + 2 + min(len(body), LEAD)


def _opens(event: Event, lead: int) -> bool:
    return event.mentions[0].span.start < lead


def _account(view: _View, events: tuple[int, ...], *, main: bool) -> Account:
    document, extraction = view.document, view.extraction
    told = [extraction.events[number] for number in events]
    areas = [(0, view.lead)] if main else list(_sentences_of(view, told))
    figures = [
        count
        for event in told
        for count in event.counts
        if not main or count.span.start < view.lead
    ]
    return Account(
        id=f"{document.id}#{events[0] if events else 0}",
        document=document.id,
        events=events,
        main=main,
        families=frozenset(event.family for event in told),
        types=frozenset(event.type for event in told),
        places=_names(place for place in extraction.places if _within(areas, place.span.start)),
        around=view.around,
        near=_stems(view, areas),
        body=view.body,
        killed=_figures(figures, "killed"),
        wounded=_figures(figures, "wounded"),
        people=view.people,
        actors=frozenset(role.entity or role.name for event in told for role in event.actors),
        written=view.written,
        foremost=_foremost(view, told),
        told_days=whole_days(event for event in told if event.date_span is not None),
        days=days_of(document, extraction, told, view.lead if main else 0),
        publisher=document.publisher,
        published=document.published,
    )


def _figures(counts: Iterable[Count], what: str) -> tuple[Figure, ...]:
    """Return the different figures of one kind, in the order in which they are told."""
    told = sorted((one for one in counts if one.what == what), key=lambda one: one.span.start)
    return tuple(dict.fromkeys((one.low, one.high) for one in told))


def _sentences_of(view: _View, events: Iterable[Event]) -> Iterable[tuple[int, int]]:
    starts = [view.tokens.starts[first] for first, _ in view.bounds]
    for event in events:
        for mention in event.mentions:
            first, past = view.bounds[max(0, bisect_right(starts, mention.span.start) - 1)]
            yield view.tokens.starts[first], view.tokens.ends[past - 1]


def _within(areas: Sequence[tuple[int, int]], offset: int) -> bool:
    return any(start <= offset < end for start, end in areas)


def _stems(view: _View, areas: Sequence[tuple[int, int]]) -> dict[str, float]:
    stem, tokens = commonness.load().stem, view.tokens
    found = Counter[str]()
    for first, past in sorted({_between(tokens, *area) for area in areas}):
        words = tokens.keys[first:past]
        found.update(stem(word) for word in words if len(word) >= _LETTERS and word.isalpha())
    return vector(found)


def _between(tokens: Tokens, start: int, end: int) -> tuple[int, int]:
    return bisect_left(tokens.starts, start), bisect_left(tokens.starts, end)


def vector(found: Mapping[str, int]) -> dict[str, float]:
    """Return counted stems as a vector of length 1, in the order of the words, so that sums round alike everywhere."""
    weight = commonness.load().weight
    weights = {word: (1 + math.log(found[word])) * weight(word) for word in sorted(found)}
    length = math.sqrt(sum(value * value for value in weights.values())) or 1.0
    return {word: value / length for word, value in weights.items()}


def _foremost(view: _View, events: Iterable[Event]) -> frozenset[str]:
    headline = view.document.text.partition("\n\n")[0]
    titled = [one for one in view.extraction.places if one.span.end <= len(headline)]
    return frozenset(map(_name, (*titled, *(event.places[0] for event in events if event.places))))


def _written(places: Iterable[PlaceMention]) -> dict[str, str]:
    found: dict[str, str] = {}
    for place in places:
        found.setdefault(_name(place), place.name)
    return dict(sorted(found.items()))


def _name(place: PlaceMention) -> str:
    """Return what a place is compared by: its id, so that two names of one town are one, else its stems."""
    if place.place is not None:
        return place.place
    stem = commonness.load().stem
    return " ".join(stem(word) for word in key(place.name).split())


def _names(places: Iterable[PlaceMention]) -> dict[str, float]:
    found: dict[str, float] = {}
    for place in places:
        name = _name(place)
        found[name] = min(found.get(name, _WHOLE), _narrow(place))
    return dict(sorted(found.items()))


def _narrow(place: PlaceMention) -> float:
    """Return how much it says that two articles name this place: a village nearly all, a state next to nothing."""
    if (place.place or "").startswith("iso:"):
        return _UNIT if "-" in (place.place or "") else _STATE
    narrow = _REGION if place.geo_precision == 3 else _BY_KIND.get(place.kind or "", _WHOLE)
    return narrow / 2 if place.bearing else narrow  # west of Idlib is said of another place
