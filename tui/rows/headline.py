"""What the line at the top says of an article."""

from pathlib import PurePath

from rich.cells import cell_len

from tui.article.model import Article
from tui.export.dates import day
from tui.rows.line import fit, shown

_LEAST = 20
"""Cells that the title keeps before publication and date are left out."""


def headline(article: Article, width: int) -> tuple[str, str]:
    """The title (else the file's name) and, behind it, publication and date; both together at most `width` cells."""
    meta = article.metadata
    title = shown(meta.title.value or "") or shown(PurePath(article.source).name) or "Untitled"
    parts = [shown(part) for part in (meta.publication.value or "", day(meta.date)) if part]
    rest = "".join(f" · {part}" for part in parts)
    while parts and cell_len(rest) + min(cell_len(title), _LEAST) > width:
        parts.pop()
        rest = "".join(f" · {part}" for part in parts)
    room = width - cell_len(rest)
    return (title if cell_len(title) <= room else fit(title, room)), rest
