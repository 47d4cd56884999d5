"""Going far in an article: by its outline, by the numbers of its paragraphs."""

import re
from typing import TYPE_CHECKING

from textual import on

from tui.reader.jump_list import Position
from tui.reader.search import SearchingScreen
from tui.text.display import brief
from tui.widgets.article_pane import ArticlePane

if TYPE_CHECKING:
    from tui.dialogs.choice import Chosen
    from tui.document.index import DocumentIndex
    from tui.document.paragraphs import Paragraphs
    from tui.widgets.prompt import Prompt

_COMMANDS = {**dict.fromkeys(("q", "q!", "qa", "quit", "x", "wq"), "quit"), **dict.fromkeys(("h", "help"), "help")}
"""What fingers that know vim type behind a colon."""

_PART = re.compile(r"(\d{1,3})(?:[.,]\d+)?\s*%")
_NUMBER = re.compile(r"[¶#]?\s*(\d{1,9})")


class MovingScreen(SearchingScreen):
    """A screen whose article one can go about in."""

    index: "DocumentIndex | None"
    _go_to_prompt: "Prompt | None" = None

    @on(ArticlePane.Jumped)
    def _jumped(self, event: ArticlePane.Jumped) -> None:
        """A key of the article led far: one can come back from there."""
        now = self._now()
        self._jumps.leave(Position("article", now.selection, event.cursor, event.place, now.views), event.series)
        self.refresh_bindings()

    def action_outline(self) -> None:
        """Choose among headings and paragraphs."""
        from tui.dialogs.choice import ChoiceDialog
        from tui.rows.outline import Outline

        if self.article is None:
            return
        outline = Outline(self.article)
        here = outline.at(max(self._panes.article.place, self._panes.article.cursor_in_view))

        def take(chosen: "Chosen | None") -> None:
            if chosen is not None and chosen.target is not None and chosen.target.span is not None:
                self._walk_to(chosen.target.span.start)

        what = "Headings" if outline.has_headings else "Paragraphs"
        placeholder = "words of a heading or a paragraph"
        self.app.push_screen(ChoiceDialog(what, outline, placeholder, at=here), take)

    async def action_go_to_paragraph(self) -> None:
        """Ask for the number of a paragraph."""
        from tui.widgets.prompt import Prompt

        if self.article is None:
            return
        if self._go_to_prompt is None:
            self._go_to_prompt = Prompt(":", "", input_id="go-to", id="go-to-bar")
            await self.mount(self._go_to_prompt, before="#keys")
        last = self._paragraphs_of_article().last
        self._go_to_prompt.hint(f"a paragraph, 1 to {last:,}, or a part of the article: 50%" if last else "a part: 50%")
        self._go_to_prompt.open()

    def action_where(self) -> None:
        """Say where the reader is in the article."""
        if self.article is None:
            return
        view, size = self._panes.article.view(), len(self.article.text)
        paragraphs = self._paragraphs_of_article()
        at = self._panes.article.cursor_in_view or view.start
        label, last, page = paragraphs.label(at), paragraphs.last, self.article.page_at(at)
        heading = self.index.heading_at(at) if self.index is not None else None
        said = [
            f"{label} of {last:,}" if label.startswith("¶") else label,
            f"page {page:,}" if page is not None else "",
            f"§ {brief(heading)}" if heading else "",
            f"{view.end * 100 // size} %" if view.end < size else "the end" if view.start else "all of it is in view",
        ]
        self.say(" · ".join(part for part in said if part))

    def close_prompts(self) -> None:
        """Put away what was being typed."""
        self._search_prompt.close()
        if self._go_to_prompt is not None:
            self._go_to_prompt.close()

    def on_prompt_entered(self, event: "Prompt.Entered") -> None:
        """Go there."""
        if event.prompt is not self._go_to_prompt:
            return
        if (command := _COMMANDS.get(event.value.strip())) is not None:
            event.prompt.close()
            self.visit(self._panes.current)
            self.app.call_later(self.app.run_action, command)
            return
        offset = self._meant(event.value)
        if offset is None and event.value.strip():
            last = self._paragraphs_of_article().last
            event.prompt.tell(f"1 to {last:,}, or 0% to 100%", trouble=True)
            return
        event.prompt.close()
        self.visit("article")
        if offset is not None:
            self._walk_to(offset)

    def on_prompt_closed(self, event: "Prompt.Closed") -> None:
        """Stay."""
        if event.prompt is not self._go_to_prompt:
            return
        event.prompt.close()
        self.visit(self._panes.current)

    def _walk_to(self, offset: int) -> None:
        self._jumps.leave(self._now())
        self.visit("article")
        self._panes.article.walk_to(offset)
        self._changed()

    def _meant(self, typed: str) -> int | None:
        """Where a number or a part of the article leads; None if it is neither."""
        typed, paragraphs = typed.strip(), self._paragraphs_of_article()
        if part := _PART.fullmatch(typed):
            return len(self.article.text) * min(int(part.group(1)), 100) // 100 if self.article is not None else None
        if typed == "$":
            return paragraphs.start(paragraphs.last)
        number = _NUMBER.fullmatch(typed)
        if number is None:
            return None
        wanted = int(number.group(1))
        if wanted > paragraphs.last:
            self.say(f"The last paragraph is number {paragraphs.last:,}.")
        return paragraphs.start(max(1, min(wanted, paragraphs.last)))

    def _paragraphs_of_article(self) -> "Paragraphs":
        from tui.article.model import Article
        from tui.document.paragraphs import Paragraphs

        return Paragraphs(self.article or Article("", ()))
