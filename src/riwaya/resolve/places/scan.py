"""Find names of places in the tokens of a text, before deciding which places they are.

A name is taken by the longest entry that fits; the words before it (feature words, bearings, the countryside of)
are gathered with it. Names that mostly mean something else wait until a feature word, a preposition or a containing
place speaks for them.

Imports ``text``, ``table``, ``words``.
"""

from riwaya.resolve.places.table import Gazetteer
from riwaya.resolve.places.words import Feature, Reader, Reading, Token
from riwaya.text import BREAK, Tokens

_QUOTES = frozenset("\"'«»“”‟„‹›")
_ENDS = frozenset((".", "!", "\u061f", "?", BREAK))
INSTALLATIONS = frozenset({"airport", "prison", "site", "base", "oilfield", "road", "crossing"})
_NOTHING = Token()
_NAME_LIMIT = 3
"""An unknown name has at most so many words."""


class Hit:
    """A name in the text: tokens ``[first, past)``, what it may be, and what is said around it.

    ``start`` is the first token of the whole mention, ``letters`` the particles cut off its first word.
    """

    __slots__ = (
        "accepted",
        "bearing",
        "countryside",
        "cut",
        "distance",
        "feature",
        "first",
        "joined",
        "level",
        "loose",
        "near",
        "past",
        "placed",
        "rows",
        "start",
        "tail",
        "whole",
    )

    def __init__(
        self, first: int, past: int, *, cut: int, rows: tuple[int, ...], level: int, loose: bool
    ) -> None:
        self.first = first
        self.past = past
        self.cut = cut
        self.rows = rows
        self.level = level
        self.loose = loose
        self.start = first
        self.tail = past
        self.joined = ""
        self.feature: Feature | None = None
        self.bearing = ""
        self.countryside = False
        self.near = False
        self.whole = False
        self.placed = False
        self.distance: float | None = None
        self.accepted = False


class Scan:
    """One pass over the tokens of a text."""

    def __init__(self, tokens: Tokens, reader: Reader) -> None:
        self.tokens = tokens
        self.keys = tokens.keys
        self.reader = reader
        self.words = reader.words
        self.gazetteer: Gazetteer = reader.gazetteer
        self.marks: list[Token | None] = list(map(reader.__getitem__, tokens.keys))

    def hits(self) -> list[Hit]:
        """Return every possible name in order, with what stands around it."""
        found: list[Hit] = []
        past = 0
        begun = [
            (index, mark)
            for index, mark in enumerate(self.marks)
            if mark is not None and mark.begins
        ]
        for index, mark in begun:
            if index < past or not self._is_worth(index, mark, past):
                continue
            hit = self._name_at(index, mark)
            if hit is None and mark.feature is not None:
                hit = self._unknown_after(index, mark.feature)
            if hit is None and mark.state:
                hit = self._state_at(index, mark)
            if hit is not None:
                self._look_left(hit, past)
                self._look_right(hit)
                hit.accepted = self._is_accepted(hit)
                found.append(hit)
                if hit.accepted or hit.past - hit.first > 1:
                    past = hit.tail
        return found

    def _is_worth(self, index: int, mark: Token, past: int) -> bool:
        """Tell quickly whether a name may begin here: most words that could begin one do not."""
        if mark.seconds and index + 1 < len(self.keys):
            following = self.keys[index + 1]
            if following in mark.seconds or following.lower() in mark.seconds:
                return True
        if not mark.alone or not mark.doubtful:
            return mark.alone
        # a doubtful name needs a word before it that speaks for it, or a place just before it
        if index - past <= 1 or self.words.clitic in self.keys[index][:2]:
            return True
        before = self.marks[index - 1]
        if before is None:
            return self.keys[index - 1] in _QUOTES
        return before.leads or before.feature is not None or bool(before.bearing)

    def _name_at(self, index: int, mark: Token) -> Hit | None:
        best: Hit | None = None
        following = self.keys[index + 1] if index + 1 < len(self.keys) else ""
        for reading in mark.readings:
            hit = self._longest(index, reading, following)
            if hit is not None and (
                best is None or (hit.past, not hit.loose) > (best.past, not best.loose)
            ):
                best = hit
        if best is None or (best.past == index + 1 and self._is_common(index, mark)):
            return None
        best.joined = self.keys[index][best.cut - 1] if best.cut else ""
        return best

    def _longest(self, index: int, reading: Reading, following: str) -> Hit | None:
        for entry in reading.longer.get(following) or reading.longer.get(following.lower(), ()):
            past = index + 1 + len(entry.rest)
            if len(entry.rest) == 1 or self._follows(index + 1, past, entry.rest):
                return Hit(index, past, cut=reading.cut, rows=entry.rows, level=0, loose=False)
        alone = reading.alone
        if alone is None:
            return None
        return Hit(
            index,
            index + 1,
            cut=reading.cut,
            rows=alone.rows,
            level=alone.level,
            loose=reading.loose,
        )

    def _follows(self, at: int, past: int, rest: tuple[str, ...]) -> bool:
        said = self.keys[at:past]
        return tuple(said) == rest or tuple(word.lower() for word in said) == rest

    def _is_common(self, index: int, mark: Token) -> bool:
        """Tell whether a name of one word is only a feature word, a direction or a resuming word here."""
        if mark.feature is not None:
            return True
        return bool(mark.bearing or mark.anaphor) and not self._after_feature(index)

    def _after_feature(self, index: int) -> bool:
        before = self.marks[index - 1] if index else None
        return before is not None and before.feature is not None and not before.feature.vague

    def _unknown_after(self, index: int, feature: Feature) -> Hit | None:
        """Return the name that the gazetteer does not know after a feature word, if it looks like one."""
        if not feature.unknown or (feature.unknown == "placed" and not self.is_placed(index)):
            return None
        at = index + 1
        quoted = at < len(self.keys) and self.keys[at] in _QUOTES
        at += quoted
        if at >= len(self.keys) or not self._may_be_name(self.keys[at], quoted):
            return None
        past = self._unknown_past(at, quoted)
        mark = self.marks[at]
        if mark is not None:
            known = self._name_at(at, mark)
            # a name of two words of which the gazetteer knows only the first: the village of Ayn X is not Ayn
            longer = quoted or self.keys[at] in self.words.heads
            if known is not None and known.past >= (past if longer else 0):
                return None
            if not quoted and (mark.feature or mark.bearing or mark.preposition):
                return None
        hit = Hit(at, past, cut=0, rows=(), level=0, loose=False)
        hit.accepted = True
        return hit

    def _unknown_past(self, at: int, quoted: bool) -> int:
        if quoted:
            for past in range(at + 1, min(at + _NAME_LIMIT + 1, len(self.keys))):
                if self.keys[past] in _QUOTES:
                    return past
            return at + 1
        past = at + 1
        while past < len(self.keys) and past - at < _NAME_LIMIT and self._goes_on(past):
            past += 1
        return past

    def _may_be_name(self, word: str, quoted: bool) -> bool:
        if not word.isalpha() or len(word) < 3 or word in self.words.stop:
            return False
        has_article = word.startswith(self.words.article)
        return (
            quoted
            or has_article
            or not word.endswith(self.words.endings)
            or word in self.words.heads
        )

    def _goes_on(self, at: int) -> bool:
        word = self.keys[at]
        return (
            self.keys[at - 1] in self.words.heads and word.isalpha() and word not in self.words.stop
        )

    def _state_at(self, index: int, mark: Token) -> Hit | None:
        """Return the state behind its adjective: the Syrian lands, the Syrian north."""
        if mark.cut or index == 0:
            return None
        before = self.marks[index - 1]
        if before is None or not (
            before.state_noun or before.capital_noun or self._is_direction(index - 1)
        ):
            return None
        known = self.gazetteer.capitals if before.capital_noun else self.gazetteer.states
        row = known.get(mark.state)
        if row is None:
            return None
        hit = Hit(index, index + 1, cut=0, rows=(row,), level=0, loose=False)
        hit.whole = True
        if not before.bearing:
            hit.start = index - 1
        return hit

    def _is_direction(self, index: int) -> bool:
        mark = self.marks[index]
        word = self.keys[index]
        return (
            mark is not None
            and bool(mark.bearing)
            and word[mark.cut :].startswith(self.words.article)
        )

    def is_placed(self, index: int) -> bool:
        """Tell whether a preposition of place, joined or apart, stands before the word at ``index``."""
        mark = self.marks[index]
        if mark is not None and mark.joined == self.words.clitic:
            return True
        before = self.marks[index - 1] if index else None
        return before is not None and (
            before.preposition or before.near or before.feature is not None
        )

    def _look_left(self, hit: Hit, limit: int) -> None:
        at = hit.start - 1
        if at >= limit and self.keys[at] in _QUOTES:
            at -= 1
        steps: list[str] = []
        while at >= limit:
            mark = self.marks[at]
            if mark is None or not self._absorb(hit, mark, steps):
                break
            hit.start = at
            if mark.cut and not (mark.bearing and mark.joined in self.words.conjunctions):
                break
            at -= 1
        hit.bearing = compass(steps)
        hit.placed = self._placed(hit)
        if steps:
            hit.distance = self._distance(hit.start - 1)

    def _absorb(self, hit: Hit, mark: Token, steps: list[str]) -> bool:
        if mark.bearing:
            steps.insert(0, ("+" if mark.joined in self.words.conjunctions else "") + mark.bearing)
            return True
        if mark.far and steps:
            return True
        if mark.countryside:
            hit.countryside = True
            return True
        if mark.near or mark.feature is not None:
            if steps and not (mark.near or (mark.feature is not None and mark.feature.vague)):
                return False  # a town north of the place is another place
            hit.near = hit.near or mark.near
            if (
                mark.feature is not None
                and (hit.feature is None or hit.feature.vague)
                and not steps
            ):
                hit.feature = mark.feature
            return True
        return False

    def _placed(self, hit: Hit) -> bool:
        if hit.start == hit.first and hit.joined == self.words.clitic:
            return True
        return hit.start != hit.first or self.is_placed(hit.start)

    def _distance(self, at: int) -> float | None:
        words = self.words
        mark = self.marks[at] if at >= 0 else None
        if mark is not None and mark.preposition:
            at -= 1
        if at < 1 or self.keys[at] not in words.units:
            return None
        try:
            return round(float(self.keys[at - 1].replace(",", ".")) * words.units[self.keys[at]], 3)
        except ValueError:
            return None

    def _look_right(self, hit: Hit) -> None:
        """Take the closing quotation mark, and the direction after a name: the northern countryside of Aleppo."""
        at = hit.tail = self._closing(hit)
        if (
            at < len(self.keys)
            and self.keys[at] in self.words.qualifiers
            and self._is_installation(hit)
        ):
            hit.tail = at = at + 1
        if not (hit.countryside or hit.near or (hit.feature is not None and hit.feature.vague)):
            return
        steps: list[str] = []
        while at < len(self.keys) and len(steps) < 2:
            mark = self.marks[at]
            if (
                mark is None
                or not mark.bearing
                or mark.cut
                or not self.keys[at].startswith(self.words.article)
            ):
                break
            steps.append(mark.bearing)
            at += 1
        if steps and not hit.bearing:
            hit.bearing = compass(steps)
            hit.tail = at

    def _is_installation(self, hit: Hit) -> bool:
        feature = hit.feature or (self.marks[hit.first] or _NOTHING).feature
        return feature is not None and not INSTALLATIONS.isdisjoint(feature.kinds)

    def _closing(self, hit: Hit) -> int:
        """Return the token after the name, or after the quotation mark that closes around it."""
        if not hit.first or self.keys[hit.first - 1] not in _QUOTES or hit.start == hit.first:
            return hit.past
        for at in range(hit.past, min(hit.past + _NAME_LIMIT + 1, len(self.keys))):
            if self.keys[at] in _QUOTES:
                return at + 1
        return hit.past

    def _is_accepted(self, hit: Hit) -> bool:
        if not hit.rows:
            return True
        if hit.feature is not None or hit.countryside:
            return True
        if hit.loose or hit.level == 2:
            return False
        return hit.level == 0 or hit.placed

    def same_sentence(self, start: int, past: int) -> bool:
        """Tell whether no sentence ends between two tokens."""
        return _ENDS.isdisjoint(self.keys[start:past])


def compass(steps: list[str]) -> str:
    """Return directions in the order said as one bearing: N, then W, is NW; N and E is N+E."""
    said = "".join(steps[:2]).removeprefix("+")
    return {"WN": "NW", "EN": "NE", "WS": "SW", "ES": "SE"}.get(said, said)
