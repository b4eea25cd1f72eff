"""The page in a real browser: its tree, its width, its lights. Skipped where there is no chromium.

A harness page holds the exported page in frames and measures them; the exported page itself is not changed.
"""

import html
import json
import os
import shutil
import subprocess
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from riwaya.export.html import page
from riwaya.types import Attribution, Document, Extraction, Span
from tests.export_samples import bridge, crossing, empty, hostile

BROWSER = (
    shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
)
WIDTHS = (320, 390, 1400)
MEASURE = """
const text = (root, selector) =>
  [...root.querySelectorAll(selector)].map(each => each.textContent).join("");
function seen(frame) {
  const root = frame.contentDocument, found = {articles: []};
  for (const article of root.querySelectorAll("article")) {
    const body = article.querySelector(".text"), statements = [];
    for (let n = 1; article.querySelector(`#${article.id}-s${n}`); n++) {
      const roles = {};
      for (const role of ["cue", "source", "content"])
        roles[role] = text(body, `[data-${role}~="${n}"]`);
      statements.push(roles);
    }
    const events = [];
    for (let n = 1; article.querySelector(`#${article.id}-e${n}`); n++)
      events.push({
        trigger: text(body, `[data-trigger~="${n}"]`), role: text(body, `[data-role~="${n}"]`)});
    found.articles.push({text: body.textContent, statements, events});
  }
  found.scripts = root.querySelectorAll("script, img, svg, iframe, link").length;
  found.overflow =
    root.documentElement.scrollWidth - root.documentElement.clientWidth;
  const color = selector => frame.contentWindow.getComputedStyle(root.querySelector(selector));
  const before = color('#a1 [data-content~="5"]').backgroundColor;
  frame.contentWindow.location.hash = "a1-s5";
  const after = color('#a1 [data-content~="5"]').backgroundColor;
  found.lit = before !== after && after === color('#a1 [data-cue~="5"]').backgroundColor;
  found.others = color('#a1 [data-content~="3"]').backgroundColor !== after;
  frame.contentWindow.location.hash = "a1-c7";
  found.card = color("#a1-s7").outlineWidth;
  frame.contentWindow.location.hash = "a5-e1";
  found.event = color('#a5 [data-trigger~="1"]').backgroundColor === after &&
    color('#a5 [data-role~="1"]').backgroundColor === after &&
    color('#a5 [data-trigger~="2"]').backgroundColor !== after;
  frame.contentWindow.location.hash = "a5-t1-2";
  found.eventCard = color("#a5-e1").outlineWidth;
  const sides = [...root.querySelectorAll("#a5 .dispute:first-child .side")].slice(0, 2)
    .map(side => side.getBoundingClientRect());
  found.facing = sides[0].top === sides[1].top ? Math.sign(sides[0].left - sides[1].left) : 0;
  found.rtl = color(".columns").direction;
  found.order = root.querySelector(".reading").getBoundingClientRect().left -
    root.querySelector(".list").getBoundingClientRect().left;
  return found;
}
addEventListener("load", () => {
  const frames = [...document.querySelectorAll("iframe")];
  document.body.textContent = "";
  const out = document.createElement("pre");
  out.id = "seen";
  document.body.append(...frames);
  Promise.all(frames.map(frame => new Promise(done => {
    frame.addEventListener("load", () => done(seen(frame)));
  }))).then(all => { document.body.textContent = ""; out.textContent = JSON.stringify(all);
    document.body.append(out); });
});
"""

pytestmark = pytest.mark.skipif(BROWSER is None, reason="no chromium to look with")


def shifted() -> tuple[Document, Extraction]:
    """Return an article with emoji, vowel marks and Latin before and across its marks."""
    text = "👩‍🚒🇯🇴 خَبَرٌ عاجِلٌ K1\n\nNATO «نـفـى» 💥 النّاطقُ John ﷺ ما قيل\r\nو\u2067a\u2069قال: لا"
    at = text.index
    statements = (
        Attribution(
            Span(at("نـفـى"), at("نـفـى") + 5), "deny", (), (Span(at("ما"), at("ما") + 11),)
        ),
        Attribution(Span(at("قال"), at("قال") + 3), "assert", (), (Span(at("لا", 70), len(text)),)),
    )
    document = Document(id="shifted", text=text)
    return document, Extraction(
        document="shifted", engine="e", version="1", lexicon="", attributions=statements
    )


READINGS = [crossing(), hostile(), shifted(), empty(), bridge()]


def _dumped(harness: str) -> str:
    """Return the tree that the browser ends with."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "harness.html"
        path.write_text(harness, "utf-8", newline="")
        command = [
            str(BROWSER), "--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            f"--user-data-dir={folder}/profile", "--window-size=1600,1000",
            "--virtual-time-budget=20000", "--dump-dom", path.as_uri(),
        ]  # fmt: skip
        return subprocess.run(
            command, capture_output=True, check=True, encoding="utf-8", timeout=120,
            env={**os.environ, "HOME": folder},
        ).stdout  # fmt: skip


@cache
def looks() -> dict[tuple[str, int], Any]:
    """Return what the browser sees for each language and width."""
    keys = [(language, width) for language in ("ar", "en") for width in WIDTHS]
    pages = {language: page(READINGS, language=language) for language in ("ar", "en")}
    frames = "".join(
        f'<iframe style="width:{width}px;height:900px;border:0"'
        f' srcdoc="{html.escape(pages[language])}"></iframe>'
        for language, width in keys
    )
    dumped = _dumped(
        f'<!DOCTYPE html><meta charset="utf-8"><script>{MEASURE}</script><body>{frames}</body>'
    )
    seen = dumped.partition('<pre id="seen">')[2].partition("</pre>")[0]
    return dict(zip(keys, json.loads(html.unescape(seen)), strict=True))


def words(text: str, spans: Iterator[Span]) -> str:
    """Return the characters that any of the spans covers."""
    at = {index for span in spans for index in range(span.start, span.end)}
    return "".join(text[index] for index in sorted(at))


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_the_browser_holds_each_text_exactly(language: str, width: int) -> None:
    """Emoji, marks, carriage returns and direction controls included."""
    shown = [article["text"] for article in looks()[language, width]["articles"]]
    assert shown == [document.text for document, _ in READINGS]


@pytest.mark.parametrize("index", range(len(READINGS)))
def test_marked_words_are_the_words_of_the_spans(index: int) -> None:
    """For every statement, cue, source and content in the tree are ``text[start:end]``."""
    document, extraction = READINGS[index]
    expected = [
        {
            "cue": words(document.text, iter([statement.cue])),
            "source": words(document.text, (link.span for link in statement.chain if link.span)),
            "content": words(document.text, iter(statement.content)),
        }
        for statement in extraction.attributions
    ]
    seen = looks()["ar", 1400]["articles"][index]
    assert seen["statements"] == expected
    assert [event["trigger"] for event in seen["events"]] == [
        words(document.text, (mention.span for mention in event.mentions))
        for event in extraction.events
    ]


@pytest.mark.parametrize("language", ["ar", "en"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_width_needs_sideways_scrolling(language: str, width: int) -> None:
    """A small telephone, a telephone, a desk."""
    assert looks()[language, width]["overflow"] <= 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_moving_to_a_statement_lights_its_words_up(language: str) -> None:
    """The words of its card and of no other; and a cue lights its card, all without a script."""
    seen = looks()[language, 1400]
    assert seen["lit"]
    assert seen["others"]
    assert seen["card"] == "3px"
    assert seen["scripts"] == 0


@pytest.mark.parametrize("language", ["ar", "en"])
def test_moving_to_an_event_lights_its_words_up(language: str) -> None:
    """Triggers and roles of this event and of no other; and its words light its card."""
    seen = looks()[language, 1400]
    assert seen["event"]
    assert seen["eventCard"] == "3px"


@pytest.mark.parametrize(("language", "side"), [("ar", 1), ("en", -1)])
def test_the_sides_of_a_dispute_face_each_other(language: str, side: int) -> None:
    """Who denies stands first in the direction of reading; on a telephone, above."""
    assert looks()[language, 1400]["facing"] == side
    assert looks()[language, 390]["facing"] == 0


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_text_stands_first_in_the_direction_of_reading(language: str, direction: str) -> None:
    """Right of the list in Arabic, left of it in English."""
    seen = looks()[language, 1400]
    assert seen["rtl"] == direction
    assert (seen["order"] > 0) == (direction == "rtl")
