"""Find names of places that are mostly something else: ``python -m tools.gazetteer.weigh SAMPLE.jsonl.gz``.

Counts how often each one-word name of the gazetteer stands after a word that calls for a place (``before_place`` in
``weigh.toml``) in a sample of news (JSON Lines with ``text``), and writes ``data/places/weak.toml``: the names that do
so too seldom, with the judgements of ``weigh.toml`` put before the counts. The sample itself is kept nowhere.
"""

import gzip
import json
import sys
import tomllib
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from riwaya.text import key, tokenise
from tools.gazetteer.build import HERE, OUT


def names() -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each one-word name of the gazetteer as a key, with its row."""
    for row in rows():
        for name in row["names"]:
            folded = key(name)
            if folded.isalpha():
                yield folded, row


def rows() -> Iterator[dict[str, Any]]:
    """Yield every row of the gazetteer, own lists included."""
    for built in ("cldr", "geonames"):
        for line in (OUT / f"{built}.jsonl").read_text("utf-8").splitlines():
            yield json.loads(line)
    for path in sorted((OUT / "own").glob("*.toml")):
        for row in tomllib.loads(path.read_text("utf-8"))["place"]:
            yield row | {"names": [row["name"], *row.get("variants", [])], "source": "riwaya"}


class Counts:
    """How often each name was seen, after a feature word, and after a preposition of place."""

    def __init__(self, wanted: set[str], rules: dict[str, Any]) -> None:
        self.wanted = wanted
        self.features = {key(word) for word in rules["features"]}
        self.prepositions = {key(word) for word in rules["prepositions"]}
        self.clitics = tuple(rules["clitics"])
        self.article = rules["article"]
        self.safe: set[str] = set()
        self.words: Counter[str] = Counter()
        self.seen: Counter[str] = Counter()
        self.after_feature: Counter[str] = Counter()
        self.after_preposition: Counter[str] = Counter()

    def add(self, text: str) -> None:
        """Count the names of one text."""
        before = ""
        for word in tokenise(text).keys:
            name, joined = word, False
            if name not in self.wanted and name[:1] in self.clitics:
                self.words[name] += 1
                if name[1:] in self.wanted and name.startswith(self.article, 1):
                    name, joined = name[1:], name[0] == self.clitics[0]
            if name in self.wanted:
                self.seen[name] += 1
                self.after_feature[name] += before in self.features
                self.after_preposition[name] += joined or before in self.prepositions
            before = word

    def not_joined(self) -> list[str]:
        """Return the words that look like a particle written together with a name, and are words of their own."""
        return sorted(
            word
            for word, count in self.words.items()
            if count >= 3 and self._is_own_word(word, count)
        )

    def _is_own_word(self, word: str, count: int) -> bool:
        if (
            word[:2] == self.clitics[3] * 2
        ):  # the article after that particle: it is written together
            return False
        names = [
            word[cut:] for cut in (1, 2) if all(letter in self.clitics for letter in word[:cut])
        ]
        names = [
            name for name in names if name in self.wanted and not name.startswith(self.article)
        ]
        return bool(names) and all(
            name not in self.safe and count > 1.5 * self.seen[name] for name in names
        )

    def level(self, name: str) -> int:
        """Return 0 for a name that is safe alone, 1 after a preposition, 2 beside a feature word only."""
        seen = self.seen[name]
        if seen < 3:
            return 0
        placed = self.after_preposition[name] / seen
        if self.after_feature[name] / seen >= 0.06 or placed >= 0.30:
            return 0
        return 1 if placed >= 0.12 else 2


def main(sample: Path) -> None:
    """Count and write."""
    rules = tomllib.loads((HERE / "weigh.toml").read_text("utf-8"))
    held = list(names())
    counts = Counts({name for name, _ in held}, rules["before_place"])
    with gzip.open(sample, "rt", encoding="utf-8") as lines:
        for line in lines:
            counts.add(json.loads(line).get("text") or "")
    states = {name for name, row in held if "country" in row["kinds"]}
    flagged = {
        name
        for name, row in held
        if row["source"] == "riwaya" and row.get("weak") and name == key(row["name"])
    }
    own = {name for name, row in held if row["source"] == "riwaya" and not row.get("weak")}
    short = {
        name for name, row in held if row["source"] == "geonames" and _is_doubtful(name, row)
    } - own
    judged = {key(name): level for level in (0, 1, 2) for name in rules["judged"][f"level{level}"]}
    levels = {}
    for name, _ in held:
        level = counts.level(name)
        if name in own:  # somebody chose it for the news: only a clear count speaks against it
            level = min(level, 1) if counts.seen[name] >= 15 else 0
        doubtful = name in short or (name in flagged and name not in own)
        levels[name] = judged.get(name, 0 if name in states else 2 if doubtful else level)
    counts.safe = states | own
    (OUT / "weak.toml").write_text(_toml(levels, counts.not_joined()), "utf-8")


def _is_doubtful(name: str, row: dict[str, Any]) -> bool:
    """Tell whether a name is so short, of so small a place, that it is a word of some other kind more often."""
    return len(name) <= 4 and row["population"] < 100_000


def _toml(levels: dict[str, int], not_joined: list[str]) -> str:
    lines = [
        "# Search keys of one-word place names that mostly mean something else, and words that only look",
        "# like a particle written together with a name. Written by `python -m tools.gazetteer.weigh`;",
        "# judgements by hand are in its weigh.toml.",
    ]
    lists = {
        "after_preposition": sorted(name for name, level in levels.items() if level == 1),
        "beside_feature": sorted(name for name, level in levels.items() if level == 2),
        "not_joined": not_joined,
    }
    for title, words in lists.items():
        lines += ["", f"{title} = [", *(f'  "{word}",' for word in words), "]"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    main(Path(sys.argv[1]))
