"""Options of exports."""

from dataclasses import dataclass

ROWS = ("quotes", "mentions")
"""What each row of a table can be."""


@dataclass(frozen=True, slots=True)
class Layout:
    """The layout of an export; each format uses the options that apply to it.

    Args:
        single: whether the output contains exactly one article.
        width: line length of wrapped text, in columns.
        color: whether to use terminal colors.
        rows: what each row of a table is, one of `ROWS`.
        wiki: whether to write speakers as [[links]], for note-taking programs.
    """

    single: bool = True
    width: int = 80
    color: bool = False
    rows: str = "quotes"
    wiki: bool = False
