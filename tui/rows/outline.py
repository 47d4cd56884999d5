"""The outline of an article: its headings, or the first words of its paragraphs if it has none."""

from bisect import bisect_right
from collections.abc import Iterator

from tui.article.model import Article, Block, BlockKind
from tui.document.paragraphs import Paragraphs
from tui.rows.line import Row, Target
from tui.text.display import fit, shown
from tui.text.spans import Span

_LABEL = 7
_TASTE = 200
_HEADINGS = frozenset({BlockKind.TITLE, BlockKind.HEADING})


class Outline:
    """Makes the rows of the outline; what is typed is searched for in all paragraphs."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paragraphs = Paragraphs(article)
        headings = [block for block in article.blocks if block.kind in _HEADINGS]
        self.has_headings = any(block.kind == BlockKind.HEADING for block in headings)
        self._shown = headings if self.has_headings else list(article.blocks)

    def __call__(self, width: int, typed: str) -> Iterator[Row]:
        """Yield rows of `width` cells: all, or those whose text contains what was typed."""
        wanted = " ".join(typed.casefold().split())
        for block in self._article.blocks if wanted else self._shown:
            if wanted in self._said(block):
                yield self._row(block, shown(self._taste(block, wanted, width)), width)

    def at(self, offset: int) -> Target | None:
        """Return the target of the row that `offset` belongs to; None before the first row."""
        before = bisect_right(self._shown, offset, key=lambda block: block.start)
        return _target(self._shown[before - 1]) if before else None

    def _taste(self, block: Block, wanted: str, width: int) -> str:
        """Return the beginning of a paragraph, or the words around the match if that is further on."""
        text = self._article.text[block.start : block.end]
        at = text.casefold().find(wanted) if wanted else -1
        if at + len(wanted) <= width - _LABEL:
            return text[:_TASTE]
        start = text.rfind(" ", 0, max(at - width // 3, 1)) + 1
        return "…" + text[start : start + _TASTE]

    def _said(self, block: Block) -> str:
        return f"{self._paragraphs.label(block.start)} {self._article.text[block.start : block.end]}".casefold()

    def _row(self, block: Block, words: str, width: int) -> Row:
        label = self._paragraphs.label(block.start)
        heading = block.kind in _HEADINGS
        if heading:
            after = self._article.text.find("\n", block.end)
            label = "" if after < 0 else self._paragraphs.label(after + 1)
            label = label if self.has_headings and label.startswith("¶") else ""
        line = ((f"{label:<{_LABEL}}", "muted"), (fit(words, max(width - _LABEL, 1)), "strong" if heading else ""))
        return Row((line,), _target(block))


def _target(block: Block) -> Target:
    return Target(Span(block.start, block.start))
