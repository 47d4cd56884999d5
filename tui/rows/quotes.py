"""The rows of the quote list, and the row of a quote wherever it is listed."""

from collections.abc import Iterator

from rich.cells import cell_len

from tui.analysis.model import Quote
from tui.document.attribution import UNCERTAIN, is_attributed
from tui.document.index import DocumentIndex, extent
from tui.document.quote_text import as_written, words
from tui.document.selection import Selection
from tui.rows.entities import heading
from tui.rows.filter import keeps_quote, parse_filter
from tui.rows.kinds import QUOTE_SIGNS, family
from tui.rows.line import Line, Row, Run, Target, wrap
from tui.rows.matching import find_matching
from tui.rows.notes import signs_of
from tui.text.display import fit, shown

_TASTE = 400
"""The most code points of a quote that are shown in a list."""

_WIDE = 76
"""Width of a row, in cells, from which it shows more lines of the quote: the list is maximized."""

_LINES = 4
"""Lines of the quote in such a row."""


def quote_rows(
    index: DocumentIndex, width: int, kind: str | None = None, typed: str = "", speaker: str | None = None
) -> Iterator[Row]:
    """Yield the rows of the quotes, in text order.

    Args:
        index: the article and its analysis.
        width: of a row, in cells.
        kind: the kind to show ("direct", "mixed", "indirect", "unattributed"), or None for all.
        typed: the filter; fuzzy matches have a heading of their own.
        speaker: the id of the entity to show the quotes of; None for everyone.
    """
    quotes = [quote for quote in index.analysis.quotes if speaker is None or quote.speaker == speaker]
    if kind == "unattributed":
        quotes = [quote for quote in quotes if not is_attributed(quote)]
    elif kind is not None:
        quotes = [quote for quote in quotes if quote.kind == kind]
    wanted = parse_filter(typed)
    if wanted.terms:
        quotes = list(filter(keeps_quote(index, wanted), quotes))
    exact, similar = find_matching(
        quotes, wanted.words, lambda quote: index.once(("found by", quote.id), lambda: _search_texts(index, quote))
    )
    yield from (quote_row(index, quote, width) for quote in exact)
    if similar:
        yield heading("Similar", width)
        yield from (quote_row(index, quote, width) for quote in similar)


def _search_texts(index: DocumentIndex, quote: Quote) -> tuple[str, ...]:
    """Return the texts to search for a quote: its speaker and its words."""
    return speaker_name(index, quote), as_written(index.article.text, quote)


def quote_row(index: DocumentIndex, quote: Quote, width: int, with_speaker: bool = True) -> Row:
    """Return the row of a quote: its speaker and paragraph, then its first words."""
    key = "quote", quote.id, width, with_speaker
    return index.once(key, lambda: _build_row(index, quote, width, with_speaker))


def _build_row(index: DocumentIndex, quote: Quote, width: int, with_speaker: bool) -> Row:
    place = index.paragraphs.label(quote.start)
    target = Target(extent(quote), Selection("quote", quote.id))
    most = _LINES if width >= _WIDE else 1
    first = shown(words(index.article.text, quote)[: max(_TASTE, most * width)])
    if not with_speaker:
        head: list[Run] = [(f"{place:<5} ", "muted"), (f"{QUOTE_SIGNS[quote.kind]} ", "quotes")]
        lines = wrap([(first, "")], width - 9, most=2)
        return Row(((*head, *lines[0]), *((("         ", ""), *line) for line in lines[1:])), target)
    beside = signs_of(index, "quote", quote.id)
    if beside:
        beside.append((" ", ""))
    tail: Line = (*beside, (place, "muted"))
    name = _name_runs(index, quote, width - 4 - _cells(list(tail)))
    used = 3 + _cells(name)
    top: Line = (
        (f"{QUOTE_SIGNS[quote.kind]} ", "quotes"),
        *name,
        (" " * max(width - used - _cells(list(tail)), 1), ""),
        *tail,
    )
    below = wrap([(first, "")], width - 3, most=most)
    return Row((top, *((("   ", ""), *line) for line in below)), target)


def speaker_name(index: DocumentIndex, quote: Quote) -> str:
    """Return the speaker's name, or the words of the source, or "not attributed"."""
    entity = index.entity(quote.speaker)
    if entity is not None:
        return entity.name
    return source_words(index, quote) or "not attributed"


def source_words(index: DocumentIndex, quote: Quote) -> str:
    """Return the words that name the source in the article; "" if there are none."""
    return shown(" … ".join(index.article.text[start:end] for start, end in quote.source))


def _name_runs(index: DocumentIndex, quote: Quote, width: int) -> list[Run]:
    """Return the speaker in at most `width` cells; doubt is shown in words, or as "?" if there is no room."""
    entity, doubt = index.entity(quote.speaker), ""
    if entity is not None:
        name: Run = (shown(entity.name), f"{family(entity.kind)} strong")
        doubt = "uncertain" if quote.confidence < UNCERTAIN else ""
    elif source := source_words(index, quote):
        name, doubt = (source, "strong"), "not identified"
    else:
        name = ("not attributed", "warning")
    parent = index.via(quote)
    via: list[Run] = [(f" via {speaker_name(index, parent)}", "muted")] if parent is not None else []
    if not doubt:
        return _fit_runs([name, *via], width)
    in_words = [name, (f" ({doubt})", "warning"), *via]
    if _cells(in_words) <= width:
        return in_words
    return [*_fit_runs([name], width - 2), (" ?", "warning"), *_fit_runs(via, width - 2 - _cells([name]))]


def _fit_runs(runs: list[Run], width: int) -> list[Run]:
    """Return as much of `runs` as fits in `width` cells."""
    kept: list[Run] = []
    for text, role in runs:
        room = width - _cells(kept)
        if room <= 1:
            break
        kept.append((text if cell_len(text) <= room else fit(text, room), role))
    return kept


def _cells(runs: list[Run]) -> int:
    return sum(cell_len(text) for text, _ in runs)
