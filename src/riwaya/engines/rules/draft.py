"""A statement in the making: token ranges that later passes fill in and correct.

Imports ``lexicon`` and ``types``.
"""

from riwaya.lexicon.verbs import Analysis, Verb
from riwaya.types import Distance, Link, Relation, Stance

Range = tuple[int, int]


class Speaker:
    """A resolved speaker: the links of its chain, and what its verb told of gender and number."""

    __slots__ = ("gender", "links", "number")

    def __init__(self, links: tuple[Link, ...], gender: str, number: str) -> None:
        self.links = links
        self.gender = gender
        self.number = number


class Draft:
    """One act of saying, by token indices.

    ``cue`` are the tokens of the cue; ``clause`` its first token for bounding neighbours (a relative pronoun, "as").
    ``source`` is the noun phrase of the speaker, ``source_skip`` the letters fused before it; without it ``carried``
    tells whether the speaker stands in an earlier clause or sentence.
    ``outer`` are sources further out (``published`` by, ``quotes``), outermost first.
    ``content`` are token ranges, ``content_skip`` the letters fused before the first.
    ``joined`` tells whether a conjunction is fused to the cue; ``stop_at`` ends the content early.
    ``object_given`` says that a pronoun on the verb already holds what is spoken of.
    ``covered`` is the token up to which another source named in passing (according to) was taken in.
    ``open_ended`` content runs to the end of its clause, found once all cues of the sentence are known.
    """

    __slots__ = (
        "carried",
        "clause",
        "complementiser",
        "content",
        "content_skip",
        "covered",
        "cue",
        "distance",
        "entry",
        "gender",
        "inferred",
        "joined",
        "negated",
        "number",
        "object_given",
        "open_ended",
        "outer",
        "parent",
        "part",
        "quoted",
        "rule",
        "sentence",
        "source",
        "source_skip",
        "speaker",
        "stance",
        "stop_at",
    )  # fmt: skip

    def __init__(
        self, cue: Range, rule: str, *, entry: str, stance: Stance, distance: Distance
    ) -> None:
        self.cue = cue
        self.clause = cue[0]
        self.rule = rule
        self.entry = entry
        self.stance: Stance = stance
        self.distance: Distance = distance
        self.part = "verb"
        self.source: Range | None = None
        self.source_skip = 0
        self.carried = False
        self.outer: list[tuple[Range, Relation, int]] = []
        self.content: list[Range] = []
        self.content_skip = 0
        self.complementiser: int | None = None
        self.open_ended = False
        self.quoted = False
        self.negated = False
        self.inferred = False
        self.gender = ""
        self.number = ""
        self.sentence = 0
        self.parent: Draft | None = None
        self.speaker: Speaker | None = None
        self.stop_at: int | None = None
        self.joined = False
        self.object_given = False
        self.covered = -1

    @classmethod
    def of_word(cls, index: int, part: str, entry: Verb, found: Analysis) -> "Draft":
        """Return a draft whose cue is one word of the lexicon, read as ``found``."""
        draft = cls(
            (index, index + 1),
            f"{part}.{entry.stance}",
            entry=entry.id,
            stance=entry.stance,
            distance=entry.distance,
        )
        draft.part = part
        draft.gender, draft.number = found.gender, found.number
        return draft

    @property
    def is_clause(self) -> bool:
        """Tell whether what is said is a whole clause, so that what is said in it is said by its speaker."""
        return (
            self.complementiser is not None
            or self.quoted
            or self.rule.endswith((".colon", ".quote"))
        )
