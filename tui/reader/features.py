"""All features of the reading screen. Imported after the first paint, which needs none of them."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tui.keys.key_table import READING, SOURCES
from tui.reader.appearance import Appearance
from tui.reader.autosave import Autosave
from tui.reader.commands import CommandTable
from tui.reader.copying import Copying
from tui.reader.corrections import Corrections
from tui.reader.exporting import Exporting
from tui.reader.first_hint import FirstHint
from tui.reader.navigation import Navigation
from tui.reader.notes import Notes
from tui.reader.search import Search
from tui.reader.targets import Targets

if TYPE_CHECKING:
    from textual.widget import AwaitMount, Widget

    from tui.app_base import AppBase
    from tui.reader.context import ReaderContext
    from tui.reader.dimming import Dimming
    from tui.reader.editing import Editing
    from tui.reader.movement import Movement
    from tui.reader.presentation import Presentation
    from tui.reader.sources import Sources

_WORK_WHILE_SELECTING = frozenset({"copy", "cite", "search-word", "clear", "position"})
_LEAD_AWAY = frozenset(action.id for action in (*SOURCES, *READING)) - _WORK_WHILE_SELECTING | {
    "export",
    "timeline",
    "article-details",
    "save-notes",
}
"""Actions that are blocked while the user selects text, because they lead away from it."""


MountLine = Callable[["Widget"], "AwaitMount"]
"""Puts a line above the footer."""


@dataclass(frozen=True, slots=True)
class SharedParts:
    """What several features need in addition to the context."""

    dimming: "Dimming"
    movement: "Movement"
    presentation: "Presentation"
    editing: "Editing"


class Features:
    """All features, and the table of their handlers.

    The screen passes messages of its widgets to the features that are attributes here.
    """

    def __init__(
        self, context: "ReaderContext", shared: SharedParts, sources: "Sources", app: "AppBase", mount_line: MountLine
    ) -> None:
        movement, editing = shared.movement, shared.editing
        targets = Targets(context.state, context.view)
        self.hint = FirstHint(context, app.keymap, mount_line)
        self.search = Search(context, movement)
        self.appearance = Appearance(context, targets, movement, shared.dimming)
        self.autosave = Autosave(context, movement, shared.presentation, editing)
        self.copying = Copying(context, targets, app)
        self.notes = Notes(context, targets, editing)
        self.corrections = Corrections(context, targets, editing, movement)
        self.navigation = Navigation(
            context,
            movement,
            targets,
            self.hint,
            repeat_search=self.search.repeat,
            can_repeat_search=lambda: self.search.can_repeat,
            mount_prompt=mount_line,
            run_command=lambda command: app.call_later(app.run_action, command),
        )
        self.commands = CommandTable(
            sources,
            editing,
            self.search,
            self.navigation,
            self.copying,
            Exporting(context, targets, movement),
            self.corrections,
            self.notes,
            self.autosave,
            self.appearance,
            key=context.ui.key,
            is_blocked=lambda action_id: action_id in _LEAD_AWAY and context.view.article.is_selecting,
        )
