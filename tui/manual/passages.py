"""A page of the manual in pieces: what a search finds, and what is laid out in lines."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from markdown_it import MarkdownIt
from markdown_it.token import Token

from tui.rows.line import Run

Kind = Literal["heading", "paragraph", "item", "code", "row"]

Cell = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph, an item of a list, a line of code, or a row of a table.

    Args:
        kind: which of these it is.
        cells: its text; only a row has more than one.
        section: the heading that it stands under.
        indent: cells that it is moved to the right: what stands in a list.
        sign: what stands before an item.
        block: the number of the list, the table or the piece of code that it belongs to; of anything else its own.
        is_head: whether it is the row with the names of the columns.
    """

    kind: Kind
    cells: tuple[Cell, ...]
    section: str
    indent: int = 0
    sign: str = ""
    block: int = 0
    is_head: bool = False

    @property
    def text(self) -> str:
        """Its words on one line."""
        return "  ".join("".join(text for text, _ in cell) for cell in self.cells)


def split_passages(page: str) -> list[Passage]:
    """Return the passages of a page of Markdown, in order."""
    return list(_Splitter().split(MarkdownIt("commonmark").enable("table").parse(page)))


def find_passages(passages: Sequence[Passage], words: str) -> Iterator[int]:
    """Yield the numbers of the passages that have all of `words`, in whatever order and case."""
    wanted = words.casefold().split()
    for number, passage in enumerate(passages):
        text = passage.text.casefold()
        if wanted and not passage.is_head and all(word in text for word in wanted):
            yield number


class _Splitter:
    def __init__(self) -> None:
        self._section = ""
        self._block = 0
        self._signs: list[str] = []  # of the lists that are open, the innermost last
        self._sign = ""
        self._cells: list[Cell] = []
        self._in_head = False

    def split(self, tokens: Sequence[Token]) -> Iterator[Passage]:
        """Yield the passages that `tokens` stand for."""
        for at, token in enumerate(tokens):
            match token.type:
                case "bullet_list_open" | "ordered_list_open":
                    self._block += not self._signs
                    self._signs.append("" if token.type.startswith("ordered") else "•")
                case "bullet_list_close" | "ordered_list_close":
                    self._signs.pop()
                case "list_item_open":
                    self._sign = self._signs[-1] or f"{token.info}."
                case "table_open":
                    self._block += 1
                case "thead_open" | "thead_close":
                    self._in_head = token.type == "thead_open"
                case "tr_close":
                    yield Passage("row", tuple(self._cells), self._section, block=self._block, is_head=self._in_head)
                    self._cells = []
                case "fence":
                    self._block += 1
                    for line in token.content.rstrip("\n").split("\n"):
                        yield Passage("code", (((line, "quotes"),),), self._section, 2, block=self._block)
                case "inline":
                    runs = tuple(_read_runs(token.children or ()))
                    if tokens[at - 1].type in {"td_open", "th_open"}:
                        self._cells.append(runs)
                    else:
                        yield self._read_inline(tokens[at - 1].type, runs)

    def _read_inline(self, opening: str, runs: Cell) -> Passage:
        if opening == "heading_open":
            self._block += 1
            self._section = "".join(text for text, _ in runs)
            return Passage("heading", (tuple((text, "heading") for text, _ in runs),), self._section, block=self._block)
        if self._signs:
            sign, self._sign = self._sign, ""
            return Passage("item", (runs,), self._section, 2 * (len(self._signs) - 1), sign, self._block)
        self._block += 1
        return Passage("paragraph", (runs,), self._section, block=self._block)


def _read_runs(tokens: Sequence[Token]) -> Iterator[Run]:
    strong = 0
    for token in tokens:
        match token.type:
            case "text":
                yield token.content, "strong" if strong else ""
            case "code_inline":
                yield token.content, "strong"
            case "softbreak" | "hardbreak":
                yield " ", ""
            case "strong_open":
                strong += 1
            case "strong_close":
                strong -= 1
