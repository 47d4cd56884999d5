"""Export the article to a file, and show the timeline of who speaks where."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from tui.document.selection import Selection
from tui.reader.commands import Handler, refuse
from tui.text.spans import hull

if TYPE_CHECKING:
    from tui.dialogs.export import Export
    from tui.reader.context import ReaderContext
    from tui.reader.movement import Movement
    from tui.reader.targets import Targets


class Exporting:
    """Exports the article with its analysis and annotations."""

    def __init__(self, context: "ReaderContext", targets: "Targets", movement: "Movement") -> None:
        self._state, self._ui = context.state, context.ui
        self._targets = targets
        self._movement = movement

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        return {
            "export": Handler(self.choose, lambda: None if self._state.index is not None else ""),
            "timeline": Handler(self.show_timeline, self._why_not_timeline),
        }

    def choose(self) -> None:
        """Ask for a format and a file, and export the article to it."""
        from tui.dialogs.choice import MenuDialog
        from tui.dialogs.export import EXPORTS, FileDialog, suggested

        document, article = self._state.document, self._state.article
        if document is None or article is None:
            return
        exports = {export.action.id: export for export in EXPORTS.values()}

        def on_choice(id_: str | None) -> None:
            if id_ is not None:
                export = exports[id_]
                title, name = f"Export as {export.action.label}", suggested(article, export)
                self._ui.ask(FileDialog(title, name, document.original.source), partial(on_file, export))

        def on_file(export: "Export", answer: dict[str, str] | None) -> None:
            if answer is not None:
                path = Path(answer["path"]).expanduser()
                self._ui.start(lambda: self._export(export, path), group="export")

        actions = [export.action for export in EXPORTS.values()]
        self._ui.ask(MenuDialog("Export the article with its quotes, entities and your notes", actions), on_choice)

    async def _export(self, export: "Export", path: Path) -> None:
        import asyncio

        from tui.dialogs.export import written
        from tui.system.errors import reason
        from tui.system.paths import for_people

        analyzed = self._state.document.analyzed if self._state.document is not None else None
        if analyzed is None:
            return
        try:
            size = await asyncio.to_thread(written, export, analyzed, path)
        except OSError as error:
            again = f"Press {self._ui.key('export')} to try another file."
            self._ui.say(f"{for_people(path)} could not be written ({reason(error)}). {again}", "warning", 8)
            return
        self._ui.say(f"Exported as {export.action.label} to {for_people(path.absolute())} ({size}).", timeout=8)

    def _why_not_timeline(self) -> str | None:
        index = self._state.index
        return (
            None
            if index is not None and index.analysis.quotes
            else refuse(self._state, "No quotes found in this article.")
        )

    def show_timeline(self) -> None:
        """Show the timeline, and go to the quote that the user chooses there."""
        from tui.dialogs.timeline import TimelineDialog

        index = self._state.index
        if index is None or not index.analysis.quotes:
            return

        def on_choice(quote: str | None) -> None:
            chosen = index.quote(quote)
            if chosen is not None:
                self._movement.jump_to(Selection("quote", chosen.id), hull(chosen.content))

        target = self._targets.quote()
        self._ui.ask(TimelineDialog(index, target.id if target is not None else None), on_choice)
