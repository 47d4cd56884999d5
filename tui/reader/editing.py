"""Edit an article's annotations: an edit is shown at once, and confirmed once it is in the library."""

from typing import TYPE_CHECKING

from tui.reader.commands import Handler, refuse
from tui.text.display import brief

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.annotations.describe import EditSummary
    from tui.annotations.edits import Change, Edit
    from tui.annotations.log import AnnotationLog
    from tui.library.errors import LibraryError
    from tui.reader.context import ReaderContext
    from tui.reader.presentation import Presentation

_MESSAGE = 60
"""Width in cells of a message about an edit."""

_LEAST_WORDS = 16
"""The least width in cells for the words of the article in it."""


class Editing:
    """Applies, undoes and saves edits."""

    def __init__(self, context: "ReaderContext", presentation: "Presentation") -> None:
        self._context = context
        self._state, self._ui = context.state, context.ui
        self._presentation = presentation
        self._reported = ""
        self.rescued: AnnotationLog | None = None
        """The annotations that were saved to a file because the library could not be written."""

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""

        def why_not_undo() -> str | None:
            document = self._state.document
            can = document is not None and bool(document.annotations.changes)
            return None if can else refuse(self._state, "Nothing to undo.")

        def why_not_redo() -> str | None:
            document = self._state.document
            can = document is not None and bool(document.annotations.undone)
            return None if can else refuse(self._state, "Nothing to redo.")

        return {"undo": Handler(self.undo, why_not_undo), "redo": Handler(self.redo, why_not_redo)}

    # ---------------------------------------------------------------- edits

    def apply(self, edit: "Edit", message: str = "", on_saved: "Callable[[], object] | None" = None) -> None:
        """Make an edit; once it is saved, show `message` (by default, one that names it) and call `on_saved`."""
        from tui.annotations.describe import describe_edit

        if self._state.document is not None:
            self._state.document.apply(edit)
            self._show_and_save(
                message or f"{_briefly(describe_edit(edit))} · {self._ui.key('undo')} to undo", on_saved
            )

    def undo(self) -> None:
        """Undo the last edit."""
        if self._state.document is not None and (changes := self._state.document.annotations.changes):
            self._turn("Undone", changes[-1], self._state.document.annotations.undo())

    def redo(self) -> None:
        """Redo the edit that was undone last."""
        if self._state.document is not None and (undone := self._state.document.annotations.undone):
            self._turn("Redone", undone[-1], self._state.document.annotations.redo())

    def _turn(self, how: str, change: "Change", log: "AnnotationLog") -> None:
        from tui.annotations.describe import describe_edit

        if self._state.document is not None:
            self._state.document.annotations = log
            self._show_and_save(f"{how}: {_briefly(describe_edit(change.edit))}")

    def _show_and_save(self, message: str, on_saved: "Callable[[], object] | None" = None) -> None:
        if self._context.view.article.selected_span() is not None:
            self._context.view.article.stop_selecting()
        self._presentation.refresh()
        self.save(message, on_saved)

    # ---------------------------------------------------------------- saving

    def save(self, message: str, on_saved: "Callable[[], object] | None" = None) -> None:
        """Save the annotations to the library, then show `message` if there is one, and call `on_saved`."""
        self._ui.start(lambda: self._save(message, on_saved), group="save")

    async def _save(self, message: str, on_saved: "Callable[[], object] | None") -> None:
        from tui.library.errors import LibraryError

        session, document, header = self._state.session, self._state.document, self._context.view.header
        if session is None or document is None:
            return
        header.saving = "Saving…" if not session.is_private else header.saving
        try:
            written = await session.save(document.annotations)
        except LibraryError as error:
            if session is self._state.session:
                self.report(error)
            return
        if on_saved is not None:
            on_saved()
        if session is self._state.session and not session.unsaved:
            header.saving = "Private" if session.is_private else ""
            self._reported = ""
            self.report_news()
            if written and message:
                self._ui.say(f"{message} (private: not saved)" if session.is_private else message)

    def report(self, error: "LibraryError") -> None:
        """Tell the user that the annotations are not saved and what to do; once for each kind of error."""
        self._context.view.header.saving = f"Not saved: {error.trouble}"
        if self._reported != error.trouble:
            self._reported = error.trouble
            self._ui.say(
                f"Not saved. {error} Press {self._ui.key('save-notes')} to save your notes to a file.", "warning", 10
            )
        self._ui.refresh_bindings()

    def report_news(self) -> None:
        """Show news of the library: that it was damaged and repaired."""
        library = self._context.services.library
        if library is not None and (news := library.news()):
            self._ui.warn(news, timeout=10)

    @property
    def is_reported(self) -> bool:
        """Whether the user knows that the annotations are not saved."""
        return bool(self._reported)

    @property
    def has_unsaved(self) -> bool:
        """Whether annotations would be lost if the program ended now."""
        session, document = self._state.session, self._state.document
        if session is None or document is None or not session.unsaved:
            return False
        return document.annotations is not self.rescued

    def may_leave(self) -> bool:
        """Return whether another article may be opened; if not, tell the user why."""
        if self.has_unsaved and self.is_reported:
            save = f"Press {self._ui.key('save-notes')} to save them to a file."
            self._ui.say(f"Your notes on this article are not saved yet. {save}", "warning", 6)
            return False
        return True


def _briefly(what: "EditSummary") -> str:
    """Return an edit on one line; long words of the article are shortened, the new value is not."""
    room = max(_MESSAGE - len(what.label) - (len(what.to) + 3 if what.to else 0), _LEAST_WORDS)
    return brief(str(what._replace(words=brief(what.words, room))), 2 * _MESSAGE)
