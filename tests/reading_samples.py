"""Articles of our own for the tests of reading, and short ways to read them."""

from riwaya import reading
from riwaya.reading import Overrides
from riwaya.types import Document, Problem

HEADLINE = "البلدية تنفي إغلاق الجسر القديم في المدينة"
BODY = (
    "نفى الناطق باسم البلدية، اليوم الأحد، إغلاق الجسر القديم أمام حركة السير، مؤكدا أن أعمال الصيانة تجري ليلا فقط.\n"
    "وقال الناطق إن «الجسر مفتوح في الاتجاهين طوال النهار»، مشيرا إلى أن الفرق الفنية ستنهي عملها خلال أسبوعين.\n"
    "وكان سائقون قد ذكروا أن الجسر أغلق صباح السبت ثلاث ساعات من غير إعلان مسبق."
)
TEXT = f"{HEADLINE}\n\n{BODY}"


def items(data: bytes, stated: str | None = None, **given: str) -> list[Document | Problem]:
    """Read bytes and return all that comes."""
    return list(reading.from_bytes(data, source="here", given=Overrides(**given), stated=stated))


def document(data: bytes, stated: str | None = None, **given: str) -> Document:
    """Read bytes that hold one document."""
    (found,) = items(data, stated, **given)
    assert isinstance(found, Document), found
    return found


def problem(data: bytes) -> Problem:
    """Read bytes that hold one problem, which must say what to do."""
    (found,) = items(data)
    assert isinstance(found, Problem), found
    assert found.message and found.advice
    return found


def page(body: str = "", head: str = "") -> bytes:
    """Return a page with our article in it."""
    paragraphs = "".join(f"<p>{line}</p>" for line in BODY.split("\n"))
    return (
        f"<!DOCTYPE html><html lang=ar dir=rtl><head><meta charset=utf-8>{head}</head><body>"
        f"<nav><a href=/>الرئيسية</a> <a href=/n>أخبار</a></nav>"
        f"<article><h1>{HEADLINE}</h1>{paragraphs}{body}</article><footer>جميع الحقوق محفوظة</footer></body></html>"
    ).encode()
