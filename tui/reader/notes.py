"""Bookmarks, statuses, notes and tags, and the details of the article."""

import os
import subprocess
import tempfile
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from tui.reader.commands import Handler, refuse
from tui.reader.key_hints import nothing_selected, with_keys
from tui.reader.targets import Spot
from tui.text.display import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.anchors import Anchor
    from tui.annotations.log import Remark
    from tui.library.draft_keeper import DraftKeeper
    from tui.library.drafts import Draft
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.targets import Targets

_STATUSES = {"verified": "verified", "disputed": "disputed", "to-check": "to check"}
"""The status that each action sets."""


class _Subject(NamedTuple):
    """What a remark is about: its id, the kind of the place, its words, and the remark so far."""

    id: str
    what: str
    anchor: "Anchor"
    remark: "Remark | None"


class Notes:
    """Lets the user annotate a place, and edit the details of the article."""

    def __init__(self, context: "ReaderContext", targets: "Targets", editing: "Editing") -> None:
        self._context = context
        self._state, self._ui = context.state, context.ui
        self._targets = targets
        self._editing = editing
        self._keeper: DraftKeeper | None = None  # of the note in the open dialog

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        statuses = {
            action: Handler(partial(self.toggle_status, status), self._why_not_annotate)
            for action, status in _STATUSES.items()
        }
        return {
            **statuses,
            "bookmark": Handler(self.toggle_bookmark, self._why_not_annotate),
            "note": Handler(self.write_note, lambda: None if self._state.drafts else self._why_not_annotate()),
            "note-in-editor": Handler(self.write_note_in_editor, self._why_not_annotate),
            "remove": Handler(self.remove, self._why_not_remove),
            "article-details": Handler(self.describe_article, self._why_not_describe),
        }

    def _why_not_annotate(self) -> str | None:
        can = self._state.index is not None and (self._targets.spot() is not None or self._targets.remark() is not None)
        return None if can else refuse(self._state, nothing_selected(self._context.view.panes.current))

    # ---------------------------------------------------------------- bookmarks and statuses

    def toggle_bookmark(self) -> None:
        """Bookmark the target, or remove its bookmark."""
        self._annotate(lambda remark: {"marked": not (remark is not None and remark.marked)})

    def toggle_status(self, status: str) -> None:
        """Give the target a status, or clear the one it has."""
        self._annotate(lambda remark: {"status": "" if remark is not None and remark.status == status else status})

    def _annotate(self, change: "Callable[[Remark | None], dict[str, Any]]") -> None:
        from tui.annotations.edits import Annotate

        if (subject := self._subject()) is not None:
            self._editing.apply(Annotate(subject.id, subject.what, subject.anchor, **change(subject.remark)))

    def _subject(self) -> _Subject | None:
        """Return what a remark would be about; tell the user if there is nothing."""
        document, index = self._state.document, self._state.index
        if document is None or index is None:
            return None
        marked = self._targets.remark()
        if marked is not None and self._targets.words() is None:
            spot = self._targets.spot_of_remark()
            anchor = marked.place if spot is None else document.anchor(spot.span)
            return _Subject(marked.id, marked.what, anchor, marked)
        spot = self._targets.spot()
        if spot is None:
            self._ui.say(with_keys(nothing_selected(self._context.view.panes.current), self._ui.key), "warning")
            return None
        remark = self._remark_on(spot)
        if remark is not None:  # it now refers to the present words
            return _Subject(remark.id, remark.what, document.anchor(spot.span), remark)
        return _Subject(_new_id(), spot.what, document.anchor(spot.span), None)

    def _remark_on(self, spot: Spot) -> "Remark | None":
        """Return the remark on a place, if there is one."""
        index = self._state.index
        if index is None:
            return None
        exact = index.annotations.at(spot.what, spot.span)
        if exact is not None or spot.what != "quote":
            return exact
        quote = self._targets.quote()
        return next(iter(index.annotations.about("quote", quote.id)), None) if quote is not None else None

    # ---------------------------------------------------------------- notes

    def write_note(self) -> None:
        """Let the user write a note on the target."""
        from tui.dialogs.forms import NoteDialog

        draft = self._state.drafts[-1] if self._state.drafts and self._targets.spot() is None else None
        subject = self._subject() if draft is None else self._subject_of(draft)
        if subject is None or self._state.session is None:
            return
        draft = draft or self._draft_on(subject)
        remark = subject.remark
        note, tags = (remark.note, " ".join(remark.tags)) if remark is not None else ("", "")
        keeper = self._state.session.draft(subject.what, subject.anchor, note, tags)
        self._keeper = keeper
        title = f"Note on the {subject.what}: {brief(' '.join(subject.anchor.exact.split()))}"

        def forget() -> None:
            keeper.discard()
            if draft in self._state.drafts:
                self._state.drafts.remove(draft)

        def on_answer(answer: dict[str, str] | None) -> None:
            self._keeper = None
            if answer is None or (answer["note"], answer["tags"]) == (note, tags):
                if keeper.is_begun:
                    forget()
            else:
                self._keep_note(subject, answer["note"], answer["tags"], on_saved=forget)

        written = (draft.note, draft.tags) if draft is not None else (note, tags)
        self._ui.ask(NoteDialog(title, *written, on_change=keeper.keep), on_answer)

    def _subject_of(self, draft: "Draft") -> _Subject | None:
        """Return what an unfinished note is about."""
        document = self._state.document
        span = document.ground.place(draft.anchor) if document is not None else None
        remark = self._remark_on(Spot(draft.what, span)) if span is not None else None
        if remark is not None:
            return _Subject(remark.id, remark.what, draft.anchor, remark)
        return _Subject(_new_id(), draft.what, draft.anchor, None)

    def _draft_on(self, subject: _Subject) -> "Draft | None":
        """Return the unfinished note on a place."""
        document = self._state.document
        if document is None:
            return None
        here = document.ground.place(subject.anchor)
        drafts = (one for one in self._state.drafts if one.what == subject.what)
        return next((one for one in drafts if here is not None and document.ground.place(one.anchor) == here), None)

    def flush_draft(self) -> None:
        """Save the text of an unfinished note, because the program ends."""
        if self._keeper is not None:
            self._keeper.flush()

    def write_note_in_editor(self) -> None:
        """Let the user write a note on the target in their own editor."""
        if self._state.session is not None and self._state.session.is_private:
            key = self._ui.key("note")
            self._ui.say(f"The external editor is off in private mode. Press {key} to write the note here.", "warning")
            return
        if (subject := self._subject()) is not None:
            before = subject.remark.note if subject.remark is not None else ""
            after = self._edit_in_editor(before)
            if after is not None and after != before:
                self._keep_note(subject, after, None)

    def _keep_note(
        self, subject: _Subject, note: str, tags: str | None, on_saved: "Callable[[], object] | None" = None
    ) -> None:
        from tui.annotations.edits import Annotate
        from tui.annotations.serialize import harmless

        split = None
        if tags is not None:
            split = tuple(dict.fromkeys(tag.strip("#,") for tag in tags.split() if tag.strip("#,")))
        edit = Annotate(subject.id, subject.what, subject.anchor, note=harmless(note), tags=split)
        self._editing.apply(edit, on_saved=on_saved)

    def _edit_in_editor(self, text: str) -> str | None:
        """Return `text` as the user edited it in their editor; None if that failed."""
        from shlex import split

        command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
        if not command:
            key = self._ui.key("note")
            self._ui.say(f"No editor set. Set EDITOR, or press {key} to write the note here.", "warning", 6)
            return None
        handle, name = tempfile.mkstemp(prefix="quoth-note-", suffix=".md")
        path = Path(name)
        try:
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                file.write(text + "\n" if text else "")
            status, failure = 0, None
            with self._ui.suspend():  # an exception in here would leave the terminal to the editor
                try:
                    status = subprocess.run([*split(command), name], check=False).returncode  # noqa: S603
                except (OSError, ValueError) as error:
                    failure = error
            if failure is not None:
                raise failure
            if status:
                self._ui.say(f"The editor failed (exit status {status}). The note is unchanged.", "warning", 6)
                return None
            return path.read_text(encoding="utf-8", errors="replace").strip()
        except (OSError, ValueError) as error:
            self._ui.say(
                f"The editor {command} could not be started ({error}). Set EDITOR to another one.", "warning", 6
            )
            return None
        finally:
            path.unlink(missing_ok=True)

    # ---------------------------------------------------------------- the list of notes

    def _why_not_remove(self) -> str | None:
        rows = self._context.view.panes.rows
        can = self._context.view.panes.current == "notes" and rows is not None
        if self._state.document is not None and can and rows is not None and rows.target and rows.target.item:
            return None
        if can and self._state.index is not None:
            return "No note selected. Press {down} or {up} to select one."
        return refuse(
            self._state,
            "{remove} works only in the notes. Press {notes} to go there, or {half-page-down} for half a page down.",
        )

    def remove(self) -> None:
        """Delete the note, or undo the correction, that is highlighted in the list."""
        from tui.annotations.edits import Annotate, Revoke

        rows, document = self._context.view.panes.rows, self._state.document
        if document is None or rows is None or rows.target is None or not rows.target.item:
            return
        remark, item = self._targets.remark(), rows.target.item
        rows.keep_place()
        undo = self._ui.key("undo")
        if remark is not None:
            nothing = Annotate(remark.id, remark.what, remark.place, marked=False, status="", note="", tags=())
            self._editing.apply(nothing, f"Deleted · {undo} to undo")
        elif any(change.id == item for change in document.annotations.corrections):
            self._editing.apply(Revoke(item), f"Correction undone · {undo} to restore it")

    # ---------------------------------------------------------------- the article

    def _why_not_describe(self) -> str | None:
        return None if self._state.document is not None and self._state.document.is_analyzed else ""

    def describe_article(self) -> None:
        """Let the user edit the details of the article; saving confirms guessed values."""
        from tui.annotations.edits import Describe
        from tui.annotations.metadata import wrong
        from tui.annotations.serialize import harmless
        from tui.dialogs.forms import Asked, FormDialog

        if self._state.document is None:
            return
        meta = self._state.document.article.metadata
        fields = [
            Asked("title", "Title", meta.title.value or "", _guessed(meta.title.guessed)),
            Asked(
                "authors", "Authors", "; ".join(meta.authors.value), _guessed(meta.authors.guessed), "separated by ;"
            ),
            Asked("publication", "Publication", meta.publication.value or "", _guessed(meta.publication.guessed)),
            Asked("date", "Date", meta.date.value or "", _guessed(meta.date.guessed), "2024-03-12"),
            Asked("url", "URL", meta.url.value or "", _guessed(meta.url.guessed), "https://…"),
        ]

        def on_answer(answer: dict[str, str] | None) -> None:
            if answer is not None:
                self._editing.apply(Describe(**{name: harmless(value) for name, value in answer.items()}))

        title = "Article details (used in citations). Saving confirms guessed values."
        self._ui.ask(FormDialog(title, fields, wrong), on_answer)


def _new_id() -> str:
    """Return a new, globally unique id of a remark."""
    from secrets import token_hex  # it imports cryptography, which would delay the first paint

    return token_hex(8)


def _guessed(guessed: bool) -> str:
    return "guessed" if guessed else ""
