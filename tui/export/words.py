"""The words of a quote, without what only frames them: outer quote marks, a leading "that", a comma before the cue."""

import re

from tui.analysis.model import Quote, QuoteKind
from tui.spans import Span

_OPENING = "“\"„«‹‘'‚"
_CLOSING = "”\"“»›’'‘"
_THAT = re.compile(r"that\b[,\s]*", re.IGNORECASE)
_EDGE = " \t\n\u00a0,;:"
_SENTENCE_END = (".", "!", "?", "…", "—", "–")
_REOPENED = re.compile(r"(\n\s*)[“\"„«]")
"""A direct quote over several paragraphs has an opening mark at each of them."""

_PAIRS = {"“": "‘", "”": "’", "„": "‘", "«": "‘", "»": "’", "‹": "‘", "›": "’"}


def words(text: str, quote: Quote) -> str:
    """What was said, exactly as it stands in `text` but for its edges; the pieces of a split quote joined.

    Halves that only the attribution parts are joined by a space where they make one sentence, or where the first
    ends one; anything else between two pieces leaves an ellipsis.
    """
    pieces = [text[span.start : span.end] for span in trimmed(text, quote)]
    if quote.kind == QuoteKind.DIRECT:
        pieces = [_REOPENED.sub(r"\1", piece) for piece in pieces]
    joined = pieces[0]
    for before, after, piece in zip(quote.content, quote.content[1:], pieces[1:], strict=False):
        joined += _joint(text, quote, Span(before.end, after.start), joined, piece) + piece
    return joined


def trimmed(text: str, quote: Quote) -> list[Span]:
    """The spans of the content of `quote` without their edges, one for each; never empty."""
    direct = quote.kind == QuoteKind.DIRECT
    return [_trim(text, span, direct, first=at == 0) for at, span in enumerate(quote.content)]


def single_marks(text: str) -> str:
    """`text` with its double quote marks made single, to stand inside a pair of double ones."""
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


def _joint(text: str, quote: Quote, gap: Span, before: str, after: str) -> str:
    """What stands between two pieces of a quote."""
    between = text[gap.start : gap.end]
    if not between.strip('”"“»« \n\t'):
        return "\n" if "\n" in between else " "
    attributed = any(gap.contains(span) for span in (*quote.cue, *quote.source))
    if attributed and before.endswith(_SENTENCE_END):
        return " "
    if attributed and after[:1].islower():
        return ", " if text[: gap.start].rstrip("”\"’'»").endswith(",") or between.lstrip().startswith(",") else " "
    return " … "
