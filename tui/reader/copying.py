"""Copy quotes, selected text and entities to the clipboard."""

from functools import partial
from typing import TYPE_CHECKING

from tui.analysis.model import Quote, QuoteKind
from tui.keys.key_table import COPYING
from tui.reader.commands import Handler, refuse
from tui.reader.key_hints import NO_QUOTE
from tui.text.display import brief, fit, shown

if TYPE_CHECKING:
    from tui.app_base import AppBase
    from tui.export.snippets import Style
    from tui.keys.key_table import Action
    from tui.reader.context import ReaderContext
    from tui.reader.targets import Targets

_BRIEF = 40
"""Width in cells of the copied text in the message."""

_RICH = "rich"
"""The name of the style that pastes as formatted text."""

_STYLES = ("plain", "newsroom", "markdown", "html", _RICH)
"""The styles for a quote and for the bookmarked quotes."""

_ENTITY_STYLES = ("plain", "markdown")
"""The styles for everything about an entity."""


class Copying:
    """Copies the quote, the selected text or the entity to the clipboard.

    Args:
        app: copies text through the terminal.
    """

    def __init__(self, context: "ReaderContext", targets: "Targets", app: "AppBase") -> None:
        self._context = context
        self._state, self._view, self._ui = context.state, context.view, context.ui
        self._targets = targets
        self._app = app
        self._last_where = ""

    def handlers(self) -> dict[str, Handler]:
        """Return the handlers of its actions."""
        return {
            "copy": Handler(self.copy_words, self._why_not_copy),
            "cite": Handler(lambda: self.copy_as(self._context.services.copy_style), self._why_not_copy),
            "copy-as": Handler(self.choose, self._why_not_choose),
            **{
                f"copy-{style}": Handler(partial(self.copy_as, style), self._why_not_copy_as)
                for style in (*_STYLES, "source")
            },
            **{
                f"copy-marked-{style}": Handler(partial(self.copy_bookmarked, style), self._why_not_copy_bookmarked)
                for style in _STYLES
            },
            **{
                f"copy-entity-{style}": Handler(partial(self.copy_entity, style), self._why_not_copy_entity)
                for style in _ENTITY_STYLES
            },
            "copy-default": Handler(self.choose_default),
        }

    # ---------------------------------------------------------------- is there anything to copy?

    def _why_not_copy(self) -> str | None:
        can = self._targets.visible_quote() or self._state.selected_quote or self._view.article.selected_text()
        return None if can else refuse(self._state, NO_QUOTE)

    def _why_not_copy_as(self) -> str | None:
        return None if self._targets.words() is not None or self._targets.quote() is not None else ""

    def _why_not_copy_bookmarked(self) -> str | None:
        return None if self._targets.bookmarked_quotes() else ""

    def _why_not_copy_entity(self) -> str | None:
        return None if self._targets.entity() is not None else ""

    def _why_not_choose(self) -> str | None:
        parts = (self._why_not_copy_as, self._why_not_copy_bookmarked, self._why_not_copy_entity)
        return None if any(why_not() is None for why_not in parts) else refuse(self._state, NO_QUOTE)

    def _quote_to_copy(self) -> Quote | None:
        """Return the quote in view; tell the user if there is none."""
        quote = self._targets.visible_quote()
        if quote is None:
            where = "in the list" if self._view.panes.current == "quotes" else "on the screen"
            self._ui.say(f"Nothing copied: the selected quote is not {where}.", "warning")
        return quote

    # ---------------------------------------------------------------- copying

    def copy_words(self) -> None:
        """Copy the selected text, or the exact words of the quote."""
        from tui.document.quote_text import words

        if dragged := self._view.article.selected_text():
            self._copy(dragged, dragged)
            self._stop_selecting()
        elif (quote := self._quote_to_copy()) is not None and self._state.index is not None:
            self._copy(words(self._state.index.article.text, quote), self._first_words(quote))

    def copy_selected_text(self) -> None:
        """Copy the selected text (ctrl+c); if there is none, name the key that quits."""
        if dragged := self._view.article.selected_text():
            self._copy(dragged, dragged)
        else:
            self._ui.say(f"Press {self._ui.key('quit')} to quit.", timeout=2)

    def copy_as(self, style: str) -> None:
        """Copy the selected text, or the quote, in a style; "source": the original text of the source."""
        from tui.export.snippets import as_in_source, passage_as, passage_as_in_source, quotes_as

        article, index, words = self._state.article, self._state.index, self._targets.words()
        if article is None:
            return
        if words is not None:
            text = article.text[words.start : words.end]
            if style == "source":
                self._copy(passage_as_in_source(article, words), text, " as in the source")
            else:
                self._copy(passage_as(_style(style), article, words), text, _how(style), rich=style == _RICH)
            self._stop_selecting()
        elif (quote := self._quote_to_copy()) is not None and index is not None:
            text = self._first_words(quote)
            if style == "source":
                self._copy(as_in_source(index.article, quote), text, " as in the source")
            else:
                snippet = quotes_as(_style(style), index.article, index.analysis, [quote])
                self._copy(snippet, text, _how(style), rich=style == _RICH)

    def copy_bookmarked(self, style: str) -> None:
        """Copy all bookmarked quotes as a list, in a style."""
        from tui.document.quote_facts import counted
        from tui.export.snippets import quotes_as

        quotes, index = self._targets.bookmarked_quotes(), self._state.index
        if not quotes or index is None:
            self._ui.say(f"No bookmarked quotes. Press {self._ui.key('bookmark')} to bookmark a quote.", "warning")
            return
        snippet = quotes_as(_style(style), index.article, index.analysis, quotes)
        self._copy(snippet, counted(len(quotes), "bookmarked quote"), _how(style), rich=style == _RICH)

    def copy_entity(self, style: str) -> None:
        """Copy everything about the entity, in a style."""
        from tui.export.snippets import entity_as

        entity, index = self._targets.entity(), self._state.index
        if entity is not None and index is not None:
            snippet = entity_as(_style(style), index.article, index.analysis, entity)
            self._copy(snippet, f"everything about {entity.name}", _how(style), rich=style == _RICH)

    def _stop_selecting(self) -> None:
        if self._view.article.is_selecting:
            self._view.article.stop_selecting()

    def _copy(self, text: str, words: str, how: str = "", *, rich: bool = False) -> None:
        self._ui.start(lambda: self._copy_aside(text, words, how, rich=rich), group="copy")

    async def _copy_aside(self, text: str, words: str, how: str, *, rich: bool) -> None:
        """Copy `text`, then show a message with its first words and where it went."""
        from tui.system import clipboard

        send = None if self._app.is_headless else self._app.copy_to_clipboard
        outcome = await clipboard.put(text, send, private=self._context.services.private, rich=rich)
        first = fit(shown(words), _BRIEF).rstrip()
        if first.startswith("“") and not first.endswith("”"):
            first += "”"
        if rich and "rich text" not in outcome.where:
            how = _how("html")  # the clipboard takes no rich text: it has the HTML code
        where = f" ({outcome.where})" if outcome.where != self._last_where else ""  # once is enough
        self._last_where = outcome.where
        message = f"{outcome.done}{how}: {first}{where}"
        self._ui.say(message, "information" if outcome.verified else "warning", 3 if outcome.verified else 6)

    def _first_words(self, quote: Quote) -> str:
        """Return the words of `quote`, in quote marks if it is a direct one."""
        from tui.document.quote_text import words

        text = words(self._state.article.text, quote) if self._state.article is not None else ""
        return f"“{text}”" if quote.kind == QuoteKind.DIRECT else text

    # ---------------------------------------------------------------- menus

    def choose(self) -> None:
        """Show the menu of ways to copy the selected text, the quote, the bookmarked quotes and the entity."""
        from tui.dialogs.choice import MenuDialog

        handlers = self.handlers()

        def on_choice(id_: str | None) -> None:
            if id_ is not None:
                handlers[id_].run()

        offered = [action for action in COPYING if handlers[action.id].why_not() is None]
        self._ui.ask(MenuDialog(f"Copy {self._targets_in_words()}", offered), on_choice)

    def _targets_in_words(self) -> str:
        from tui.document.quote_facts import counted

        parts = []
        document, words, quote = self._state.document, self._targets.words(), self._targets.quote()
        if document is not None and words is not None:
            parts.append(f"selection {brief(document.words(words))}")
        elif quote is not None:
            parts.append(f"quote {brief(self._first_words(quote))}")
        if marked := len(self._targets.bookmarked_quotes()):
            parts.append(counted(marked, "bookmarked quote"))
        if (entity := self._targets.entity()) is not None:
            parts.append(f"everything about {brief(entity.name)}")
        return " · ".join(parts)

    def choose_default(self) -> None:
        """Let the user choose the style of the action "cite"."""
        from tui.export.snippets import Style

        def on_choice(style: str) -> None:
            self._context.services.copy_style = style
            self._ui.say(f"{self._ui.key('cite')} now copies{_how(style)}.")

        ways = ((style, _way(style)) for style in (*map(str, Style), _RICH))
        options = [(style, f"{way.label}: {way.sentence[:1].lower()}{way.sentence[1:]}") for style, way in ways]
        self._ui.choose(f"Default format for {self._ui.key('cite')}", options, on_choice)


def _way(style: str) -> "Action":
    """Return the action that copies in a style."""
    return next(one for one in COPYING if one.id == f"copy-{style}")


def _style(name: str) -> "Style":
    from tui.export.snippets import Style

    return Style.HTML if name == _RICH else Style(name)


def _how(style: str) -> str:
    """Return the end of "Copied…" for a style."""
    if style in {"plain", "newsroom"}:
        return " with attribution"
    return " as rich text" if style == _RICH else f" as {_way(style).label}"
