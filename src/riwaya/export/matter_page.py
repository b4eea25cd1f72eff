"""A page of what is disputed over many articles: for each dispute two columns facing, the spread of figures, the place
and the story as it was told. It loads nothing and runs nothing.

Imports ``article``, ``labels``, ``matters``, ``plain`` and ``tables``; ``reconcile``.
"""

from collections.abc import Iterator, Sequence
from functools import partial

from riwaya import tables
from riwaya.export import matters
from riwaya.export.article import quoted
from riwaya.export.labels import Labels, Language, labels
from riwaya.export.matters import Quote, Shown
from riwaya.reconcile.across.disputes import Dispute, Side, Word

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_MOST_QUOTES, _MOST_NAMES = 6, 12
_WIDTH, _ROW, _EDGE = 640, 30, 24
_SPAN = 3.0  # degrees that the map shows around a place, at least


def page(shown: Sequence[Shown], *, language: Language = "ar") -> str:
    """Return one self-contained HTML page of events with their disputes, in the order given."""
    known, told = labels(language), matters.phrases(language)
    style = tables.raw("ui/export.css").decode() + tables.raw("ui/matters.css").decode()
    contents = "".join(
        f'<li><a href="#e{one.id[: matters.SHORT]}">{_title(one, language)}</a></li>'
        for one in shown
    )
    body = "".join(_event(one, shown, language) for one in shown)
    return (
        f'<!DOCTYPE html>\n<html lang="{known.language}" dir="{known.direction}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n<meta name="generator" content="riwaya">\n'
        f"<title>{told['page_title']}</title>\n<style>\n{style}</style>\n</head>\n<body>\n"
        f"<h1>{told['page_title']}</h1>\n<nav><ol>{contents}</ol></nav>\n<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _event(event: Shown, every: Sequence[Shown], language: Language) -> str:
    told, matter = matters.phrases(language), event.matter
    voices = len({one.voice.id for one in matter.stands})
    counts = f"{told['articles_n'].format(n=len(matter.documents))} · {told['voices_n'].format(n=voices)}"
    disputes = "".join(_dispute(event, one, language) for one in matter.disputes)
    judged = "".join(f"<li>{_bdi(one)}</li>" for one in event.judgements)
    judged = f"<h3>{told['page_judged']}</h3><ul>{judged}</ul>" if judged else ""
    return (
        f'<section class="matter" id="e{event.id[: matters.SHORT]}">\n<header><div>'
        f"<h2>{_title(event, language)}</h2>"
        f'<p class="by">{counts} · <code>{event.id[: matters.SHORT]}</code></p></div>'
        f"{_map(event, every, told['page_map'])}</header>\n"
        f"{disputes}{judged}{_story(event, language)}</section>\n"
    )


def _dispute(event: Shown, dispute: Dispute, language: Language) -> str:
    known, told = labels(language), matters.phrases(language)
    side = partial(_side, event, dispute, language)
    sides = "".join(side(one, number) for number, one in enumerate(dispute.sides))
    spread = _spread(dispute, known) if dispute.about == "count" else ""
    figures = matters.figures(dispute, language)
    small = " · ".join(part for part in (told[f"status_{dispute.status}"], figures) if part)
    return (
        f'<article class="facing"><h3>{quoted(matters.question(dispute, known))} <small>{small}</small></h3>'
        f'{spread}<div class="sides">{sides}</div></article>\n'
    )


def _side(event: Shown, dispute: Dispute, language: Language, side: Side, number: int) -> str:
    known = labels(language)
    tone = {"denied": "against", "affirmed": "for"}.get(side.value, ("says", "press")[number % 2])
    names = known.comma.join(_bdi(voice.name) for voice in side.voices[:_MOST_NAMES])
    more = len(side.voices) - _MOST_NAMES
    quotes = "".join(
        _quote(matters.quote(word, event.documents), known) for word in _spoken(side.words)
    )
    return (
        f'<div class="side t-{tone}"><h4>{_bdi(matters.answer(side, dispute, language))}</h4>'
        f'<p class="by">{matters.tally(side, language)}</p>'
        f"<p>{names}{f' +{more}' if more > 0 else ''}</p>{quotes}</div>"
    )


def _spoken(words: Sequence[Word]) -> list[Word]:
    """Return the words to be shown: the first of each article before the second of any."""
    seen: dict[str, int] = {}
    ranked = []
    for word in words:
        seen[word.document] = seen.get(word.document, 0) + 1
        ranked.append((seen[word.document], word))
    return [word for _, word in sorted(ranked)[:_MOST_QUOTES]]


def _quote(one: Quote, known: Labels) -> str:
    opening, closing = known.quotes
    where = known.comma.join(_bdi(part) for part in (one.publisher, one.published) if part)
    name = quoted(one.headline)
    if one.url and one.url.startswith(("http://", "https://")):
        name = f'<a href="{quoted(one.url)}" rel="noreferrer">{name}</a>'
    return (
        f'<blockquote dir="auto"><p>{opening}{quoted(one.before)}<mark>{quoted(one.words)}</mark>'
        f'{quoted(one.after)}{closing}</p><footer dir="auto">{name} {where}</footer></blockquote>'
    )


def _story(event: Shown, language: Language) -> str:
    known, told = labels(language), matters.phrases(language)
    rows = []
    for entry in event.matter.timeline.entries:
        one = matters.quote(entry.word, event.documents)
        day = (entry.published or "")[:10] or told["no_day"]
        said = matters.step(entry, language)
        rows.append(
            f'<li class="s-{entry.step}"><time>{day}</time> <b>{_bdi(entry.voice.name)}</b> {quoted(said)}: '
            f"{known.quotes[0]}{_bdi(one.words)}{known.quotes[1]} "
            f'<span class="by">{_bdi(one.publisher)}</span></li>'
        )
    lag = event.matter.timeline.lag
    late = f"<p>{told['lag_days'].format(n=lag)}</p>" if lag is not None else ""
    return f'<details class="story"><summary>{told["page_timeline"]}</summary>{late}<ol>{"".join(rows)}</ol></details>'


def _spread(dispute: Dispute, known: Labels) -> str:
    """Return figures on a line: the more voices, the larger the dot."""
    points = [(float(side.value), len(side.voices)) for side in dispute.sides]
    low, high = min(value for value, _ in points), max(value for value, _ in points)
    scale = (_WIDTH - 2 * _EDGE) / ((high - low) or 1)
    marks = []
    for value, voices in sorted(points):
        at = _EDGE + (value - low) * scale
        size = min(14.0, 4 + 3 * voices**0.5)
        best = ' class="best"' if value == dispute.best else ""
        marks.append(
            f'<circle{best} cx="{at:.1f}" cy="{_ROW}" r="{size:.1f}"/>'
            f'<text x="{at:.1f}" y="{_ROW + 32}">{value:g}</text>'
        )
    name = quoted(matters.question(dispute, known))
    return (
        f'<svg class="spread" viewBox="0 0 {_WIDTH} {_ROW * 2 + 12}" role="img" aria-label="{name}" direction="ltr">'
        f'<line x1="{_EDGE}" y1="{_ROW}" x2="{_WIDTH - _EDGE}" y2="{_ROW}"/>{"".join(marks)}</svg>'
    )


def _map(event: Shown, every: Sequence[Shown], name: str) -> str:
    """Return where an event was among the others of the page, by degrees alone."""
    if event.latitude is None or event.longitude is None:
        return ""
    north, east, size = event.latitude, event.longitude, 160
    near = [
        (one.longitude, one.latitude)
        for one in every
        if one.latitude is not None
        and one.longitude is not None
        and abs(one.latitude - north) < _SPAN
        and abs(one.longitude - east) < _SPAN
        and one is not event
    ]
    scale = size / (2 * _SPAN)
    dots = "".join(
        f'<circle cx="{(x - east + _SPAN) * scale:.1f}" cy="{(north - y + _SPAN) * scale:.1f}" r="2.5"/>'
        for x, y in sorted(set(near))
    )
    lines = "".join(_grid(north, east, scale, size))
    return (
        f'<figure class="map"><svg viewBox="0 0 {size} {size}" role="img" aria-label="{quoted(name)}" direction="ltr">'
        f'{lines}{dots}<circle class="here" cx="{size / 2:g}" cy="{size / 2:g}" r="6"/></svg>'
        f"<figcaption>{_bdi(event.place or name)} {north:.2f}°N {east:.2f}°E</figcaption></figure>"
    )


def _grid(north: float, east: float, scale: float, size: int) -> Iterator[str]:
    """Yield a line for each whole degree, with its number."""
    for degree in range(int(east - _SPAN), int(east + _SPAN) + 2):
        at = (degree - east + _SPAN) * scale
        if 0 <= at <= size:
            yield f'<line x1="{at:.1f}" y1="0" x2="{at:.1f}" y2="{size}"/>'
            yield f'<text x="{at + 2:.1f}" y="{size - 3}">{degree}°</text>'
    for degree in range(int(north - _SPAN), int(north + _SPAN) + 2):
        at = (north - degree + _SPAN) * scale
        if 0 <= at <= size:
            yield f'<line x1="0" y1="{at:.1f}" x2="{size}" y2="{at:.1f}"/>'
            yield f'<text x="2" y="{at - 2:.1f}">{degree}°</text>'


def _title(event: Shown, language: Language) -> str:
    """Return a title whose parts keep their order: a day behind a name in Arabic would be turned round with it."""
    return labels(language).comma.join(map(_bdi, matters.titled(event, language)))


def _bdi(text: str) -> str:
    return f"<bdi>{quoted(text)}</bdi>"
