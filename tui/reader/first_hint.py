"""The line above the footer that tells new users what to press."""

from typing import TYPE_CHECKING

from tui.reader.preferences import HINT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tui.keys.user_keymap import Keymap
    from tui.reader.context import ReaderContext
    from tui.widgets.hint import Hint


class FirstHint:
    """Shows the hint the first time that a library is used.

    Args:
        keymap: the user's keys.
        mount_line: puts a line above the footer.
    """

    def __init__(self, context: "ReaderContext", keymap: "Keymap", mount_line: "Callable[[Hint], object]") -> None:
        self._context = context
        self._keymap = keymap
        self._mount_line = mount_line
        self._hint: Hint | None = None

    def show(self) -> None:
        """Show the hint, and remember that it was shown."""
        from tui.widgets.hint import Hint

        self._hint = Hint(self._keymap, id="hint")
        self._mount_line(self._hint)
        self._context.services.preferences.keep(HINT, True)
        self._context.ui.refresh_bindings()

    def hide(self) -> None:
        """Remove the hint."""
        if self._hint is not None:
            self._hint.remove()
            self._hint = None
            self._context.ui.refresh_bindings()

    @property
    def is_shown(self) -> bool:
        """Whether the hint is on the screen."""
        return self._hint is not None

    def count_key(self) -> None:
        """Count a key: after some keys the hint goes away."""
        if self._hint is not None:
            self._hint.key_pressed()
