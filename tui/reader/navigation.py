"""Go to panes, mentions, matches, paragraphs and headings, and back and forward."""

import re
from functools import partial
from typing import TYPE_CHECKING

from tui.article.model import Article
from tui.document.paragraphs import Paragraphs
from tui.document.selection import Selection
from tui.reader.commands import Handler, refuse
from tui.text.display import brief
from tui.widgets.pane_layout import PANES

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from tui.dialogs.choice import Chosen
    from tui.reader.context import ReaderContext
    from tui.reader.first_hint import FirstHint
    from tui.reader.movement import Movement
    from tui.reader.targets import Targets
    from tui.widgets.prompt import Prompt

_COMMANDS = {**dict.fromkeys(("q", "q!", "qa", "quit", "x", "wq"), "quit"), **dict.fromkeys(("h", "help"), "help")}
"""Commands that users of vim type after a colon, and the program's action for each."""

_PART = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")
_NUMBER = re.compile(r"[¶#]?\s*(\d{1,9})")


class Navigation:
    """Takes the user to another place.

    Args:
        repeat_search: repeats the last search, forward (1) or backward (-1).
        can_repeat_search: tells whether there is a search to repeat.
        mount_prompt: puts a prompt on the screen.
        run_command: runs an action of the program.
    """

    def __init__(
        self,
        context: "ReaderContext",
        movement: "Movement",
        targets: "Targets",
        hint: "FirstHint",
        *,
        repeat_search: "Callable[[int], None]",
        can_repeat_search: "Callable[[], bool]",
        mount_prompt: "Callable[[Prompt], Awaitable[object]]",
        run_command: "Callable[[str], object]",
    ) -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._movement = movement
        self._targets = targets
        self._hint = hint
        self._repeat_search = repeat_search
        self._can_repeat_search = can_repeat_search
        self._mount_prompt = mount_prompt
        self._run_command = run_command
        self._prompt: Prompt | None = None
        context.clear_stack.register("filter", self._clear_filter)
        context.clear_stack.register("speaker", self._clear_speaker)

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        nothing_to_step = "Nothing selected. Press {select} to select a name, or {search} to search."
        jumps = self._context

        def why_not_step() -> str | None:
            return None if self._can_step() else refuse(self._state, nothing_to_step, needs_analysis=False)

        def why_not_back() -> str | None:
            can = jumps.jumps.can_go_back
            return None if can else refuse(self._state, "No earlier position.", needs_analysis=False)

        def why_not_forward() -> str | None:
            can = jumps.jumps.can_go_forward
            return (
                None
                if can
                else refuse(self._state, "No later position. Press {back} to go back.", needs_analysis=False)
            )

        def if_open() -> str | None:
            return None if self._state.article is not None else ""

        return {
            "next": Handler(partial(self.step, 1), why_not_step),
            "previous": Handler(partial(self.step, -1), why_not_step),
            "back": Handler(self.go_back, why_not_back),
            "forward": Handler(self.go_forward, why_not_forward),
            "speaker-quotes": Handler(self.show_quotes_of, self._why_not_quotes_of),
            "filter": Handler(self.filter, lambda: None if self._state.index is not None else ""),
            "outline": Handler(self.show_outline, if_open),
            "paragraph": Handler(self.ask_for_paragraph, if_open),
            "position": Handler(self.say_where, if_open),
            "clear": Handler(self.clear, self._why_not_clear),
            "next-pane": Handler(lambda: self._movement.visit(self._view.panes.beside(1))),
            "previous-pane": Handler(lambda: self._movement.visit(self._view.panes.beside(-1))),
            "zoom": Handler(self._view.panes.toggle_zoom),
            **{pane: Handler(partial(self._movement.visit, pane)) for pane in PANES},
        }

    # ---------------------------------------------------------------- stepping

    def _can_step(self) -> bool:
        again = self._state.selection is None and self._can_repeat_search()
        return again or any(span.start != self._view.article.cursor for span in self._movement.places())

    def step(self, step: int) -> None:
        """Go to the next (1) or the previous (-1) search match, or mention of the selection."""
        from tui.reader.stepping import round_the_end, stepped

        span, wrapped = stepped(self._movement.places(), self._view.article.cursor, step)
        if span is None:
            if self._state.selection is None:
                self._repeat_search(step)
            return
        self._movement.leave("stepping")
        if self._movement.steps_through_search:
            self._movement.go(span)
        else:
            self._movement.go_to_selected(span)
        if wrapped:
            through_search, entity = self._movement.steps_through_search, self._state.selected_entity
            what = "match" if through_search else "mention" if entity else "part"
            self._ui.call_after_refresh(partial(self._ui.say, round_the_end(step, what), timeout=2))

    def go_back(self) -> None:
        """Go back to where the user was before the last jump."""
        self._movement.return_to(self._context.jumps.back(self._movement.position()))

    def go_forward(self) -> None:
        """Go forward again, after going back."""
        self._movement.return_to(self._context.jumps.forward(self._movement.position()))

    # ---------------------------------------------------------------- lists

    def _why_not_quotes_of(self) -> str | None:
        speaker, index = self._targets.speaker(), self._state.index
        if speaker is not None and index is not None and index.quotes_by(speaker):
            return None
        return refuse(self._state, "Select a speaker first.")

    def show_quotes_of(self) -> None:
        """Show only the quotes of the selected entity, or of the speaker of the quote."""
        self._movement.leave()
        self._view.panes.lists.of_speaker(self._targets.speaker())
        self._movement.visit("quotes")

    def filter(self) -> None:
        """Open the prompt that filters the list."""
        self._view.panes.show_list()
        self._view.panes.lists.open_filter()

    def _clear_filter(self) -> None:
        self._view.panes.lists.clear_filter()  # the lists are built after the first paint

    def _clear_speaker(self) -> None:
        """Show the quotes of everyone again, and go back to the speaker in the list of entities."""
        speaker = self._view.panes.lists.quotes.speaker
        self._view.panes.lists.of_speaker(None)
        if speaker is not None and self._view.panes.current == "quotes":
            self._movement.select(Selection("entity", speaker))
            self._movement.visit("entities")

    # ---------------------------------------------------------------- clearing

    def _why_not_clear(self) -> str | None:
        is_set = bool(self._context.clear_stack) or self._hint.is_shown
        return None if is_set or self._view.article.selected_span() is not None else ""

    def clear(self) -> None:
        """Clear the search, filter or selection: the one that was set last."""
        if self._view.article.selected_span() is not None:
            self._view.article.stop_selecting()
        elif not self._context.clear_stack.clear_last():
            self._hint.hide()

    # ---------------------------------------------------------------- outline and paragraphs

    def show_outline(self) -> None:
        """Let the user choose a heading or paragraph, and go there."""
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.outline import Outline

        if self._state.article is None:
            return
        outline = Outline(self._state.article)
        here = outline.at(max(self._view.article.place, self._view.article.cursor_in_view))

        def on_choice(chosen: "Chosen | None") -> None:
            if chosen is not None and chosen.target is not None and chosen.target.span is not None:
                self._movement.walk_to(chosen.target.span.start)

        what = "Headings" if outline.has_headings else "Paragraphs"
        self._ui.ask(ChoiceDialog(what, outline, "Type to filter", at=here), on_choice)

    async def ask_for_paragraph(self) -> None:
        """Open the prompt for a paragraph number or percentage."""
        from tui.widgets.prompt import Prompt

        if self._state.article is None:
            return
        if self._prompt is None:
            self._prompt = Prompt(":", "", input_id="go-to", id="go-to-bar")
            await self._mount_prompt(self._prompt)
            self._view.add_prompt(self._prompt)
        last = self._paragraphs().last
        self._prompt.hint(f"paragraph number (1 to {last:,}) or percentage (50%)" if last else "percentage (50%)")
        self._prompt.open()

    def take_prompt(self, value: str) -> None:
        """Go to the paragraph or percentage `value`, which the user typed into the prompt."""
        if self._prompt is None:
            return
        if (command := _COMMANDS.get(value.strip())) is not None:
            self.close_prompt()
            self._run_command(command)
            return
        offset = self._offset_of(value)
        if offset is None and value.strip():
            self._prompt.tell(f"Type 1 to {self._paragraphs().last:,}, or 0% to 100%", trouble=True)
            return
        self._prompt.close()
        self._movement.visit("article")
        if offset is not None:
            self._movement.walk_to(offset)

    def close_prompt(self) -> None:
        """Close the prompt and stay in the pane."""
        if self._prompt is not None:
            self._prompt.close()
            self._movement.visit(self._view.panes.current)

    def _offset_of(self, typed: str) -> int | None:
        """Return the offset of a paragraph number or a percentage; None if `typed` is neither."""
        typed, paragraphs, article = typed.strip(), self._paragraphs(), self._state.article
        if part := _PART.fullmatch(typed):
            return len(article.text) * min(int(part.group(1)), 100) // 100 if article is not None else None
        if typed == "$":
            return paragraphs.start(paragraphs.last)
        number = _NUMBER.fullmatch(typed)
        if number is None:
            return None
        wanted = int(number.group(1))
        if wanted > paragraphs.last:
            self._ui.say(f"The last paragraph is {paragraphs.last:,}.")
        return paragraphs.start(max(1, min(wanted, paragraphs.last)))

    def _paragraphs(self) -> Paragraphs:
        return Paragraphs(self._state.article or Article("", ()))

    def say_where(self) -> None:
        """Show a message with the user's position in the article."""
        article = self._state.article
        if article is None:
            return
        view, size, paragraphs = self._view.article.view(), len(article.text), self._paragraphs()
        at = self._view.article.cursor_in_view or view.start
        label, last, page = paragraphs.label(at), paragraphs.last, article.page_at(at)
        heading = self._state.index.heading_at(at) if self._state.index is not None else None
        parts = [
            f"{label} of {last:,}" if label.startswith("¶") else label,
            f"page {page:,}" if page is not None else "",
            f"§ {brief(heading)}" if heading else "",
            f"{view.end * 100 // size}%" if view.end < size else "end" if view.start else "all in view",
        ]
        self._ui.say(" · ".join(part for part in parts if part))
