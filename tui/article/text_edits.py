"""Changes to a text, and their composition."""

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from io import StringIO
from typing import NamedTuple, overload

from tui.article.model import TextEdit


class Change(NamedTuple):
    """A replacement of `[start, end)` of a text by `replacement`. `why` is the reason, for notices."""

    start: int
    end: int
    replacement: str
    why: str = ""


class TextEdits(Sequence[TextEdit]):
    """Edits in columns. A hostile text needs millions of them, which as objects would fill the memory."""

    def __init__(self, edits: Iterable[TextEdit] = ()) -> None:
        self.offsets = array("q")
        self.originals: list[str] = []
        self.replacements: list[str] = []
        for edit in edits:
            self.add(*edit)

    def add(self, offset: int, original: str, replacement: str) -> None:
        """Append an edit. Only the code that builds the list may do this."""
        self.offsets.append(offset)
        self.originals.append(original)
        self.replacements.append(replacement)

    def extend(self, other: "TextEdits", start: int, stop: int, shift: int) -> None:
        """Append the edits `[start, stop)` of `other`, moved by `shift`."""
        if shift:
            self.offsets.extend([offset + shift for offset in other.offsets[start:stop]])
        else:
            self.offsets.extend(other.offsets[start:stop])
        self.originals += other.originals[start:stop]
        self.replacements += other.replacements[start:stop]

    def __len__(self) -> int:
        return len(self.offsets)

    @overload
    def __getitem__(self, index: int) -> TextEdit: ...
    @overload
    def __getitem__(self, index: slice) -> list[TextEdit]: ...
    def __getitem__(self, index: int | slice) -> TextEdit | list[TextEdit]:
        if isinstance(index, slice):
            columns = (self.offsets[index], self.originals[index], self.replacements[index])
            return list(map(TextEdit, *columns))
        return TextEdit(self.offsets[index], self.originals[index], self.replacements[index])

    def __iter__(self) -> Iterator[TextEdit]:
        return map(TextEdit, self.offsets, self.originals, self.replacements)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Sequence) and len(self) == len(other) and all(map(tuple.__eq__, self, other))

    def __hash__(self) -> int:
        return hash(len(self))

    def __repr__(self) -> str:
        return f"Edits({list(self)!r})"


def apply(text: str, changes: Iterable[Change]) -> tuple[str, TextEdits]:
    """Apply `changes` (in order, not overlapping) to `text`.

    Returns:
        The new text, and an edit for each change, with its offset in the new text.
    """
    parts = StringIO(newline="")
    edits = TextEdits()
    at = length = 0
    for start, end, replacement, _ in changes:
        parts.write(text[at:start])
        parts.write(replacement)
        length += start - at
        edits.add(length, text[start:end], replacement)
        length += len(replacement)
        at = end
    if not edits:
        return text, edits
    parts.write(text[at:])
    return parts.getvalue(), edits


def compose(earlier: TextEdits, later: TextEdits) -> TextEdits:
    """Combine two rounds of edits into one.

    Args:
        earlier: the edits from the source to the intermediate text; offsets in the intermediate text.
        later: the edits from the intermediate text to the final text; offsets in the final text.

    Returns:
        The edits from the source to the final text, with offsets in the final text.
    """
    if not later:
        return earlier
    merged = TextEdits()
    shift = 0  # offset in the intermediate text = offset in the final text + shift
    i = j = 0
    # Columns rather than objects, because there may be millions of edits.
    e_at, e_new = earlier.offsets, earlier.replacements
    l_at, l_old, l_new = later.offsets, later.originals, later.replacements
    while i < len(e_at) and j < len(l_at):
        # All but the last of the edits before the next later edit end before it.
        before = bisect_left(e_at, l_at[j] + shift, i) - 1
        if before > i:
            merged.extend(earlier, i, before, -shift)
            i = before
        first_i, first_j = i, j
        low = high = min(e_at[i], l_at[j] + shift)
        behind = shift
        # Edits that share a character of the intermediate text are merged; most are not.
        while True:
            if i < len(e_at) and (e_at[i] < high or e_at[i] == low == high):
                high = max(high, e_at[i] + len(e_new[i]))
                i += 1
            elif j < len(l_at) and (l_at[j] + shift < high or l_at[j] + shift == low == high):
                high = max(high, l_at[j] + shift + len(l_old[j]))
                shift += len(l_old[j]) - len(l_new[j])
                j += 1
            else:
                break
        if j == first_j:
            merged.extend(earlier, first_i, i, -behind)
        else:
            merged.add(*_united(earlier[first_i:i], later[first_j:j], low, high, behind))
    merged.extend(earlier, i, len(earlier), -shift)
    merged.extend(later, j, len(later), 0)
    return merged


def _united(earlier: Sequence[TextEdit], later: Sequence[TextEdit], low: int, high: int, shift: int) -> TextEdit:
    """Return one edit for all changes in `[low, high)` of the intermediate text; `shift` is the shift at its start."""
    if not earlier:
        return TextEdit(low - shift, "".join(e.original for e in later), "".join(e.replacement for e in later))
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
    return TextEdit(low - shift, apply(text, undone)[0], apply(text, changes)[0])


def moved(offset: int, edits: Iterable[TextEdit]) -> int:
    """Return the position after `edits` of an `offset` in the text before them; inside a replacement, its start."""
    shift = 0
    for edit in edits:
        start = edit.offset + shift
        if start + len(edit.original) > offset:
            return min(offset, start) - shift
        shift += len(edit.original) - len(edit.replacement)
    return offset - shift
