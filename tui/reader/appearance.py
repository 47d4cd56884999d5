"""The length of the article's lines, the sizes of the panes, and what is highlighted."""

from functools import partial
from typing import TYPE_CHECKING

from tui.document.selection import Selection
from tui.reader.commands import Handler, refuse
from tui.reader.preferences import SIZES
from tui.text.display import shown
from tui.widgets.article_pane import LEAST, MEASURE, MOST

if TYPE_CHECKING:
    from tui.reader.context import ReaderContext
    from tui.reader.dimming import Dimming, Emphasis
    from tui.reader.movement import Movement
    from tui.reader.preferences import Preferences
    from tui.reader.targets import Targets

_MEASURE = "measure"


class Appearance:
    """Lets the user arrange the screen, and restores the arrangement the next time."""

    def __init__(self, context: "ReaderContext", targets: "Targets", movement: "Movement", dimming: "Dimming") -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._targets = targets
        self._movement = movement
        self._dimming = dimming

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""

        def if_open() -> str | None:
            return None if self._state.article is not None else ""

        def divide(divider: str, step: int) -> Handler:
            return Handler(partial(self.divide, divider, step), if_open)

        return {
            "narrower": Handler(partial(self.change_measure, -4), if_open),
            "wider": Handler(partial(self.change_measure, 4), if_open),
            "divider-left": divide("article", -4),
            "divider-right": divide("article", 4),
            "divider-up": divide("below", 2),
            "divider-down": divide("below", -2),
            "sizes-reset": Handler(self.reset_sizes, if_open),
            "highlight-speaker": Handler(partial(self.toggle_dimming, "speaker"), self._why_not_dim),
            "highlight-quotes": Handler(partial(self.toggle_dimming, "quotes"), self._why_not_dim),
        }

    # ---------------------------------------------------------------- sizes

    def change_measure(self, step: int) -> None:
        """Make the lines of the article longer (`step` > 0) or shorter by `step` cells."""
        article = self._view.article
        width = article.line_width
        wanted = max(LEAST, min(width + step, MOST))
        article.measure = wanted
        if article.line_width == wanted:
            self._ui.say(f"Lines of up to {wanted} characters.", timeout=2)
        elif step > 0:
            room = f"No room for longer lines. Press {self._ui.key('divider-right')} to make room."
            self._ui.say(f"Lines of {article.line_width} characters. {room}")
            article.measure = max(width, article.line_width)
        self.keep_sizes()

    def divide(self, divider: str, step: int) -> None:
        """Give "article" or "below" (the details) more or less room, by `step` hundredths."""
        panes = self._view.panes
        if not panes.has_divider(divider):
            self._ui.say("There is no divider at this size.", timeout=2)
        elif not panes.divide_by(divider, step):
            self._ui.say("The divider is at its limit.", timeout=2)
        self.keep_sizes()

    def reset_sizes(self) -> None:
        """Give all panes their default sizes."""
        self._view.panes.sizes = {}
        self._view.article.measure = self._context.services.config.get("width", MEASURE)
        self._context.services.preferences.keep(SIZES, {})  # the sizes in the settings apply again
        self._ui.say("Layout reset.", timeout=2)

    def keep_sizes(self) -> None:
        """Remember the sizes for the next time."""
        sizes = {**self._view.panes.sizes, _MEASURE: self._view.article.measure}
        self._context.services.preferences.keep(SIZES, sizes)

    def restore(self, preferences: "Preferences") -> None:
        """Give the panes the sizes they had last time."""
        sizes = preferences.sizes
        self._view.panes.sizes = sizes
        if LEAST <= sizes.get(_MEASURE, 0) <= MOST and sizes[_MEASURE] != self._view.article.measure:
            self._view.article.measure = sizes[_MEASURE]

    # ---------------------------------------------------------------- highlighting

    def _why_not_dim(self) -> str | None:
        index = self._state.index
        return (
            None
            if index is not None and index.analysis.quotes
            else refuse(self._state, "No quotes found in this article.")
        )

    def toggle_dimming(self, emphasis: "Emphasis") -> None:
        """Highlight only the quotes, or one speaker's quotes; if that is so already, everything."""
        if self._dimming.emphasis == emphasis or self._state.index is None:
            self._dimming.clear()
            self._ui.say("Highlighting everything.", timeout=2)
        elif emphasis == "speaker":
            self._emphasize_speaker()
        else:
            self._ui.say("Highlighting only quotes.")
            self._dimming.start(emphasis)

    def _emphasize_speaker(self) -> None:
        speaker, selection = self._targets.quoted_speaker(), self._state.selection
        if speaker is None:
            who = self._name_of(selection.id) if selection is not None else None
            self._ui.say(f"{who} is not quoted." if who is not None else "Select a speaker first.")
            return
        self._dimming.emphasis = "speaker"
        self._movement.select(Selection("entity", speaker))
        self._ui.say(f"Highlighting only {self._name_of(speaker)}.")
        self._dimming.start("speaker")

    def _name_of(self, entity_id: str) -> str | None:
        entity = self._state.index.entity(entity_id) if self._state.index is not None else None
        return shown(entity.name) if entity is not None else None
