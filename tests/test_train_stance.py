"""Learning the weights: the same file again, and a feature that tells a label is learnt."""

from riwaya.reconcile.contradiction import Label
from tools.train_stance import Pair, crossed, figures, learn

TELLING: dict[str, Label] = {"up": "agree", "down": "disagree", "else": "other"}
PAIRS = [
    Pair(["always", name, f"rare {number}"], label, number)
    for number in range(30)
    for name, label in TELLING.items()
]


def test_what_tells_a_label_gets_its_weight() -> None:
    """And what stands in too few pairs gets none."""
    model = learn(PAIRS)
    assert figures(model, PAIRS)["macro"] == 1
    assert model.weights["down"][1] > model.weights["up"][1]
    assert not any(name.startswith("rare") for name in model.weights)


def test_learning_twice_gives_the_same_weights() -> None:
    """No clock and no chance."""
    assert learn(PAIRS) == learn(PAIRS)


def test_pairs_of_one_first_headline_are_never_on_both_sides() -> None:
    """So that what is learnt of one helps with none of its own."""
    mixed = [Pair([f"group {one.group}"], one.label, one.group) for one in PAIRS]
    assert crossed(mixed)["macro"] < 0.5
