"""Bytes become text: which encoding they are in is told from them, and what was done is said."""

import gzip

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import DamagedSource
from riwaya.reading.decoding import decode, tell
from riwaya.reading.stream import of_bytes
from tests.reading_samples import BODY, HEADLINE, TEXT, document, items, problem

PLAIN = TEXT.replace("«", '"').replace("»", '"')  # ISO-8859-6 has no angle quotes


@pytest.mark.parametrize(
    ("codec", "told"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8"),
        ("utf-16", "utf-16-le"),
        ("utf-16-le", "utf-16-le"),
        ("utf-16-be", "utf-16-be"),
        ("utf-32", "utf-32-le"),
        ("windows-1256", "windows-1256"),
        ("iso-8859-6", "iso-8859-6"),
    ],
)
def test_an_encoding_is_told_from_the_bytes(codec: str, told: str) -> None:
    """The text is the same from each of them, and the notes name what is not UTF-8."""
    data = PLAIN.encode(codec)
    assert tell(data) == told
    found = document(data)
    assert found.text == PLAIN
    assert found.notes == (() if told == "utf-8" else (f"decoded as {told}",))


@pytest.mark.parametrize(
    "mark", [b"\xfe\xff", b"\xff\xfe"], ids=["big end first", "little end first"]
)
def test_a_mark_of_order_decides(mark: bytes) -> None:
    """A byte-order mark goes before all guesses and is no part of the text."""
    codec = "utf-16-be" if mark[0] == 0xFE else "utf-16-le"
    assert document(mark + TEXT.encode(codec)).text == TEXT


@pytest.mark.parametrize("stated", ["utf-8", "iso-8859-1", "unicode_escape", "zlib", "no-such", ""])
def test_a_wrong_statement_of_the_server_does_no_harm(stated: str) -> None:
    """What the bytes show is believed before what the server says of them."""
    assert document(TEXT.encode("windows-1256"), stated).text == TEXT
    assert document(TEXT.encode(), stated).text == TEXT


def test_a_statement_decides_where_the_bytes_cannot() -> None:
    """A few letters without the article tell nothing by themselves."""
    data = "نفى شاهد".encode("windows-1256")
    assert tell(data) is None
    assert tell(data, stated="Windows-1256") == "windows-1256"
    assert tell(b"<meta charset='windows-1256'>" + data) == "windows-1256"
    with pytest.raises(DamagedSource, match="encoding"):
        decode(data)


def test_line_ends_become_one_kind_and_nothing_else_changes() -> None:
    """CRLF and CR are line ends; tabs, double spaces and marks of direction stay."""
    text = "عنوان الخبر\r\n\r\nسطر  أول\tمن \u200fالخبر\rسطر ثان"
    assert document(text.encode()).text == "عنوان الخبر\n\nسطر  أول\tمن \u200fالخبر\nسطر ثان"


def test_a_letter_that_is_cut_at_the_end_costs_only_itself() -> None:
    """A download that stopped in the middle of a letter is still an article, and says so."""
    found = document(TEXT.removesuffix(".").encode()[:-1])
    assert found.text == TEXT[:-2] + "\ufffd"
    assert found.notes == ("1 broken letters became U+FFFD",)


def test_a_byte_that_an_encoding_lacks_is_replaced_and_counted() -> None:
    """ISO-8859-6 has holes; one byte in a hole does not make the text another encoding's."""
    data = PLAIN.encode("iso-8859-6")
    found = document(data[:200] + b"\xff" + data[200:])
    assert "decoded as iso-8859-6" in found.notes
    assert "1 broken letters became U+FFFD" in found.notes


def test_a_few_broken_letters_are_replaced_and_counted() -> None:
    """One bad byte in a text of UTF-8 does not make it another encoding."""
    data = TEXT.encode()
    found = document(data[:200] + b"\xff" + data[200:])
    assert "1 broken letters became U+FFFD" in found.notes
    assert found.text.count("\ufffd") == 1


def test_arabic_saved_as_latin_letters_is_named() -> None:
    """The reader is told that the letters, not the file, are wrong."""
    found = problem(TEXT.encode().decode("latin-1").encode())
    assert (found.error, "Latin" in found.message) == ("DamagedSource", True)


@pytest.mark.parametrize("codec", ["utf-8", "windows-1256", "utf-16"])
def test_gzip_is_opened(codec: str) -> None:
    """A packed text is the text, in any encoding, in one member or several."""
    data = TEXT.encode(codec)
    assert document(gzip.compress(data)).text == TEXT
    assert document(gzip.compress(data[:100]) + gzip.compress(data[100:]) + b"\0" * 9).text == TEXT


def test_other_alphabets_are_not_taken_for_arabic() -> None:
    """Russian in one byte a letter is no windows-1256."""
    russian = "Официальный представитель заявил, что мост останется открытым. " * 20
    assert tell(russian.encode("windows-1251")) is None
    assert tell("Le maire a déclaré que le pont restera ouvert à tous.".encode("latin-1")) is None


@given(st.text(min_size=1))
def test_utf8_is_read_back_as_it_was(text: str) -> None:
    """Whatever is written in UTF-8 comes back, line ends apart, if no mark begins it."""
    try:
        data = ("الخبر: " + text).encode()
    except UnicodeEncodeError:
        return
    wanted = ("الخبر: " + text).replace("\r\n", "\n").replace("\r", "\n")
    assert decode(data).text == wanted


@given(st.text(alphabet="ابتثجحخدذرزسشصضطظعغفقكلمنهوي ءأإآةى،.\n", min_size=60))
def test_arabic_in_windows_1256_survives(text: str) -> None:
    """Any Arabic text with the article in it is told and read."""
    text = "البيان الرسمي: " + "القوات " * (len(text) // 40 + 1) + text
    assert decode(text.encode("windows-1256")).text == text


@given(st.binary(max_size=400), st.integers(1, 50))
def test_lines_of_a_stream_are_those_of_the_bytes(data: bytes, size: int) -> None:
    """Lines do not depend on how the bytes come."""
    stream = of_bytes(data, source="")
    stream.head(size)
    wanted = [line.removesuffix(b"\r") for line in data.split(b"\n")]
    assert list(stream.lines()) == (wanted[:-1] if data.endswith(b"\n") or not data else wanted)


def test_a_headline_alone_is_an_article() -> None:
    """One line is a headline without a body."""
    assert document(HEADLINE.encode()).text == HEADLINE


def test_blank_lines_before_the_headline_are_dropped() -> None:
    """The first line with words is the headline; one blank line follows it."""
    assert document(f"\n \n{HEADLINE}\n{BODY}\n\n".encode()).text == TEXT


def test_the_source_travels_with_the_document() -> None:
    """A document and a problem both say where they come from."""
    assert document(TEXT.encode()).source == "here"
    assert [item.source for item in items(b"")] == ["here"]
