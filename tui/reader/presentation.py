"""Show an article with its analysis and annotations, and update the panes when they change."""

import asyncio
import gc
from typing import TYPE_CHECKING

from tui.analysis.model import Analysis
from tui.system.threads import run_in_thread

if TYPE_CHECKING:
    from tui.document.index import DocumentIndex
    from tui.reader.context import ReaderContext
    from tui.reader.dimming import Dimming
    from tui.reader.movement import Movement


class Presentation:
    """Shows the state in the panes."""

    def __init__(self, context: "ReaderContext", movement: "Movement", dimming: "Dimming") -> None:
        self._context = context
        self._state, self._view = context.state, context.view
        self._movement = movement
        self._dimming = dimming

    async def show_analysis(self, analysis: Analysis) -> bool:
        """Fill the panes one after the other, so that a key pressed meanwhile waits for one of them at most.

        Returns:
            False if another article was opened meanwhile.
        """
        document = self._state.document
        if document is None:
            return False
        await asyncio.sleep(0)
        if document is not self._state.document:
            return False
        document.set_analysis(analysis)
        self._view.show_analysis(self._state)
        await asyncio.sleep(0)
        if document is not self._state.document:
            return False
        self._view.show_lists(self._state)
        await asyncio.sleep(0)
        if document is not self._state.document:
            return False
        self._view.show_details(self._state)
        self._view.header.status = ""
        self._movement.update_quote_at_cursor()
        self._movement.update()
        self._prepare()
        return True

    def refresh(self) -> None:
        """Update the article, the lists and the details after the annotations have changed."""
        document, view = self._state.document, self._view
        if document is None or not view.is_complete:
            return
        self.name_article()
        if not document.is_analyzed:
            return
        view.panes.catch_up()
        before, index = document.index, document.refresh()
        selection = self._state.selection
        known = index.entity if selection is not None and selection.kind == "entity" else index.quote
        if selection is not None and known(selection.id) is None:
            self._state.selection = None
            self._context.clear_stack.put("selection", is_set=False)
            view.panes.lists.mark(None)
        if before is None or before.analysis is not index.analysis:
            view.article.set_analysis(index.analysis)
            view.article.select(self._state.selection)
        view.show_remarks(self._state)
        view.show_lists(self._state)
        view.show_details(self._state)
        self._movement.update_quote_at_cursor()
        self._dimming.update()
        self._movement.update()
        self._prepare()

    def name_article(self) -> None:
        """Show the article's title and other details as the user edited them."""
        document, state = self._state.document, self._state
        if document is not None and document.article != state.article:
            state.article = document.article
            self._view.header.article = state.article
            self._view.panes.details.show(state.article, state.index, state.selection)

    def _prepare(self) -> None:
        """Compute in the background what would take a while when the first key needs it."""
        index = self._state.index

        async def prepare(index: "DocumentIndex") -> None:
            await run_in_thread(index.prepare)
            gc.freeze()  # it lives as long as the screen; scanning it in every collection would delay keys

        if index is not None:
            self._context.ui.start(lambda: prepare(index), group="prepare")
