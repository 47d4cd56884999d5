"""Keeping annotations safe: saved again when the library can be written, saved to a file when it cannot."""

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
"""Seconds between two tries to save what could not be saved, and between two looks at what others did."""


class Autosave:
    """Looks around from time to time, and asks before the end what to do with what is not saved."""

    def __init__(
        self, context: "ReaderContext", movement: "Movement", presentation: "Presentation", editing: "Editing"
    ) -> None:
        self._context = context
        self._state, self._ui = context.state, context.ui
        self._movement = movement
        self._presentation = presentation
        self._editing = editing

    def handlers(self) -> dict[str, Handler]:
        """Return what its actions do."""
        return {"save-work": Handler(self.ask_for_file, self._why_not_save)}

    # ---------------------------------------------------------------- from time to time

    def look_around(self) -> None:
        """Remember the place, see what others did with the article, and whether its file changed."""
        self._movement.keep_place()
        self.synchronize()
        state = self._state
        if state.file_stamp is not None and state.article is not None:
            now = stamp_of(state.article.source)
            if now is not None and now != state.file_stamp:
                state.file_stamp = now
                message = f"The file has changed; {self._ui.key('reload')} reads it anew, and keeps your work."
                self._ui.say(message, "warning", 8)

    def synchronize(self) -> None:
        """Try again to save what could not be; take in what another quoth did with this article."""
        self._ui.start(self._synchronize, group="watch", exclusive=True)

    async def _synchronize(self) -> None:
        from tui.library.errors import LibraryError

        session, document = self._state.session, self._state.document
        if session is None or document is None or session.is_private:
            return
        if session.unsaved:
            if self._editing.is_reported:
                self._editing.save("Saved: the library can be written again.")
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
        return refuse(self._state, "There is nothing to save: you have not done anything with this article yet.")

    def ask_for_file(self) -> None:
        """Save the annotations to a file that the user names."""
        from tui.dialogs.export import FileDialog

        def on_answer(answer: dict[str, str] | None) -> None:
            if answer and answer["path"]:
                self.save_to_file(Path(answer["path"]).expanduser())

        if self._state.document is not None:
            title, source = "Save your work on this article to a file", self._state.document.original.source
            self._ui.ask(FileDialog(title, self._suggested_file().name, source), on_answer)

    def _suggested_file(self) -> Path:
        """A file in the user's home that is not there yet."""
        document = self._state.document
        stem = Path(document.original.source).stem if document is not None else ""
        name = stem if stem.strip("-") else "article"
        names = (f"{name}.quoth.json", *(f"{name}-{number}.quoth.json" for number in range(2, 1000)))
        return next((path for path in map(Path.home().joinpath, names) if not path.exists()), Path.home() / names[0])

    def save_to_file(self, path: Path) -> bool:
        """Write article and annotations to a file that `quoth library import` reads; return whether it is there."""
        from tui.library.transfer import Portable, written
        from tui.system.atomic_write import save
        from tui.system.paths import for_people

        document = self._state.document
        if document is None:
            return False
        try:
            save(path, written([Portable(document.original, document.annotations)]))
        except OSError as error:
            again = f"{self._ui.key('save-work')} tries another file."
            self._ui.say(f"{for_people(path)} could not be written ({error.strerror}); {again}", "warning", 8)
            return False
        self._editing.rescued = document.annotations
        self._ui.say(f"Saved in {for_people(path.absolute())}; quoth library import reads it.", timeout=6)
        return True

    # ---------------------------------------------------------------- at the end

    def ask_before_quit(self) -> None:
        """Ask what to do with annotations that could not be saved."""
        options = [("save", "Save it to a file, then quit"), ("quit", "Quit without it"), ("stay", "Go on reading")]

        def on_choice(answer: str) -> None:
            file = self._suggested_file()
            if answer == "quit" or (answer == "save" and self.save_to_file(file)):
                document = self._state.document
                self._editing.rescued = document.annotations if document is not None else None
                self._ui.end(f"Saved in {file}; quoth library import reads it." if answer == "save" else None)

        self._ui.choose("Your work on this article is not saved", options, on_choice)

    def rescue(self) -> None:
        """Leave what could not be saved in a file: the program is ended from outside."""
        from datetime import UTC, datetime

        if self._editing.has_unsaved and self._context.view.header.saving.startswith("Not saved"):
            path = self._suggested_file()
            self.save_to_file(path.with_name(f"{path.stem}-{datetime.now(UTC):%Y%m%d-%H%M%S}.json"))
