"""Measure places: ``python -m benchmarks.places [BENCH_FOLDER]``.

``iraq``: the names of ``places_iraq.toml``, each in a plain sentence of an Iraqi publisher and in one of no publisher;
found where the mention of the name has a place whose chain, or itself, is the governorate; wrong where it is elsewhere.
``events``: the first place of the gold events of ``BENCH_FOLDER/articles``, given the gold span.
``speed``: microseconds for the places of an article of 330 words, tokens given.
"""

import json
import sys
import time
import tomllib
from collections import Counter
from pathlib import Path

from riwaya.resolve import places
from riwaya.text import key, tokenise
from riwaya.types import PlaceMention

HERE = Path(__file__).parent
_SENTENCES = (
    "قتل شخصان وأصيب ثلاثة في {} أمس.",
    "وصلت القوات إلى {} صباح اليوم.",
    "وقال مصدر أمني إن {} تعرضت لهجوم.",
)


def iraq(state: str | None) -> dict[str, Counter[str]]:
    """Return, for each half of the list, how many names were found, wrong, ambiguous or missed; print what failed."""
    with (HERE / "places_iraq.toml").open("rb") as file:
        halves = tomllib.load(file)["place"]
    counts: dict[str, Counter[str]] = {}
    for half in halves:
        count: Counter[str] = Counter()
        counts[half["half"]] = count
        for row in half["rows"]:
            name, _, governorate, *said = (part.strip() for part in row.split("|"))
            for sentence in _SENTENCES:
                verdict = _verdict(
                    sentence.format(said[0] if said else name), name, governorate, state
                )
                count[verdict] += 1
                if verdict != "found" and sentence == _SENTENCES[0]:
                    print(f"  {verdict}: {said[0] if said else name} ({governorate})")
    return counts


def _verdict(text: str, name: str, governorate: str, state: str | None) -> str:
    mention = _mention(places.find(tokenise(text), state=state), name, text)
    if mention is None or mention.place is None:
        return "ambiguous" if mention is not None and mention.candidates else "missed"
    chain = [mention.place, *mention.parents]
    names = {key(_name(each)) for each in chain}
    return "found" if key(governorate) in names else "wrong"


def _mention(found: list[PlaceMention], name: str, text: str) -> PlaceMention | None:
    wanted = key(name.rsplit(maxsplit=1)[-1])
    return next((mention for mention in found if wanted in key(mention.span.of(text))), None)


def _name(place_id: str) -> str:
    place = places.shipped().get(place_id)
    return place.name if place is not None else place_id


def events(folder: Path) -> tuple[int, int, int, list[str]]:
    """Return how many first places agree by name, by name or containing place, of how many; and those that do not."""
    named = right = total = 0
    missed = []
    for path in sorted((folder / "articles").glob("*.json")):
        document = json.loads(path.read_text("utf-8"))
        tokens = tokenise(document["text"])
        found = places.find(tokens)
        for event in document["events"]:
            if event["places"] and event["places"][0]["span"]:
                gold = event["places"][0]
                total += 1
                mention = places.at(tokens, *gold["span"], found=found)
                verdict = agreement(mention, gold["name"]) if mention is not None else ""
                named += verdict == "name"
                right += bool(verdict)
                if not verdict:
                    said = document["text"][slice(*gold["span"])]
                    missed.append(
                        f"{document['id'][:16]}: {said} / {gold['name']} -> {mention and mention.name}"
                    )
    return named, right, total, missed


def agreement(mention: PlaceMention, gold: str) -> str:
    """Return ``name`` where a mention names the gold place, ``parent`` where it names what that lies in or by.

    Names are compared as said and as known, without feature words, directions and articles.
    """
    names = [mention.name]
    place = places.shipped().get(mention.place) if mention.place else None
    if place is not None:
        names.append(place.name)
    wanted = _plain(gold)
    if any(_plain(name) == wanted for name in names):
        return "name"
    return "parent" if any(_plain(name) and _plain(name) < wanted for name in names) else ""


def _plain(name: str) -> frozenset[str]:
    """Return the words of a name without articles, joined particles, feature words and directions."""
    reader = places.reader()
    keys = [word for word in tokenise(name).keys if word.isalnum()]
    kept = [word for word in keys if len(keys) == 1 or not _is_around(word)]
    clitics = tuple(reader.words.clitics)
    article = reader.words.article
    bare = (
        word[1:] if word[0] in clitics and word.startswith(article, 1) else word for word in kept
    )
    return frozenset(
        word[2:] if word[:2] == article[1] * 2 else word.removeprefix(article) for word in bare
    )


def _is_around(word: str) -> bool:
    reader = places.reader()
    mark = reader[word]
    return word in reader.words.qualifiers or (
        mark is not None and bool(mark.feature or mark.bearing or mark.near)
    )


def speed(folder: Path, repeat: int = 20) -> float:
    """Return microseconds per article of 330 words."""
    texts = [
        json.loads(path.read_text("utf-8"))["text"]
        for path in sorted((folder / "articles").glob("*.json"))
    ]
    held = [tokenise(text) for text in texts]
    words = sum(len(text.split()) for text in texts)
    best = float("inf")
    for _ in range(repeat):
        start = time.perf_counter()
        for tokens in held:
            places.find(tokens)
        best = min(best, time.perf_counter() - start)
    return best / words * 330 * 1e6


def main(folder: Path) -> None:
    """Print all the tables."""
    for state in ("IQ", None):
        print(f"Iraqi news places, publisher's state {state}:")
        for half, count in iraq(state).items():
            total = sum(count.values())
            shares = ", ".join(
                f"{verdict} {count[verdict] / total:.1%}" for verdict in ("found", "wrong")
            )
            print(f"  half {half}: {total} sentences, {shares}, {dict(count)}")
    if folder.exists():
        named, right, total, missed = events(folder)
        print(*missed, sep="\n")
        print(
            f"first places of gold events: {total}, by name {named / total:.3f}, or parent {right / total:.3f}"
        )
        print(f"speed: {speed(folder):.0f} us for 330 words")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else HERE.parents[1] / "shared" / "bench")
