"""Read subtitles and transcripts (SubRip, WebVTT) as dialogue."""

import re
from collections.abc import Iterable, Iterator
from html import unescape
from io import StringIO
from typing import NamedTuple

from tui.article.fetch.source import Raw
from tui.article.formats import plain
from tui.article.formats.assemble import Piece, article_of
from tui.article.formats.turns import speaker
from tui.article.model import Article, BlockKind, Metadata, SourceError

_VTT = re.compile(r"\ufeff?WEBVTT(?:[ \t]|\r?\n|\Z)")
_ARROW = r"\d{1,3}:\d\d(?::\d\d)?[.,]\d{1,3}[ \t]*-->[ \t]*\d{1,3}:\d\d"
_SRT = re.compile(rf"\ufeff?\s*(?:\d+[ \t]*\r?\n)?(?:\d+:)?{_ARROW}")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,100}\}")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?\s+(?P<who>[^<>]{1,80})>")
_DASH = re.compile(r"^(?:[-–—‐]|>>)\s*")
_PAUSE = 2.0
"""Seconds of silence after the end of a sentence that end the paragraph."""
_ENDS = (".", "!", "?", "…", "”", '"', "]", ")")
_LONGEST = 700
"""The number of characters after which the next sentence starts a new paragraph."""


class _Line(NamedTuple):
    """A line of a cue: its named speaker ("" if none), and whether a dash marks a change of speaker."""

    who: str
    other: bool
    text: str
    start: float
    end: float


def recognizes(raw: Raw) -> bool:
    """Whether `raw` starts like a subtitle file."""
    if not plain.recognizes(raw):
        return False
    text = raw.decoded.text[:2000]
    return _VTT.match(text) is not None or _SRT.match(text) is not None


def read(raw: Raw) -> Article:
    """Return the article, with a block for each turn or paragraph.

    Raises:
        SourceError: it has no text.
    """
    import webvtt

    text = raw.decoded.text.replace("\r\n", "\n").replace("\r", "\n").lstrip("\ufeff")
    kind = "vtt" if _VTT.match(text) else "srt"
    try:
        cues = webvtt.from_buffer(StringIO(text.lstrip("\n")), format=kind).captions
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError, ValueError, IndexError):
        raise SourceError(f"{raw.name} is a damaged subtitle file; save its text as a plain text file.") from None
    pieces = list(_pieces(_lines((cue.start_in_seconds, cue.end_in_seconds, cue.raw_text) for cue in cues)))
    if not pieces:
        raise SourceError(f"{raw.name} is a subtitle file without text; download it again.")
    return article_of(pieces, raw, Metadata(), raw.decoded.notices)


def _lines(cues: Iterable[tuple[float, float, str]]) -> Iterator[_Line]:
    """Return the lines of all cues. Lines repeated from the cue before, as in live captions, occur once."""
    before: list[str] = []
    for start, end, raw in cues:
        shown: list[str] = []
        for line in raw.split("\n"):
            voice = _VOICE.search(line)
            text = " ".join(unescape(_TAG.sub("", line)).split())
            if not text:
                continue
            shown.append(text)
            if text in before[-2:]:
                continue
            dash = _DASH.match(text)
            text = text[dash.end() :] if dash else text
            if text:
                yield _Line(voice["who"].strip() if voice else "", dash is not None, text, start, end)
        before = shown


def _pieces(lines: Iterable[_Line]) -> Iterator[Piece]:
    who, words, end = "", list[str](), 0.0
    spoken = False
    length = 0
    for line in lines:
        # A speaker continues until another one is named.
        changed = bool(line.who and line.who != who) or line.other or speaker(line.text) is not None
        ended = bool(words) and words[-1].endswith(_ENDS)
        paused = ended and (line.start - end > _PAUSE or length > _LONGEST)
        if words and (changed or paused):
            yield _piece(who if not spoken else "", " ".join(words), spoken=bool(who) or spoken)
            words, length = [], 0
        if changed:
            who = line.who
            spoken = line.other and not line.who
            if line.who == "" and speaker(line.text) is not None:
                who = ""
        length += len(line.text) + bool(words)
        words.append(line.text)
        end = line.end
    if words:
        yield _piece(who if not spoken else "", " ".join(words), spoken=bool(who) or spoken)


def _piece(who: str, text: str, *, spoken: bool) -> Piece:
    if who:
        return Piece(f"{who}: {text}", BlockKind.TURN)
    return Piece(text, BlockKind.TURN if spoken or speaker(text) is not None else BlockKind.PARAGRAPH)
