from riwaya.text import tokenise


class Registry:
    def __init__(self) -> None:
        self._names: list[tuple[str, str, tuple[str, ...]]] = []

    def add(self, name: str, kind: str) -> str:
        words = tuple(w.removeprefix("\u0627\u0644") for w in tokenise(name).keys)
        self._names.append((name, kind, words))
        return name

    def fullest(self, name: str, kind: str) -> str:
        words = {w.removeprefix("\u0627\u0644") for w in tokenise(name).keys}
        best = name
        for other, other_kind, parts in self._names:
            if other_kind == kind and words <= set(parts) and len(other) > len(best):
                best = other
        return best
