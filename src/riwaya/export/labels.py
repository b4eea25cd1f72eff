"""Labels: the words that an export adds to what the article says, in Arabic and in English.

They live in ``data/ui/export.toml``, the names of types of events beside their words in
``data/ar/events.toml``. Plural forms follow the rules of Unicode CLDR for the two
languages.

Imports ``tables`` and ``types``.
"""

from functools import cache
from typing import Literal

import msgspec

from riwaya import tables
from riwaya.types import (
    About,
    Attribution,
    ClaimStance,
    CountOf,
    Distance,
    Event,
    Kind,
    Relation,
    Stance,
)

Language = Literal["ar", "en"]
Tone = Literal["against", "for", "says", "unsure", "press", "will", "not"]
Plural = Literal["zero", "one", "two", "few", "many", "other"]
_FILE, _EVENTS = "ui/export.toml", "ar/events.toml"
_SHARED = ("unsaid_symbol", "symbol", "tone", "claim_symbol", "claim_tone")


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Single words and phrases; a missing or a misspelt one is an error of the data file."""

    title: str
    summary: str
    contents: str
    legend: str
    article: str
    statements: str
    no_statements: str
    no_headline: str
    no_publisher: str
    this_article: str
    undated: str
    undated_reason: str
    published: str
    source: str
    cue: str
    speaker: str
    content: str
    furniture: str
    nested: str
    shared: str
    publisher: str
    chain: str
    carried: str
    inferred: str
    within: str
    quoted: str
    negated: str
    denied_by: str
    confirmed_by: str
    unnamed: str
    rule: str
    entry: str
    why: str
    passed_over: str
    times: str
    quantities: str
    names: str
    places: str
    mentions: str
    mention: str
    relative: str
    at_least: str
    at_most: str
    about: str
    vague: str
    ambiguous: str
    unknown: str
    direction_of: str
    kilometres: str
    note: str
    top: str
    made_by: str
    events: str
    event_letter: str
    trigger: str
    role: str
    disputes: str
    disputed: str
    settled: str
    who: str
    whom: str
    when: str
    where: str
    counts: str
    more_events: str
    jump: str


class Counts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What can be counted, in every plural that the language has."""

    statements: dict[Plural, str]
    denials: dict[Plural, str]
    confirmations: dict[Plural, str]
    articles: dict[Plural, str]
    events: dict[Plural, str]
    disputes: dict[Plural, str]


class Labels(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Everything that one language needs, with the symbols and tones that both share."""

    language: Language
    direction: Literal["rtl", "ltr"]
    quotes: tuple[str, str]
    comma: str
    words: Words
    stance: dict[Stance, str]
    unsaid: dict[Stance, str]
    kind: dict[Kind, str]
    relation: dict[Relation, str]
    distance: dict[Distance, str]
    precision: dict[str, str]
    reason: dict[str, str]
    undated: dict[str, str]
    count: Counts
    event: dict[str, str]
    family: dict[str, str]
    side: dict[ClaimStance, str]
    about: dict[About, str]
    how_many: dict[CountOf, str]
    what: dict[CountOf, str]
    direction_to: dict[Literal["in", "out", "move"], str]
    update: dict[Literal["growth", "refinement", "retraction"], str]
    claim_symbol: dict[ClaimStance, str]
    claim_tone: dict[ClaimStance, Tone]
    unsaid_symbol: str
    symbol: dict[Stance, str]
    tone: dict[Stance, Tone]

    def stance_word(self, stance: Stance, *, negated: bool) -> str:
        """Return the noun for a stance, or for the absence of such an act of saying."""
        return (self.unsaid if negated else self.stance)[stance]

    def symbol_of(self, statement: Attribution) -> str:
        """Return the sign that stands for a statement's stance."""
        return self.unsaid_symbol if statement.negated else self.symbol[statement.stance]

    def tone_of(self, statement: Attribution) -> Tone:
        """Return the tone, and so the colour, of a statement."""
        return "not" if statement.negated else self.tone[statement.stance]

    def event_name(self, event: Event) -> str:
        """Return what kind of event it is; of a type that nobody has named, its family."""
        return (
            self.event.get(event.type)
            or self.family.get(event.family)
            or event.type.replace("-", " ")
        )

    def question(self, about: About, what: CountOf | None) -> str:
        """Return the question that a dispute or an update answers."""
        return self.how_many[what] if about == "count" and what else self.about[about]

    def why_abstained(self, reason: str) -> str:
        """Return why something was passed over, in words; an unlisted reason as it is."""
        return self.reason.get(reason, reason.replace("-", " "))

    def why_undated(self, reason: str | None) -> str:
        """Return that there is no date and, if it is known, why."""
        if not reason:
            return self.words.undated
        return self.words.undated_reason.format(name=self.undated.get(reason, reason))

    def counted(self, forms: dict[Plural, str], number: int) -> str:
        """Return ``number`` things in the right plural."""
        plural: Plural = "zero" if number == 0 else _plural(self.language, number)
        return forms.get(plural, forms["other"]).format(n=number)


def _plural(language: Language, number: int) -> Plural:
    if language == "en" or number < 3:
        return ("other", "one", "two")[number] if number < 3 else "other"
    if 3 <= number % 100 <= 10:
        return "few"
    return "many" if number % 100 >= 11 else "other"


@cache
def labels(language: Language) -> Labels:
    """Return the labels of a language.

    Raises LexiconError where the data file is missing or damaged.
    """
    return tables.compiled("export", (_FILE, _EVENTS), dict[Language, Labels], _build)[language]


def _build() -> dict[Language, Labels]:
    table, types = tables.toml(_FILE), tables.toml(_EVENTS)["event"]
    shared = {name: table[name] for name in _SHARED}
    named = {
        language: {each["id"]: each[f"label_{language}"] for each in types}
        for language in ("ar", "en")
    }
    return msgspec.convert(
        {
            language: table[language] | shared | {"event": named[language]}
            for language in ("ar", "en")
        },
        dict[Language, Labels],
    )
