"""Searching in the article: what is typed is found and shown at once, and stepped through afterwards."""

import asyncio
from typing import TYPE_CHECKING

from textual import work

from tui.reader.copying import TakingScreen
from tui.reader.jump_list import JumpList, Position
from tui.reader.preferences import Preferences
from tui.search.matches import Matches
from tui.search.past import Past
from tui.search.query import Query, QueryError
from tui.text.spans import Span

if TYPE_CHECKING:
    from tui.document.selection import Selection
    from tui.search.finder import Finder
    from tui.widgets.prompt import Prompt
    from tui.widgets.search_prompt import SearchPrompt

_AT_ONCE = 50_000
"""Code points of a text in which words are found before the next key could be pressed."""


_PAUSE = 0.05
"""Seconds for which an expression must stand as it is before it is tried."""


class SearchingScreen(TakingScreen):
    """A screen whose article can be searched.

    What is found while a search is typed is shown; the view comes back if the search is given up.
    """

    _search_prompt: "SearchPrompt"
    _jumps: JumpList
    _past: Past
    preferences: Preferences
    _finder: "Finder | None" = None
    _found: Matches
    _searched = ""
    _searched_from: Position | None = None
    _wanted = Query()
    _onward = 0
    _under_way: "asyncio.Future[Matches] | None" = None

    def visit(self, pane: str, *, select: bool = False) -> None:
        """Take the reader to a pane."""
        raise NotImplementedError

    def go(self, span: Span | None, of: "Selection | None" = None) -> None:
        """Show a place in the article."""
        raise NotImplementedError

    def _now(self) -> Position:
        """Where the reader is."""
        raise NotImplementedError

    def _remember(self, what: str, there: bool) -> None:
        """Keep what can be undone."""
        raise NotImplementedError

    def _changed(self) -> None:
        """Say where the reader is."""
        raise NotImplementedError

    @property
    def finder(self) -> "Finder | None":
        """What finds things in the article; None as long as there is no article."""
        if self.article is None:
            return None
        if self._finder is None or self._finder.text is not self.article.text:
            from tui.search.finder import Finder

            self._finder = Finder(self.article.text)
        return self._finder

    def action_search(self) -> None:
        """Open the prompt for a search."""
        self._searched_from = self._now()
        self._search_prompt.ask()
        if self.finder is not None and self.finder.size > _AT_ONCE:
            self._prepare(self.finder)

    def action_search_word(self) -> None:
        """Search for the words that are selected, or for what stands at the cursor, and go to the next place."""
        article = self._panes.article
        words = article.selected_text() or self._name_in_list() or article.words_at_cursor()
        if words.strip():
            article.stop_selecting()
            self._searched_from, self._onward = self._now(), 1
            self._look_for(Query(" ".join(words.split())), done=True)

    def _name_in_list(self) -> str:
        """The name of who is marked in the list that the reader is in, or says the quote; "" elsewhere."""
        rows = self._panes.rows
        marked = rows.target.selection if rows is not None and rows.target is not None else None
        if self.index is None or marked is None:
            return ""
        quote = self.index.quote(marked.id) if marked.kind == "quote" else None
        entity = self.index.entity(marked.id if quote is None else quote.speaker)
        return entity.name if entity is not None else ""

    @work(group="prepare")
    async def _prepare(self, finder: "Finder") -> None:
        """Have the text ready by the time that the first letter is typed."""
        from tui.system.threads import run_in_thread

        await run_in_thread(finder.prepare)

    def on_wanted(self, query: Query) -> None:
        """Find what is typed, and show the first match from where the reader was."""
        self._look_for(query)

    def on_prompt_entered(self, event: "Prompt.Entered") -> None:
        """Stay at the match that is shown; with nothing typed, search for what was searched for last."""
        if event.prompt is not self._search_prompt:
            return
        query = self._search_prompt.wanted
        if query.is_empty:  # once more the last one, from here on
            query, self._onward = self._past.last or query, 1
        self._look_for(query, done=True)

    def on_prompt_closed(self, event: "Prompt.Closed") -> None:
        """Search for nothing, and go back to where the reader was."""
        if event.prompt is not self._search_prompt:
            return
        event.prompt.close()
        self.search_for_nothing()
        if self._searched_from is not None:
            self._panes.article.put_cursor(self._searched_from.cursor)
            self._panes.article.place = self._searched_from.place
        self.visit(self._panes.current)

    def search_for_nothing(self) -> None:
        """No search any more."""
        self._wanted = Query()
        self.workers.cancel_group(self, "search")
        self._show_found(Query(), Matches())

    @property
    def can_search_again(self) -> bool:
        """Whether something was searched for that is no longer shown."""
        return self._past.last is not None and not self._found and self.article is not None

    def search_again(self, step: int) -> None:
        """Search once more for what was searched for last, from the cursor on (1) or back (-1)."""
        if self._past.last is not None:
            self._searched_from, self._onward = self._now(), step
            self._look_for(self._past.last, done=True)

    def _look_for(self, query: Query, *, done: bool = False) -> None:
        """Find `query`: words at once unless the text is long, all else beside the keys. `done`: enter was pressed."""
        self._wanted = query
        self.workers.cancel_group(self, "search")
        finder = self.finder
        if finder is None or query.is_empty:
            self._take(query, Matches(), done=done)
        elif not query.regex and finder.size <= _AT_ONCE:
            self._take(query, finder.find(query), done=done)
        else:
            self._find_aside(finder, query, done=done)

    @work(exclusive=True, group="search")
    async def _find_aside(self, finder: "Finder", query: Query, *, done: bool) -> None:
        from tui.system.threads import run_in_thread

        if query.regex:
            await asyncio.sleep(_PAUSE)
        while self._under_way is not None and not self._under_way.done():  # it ends by itself, before long
            await asyncio.wait([self._under_way])
        self._under_way = asyncio.ensure_future(run_in_thread(lambda: finder.find(query)))
        self._under_way.add_done_callback(lambda done: done.cancelled() or done.exception())  # nobody may ask it
        try:
            found = await asyncio.shield(self._under_way)
        except QueryError as error:  # what was found before stays, and so does what was typed
            if query == self._wanted:
                self._search_prompt.tell(str(error), trouble=True)
                if not self._search_prompt.display:
                    self.say(str(error), "warning")
            return
        if query == self._wanted and finder is self.finder:
            self._take(query, found, done=done)

    def _take(self, query: Query, found: Matches, *, done: bool) -> None:
        """Show what was found."""
        from tui.reader.stepping import stepped

        article, came = self._panes.article, self._searched_from
        self._show_found(query, found)
        if self._onward:
            first, _ = stepped(found, article.cursor, self._onward)
            self._onward = 0
        else:
            first = found.from_on(came.place if came is not None else article.place)
        if first is not None:
            article.go_to(first)
        elif came is not None:
            article.put_cursor(came.cursor)
            article.place = came.place
        self._search_prompt.tell(self._count(first) if not query.is_empty else "")
        if done:
            self._end(query, first)

    def _end(self, query: Query, first: Span | None) -> None:
        """The reader is done typing."""
        self._search_prompt.close()
        if not query.is_empty:
            self._past.add(query)
            self.preferences.keep_searches(self._past.queries)
        self.visit("article")
        if first is not None:
            if self._searched_from is not None:
                self._jumps.leave(self._searched_from)
            self.go(first)
        elif not query.is_empty:
            lower = Query(query.typed.lower(), query.regex)
            other = self.finder.find(lower) if self.finder is not None and lower != query and not query.regex else ()
            more = f" {_named(lower)} is: capitals count once one is typed." if other else ""
            self.say(f"{_named(query)} is not in the article.{more}", "warning", 5 if more else 3)

    def _count(self, at: Span | None) -> str:
        from tui.reader.stepping import position

        if at is None:
            return "not found"
        return f"{(position(self._found, at.start) or 0) + 1:,} of {len(self._found):,}"

    def _show_found(self, query: Query, found: Matches) -> None:
        self._found = found
        self._searched = _named(query) if found else ""
        self._panes.article.set_matches(found)
        self._remember("search", bool(found))
        self._changed()


def _named(query: Query) -> str:
    """How a search is called: words in quote marks, an expression between slashes."""
    return f"/{query.typed}/" if query.regex else f"“{query.typed}”"
