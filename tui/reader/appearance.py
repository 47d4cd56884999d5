"""How the article is read: the length of its lines, the sizes of the panes, what stands out."""

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
    """Lets the user arrange the screen; it is found again as it was left."""

    def __init__(self, context: "ReaderContext", targets: "Targets", movement: "Movement", dimming: "Dimming") -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._targets = targets
        self._movement = movement
        self._dimming = dimming

    def handlers(self) -> dict[str, Handler]:
        """Return what its actions do."""

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
            "speaker-alone": Handler(partial(self.toggle_dimming, "speaker"), self._why_not_dim),
            "quotes-alone": Handler(partial(self.toggle_dimming, "quotes"), self._why_not_dim),
        }

    # ---------------------------------------------------------------- sizes

    def change_measure(self, step: int) -> None:
        """Make the lines of the article longer (`step` > 0) or shorter, by so many cells."""
        article = self._view.article
        width = article.line_width
        wanted = max(LEAST, min(width + step, MOST))
        article.measure = wanted
        if article.line_width == wanted:
            self._ui.say(f"Lines of up to {wanted} characters.", timeout=2)
        elif step > 0:
            more = f"there is no room for more; {self._ui.key('divider-right')} makes some."
            self._ui.say(f"Lines of {article.line_width} characters: {more}")
            article.measure = max(width, article.line_width)
        self.keep_sizes()

    def divide(self, divider: str, step: int) -> None:
        """Give more (`step` > 0) or less room to "article" or "below" (the details), in hundredths."""
        panes = self._view.panes
        if not panes.has_divider(divider):
            self._ui.say("There is nothing to divide at this size.", timeout=2)
        elif not panes.divide_by(divider, step):
            self._ui.say("The divider goes no further.", timeout=2)
        self.keep_sizes()

    def reset_sizes(self) -> None:
        """Give all panes the sizes that they had at first."""
        self._view.panes.sizes = {}
        self._view.article.measure = self._context.services.config.get("width", MEASURE)
        self._context.services.preferences.keep(SIZES, {})  # what the settings say holds again
        self._ui.say("The sizes are as they were at first.", timeout=2)

    def keep_sizes(self) -> None:
        """Remember the sizes for the next time."""
        sizes = {**self._view.panes.sizes, _MEASURE: self._view.article.measure}
        self._context.services.preferences.keep(SIZES, sizes)

    def restore(self, preferences: "Preferences") -> None:
        """Give the panes the sizes that they had the last time."""
        sizes = preferences.sizes
        self._view.panes.sizes = sizes
        if LEAST <= sizes.get(_MEASURE, 0) <= MOST and sizes[_MEASURE] != self._view.article.measure:
            self._view.article.measure = sizes[_MEASURE]

    # ---------------------------------------------------------------- what stands out

    def _why_not_dim(self) -> str | None:
        index = self._state.index
        return None if index is not None and index.analysis.quotes else refuse(self._state, "No quotes were found.")

    def toggle_dimming(self, emphasis: "Emphasis") -> None:
        """Let only the quotes stand out, or what the speaker says; once more: everything."""
        if self._dimming.emphasis == emphasis or self._state.index is None:
            self._dimming.clear()
            self._ui.say("All of it stands out again.", timeout=2)
        elif emphasis == "speaker":
            self._emphasize_speaker()
        else:
            self._ui.say("Only the quotes stand out.")
            self._dimming.start(emphasis)

    def _emphasize_speaker(self) -> None:
        speaker, selection = self._targets.quoted_speaker(), self._state.selection
        if speaker is None:
            who = self._name_of(selection.id) if selection is not None else None
            self._ui.say(f"No quote by {who} was found." if who is not None else "Select who is to stand out.")
            return
        self._dimming.emphasis = "speaker"
        self._movement.select(Selection("entity", speaker))
        self._ui.say(f"Only what {self._name_of(speaker)} says stands out.")
        self._dimming.start("speaker")

    def _name_of(self, entity_id: str) -> str | None:
        entity = self._state.index.entity(entity_id) if self._state.index is not None else None
        return shown(entity.name) if entity is not None else None
