"""Map the style names of word processors to kinds of blocks."""

import re

from tui.article.model import BlockKind

_TITLE = re.compile(r"title|titre|titel", re.IGNORECASE)
_STYLES = (
    (re.compile(r"(?:sub)?title|titre|titel", re.IGNORECASE), BlockKind.HEADING),
    (re.compile(r"heading|überschrift|berschrift", re.IGNORECASE), BlockKind.HEADING),
    (re.compile(r"quot|zitat|citation", re.IGNORECASE), BlockKind.BLOCKQUOTE),
    (re.compile(r"list", re.IGNORECASE), BlockKind.LIST),
    (re.compile(r"caption|beschriftung", re.IGNORECASE), BlockKind.CAPTION),
)


def kind_of_style(name: str) -> BlockKind | None:
    """Return the kind of a paragraph whose style has this name; None if the name does not tell."""
    if _TITLE.fullmatch(name):
        return BlockKind.TITLE
    return next((kind for pattern, kind in _STYLES if pattern.search(name)), None)
