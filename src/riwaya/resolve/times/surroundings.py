"""What the words before an expression make of it: since, until, before, three days ago, early in.

Imports ``atoms``, ``counting``, ``ranges`` and ``tense``.
"""

import msgspec

from riwaya.resolve.times.atoms import BEGUN, Atom
from riwaya.resolve.times.counting import away, lasting_until, moment_of, stretch_of
from riwaya.resolve.times.moments import Length, Moment, Stretch
from riwaya.resolve.times.ranges import between
from riwaya.resolve.times.tense import toward
from riwaya.resolve.times.vocabulary import View, companions, words_of
from riwaya.text import BREAK

_PHASED = frozenset(("week", "month", "year", "season", "decade", "century"))
_BEGUN = 7  # tokens before "since"


def place(view: View, atoms: list[Atom]) -> list[Atom]:
    """Return the atoms with their surroundings read, the weak ones that nothing supports left out."""
    placed: list[Atom] = []
    for atom in atoms:
        floor = placed[-1].past if placed else 0
        current = _with_noun(view, atom, floor)
        if placed:
            both = between(view, placed[-1], current)
            if both is not None:
                placed[-1] = both
                continue
        current = _dress(view, current, floor)
        # A weak atom is kept for now: the next one may make a range of it.
        placed.append(current)
    return [_sided(view, atom) for atom in placed if _stands(view, atom)]


def _stands(view: View, atom: Atom) -> bool:
    if atom.length is not None and atom.length.vague:
        return atom.counted is not None
    return not atom.weak or (atom.first == 0 and atom.past >= view.size)


def _with_noun(view: View, atom: Atom, floor: int) -> Atom:
    """Take in the noun "day" before a day."""
    if view.key(atom.first - 1) not in companions():
        return atom
    noun = view.at(atom.first - 1, "unit")
    if atom.first - 1 < floor or noun is None or noun.definite or noun.word.n != 1:
        return atom
    moment = atom.moment or (atom.stretch.start if atom.stretch else None)
    if noun.word.tag != "day" or moment is None or moment.finest != "day":
        return atom
    return msgspec.structs.replace(atom, first=atom.first - 1)


def _dress(view: View, atom: Atom, floor: int) -> Atom:
    if atom.counted is not None:
        return atom
    atom = _with_noun(view, _phase(view, _lateness(view, atom, floor), floor), floor)
    if atom.length is not None or _is_about_one(view, atom):
        return _counted(view, atom, floor)
    if _is_range(atom):
        opening = _before(view, atom.first, floor, "between", "from")
        return atom if opening is None else msgspec.structs.replace(atom, first=opening[0])
    found = _before(view, atom.first, floor, "since", "before", "after", "until", "onward")
    if found is None:
        return _or_later(view, atom)
    first, kind = found
    return _begun(view, _bounded(atom, first, kind), first, kind)


def _before(view: View, index: int, floor: int, *kinds: str) -> tuple[int, str] | None:
    found = view.before(index, *kinds)
    if found is None or found[0] < floor:
        return None
    return found[0], found[1].word.kind


def _lateness(view: View, atom: Atom, floor: int) -> Atom:
    """Take in "late in", "early in" before a part of the day."""
    if atom.moment is None or atom.moment.part is None:
        return atom
    found = _before(view, atom.first, floor, "early_late")
    if found is None:
        return atom
    return msgspec.structs.replace(atom, first=found[0], weak=False)


def _phase(view: View, atom: Atom, floor: int) -> Atom:
    moment = atom.moment
    if moment is None or moment.finest not in _PHASED:
        return atom
    found = view.before(atom.first, "phase")
    if found is None or found[0] < floor:
        return atom
    first, hit = found
    if hit.word.tag == "rest":
        return Atom(first, atom.past, Stretch(Moment(offset=0, unit="day"), moment))
    said = msgspec.structs.replace(moment, phase=hit.word.tag)
    return msgspec.structs.replace(atom, first=first, meaning=said, weak=False)


def _or_later(view: View, atom: Atom) -> Atom:
    hit = view.at(atom.past, "or_later", "or_earlier")
    if hit is None or atom.moment is None:
        return atom
    later = hit.word.kind == "or_later"
    ends = (atom.moment, None) if later else (None, atom.moment)
    return Atom(atom.first, atom.past + hit.width, Stretch(*ends))


def _bounded(atom: Atom, first: int, kind: str) -> Atom:
    """Return an open stretch for a moment with "since", "before", "after" or "until"."""
    moment, stretch = atom.moment, atom.stretch
    if stretch is not None and kind == "since" and stretch.start is not None:
        return Atom(first, atom.past, Stretch(stretch.start, None), flags=atom.flags)
    if moment is None or (atom.weak and moment.unit == "year"):
        return atom
    if kind in ("since", "onward"):
        meaning = Stretch(_start(moment), None)
    elif kind == "until":
        meaning = Stretch(None, moment)
    elif moment.part is not None and moment.clock is None and not moment.has_date:
        return atom
    elif kind == "before":
        meaning = Stretch(None, moment, strict=True)
    else:
        meaning = Stretch(moment, None, strict=True)
    return Atom(first, atom.past, meaning, flags=atom.flags, loose=atom.loose)


def _begun(view: View, atom: Atom, first: int, kind: str) -> Atom:
    """Mark "since" after what happened once and still holds: the town fell, or is held, since May."""
    near = view.keys[max(0, first - _BEGUN) : first]
    if kind != "since" or words_of("tense.begun").isdisjoint(near):
        return atom
    after = max(at for at, key in enumerate(near) if key in words_of("tense.begun"))
    if any(key in words_of("marks.ends") or key == BREAK for key in near[after:]):
        return atom
    return msgspec.structs.replace(atom, flags=(*atom.flags, BEGUN))


def _start(moment: Moment) -> Moment:
    """Return the first day of a unit for "since the beginning of"."""
    if moment.phase != "early" or moment.finest not in ("week", "month", "year"):
        return moment
    return msgspec.structs.replace(moment, nth=1, phase=None)


def _counted(view: View, atom: Atom, floor: int) -> Atom:
    """Return the day that lies a length before or after the publication, or the length itself."""
    length = atom.length
    if length is None:
        length = Length(((atom.moment.unit or "day", 1.0),)) if atom.moment else Length(())
        atom = Atom(atom.first, atom.past, length)
    index, hedged, more = atom.first, False, False
    hedge = view.before(index, "hedge", "more")
    if hedge is not None and hedge[0] >= floor:
        index, hedged, more = hedge[0], True, hedge[1].word.kind == "more"
    then = _from_then(view, atom, floor)
    if then is not None:
        return then
    found = _before(view, index, floor, "since", "before", "after", "lasting")
    last = view.before(atom.first, "ordinal")
    if last is not None and last[0] >= floor and last[1].word.n == -1 and not last[1].definite:
        return Atom(last[0], atom.past, stretch_of(length, -1))
    if found is None:
        lasted = view.at(index - 1, "lasted") is not None
        counted = lasting_until(length) if lasted else None
        return msgspec.structs.replace(atom, weak=atom.weak and not hedged, counted=counted)
    first, kind = found
    if kind == "lasting":
        during = view.at(first, "during") and toward(view, first, atom.past) in (None, "past")
        counted = lasting_until(length) if during else None
        return msgspec.structs.replace(atom, weak=False, counted=counted)
    past, of_event = _of_now(view, atom.past)
    if of_event or (kind == "after" and toward(view, first, past) == "past"):
        # "Two days after the raid" dates the raid; "two days later" what came of it.
        sign = 1 if (kind == "after") != of_event else -1
        from_story = None if kind == "since" else away(length, sign)
        return msgspec.structs.replace(atom, weak=False, counted=from_story)
    meaning = moment_of(length, 1 if kind == "after" else -1)
    if more and isinstance(meaning, Moment) and meaning.unit == "day":
        # More than two weeks ago is no day: only the month is told.
        meaning = msgspec.structs.replace(meaning, grain="month")
    flags = ("vague",) if length.vague else ("approximate",) if hedged else ()
    flags = (*flags, "since") if kind == "since" else flags
    return _begun(view, Atom(first, past, meaning, flags=flags), first, kind)


def _is_range(atom: Atom) -> bool:
    """Tell whether an atom is a range of said dates or hours, not one counted from the publication."""
    stretch = atom.stretch
    if stretch is None or stretch.start is None or stretch.end is None:
        return False
    return stretch.start.offset is None or stretch.start.day is not None


def _from_then(view: View, atom: Atom, floor: int) -> Atom | None:
    """Read "a day before that": the length is written with bi- after "before that"."""
    length = atom.length
    if length is None or view.at(atom.first - 1, "that") is None:
        return None
    found = _before(view, atom.first - 1, floor, "before", "after")
    meaning = None if found is None else moment_of(length, 1 if found[1] == "after" else -1)
    if found is None or not isinstance(meaning, Moment) or meaning.unit != "day":
        return None
    return Atom(found[0], atom.past, msgspec.structs.replace(meaning, same="day"))


def _is_about_one(view: View, atom: Atom) -> bool:
    """Tell whether a unit with the article is a length: about the week."""
    moment = atom.moment
    bare = atom.weak and moment is not None and moment == Moment(offset=0, unit=moment.unit)
    return bare and view.before(atom.first, "hedge") is not None


def _of_now(view: View, past: int) -> tuple[int, bool]:
    """Tell whether a length counts from an event ("two days after the attack"); take in "from now"."""
    hit = view.at(past, "event_of", "from")
    if hit is None or hit.lead:
        return past, False
    now = view.at(past + 1, "now", "day")
    if now is None:
        return past, True
    return past + 1 + now.width, False


# --------------------------------------------------------------- tense


def _sided(view: View, atom: Atom) -> Atom:
    """Mark moments that only a verb can place as past or to come."""
    meaning = atom.meaning
    if isinstance(meaning, Length):
        return atom
    ends = (meaning,) if isinstance(meaning, Moment) else (meaning.start, meaning.end)
    if not any(end is not None and _needs_side(end) for end in ends):
        return atom
    side = toward(view, atom.first, atom.past)
    if side is None or (side == "past" and _is_deadline(meaning)):
        return atom
    sided = [
        msgspec.structs.replace(end, toward=side) if end is not None and _needs_side(end) else end
        for end in ends
    ]
    if isinstance(meaning, Stretch):
        return msgspec.structs.replace(
            atom, meaning=msgspec.structs.replace(meaning, start=sided[0], end=sided[1])
        )
    return msgspec.structs.replace(atom, meaning=sided[0])


def _is_deadline(meaning: Moment | Stretch) -> bool:
    """Tell whether a month is the end that something lasts until: that may lie ahead of a past verb."""
    if isinstance(meaning, Moment) or meaning.start is not None or meaning.strict:
        return False
    return meaning.end is not None and meaning.end.month is not None


def _needs_side(moment: Moment) -> bool:
    if moment.year is not None or moment.offset is not None or moment.turn is not None:
        return False
    return moment.weekday is not None or moment.month is not None or moment.day is not None
