"""Plain text for a terminal: foreign strings that can do no harm, and how wide they are.

An article is written by somebody else. Its control characters could clear a screen or type a
command; its direction overrides could make our own words read backwards. So nothing foreign is
printed but through ``visible``, and each foreign string stands in an isolate of its own (Unicode
Bidirectional Algorithm, UAX 9).

>>> visible("\\x1b[2Jab\\u202e")
'␛[2Jab'

Imports ``text``.
"""

import re

from riwaya.text.letters import MARKS

ISOLATE, END = "\u2068", "\u2069"
_SPACES = re.compile(r"[\s\x85\u2028\u2029]+")
_FORMAT = re.compile(
    "[\u00ad\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e0fff]+"
)
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\ud800-\udfff]")
_HARMLESS = re.compile(
    "[ -~\u0600-\u061b\u061d-\u06ff\u00ab\u00b7\u00bb\u00d7\u2013\u2014\u2018-\u201e\u2022\u2026\u203a\u2190-\u2193"
    "\u21ba\u2205\u2500-\u25f0\u2713\u2717]*"
)
_EVEN = re.compile(
    "[ -~\u060c\u061b\u061f-\u064a\u0660-\u0669\u00ab\u00b7\u00bb\u2018-\u201e\u2026]*"
)
_NO_WIDTH = re.compile(f"[{MARKS}\u0300-\u036f\u200c\u200d\u20d0-\u20f0\ufe00-\ufe0f\ufe20-\ufe2f]")
_WIDE = (  # compiled on use: it takes longer than showing an article does
    "[\u1100-\u115f\u231a\u231b\u23e9-\u23f3\u25fd\u25fe\u2614\u2615\u26a1\u2705\u274c\u2728"
    "\u2757\u2b50\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6"
    "\U0001f300-\U0001f64f\U0001f680-\U0001f6ff\U0001f900-\U0001faff\U00020000-\U0003fffd]"
)


def visible(text: str) -> str:
    """Return ``text`` on one line, controls as pictures, direction and tag characters left out.

    Runs of white space become one space. Joiners stay, for words and emoji need them.
    """
    if _HARMLESS.fullmatch(text):
        return " ".join(text.split())
    text = _FORMAT.sub("", _SPACES.sub(" ", text))
    return _CONTROL.sub(_picture, text).strip(" ")


def _picture(match: re.Match[str]) -> str:
    code = ord(match.group())
    if code < 0x20:
        return chr(0x2400 + code)
    return "\u2421" if code == 0x7F else "\ufffd"


def isolate(text: str) -> str:
    """Return ``text`` in an isolate: its direction is its own and touches nothing around it."""
    return f"{ISOLATE}{text}{END}"


def cells(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: marks none, emoji two."""
    if _EVEN.fullmatch(text):
        return len(text)
    wide = 0 if _HARMLESS.fullmatch(text) else len(re.findall(_WIDE, text))
    return len(text) - len(_NO_WIDTH.findall(text)) + wide


def cut(word: str, width: int) -> list[str]:
    """Cut a word that is wider than ``width`` columns into pieces that are not."""
    pieces, start, used = [], 0, 0
    for index, letter in enumerate(word):
        size = cells(letter)
        if used + size > width and index > start:
            pieces.append(word[start:index])
            start, used = index, 0
        used += size
    return [*pieces, word[start:]]
