"""The words of a quote without outer quote marks, a leading "that" or a comma before the cue."""

import re
from collections.abc import Callable

from tui.analysis.model import Quote, QuoteKind
from tui.text.spans import Span

_OPENING = "“\"„«‹‘'‚"
_CLOSING = "”\"“»›’'‘"
_THAT = re.compile(r"that\b[,\s]*", re.IGNORECASE)
_EDGE = " \t\n\u00a0,;:"
_MARKS = _OPENING + _CLOSING
_NEXT_SENTENCE = re.compile(r"(?<!\b[A-Z])(?<!\b[A-Z]\w)(?<!\b[A-Z]\w\w)[.!?][”\"’»]?\s+\S|\n\s*\S")
"""The start of another sentence or paragraph; the period of "Mr. Holm" or "the U.S. Navy" ends no sentence."""
_REOPENED = re.compile(r"(?<!\s)(?P<gap>\s++)[“\"„«]")
"""The opening mark that a direct quote has at each of its paragraphs."""

_PAIRS = {"“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’", "‹": "‘", "›": "’"}


def words(text: str, quote: Quote, at: Callable[[Span], str] | None = None) -> str:
    """Return the words of `quote` exactly as in `text`, trimmed (see `trimmed`) and with their pieces joined.

    An ellipsis stands for words between two pieces, unless they are only the attribution: then the pieces are joined by
    a space, and if the sentence continues, the comma before the attribution is removed ("The boats,” she said, “will
    sail" gives "The boats will sail"). Where another sentence begins, the comma stands for a period that we must not
    invent; it stays, with an ellipsis for the attribution ("We sail, … We fish").

    Args:
        text: the article's text.
        quote: whose words to return.
        at: returns the words of a span, if not those of `text`: those of the source.
    """
    pieces = [text[span.start : span.end] if at is None else at(span) for span in trimmed(text, quote)]
    if quote.kind == QuoteKind.DIRECT:
        pieces = [_REOPENED.sub(lambda m: m["gap"] if "\n" in m["gap"] else m[0], piece) for piece in pieces]
    joined = pieces[0]
    for before, after, piece in zip(quote.content, quote.content[1:], pieces[1:], strict=False):
        gap = Span(before.end, after.start)
        if _is_attribution(text, quote, gap) and not _goes_on(text, gap, piece) and _ends_with_comma(text, before):
            joined += ", … " + piece
        else:
            joined += _joint(text, quote, gap) + piece
    return joined


def as_written(text: str, quote: Quote) -> str:
    """Return the words of `quote`; a direct quote keeps its quote marks and punctuation."""
    if quote.kind != QuoteKind.DIRECT:
        return words(text, quote)
    joined = text[quote.content[0].start : quote.content[0].end]
    for before, after in zip(quote.content, quote.content[1:], strict=False):
        joined += _joint(text, quote, Span(before.end, after.start)) + text[after.start : after.end]
    return joined


def trimmed(text: str, quote: Quote) -> list[Span]:
    """Return the spans of the content of `quote` without quote marks, a leading "that" and commas; never empty."""
    direct = quote.kind == QuoteKind.DIRECT
    return [_trim(text, span, direct, first=at == 0) for at, span in enumerate(quote.content)]


def single_marks(text: str) -> str:
    """Return `text` with double quote marks turned into single ones, for use inside a pair of double ones."""
    out: list[str] = []
    for at, letter in enumerate(text):
        if letter == '"':
            opens = at == 0 or text[at - 1].isspace() or text[at - 1] in "([—–-"
            out.append("‘" if opens else "’")
        else:
            out.append(_PAIRS.get(letter, letter))
    return "".join(out)


def _trim(text: str, span: Span, direct: bool, first: bool) -> Span:
    start, end = span
    while start < end and text[start] in _EDGE:
        start += 1
    while start < end and text[end - 1] in _EDGE:
        end -= 1
    if first and not direct and (that := _THAT.match(text, start, end)) and that.end() < end:
        start = that.end()
    if direct:
        if end - start > 1 and text[start] in _OPENING:
            start += 1
        if end - start > 1 and (text[end - 1] in '”»›"' or (text[end - 1] in _CLOSING and span.start < start)):
            end -= 1
        while end - start > 1 and text[end - 1] in _EDGE:
            end -= 1
        while end - start > 1 and text[start].isspace():
            start += 1
    return Span(start, end) if start < end else span


def _joint(text: str, quote: Quote, gap: Span) -> str:
    """Return what to put between two pieces of a quote."""
    between = text[gap.start : gap.end]
    if between.strip(_MARKS + " \n\t") and not _is_attribution(text, quote, gap):
        return " … "
    return "\n" if "\n" in between else " "


def _is_attribution(text: str, quote: Quote, gap: Span) -> bool:
    """Whether the words of `gap` are only the attribution of `quote`, up to the end of its sentence."""
    attribution = [*quote.cue, *quote.source, *quote.addressee.spans]
    if not any(gap.contains(span) for span in attribution):
        return False
    between = text[gap.start : gap.end]
    for span in attribution:
        if gap.contains(span):
            at, end = span.start - gap.start, span.end - gap.start
            between = between[:at] + "x" * (end - at) + between[end:]
    return _NEXT_SENTENCE.search(between.strip(_MARKS + _EDGE)) is None


def _goes_on(text: str, gap: Span, after: str) -> bool:
    """Whether the sentence before `gap` continues after it."""
    return after[:1].islower() or text[gap.start : gap.end].rstrip(_OPENING + " \t\n").endswith(",")


def _ends_with_comma(text: str, before: Span) -> bool:
    """Whether `before` ends with a comma, inside its quote marks."""
    return text[before.start : before.end].rstrip(_CLOSING + " ").endswith(",")
