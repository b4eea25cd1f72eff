"""Decide which place a name means, from the words beside it, the other places of the article, and its publisher.

Each candidate gets points; it wins by a clear margin or the name stays ambiguous with its candidates. The points say
how much each kind of evidence weighs against the others: a containing place next to the name outweighs the article,
the article outweighs the publisher, and all of them outweigh fame.

Imports ``table``, ``scan``.
"""

import math
from collections import defaultdict
from collections.abc import Iterable

from riwaya.resolve.places.scan import INSTALLATIONS, Hit, Scan
from riwaya.resolve.places.table import Place, kilometres
from riwaya.resolve.places.words import Feature

_MARGIN = 2.0
_BESIDE_PARENT, _BESIDE_CHILD, _BESIDE_SIBLING = 8.0, 4.0, 3.0
_PUBLISHER = 3.0
_REACH = 5
"""Places that stand so many tokens apart are beside each other."""
_NEAR_KM = 25.0
_STATE = len("iso:IQ")
_BUILT = frozenset({"village", "quarter", "camp", "valley", "crossing"})
_SMALLER = _BUILT | {"district", "subdistrict", "town"}
_FAR_KM = 150.0
"""A place said to lie north of another lies no farther from it than this."""
_WITHIN_KM = 40.0


Decision = tuple[Place | None, tuple[Place, ...]]
"""The place, or None and the candidates."""


class Context:
    """What an article says about where it is: its provinces and states, and its publisher's state."""

    def __init__(self, scan: Scan, hits: list[Hit], state: str | None) -> None:
        self.scan = scan
        self.hits = hits
        self.publisher = f"iso:{state}" if state else None
        self._alone: dict[tuple[tuple[int, ...], Feature | None, bool, bool], Decision] = {}
        self.units: defaultdict[str, int] = defaultdict(int)
        for rows in {hit.rows for hit in hits if hit.accepted and hit.rows}:
            for unit in scan.gazetteer.shared(rows):
                self.units[unit] += 1

    def settle(self) -> None:
        """Accept names for which a containing place, a neighbour or a sure mention speaks; drop the others."""
        sure = {hit.rows for hit in self.hits if hit.accepted and hit.rows}
        for number, hit in enumerate(self.hits):
            if not hit.accepted and self._spoken_for(number, hit, sure):
                hit.accepted = True
        self.hits = [hit for hit in self.hits if hit.accepted]

    def _spoken_for(self, number: int, hit: Hit, sure: set[tuple[int, ...]]) -> bool:
        if hit.placed and hit.rows in sure and not hit.loose:
            return True
        before = self.hits[number - 1] if number else None
        if (
            before is not None
            and before.accepted
            and before.tail >= hit.start - 1
            and self._listed(before, hit)
        ):
            return self._related(hit, before)
        after = self.hits[number + 1] if number + 1 < len(self.hits) else None
        if not hit.placed or after is None or not after.accepted or not self._beside(hit, after):
            return False
        return self._within(hit, after)

    def _listed(self, before: Hit, hit: Hit) -> bool:
        return before.tail < hit.start or hit.joined in self.scan.words.conjunctions

    def _related(self, hit: Hit, other: Hit) -> bool:
        """Tell whether some reading of each lies in one province."""
        return bool(self._provinces(hit) & self._provinces(other))

    def _provinces(self, hit: Hit) -> set[str]:
        places = (self.scan.gazetteer.place(row) for row in hit.rows)
        return {unit for place in places for unit in place.units[:-1]}

    def _within(self, hit: Hit, outer: Hit) -> bool:
        ids = {self.scan.gazetteer.place(row).id for row in outer.rows}
        places = (self.scan.gazetteer.place(row) for row in hit.rows)
        return any(ids.intersection(place.parents) for place in places)

    def _beside(self, first: Hit, second: Hit) -> bool:
        return second.start - first.tail <= _REACH and self.scan.same_sentence(
            first.tail, second.start
        )

    def choose(self, number: int) -> Decision:
        """Return the place that the hit of this number means, or None and the candidates."""
        hit = self.hits[number]
        if hit.rows and hit.feature is None and not (hit.loose or hit.countryside):
            place = self._undoubted(hit)
            if place is not None:
                return place, ()
        outer, beside = self._outer(number), self._neighbours(number)
        if outer is not None or beside:
            return self._decide(hit, outer, beside)
        # said alone, a name means the same everywhere in one article
        same = (hit.rows, hit.feature, hit.countryside, hit.loose)
        decided = self._alone.get(same)
        if decided is None:
            decided = self._alone[same] = self._decide(hit, None, [])
        return decided

    def _undoubted(self, hit: Hit) -> Place | None:
        """Return the place that a bare name means in any article: well known, and alone but for its own units."""
        held = self.scan.reader.undoubted
        if hit.rows not in held:
            first, *others = sorted(
                self._places(hit), key=lambda place: (-fame(place, hit), place.id)
            )
            sure = _is_known(first) and all(_is_one(first, other) for other in others)
            held[hit.rows] = first if sure else None
        return held[hit.rows]

    def _decide(self, hit: Hit, outer: Hit | None, beside: list[Place]) -> Decision:
        places = self.fitting(hit)
        if outer is not None:
            places = [place for place in places if self._lies_by(place, outer)]
        places = [place for place in places if not self._is_stray(place, hit, beside)]
        if len(places) < 2:
            return (places[0] if places else None), ()
        scored = [(self._points(place, hit, beside), place) for place in places]
        scored.sort(key=lambda pair: (-pair[0], pair[1].id))
        best = scored[0][1]
        rivals = [place for points, place in scored[1:] if scored[0][0] - points < _MARGIN]
        if all(_is_one(best, rival) for rival in rivals):
            return best, ()
        return None, (best, *rivals)

    def _outer(self, number: int) -> Hit | None:
        """Return the place that the text says this one lies in, or north (south, ...) of."""
        if number + 1 >= len(self.hits):
            return None
        hit, after = self.hits[number], self.hits[number + 1]
        if not after.rows or after.start - hit.tail > 1 or hit.tail > after.start:
            return None
        if after.start == hit.tail:
            joined = after.start == after.first and after.joined == self.scan.words.clitic
            return after if after.bearing or joined else None
        between = self.scan.marks[hit.tail]
        return after if between is not None and between.inside else None

    def _lies_by(self, place: Place, outer: Hit) -> bool:
        reach = _FAR_KM if outer.bearing else _WITHIN_KM
        others = self._places(outer)
        return any(
            other.id in place.parents
            or place.id in other.parents
            or other.id == place.id
            or kilometres(place, other) <= (reach if "country" not in other.kinds else 0.0)
            for other in others
        )

    def fitting(self, hit: Hit) -> list[Place]:
        """Return the candidates that the words around the name allow."""
        # a user's gazetteer may hold a shipped place again: the shipped one comes first
        found = (self.scan.gazetteer.place(row) for row in reversed(hit.rows))
        places = list({place.id: place for place in found}.values())
        if hit.countryside:
            wide = [place for place in places if "province" in place.kinds]
            return wide or places
        if hit.feature is None or hit.feature.vague:
            return places
        kinds = set(hit.feature.kinds)
        said = [place for place in places if kinds.intersection(place.kinds)]
        return said or [place for place in places if not _clashes(place, kinds)]

    def _is_stray(self, place: Place, hit: Hit, beside: list[Place]) -> bool:
        """Tell whether a candidate is a small place of a state that neither the article nor its publisher is of."""
        if not place.parents or place.source == "user":
            return False
        if not hit.loose and _is_known(place):
            return False
        if any(_nearness(place, other) for other in beside):
            return False
        state = place.state or ""
        if state == self.publisher or self.units[state] > (len(hit.rows) == 1):
            return False
        elsewhere = sum(
            count for unit, count in self.units.items() if len(unit) == _STATE and unit != state
        )
        return (
            hit.loose
            or elsewhere >= 2
            or (self.publisher is not None and place.population < 100_000)
        )

    def _neighbours(self, number: int) -> list[Place]:
        hit = self.hits[number]
        found: list[Place] = []
        if number and self._beside(self.hits[number - 1], hit):
            found += self._places(self.hits[number - 1])
        if number + 1 < len(self.hits) and self._beside(hit, self.hits[number + 1]):
            found += self._places(self.hits[number + 1])
        return found

    def _places(self, hit: Hit) -> Iterable[Place]:
        return (self.scan.gazetteer.place(row) for row in hit.rows)

    def _points(self, place: Place, hit: Hit, beside: list[Place]) -> float:
        points = fame(place, hit)
        points += max((_nearness(place, other) for other in beside), default=0.0)
        chain = place.units
        if chain:
            own = 1 if len(hit.rows) == 1 else 0
            points += min(4.0, 2.0 * max(0, *(self.units[unit] - own for unit in chain[:-1]), 0))
            points += min(3.0, 1.0 * max(0, self.units[chain[-1]] - own))
        if self.publisher is not None and place.state == self.publisher:
            points += _PUBLISHER
        return points


def fame(place: Place, hit: Hit) -> float:
    """Return how likely a place is meant when nothing else is known: by kind, people, and news interest."""
    if "country" in place.kinds:
        return 4.0 if hit.feature is not None and not hit.feature.vague else 9.0
    if "sea" in place.kinds:
        return 8.0
    points = math.log10(place.population) if place.population > 9 else 1.0
    if "riwaya" in place.source:
        points += 2.5
    if place.source == "user":
        points += 2.0
    if "province" in place.kinds:
        points = 6.0 if hit.countryside else max(points, 4.0)
    return points


def _nearness(place: Place, other: Place) -> float:
    if other.id == place.id:
        return 0.0
    if other.id in place.parents:
        return _BESIDE_PARENT - 0.5 * place.parents.index(other.id)
    if place.id in other.parents:
        return _BESIDE_CHILD
    return _BESIDE_SIBLING if set(place.parents[:-1]) & set(other.parents[:-1]) else 0.0


def _is_known(place: Place) -> bool:
    """Tell whether news of anywhere may speak of a place without saying more."""
    return place.population >= 500_000 or "riwaya" in place.source or "country" in place.kinds


def _clashes(place: Place, kinds: set[str]) -> bool:
    """Tell whether a quarter or village is said and the candidate is a city, a province or a state."""
    if "city" in kinds or "province" in kinds:
        return False
    if {"province", "country"}.isdisjoint(place.kinds):
        return "city" in place.kinds and bool(kinds & _BUILT)
    return bool(kinds & _SMALLER) and set(place.kinds) <= {"province", "country", "region"}


def _is_one(place: Place, other: Place) -> bool:
    """Tell whether two readings are near enough to be one: a town and the province named after it."""
    if place.id in other.parents or other.id in place.parents:
        return True
    return place.state == other.state and kilometres(place, other) <= _NEAR_KM


def is_site(hit: Hit) -> bool:
    """Tell whether an installation of the named town is meant: the airport of Baghdad."""
    return hit.feature is not None and bool(INSTALLATIONS.intersection(hit.feature.kinds))
