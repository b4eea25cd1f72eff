"""What is remembered of words: asked for once, bounded, and never another answer."""

from riwaya.text.memo import ByWord


def test_a_word_is_looked_up_once() -> None:
    """The second time it is known."""
    asked: list[str] = []

    def size(word: str) -> int:
        asked.append(word)
        return len(word)

    sizes = ByWord(size)
    assert [sizes[word] for word in ("he", "denies", "he")] == [2, 6, 2]
    assert asked == ["he", "denies"]


def test_new_words_without_end_do_not_fill_the_memory() -> None:
    """It is emptied when it is full, and answers as before."""
    sizes = ByWord(len)
    sizes.LIMIT = 3
    assert [sizes["x" * size] for size in (1, 2, 3, 4, 1)] == [1, 2, 3, 4, 1]
    assert len(sizes) <= sizes.LIMIT
