"""SVG: the timeline. The article runs from left to right, each speaker has a lane, each quote is a bar.

The fill (solid, striped, empty) shows the kind of a quote, even in print and without color. The labels are text, which
can be searched and read aloud; the tooltip of a bar has the words of the quote.
"""

from collections.abc import Iterable, Iterator
from html import escape

from tui.analysis.model import Analysis, Quote, QuoteKind
from tui.article.model import Article
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import counted, facts, manner, one_line, title_of
from tui.document.quote_text import as_written
from tui.document.timeline import Bar, Lane, Timeline, make_timeline
from tui.export.citation import link, publication_of
from tui.export.options import Layout

_WIDTH, _LABEL, _RIGHT = 960, 212, 24
_HEAD, _ROW, _BAR, _STRIP, _FOOT = 74, 16, 11, 22, 44
_LETTERS = 25
"""The most characters of a speaker's name beside a lane; the tooltip shows the whole name."""

_STYLE = """\
text { font: 13px system-ui, "Helvetica Neue", Arial, sans-serif; fill: #111; }
.title { font-size: 17px; font-weight: bold; } .small { font-size: 11px; fill: #444; }
.unnamed { font-style: italic; } .lane { stroke: #ccc; stroke-width: 1; }
.bar { stroke: #111; stroke-width: 1.2; } .direct { fill: #111; } .mixed { fill: url(#stripes); }
.indirect { fill: #fff; }
.doubt { stroke-dasharray: 3 2; } .block { fill: #e4e4e4; } .heading { fill: #888; }
a:focus .bar, a:hover .bar { stroke-width: 2.5; }"""


def write(analyzed: Iterable[Analyzed], _layout: Layout) -> Iterator[str]:
    """Write one SVG image, with several articles one below another."""
    figures: list[str] = []
    height = 0
    for one in analyzed:
        article, analysis, _ = apply_annotations(one)
        figure, tall = _figure(article, analysis, len(figures) + 1)
        figures.append(f'<g transform="translate(0 {height})">\n{figure}</g>\n')
        height += tall
    if not figures:
        return
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}" width="{_WIDTH}" '
        f'height="{height}">\n<style>\n{_STYLE}\n</style>\n'
        '<defs><pattern id="stripes" width="5" height="5" patternUnits="userSpaceOnUse" '
        'patternTransform="rotate(45)"><rect width="5" height="5" fill="#fff"/><rect width="2.2" height="5" '
        f'fill="#111"/></pattern></defs>\n<rect width="{_WIDTH}" height="{height}" fill="#fff"/>\n'
    )
    yield from figures
    yield "</svg>\n"


def _figure(article: Article, analysis: Analysis, number: int) -> tuple[str, int]:
    """Return the drawing of one article and its height in pixels."""
    chart = make_timeline(article, analysis)
    title = title_of(article) or "Untitled"
    where = " · ".join(part for part in publication_of(article) if part)
    quotes = {quote.id: quote for quote in analysis.quotes}
    description = f"{len(quotes)} quotes by {len(chart.lanes)} speakers, from the start of the article to its end"
    parts = [
        f'<g role="img" aria-labelledby="t{number} d{number}"><title id="t{number}">{escape(title)}</title>',
        f'<desc id="d{number}">{description}.</desc></g>',
        f'<text class="title" x="16" y="28">{escape(_cut(title, 95))}</text>',
        f'<text class="small" x="16" y="46">{escape(_cut(where, 140))}</text>',
    ]
    parts += _legend()
    top = _HEAD + 8
    for lane in chart.lanes:
        parts += _lane(article, analysis, chart, lane, quotes, top)
        top += lane.depth * _ROW + 8
    parts += _strip(article, chart, top)
    return "\n".join(parts) + "\n", top + _STRIP + _FOOT


def _lane(
    article: Article, analysis: Analysis, chart: Timeline, lane: Lane, quotes: dict[str, Quote], top: int
) -> Iterator[str]:
    name = lane.name or "Not attributed"
    look = "" if lane.named else ' class="unnamed"'
    count = counted(len(lane.bars), "quote")
    yield f"<g><title>{escape(one_line(name))}: {count}</title>"
    label = escape(_cut(one_line(name), _LETTERS))
    yield f'<text{look} x="{_LABEL - 10}" y="{top + 11}" text-anchor="end">{label}</text>'
    yield f'<line class="lane" x1="{_LABEL}" x2="{_WIDTH - _RIGHT}" y1="{top + 6}" y2="{top + 6}"/></g>'
    for bar in lane.bars:
        yield _bar(article, analysis, chart, bar, quotes[bar.quote], top + bar.depth * _ROW)


def _bar(article: Article, analysis: Analysis, chart: Timeline, bar: Bar, quote: Quote, top: int) -> str:
    x, width = _x(chart, bar.span.start), max(_x(chart, bar.span.end) - _x(chart, bar.span.start), 3)
    known = facts(article, analysis, quote)
    kind = manner(article, quote) or "direct quote"
    attribution = f"{known.who or 'Not attributed'} ({kind}{f', via {known.via}' if known.via else ''}): "
    words = escape(attribution + one_line(as_written(article.text, quote)))
    look = f"bar {bar.kind}{' doubt' if bar.doubt else ''}"
    place = f'data-quote="{escape(bar.quote)}" data-start="{bar.span.start}" data-end="{bar.span.end}"'
    drawn = (
        f'<rect class="{look}" {place} x="{x:.1f}" y="{top}" width="{width:.1f}" height="{_BAR}">'
        f"<title>{words}</title></rect>"
    )
    where = link(article, quote)
    return f'<a href="{escape(where)}">{drawn}</a>' if where else drawn


def _strip(article: Article, chart: Timeline, top: int) -> Iterator[str]:
    """Yield the strip of the article's paragraphs, with a number on the first and every fifth."""
    paragraphs = Paragraphs(article)
    room = 0.0
    for span in chart.paragraphs:
        x, end = _x(chart, span.start), _x(chart, span.end)
        look = "heading" if span in chart.headings else "block"
        yield f'<rect class="{look}" x="{x:.1f}" y="{top}" width="{max(end - x - 1, 0.8):.1f}" height="10"/>'
        name = paragraphs.name(span.start)
        if name.isdecimal() and (name == "1" or int(name) % 5 == 0) and x >= room:
            yield f'<text class="small" x="{x:.1f}" y="{top + 23}">¶{name}</text>'
            room = x + 30
    yield f'<text class="small" x="{_LABEL - 10}" y="{top + 9}" text-anchor="end">the article</text>'


def _legend() -> Iterator[str]:
    x = _LABEL
    labels = [
        (f"bar {QuoteKind.DIRECT}", "in quote marks"), (f"bar {QuoteKind.MIXED}", "partly quoted"),
        (f"bar {QuoteKind.INDIRECT}", "paraphrase"), (f"bar {QuoteKind.INDIRECT} doubt", "speaker uncertain"),
    ]  # fmt: skip
    for look, label in labels:
        yield f'<rect class="{look}" x="{x}" y="56" width="24" height="{_BAR}"/>'
        yield f'<text class="small" x="{x + 30}" y="66">{label}</text>'
        x += 50 + 7 * len(label)


def _x(chart: Timeline, offset: int) -> float:
    return _LABEL + (_WIDTH - _RIGHT - _LABEL) * offset / chart.length


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
