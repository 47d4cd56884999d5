"""The footer: the keys that work now."""

from rich.cells import cell_len
from textual import events
from textual.content import Content
from textual.screen import Screen
from textual.style import Style
from textual.widget import Widget
from textual.widgets import Input

from tui.keys.user_keymap import NO_KEY, in_use, shown
from tui.widgets.debounce import Debouncer

_ALWAYS = ("help", "quit")
"""Actions that are shown even if there is no room for others."""

_PAUSE = 0.06
"""Seconds after the last key until the footer is updated."""

_Key = tuple[str, str, str]
"""A key as it is shown, what it does, and Textual's name of it."""


class Footer(Widget):
    """Shows as many keys as there is room for, with help and quit at the right end. Each can be clicked."""

    ALLOW_SELECT = False

    def __init__(self, *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._keys: dict[str, _Key] = {}
        self._new_keys: dict[str, _Key] | None = None  # computed just now, for the next frame
        self._follow = Debouncer(self, self._update_keys, _PAUSE)

    def on_mount(self) -> None:
        """Follow changes of the bindings."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        # Finding the keys that work takes longer than most actions: wait until the user pauses.
        self._follow()

    def _update_keys(self) -> None:
        found = self._active_keys()
        if found != self._keys:
            self._new_keys = found
            self.refresh()

    def _active_keys(self) -> dict[str, _Key]:
        """Return the keys that work now, by action."""
        if not self.is_attached:
            return {}
        keys: dict[str, _Key] = {}
        typing = isinstance(self.screen.focused, Input)  # where a letter is a letter
        keymap = in_use(self.app)
        for _, binding, enabled, _ in self.screen.active_bindings.values():
            if binding.key == NO_KEY:
                continue
            display = self.app.get_key_display(binding)
            if not (binding.show and enabled) or (typing and len(shown(binding.key)) == 1):
                continue
            if binding.action not in keys or binding.key == keymap.first(binding):
                keys[binding.action] = (display, binding.description, binding.key)
        return keys

    def render(self) -> Content:
        """Return the line, exactly as wide as the widget's content."""
        self._keys, self._new_keys = self._active_keys() if self._new_keys is None else self._new_keys, None
        keys = dict(self._keys)
        always = [keys.pop(action) for action in _ALWAYS if action in keys]
        width = self.size.width
        room = width - sum(_width(item) for item in always)
        left: list[Content] = []
        for item in keys.values():
            if _width(item) > room:
                break
            room -= _width(item)
            left.append(_piece(item))
        right = [_piece(item) for item in always if _width(item) <= width]
        return Content.assemble(*left, " " * max(room, 0), *right)

    def on_click(self, event: events.Click) -> None:
        """Press the key that was clicked."""
        key = event.style.meta.get("key")
        if key is not None:
            self.app.simulate_key(key)


def _width(item: _Key) -> int:
    return cell_len(item[0]) + cell_len(item[1]) + 3


def _piece(item: _Key) -> Content:
    display, description, key = item
    piece = Content.assemble((display, "bold $footer-key-foreground"), f" {description}  ")
    return piece.stylize(Style.from_meta({"key": key}))
