"""How the article is read: the length of its lines, the sizes of the panes, what of it stands out."""

from typing import TYPE_CHECKING

from textual import work

from tui.document.selection import Selection
from tui.keys.keymap import in_use
from tui.reader.navigation import MovingScreen
from tui.reader.preferences import HINT, SIZES
from tui.text.spans import Span
from tui.widgets.article_pane import LEAST, MEASURE, MOST

if TYPE_CHECKING:
    from tui.config import Config
    from tui.document.index import DocumentIndex
    from tui.widgets.hint import Hint

_MEASURE = "measure"


class ComfortScreen(MovingScreen):
    """A screen that a reader can arrange; it is found again as it was left."""

    config: "Config"
    _hint: "Hint | None" = None
    _dimmed = ""
    """What alone is not dimmed: "speaker", "quotes", or nothing is."""

    def action_measure(self, step: int) -> None:
        """Longer (`step` > 0) or shorter lines in the article, by so many cells."""
        article = self._panes.article
        shown = article.line_width
        wanted = max(LEAST, min(shown + step, MOST))
        article.measure = wanted
        if article.line_width == wanted:
            self.say(f"Lines of up to {wanted} characters.", timeout=2)
        elif step > 0:
            more = f"there is no room for more; {self.key('divider-right')} makes some."
            self.say(f"Lines of {article.line_width} characters: {more}")
            article.measure = max(shown, article.line_width)
        self._keep_sizes()

    def action_divide(self, divider: str, step: int) -> None:
        """More (`step` > 0) or less room for "article" or "below" (the details), in hundredths; "": as at first."""
        panes = self._panes
        if not divider:
            panes.sizes = {}
            panes.article.measure = self.config.get("width", MEASURE)
            self.preferences.keep(SIZES, {})  # what the settings say holds again
            self.say("The sizes are as they were at first.", timeout=2)
            return
        if not panes.has_divider(divider):
            self.say("There is nothing to divide at this size.", timeout=2)
        elif not panes.divide_by(divider, step):
            self.say("The divider goes no further.", timeout=2)
        self._keep_sizes()

    def on_panes_divided(self) -> None:
        """A divider was moved with the mouse."""
        self._keep_sizes()

    def _keep_sizes(self) -> None:
        self.preferences.keep(SIZES, {**self._panes.sizes, _MEASURE: self._panes.article.measure})

    @work(group="habits")
    async def take_up_habits(self) -> None:
        """Have the screen as it was the last time."""
        kept = await self.preferences.load()
        self._past.before(self.preferences.searches)
        sizes = self.preferences.sizes
        self._panes.sizes = sizes
        if LEAST <= sizes.get(_MEASURE, 0) <= MOST and sizes[_MEASURE] != self._panes.article.measure:
            self._panes.article.measure = sizes[_MEASURE]
        if kept and not self.preferences.hinted:
            self.hint()

    def hint(self) -> None:
        """Say the first time what to press."""
        from tui.widgets.hint import Hint

        self._hint = Hint(in_use(self.app), id="hint")
        self.mount(self._hint, before="#keys")
        self.preferences.keep(HINT, True)
        self.refresh_bindings()

    def on_hint_gone(self) -> None:
        """The reader knows it."""
        if self._hint is not None:
            self._hint.remove()
            self._hint = None
            self.refresh_bindings()

    def on_key(self) -> None:
        """With every key a newcomer is less of one."""
        if self._hint is not None:
            self._hint.key_pressed()

    # ---------------------------------------------------------------- what stands out

    def action_dim(self, what: str) -> None:
        """Dim all but what the speaker at hand says, or all but the quotes; once more: nothing."""
        if self._dimmed == what or self.index is None:
            self.dim_nothing()
            self.say("All of it stands out again.", timeout=2)
            return
        if what == "speaker":
            speaker = self.speaker_at_hand()
            if speaker is None:
                who = self._name_of(self.selection.id) if self.selection is not None else None
                self.say(f"No quote by {who} was found." if who is not None else "Select who is to stand out.")
                return
            self._dimmed = what
            self.select(Selection("entity", speaker))
            self.say(f"Only what {self._name_of(speaker)} says stands out.")
        else:
            self._dimmed = what
            self.say("Only the quotes stand out.")
        self.dim_again()
        self._remember("dim", there=True)

    def dim_nothing(self) -> None:
        """Everything stands out again."""
        self._dimmed = ""
        self._panes.article.dim(None)
        self._remember("dim", there=False)

    def dim_again(self) -> None:
        """The selection or the analysis has changed: dim what is to be dimmed now."""
        if not self._dimmed or self.index is None:
            return
        selection = self.selection
        if self._dimmed == "quotes":
            self._panes.article.dim(bright(self.index))
        elif selection is not None and selection.kind == "entity":
            self._panes.article.dim(bright(self.index, selection.id))
        elif selection is None:
            self.dim_nothing()

    def speaker_at_hand(self) -> str | None:
        """The id of the entity that is selected, or that says the quote at hand."""
        if self.index is None:
            return None
        if self.selection is not None and self.selection.kind == "entity":
            return self.selection.id if self.index.quotes_by(self.selection.id) else None
        quote = self.quote_at_hand()
        return quote.speaker if quote is not None else None

    def _name_of(self, entity: str) -> str | None:
        from tui.text.display import shown

        found = self.index.entity(entity) if self.index is not None else None
        return shown(found.name) if found is not None else None


def bright(index: "DocumentIndex", speaker: str | None = None) -> list[Span]:
    """What is said by `speaker` (None: by anyone), with the words that attribute it."""
    quotes = index.analysis.quotes if speaker is None else index.quotes_by(speaker)
    return [span for quote in quotes for span in (*quote.content, *quote.cue, *quote.source)]
