"""Options of exports, as far as the format leaves a choice."""

from dataclasses import dataclass

ROWS = ("quotes", "mentions")
"""What a row of a table can stand for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """How an export is to look; each format uses what concerns it.

    Args:
        single: the output is of exactly one article.
        width: of a line, in columns, where lines are wrapped.
        color: the text goes to a terminal that shows colors.
        rows: what a row of a table stands for, one of `ROWS`.
        wiki: write names of speakers as links in double brackets, for programs that keep notes.
    """

    single: bool = True
    width: int = 80
    color: bool = False
    rows: str = "quotes"
    wiki: bool = False
