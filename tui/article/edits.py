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
    if not earlier or not later:
        return list(later or earlier)
    merged: list[Edit] = []
    shift = next_ = 0  # offset in the text between = offset in the last text + shift
    for edit in later:
        start = edit.offset + shift
        end = start + len(edit.original)
        while next_ < len(earlier) and earlier[next_].offset + len(earlier[next_].replacement) <= start:
            if earlier[next_].offset == start and edit.original:
                break  # what was removed right before belongs to what is changed here
            merged.append(earlier[next_]._replace(offset=earlier[next_].offset - shift))
            next_ += 1
        offset, original, replacement, at = edit.offset, [], edit.replacement, start
        while next_ < len(earlier) and earlier[next_].offset < end:
            inner = earlier[next_]
            next_ += 1
            if inner.offset < at:  # the change begins inside a replacement: take in all of it
                head = inner.replacement[: at - inner.offset]
                offset -= len(head)
                replacement = head + replacement
            else:
                original.append(edit.original[at - start : inner.offset - start])
            original.append(inner.original)
            at = inner.offset + len(inner.replacement)
        if at > end:  # it ends inside one
            replacement += inner.replacement[end - at :]
        original.append(edit.original[at - start :] if at <= end else "")
        merged.append(Edit(offset, "".join(original), replacement))
        shift += len(edit.original) - len(edit.replacement)
    merged += [edit._replace(offset=edit.offset - shift) for edit in earlier[next_:]]
    return merged


def moved(offset: int, edits: Iterable[Edit]) -> int:
    """Where `offset` of the text before `edits` lies after them. Inside a replacement, at its beginning."""
    shift = 0
    for edit in edits:
        start = edit.offset + shift
        if start + len(edit.original) > offset:
            return min(offset, start) - shift
        shift += len(edit.original) - len(edit.replacement)
    return offset - shift
