"""The header line of an article."""

from pathlib import PurePath

from rich.cells import cell_len

from tui.article.model import Article
from tui.document.dates import day
from tui.text.display import fit, shown

_LEAST = 20
"""Cells that the title gets before publication and date are left out."""


def headline(article: Article, width: int, number: str = "") -> tuple[str, str]:
    """Return the title, or else the file name, and the text after it; together at most `width` cells.

    The text after it is the position among several sources (`number`) and, if there is room, publication and date.
    """
    meta = article.metadata
    title = shown(meta.title.value or "") or shown(PurePath(article.source).name) or "Untitled"
    parts = [shown(part) for part in (meta.publication.value or "", day(meta.date)) if part]
    kept = [number] if number else []
    rest = "".join(f" · {part}" for part in (*kept, *parts))
    while parts and cell_len(rest) + min(cell_len(title), _LEAST) > width:
        parts.pop()
        rest = "".join(f" · {part}" for part in (*kept, *parts))
    room = width - cell_len(rest)
    return (title if cell_len(title) <= room else fit(title, room)), rest
