"""The rows of the list of notes: remarks and corrections."""

from collections.abc import Iterable, Iterator
from itertools import chain

from tui.annotations.describe import describe_edit
from tui.annotations.edits import Change, Status
from tui.annotations.log import Remark
from tui.annotations.view import Placed
from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.rows.filter import keeps_corrections, keeps_remark, parse_filter
from tui.rows.line import Line, Row, Run, Target, wrap
from tui.rows.matching import fold
from tui.text.display import fit, shown

STATUS_SIGNS = {Status.VERIFIED: "✓", Status.DISPUTED: "✗", Status.TO_CHECK: "!"}
MARK = "★"
NOTE = "✎"
TAG = "#"
YOURS = "*"
"""The sign of something that the user corrected."""

KINDS = {"note": "Notes", "mark": "Bkmks", "status": "Checks", "correction": "Corr."}
"""The tabs of the list of notes, by kind; in a terminal of 80 columns there is no room for the full words."""

_INDENT = 6
"""Width in cells of the column with the paragraph number of a remark."""

_TASTE = 200
"""The most code points of the article that are shown for a note."""


def work_rows(index: DocumentIndex, width: int, only: str | None = None, typed: str = "") -> Iterator[Row]:
    """Yield the rows of remarks and corrections; those that no longer match the text come first.

    Args:
        index: the article with its analysis and annotations.
        width: of a row, in cells.
        only: the kind to show ("note", "mark", "status", "correction"), or None for all.
        typed: the filter.
    """
    asked = parse_filter(typed)
    view, wanted, holds = index.annotations, fold(asked.words).split(), keeps_remark(asked)
    remarks = [p for p in view.remarks if _is_kind(p.remark, only) and holds(p.remark)]
    if wanted:
        remarks = [p for p in remarks if _finds(wanted, _said(p.remark))]
    corrections = view.corrections[::-1] if only in {None, "correction"} and keeps_corrections(asked) else ()
    if wanted:
        corrections = tuple(c for c in corrections if _finds(wanted, str(describe_edit(c.edit))))
    lost = {change.id for change in view.unplaced}
    yield from _section(
        "No longer in this text",
        chain(
            (_remark(index, p, width) for p in remarks if p.span is None),
            (_correction(index, c, width) for c in corrections if c.id in lost),
        ),
        width,
        "warning",
    )
    yield from _section("Notes and bookmarks", (_remark(index, p, width) for p in remarks if p.span is not None), width)
    yield from _section("Corrections", (_correction(index, c, width) for c in corrections if c.id not in lost), width)


def signs_of(index: DocumentIndex, kind: str, id_: str) -> list[Run]:
    """Return the signs of the user's notes on and corrections of an entity or a quote (`kind`), one cell each."""
    yours: list[Run] = [(YOURS, "warning")] if id_ in index.annotations.yours else []
    return [*signs(index.annotations.about(kind, id_)), *yours]


def signs(remarks: Iterable[Remark]) -> list[Run]:
    """Return a sign for each part of the remarks: status, bookmark, note, tags."""
    found: dict[str, Run] = {}
    for remark in remarks:
        if remark.status:
            sign = STATUS_SIGNS.get(remark.status, "!")
            found[sign] = (sign, f"strong {status_role(remark.status)}")
        if remark.marked:
            found[MARK] = (MARK, "person")
        if remark.note:
            found[NOTE] = (NOTE, "organization")
        if remark.tags:
            found[TAG] = (TAG, "muted")
    return list(found.values())


def status_role(status: str) -> str:
    """Return the role of a status, which decides its style."""
    return {Status.VERIFIED: "place", Status.DISPUTED: "rest"}.get(status, "warning")


def remark_lines(remark: Remark, width: int) -> list[Line]:
    """Return a remark in lines of `width` cells: status, bookmark and tags, then the note."""
    head: list[Run] = []
    if remark.status:
        head.append((f"{STATUS_SIGNS.get(remark.status, '!')} {shown(remark.status)}  ", status_role(remark.status)))
    if remark.marked:
        head.append((f"{MARK} bookmarked  ", "person"))
    head += [(f"#{shown(tag)} ", "muted") for tag in remark.tags]
    lines = wrap(head, width) if head else []
    for paragraph in remark.note.split("\n") if remark.note else ():
        lines += wrap([(shown(paragraph), "")], width)
    return lines


def _remark(index: DocumentIndex, placed: Placed, width: int) -> Row:
    remark, room = placed.remark, width - _INDENT
    place = index.paragraphs.label(placed.span.start) if placed.span is not None else "—"
    words = shown(remark.place.exact[:_TASTE])
    lines = [((f"{place:<{_INDENT}}", "muted"), *wrap([(words, "quiet")], room, most=1)[0])]
    lines += [((" " * _INDENT, ""), *line) for line in remark_lines(remark, room)]
    return Row(tuple(lines), Target(placed.span, _selection(placed), remark.id))


def _selection(placed: Placed) -> Selection | None:
    match placed.about:
        case ("entity", id_):
            return Selection("entity", id_)
        case ("quote", id_):
            return Selection("quote", id_)
    return None


def _correction(index: DocumentIndex, change: Change, width: int) -> Row:
    summary = describe_edit(change.edit)
    span = index.annotations.places.get(change.id)
    room = width - _INDENT
    place = index.paragraphs.label(span.start) if span else "—"
    runs: list[Run] = [(f"{summary.label}: ", "muted"), (shown(summary.words[:_TASTE]), "")]
    if summary.to:
        to = shown(summary.to)
        runs[1] = (fit(runs[1][0], max(16, 3 * room - len(summary.label) - len(to) - 12)).rstrip(), "")
        runs += [(" → ", "muted"), (to, "strong")]
    first, *rest = wrap(runs, room, most=3)
    lines = [((f"{place:<{_INDENT}}", "muted"), *first), *(((" " * _INDENT, ""), *line) for line in rest)]
    return Row(tuple(lines), Target(span or None, None, change.id))


def _section(title: str, rows: Iterable[Row], width: int, role: str = "heading") -> Iterator[Row]:
    for at, row in enumerate(rows):
        if at == 0:
            yield Row(((), *wrap([(title, role)], width)))
        yield row


def _is_kind(remark: Remark, only: str | None) -> bool:
    match only:
        case "note":
            return bool(remark.note or remark.tags)
        case "mark":
            return remark.marked
        case "status":
            return bool(remark.status)
    return only is None


def _said(remark: Remark) -> str:
    return " ".join((remark.place.exact, remark.note, remark.status, *(f"#{tag}" for tag in remark.tags)))


def _finds(wanted: list[str], text: str) -> bool:
    known = fold(text)
    return all(word in known for word in wanted)
