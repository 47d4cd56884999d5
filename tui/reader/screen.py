"""The screen on which an article is read: it decides, the widgets show."""

import asyncio
import gc
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar, Literal, cast

from textual import on, work
from textual.actions import parse
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.widget import MountError
from textual.widgets import Input
from textual.worker import WorkerError

from tui.analysis.model import Analysis, Quote
from tui.article.model import Article
from tui.article.options import Options
from tui.article.source_list import Entry, SourceList
from tui.config import Config
from tui.document.selection import Selection
from tui.keys import actions
from tui.keys.keymap import in_use
from tui.reader.appearance import ComfortScreen
from tui.reader.autosave import RETRY
from tui.reader.jump_list import JumpList, Position
from tui.reader.preferences import Preferences
from tui.search.matches import Matches
from tui.search.past import Past
from tui.text.spans import Span
from tui.widgets.article_pane import MEASURE, ArticlePane
from tui.widgets.footer import Footer
from tui.widgets.header import Header
from tui.widgets.pane_layout import LISTS
from tui.widgets.panes import Panes

if TYPE_CHECKING:
    from textual.worker import Worker

    from tui.analysis.client import AnalysisClient
    from tui.annotations.edits import Describe
    from tui.app import QuothApp
    from tui.document.index import DocumentIndex
    from tui.rows.line import Target
    from tui.widgets.list_switcher import ListSwitcher
    from tui.widgets.row_list import RowList

_OURS = frozenset(
    one.name.partition("(")[0]
    for one in (
        *actions.READING,
        *actions.TAKING,
        *actions.COPYING,
        *actions.SOURCES,
        *actions.WORK,
        *actions.PANES,
        *actions.NOTES,
    )
)
"""The actions of the screen itself."""

_WORK = frozenset(one.name.partition("(")[0] for one in (*actions.WORK, *actions.NOTES))
"""Those that are about the reader's work."""

_NOT_WHILE_SELECTING = frozenset(
    one.name.partition("(")[0]
    for one in (*actions.SOURCES, *actions.READING)
    if one.id not in {"copy", "cite", "search-word", "clear", "where"}
) | {"export", "picture", "describe", "save_work"}
"""What would lead away from words that are being selected."""

_TAKING = frozenset(one.name.partition("(")[0] for one in (*actions.TAKING, *actions.COPYING))
"""Those that take something along."""

_GLANCE = 0.15
"""Seconds that the lists wait for the library before they are painted without it."""

_LOW = 10
"""Rows of the terminal below which the line at the top is left out."""


class ReaderScreen(ComfortScreen):
    """Article, lists and details, and everything that leads from one to the other.

    The article is seen first; what it takes to look at more than that is imported and mounted after the first paint.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        # In the order of the footer: what is done with a quote comes before what finds one.
        *actions.bindings("reading", actions.READING[:3]),
        *actions.bindings("taking", actions.TAKING),
        *actions.bindings("notes", actions.NOTES),
        *actions.bindings("work", actions.WORK),
        *actions.bindings("reading", actions.READING[3:]),
        *actions.bindings("sources", actions.SOURCES),
        *actions.bindings("panes", actions.PANES),
    ]
    AUTO_FOCUS = "#article"
    BLANK = True  # it is covered

    def __init__(
        self,
        source_list: SourceList,
        client: "AnalysisClient | None" = None,
        options: Options | None = None,
        stdin: int | None = None,
        *,
        private: bool = False,
        describe: "Describe | None" = None,
        config: Config | None = None,
    ) -> None:
        super().__init__()
        self.config = config or Config()
        self._private = private
        self._describe = describe
        self.source_list = source_list
        self.client = client
        self.options = options or Options()
        self._stdin = stdin
        self._shown = source_list.current
        self._alone: Article | None = None  # the article, while everything on its page is shown
        self.article: Article | None = None
        self.index: DocumentIndex | None = None
        self.selection: Selection | None = None
        self.failed = False
        self._headline = Header(id="headline")
        self._panes = Panes(id="panes")
        self._panes.article.measure = self.config.get("width", MEASURE)
        self._keys = Footer(id="keys")
        self._found, self._past, self.preferences = Matches(), Past(), Preferences()
        self._undo: list[str] = []
        self._jumps = JumpList()
        self._quote_under: str | None = None

    @property
    def is_complete(self) -> bool:
        """Whether all panes are there."""
        return self._panes.is_complete

    def compose(self) -> ComposeResult:
        """From top to bottom."""
        yield self._headline
        yield self._panes
        yield self._keys

    def on_mount(self) -> None:
        """Open what is to be read."""
        self._take_down(self.source_list.current)
        self.call_after_refresh(self._complete)

    async def _complete(self) -> None:
        """Bring what was left out of the first paint."""
        cast("QuothApp", self.app).complete_styles()
        if not self._private:
            from tui.library.thread import LibraryThread

            self.library_thread = LibraryThread()
            self.preferences = Preferences(self.library_thread)
            self.take_up_habits()
        if self.article is not None:
            self._lay_on_the_desk(self.article)
            # What the library does not know is analyzed, and that takes the longest: it begins before anything else.
            await asyncio.wait({self._recalling}, timeout=_GLANCE)
        from tui.widgets.search_prompt import SearchPrompt

        self._search_prompt = SearchPrompt(self._past, id="search-bar")
        self._search_prompt.display = False
        try:
            await self.mount(self._search_prompt, before=self._keys)
            self.watch(self._search_prompt, "wanted", self.on_wanted, init=False)
            with self.app.batch_update():
                await self._panes.complete()
                await self._begin_soon()
        except MountError:  # the program ends before all of it is there
            return
        gc.enable()  # whoever started us may have turned it off to be on the screen sooner
        self.set_interval(RETRY, self._look_around)

    async def _begin_soon(self) -> None:
        """Begin; if the article is known, have it complete before the panes are first painted."""
        if self.article is not None:
            if self.session is None:  # it came while the panes were made
                self._lay_on_the_desk(self.article)
            # Not `wait_for`: a worker whose waiting is given up is canceled, and nothing would be found out any more.
            with suppress(TimeoutError, WorkerError):
                await asyncio.wait_for(asyncio.shield(asyncio.ensure_future(self._begin().wait())), _GLANCE)

    def _begin(self) -> "Worker[None]":
        """Describe the article, and show or find out what there is in it."""
        if self.document is not None:
            self._panes.details.show(self.document.article, None, None)
        self.refresh_bindings()
        return self._recall()

    def on_resize(self) -> None:
        """In a very low terminal every line counts."""
        self.set_class(self.app.size.height < _LOW, "-low")

    async def on_unmount(self) -> None:
        """The analysis ends with the screen, and what is still to be written is written."""
        if self.client is not None:
            await self.client.close()
        self._rescue()
        if self.library_thread is not None:
            self._keep_place()
            await self.library_thread.close()

    # ---------------------------------------------------------------- opening and analyzing

    def _take_down(self, entry: Entry) -> None:
        """Show what is known of a source; what is not opened yet is opened."""
        self._alone = None
        self.failed = False
        if entry.article is not None:
            self.workers.cancel_group(self, "open")
            self._headline.status = ""
            self._shown = entry
            self._show_article(entry.article)
        else:
            self._open(entry)

    @work(exclusive=True, group="open")
    async def _open(self, entry: Entry) -> None:
        """Open a source, away from the screen: it may be slow. An article that is read already stays if it fails."""
        self.failed = False
        from tui.article.open_async import opened
        from tui.text.display import shown

        self._doing(f"Opening {shown(entry.source)}")
        article, trouble, encrypted = await opened(entry.source, self.options, self._doing, self._stdin)
        self._headline.status = ""
        entry.trouble = trouble
        if article is not None:
            entry.article = article
            self._shown = entry
            self._panes.say("")
            if self.article is not None and article.text == self.article.text:
                self.say("Read anew: nothing has changed.", timeout=2)
            self._show_article(article)
        elif encrypted:
            self._ask_for_password(entry, trouble)
        elif self.article is not None:
            self.say(trouble, "warning", 10)
            self.source_list.back_to(self._shown)
        else:
            self._not_opened(trouble)
        self.refresh_bindings()

    def _doing(self, what: str) -> None:
        """Say what is being opened: in the place of the title, or beside the one that is read meanwhile."""
        if self.article is None:
            self._headline.opening = what
            self._panes.say("")
        else:
            self._headline.status = what

    def _not_opened(self, trouble: str) -> None:
        self.failed = True
        self._headline.opening = "Not opened"
        key = self.key
        self._panes.say(f"{trouble}\n\n{key('reload')} tries again, {key('open')} opens another, {key('quit')} quits.")

    def _ask_for_password(self, entry: Entry, trouble: str) -> None:
        from tui.dialogs.password import PasswordDialog

        def given(password: str | None) -> None:
            if password:
                self.options = self.options._replace(password=password)
                self._open(entry)
            elif self.article is None:
                self._not_opened(trouble)
            else:
                self.source_list.back_to(self._shown)

        self.app.push_screen(PasswordDialog(trouble), given)

    def action_choose(self) -> None:
        """Ask which of the sources to read."""
        from tui.dialogs.source_picker import SourcePicker

        def given(number: int | None) -> None:
            if number is not None:
                self._turn_to(number)

        self.app.push_screen(SourcePicker(self.source_list), given)

    def action_next_source(self, step: int) -> None:
        """The next or the previous of several sources."""
        self._turn_to(self.source_list.at + step)

    def _turn_to(self, number: int) -> None:
        entry = self.source_list.go(number) if self.may_leave() else None
        if entry is not None:
            self._take_down(entry)
        self.refresh_bindings()

    def action_everything(self) -> None:
        """Everything that stands on the page; again: the article alone."""
        if self._alone is not None:
            alone, self._alone = self._alone, None
            self._show_article(alone)
        elif self.article is not None and self.article.everything is not None:
            alone = self.article
            self._show_article(self.article.everything)
            self._alone = alone
            self.say(f"Everything on the page; {self.key('everything')} shows the article alone again.")

    def _show_article(self, article: Article) -> None:
        same = self.article is not None and self.article.text == article.text
        place = self._panes.article.place if same else 0
        self.article, self.index, self.selection = article, None, None
        self._undo = [done for done in self._undo if same and done in {"filter", "speaker"}]
        self._jumps, self._found, self._searched = JumpList(), Matches(), ""
        self._dimmed = ""
        self._headline.article = article
        self._headline.number = (
            f"{self.source_list.at + 1} of {len(self.source_list)}" if len(self.source_list) > 1 else ""
        )
        self._panes.article.show(article)
        self._panes.article.place = place
        if article.notices:
            more = len(article.notices) - 1
            said = article.notices[0].message + (f" (And {more} more: see Details.)" if more else "")
            self.notify(said, severity="warning", markup=False)
        if self._panes.is_complete:
            if not same:
                self._panes.lists.clear_filter()
                self._panes.lists.of_speaker(None)
            self._lay_on_the_desk(article)
            self._begin()

    def _find_out(self) -> None:
        """Analyze the article."""
        self._analyze()

    def _analyst(self) -> "AnalysisClient":
        """What analyzes, made when it is first wanted."""
        from tui.analysis.client import AnalysisClient

        if self.client is None:
            self.client = AnalysisClient(self.config.get("model") or None)
        return self.client

    @work(group="warm up")
    async def _warm_up(self) -> None:
        with suppress(OSError):  # said when it is asked
            await self._analyst().start()

    @work(exclusive=True, group="analyze")
    async def _analyze(self) -> None:
        """Analyze the article in a process of its own; meanwhile names get their color, and nothing else changes."""
        from tui.analysis.client import AnalysisError

        article = self.article
        if article is None:
            return
        self.failed = False
        self._tell("Analyzing", "Analyzing the article…")
        language = article.metadata.language.value or "en"
        try:
            async for step in self._analyst().analyze(article.text, article.blocks, language):
                if isinstance(step, Analysis):
                    await self._show_analysis(step)
                    self._keep_analysis(step)
                else:
                    self._panes.article.tint(step.tints)
                    # As long again it takes to find who is who and who said what; nothing is heard of that.
                    read = step.done >= step.total
                    self._headline.status = "Gathering…" if read else f"Reading {step.done * 100 // step.total} %"
        except AnalysisError as error:
            self.failed = True
            self._tell("Not analyzed", f"{error} Press {self.key('reload')} to try again.")
            self.notify(f"{error} Press {self.key('reload')} to try again.", severity="error", markup=False)
        self.refresh_bindings()

    def _tell(self, status: str, instead: str) -> None:
        """Say what is going on; `instead` stands in the lists as long as they are empty."""
        self._headline.status = status
        self._panes.lists.fill(None, instead)
        self._panes.count(None)

    async def _show_analysis(self, analysis: Analysis) -> None:
        """Fill the panes, one after the other, so that a key pressed meanwhile does not wait for all of them."""
        from tui.analysis.languages import without_names

        document = self.document
        if document is None:
            return
        await asyncio.sleep(0)
        if document is not self.document:  # another article has come meanwhile, here and below
            return
        self.index = document.found(analysis)
        self._panes.article.set_analysis(self.index.analysis)
        self._show_remarks()
        await asyncio.sleep(0)
        if document is not self.document or self.index is None:
            return
        self._panes.lists.fill(self.index)
        await asyncio.sleep(0)
        if document is not self.document or self.index is None:
            return
        self._panes.count(self.index)
        self._panes.details.show(self.index.article, self.index, self.selection)
        self._headline.status = ""
        if lacking := without_names(self.index.article.metadata.language.value, analysis.model):
            self.notify(lacking, severity="warning", markup=False)
        self._quote_under = self._quote_at_cursor()
        self._changed()
        self._tell_lost()
        self._look_ahead(self.index)

    @work(group="prepare")
    async def _look_ahead(self, index: "DocumentIndex") -> None:
        """Have what takes a while found out before the first key asks for it."""
        from tui.system.threads import run_in_thread

        await run_in_thread(index.prepare)
        gc.freeze()  # it lives as long as the screen; looking through it again and again would stall the keys

    # ---------------------------------------------------------------- the reader's work

    def show_work(self) -> None:
        """Show the article, its analysis and the notes as the reader's work makes them."""
        document = self.document
        if document is None or not self._panes.is_complete:
            return
        self._name_article()
        if not document.is_analyzed:
            return
        self._panes.catch_up()
        before, self.index = self.index, document.read()
        index = self.index
        known = index.entity if self.selection is not None and self.selection.kind == "entity" else index.quote
        if self.selection is not None and known(self.selection.id) is None:
            self.selection = None
            self._remember("selection", there=False)
            self._panes.lists.mark(None)
        if before is None or before.analysis is not index.analysis:
            self._panes.article.set_analysis(index.analysis)
            self._panes.article.select(self.selection)
        self._show_remarks()
        self._panes.lists.fill(index)
        self._panes.count(index)
        self._panes.details.show(index.article, index, self.selection)
        self._quote_under = self._quote_at_cursor()
        self.dim_again()
        self._changed()
        self._look_ahead(index)

    def _name_article(self) -> None:
        """Call the article what the reader calls it."""
        if self.document is not None and self.document.article != self.article:
            self.article = self.document.article
            self._headline.article = self.article
            self._panes.details.show(self.article, self.index, self.selection)

    def _show_remarks(self) -> None:
        """Show in the margin where something was said."""
        from tui.rows.notes import signs

        if self.index is None:
            return
        found: list[tuple[Span, str]] = []
        for placed in self.index.work.remarks:
            if placed.span is not None:
                found.append((placed.span, signs([placed.remark])[0][0]))
                if placed.remark.what == "passage":
                    found.append((placed.span, ""))
        self._panes.article.set_remarks(found)

    @on(ArticlePane.WordsTaken)
    def _words_taken(self, event: ArticlePane.WordsTaken) -> None:
        self.words_taken(event.span)
        self.refresh_bindings()

    def quote_at_hand(self) -> Quote | None:
        """The quote that the reader has before them, or has selected."""
        if self._panes.current == "notes":
            return self._selected_quote()
        return self._quote_at_hand() or self._selected_quote()

    def action_reload(self) -> None:
        """Try again what failed; if nothing did, read the source anew."""
        if self.article is None:
            self._open(self.source_list.current)
        elif self.failed:
            self._analyze()
        else:
            self._open(self.source_list.current)

    @property
    def _reloadable(self) -> str:
        """The source, if it can be read once more; standard input cannot, nor what has no place of its own."""
        source = self.source_list.current.source
        # A file that is gone meanwhile can be asked for: then it is said that it is.
        there = source.startswith(("http://", "https://")) or self._on_disk is not None or Path(source).is_absolute()
        return source if there else ""

    # ---------------------------------------------------------------- selecting and going

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote, in all panes; None: nothing."""
        self.selection = selection
        self._remember("selection", selection is not None)
        self._panes.article.select(selection)
        if self.article is not None:
            self._panes.select(self.article, self.index, selection)
        self.dim_again()
        self._changed()

    def go(self, span: Span | None, of: Selection | None = None) -> None:
        """Show a place in the article, which belongs to the entity or quote `of`."""
        if span is not None:
            # A mention and a match are lit as the current one; a quote is long, and its bar is lit already.
            whole = of is not None and of.kind == "quote"
            self._panes.article.go_to(Span(span.start, span.start) if whole else span)
        self._changed()

    def _go_to_selected(self, span: Span | None) -> None:
        """Show a place of what is selected, in the article and in the details."""
        if span is not None:
            self._panes.mark_place(span)
        self.go(span, self.selection)

    def _changed(self) -> None:
        """Where the reader is, or what is selected, has changed: say so, and show other keys if others work now."""
        from tui.reader.stepping import note

        searched = self._searched if self._steps_through_search and self.quote_gone_to is None else ""
        cursor = self._panes.article.cursor
        self._panes.note(note(self.index, self._told_of(), searched, self._places(), cursor))
        self.refresh_bindings()

    def _told_of(self) -> Selection | None:
        """What is said to be at hand: what is selected, unless keys would take another quote, that at the cursor."""
        article = self._panes.article
        if self._panes.current != "article" or self.index is None:
            return self.selection
        quote = self.quote_gone_to
        if quote is None and (self.selection is None or self.selection.kind == "quote"):
            if self.selection in article.under_cursor():
                return self.selection
            quote = self._quote_under
        return self.selection if quote is None else Selection("quote", quote)

    @on(ArticlePane.Picked)
    def _picked(self, event: ArticlePane.Picked) -> None:
        from tui.reader.stepping import position

        self._leave()
        self.select(event.selection)
        at = position(self._places(), event.offset)
        if at is not None:
            self._panes.mark_place(self._places()[at])

    @on(ArticlePane.CursorMoved)
    def _cursor_moved(self) -> None:
        under = self._quote_at_cursor() if self._panes.is_complete else None
        if under != self._quote_under or self.selection is not None or self._searched:
            self._quote_under = under
            self._changed()

    def on_row_list_browsed(self, event: "RowList.Browsed") -> None:
        """The article shows the place of the row. A row of a list is selected; the details stay what they are."""
        target = event.target
        if event.rows is self._panes.details:
            self._leave(("details", self.selection))
            self.go(target.span, target.selection or self.selection)
        else:
            self._leave((event.rows.id, "browsing"))
            if target.selection != self.selection:
                self.select(target.selection)
            self._go_to_selected(target.span)

    def on_row_list_followed(self, event: "RowList.Followed") -> None:
        """What the row leads to is selected, and the reader taken to its place."""
        self._leave()
        if event.target.selection is not None and event.target.selection != self.selection:
            self.select(event.target.selection)
        self.visit("article")
        self._go_to_selected(event.target.span)

    def visit(self, pane: str, *, select: bool = False) -> None:
        """Take the reader to a pane. A list selects its first row if nothing is selected or searched for.

        With `select` it does so whenever what is selected is not listed.
        """
        self.close_prompts()
        self._panes.lists.close_filter()
        self._panes.go_to(pane)
        rows = self._panes.rows
        if rows is not None and rows.target is None:
            first = (self._mark_nearest(rows) if pane == "quotes" else None) or rows.mark_first()
            if first is not None and pane in LISTS and (select or (self.selection is None and not self._searched)):
                self.select(first.selection)
                if select:
                    self._go_to_selected(first.span)
        self.refresh_bindings()

    def _mark_nearest(self, rows: "RowList") -> "Target | None":
        """Put the mark of the list of quotes on the one at the cursor, or the next one below what is in view."""
        from tui.rows.line import Target

        if self.index is None:
            return None
        article = self._panes.article
        at = article.cursor_in_view or article.view().start
        below = next((quote.id for quote in self.index.analysis.quotes if quote.start >= at), None)
        for id_ in (self._quote_at_cursor() if article.cursor_in_view else None, below):
            if id_ is not None:
                rows.mark(Target(None, Selection("quote", id_)))
                if rows.target is not None:
                    break
        return rows.target

    @on(Panes.Asked)
    def _pane_asked(self, event: Panes.Asked) -> None:
        self.visit(event.pane, select=event.select)

    @property
    def _steps_through_search(self) -> bool:
        """Whether the search was set after the selection."""
        return next((what for what in reversed(self._undo) if what in {"search", "selection"}), "") == "search"

    def _places(self) -> Sequence[Span]:
        """What `n` and `N` step through."""
        if self._steps_through_search:
            return self._found
        return self.index.places(self.selection) if self.index is not None else []

    def action_step(self, step: int) -> None:
        """The next or the previous match of the search, or mention of what is selected."""
        from tui.reader.stepping import round_the_end, stepped

        span, wrapped = stepped(self._places(), self._panes.article.cursor, step)
        if span is None:
            if self.selection is None:
                self.search_again(step)
            return
        self._leave("stepping")
        if self._steps_through_search:
            self.go(span)
        else:
            self._go_to_selected(span)
        if wrapped:
            what = "match" if self._steps_through_search else "mention" if self._entity_at_hand() else "part"
            self.call_after_refresh(self._say, round_the_end(step, what), timeout=2)

    def action_quotes_of(self) -> None:
        """The quotes of the selected entity alone, or of the speaker of the quote at hand."""
        self._leave()
        self._panes.lists.of_speaker(self._speaker_at_hand())
        self.visit("quotes")

    def _speaker_at_hand(self) -> str | None:
        quote = self._quote_at_hand()
        speaker = quote.speaker if quote is not None else None
        return speaker if self.quote_gone_to is not None else self._entity_at_hand() or speaker

    def _entity_at_hand(self) -> str | None:
        return self.selection.id if self.selection is not None and self.selection.kind == "entity" else None

    # ---------------------------------------------------------------- back and forward

    def _now(self) -> Position:
        article = self._panes.article
        return Position(self._panes.current, self.selection, article.cursor, article.place, self._panes.views)

    def _leave(self, series: object = None) -> None:
        self._jumps.leave(self._now(), series)

    def action_back(self) -> None:
        """Where the reader was before the last jump."""
        self._return_to(self._jumps.back(self._now()))

    def action_forward(self) -> None:
        """Undo going back."""
        self._return_to(self._jumps.forward(self._now()))

    def _return_to(self, visit: Position | None) -> None:
        from tui.reader.stepping import position

        if visit is not None:
            self.select(visit.selection)
            places = self._places() if visit.selection is not None else []
            at = position(places, visit.cursor)
            self._go_to_selected(Span(visit.cursor, visit.cursor) if at is None else places[at])
            self._panes.article.place = visit.place
            self.visit(visit.pane)
            self.call_after_refresh(setattr, self._panes, "views", visit.views)  # marking a row may scroll to it
        self.refresh_bindings()

    # ---------------------------------------------------------------- searching, filtering, undoing

    def action_filter(self) -> None:
        """Open the prompt that filters the list."""
        self._panes.show_list()
        self._panes.lists.open_filter()

    def on_list_switcher_narrowed(self, event: "ListSwitcher.Narrowed") -> None:
        """Narrowing a list can be undone."""
        self._remember(event.by, event.narrowed)

    def action_undo(self) -> None:
        """Undo the last of search, filter, selection."""
        if self._panes.article.selected_span() is not None:
            self._panes.article.stop_selecting()
            return
        match self._undo[-1] if self._undo else None:
            case "search":
                self.search_for_nothing()
            case "filter":
                self._panes.lists.clear_filter()
            case "speaker":
                self._undo_speaker()
            case "dim":
                self.dim_nothing()
            case "selection":
                self.select(None)
            case _:
                self.on_hint_gone()

    def _undo_speaker(self) -> None:
        """The quotes of everyone again; who came from the entities to see those of one is taken back there."""
        speaker = self._panes.lists.quotes.speaker
        self._panes.lists.of_speaker(None)
        if speaker is not None and self._panes.current == "quotes":
            self.select(Selection("entity", speaker))
            self.visit("entities")

    def _remember(self, what: str, there: bool) -> None:
        """Keep what can be undone in the order in which it was done."""
        with suppress(ValueError):
            self._undo.remove(what)
        if there:
            self._undo.append(what)
        self.refresh_bindings()

    # ---------------------------------------------------------------- taking along

    def _went_to(self, selection: Selection, span: Span) -> None:
        self._leave()
        self.select(selection)
        self.visit("article")
        self._go_to_selected(span)

    def _say(
        self, message: str, severity: Literal["information", "warning"] = "information", timeout: float = 3
    ) -> None:
        cast("QuothApp", self.app).say(message, severity, timeout)

    def _quote_to_copy(self) -> Quote | None:
        """The quote at hand; if there is none, the reader is told why."""
        quote = self._quote_at_hand()
        if quote is None:
            where = "in the list" if self._panes.current == "quotes" else "on the screen"
            self._say(f"Nothing copied: the selected quote is not {where}.", "warning")
        return quote

    def _quote_at_hand(self) -> Quote | None:
        """The quote that the reader has before them: marked in a list, under the cursor, or selected and in view."""
        if self.index is None:
            return None
        article, pane, rows = self._panes.article, self._panes.current, self._panes.rows
        under, selected = self.index.quote(self._quote_at_cursor()), self._selected_quote()
        if pane == "article":
            return next((one for one in (under, selected) if one is not None and article.shows(one.content)), None)
        marked = rows.target.selection if rows is not None and rows.target is not None else None
        if marked is not None and marked.kind == "quote":
            return self.index.quote(marked.id)
        return None if pane == "quotes" and selected is not None else selected or under

    def _selected_quote(self) -> Quote | None:
        if self.index is None or self.selection is None or self.selection.kind != "quote":
            return None
        return self.index.quote(self.selection.id)

    def _quote_at_cursor(self) -> str | None:
        reached = self._panes.article.quote_reached
        return reached or next((one.id for one in self._panes.article.under_cursor() if one.kind == "quote"), None)

    # ---------------------------------------------------------------- panes

    def action_next_pane(self, step: int) -> None:
        """The next or the previous pane."""
        self.visit(self._panes.beside(step))

    def action_show_pane(self, pane: str) -> None:
        """Go to a pane."""
        self.visit(pane)

    def group_at_hand(self) -> str:
        """The heading of the actions of the pane that the reader is in."""
        if self._panes.article.is_selecting:
            return actions.heading(actions.SELECTING)
        return actions.heading(actions.ARTICLE if self._panes.current == "article" else actions.LIST)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self._panes.toggle_zoom()

    def on_article_pane_no_further(self, event: ArticlePane.NoFurther) -> None:
        """Say that the walk has come to its end."""
        event.stop()
        if self.index is not None or event.what in {"paragraph", "heading"}:
            where = {1: "below", 0: "at the cursor", -1: "above"}[event.step]
            self.say(f"No {event.what} {where}.", timeout=2)

    def answer_refused(self, key: str, character: str) -> None:
        """Say why a key does nothing now, or what to press instead; `character` is empty for a key that types none."""
        if not self._panes.is_complete or isinstance(self.focused, Input):
            return
        if self._panes.article.is_selecting:
            if character:
                self.say(f"Words are being selected: {self.key('take-words')} takes them, esc gives up.", timeout=2)
            return
        from tui.reader.key_hints import hint, why

        keymap = in_use(self.app)
        wanted = list(keymap.asked(key))
        here, there = ("article", "list") if self._panes.current == "article" else ("list", "article")
        if not wanted and not keymap.asked_in(key, here) and (character or keymap.asked_in(key, there)):
            scope = there if keymap.asked_in(key, there) else ""
            self.say(hint(character or key, scope, self.key))
        for asked in wanted:
            _, name, parameters = parse(asked.name)
            if name in _OURS and not self.check_action(name, parameters):
                is_analyzed = self.index is not None
                said = why(name, self.key, is_open=self.article is not None, is_analyzed=is_analyzed)
                if said:
                    self.say(said)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it does anything now: a key that does nothing is not shown."""
        if not self._panes.is_complete:
            return action not in _OURS
        if action in _NOT_WHILE_SELECTING and self._panes.article.is_selecting:
            return False
        match action:
            case "undo":
                undone = bool(self._undo) or self._hint is not None
                return undone or self._panes.article.selected_span() is not None
            case "reload":
                return self.failed or (self.article is not None and bool(self._reloadable))
            case "step":
                again = self.selection is None and self.can_search_again
                return again or any(span.start != self._panes.article.cursor for span in self._places())
            case "back":
                return self._jumps.can_go_back
            case "forward":
                return self._jumps.can_go_forward
            case "quotes_of":
                id_ = self._speaker_at_hand()
                return id_ is not None and self.index is not None and bool(self.index.quotes_by(id_))
            case "copy_words" | "copy_citation":
                quote = self._quote_at_hand() or self._selected_quote()
                return quote is not None or bool(self._panes.article.selected_text())
            case _ if action in _TAKING:
                return self.can_take(action)
            case "everything":
                return self._alone is not None or (self.article is not None and self.article.everything is not None)
            case "choose":
                return len(self.source_list) > 1
            case "next_source":
                return 0 <= self.source_list.at + cast("int", parameters[0]) < len(self.source_list)
            case "dim":
                return self.index is not None and bool(self.index.analysis.quotes)
            case "search" | "search_word" | "outline" | "go_to_paragraph" | "where" | "measure" | "divide":
                return self.article is not None
            case _ if action in _WORK:
                return self.can_work(action, parameters)
            case "filter":
                return self.index is not None
        return super().check_action(action, cast("tuple[Any, ...]", parameters))
