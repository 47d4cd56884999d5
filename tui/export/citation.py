"""A quote ready to paste: its words, who said them, through whom we know, and where it was published."""

import re
from itertools import pairwise
from urllib.parse import quote as percent_encode
from urllib.parse import urlsplit

from tui.analysis.model import Analysis, Entity, Quote, QuoteKind
from tui.article.model import Article, BlockKind
from tui.export.attribution import is_uncertain, reporter
from tui.export.dates import day
from tui.export.words import single_marks, trimmed, words
from tui.spans import Span, hull

_GAP = 40
"""Code points that may stand between source, cue and content of a paraphrase for them to be given in one piece."""

_ENDS = 5
"""Words of the quote at each end that a text fragment begins with; more are taken until they are unambiguous."""

_WORD = re.compile(r"\S+")
_TITLE_WORDS = re.compile(r"[\w’'-]+")


def citation(article: Article, analysis: Analysis, quote: Quote) -> str:
    """`quote` with its attribution and where it was published.

    A direct quote stands in one pair of quote marks; any other has none that the article lacks and is called a
    paraphrase, but for words that the article sets apart as somebody's own. What is not known is left out.
    """
    text = article.text
    parent = reporter(analysis, quote)
    via = f"via {_via(text, analysis, parent)}" if parent is not None and _said_by(text, analysis, parent) else ""
    speaker = _said_by(text, analysis, quote)
    if quote.kind == QuoteKind.DIRECT:
        said = f"“{single_marks(_one_line(words(text, quote)))}”"
        who = ", ".join(part for part in (speaker, via) if part)
        said += f" — {who}" if who else ""
    else:
        name = "paraphrase" if quote.kind == QuoteKind.INDIRECT else "partly paraphrase"
        if _is_verbatim(article, quote):
            name = "as printed"
        said = f"{_in_the_words_of_the_article(text, analysis, quote)} ({', '.join(p for p in (name, via) if p)})"
    if not speaker:
        said += " [not attributed]"
    elif is_uncertain(quote):
        said += " [attribution uncertain]"
    where = published(article, quote)
    return f"{said}. {where}" if where else said


def published(article: Article, quote: Quote) -> str:
    """Where `quote` was published: publication, date, and a URL that leads to its words; as far as they are known."""
    meta = article.metadata
    parts = [meta.publication.value or "", day(meta.date), link(article, quote) or ""]
    return ", ".join(part for part in parts if part)


def link(article: Article, quote: Quote) -> str | None:
    """The URL of the article with a text fragment that leads to the words of `quote`; None without a URL."""
    url = article.metadata.url.value
    if not url or urlsplit(url).scheme not in {"http", "https"}:
        return None
    fragment = text_fragment(article, hull(trimmed(article.text, quote)))
    return f"{url}{'' if '#' in url else '#'}:~:text={fragment}"


def text_fragment(article: Article, span: Span) -> str:
    """The directive that makes a browser scroll to `span`: its first words and its last, each long enough to be found.

    Words are those of the source, as they were before cleaning, since the browser looks for them there.
    """
    text = article.text
    found = [Span(m.start() + span.start, m.end() + span.start) for m in _WORD.finditer(text[span.start : span.end])]
    if not found:
        return ""
    lines = text[span.start : span.end].split("\n")
    in_first = len(lines[0].split())
    if len(found) <= 2 * _ENDS and len(lines) == 1:
        return _before(article, found[0].start, span) + _encoded(article, span)
    count = min(_ENDS, in_first)
    while count < min(in_first, len(found) - 1) and text.find(text[span.start : found[count - 1].end]) != span.start:
        count += 1
    start = Span(span.start, found[count - 1].end)
    last = min(_ENDS, len(lines[-1].split()), max(len(found) - count, 1))
    most = min(len(lines[-1].split()), max(len(found) - count, 1))
    while last < most and text.find(text[found[-last].start : span.end], start.end) != found[-last].start:
        last += 1
    end = Span(found[-last].start, span.end)
    return f"{_before(article, start.start, start)}{_encoded(article, start)},{_encoded(article, end)}"


def _before(article: Article, at: int, span: Span) -> str:
    """The words in front of `span`, as a prefix directive, if the same words stand earlier in the text."""
    text = article.text
    if text.find(text[span.start : span.end]) == span.start:
        return ""
    line = text[text.rfind("\n", 0, at) + 1 : at]
    before = _WORD.findall(line)[-_ENDS:]
    if not before:
        return ""
    start = line.rfind(before[0]) if len(before) == 1 else line.rfind(" ".join(before))
    prefix = Span(at - len(line) + max(start, 0), at - (len(line) - len(line.rstrip())))
    return f"{_encoded(article, prefix)}-,"


def _encoded(article: Article, span: Span) -> str:
    # The comma, the ampersand and the hyphen mean something in the directive; quote() leaves the hyphen alone.
    return percent_encode(_one_line(article.original(span)), safe="").replace("-", "%2D")


def _in_the_words_of_the_article(text: str, analysis: Analysis, quote: Quote) -> str:
    """Source, cue and content as they stand, the resolved name in brackets; an ellipsis for what is left out."""
    content = trimmed(text, quote)
    sources = [s for s in quote.source if not any(c.contains(s) for c in content)]
    said = sorted([*quote.cue, *content])
    everything = sorted([*said, *sources])
    if sources and _together(text, everything):
        name = _bracketed(_span_words(text, sources), analysis.entity(quote.speaker))
        whole, at = hull(everything), sources[-1].end
        return _one_line(text[whole.start : at] + name + text[at : whole.end]).strip(" ,;")
    speaker = _said_by(text, analysis, quote)
    if quote.cue and _together(text, said):
        start, end = hull(said)
        parts = [speaker, _one_line(text[start:end]).strip(" ,;")]
        if sources and sources[0].start > start:
            parts.reverse()
        return " … ".join(part for part in parts if part)
    return ": ".join(part for part in (speaker, _one_line(words(text, quote))) if part)


def _is_verbatim(article: Article, quote: Quote) -> bool:
    """Whether the article sets the words apart as somebody's own without quote marks: as a turn, as a block quote."""
    kinds = {b.kind for b in article.blocks for span in quote.content if b.start <= span.start < b.end}
    return bool(kinds) and kinds <= {BlockKind.TURN, BlockKind.BLOCKQUOTE} and not quote.parent


def _together(text: str, parts: list[Span]) -> bool:
    """Whether `parts`, which are in text order, stand so close that they can be given as they stand."""
    gaps = [text[a.end : b.start] for a, b in pairwise(parts)]
    return all(len(gap) <= _GAP and "\n" not in gap for gap in gaps)


def _said_by(text: str, analysis: Analysis, quote: Quote) -> str:
    """The speaker as written, with the resolved name in brackets where the two differ; empty if there is none."""
    entity = analysis.entity(quote.speaker)
    source = _span_words(text, quote.source)
    if not source:
        return entity.name if entity is not None else ""
    return source + _bracketed(source, entity)


def _via(text: str, analysis: Analysis, parent: Quote) -> str:
    said = _said_by(text, analysis, parent)
    return "the" + said[3:] if said.startswith("The ") else said


def _bracketed(source: str, entity: Entity | None) -> str:
    """The name of `entity` in brackets, unless `source` holds it, or is a part of it."""
    if entity is None or not entity.named:
        return ""
    written, name = (_TITLE_WORDS.findall(part.casefold()) for part in (source, entity.name))
    written = [word.removesuffix("’s").removesuffix("'s") for word in written if word not in {"the", "a", "an"}]
    if set(name) <= set(written) or (written and set(written) <= set(name)):
        return ""
    return f" [{entity.name}]"


def _span_words(text: str, spans: list[Span]) -> str:
    return _one_line(" … ".join(text[start:end] for start, end in spans))


def _one_line(text: str) -> str:
    return " ".join(text.split())
