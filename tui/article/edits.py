"""Changes to a text, and how two rounds of them become one."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from tui.article.model import Edit


class Change(NamedTuple):
    """To put `replacement` in the place of `[start, end)` of a text. `why` is for whoever makes the notices."""

    start: int
    end: int
    replacement: str
    why: str = ""


def apply(text: str, changes: Iterable[Change]) -> tuple[str, list[Edit]]:
    """Make `changes` (in order, not overlapping) in `text`.

    Returns:
        The new text, and an edit for each change, with its offset in the new text.
    """
    parts: list[str] = []
    edits: list[Edit] = []
    at = length = 0
    for start, end, replacement, _ in changes:
        kept = text[at:start]
        parts += (kept, replacement)
        length += len(kept)
        edits.append(Edit(length, text[start:end], replacement))
        length += len(replacement)
        at = end
    return ("".join((*parts, text[at:])) if edits else text), edits


def compose(earlier: Sequence[Edit], later: Sequence[Edit]) -> list[Edit]:
    """One round of edits that does what `earlier` and then `later` did.

    Args:
        earlier: from the source to the text between; offsets in the text between.
        later: from the text between to the last text; offsets in the last text.

    Returns:
        Edits from the source to the last text, with offsets in the last text.
    """
    merged: list[Edit] = []
    shift = 0  # offset in the text between = offset in the last text + shift
    i = j = 0
    while i < len(earlier) and j < len(later):
        first_i, first_j = i, j
        low = high = min(earlier[i].offset, later[j].offset + shift)
        behind = shift
        # Edits that share a character of the text between become one; most stand alone.
        while True:
            if i < len(earlier) and (earlier[i].offset < high or earlier[i].offset == low == high):
                high = max(high, earlier[i].offset + len(earlier[i].replacement))
                i += 1
            elif j < len(later) and (later[j].offset + shift < high or later[j].offset + shift == low == high):
                high = max(high, later[j].offset + shift + len(later[j].original))
                shift += len(later[j].original) - len(later[j].replacement)
                j += 1
            else:
                break
        merged.append(_united(earlier[first_i:i], later[first_j:j], low, high, behind))
    merged += (edit._replace(offset=edit.offset - shift) for edit in earlier[i:])
    merged += later[j:]
    return merged


def _united(earlier: Sequence[Edit], later: Sequence[Edit], low: int, high: int, shift: int) -> Edit:
    """One edit for all that happens in `[low, high)` of the text between; `shift` is that of its beginning."""
    if not later:
        return Edit(low - shift, "".join(e.original for e in earlier), "".join(e.replacement for e in earlier))
    if not earlier:
        return Edit(low - shift, "".join(e.original for e in later), "".join(e.replacement for e in later))
    between = [""] * (high - low)
    for edit in earlier:
        between[edit.offset - low : edit.offset - low + len(edit.replacement)] = edit.replacement
    at, changes = shift, list[Change]()
    for edit in later:
        start = edit.offset + at - low
        between[start : start + len(edit.original)] = edit.original
        changes.append(Change(start, start + len(edit.original), edit.replacement))
        at += len(edit.original) - len(edit.replacement)
    text = "".join(between)
    undone = [Change(e.offset - low, e.offset - low + len(e.replacement), e.original) for e in earlier]
    return Edit(low - shift, apply(text, undone)[0], apply(text, changes)[0])


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where `offset` of the text before `edits` lies after them. Inside a replacement, at its beginning."""
    shift = 0
    for edit in edits:
        start = edit.offset + shift
        if start + len(edit.original) > offset:
            return min(offset, start) - shift
        shift += len(edit.original) - len(edit.replacement)
    return offset - shift
