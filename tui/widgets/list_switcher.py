"""The three lists, of which one is shown, with their tabs and filters."""

from collections.abc import Callable, Mapping
from typing import ClassVar, cast

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.message import Message

from tui.document.index import DocumentIndex
from tui.document.selection import Selection
from tui.rows.filter import completed, ends_with_term
from tui.rows.kinds import FAMILY_LABELS, QUOTE_LABELS
from tui.rows.notes import KINDS as NOTE_LABELS
from tui.text.display import shown
from tui.widgets.entity_list import EntityList
from tui.widgets.filterable_list import FilterableList, KindAsked
from tui.widgets.notes_list import NotesList
from tui.widgets.prompt import Prompt, PromptInput
from tui.widgets.quote_list import QuoteList
from tui.widgets.tab_bar import TabBar

_HINTS = {
    "entities": "Type words, or kind:person, is:quoted, …",
    "quotes": "Type words, or by:name, about:name, kind:direct, is:unchecked, …",
    "notes": "Type words, or kind:note, is:verified, …",
}
"""Placeholders of the filter prompt, by list."""

KINDS: Mapping[str, Mapping[str, str]] = {"entities": FAMILY_LABELS, "quotes": QUOTE_LABELS, "notes": NOTE_LABELS}
"""The tabs of each list, by kind."""


class _FilterInput(PromptInput):
    """The input for a filter; tab completes terms, values and names."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("tab", "complete", "Complete")]

    completed: Callable[[str], str] = str
    """Completes what was typed."""

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let tab complete terms; otherwise it goes to the next pane."""
        if action == "complete":
            return ends_with_term(self.value) or self.completed(self.value) != self.value
        return super().check_action(action, parameters)

    def watch_value(self) -> None:
        """Update the footer, since what tab does depends on what was typed."""
        self.screen.refresh_bindings()

    def action_complete(self) -> None:
        """Complete what was typed."""
        self.value = self.completed(self.value)
        self.cursor_position = len(self.value)


class ListSwitcher(Vertical):
    """The tabs, the lists of entities, quotes and notes (one of them is shown), and the filter prompt."""

    BLANK = True  # widgets cover all of it

    class Narrowed(Message):
        """A filter was set or cleared; `by` is "filter" or "speaker"."""

        def __init__(self, by: str, narrowed: bool) -> None:
            super().__init__()
            self.by = by
            self.narrowed = narrowed

    class Done(Message):
        """The user is done filtering; `given_up`: the filter was canceled."""

        def __init__(self, *, given_up: bool) -> None:
            super().__init__()
            self.given_up = given_up

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self.tabs = TabBar(rule=True, id="list-tabs")
        self.entities = EntityList(id="entities")
        self.quotes = QuoteList(id="quotes")
        self.notes = NotesList(id="notes")
        self.all: dict[str, FilterableList] = {"entities": self.entities, "quotes": self.quotes, "notes": self.notes}
        self.current: FilterableList = self.entities
        self._kinds = TabBar(id="kinds")
        self._prompt = Prompt("f", "", input_id="filter", id="filter-bar", input_class=_FilterInput)
        self._index: DocumentIndex | None = None
        self._selection: Selection | None = None
        self._narrowed: frozenset[str] = frozenset()

    def compose(self) -> ComposeResult:
        """Compose tabs, lists and prompt."""
        yield self.tabs
        yield self._kinds
        yield self.entities
        yield self.quotes
        yield self.notes
        yield self._prompt

    def on_mount(self) -> None:
        """Hide the prompt until the user filters."""
        self._prompt.close()
        cast("_FilterInput", self._prompt.input).completed = self._complete
        self._describe()
        # Watched, not listened to: what was typed and the matches are painted in one frame.
        self.watch(self._prompt.input, "value", self._typed, init=False)

    def turn_to(self, name: str) -> None:
        """Show a list: "entities", "quotes" or "notes"."""
        self.current = self.all[name]
        self.current.catch_up()
        self._describe()

    def fill(self, index: DocumentIndex | None, instead: str = "") -> None:
        """Show an analysis, or the message `instead` if there is none."""
        self._index = index
        for listed in self.all.values():
            listed.fill(index, instead, later=listed is not self.current)
        self._describe()

    def mark(self, selection: Selection | None) -> None:
        """Highlight the selection in all lists."""
        self._selection = selection
        for listed in self.all.values():
            listed.mark_selection(selection)

    def of_speaker(self, speaker: str | None) -> None:
        """Show only the quotes of the entity with this id; None: of everyone."""
        self.quotes.of_speaker(speaker)
        self.quotes.mark_selection(self._selection)
        self._tell("speaker", speaker is not None)

    def open_filter(self) -> None:
        """Open the prompt that filters the current list."""
        self._prompt.hint(_HINTS[self.current.id or ""])
        self._prompt.open(self.current.typed)
        self._show_count()

    def close_filter(self) -> None:
        """Close the prompt, and keep the filter."""
        self._prompt.close()
        self._tell("filter", self._is_filtered)

    def clear_filter(self) -> None:
        """Clear the filters of all lists."""
        self._prompt.close()
        for listed in self.all.values():
            self._narrow(listed, None, "")

    @on(KindAsked)
    def _kind_asked(self, event: KindAsked) -> None:
        event.stop()
        kinds = [None, *KINDS[self.current.id or ""]]
        kind = kinds[(kinds.index(self.current.kind) + event.step) % len(kinds)]
        self._narrow(self.current, kind, self.current.typed)

    @on(TabBar.Chosen, "#kinds")
    def _kind_chosen(self, event: TabBar.Chosen) -> None:
        event.stop()
        self._narrow(self.current, event.label or None, self.current.typed)

    def _typed(self, value: str) -> None:
        if self._prompt.display and value != self.current.typed:
            self._narrow(self.current, self.current.kind, value)
            self._show_count()

    def _complete(self, typed: str) -> str:
        entities = self._index.analysis.entities if self._index is not None else []
        return completed(self.current.id or "", typed, [entity.name for entity in entities])

    def _show_count(self) -> None:
        """Show the number of rows in the prompt."""
        listed = self.current
        found = sum(row.target is not None for row in listed.rows)
        count = f"{found:,}{'' if listed.is_complete else '+'}" if found else "none"
        self._prompt.tell(count if listed.typed.strip() else "")

    @on(Prompt.Entered)
    def _entered(self, event: Prompt.Entered) -> None:
        event.stop()
        self.close_filter()
        self.post_message(self.Done(given_up=False))

    @on(Prompt.Closed)
    def _given_up(self, event: Prompt.Closed) -> None:
        event.stop()
        event.prompt.close()
        self._narrow(self.current, self.current.kind, "")
        self.post_message(self.Done(given_up=True))

    def _narrow(self, listed: FilterableList, kind: str | None, typed: str) -> None:
        listed.narrow(kind, typed)
        listed.mark_selection(self._selection)
        self._tell("filter", self._is_filtered)

    @property
    def _is_filtered(self) -> bool:
        return any(one.kind or one.typed.strip() for one in self.all.values())

    def _tell(self, by: str, narrowed: bool) -> None:
        self._describe()
        # Not at every letter: the message goes up through the whole screen.
        if narrowed != (by in self._narrowed) or (narrowed and not self._prompt.display):
            self._narrowed = self._narrowed | {by} if narrowed else self._narrowed - {by}
            self.post_message(self.Narrowed(by, narrowed))

    def _describe(self) -> None:
        """Show the filter of the current list beside its tabs."""
        self._kinds.labels = (("", "All"), *KINDS[self.current.id or ""].items())
        self._kinds.current = self.current.kind or ""
        # While it is being typed, the prompt shows it.
        filters = [f"“{self.current.typed}”"] if self.current.typed and not self._prompt.display else []
        speaker = self._index.entity(self.quotes.speaker) if self._index is not None else None
        if self.current is self.quotes and speaker is not None:
            filters.append(f"by {shown(speaker.name)}")
        self._kinds.note = ", ".join(filters)
