"""Trim a selection: selecting whole words includes punctuation that does not belong to a name or quote."""

import re

from tui.text.spans import Span

_OPENING_MARK = re.compile(r'["“„«]')
_CLOSING_MARK = re.compile(r'(["”»])[.,;:\s]*$')


def trim_to_word(text: str, span: Span) -> Span:
    """Return `span` without characters at its ends that are neither letters nor digits: the extent of a name.

    At least one code point remains.
    """
    start, end = span
    while start < end - 1 and not text[start].isalnum():
        start += 1
    while end > start + 1 and not text[end - 1].isalnum():
        end -= 1
    return Span(start, end)


def trim_loose_marks(text: str, span: Span) -> Span:
    """Return `span` as the extent of a quote in `text`: a quote mark at an end stays only if its partner is inside.

    Punctuation after a closing mark and white space at the end are removed too.
    """
    start, end = span
    words = text[start:end]
    if closing := _CLOSING_MARK.search(words):
        end = start + closing.end(1)
    is_uneven = words.count('"') % 2 or sum(map(words.count, "“„«")) != sum(map(words.count, "”»"))
    if is_uneven and closing and not _OPENING_MARK.match(words):
        end = start + closing.start(1)
    elif is_uneven and not closing and _OPENING_MARK.match(words):
        start += 1
    while end > start + 1 and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else span


def snap_to(text: str, span: Span, other: Span) -> Span:
    """Return `span` with the start or end of `other` where only quote marks or spaces of one line separate the two."""
    return Span(
        other.start if _is_without_words(text, span.start, other.start) else span.start,
        other.end if _is_without_words(text, span.end, other.end) else span.end,
    )


def _is_without_words(text: str, one: int, other: int) -> bool:
    between = text[min(one, other) : max(one, other)]
    return not any(char.isalnum() or char == "\n" for char in between)
