"""The search prompt: for words or a regular expression, with the history of searches."""

from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.message import Message
from textual.reactive import reactive

from tui.search.past import Past
from tui.search.query import Query
from tui.widgets.prompt import Prompt, PromptInput

_HINT = "words · / again for regex · ↑ earlier searches"
_HINT_REGEX = "regex · backspace for words · ↑ earlier searches"


class SearchInput(PromptInput):
    """The input; while it is empty, `/` switches to regex, and backspace back to words, or cancels."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("up,ctrl+p", "walk(1)", "Earlier", tooltip="Earlier search.", key_display="↑"),
        Binding("down,ctrl+n", "walk(-1)", "Later", show=False),
        Binding("ctrl+r", "turn", "Regex", tooltip="Switch between words and regex.", key_display="^r"),
    ]

    class Walked(Message):
        """The user asked for an earlier (1) or later (-1) search."""

        def __init__(self, step: int) -> None:
            super().__init__()
            self.step = step

    class Turned(Message):
        """The user switched between words and regex."""

    regex = False

    def action_walk(self, step: int) -> None:
        """Ask for an earlier (1) or later (-1) search."""
        self.post_message(self.Walked(step))

    def action_turn(self) -> None:
        """Switch between words and regex."""
        self.post_message(self.Turned())

    def on_key(self, event: events.Key) -> None:
        """While the input is empty, let `/` and backspace switch to regex and back, or cancel."""
        if not self.value and event.key in {"slash", "backspace"}:
            event.stop()
            event.prevent_default()
            if event.key == "slash" or self.regex:
                self.action_turn()
            else:
                self.action_leave()


class SearchPrompt(Prompt):
    """The prompt for a search."""

    wanted = reactive(Query(), layout=False, repaint=False)
    """The search as it is typed now."""

    def __init__(self, past: Past, *, id: str) -> None:  # noqa: A002
        super().__init__("/", _HINT, input_id="search", id=id, input_class=SearchInput)
        self._past = past

    def on_mount(self) -> None:
        """Follow the input."""
        self.watch(self.input, "value", self._typed, init=False)

    def _typed(self, value: str) -> None:
        if self.display:
            self.wanted = Query(value, self.wanted.regex)

    def ask(self) -> None:
        """Open the prompt for words."""
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
        """Show an earlier or later search."""
        event.stop()
        query = self._past.walk(event.step, self.wanted)
        if query is not None:
            self._put(query)

    def on_search_input_turned(self, event: SearchInput.Turned) -> None:
        """Switch what was typed between words and regex."""
        event.stop()
        self._put(Query(self.input.value, not self.wanted.regex))
