"""From the lines of pages to paragraphs: columns in order, running heads and page numbers out, words healed."""

import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median

from tui.article.formats.assemble import PAGE_BREAK, Piece
from tui.article.formats.masthead import authors_in
from tui.article.formats.pdf.lines import HYPHEN, Line, Page
from tui.article.model import BlockKind

_MARGIN = 0.13
"""Part of a page's height at its top and at its foot in which running heads stand."""
_HEAD_GAP = 1.6
"""Sizes of a line that part a running head from the body."""
_LONGEST_HEAD = 60
_EDGE_LINES = 12
_REPEATED = 0.25
"""Part of the pages on which a line must stand to be a running head."""
_NUMBER = re.compile(
    r"(?:(?:page|p\.|seite|página|pagina)\s*)?[-–—•|\s]*(?:\d{1,4}|[ivxlcdm]{1,7})[-–—•|\s]*(?:(?:of|/|von|de|sur)\s*\d{1,4})?",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"\d+")
_WORD = re.compile(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*")
_ITEM = re.compile(r"(?:[•●▪■◦‣–—-]|\(?\d{1,2}[.)]|\(?[a-z]\))\s+\S")
_CAPTION = re.compile(r"(?:fig(?:ure|\.)?|table|photo|chart|map|source|image|abb\.|foto)\b[\s\d.:]", re.IGNORECASE)
_ENDS = (".", "!", "?", "”", '"', "’", ":", "»", "…", ")")
_GUTTER = 6.0
"""Points between two columns at the least."""
_MOST_LINES = 1_000
"""Lines of a page, more than any newspaper has, above which it is read without columns: looking for them takes time
that grows with their square."""
_LARGER = 1.12
_SMALLER = 0.9
_LONGEST_HEADING = 200
_LONGEST_WORD = 60
_BOLD = 600


@dataclass(slots=True)
class _Paragraph:
    """Lines that belong together, and the text that they make, in parts: most of them a line."""

    lines: list[Line]
    page: int
    parts: list[str]
    kind: BlockKind = BlockKind.PARAGRAPH
    size: float = 0.0
    pages: list[int] = field(default_factory=list)

    @property
    def text(self) -> str:
        """The text of the lines so far."""
        return "".join(self.parts)


def pieces_of(pages: Sequence[Page], around: Collection[tuple[int, int]] = ()) -> list[Piece]:
    """The paragraphs of a document, in reading order, without the lines `around` them (page numbers and indexes)."""
    running = _running(pages) | set(around)
    kept = [
        (page, _in_order([line for i, line in enumerate(page.lines) if (page.number, i) not in running], page))
        for page in pages
    ]
    body = _body_size(line for _, columns in kept for column in columns for line in column)
    words = Counter(
        word.lower()
        for _, columns in kept
        for column in columns
        for line in column
        for word in _WORD.findall(line.text)
    )
    paragraphs: list[_Paragraph] = []
    flowing: _Paragraph | None = None  # the last paragraph in the size of the body, which may go on over the page
    for page, columns in kept:
        for column in columns:
            for n, lines in enumerate(_paragraphs(column)):
                size = median(line.size for line in lines)
                parts = _joined([line.text for line in lines], words)
                found = _Paragraph(lines, page.number, parts, size=size)
                found.kind = _kind(found, body)
                if n == 0 and flowing is not None and _goes_on(flowing, found, body):
                    _continue(flowing, found, words)
                    continue
                paragraphs.append(found)
                if found.kind in {BlockKind.PARAGRAPH, BlockKind.LIST} and abs(size - body) < 0.1 * body:
                    flowing = found
    _name_title(paragraphs, body)
    return [Piece(p.text, p.kind, p.page) for p in paragraphs]


# ------------------------------------------------------------------------------------------------ what runs along


def _running(pages: Sequence[Page]) -> set[tuple[int, int]]:
    """The lines, as page number and index, that stand at the top or the foot of many pages, and page numbers."""
    places: defaultdict[tuple[str, bool], list[tuple[int, int]]] = defaultdict(list)
    numbers: list[tuple[int, int]] = []
    for page in pages:
        for at_top in (True, False):
            for i, apart in _edge(page, at_top=at_top):
                bare = page.lines[i].text.strip()
                if apart and _NUMBER.fullmatch(bare):
                    numbers.append((page.number, i))
                if apart or len(bare) <= _LONGEST_HEAD:
                    places[_DIGITS.sub("#", bare.casefold()), at_top].append((page.number, i))
    found: set[tuple[int, int]] = set()
    for where in places.values():
        on = {number for number, _ in where}
        if len(on) >= max(3, _REPEATED * len(pages)) or (len(pages) == 2 and len(on) == 2):
            found.update(where)
    # A number alone at the edge is that of the page where it counts up with the pages, or there is nothing to compare.
    lines = {page.number: page.lines for page in pages}
    shifts = Counter(int(n[0]) - number for number, i in numbers if (n := _DIGITS.findall(lines[number][i].text)))
    for number, i in numbers:
        digits = _DIGITS.findall(lines[number][i].text)
        if not digits or shifts[int(digits[0]) - number] >= max(2, len(pages) // 3) or len(pages) == 1:
            found.add((number, i))
    # A page that holds nothing else holds its text there.
    return {
        (page.number, i)
        for page in pages
        if any((page.number, i) not in found for i in range(len(page.lines)))
        for i in range(len(page.lines))
        if (page.number, i) in found
    }


def _edge(page: Page, *, at_top: bool) -> Iterator[tuple[int, bool]]:
    """The lines at the top or the foot of a page in which a running head may stand: their indexes, from the edge on.

    With each comes whether a gap parts it from the body; where none does, there is only the outermost line.
    """
    rows: list[list[int]] = []
    near = True
    order = sorted(range(len(page.lines)), key=lambda i: page.lines[i].bottom, reverse=at_top)
    for i in order[:_EDGE_LINES]:
        line = page.lines[i]
        near = line.bottom > page.height * (1 - _MARGIN) if at_top else line.top < page.height * _MARGIN
        if rows and abs(page.lines[rows[-1][0]].bottom - line.bottom) < 0.35 * line.size:
            rows[-1].append(i)
        else:
            rows.append([i])
        if not near:
            break  # a row of the body, to measure the gap to
    body = rows[-1] if rows and not near else []
    gap = None
    for n, (outer, inner) in enumerate(pairwise(rows), start=1):
        a, b = page.lines[outer[0]], page.lines[inner[0]]
        if abs(a.bottom - b.bottom) > _HEAD_GAP * max(a.size, b.size):
            gap = n
    for row in rows[:gap] if gap is not None else []:
        yield from ((i, True) for i in row)
    if gap is None and rows and rows[0] is not body:
        yield from ((i, False) for i in rows[0])


# ------------------------------------------------------------------------------------------------ columns


def _in_order(lines: list[Line], page: Page) -> list[list[Line]]:
    """The lines of a page as columns, in the order in which they are read; each from top to bottom."""
    lines = _on_one_line(lines)
    gutter = _gutter(lines, page) if len(lines) <= _MOST_LINES else None
    if gutter is None:
        return [_from_top(lines)] if lines else []
    across = sorted(
        (line for line in lines if line.left < gutter - 2 and line.right > gutter + 2), key=lambda x: -x.top
    )
    columns: list[list[Line]] = []
    rest = [line for line in lines if line not in across]
    # What runs across both columns parts the page into bands, each of which is read to its end.
    for bound in [*across, None]:
        band = [line for line in rest if bound is None or line.bottom >= bound.top - 0.3 * bound.size]
        rest = [line for line in rest if line not in band]
        for side in (
            [line for line in band if (line.left + line.right) / 2 < gutter],
            [line for line in band if (line.left + line.right) / 2 >= gutter],
        ):
            columns += _in_order(side, page) if side else []
        if bound is not None:
            if columns and columns[-1] and columns[-1][-1] in across:
                columns[-1].append(bound)
            else:
                columns.append([bound])
    return columns


def _from_top(lines: list[Line]) -> list[Line]:
    """The lines from top to bottom, and from left to right where they stand on one line."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda line: -line.bottom):
        if rows and rows[-1][0].bottom - line.bottom < 0.35 * min(rows[-1][0].size, line.size):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [line for row in rows for line in sorted(row, key=lambda line: line.left)]


def _on_one_line(lines: list[Line]) -> list[Line]:
    """Lines of which one goes on where the other ends (another font, a bold word) as one."""
    found: list[Line] = []
    for line in lines:
        before = found[-1] if found else None
        if (
            before is not None
            and abs(before.bottom - line.bottom) < 0.35 * before.size
            and -0.2 * before.size <= line.left - before.right < 0.7 * before.size
            and not before.text.endswith(HYPHEN)
        ):
            gap = " " if line.left - before.right > 0.12 * before.size else ""
            found[-1] = Line(
                before.text + gap + line.text, before.left, line.right, min(before.bottom, line.bottom),
                max(before.top, line.top), before.size, min(before.weight, line.weight),
            )  # fmt: skip
        else:
            found.append(line)
    return found


def _gutter(lines: Sequence[Line], page: Page) -> float | None:
    """Where two columns part: a strip from top to bottom that few lines cross, with lines side by side on it."""
    if len(lines) < 8:
        return None
    low, high = min(line.left for line in lines), max(line.right for line in lines)
    if high - low < 0.3 * page.width:
        return None
    best: tuple[float, float] | None = None
    edges = sorted({round(line.right, 0) for line in lines if low + 0.15 * (high - low) < line.right < high})
    for edge in edges:
        x = edge + _GUTTER / 2
        left = [line for line in lines if line.right <= x]
        right = [line for line in lines if line.left >= x + _GUTTER / 2]
        crossing = len(lines) - len(left) - len(right)
        if min(len(left), len(right)) < 4 or crossing > 0.4 * len(lines):
            continue
        beside = sum(any(abs(a.bottom - b.bottom) < a.size for b in right) for a in left)
        overlap = min(max(a.top for a in left), max(b.top for b in right)) - max(
            min(a.bottom for a in left), min(b.bottom for b in right)
        )
        if overlap < 3 * median(line.size for line in lines) or beside < 3:
            continue
        words = median(len(line.text) for line in (*left, *right))
        if words < 12:  # the cells of a table
            continue
        score = crossing - 0.01 * min(len(left), len(right))
        if best is None or score < best[0]:
            gap = min((line.left for line in right), default=x) - edge
            best = (score, edge + max(gap, _GUTTER) / 2)
    return best[1] if best is not None else None


# ------------------------------------------------------------------------------------------------ paragraphs


def _paragraphs(column: Sequence[Line]) -> Iterator[list[Line]]:
    """The lines of a column, parted into paragraphs."""
    if not column:
        return
    steps = [a.bottom - b.bottom for a, b in pairwise(column) if 0 < a.bottom - b.bottom < 4 * a.size]
    leading = median(steps) if steps else column[0].size * 1.2
    left, right = _edges(column)
    current = [column[0]]
    for before, line in pairwise(column):
        if _begins(before, line, leading, left, right, first=len(current) == 1):
            yield current
            current = []
        current.append(line)
    yield current


def _edges(column: Sequence[Line]) -> tuple[float, float]:
    """Where most lines of a column begin, and where the longest end."""
    lefts = Counter(round(line.left) for line in column)
    rights = sorted(line.right for line in column)
    return float(lefts.most_common(1)[0][0]), rights[-1 - len(rights) // 20]


def _begins(before: Line, line: Line, leading: float, left: float, right: float, *, first: bool) -> bool:
    """Whether `line` begins a paragraph."""
    step = before.bottom - line.bottom
    if abs(step) < 0.35 * before.size:  # the same line
        return False
    if abs(line.size - before.size) > 0.1 * before.size or (line.weight >= _BOLD) != (before.weight >= _BOLD):
        return True
    if step > 1.3 * max(leading, before.size) or step < 0:
        return True
    if before.text.endswith(HYPHEN):
        return False
    if _ITEM.match(line.text) and line.text[0] not in "–—-":
        return True
    width = max(right - left, 1.0)
    if first and before.right < right - 0.3 * width and authors_in(before.text):
        return True
    ended = before.text.rstrip().endswith(_ENDS)
    indented = line.left > left + 0.6 * line.size and line.left > before.left + 0.6 * line.size
    if indented and (ended or not first):
        return ended or before.right < right - 0.1 * width
    return ended and before.right < right - 0.12 * width and not line.text[:1].islower()


def _joined(lines: Sequence[str], words: Counter[str]) -> list[str]:
    parts: list[str] = []
    for line in lines:
        _append(parts, line, " ", words)
    parts[-1] = parts[-1].rstrip(HYPHEN)
    return parts


def _append(parts: list[str], line: str, between: str, words: Counter[str]) -> None:
    """Append `line` to a text. A hyphen before it stays only if the document has the word with it elsewhere."""
    if not parts:
        parts.append(line)
        return
    end = _end(parts)
    marked = end.endswith(HYPHEN)
    if not marked and not (end.endswith(("-", "\xad", "‐")) and end[-2:-1].isalpha()):
        parts += (between, line)
        return
    before, after = _last_word(end[:-1]), _first_word(line)
    space = between.rstrip(" ")
    if before and after and after[0].islower():
        whole, apart = (before + after).lower(), f"{before}-{after}".lower()
        keeps = words[apart] > 0 and words[apart] >= words[whole]
        parts[-1] = parts[-1][:-1]
        parts += ("-" if keeps else "", space, line)
    elif before and after:
        parts[-1] = parts[-1][:-1]
        parts += ("-", space, line)
    else:
        parts[-1] = parts[-1].rstrip(HYPHEN)
        parts += (between, line)


def _end(parts: Sequence[str]) -> str:
    """The end of a text, long enough for the longest word."""
    at, length = len(parts), 0
    while at and length <= _LONGEST_WORD:
        at -= 1
        length += len(parts[at])
    return "".join(parts[at:])[-_LONGEST_WORD - 1 :]


def _last_word(text: str) -> str:
    found = re.search(r"[^\W\d_]+(?:[-‐][^\W\d_]+)*$", text[-_LONGEST_WORD:])
    return found.group() if found else ""


def _first_word(text: str) -> str:
    found = _WORD.match(text)
    return found.group() if found else ""


def _goes_on(before: _Paragraph, found: _Paragraph, body: float) -> bool:
    """Whether the first paragraph of a column is the rest of the last one in the body."""
    if found.kind is not BlockKind.PARAGRAPH or abs(found.size - body) > 0.1 * body:
        return False
    text = _end(before.parts).rstrip()
    if before.lines[-1].text.endswith(HYPHEN):
        return True
    return (
        (not text.endswith(_ENDS) or text.endswith((",", ";")))
        and (found.text[:1].islower() or found.text[:1] in "“\"'‘(")
    ) or (not text.endswith(_ENDS) and before.lines[-1].right > 0.9 * max(line.right for line in before.lines))


def _continue(before: _Paragraph, found: _Paragraph, words: Counter[str]) -> None:
    if before.lines[-1].text.endswith(HYPHEN):
        before.parts[-1] += HYPHEN
    last = before.pages[-1] if before.pages else before.page
    between = f"{PAGE_BREAK.format(found.page)} " if found.page != last else " "
    _append(before.parts, found.text, between, words)
    before.lines = before.lines[-1:] + found.lines
    before.pages.append(found.page)


# ------------------------------------------------------------------------------------------------ kinds


def _body_size(lines: Iterable[Line]) -> float:
    """The size in which most of the document is set."""
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[round(line.size * 2) / 2] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def _kind(found: _Paragraph, body: float) -> BlockKind:
    text = found.text
    if _CAPTION.match(text) and (found.size <= _SMALLER * body or len(text) < _LONGEST_HEADING):
        return BlockKind.CAPTION
    if len(text) <= _LONGEST_HEADING and any(map(str.isalpha, text)):
        if found.size >= _LARGER * body:
            return BlockKind.HEADING
        bold = all(line.weight >= _BOLD for line in found.lines)
        if bold and not text.rstrip().endswith((".", ",", ";")) and found.size >= _SMALLER * body and len(text) > 2:
            return BlockKind.HEADING
    if _ITEM.match(text):
        return BlockKind.LIST
    return BlockKind.PARAGRAPH


def _name_title(paragraphs: list[_Paragraph], body: float) -> None:
    """The largest heading of the first page is the title."""
    heads = [p for p in paragraphs if p.page == paragraphs[0].page and p.kind is BlockKind.HEADING]
    heads = [p for p in heads if p.size >= 1.25 * body]
    if heads:
        max(heads, key=lambda p: p.size).kind = BlockKind.TITLE
