"""CSV (RFC 4180): a row for each quote, or for each mention, for spreadsheets and statistics.

The file is UTF-8 with a byte order mark, so that spreadsheet programs recognize its encoding. They would run a cell
that starts with an equals sign, and convert a cell that looks like a number or a date; `kept` puts an apostrophe before
such a cell. A program that is set to split cells at semicolons, tabs or bars also splits quoted ones; `kept` puts an
apostrophe before a formula that would start there. `original` removes both.
"""

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Sequence

from tui.analysis.model import Analysis, QuoteKind
from tui.annotations.log import Remark
from tui.annotations.view import AnnotationView
from tui.article.model import Article
from tui.document.analyzed import Analyzed, apply_annotations
from tui.document.paragraphs import Paragraphs
from tui.document.quote_facts import facts, source_of
from tui.document.quote_text import as_written, trimmed
from tui.export.options import Layout
from tui.text.spans import Span, hull

QUOTE_COLUMNS = (
    "document", "url", "start", "end", "text", "left_context", "right_context", "paragraph", "kind", "act", "speaker",
    "speaker_as_written", "cue", "via", "addressee", "confidence", "why", "status", "note", "spans",
)  # fmt: skip
"""`start` and `end` are the bounds of `text`; `spans` ("[[3,10],[15,20]]") are the pieces in the analysis, including a
leading "that" and the commas before an attribution.
"""

MENTION_COLUMNS = (
    "document", "url", "start", "end", "text", "left_context", "right_context", "paragraph", "kind", "form", "role",
    "entity", "entity_id", "confidence", "why", "status", "note",
)  # fmt: skip

_CONTEXT = 80
"""Code points of context on each side, within the paragraph."""

_DANGEROUS = re.compile(r"'*\s*[=+\-@＝＋－＠\t]")
"""Characters at the start of a cell that make a spreadsheet run it as a formula, including full-width ones."""

_SEPARATORS = frozenset(";|\t\r\n")
"""Characters other than the comma that may separate cells; a line break does if quote marks are ignored."""

_BEFORE_FORMULA = re.compile(r"(?<![\s;|\"'])[\s;|\"']++(?=[=+\-@＝＋－＠])")
"""A whole run of separators, spaces and quote marks before a formula; no match starts inside a run."""

_CONVERTED = re.compile(r"'*\s*[\d.,:/%€$£()\s-]*\d[\d.,:/%€$£()\s-]*(?:[eE][+-]?\d+|[AaPp]\.?[Mm]\.?)?\s*")
"""Text that a spreadsheet would convert to a number, a date or a time."""

_SAFE_NUMBER = re.compile(r"0|[1-9]\d{0,14}")
"""A number that looks the same after a spreadsheet converts it."""

_DATED = re.compile(
    r"(?=\D*\d)'*\s*(?:\d{1,4}(?:st|nd|rd|th)?[\s/.-]*)?"
    r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?[\s/.,-]*\d{0,4}[\s,]*\d{0,4}\s*",
    re.IGNORECASE,
)

_LONGEST_CONVERTED = 60
"""Longer cells (in code points) are never converted to a number or date."""


def write(analyzed: Iterable[Analyzed], layout: Layout) -> Iterator[str]:
    """Write one table with a header row for all articles."""
    mentions = layout.rows == "mentions"
    head = "\ufeff" + _line(MENTION_COLUMNS if mentions else QUOTE_COLUMNS)
    for one in analyzed:
        article, analysis, view = apply_annotations(one)
        rows = _mentions(article, analysis, view) if mentions else _quotes(article, analysis, view)
        yield head + "".join(_line(row) for row in rows)
        head = ""


def kept(cell: str) -> str:
    """Return `cell` in a form that a spreadsheet shows unchanged and does not run, whatever separates its cells."""
    short = len(cell) <= _LONGEST_CONVERTED and _SAFE_NUMBER.fullmatch(cell) is None
    changed = _DANGEROUS.match(cell) or (short and (_CONVERTED.fullmatch(cell) or _DATED.fullmatch(cell)))
    inside = _BEFORE_FORMULA.sub(lambda run: f"{run[0]}'" if _parts(run[0]) else run[0], cell)
    return f"'{inside}" if changed else inside


def original(cell: str) -> str:
    """Return the text from which `kept` made `cell`."""

    def without(run: re.Match[str]) -> str:
        return run[0][:-1] if run[0].endswith("'") and _parts(run[0]) else run[0]

    for text in (cell.removeprefix("'"), cell):
        inside = _BEFORE_FORMULA.sub(without, text)
        if kept(inside) == cell:
            return inside
    return cell


def _parts(run: str) -> bool:
    """Whether a program may separate cells somewhere in `run`."""
    return not _SEPARATORS.isdisjoint(run)


def _quotes(article: Article, analysis: Analysis, view: AnnotationView) -> Iterator[Sequence[object]]:
    paragraphs, document = Paragraphs(article), _document(article)
    for quote in analysis.quotes:
        # Only the words in `text`: a paraphrase without the "that" in front of it.
        direct = quote.kind == QuoteKind.DIRECT
        span = hull(quote.content if direct else trimmed(article.text, quote))
        known = facts(article, analysis, quote)
        yield (
            *document, *span, as_written(article.text, quote), *_context(article, paragraphs, span),
            _paragraph(paragraphs, span), str(quote.kind), str(quote.act), known.speaker, known.written, known.cue,
            known.via, known.addressee, round(quote.confidence, 3), quote.why,
            *_remarks(view.about("quote", quote.id)), json.dumps(quote.content, separators=(",", ":")),
        )  # fmt: skip


def _mentions(article: Article, analysis: Analysis, view: AnnotationView) -> Iterator[Sequence[object]]:
    paragraphs, document = Paragraphs(article), _document(article)
    every = [(mention, entity) for entity in analysis.entities for mention in entity.mentions]
    for mention, entity in sorted(every, key=lambda pair: (pair[0].start, -pair[0].end)):
        span = mention.span
        remark = view.at("mention", span)
        yield (
            *document, *span, article.text[span.start : span.end], *_context(article, paragraphs, span),
            _paragraph(paragraphs, span), str(entity.kind), str(mention.form), str(mention.role or ""), entity.name,
            entity.id, round(mention.confidence, 3), mention.why, *_remarks([remark] if remark is not None else []),
        )  # fmt: skip


def _document(article: Article) -> tuple[str, str]:
    return source_of(article) or article.metadata.title.value or "", article.metadata.url.value or ""


def _paragraph(paragraphs: Paragraphs, span: Span) -> int | str:
    name = paragraphs.name(span.start)
    return int(name) if name.isdecimal() else name


def _context(article: Article, paragraphs: Paragraphs, span: Span) -> tuple[str, str]:
    start, end = paragraphs.bounds(span)
    left, right = max(start, span.start - _CONTEXT), min(end, span.end + _CONTEXT)
    return article.text[left : span.start], article.text[span.end : right]


def _remarks(remarks: Sequence[Remark]) -> tuple[str, str]:
    """Return the statuses, and the notes with their tags."""
    statuses = [label for remark in remarks for label in (remark.status, "marked" if remark.marked else "") if label]
    notes = [" ".join([remark.note, *(f"#{tag}" for tag in remark.tags)]).strip() for remark in remarks]
    return ", ".join(statuses), "\n".join(note for note in notes if note)


def _line(cells: Iterable[object]) -> str:
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n", quoting=csv.QUOTE_ALL).writerow(
        [kept(c) if isinstance(c, str) else c for c in cells]
    )
    return file.getvalue()
