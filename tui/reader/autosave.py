"""Keep annotations safe: try again to save them to the library, or save them to a file."""

from pathlib import Path
from typing import TYPE_CHECKING

from tui.reader.commands import Handler, refuse
from tui.reader.loading import stamp_of

if TYPE_CHECKING:
    from tui.reader.context import ReaderContext
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.presentation import Presentation

RETRY = 2.0
"""Seconds between two attempts to save, and between two checks for changes by other programs."""


class Autosave:
    """Checks the library and the file from time to time, and asks about unsaved annotations before the program ends."""

    def __init__(
        self, context: "ReaderContext", movement: "Movement", presentation: "Presentation", editing: "Editing"
    ) -> None:
        self._context = context
        self._state, self._ui = context.state, context.ui
        self._movement = movement
        self._presentation = presentation
        self._editing = editing

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        return {"save-notes": Handler(self.ask_for_file, self._why_not_save)}

    # ---------------------------------------------------------------- from time to time

    def look_around(self) -> None:
        """Save the position, take in changes by other programs, and warn if the article's file changed."""
        self._movement.keep_place()
        self.synchronize()
        state = self._state
        if state.file_stamp is not None and state.article is not None:
            now = stamp_of(state.article.source)
            if now is not None and now != state.file_stamp:
                state.file_stamp = now
                message = f"The file changed on disk. Press {self._ui.key('reload')} to reload; your notes are kept."
                self._ui.say(message, "warning", 8)

    def synchronize(self) -> None:
        """Try again to save unsaved annotations; take in those that another quoth made of this article."""
        self._ui.start(self._synchronize, group="watch", exclusive=True)

    async def _synchronize(self) -> None:
        from tui.library.errors import LibraryError

        session, document = self._state.session, self._state.document
        if session is None or document is None or session.is_private:
            return
        if session.unsaved:
            if self._editing.is_reported:
                self._editing.save("Saved. The library is writable again.")
            return
        try:
            theirs = await session.from_others()
        except LibraryError:
            return
        if theirs is not None and document is self._state.document:
            document.annotations = theirs
            self._presentation.refresh()

    # ---------------------------------------------------------------- to a file

    def _why_not_save(self) -> str | None:
        if self._state.document is not None and self._state.document.annotations:
            return None
        return refuse(self._state, "Nothing to save: you have no notes on this article yet.")

    def ask_for_file(self) -> None:
        """Ask for a file, and save the annotations there."""
        from tui.dialogs.export import FileDialog

        def on_answer(answer: dict[str, str] | None) -> None:
            if answer and answer["path"]:
                self.save_to_file(Path(answer["path"]).expanduser())

        if self._state.document is not None:
            title, source = "Save your notes on this article to a file", self._state.document.original.source
            self._ui.ask(FileDialog(title, self._suggested_file().name, source), on_answer)

    def _suggested_file(self) -> Path:
        """Return a path in the user's home that does not exist yet."""
        document = self._state.document
        stem = Path(document.original.source).stem if document is not None else ""
        name = stem if stem.strip("-") else "article"
        names = (f"{name}.quoth.json", *(f"{name}-{number}.quoth.json" for number in range(2, 1000)))
        return next((path for path in map(Path.home().joinpath, names) if not path.exists()), Path.home() / names[0])

    def save_to_file(self, path: Path) -> bool:
        """Write article and annotations to a file for `quoth library import`; return whether that worked."""
        from tui.library.transfer import Portable, written
        from tui.system.atomic_write import save
        from tui.system.paths import for_people

        document = self._state.document
        if document is None:
            return False
        try:
            save(path, written([Portable(document.original, document.annotations)]))
        except OSError as error:
            again = f"Press {self._ui.key('save-notes')} to try another file."
            self._ui.say(f"{for_people(path)} could not be written ({error.strerror}). {again}", "warning", 8)
            return False
        self._editing.rescued = document.annotations
        self._ui.say(_saved(path.absolute()), timeout=6)
        return True

    # ---------------------------------------------------------------- at the end

    def ask_before_quit(self) -> None:
        """Ask what to do with annotations that are not saved."""
        options = [("save", "Save to a file and quit"), ("quit", "Quit without saving"), ("stay", "Cancel")]

        def on_choice(answer: str) -> None:
            file = self._suggested_file()
            if answer == "quit" or (answer == "save" and self.save_to_file(file)):
                document = self._state.document
                self._editing.rescued = document.annotations if document is not None else None
                self._ui.end(_saved(file) if answer == "save" else None)

        self._ui.choose("Your notes on this article are not saved", options, on_choice)

    def rescue(self) -> None:
        """Save unsaved annotations to a file because the program is being ended from outside."""
        from datetime import UTC, datetime

        if self._editing.has_unsaved and self._context.view.header.saving.startswith("Not saved"):
            path = self._suggested_file()
            self.save_to_file(path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"))


def _saved(path: Path) -> str:
    """Return the message that annotations were saved to `path`, with the command that imports them."""
    from shlex import quote

    from tui.system.paths import for_people

    name = for_people(path)
    return f"Saved to {name}. To import it: quoth library import {name if name.startswith('~') else quote(name)}"
