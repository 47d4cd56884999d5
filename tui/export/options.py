"""How an export is to look, as far as its format leaves a choice."""

from dataclasses import dataclass

ROWS = ("quotes", "mentions")
"""What a row of a table can stand for."""


@dataclass(frozen=True, slots=True)
class Layout:
    """What was asked for; each format heeds what concerns it.

    Args:
        single: there is to be just one article.
        width: of a line, in columns, where lines are wrapped.
        color: the text goes to a terminal that shows colors.
        rows: what a row of a table stands for, one of `ROWS`.
        wiki: names of speakers are to be links in double brackets, for programs that keep notes.
    """

    single: bool = True
    width: int = 80
    color: bool = False
    rows: str = "quotes"
    wiki: bool = False
