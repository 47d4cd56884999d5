"""Selecting, and going to places and panes: what all features do when they lead the user somewhere."""

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
    """Moves the user, and says where they are."""

    def __init__(self, context: "ReaderContext", dimming: "Dimming") -> None:
        self._context = context
        self._state, self._view = context.state, context.view
        self._dimming = dimming
        self._quote_at_cursor: str | None = None
        self.kept_place = (0, 0)
        """The first offset in view and the cursor, as the library knows them."""
        context.clear_stack.register("selection", lambda: self.select(None))

    # ---------------------------------------------------------------- selecting and going

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote, in all panes; None: nothing."""
        self._state.selection = selection
        self._context.clear_stack.put("selection", is_set=selection is not None)
        self._view.article.select(selection)
        if self._state.article is not None:
            self._view.panes.select(self._state.article, self._state.index, selection)
        self._dimming.update()
        self.update()

    def go(self, span: Span | None, of: Selection | None = None) -> None:
        """Show a place in the article, which belongs to the entity or quote `of`."""
        if span is not None:
            # A mention and a match are lit as the current one; a quote is long, and its bar is lit already.
            whole = of is not None and of.kind == "quote"
            self._view.article.go_to(Span(span.start, span.start) if whole else span)
        self.update()

    def go_to_selected(self, span: Span | None) -> None:
        """Show a place of what is selected, in the article and in the details."""
        if span is not None:
            self._view.panes.mark_place(span)
        self.go(span, self._state.selection)

    def jump_to(self, selection: Selection, span: Span) -> None:
        """Select something, and take the user to its place in the article."""
        self.leave()
        self.select(selection)
        self.visit("article")
        self.go_to_selected(span)

    def walk_to(self, offset: int) -> None:
        """Put the cursor of the article on an offset."""
        self.leave()
        self.visit("article")
        self._view.article.walk_to(offset)
        self.update()

    def pick(self, selection: Selection, offset: int) -> None:
        """Select what was picked in the article, at an offset."""
        from tui.reader.stepping import position

        self.leave()
        self.select(selection)
        at = position(self.places(), offset)
        if at is not None:
            self._view.panes.mark_place(self.places()[at])

    def browse(self, rows: "RowList", target: "Target") -> None:
        """Show the place of a row in the article. A row of a list is selected; the details stay what they are."""
        if rows is self._view.panes.details:
            self.leave(("details", self._state.selection))
            self.go(target.span, target.selection or self._state.selection)
        else:
            self.leave((rows.id, "browsing"))
            if target.selection != self._state.selection:
                self.select(target.selection)
            self.go_to_selected(target.span)

    def follow(self, target: "Target") -> None:
        """Select what a row leads to, and take the user to its place."""
        self.leave()
        if target.selection is not None and target.selection != self._state.selection:
            self.select(target.selection)
        self.visit("article")
        self.go_to_selected(target.span)

    def visit(self, pane: str, *, select: bool = False) -> None:
        """Take the user to a pane. A list selects its first row if nothing is selected or searched for.

        With `select` it does so whenever what is selected is not listed.
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
        """Put the mark of the list of quotes on the one at the cursor, or the next one below what is in view."""
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
        """Remember where the user is before a jump; of a series of jumps only the first counts."""
        self._context.jumps.leave(self.position(), series)

    def leave_from(self, cursor: int, place: int, series: str) -> None:
        """Remember a place that a key of the article led away from, far enough to come back."""
        from tui.reader.jump_list import Position

        now = self.position()
        self._context.jumps.leave(Position("article", now.selection, cursor, place, now.views), series)
        self._context.ui.refresh_bindings()

    def return_to(self, position: "Position | None") -> None:
        """Take the user back to a position."""
        from tui.reader.stepping import position as position_of

        if position is not None:
            self.select(position.selection)
            places = self.places() if position.selection is not None else []
            at = position_of(places, position.cursor)
            self.go_to_selected(Span(position.cursor, position.cursor) if at is None else places[at])
            self._view.article.place = position.place
            self.visit(position.pane)
            # Marking a row may scroll to it.
            self._context.ui.call_after_refresh(setattr, self._view.panes, "views", position.views)
        self._context.ui.refresh_bindings()

    def keep_place(self) -> None:
        """Have the library remember where the user is, if that has changed."""
        here = self._view.article.place, self._view.article.cursor
        if self._state.session is not None and here != self.kept_place:
            self.kept_place = here
            self._state.session.keep_place(*here)

    # ---------------------------------------------------------------- stepping

    @property
    def steps_through_search(self) -> bool:
        """Whether `n` goes to matches: the search was set after the selection."""
        return self._context.clear_stack.last_of("search", "selection") == "search"

    def places(self) -> Sequence[Span]:
        """Return what `n` and `N` step through."""
        if self.steps_through_search:
            return self._state.matches
        return self._state.index.places(self._state.selection) if self._state.index is not None else []

    # ---------------------------------------------------------------- saying where the user is

    def update(self) -> None:
        """Say where the user is and what is selected, and show other keys if others work now."""
        from tui.reader.stepping import note

        reached = self._view.quote_reached
        searched = self._state.search_name if self.steps_through_search and reached is None else ""
        cursor = self._view.article.cursor
        self._view.panes.note(note(self._state.index, self._told_selection(), searched, self.places(), cursor))
        self._context.ui.refresh_bindings()

    def update_quote_at_cursor(self) -> None:
        """Look again which quote is at the cursor, after what is in the article has changed."""
        self._quote_at_cursor = self._view.quote_at_cursor

    def follow_cursor(self) -> None:
        """The cursor of the article has moved: say where the user is, if that differs from before."""
        under = self._view.quote_at_cursor if self._view.is_complete else None
        if under != self._quote_at_cursor or self._state.selection is not None or self._state.search_name:
            self._quote_at_cursor = under
            self.update()

    def _told_selection(self) -> Selection | None:
        """What is selected, unless keys would take another quote, that at the cursor."""
        selection, article = self._state.selection, self._view.article
        if self._view.panes.current != "article" or self._state.index is None:
            return selection
        quote = self._view.quote_reached
        if quote is None and (selection is None or selection.kind == "quote"):
            if selection in article.under_cursor():
                return selection
            quote = self._quote_at_cursor
        return selection if quote is None else Selection("quote", quote)
