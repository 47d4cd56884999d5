"""Search the article: matches are shown while the user types, and stepped through afterwards."""

import asyncio
from typing import TYPE_CHECKING

from tui.reader.commands import Handler
from tui.search.matches import Matches
from tui.search.past import Past
from tui.search.query import Query, QueryError
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.reader.context import ReaderContext
    from tui.reader.jump_list import Position
    from tui.reader.movement import Movement
    from tui.reader.preferences import Preferences
    from tui.search.finder import Finder

_AT_ONCE = 50_000
"""Length of a text, in code points, up to which a search for words is faster than typing."""

_PAUSE = 0.05
"""Seconds without a change after which a regular expression is tried."""


class Search:
    """Finds words and regular expressions in the article.

    Matches are shown while the user types; if the search is canceled, the view goes back to where it was.
    """

    def __init__(self, context: "ReaderContext", movement: "Movement") -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._movement = movement
        self.past = Past()
        self._finder: Finder | None = None
        self._started_from: Position | None = None
        self._wanted = Query()
        self._onward = 0  # 1 or -1: go to the next or previous match from the cursor; 0: from the start of the view
        self._under_way: asyncio.Future[Matches] | None = None
        context.clear_stack.register("search", self.clear)

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        return {"search": Handler(self.ask, self._why_not), "search-word": Handler(self.search_word, self._why_not)}

    def _why_not(self) -> str | None:
        return None if self._state.article is not None else ""

    def restore(self, preferences: "Preferences") -> None:
        """Add the searches of earlier sessions."""
        self.past.before(preferences.searches)

    @property
    def finder(self) -> "Finder | None":
        """The finder for the article; None if there is no article."""
        article = self._state.article
        if article is None:
            return None
        if self._finder is None or self._finder.text is not article.text:
            from tui.search.finder import Finder

            self._finder = Finder(article.text)
        return self._finder

    # ---------------------------------------------------------------- prompt

    def ask(self) -> None:
        """Open the prompt for a search."""
        self._started_from = self._movement.position()
        self._view.search_prompt.ask()
        finder = self.finder
        if finder is not None and finder.size > _AT_ONCE:
            self._ui.start(lambda: self._prepare(finder), group="prepare")

    async def _prepare(self, finder: "Finder") -> None:
        """Prepare the text before the first letter is typed."""
        from tui.system.threads import run_in_thread

        await run_in_thread(finder.prepare)

    def search_word(self) -> None:
        """Search for the selected text, or the word at the cursor, and go to the next match."""
        article = self._view.article
        words = article.selected_text() or self._name_in_list() or article.words_at_cursor()
        if words.strip():
            article.stop_selecting()
            self._started_from, self._onward = self._movement.position(), 1
            self._look_for(Query(" ".join(words.split())), is_done=True)

    def _name_in_list(self) -> str:
        """Return the name of the highlighted entity, or of the speaker of the highlighted quote; "" outside lists."""
        index, marked = self._state.index, self._view.marked_selection()
        if index is None or marked is None:
            return ""
        quote = index.quote(marked.id) if marked.kind == "quote" else None
        entity = index.entity(marked.id if quote is None else quote.speaker)
        return entity.name if entity is not None else ""

    def follow_prompt(self, query: Query) -> None:
        """Show the first match after where the user was, while they type."""
        self._look_for(query)

    def finish(self) -> None:
        """End typing and stay at the match; if nothing was typed, repeat the last search."""
        query = self._view.search_prompt.wanted
        if query.is_empty:  # repeat the last one from here
            query, self._onward = self.past.last or query, 1
        self._look_for(query, is_done=True)

    def cancel(self) -> None:
        """Cancel the search, and go back to where the user was."""
        self._view.search_prompt.close()
        self.clear()
        if self._started_from is not None:
            self._view.article.put_cursor(self._started_from.cursor)
            self._view.article.place = self._started_from.place
        self._movement.visit(self._view.panes.current)

    def clear(self) -> None:
        """Clear the search."""
        self._wanted = Query()
        self._ui.cancel("search")
        self._show(Query(), Matches())

    @property
    def can_repeat(self) -> bool:
        """Whether there is an earlier search to repeat, and no present one."""
        return self.past.last is not None and not self._state.matches and self._state.article is not None

    def repeat(self, step: int) -> None:
        """Repeat the last search from the cursor, forward (1) or backward (-1)."""
        if self.past.last is not None:
            self._started_from, self._onward = self._movement.position(), step
            self._look_for(self.past.last, is_done=True)

    # ---------------------------------------------------------------- finding

    def _look_for(self, query: Query, *, is_done: bool = False) -> None:
        """Find `query`: words at once unless the text is long, anything else in the background."""
        self._wanted = query
        self._ui.cancel("search")
        finder = self.finder
        if finder is None or query.is_empty:
            self._take(query, Matches(), is_done=is_done)
        elif not query.regex and finder.size <= _AT_ONCE:
            self._take(query, finder.find(query), is_done=is_done)
        else:
            self._ui.start(lambda: self._find_aside(finder, query, is_done=is_done), group="search", exclusive=True)

    async def _find_aside(self, finder: "Finder", query: Query, *, is_done: bool) -> None:
        from tui.system.threads import run_in_thread

        if query.regex:
            await asyncio.sleep(_PAUSE)
        while self._under_way is not None and not self._under_way.done():  # it ends by itself, soon
            await asyncio.wait([self._under_way])
        self._under_way = asyncio.ensure_future(run_in_thread(lambda: finder.find(query)))
        self._under_way.add_done_callback(
            lambda done: done.cancelled() or done.exception()
        )  # so that an error counts as handled
        try:
            matches = await asyncio.shield(self._under_way)
        except QueryError as error:  # keep the previous matches and what was typed
            if query == self._wanted:
                self._view.search_prompt.tell(str(error), trouble=True)
                if not self._view.search_prompt.display:
                    self._ui.say(str(error), "warning")
            return
        if query == self._wanted and finder is self.finder:
            self._take(query, matches, is_done=is_done)

    def _take(self, query: Query, matches: Matches, *, is_done: bool) -> None:
        """Show the matches, and go to the first one."""
        from tui.reader.stepping import stepped

        article, start = self._view.article, self._started_from
        self._show(query, matches)
        if self._onward:
            first, _ = stepped(matches, article.cursor, self._onward)
            self._onward = 0
        else:
            first = matches.from_on(start.place if start is not None else article.place)
        if first is not None:
            article.go_to(first)
        elif start is not None:
            article.put_cursor(start.cursor)
            article.place = start.place
        self._view.search_prompt.tell(self._count(first) if not query.is_empty else "")
        if is_done:
            self._end(query, first)

    def _end(self, query: Query, first: Span | None) -> None:
        """Close the prompt, save the search, and go to its first match."""
        self._view.search_prompt.close()
        if not query.is_empty:
            self.past.add(query)
            self._context.services.preferences.keep_searches(self.past.queries)
        self._movement.visit("article")
        if first is not None:
            if self._started_from is not None:
                self._context.jumps.leave(self._started_from)
            self._movement.go(first)
        elif not query.is_empty:
            lower = Query(query.typed.lower(), query.regex)
            other = self.finder.find(lower) if self.finder is not None and lower != query and not query.regex else ()
            message = f"{_named(query)} not found."
            if other:
                message = (
                    f"{_named(query)} not found, but {_named(lower)} is. Capital letters make a search case-sensitive."
                )
            self._ui.say(message, "warning", 5 if other else 3)

    def _count(self, at: Span | None) -> str:
        from tui.reader.stepping import position

        if at is None:
            return "not found"
        matches = self._state.matches
        return f"{(position(matches, at.start) or 0) + 1:,} of {len(matches):,}"

    def _show(self, query: Query, matches: Matches) -> None:
        self._state.matches = matches
        self._state.search_name = _named(query) if matches else ""
        self._view.article.set_matches(matches)
        self._context.clear_stack.put("search", is_set=bool(matches))
        self._movement.update()


def _named(query: Query) -> str:
    """Return a search as it is shown: words in quote marks, a regular expression between slashes."""
    return f"/{query.typed}/" if query.regex else f"“{query.typed}”"
