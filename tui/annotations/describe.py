"""Short summaries of edits, for the list of notes, for messages and for the command line."""

from collections.abc import Iterable
from functools import singledispatch
from typing import NamedTuple

from tui.annotations.anchors import Anchor
from tui.annotations.edits import (
    AddMention,
    AddQuote,
    Annotate,
    Describe,
    Hide,
    MendEdges,
    Merge,
    NotMention,
    NotQuote,
    Rename,
    Retype,
    Revoke,
    SetAct,
    SetForm,
    SetSpeaker,
    Split,
)

_BETWEEN = " … "


class EditSummary(NamedTuple):
    """A summary of an edit: what it does (`label`), to which words or name, and the new value ("" if there is none)."""

    label: str
    words: str
    to: str = ""

    def __str__(self) -> str:
        """Return the summary on one line, such as "Renamed: Eastmere → Eastmere Town"."""
        if not self.words:
            return self.label
        return f"{self.label}: {self.words}" + (f" → {self.to}" if self.to else "")


@singledispatch
def describe_edit(edit: object) -> EditSummary:
    """Return a summary of `edit`.

    Raises:
        TypeError: `edit` is not an edit.
    """
    raise TypeError(f"{type(edit).__name__} is not an edit.")


@describe_edit.register
def _(edit: Merge) -> EditSummary:
    return EditSummary("Merged", edit.entity.name, edit.into.name)


@describe_edit.register
def _(edit: Split) -> EditSummary:
    return EditSummary("Split off", _words([edit.mention]))


@describe_edit.register
def _(edit: NotMention) -> EditSummary:
    return EditSummary("Not a mention", _words([edit.mention]))


@describe_edit.register
def _(edit: AddMention) -> EditSummary:
    return EditSummary(
        "Added mention", _words([edit.words]), edit.entity.name if edit.entity is not None else edit.name
    )


@describe_edit.register
def _(edit: Rename) -> EditSummary:
    return EditSummary("Renamed", edit.entity.name, edit.name)


@describe_edit.register
def _(edit: Retype) -> EditSummary:
    return EditSummary("Kind", edit.entity.name, str(edit.kind))


@describe_edit.register
def _(edit: Hide) -> EditSummary:
    return EditSummary("Hidden", edit.entity.name)


@describe_edit.register
def _(edit: SetSpeaker) -> EditSummary:
    name = edit.speaker.name if edit.speaker is not None else edit.name
    return EditSummary("Changed speaker", _words(edit.quote.content), name or "unknown")


@describe_edit.register
def _(edit: NotQuote) -> EditSummary:
    return EditSummary("Not a quote", _words(edit.quote.content))


@describe_edit.register
def _(edit: AddQuote) -> EditSummary:
    return EditSummary("Added quote", _words([edit.words]))


@describe_edit.register
def _(edit: MendEdges) -> EditSummary:
    return EditSummary("Adjusted quote", _words(edit.content))


@describe_edit.register
def _(edit: SetForm) -> EditSummary:
    return EditSummary("Quote type", _words(edit.quote.content), str(edit.kind))


@describe_edit.register
def _(edit: SetAct) -> EditSummary:
    return EditSummary("Said or written", _words(edit.quote.content), str(edit.act))


@describe_edit.register
def _(edit: Annotate) -> EditSummary:
    label = "Note"
    if edit.marked is False and edit.status == edit.note == "":
        label = "Note deleted"
    elif edit.marked is not None:
        label = "Bookmarked" if edit.marked else "Bookmark removed"
    elif edit.status is not None:
        label = edit.status.capitalize() or "Status cleared"
    elif not edit.note and not edit.tags:
        label = "Note deleted"
    return EditSummary(label, _words([edit.place]))


@describe_edit.register
def _(edit: Describe) -> EditSummary:
    details = [value for value in (edit.title, edit.authors, edit.publication, edit.date, edit.url) if value]
    return EditSummary("Article details", " · ".join(details) or "cleared")


@describe_edit.register
def _(_: Revoke) -> EditSummary:
    return EditSummary("Correction removed", "")


def _words(anchors: Iterable[Anchor]) -> str:
    return " ".join(_BETWEEN.join(anchor.exact for anchor in anchors).split())
