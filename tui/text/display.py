"""Text as it can be shown on one line of a terminal."""

from rich.cells import cell_len, set_cell_size

from tui.text.cells import ODD, clusters


def shown(text: str) -> str:
    """`text` on one line, with what a terminal may not agree on replaced by what the article pane shows for it."""
    text = " ".join(text.split())
    if ODD.search(text) is None:
        return text
    return "".join(cluster.shown for cluster in clusters(text, 0, len(text)))


def shown_part(text: str) -> str:
    """As `shown`, for a part of a line: white space at an end stays as one space, for it parts words."""
    inner = shown(text)
    if not inner:
        return " " if text else ""
    return (" " if text[0].isspace() else "") + inner + (" " if text[-1].isspace() else "")


def fit(text: str, width: int) -> str:
    """`text` in exactly `width` terminal cells: padded, or cut with an ellipsis."""
    if width <= 0:
        return ""
    if cell_len(text) <= width:
        return set_cell_size(text, width)
    return set_cell_size(set_cell_size(text, width - 1).rstrip() + "…", width)


def brief(text: str, most: int = 60) -> str:
    """`text` on one line, of at most so many cells."""
    text = shown(text)
    return text if len(text) <= most else fit(text, most).rstrip()
