"""The manual in the app: a list of its pages, which typing searches, and the pages."""

from collections.abc import Iterator, Sequence
from functools import cached_property
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import VerticalScroll
from textual.content import Content
from textual.widgets import Static

from tui.dialogs.base import PAGING, Dialog
from tui.dialogs.choice import ChoiceDialog
from tui.keys.user_keymap import Keymap
from tui.manual.layout import Laid, find_words, lay_out
from tui.manual.pages import SUBJECTS, page_summary, page_title, read_page
from tui.manual.passages import Passage, find_passages, split_passages
from tui.rows.line import Row, Target, wrap
from tui.text.display import fit
from tui.text.spans import Span
from tui.widgets.prompt import Prompt
from tui.widgets.run_styles import content

_WIDEST = 100
"""The greatest width of a line, in cells: longer ones are hard to read."""

_AROUND = 8
"""Width in cells of border, padding and scroll bar beside a page."""

_MATCH, _CURRENT = "underline on $match", "reverse"
"""The styles of matches and of the current match; not by color alone."""


class ManualDialog(ChoiceDialog):
    """Lists the pages of the manual, and searches them as the user types. A page opens over the list.

    Args:
        keymap: the user's keys.
    """

    def __init__(self, keymap: Keymap) -> None:
        self._pages = _Pages(keymap)
        super().__init__("Manual", self._pages.list_rows, "Search the manual")

    def _take(self, target: Target | None) -> None:
        if target is not None:
            subject, _, passage = target.item.partition(":")
            typed = self._input.value if passage else ""
            self.app.push_screen(ManualPage(self._pages.passages[subject], int(passage or 0), typed))


class ManualPage(Dialog[None]):
    """A page of the manual, to scroll and search in.

    Args:
        passages: the page.
        at: the number of the passage to show first.
        words: to search for at first.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,ctrl+c", "back", "Back", tooltip="Clear the search, or go back to the list of pages."),
        Binding("j,ctrl+e,down", "scroll(1)", "Down", show=False),
        Binding("k,ctrl+y,up", "scroll(-1)", "Up", show=False),
        *PAGING,
        Binding("slash", "find", "Search", tooltip="Search this page."),
        Binding("n", "match(1)", "Next", tooltip="Go to the next match."),
        Binding("N", "match(-1)", "Previous", tooltip="Go to the previous match."),
    ]

    AUTO_FOCUS = ""

    def __init__(self, passages: Sequence[Passage], at: int = 0, words: str = "") -> None:
        super().__init__()
        self._passages = passages
        self._at = at
        self._words = words
        self._lines: list[Laid] = []
        self._matches: list[Span] = []
        self._current = -1  # the number of the current match
        self._content = Content("")
        self._text = Static(markup=False, id="manual-text")
        self._prompt = Prompt("/", "Search this page", input_id="manual-find", id="manual-find-bar")
        self._prompt.display = False  # until the user searches

    def compose(self) -> ComposeResult:
        """Compose the text and the search prompt."""
        box = VerticalScroll(id="manual", can_focus=False)
        box.border_title = "Manual"
        box.border_subtitle = "/ search · j k space b scroll · esc back"
        with box:
            yield self._text
        yield self._prompt

    def on_mount(self) -> None:
        """Search while the user types."""
        super().on_mount()
        self.watch(self._prompt.input, "value", self._search, init=False)

    def on_resize(self) -> None:
        """Lay the page out for the new width, and keep the passage at the top."""
        if self._lines:
            self._at = self._lines[min(self._top, len(self._lines) - 1)][1]
        self._lines = lay_out(self._passages, min(self.app.size.width - _AROUND, _WIDEST))
        self._content = content(line for line, _ in self._lines)
        self._matches = find_words(self._content.plain, self._words)
        self._show()
        first = next((number for number, (_, passage) in enumerate(self._lines) if passage == self._at), 0)
        self.call_after_refresh(self._view_from, first + 1 if self._at and not self._lines[first][0] else first)

    @property
    def _box(self) -> VerticalScroll:
        return self.query_one("#manual", VerticalScroll)

    @property
    def _top(self) -> int:
        return self._box.scroll_offset.y

    def _show(self) -> None:
        shown = self._content
        for number, match in enumerate(self._matches):
            shown = shown.stylize(_CURRENT if number == self._current else _MATCH, *match)
        self._text.update(shown)

    def _line_of(self, match: Span) -> int:
        return self._content.plain.count("\n", 0, match.start)

    def _view_from(self, line: int) -> None:
        self._box.scroll_to(y=line, animate=False)

    # ---------------------------------------------------------------- searching

    def action_find(self) -> None:
        """Open the search prompt."""
        self._prompt.open()

    def _search(self, words: str) -> None:
        """Find `words`, and go to the first match from the top of the view."""
        self._words = words
        self._matches = find_words(self._content.plain, words)
        after = [number for number, match in enumerate(self._matches) if self._line_of(match) >= self._top]
        self._go_to_match(after[0] if after else 0)
        count = len(self._matches)
        self._prompt.tell((f"{count} found" if count else "not found") if words.strip() else "")

    def _go_to_match(self, number: int) -> None:
        self._current = number if self._matches else -1
        self._show()
        if self._matches:
            line = self._line_of(self._matches[number])
            if not self._top <= line < self._top + self._box.size.height - 1:
                self._view_from(max(line - self._box.size.height // 3, 0))

    def action_match(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) match, wrapping around."""
        if self._matches:
            self._go_to_match((self._current + step) % len(self._matches))

    @on(Prompt.Entered)
    def _search_entered(self, event: Prompt.Entered) -> None:
        event.stop()
        self._prompt.close()
        self.set_focus(None)

    @on(Prompt.Closed)
    def _search_closed(self, event: Prompt.Closed) -> None:
        event.stop()
        self._prompt.close()
        self.set_focus(None)
        self._clear()

    def _clear(self) -> None:
        self._words, self._matches, self._current = "", [], -1
        self._show()

    def action_back(self) -> None:
        """Clear the search, or close the page if there is none."""
        if self._matches:
            self._clear()
        else:
            self.dismiss()

    # ---------------------------------------------------------------- scrolling

    def action_scroll(self, lines: int) -> None:
        """Scroll by lines."""
        self._box.scroll_relative(y=lines, animate=False)

    def action_page(self, pages: float) -> None:
        """Scroll by pages."""
        self._box.scroll_relative(y=round(pages * max(self._box.size.height - 2, 2)), animate=False)

    def action_far(self, end: int) -> None:
        """Scroll to the beginning (-1) or the end (1)."""
        self._view_from(0 if end < 0 else round(self._box.max_scroll_y))


class _Pages:
    """The pages, read when they are first needed."""

    def __init__(self, keymap: Keymap) -> None:
        self._keymap = keymap

    @cached_property
    def passages(self) -> dict[str, list[Passage]]:
        return {subject: split_passages(read_page(subject, self._keymap)) for subject in SUBJECTS}

    def list_rows(self, width: int, typed: str) -> Iterator[Row]:
        """Yield the pages, or those whose names have the typed words, and the passages that have them."""
        words = typed.casefold().removeprefix("/").split()
        for subject in SUBJECTS:
            title, summary = page_title(subject), page_summary(subject)
            if all(word in f"{subject} {title} {summary}".casefold() for word in words):
                about = wrap([(summary, "muted")], max(width - 2, 1))
                yield Row((((title, "strong"),), *((("  ", ""), *line) for line in about)), Target(item=subject))
        for subject in SUBJECTS if words else ():
            for number in find_passages(self.passages[subject], " ".join(words)):
                yield self._make_passage_row(subject, number, width)

    def _make_passage_row(self, subject: str, number: int, width: int) -> Row:
        passage = self.passages[subject][number]
        section = "" if passage.section == page_title(subject) else f" · {passage.section}"
        head = fit(f"{page_title(subject)}{section}", width)
        lines = wrap([(passage.text, "")], max(width - 2, 1), most=2)
        return Row((((head, "heading"),), *((("  ", ""), *line) for line in lines)), Target(item=f"{subject}:{number}"))
