"""Numbers in figures: separators, groups of three, fractions, signs, and what only looks like a number.

>>> from riwaya.text import tokenise
>>> read(tokenise("1,200"), 0)
(1200, 1)

Imports ``text`` and ``words``.
"""

from riwaya.resolve.numbers import words
from riwaya.text import Tokens

LONGEST = 30
"""Figures in a row beyond which a token counts nothing; it also keeps work on hostile input bounded."""
_MINUS = frozenset("-−")
_GLUE = frozenset("-−–/:_×")
_ARABIC_COMMA, _THOUSANDS, _DECIMAL = "\u060c", "\u066c", "\u066b"


def starts(tokens: Tokens, at: int) -> bool:
    """Tell whether a number in figures may start at token ``at``."""
    word = tokens.keys[at]
    if word[0].isdecimal():
        return True
    return (word in _MINUS and _is_sign(tokens, at)) or (word == "." and _leads(tokens, at))


def read(tokens: Tokens, at: int) -> tuple[int | float, int] | None:
    """Read the number in figures at token ``at``, its sign included; return it with the token past it."""
    word = tokens.keys[at]
    if word[0].isdecimal():
        return _unsigned(tokens, at)
    if word in _MINUS and _is_sign(tokens, at):
        found = _unsigned(tokens, at + 1)
        return (-found[0], found[1]) if found else None
    if word == "." and _leads(tokens, at):
        value = parse("0." + tokens.keys[at + 1])
        return None if value is None else (value, at + 2)
    return None


def parse(word: str) -> int | float | None:
    """Return the value of one token of figures, with its separators; None where they make no number.

    >>> parse("1.5"), parse("10,000.0"), parse("1,2,3") is None
    (1.5, 10000, True)
    """
    if len(word) > LONGEST:
        return None
    if word.isdecimal():
        return int(word)
    word = word.replace(_THOUSANDS, ",").replace(_DECIMAL, ".")
    point = _decimal_point(word)
    whole, fraction = (word, "") if point is None else (word[:point], word[point + 1 :])
    figures = _ungrouped(whole)
    if figures is None or (fraction and not fraction.isdecimal()):
        return None
    if not fraction.strip("0"):
        return int(figures)
    return float(f"{figures}.{fraction}")


def glued(tokens: Tokens, left: int, right: int) -> bool:
    """Tell whether two tokens stand next to each other without a space."""
    return left >= 0 and right < len(tokens) and tokens.ends[left] == tokens.starts[right]


def past_other(tokens: Tokens, at: int) -> int | None:
    """Return the token past the date, clock time or name that the figures at ``at`` belong to, if they do."""
    keys = tokens.keys
    if glued(tokens, at - 1, at) and _is_name(tokens, at - 1):
        return at + 1
    past, marks = at + 1, 0
    while (
        past + 1 < len(keys)
        and keys[past] in _GLUE
        and glued(tokens, past - 1, past)
        and glued(tokens, past, past + 1)
        and keys[past + 1][0].isdecimal()
    ):
        marks += 2 if keys[past] == ":" else 1
        past += 2
    return past if marks > 1 else None


def _is_name(tokens: Tokens, at: int) -> bool:
    """Tell whether token ``at``, right in front of figures, makes them part of a name (F-16, K1)."""
    word = tokens.keys[at]
    if word in _GLUE:
        before = tokens.keys[at - 1] if glued(tokens, at - 1, at) else ""
        return before.isalpha() and before not in words.written()
    # a longer Arabic word in front is a lost space, not a name
    return word.isalpha() and (word.isascii() or (len(word) < 4 and word not in words.written()))


def _is_sign(tokens: Tokens, at: int) -> bool:
    if not glued(tokens, at, at + 1) or not tokens.keys[at + 1][0].isdecimal():
        return False
    if glued(tokens, at + 1, at + 2) and any(
        mark in _MINUS for mark in tokens.keys[at + 2 : at + 4]
    ):
        return False  # -1965-: a pair of dashes
    return not glued(tokens, at - 1, at) or not tokens.keys[at - 1].isalnum()


def _leads(tokens: Tokens, at: int) -> bool:
    """Tell whether a full stop opens a decimal fraction (.77)."""
    if not glued(tokens, at, at + 1) or not tokens.keys[at + 1].isdecimal():
        return False
    return not glued(tokens, at - 1, at)


def _decimal_point(word: str) -> int | None:
    """Return where the decimal separator stands: the later kind of mark, or a lone mark that cuts no thousands."""
    comma, dot = word.rfind(","), word.rfind(".")
    if comma >= 0 and dot >= 0:
        return max(comma, dot)
    at = max(comma, dot)
    if word.count(word[at]) > 1:
        return None
    return at if dot >= 0 or len(word) - at != 4 or at > 3 or word[0] == "0" else None


def _ungrouped(whole: str) -> str | None:
    """Return the figures of a whole number without its marks of thousands; None where the groups are not of three."""
    if whole.isdecimal():
        return whole
    first, *groups = whole.replace(".", ",").split(",")
    if len(first) > 3 or not first or any(len(group) != 3 for group in groups):
        return None
    return first + "".join(groups)


def _unsigned(tokens: Tokens, at: int) -> tuple[int | float, int] | None:
    value = parse(tokens.keys[at])
    if value is None:
        return None
    if isinstance(value, int):
        fraction = _fraction(tokens, at, value) or _mixed(tokens, at, value)
        if fraction:
            return fraction
        if tokens.keys[at].isdecimal():
            return (
                _by_arabic_comma(tokens, at)
                or _by_letter(tokens, at)
                or _by_spaces(tokens, at)
                or (value, at + 1)
            )
    return value, at + 1


def _fraction(tokens: Tokens, at: int, above: int) -> tuple[float, int] | None:
    """Read 3/4; a larger number above the line is a date or a reference."""
    keys = tokens.keys
    if at + 2 >= len(keys) or keys[at + 1] != "/" or not keys[at + 2].isdecimal():
        return None
    if not glued(tokens, at, at + 1) or not glued(tokens, at + 1, at + 2):
        return None
    below = parse(keys[at + 2])
    if below is None or not 0 < above < below <= 20:
        return None
    return above / below, at + 3


def _mixed(tokens: Tokens, at: int, whole: int) -> tuple[float, int] | None:
    """Read 2 1/4."""
    if at + 1 >= len(tokens) or not tokens.keys[at + 1].isdecimal() or len(tokens.keys[at + 1]) > 2:
        return None
    part = _fraction(tokens, at + 1, int(tokens.keys[at + 1]))
    return (whole + part[0], part[1]) if part else None


def _by_spaces(tokens: Tokens, at: int) -> tuple[int, int] | None:
    """Read 1 234 567: one space between groups of three."""
    keys, past = tokens.keys, at + 1
    if len(keys[at]) > 3 or keys[at][0] == "0":
        return None
    while (
        past < len(keys)
        and len(keys[past]) == 3
        and keys[past].isdecimal()
        and tokens.starts[past] == tokens.ends[past - 1] + 1
        and past - at < LONGEST // 3
    ):
        past += 1
    return (int("".join(keys[at:past])), past) if past > at + 1 else None


def _by_letter(tokens: Tokens, at: int) -> tuple[float, int] | None:
    """Read figures cut by a letter, the fraction first, as agencies write."""
    keys = tokens.keys
    if (
        at + 2 >= len(keys)
        or keys[at + 1] != words.letters().decimal
        or not keys[at + 2].isdecimal()
    ):
        return None
    if not glued(tokens, at, at + 1) or not glued(tokens, at + 1, at + 2):
        return None
    value = parse(f"{keys[at + 2]}.{keys[at]}")
    return None if value is None else (value, at + 3)


def _by_arabic_comma(tokens: Tokens, at: int) -> tuple[int | float, int] | None:
    """Read figures cut by the Arabic comma, which stands for the thousands mark or the decimal one."""
    keys, past = tokens.keys, at + 1
    while (
        past + 1 < len(keys)
        and keys[past] == _ARABIC_COMMA
        and keys[past + 1].isdecimal()
        and glued(tokens, past - 1, past)
        and glued(tokens, past, past + 1)
        and past - at < LONGEST
    ):
        past += 2
    value = parse(",".join(keys[at:past:2])) if past > at + 1 else None
    return None if value is None else (value, past)
