"""The screen on which an article is read: it decides, the widgets show."""

import gc
from contextlib import suppress
from typing import TYPE_CHECKING, Any, ClassVar, cast

from textual import events, on, work
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.actions import READER, bindings
from tui.analysis.model import Analysis, Quote
from tui.article.model import Article
from tui.rows.kinds import FAMILY_LABELS, QUOTE_LABELS
from tui.rows.line import shown
from tui.rows.reading import Reading
from tui.screens.history import History, Visit
from tui.screens.layout import PANES, arrange
from tui.screens.opening import opened
from tui.screens.search import matches
from tui.screens.stepping import note, position, stepped
from tui.selection import Selection
from tui.spans import Span
from tui.widgets.article_pane import ArticlePane
from tui.widgets.details import Details
from tui.widgets.entity_list import EntityList
from tui.widgets.headline import Headline
from tui.widgets.key_bar import KeyBar
from tui.widgets.label_bar import LabelBar
from tui.widgets.prompt import Prompt
from tui.widgets.quote_list import QuoteList
from tui.widgets.reading_list import KindAsked, ReadingList
from tui.widgets.row_list import RowList

if TYPE_CHECKING:
    import os
    from collections.abc import Sequence

    from tui.analysis.client import AnalysisClient

_KINDS = {"entities": FAMILY_LABELS, "quotes": QUOTE_LABELS}


class ReaderScreen(Screen[None]):
    """Article, lists and details, and everything that leads from one to the other."""

    BINDINGS: ClassVar[list[BindingType]] = list(bindings(READER))
    AUTO_FOCUS = "#article"

    def __init__(self, source: "str | os.PathLike[str] | Article", client: "AnalysisClient | None" = None) -> None:
        super().__init__()
        self.source = source
        self.article: Article | None = None
        self.reading: Reading | None = None
        self.selection: Selection | None = None
        self.failed = False
        self.client = client
        self.found: list[Span] = []
        self._searched = ""
        self._steps_through = ""
        self._undo: list[str] = []
        self._history = History()
        self._pane = "article"
        self._at_right = self._list = "entities"
        self._zoomed = False
        self._quote_under: str | None = None
        self._before_prompt = "article"

    # ---------------------------------------------------------------- what is on the screen

    def compose(self) -> ComposeResult:
        """Headline, panes, prompt, keys."""
        yield Headline(id="headline")
        with Horizontal(id="panes"):
            with Vertical(id="left"):
                yield LabelBar(rule=True, id="left-tabs")
                yield Static(id="message", markup=False)
                yield ArticlePane(id="article")
            with Vertical(id="aside"):
                with Vertical(id="right"):
                    yield LabelBar(rule=True, id="right-tabs")
                    yield LabelBar(id="kinds")
                    yield EntityList(id="entities")
                    yield QuoteList(id="quotes")
                    yield Prompt("f", "part of a name, or of what was said", input_id="filter", id="filter-bar")
                with Vertical(id="below"):
                    yield LabelBar(rule=True, id="below-tabs")
                    yield Details(id="details")
        yield Prompt("/", "words to find in the article", input_id="search", id="search-bar")
        yield KeyBar(id="keys")

    @property
    def pane(self) -> ArticlePane:
        """The article."""
        return self.query_one("#article", ArticlePane)

    @property
    def details(self) -> Details:
        """The details."""
        return self.query_one("#details", Details)

    def on_mount(self) -> None:
        """Open what is to be read."""
        for name in ("search-bar", "filter-bar"):
            self.query_one(f"#{name}", Prompt).close()
        if isinstance(self.source, Article):
            self._show_article(self.source)
        else:
            self._open()
        self._arrange()

    def on_resize(self) -> None:
        """Another size may have room for more panes, or for fewer."""
        self._arrange()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """The reader is in another pane."""
        pane = event.widget.id
        if pane in PANES:
            self._enter(pane)
        self.refresh_bindings()

    def _enter(self, pane: str) -> None:
        self._pane = pane
        if pane != "article":
            self._at_right = pane
        if pane in _KINDS:
            self._list = pane
        self._arrange()

    def _arrange(self) -> None:
        """Show the panes that there is room for."""
        width, height = self.app.size
        layout = arrange(width, height, self._pane, self._at_right, self._list, zoomed=self._zoomed)
        for pane in PANES:
            self.query_one(f"#{pane}").display = pane in layout.seen
        self.query_one("#left").display = "article" in layout.seen
        self.query_one("#right").display = bool({"entities", "quotes"} & layout.seen)
        self.query_one("#below").display = "details" in layout.seen
        self.query_one("#aside").display = layout.seen != {"article"}
        self.set_class("article" not in layout.seen, "-no-article")
        self.set_class(height < 10, "-low")
        self._show_trouble()
        for name, tabs in (("left", layout.left), ("right", layout.right), ("below", layout.below)):
            bar = self.query_one(f"#{name}-tabs", LabelBar)
            bar.labels = tuple((pane, self._tab(pane)) for pane in tabs)
            seen_here = [pane for pane in tabs if pane in layout.seen]
            bar.current = seen_here[0] if seen_here and len(tabs) < len(PANES) else self._pane
            bar.lit = self._pane in seen_here
        self._show_notes()

    def _tab(self, pane: str) -> str:
        if self.reading is None or pane not in _KINDS:
            return pane.capitalize()
        found = self.reading.analysis
        return f"{pane.capitalize()} {len(found.entities if pane == 'entities' else found.quotes)}"

    def _show_notes(self) -> None:
        """What is selected or searched for, and where in it the reader is; by what the lists are narrowed."""
        searched = self._searched if self._steps_through == "search" else ""
        text = note(self.reading, self.selection, searched, self._places(), self.pane.cursor)
        for name in ("left", "right", "below"):
            bar = self.query_one(f"#{name}-tabs", LabelBar)
            bar.note = text if name == "left" or len(bar.labels) == len(PANES) else ""
        shown_list = self._list_widget()
        kinds = self.query_one("#kinds", LabelBar)
        kinds.labels = (("", "All"), *_KINDS[self._list].items())
        kinds.current = shown_list.kind or ""
        narrowed = [f"“{shown_list.typed}”"] if shown_list.typed else []
        if isinstance(shown_list, QuoteList) and shown_list.speaker and self.reading:
            entity = self.reading.entity(shown_list.speaker)
            narrowed.append(f"by {shown(entity.name)}" if entity else "")
        kinds.note = ", ".join(narrowed)

    def _list_widget(self) -> ReadingList:
        return self.query_one(f"#{self._list}", ReadingList)

    # ---------------------------------------------------------------- opening and analyzing

    @work(exclusive=True, group="open")
    async def _open(self) -> None:
        """Open the source, away from the screen: it may be slow."""
        self.failed = False
        self.query_one(Headline).opening = f"Opening {self.source}"
        article, trouble = await opened(str(self.source))
        if article is None:
            self.failed = True
            self.query_one(Headline).opening = "Not opened"
            self._trouble = trouble
            self._show_trouble()
            self.refresh_bindings()
            return
        self._trouble = ""
        self._show_article(article)

    _trouble = ""

    def _show_trouble(self) -> None:
        message = self.query_one("#message", Static)
        message.display = bool(self._trouble)
        if self._trouble:
            message.update(f"{self._trouble}\n\nr tries again, q quits.")
            self.pane.display = False

    def _show_article(self, article: Article) -> None:
        again = self.article is not None and self.article.text == article.text
        place = self.pane.place if again else 0
        self.article, self.reading, self.selection = article, None, None
        self._history, self._undo, self.found = History(), [], []
        self.query_one(Headline).article = article
        self.pane.display = True
        self.pane.show(article)
        self.pane.place = place
        self.details.show(article, None, None)
        if article.notices:
            more = len(article.notices) - 1
            said = article.notices[0].message + (f" (And {more} more: see Details.)" if more else "")
            self.notify(said, severity="warning", markup=False)
        self.call_after_refresh(self._analyze)

    @work(exclusive=True, group="analyze")
    async def _analyze(self) -> None:
        """Analyze the article in the other process; the screen shows how far it is."""
        from tui.analysis.client import AnalysisClient, AnalysisError

        article = self.article
        if article is None:
            return
        self.failed = False
        if self.client is None:
            self.client = AnalysisClient()
        self._tell("Analyzing", "Analyzing the article.")
        try:
            async for step in self.client.analyze(
                article.text, article.blocks, article.metadata.language.value or "en"
            ):
                if isinstance(step, Analysis):
                    self._show_analysis(article, step)
                else:
                    self.pane.tint(step.tints)
                    self._tell(f"Analyzing {step.done * 100 // max(step.total, 1)} %")
        except AnalysisError as error:
            self.failed = True
            self._tell("Not analyzed", f"{error} Press r to try again.")
            self.notify(f"{error} Press r to try again.", severity="error", markup=False)
        self.refresh_bindings()

    def _tell(self, status: str, instead: str = "") -> None:
        """Say what is going on; `instead` stands in the lists as long as they are empty."""
        self.query_one(Headline).status = status
        if instead:
            for name in _KINDS:
                self.query_one(f"#{name}", ReadingList).fill(None, instead)

    def _show_analysis(self, article: Article, analysis: Analysis) -> None:
        self.reading = Reading(article, analysis)
        self.pane.set_analysis(analysis)
        for name in _KINDS:
            self.query_one(f"#{name}", ReadingList).fill(self.reading)
        self.details.show(article, self.reading, self.selection)
        self.query_one(Headline).status = ""
        self._quote_under = self._quote_at_cursor()
        self._arrange()
        gc.freeze()  # an article's analysis lives as long as the screen; looking through it again and again stalls

    async def on_unmount(self) -> None:
        """The analysis ends with the screen."""
        if self.client is not None:
            await self.client.close()

    def action_retry(self) -> None:
        """Try again what failed."""
        self._analyze() if self.article is not None else self._open()

    def action_reload(self) -> None:
        """Read the source anew."""
        self._open()

    # ---------------------------------------------------------------- selecting and going

    def select(self, selection: Selection | None) -> None:
        """Select an entity or a quote, in all panes; None: nothing."""
        self.selection = selection
        self._forget("selection")
        if selection is not None:
            self._undo.append("selection")
            self._steps_through = "selection"
        self.pane.select(selection)
        for name in _KINDS:
            self.query_one(f"#{name}", ReadingList).mark_selection(selection)
        if self.article is not None:
            self.details.show(self.article, self.reading, selection)
        self._show_notes()
        self.refresh_bindings()

    def go(self, span: Span | None) -> None:
        """Show the place in the article."""
        if span is not None:
            self.pane.go_to(span)
            self.details.mark_place(span)
        self._show_notes()

    @on(ArticlePane.Picked)
    def _picked(self, event: ArticlePane.Picked) -> None:
        self._leave()
        self.select(event.selection)
        at = position(self._places(), event.offset)
        if at is not None:
            self.details.mark_place(self._places()[at])

    @on(ArticlePane.CursorMoved)
    def _cursor_moved(self) -> None:
        self._show_notes()
        under = self._quote_at_cursor()
        if under != self._quote_under:
            self._quote_under = under
            self.refresh_bindings()

    @on(RowList.Browsed, "#entities, #quotes")
    def _browsed_list(self, event: RowList.Browsed) -> None:
        self._leave((event.rows.id, "browse"))
        if event.target.selection != self.selection:
            self.select(event.target.selection)
        self.go(event.target.span)

    @on(RowList.Browsed, "#details")
    def _browsed_details(self, event: RowList.Browsed) -> None:
        self._leave(("details", self.selection))
        if event.target.span is not None:
            self.pane.go_to(event.target.span)
        self._show_notes()
        self.refresh_bindings()

    @on(RowList.Followed)
    def _followed(self, event: RowList.Followed) -> None:
        self._leave()
        target = event.target
        if target.selection is not None and target.selection != self.selection:
            self.select(target.selection)
        self._focus("article")
        self.go(target.span)

    @on(KindAsked)
    def _kind_asked(self, event: KindAsked) -> None:
        kinds = [None, *_KINDS[self._list]]
        self._show_kind(kinds[(kinds.index(self._list_widget().kind) + event.step) % len(kinds)])

    @on(LabelBar.Chosen, "#kinds")
    def _kind_chosen(self, event: LabelBar.Chosen) -> None:
        self._show_kind(event.label or None)

    @on(LabelBar.Chosen, "#left-tabs, #right-tabs, #below-tabs")
    def _tab_chosen(self, event: LabelBar.Chosen) -> None:
        self.action_show_pane(event.label)

    def _show_kind(self, kind: str | None) -> None:
        listed = self._list_widget()
        listed.narrow(kind, listed.typed)
        listed.mark_selection(self.selection)
        self._remember("filter", bool(kind or listed.typed))
        self._show_notes()

    def _places(self) -> list[Span]:
        """What `n` and `N` step through."""
        if self._steps_through == "search":
            return self.found
        return self.reading.places(self.selection) if self.reading is not None else []

    def action_step(self, step: int) -> None:
        """The next or the previous match of the search, or mention of what is selected."""
        span, wrapped = stepped(self._places(), self.pane.cursor, step)
        if span is None:
            return
        self._leave("step")
        self.go(span)
        if wrapped:
            self.notify("On from the top." if step > 0 else "On from the end.", timeout=2, markup=False)

    def action_quotes_of(self) -> None:
        """The quotes of the selected entity alone."""
        speaker = self._entity_at_hand()
        self.query_one("#quotes", QuoteList).of_speaker(speaker)
        self._remember("speaker", speaker is not None)
        self._focus("quotes")

    def _entity_at_hand(self) -> str | None:
        return self.selection.id if self.selection is not None and self.selection.kind == "entity" else None

    # ---------------------------------------------------------------- back and forward

    def _now(self) -> Visit:
        return Visit(self._pane, self.selection, self.pane.cursor, self.pane.place)

    def _leave(self, series: object = None) -> None:
        self._history.leave(self._now(), series)

    def action_back(self) -> None:
        """Where the reader was before the last jump."""
        self._return_to(self._history.back(self._now()))

    def action_forward(self) -> None:
        """Undo going back."""
        self._return_to(self._history.forward(self._now()))

    def _return_to(self, visit: Visit | None) -> None:
        if visit is not None:
            self.select(visit.selection)
            places = self._places() if visit.selection is not None else []
            at = position(places, visit.cursor)
            self.go(Span(visit.cursor, visit.cursor) if at is None else places[at])
            self.pane.place = cast("int", visit.place)
            self._focus(visit.pane)
        self.refresh_bindings()

    # ---------------------------------------------------------------- searching, filtering, undoing

    def action_search(self) -> None:
        """Open the prompt for a search."""
        self.query_one("#search-bar", Prompt).open()

    @on(Prompt.Typed, "#search-bar")
    def _search_typed(self, event: Prompt.Typed) -> None:
        self._search(event.value)
        count = f"{len(self.found):,} found" if self.found else "not found"
        event.prompt.tell(count if event.value.strip() else "")

    @on(Prompt.Entered, "#search-bar")
    def _search_entered(self, event: Prompt.Entered) -> None:
        event.prompt.close()
        self._focus("article")
        if not self.found:
            if event.value.strip():
                self.notify(f"“{event.value}” is not in the article.", severity="warning", timeout=3, markup=False)
            self._search("")
            return
        self._leave()
        first = next((span for span in self.found if span.start >= self.pane.place), self.found[0])
        self.go(first)

    @on(Prompt.Closed, "#search-bar")
    def _search_closed(self, event: Prompt.Closed) -> None:
        event.prompt.close()
        self._search("")
        self._focus(self._pane)

    def _search(self, typed: str) -> None:
        self.found = matches(self.article.text, typed) if self.article is not None else []
        self._searched = typed if self.found else ""
        self._remember("search", bool(self.found))
        self._steps_through = "search" if self.found else "selection"
        self.pane.set_matches(self.found)
        self._show_notes()

    def action_filter(self) -> None:
        """Open the prompt that filters the list."""
        self._focus(self._list)
        self.query_one("#filter-bar", Prompt).open(self._list_widget().typed)

    @on(Prompt.Typed, "#filter-bar")
    def _filter_typed(self, event: Prompt.Typed) -> None:
        listed = self._list_widget()
        listed.narrow(listed.kind, event.value)
        listed.mark_selection(self.selection)
        self._remember("filter", bool(listed.kind or event.value.strip()))
        self._show_notes()

    @on(Prompt.Entered, "#filter-bar")
    def _filter_entered(self, event: Prompt.Entered) -> None:
        event.prompt.close()
        self._focus(self._list)

    @on(Prompt.Closed, "#filter-bar")
    def _filter_closed(self, event: Prompt.Closed) -> None:
        event.prompt.close()
        listed = self._list_widget()
        listed.narrow(listed.kind, "")
        self._remember("filter", bool(listed.kind))
        self._focus(self._list)

    def action_undo(self) -> None:
        """Undo the last of search, filter, selection."""
        last = self._undo[-1] if self._undo else ""
        if last == "search":
            self._search("")
        elif last == "filter":
            for name in _KINDS:
                self.query_one(f"#{name}", ReadingList).narrow(None, "")
        elif last == "speaker":
            self.query_one("#quotes", QuoteList).of_speaker(None)
        elif last == "selection":
            self.select(None)
        self._forget(last)
        for name in _KINDS:
            self.query_one(f"#{name}", ReadingList).mark_selection(self.selection)
        self._show_notes()

    def _remember(self, what: str, there: bool) -> None:
        self._forget(what)
        if there:
            self._undo.append(what)
        self.refresh_bindings()

    def _forget(self, what: str) -> None:
        with suppress(ValueError):
            self._undo.remove(what)
        self.refresh_bindings()

    # ---------------------------------------------------------------- copying

    def action_copy_words(self) -> None:
        """Copy what is selected with the mouse, or the exact words of the quote at hand."""
        from tui.export.words import words

        quote = self._quote_at_hand()
        if dragged := self.pane.selected_text():
            self._copy(dragged)
        elif quote is not None and self.article is not None:
            self._copy(words(self.article.text, quote))

    def action_copy_text(self) -> None:
        """Textual's own key for copying what is selected with the mouse."""
        if dragged := self.pane.selected_text():
            self._copy(dragged)

    def action_copy_citation(self) -> None:
        """Copy the quote at hand with its attribution and where it was published."""
        from tui.export.citation import citation

        quote = self._quote_at_hand()
        if quote is not None and self.reading is not None:
            self._copy(citation(self.reading.article, self.reading.analysis, quote))

    @work(group="copy")
    async def _copy(self, text: str) -> None:
        from tui import clipboard

        outcome = await clipboard.put(text, None if self.app.is_headless else self.app.copy_to_clipboard)
        self.notify(outcome.message, severity="information" if outcome.verified else "warning", markup=False)

    def _quote_at_hand(self) -> Quote | None:
        """The quote that is marked in the details, selected, or under the cursor."""
        if self.reading is None:
            return None
        marked = self.details.target if self._pane == "details" else None
        for selection in (marked.selection if marked else None, self.selection):
            if selection is not None and selection.kind == "quote":
                return self.reading.quote(selection.id)
        return self.reading.quote(self._quote_at_cursor())

    def _quote_at_cursor(self) -> str | None:
        return next((one.id for one in self.pane.under_cursor() if one.kind == "quote"), None)

    # ---------------------------------------------------------------- panes

    def action_next_pane(self, step: int) -> None:
        """The next or the previous pane."""
        self._focus(PANES[(PANES.index(self._pane) + step) % len(PANES)])

    def action_show_pane(self, pane: str) -> None:
        """Go to a pane."""
        self._focus(pane)

    def action_zoom(self) -> None:
        """Give the pane the whole screen, or take it back."""
        self._zoomed = not self._zoomed
        self._arrange()

    def _focus(self, pane: str) -> None:
        """Go to a pane. A list that has no mark yet marks, and so selects, its first row; the article stays put."""
        self._enter(pane)
        widget = self.query_one(f"#{pane}", Widget)
        self.set_focus(widget)
        if isinstance(widget, RowList) and widget.target is None:
            first = widget.mark_first()
            if first is not None and first.selection is not None and self.selection is None and pane in _KINDS:
                self.select(first.selection)

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Whether it does anything now: a key that does nothing is not shown."""
        match action:
            case "undo":
                return bool(self._undo)
            case "retry":
                return self.failed
            case "reload":
                return not self.failed and not isinstance(self.source, Article)
            case "step":
                places: Sequence[Span] = self._places() if self.is_mounted else ()
                return len(places) > 1 or (len(places) == 1 and self.pane.cursor != places[0].start)
            case "back":
                return self._history.can_go_back
            case "forward":
                return self._history.can_go_forward
            case "quotes_of":
                id_ = self._entity_at_hand()
                return id_ is not None and self.reading is not None and bool(self.reading.quotes_by(id_))
            case "copy_words" | "copy_citation":
                return self.is_mounted and self._can_copy(action)
            case "search":
                return self.article is not None
            case "filter":
                return self.reading is not None
        return super().check_action(action, cast("tuple[Any, ...]", parameters))

    def _can_copy(self, action: str) -> bool:
        return self._quote_at_hand() is not None or (action == "copy_words" and bool(self.pane.selected_text()))
