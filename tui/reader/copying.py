"""What a reader takes along: quotes, words and entities on the clipboard, the article in a file, the picture of it."""

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from textual import work

from tui.analysis.model import Quote, QuoteKind
from tui.document.selection import Selection
from tui.reader.autosave import KeepingScreen
from tui.text.spans import Span, hull

if TYPE_CHECKING:
    from tui.app import QuothApp
    from tui.dialogs.export import Export
    from tui.document.analyzed import Analyzed
    from tui.export.snippets import Style
    from tui.keys.actions import Action

_BRIEF = 40
"""Cells of what was copied that are shown."""

_RICH = "rich"
"""The name of the style that is HTML to be pasted as what it shows."""


class TakingScreen(KeepingScreen):
    """A screen from which a reader takes something along."""

    _told_where = ""

    def _quote_to_copy(self) -> Quote | None:
        """The quote at hand; if there is none, the reader is told why."""
        raise NotImplementedError

    def _went_to(self, selection: Selection, span: Span) -> None:
        """Take the reader to a place of what is then selected."""
        raise NotImplementedError

    # ---------------------------------------------------------------- copying

    def action_copy_words(self) -> None:
        """Copy what is selected with the mouse, or the exact words of the quote at hand."""
        from tui.document.quote_text import words

        if dragged := self._panes.article.selected_text():
            self._copy(dragged, dragged)
            if self._panes.article.is_selecting:
                self._panes.article.stop_selecting()
        elif (quote := self._quote_to_copy()) is not None and self.index is not None:
            self._copy(words(self.index.article.text, quote), self._first_words(quote))

    def action_copy_text(self) -> None:
        """Textual's own key for copying what is selected with the mouse; in a terminal it ends programs elsewhere."""
        if dragged := self._panes.article.selected_text():
            self._copy(dragged, dragged)
        else:
            self.say(f"{self.key('quit')} quits.", timeout=2)

    def action_copy_citation(self) -> None:
        """Copy what is at hand with its attribution and where it was published, in the reader's usual style."""
        self.action_copy_as(self._usual_style)

    @property
    def _usual_style(self) -> str:
        return cast("QuothApp", self.app).copy_style

    def action_copy_as(self, style: str) -> None:
        """Copy the selected words, or the quote at hand, in a style; "source": as they stood in the source."""
        from tui.export.snippets import as_in_source, passage_as, passage_as_in_source, quotes_as

        article, words = self.article, self.words_at_hand()
        if article is None:
            return
        if words is not None:
            told = article.text[words.start : words.end]
            if style == "source":
                self._copy(passage_as_in_source(article, words), told, " as in the source")
            else:
                self._copy(passage_as(_style(style), article, words), told, _how(style), rich=style == _RICH)
            if self._panes.article.is_selecting:
                self._panes.article.stop_selecting()
        elif (quote := self._quote_to_copy()) is not None and self.index is not None:
            index, told = self.index, self._first_words(quote)
            if style == "source":
                self._copy(as_in_source(index.article, quote), told, " as in the source")
            else:
                made = quotes_as(_style(style), index.article, index.analysis, [quote])
                self._copy(made, told, _how(style), rich=style == _RICH)

    def action_copy_marked(self, style: str) -> None:
        """Copy all marked quotes as a list, in a style."""
        from tui.document.quote_facts import counted
        from tui.export.snippets import quotes_as

        quotes = self._marked_quotes()
        if not quotes or self.index is None:
            self.say(f"No quote is marked; {self.key('mark')} marks the quote at hand.", "warning")
            return
        made = quotes_as(_style(style), self.index.article, self.index.analysis, quotes)
        self._copy(made, counted(len(quotes), "marked quote"), _how(style), rich=style == _RICH)

    def action_copy_entity(self, style: str) -> None:
        """Copy all that is known of the entity at hand, in a style."""
        from tui.export.snippets import entity_as

        entity = self.entity_at_hand()
        if entity is not None and self.index is not None:
            made = entity_as(_style(style), self.index.article, self.index.analysis, entity)
            self._copy(made, f"all about {entity.name}", _how(style), rich=style == _RICH)

    def action_copy_style(self) -> None:
        """Say in which style `C` copies from now on."""
        from tui.export.snippets import Style

        def take(name: str) -> None:
            cast("QuothApp", self.app).copy_style = name
            self.say(f"C copies{_how(name)} from now on.")

        ways = ((style, _way(style)) for style in (*map(str, Style), _RICH))
        options = [(style, f"{way.label}: {way.sentence[:1].lower()}{way.sentence[1:]}") for style, way in ways]
        self._choose("How C copies from now on", options, take)

    def action_copy_menu(self) -> None:
        """Show in which ways the words, the quote, the marked quotes and the entity at hand can be copied."""
        from tui.dialogs.choice import MenuDialog
        from tui.keys.actions import COPYING

        offered = [one for one in COPYING if self.can_take(one.name.partition("(")[0])]

        async def do(name: str) -> None:
            await self.run_action(name)

        def take(name: str | None) -> None:
            if name is not None:
                self.run_worker(do(name), group="menu")

        self.app.push_screen(MenuDialog(f"Copy {self._to_copy_in_words()}", offered), take)

    def _to_copy_in_words(self) -> str:
        from tui.document.quote_facts import counted
        from tui.text.display import brief

        parts = []
        words, quote = self.words_at_hand(), self.quote_at_hand()
        if self.document is not None and words is not None:
            parts.append(f"the words {brief(self.document.words(words))}")
        elif quote is not None:
            parts.append(f"the quote {brief(self._first_words(quote))}")
        if marked := len(self._marked_quotes()):
            parts.append(counted(marked, "marked quote"))
        if (entity := self.entity_at_hand()) is not None:
            parts.append(f"all about {brief(entity.name)}")
        return " · ".join(parts)

    def _marked_quotes(self) -> list[Quote]:
        """The quotes that the reader marked, in text order."""
        if self.index is None:
            return []
        about = {one.about for one in self.index.work.remarks if one.remark.marked}
        return [quote for quote in self.index.analysis.quotes if ("quote", quote.id) in about]

    def can_take(self, action: str) -> bool:
        """Whether there is anything now for one of the actions of taking along."""
        match action:
            case "copy_as":
                return self.words_at_hand() is not None or self.quote_at_hand() is not None
            case "copy_marked":
                return bool(self._marked_quotes())
            case "copy_entity":
                return self.entity_at_hand() is not None
            case "copy_menu":
                return any(self.can_take(one) for one in ("copy_as", "copy_marked", "copy_entity"))
            case "export":
                return self.index is not None
            case "picture":
                return self.index is not None and bool(self.index.analysis.quotes)
        return True

    @work(group="copy")
    async def _copy(self, text: str, words: str, how: str = "", *, rich: bool = False) -> None:
        """Copy `text`, and say which words, and how far they got."""
        from tui.system import clipboard
        from tui.text.display import fit, shown

        send = None if self.app.is_headless else self.app.copy_to_clipboard
        outcome = await clipboard.put(text, send, private=self._private, rich=rich)
        brief = fit(shown(words), _BRIEF).rstrip()
        if brief.startswith("“") and not brief.endswith("”"):
            brief += "”"
        if rich and "rich text" not in outcome.where:
            how = _how("html")  # nothing here holds it: what arrived is the code
        where = f" ({outcome.where})" if outcome.where != self._told_where else ""  # once is enough
        self._told_where = outcome.where
        said = f"{outcome.done}{how}: {brief}{where}"
        self.say(said, "information" if outcome.verified else "warning", 3 if outcome.verified else 6)

    def _first_words(self, quote: Quote) -> str:
        """The words of `quote`, in quote marks only if it is a direct one."""
        from tui.document.quote_text import words

        said = words(self.article.text, quote) if self.article is not None else ""
        return f"“{said}”" if quote.kind == QuoteKind.DIRECT else said

    # ---------------------------------------------------------------- exporting

    def action_export(self) -> None:
        """Ask for a format and a file, and write the article there with all that was found and done."""
        from tui.dialogs.choice import MenuDialog
        from tui.dialogs.export import EXPORTS, FileDialog, suggested

        if self.document is None or self.article is None:
            return
        article, source = self.article, self.document.came.source

        def take(name: str | None) -> None:
            if name is not None:
                self.app.push_screen(
                    FileDialog(f"Export as {EXPORTS[name].action.label}", suggested(article, EXPORTS[name]), source),
                    partial(write, name),
                )

        def write(name: str, answer: dict[str, str] | None) -> None:
            if answer is not None:
                self._export(EXPORTS[name], Path(answer["path"]).expanduser())

        actions = [export.action for export in EXPORTS.values()]
        self.app.push_screen(MenuDialog("Export the article with all that was found and done", actions), take)

    @work(group="export")
    async def _export(self, export: "Export", path: Path) -> None:
        import asyncio

        from tui.dialogs.export import written
        from tui.system.errors import reason
        from tui.system.paths import for_people

        made = self._analyzed()
        if made is None:
            return
        try:
            size = await asyncio.to_thread(written, export, made, path)
        except OSError as error:
            again = f"{self.key('export')} tries another file."
            self.say(f"{for_people(path)} could not be written ({reason(error)}); {again}", "warning", 8)
            return
        self.say(f"Exported as {export.action.label} to {for_people(path.absolute())} ({size}).", timeout=8)

    def _analyzed(self) -> "Analyzed | None":
        return self.document.analyzed if self.document is not None else None

    # ---------------------------------------------------------------- the picture

    def action_picture(self) -> None:
        """Show who speaks where; what is chosen there is gone to."""
        from tui.dialogs.timeline import TimelineDialog

        index = self.index
        if index is None or not index.analysis.quotes:
            return

        def take(quote: str | None) -> None:
            chosen = index.quote(quote)
            if chosen is not None:
                self._went_to(Selection("quote", chosen.id), hull(chosen.content))

        at_hand = self.quote_at_hand()
        self.app.push_screen(TimelineDialog(index, at_hand.id if at_hand is not None else None), take)


def _way(style: str) -> "Action":
    """What copies in a style: its label and its sentence say what that is."""
    from tui.keys.actions import COPYING

    return next(one for one in COPYING if one.name == f"copy_as('{style}')")


def _style(name: str) -> "Style":
    from tui.export.snippets import Style

    return Style.HTML if name == _RICH else Style(name)


def _how(style: str) -> str:
    """What the message says of a style: of that which everybody knows, that it has an attribution."""
    if style in {"plain", "newsroom"}:
        return " with attribution"
    return " as rich text" if style == _RICH else f" as {_way(style).label}"
