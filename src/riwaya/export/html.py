"""One page for a newsroom: what is in dispute, the marked text, beside it the events, and who says what through whom.

The page is one file that loads nothing and runs nothing: its policy forbids both. Whatever an article, its publisher
or its address holds stands there as text. Hovering over, or moving to, a statement lights its words up and the other
way round; a browser that cannot do so shows the same page without.

Imports ``article``, ``cards``, ``events``, ``labels``, ``meaning``, ``panels``, ``plain``, ``statements``, ``types``
and ``tables``.
"""

from collections.abc import Iterable, Iterator

from riwaya import tables
from riwaya.export.article import article, quoted
from riwaya.export.cards import badge, bdi, cards
from riwaya.export.events import disputing, tellings
from riwaya.export.labels import Labels, Language, labels
from riwaya.export.meaning import Group, grouped, title
from riwaya.export.panels import Panels
from riwaya.export.plain import visible
from riwaya.export.statements import abstained, headline, total, voices
from riwaya.types import Document, Extraction, Stance

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_COUNTED: tuple[Stance, ...] = ("deny", "confirm")
_MOST_SHOWN = 12
_LIT = ":is(:hover,:focus-within,:target)"


def page(readings: Iterable[tuple[Document, Extraction]], *, language: Language = "ar") -> str:
    """Return one self-contained HTML page of articles, in the order given.

    The page reads right to left with Arabic labels and left to right with English ones; every text of an article
    finds its own direction.
    """
    words = labels(language)
    pairs = [(f"a{number}", *pair) for number, pair in enumerate(readings, 1)]
    body = "".join(_section(key, document, found, words) for key, document, found in pairs)
    rules = "".join(_lights(key, found) for key, _, found in pairs)
    name = headline(pairs[0][1]) if len(pairs) == 1 else ""
    contents = _contents(pairs, words) if len(pairs) > 1 else ""
    has_events = any(found.events for _, _, found in pairs)
    used = {each.stance for _, _, found in pairs for each in found.attributions}
    return (
        f'<!DOCTYPE html>\n<html lang="{words.language}" dir="{words.direction}">\n'
        f"{_head(name or words.words.title, rules)}"
        f'<body id="top">\n<header class="page"><h1>{words.words.summary}</h1></header>\n'
        f"{_legend(used, words, has_events=has_events)}{contents}<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _head(name: str, rules: str) -> str:
    style = tables.raw("ui/export.css").decode("utf-8")
    return (
        '<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="riwaya">\n'
        f"<title>{quoted(name)}</title>\n<style>\n{style}{rules}</style>\n</head>\n"
    )


def _lights(key: str, extraction: Extraction) -> str:
    """Return the style rules that light up words from their card or link, and the card from its words."""
    statements, events = (
        range(1, len(extraction.attributions) + 1),
        range(1, len(extraction.events) + 1),
    )
    words = [_light(key, f"{key}s{n}", f"#{key}-s{n},#{key}-c{n}") for n in statements]
    words += [_light(key, f"{key}e{n}", f"#{key}-e{n}") for n in events]
    cards = [f"#{key}:has(.{key}s{n}{_LIT}) #{key}-s{n}" for n in statements]
    # a claim leads to a place inside the marked words
    cards += [f"#{key}:has(.{key}e{n}{_LIT},.{key}e{n} :target) #{key}-e{n}" for n in events]
    if not words:
        return ""
    return f"{','.join(words)}{{background:var(--lit)}}\n{','.join(cards)}{{outline-width:3px}}\n"


def _light(key: str, name: str, targets: str) -> str:
    return f"#{key}:has(:is({targets}){_LIT}) .{name}"


def _legend(used: set[Stance], words: Labels, *, has_events: bool) -> str:
    shown = words.words
    marks = (
        ("cue t-says", shown.cue),
        ("source t-says", shown.speaker),
        ("content t-says b-says", shown.content),
        ("content t-for b-for half o-against", shown.shared),
        ("content t-says b-says deep o-says", shown.nested),
        *((("trigger", shown.trigger), ("role", shown.role)) if has_events else ()),
        ("mention", shown.mention),
        ("furniture", shown.furniture),
    )
    samples = "".join(f'<li><span class="{name}">{label}</span></li>' for name, label in marks)
    badges = "".join(
        f"<li>{badge(each, words.stance[each], words)}</li>"
        for each in words.stance
        if each in used
    )
    carried = f'<li><span class="back">↑ {shown.carried}</span></li>'
    return (
        f'<details class="legend"><summary>{shown.legend}</summary>'
        f'<ul class="text">{samples}{carried}</ul><ul>{badges}</ul></details>\n'
    )


def _contents(pairs: list[tuple[str, Document, Extraction]], words: Labels) -> str:
    items = "".join(
        f'<li><a href="#{key}">{_name(document, words)}</a> '
        f'<span class="by">{_published(document, words)}</span>{_tally(found, document, words)}</li>'
        for key, document, found in pairs
    )
    count = words.counted(words.count.articles, len(pairs))
    return f'<nav class="contents"><h2>{words.words.contents} <small>{count}</small></h2><ol>{items}</ol></nav>\n'


def _name(document: Document, words: Labels) -> str:
    name = headline(document)
    return bdi(name) if name else words.words.no_headline


def _published(document: Document, words: Labels) -> str:
    by = bdi(document.publisher) if document.publisher else words.words.no_publisher
    if not document.published:
        return f"{by} · {quoted(visible(words.why_undated(document.undated)))}"
    day = quoted(visible(document.published))
    shown = day.replace("T", " ")[: len("2018-01-11 20:15")]
    return f'{by} · <time datetime="{day}"><bdi dir="ltr">{shown}</bdi></time>'


def _tally(extraction: Extraction, document: Document, words: Labels) -> str:
    count = words.counted(words.count.statements, len(extraction.attributions))
    found = [f'<span class="count">{count}</span>']
    if extraction.disputes:
        disputes = words.counted(words.count.disputes, len(extraction.disputes))
        found.append(f'<span class="badge t-against is-disputed">{disputes}</span>')
    for stance in _COUNTED:
        number = total(voices(document, extraction, stance))
        if number:
            found.append(_counted(stance, number, words))
    return f'<span class="tally">{"".join(found)}</span>'


def _counted(stance: Stance, number: int, words: Labels) -> str:
    forms = words.count.denials if stance == "deny" else words.count.confirmations
    return badge(stance, words.counted(forms, number), words)


def _section(key: str, document: Document, extraction: Extraction, words: Labels) -> str:
    shown = words.words
    panels = Panels(document, tellings(document, extraction), words, key)
    disputes, events = panels.disputes(), panels.events()
    parts = {
        "disputes": shown.disputes if disputes else "",
        "text": shown.article,
        "events": shown.events if events else "",
        "statements": shown.statements,
    }
    return (
        f'<article id="{key}">\n<header><p class="headline">{_name(document, words)}</p>'
        f'<p class="by">{_published(document, words)}'
        f'{_origin(document)}</p>\n<div class="summary">{_summary(key, document, extraction, words)}'
        f"{_jump(key, parts, words)}</div></header>\n{disputes}"
        f'<div class="columns"><section class="reading" id="{key}-text" aria-label="{shown.article}">'
        f"{article(document, extraction, words, key)}</section>\n"
        f'<section class="list">{events}<h3 id="{key}-statements">{shown.statements}</h3>'
        f"{cards(document, extraction, words, key)}"
        f"{_meanings(document, extraction, words)}{_passed(document, extraction, words)}"
        f"</section></div>\n{_foot(document, extraction, words)}</article>\n"
    )


def _jump(key: str, parts: dict[str, str], words: Labels) -> str:
    """Return links to the parts of an article that are there, for keyboards and narrow screens."""
    links = (f'<a href="#{key}-{part}">{name}</a>' for part, name in parts.items() if name)
    return f'<nav class="jump" aria-label="{words.words.jump}">{" · ".join(links)}</nav>'


def _origin(document: Document) -> str:
    """Return where the article came from: a link only where it is a plain web address."""
    where = visible(document.url or document.source)
    if not where:
        return ""
    shown = f'<bdi dir="ltr" class="where" title="{quoted(where)}">{quoted(where)}</bdi>'
    if document.url and where == document.url and _is_web(where):
        shown = f'<a href="{quoted(where)}" rel="noopener noreferrer">{shown}</a>'
    return f" · {shown}"


def _is_web(address: str) -> bool:
    return address.lower().startswith(("http://", "https://")) and " " not in address


def _summary(key: str, document: Document, extraction: Extraction, words: Labels) -> str:
    counted = words.counted(words.count.statements, len(extraction.attributions))
    if extraction.events:
        counted += f" · {words.counted(words.count.events, len(extraction.events))}"
    lines, there = [f'<p class="count">{counted}</p>'], disputing(extraction)
    # who is side of a dispute stands there, right below; whatever else is confirmed would only stand in its light
    for stance in _COUNTED[:1] if there else _COUNTED:
        found = voices(document, extraction, stance, but=there)
        if found:
            told = (_voice(key, voice.name, voice.numbers, words) for voice in found)
            lines.append(
                f'<p class="who is-{stance} t-{words.tone[stance]}">'
                f"{_counted(stance, total(found), words)} {' '.join(told)}</p>"
            )
    return "".join(lines)


def _voice(key: str, name: str, numbers: tuple[int, ...], words: Labels) -> str:
    links = " ".join(f'<a class="number" href="#{key}-s{n}">{n}</a>' for n in numbers)
    return f'<span class="voice">{bdi(name) if name else words.words.unnamed} {links}</span>'


def _meanings(document: Document, extraction: Extraction, words: Labels) -> str:
    groups = grouped(document, extraction, words)
    if not groups:
        return ""
    lists = "".join(
        f"<h4>{title(sort, words)}</h4><ul>{''.join(map(_meant, found))}</ul>"
        for sort, found in groups.items()
    )
    number = sum(group.count for found in groups.values() for group in found)
    return (
        f'<details class="more"><summary>{words.words.mentions} ({number})</summary>'
        f"{lists}</details>"
    )


def _meant(group: Group) -> str:
    said = " · ".join(map(bdi, group.words))
    times = f" ×{group.count}" if group.count > 1 else ""
    return f"<li>{said} <span>{times} {bdi(group.text)}</span></li>"


def _passed(document: Document, extraction: Extraction, words: Labels) -> str:
    if not extraction.abstentions:
        return ""
    items = "".join(
        f"<li>{quoted(visible(words.why_abstained(reason)))} ({number}):"
        f" {' · '.join(_examples(document, extraction, reason))}</li>"
        for reason, number in abstained(extraction)
    )
    number = len(extraction.abstentions)
    return (
        f'<details class="more"><summary>{words.words.passed_over} ({number})</summary>'
        f"<ul>{items}</ul></details>"
    )


def _examples(document: Document, extraction: Extraction, reason: str) -> Iterator[str]:
    spans = [each.span for each in extraction.abstentions if each.reason == reason]
    for span in spans[:_MOST_SHOWN]:
        yield bdi(span.of(document.text))
    if len(spans) > _MOST_SHOWN:
        yield "…"


def _foot(document: Document, extraction: Extraction, words: Labels) -> str:
    made = f"{extraction.engine} {extraction.version} · {extraction.lexicon}"
    notes = "".join(f" · {bdi(note)}" for note in document.notes)
    by = words.words.made_by.format(name=bdi(made))
    return f'<footer>{by}{notes} · <a href="#top">{words.words.top}</a></footer>\n'
