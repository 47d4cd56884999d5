"""The line to type a search into: words, or a regular expression; earlier searches can be called back."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from tui.search.past import Past
from tui.search.query import Query
from tui.widgets.prompt import Prompt, PromptInput

_HINT = "words · / once more: regular expression · ↑ earlier searches"
_HINT_REGEX = "a regular expression · backspace: words · ↑ earlier searches"


class SearchInput(PromptInput):
    """The input; in an empty one `/` asks for a regular expression, and backspace for none, or leaves it."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "walk(1)", "Earlier", tooltip="The search before.", key_display="↑"),
        Binding("down,ctrl+n", "walk(-1)", "Later", show=False),
        Binding("ctrl+r", "turn", "Regex", tooltip="Words, or a regular expression.", key_display="^r"),
    ]

    class Walked(Message):
        """The reader wants the search before (1) or after (-1)."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Turned(Message):
        """The reader wants a regular expression, or no longer."""

    regex = False

    def action_walk(self, step: int) -> None:
        """Another search from before."""
        self.post_message(self.Walked(step))

    def action_turn(self) -> None:
        """Words, or a regular expression."""
        self.post_message(self.Turned())

    def on_key(self, event: events.Key) -> None:
        """In an empty line, `/` and backspace turn the search over, or leave it; all else is typed."""
        if not self.value and event.key in {"slash", "backspace"}:
            event.stop()
            event.prevent_default()
            if event.key == "slash" or self.regex:
                self.action_turn()
            else:
                self.action_leave()


class SearchPrompt(Prompt):
    """Asks what to search for."""

    wanted = reactive(Query(), layout=False, repaint=False)
    """What is asked for now."""

    def __init__(self, past: Past, *, id: str) -> None:  # noqa: A002
        super().__init__("/", _HINT, input_id="search", id=id, input_class=SearchInput)
        self._past = past

    def on_mount(self) -> None:
        """Follow what is typed."""
        self.watch(self.input, "value", self._typed, init=False)

    def _typed(self, value: str) -> None:
        if self.display:
            self.wanted = Query(value, self.wanted.regex)

    def ask(self) -> None:
        """Let the reader type; it begins with words."""
        self._past.rest()
        self.set_reactive(SearchPrompt.wanted, Query())
        self._mean(regex=False)
        self.open()

    def _mean(self, *, regex: bool) -> None:
        if isinstance(self.input, SearchInput):
            self.input.regex = regex
        self.input.placeholder = _HINT_REGEX if regex else _HINT
        self.sign("//" if regex else "/")

    def _put(self, query: Query) -> None:
        self._mean(regex=query.regex)
        self.wanted = query
        self.input.value = query.typed
        self.input.cursor_position = len(query.typed)

    def on_search_input_walked(self, event: SearchInput.Walked) -> None:
        """Put an earlier search into the field."""
        event.stop()
        query = self._past.walk(event.step, self.wanted)
        if query is not None:
            self._put(query)

    def on_search_input_turned(self, event: SearchInput.Turned) -> None:
        """The same, as words or as a regular expression."""
        event.stop()
        self._put(Query(self.input.value, not self.wanted.regex))
