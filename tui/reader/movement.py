"""Select things, and go to places and panes."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tui.document.selection import Selection
from tui.text.spans import Span
from tui.widgets.pane_layout import LISTS

if TYPE_CHECKING:
    from tui.reader.context import ReaderContext
    from tui.reader.dimming import Dimming
    from tui.reader.jump_list import Position
    from tui.rows.line import Target
    from tui.widgets.row_list import RowList


class Movement:
    """Moves the user, and shows where they are."""

    def __init__(self, context: "ReaderContext", dimming: "Dimming") -> None:
        self._context = context
        self._state, self._view = context.state, context.view
        self._dimming = dimming
        self._quote_at_cursor: str | None = None
        self.kept_place = (0, 0)
        """The first offset in view and the cursor, as saved in the library."""
        context.clear_stack.register("selection", lambda: self.select(None))

    # ---------------------------------------------------------------- selecting and going

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote in all panes; None clears the selection."""
        self._state.selection = selection
        self._context.clear_stack.put("selection", is_set=selection is not None)
        self._view.article.select(selection)
        if self._state.article is not None:
            self._view.panes.select(self._state.article, self._state.index, selection)
        self._dimming.update()
        self.update()

    def go(self, span: Span | None, of: Selection | None = None) -> None:
        """Show a place in the article that belongs to the entity or quote `of`."""
        if span is not None:
            # Mentions and matches are highlighted as current; a quote is long, and its bar is highlighted already.
            whole = of is not None and of.kind == "quote"
            self._view.article.go_to(Span(span.start, span.start) if whole else span)
        self.update()

    def go_to_selected(self, span: Span | None) -> None:
        """Show a place of the selected entity or quote, in the article and in the details."""
        if span is not None:
            self._view.panes.mark_place(span)
        self.go(span, self._state.selection)

    def jump_to(self, selection: Selection, span: Span) -> None:
        """Select an entity or quote, and go to its place in the article."""
        self.leave()
        self.select(selection)
        self.visit("article")
        self.go_to_selected(span)

    def walk_to(self, offset: int) -> None:
        """Go to an offset in the article."""
        self.leave()
        self.visit("article")
        self._view.article.walk_to(offset)
        self.update()

    def pick(self, selection: Selection, offset: int) -> None:
        """Select an entity or quote that the user picked in the article, at an offset."""
        from tui.reader.stepping import position

        self.leave()
        self.select(selection)
        at = position(self.places(), offset)
        if at is not None:
            self._view.panes.mark_place(self.places()[at])

    def browse(self, rows: "RowList", target: "Target") -> None:
        """Show the place of the highlighted row in the article; a row of a list is selected, one of the details not."""
        if rows is self._view.panes.details:
            self.leave(("details", self._state.selection))
            self.go(target.span, target.selection or self._state.selection)
        else:
            self.leave((rows.id, "browsing"))
            if target.selection != self._state.selection:
                self.select(target.selection)
            self.go_to_selected(target.span)

    def follow(self, target: "Target") -> None:
        """Select what a row stands for, and go to its place in the article."""
        self.leave()
        if target.selection is not None and target.selection != self._state.selection:
            self.select(target.selection)
        self.visit("article")
        self.go_to_selected(target.span)

    def visit(self, pane: str, *, select: bool = False) -> None:
        """Go to a pane. A list selects its first row if nothing is selected or searched for.

        With `select`, it also does so if the selection is not in the list.
        """
        self._view.close_prompts()
        self._view.panes.lists.close_filter()
        self._view.panes.go_to(pane)
        rows = self._view.panes.rows
        if rows is not None and rows.target is None:
            first = (self._mark_nearest_quote(rows) if pane == "quotes" else None) or rows.mark_first()
            is_free = self._state.selection is None and not self._state.search_name
            if first is not None and pane in LISTS and (select or is_free):
                self.select(first.selection)
                if select:
                    self.go_to_selected(first.span)
        self._context.ui.refresh_bindings()

    def _mark_nearest_quote(self, rows: "RowList") -> "Target | None":
        """Highlight the quote at the cursor in the list of quotes, or the next one after the start of the view."""
        from tui.rows.line import Target

        if self._state.index is None:
            return None
        article = self._view.article
        at = article.cursor_in_view or article.view().start
        below = next((quote.id for quote in self._state.index.analysis.quotes if quote.start >= at), None)
        for id_ in (self._view.quote_at_cursor if article.cursor_in_view else None, below):
            if id_ is not None:
                rows.mark(Target(None, Selection("quote", id_)))
                if rows.target is not None:
                    break
        return rows.target

    # ---------------------------------------------------------------- back and forward

    def position(self) -> "Position":
        """Return where the user is."""
        return self._view.position(self._state.selection)

    def leave(self, series: object = None) -> None:
        """Remember where the user is before a jump; of a series of jumps, only the first counts."""
        self._context.jumps.leave(self.position(), series)

    def leave_from(self, cursor: int, place: int, series: str) -> None:
        """Remember a position in the article that the user has left by a long way."""
        from tui.reader.jump_list import Position

        now = self.position()
        self._context.jumps.leave(Position("article", now.selection, cursor, place, now.views), series)
        self._context.ui.refresh_bindings()

    def return_to(self, position: "Position | None") -> None:
        """Go to a position of the jump list."""
        from tui.reader.stepping import position as position_of

        if position is not None:
            self.select(position.selection)
            places = self.places() if position.selection is not None else []
            at = position_of(places, position.cursor)
            self.go_to_selected(Span(position.cursor, position.cursor) if at is None else places[at])
            self._view.article.place = position.place
            self.visit(position.pane)
            # Highlighting a row may have scrolled to it.
            self._context.ui.call_after_refresh(setattr, self._view.panes, "views", position.views)
        self._context.ui.refresh_bindings()

    def keep_place(self) -> None:
        """Save where the user is in the article to the library, if that has changed."""
        here = self._view.article.place, self._view.article.cursor
        if self._state.session is not None and here != self.kept_place:
            self.kept_place = here
            self._state.session.keep_place(*here)

    # ---------------------------------------------------------------- stepping

    @property
    def steps_through_search(self) -> bool:
        """Whether next and previous go to search matches: the search is newer than the selection."""
        return self._context.clear_stack.last_of("search", "selection") == "search"

    def places(self) -> Sequence[Span]:
        """Return the places that next and previous step through."""
        if self.steps_through_search:
            return self._state.matches
        return self._state.index.places(self._state.selection) if self._state.index is not None else []

    # ---------------------------------------------------------------- where the user is

    def update(self) -> None:
        """Show where the user is and what is selected, and update the keys in the footer."""
        from tui.reader.stepping import note

        reached = self._view.quote_reached
        searched = self._state.search_name if self.steps_through_search and reached is None else ""
        cursor = self._view.article.cursor
        self._view.panes.note(note(self._state.index, self._selection_to_show(), searched, self.places(), cursor))
        self._context.ui.refresh_bindings()

    def update_quote_at_cursor(self) -> None:
        """Check again which quote is at the cursor, after the article has changed."""
        self._quote_at_cursor = self._view.quote_at_cursor

    def follow_cursor(self) -> None:
        """Update the position after the cursor of the article has moved."""
        under = self._view.quote_at_cursor if self._view.is_complete else None
        if under != self._quote_at_cursor or self._state.selection is not None or self._state.search_name:
            self._quote_at_cursor = under
            self.update()

    def _selection_to_show(self) -> Selection | None:
        """Return the selection, or the quote at the cursor if that is what the next key applies to."""
        selection, article = self._state.selection, self._view.article
        if self._view.panes.current != "article" or self._state.index is None:
            return selection
        quote = self._view.quote_reached
        if quote is None and (selection is None or selection.kind == "quote"):
            if selection in article.under_cursor():
                return selection
            quote = self._quote_at_cursor
        return selection if quote is None else Selection("quote", quote)
