"""What `esc` clears: search, filter and selection, the last one first. No Textual."""

from collections.abc import Callable, Iterable


class ClearStack:
    """Names of what is set now, in the order in which it was set.

    Args:
        on_change: called after each change.
    """

    def __init__(self, on_change: Callable[[], object]) -> None:
        self._names: list[str] = []
        self._clearing: dict[str, Callable[[], object]] = {}
        self._on_change = on_change

    def register(self, name: str, clear: Callable[[], object]) -> None:
        """Let `clear` be what clears `name`. It must call `put` when it is done."""
        self._clearing[name] = clear

    def put(self, name: str, *, is_set: bool) -> None:
        """Put `name` on top, or take it out."""
        if name in self._names:
            self._names.remove(name)
        if is_set:
            self._names.append(name)
        self._on_change()

    def keep_only(self, names: Iterable[str]) -> None:
        """Forget all but `names`, without clearing anything."""
        kept = set(names)
        self._names = [name for name in self._names if name in kept]

    def last_of(self, *names: str) -> str:
        """Return which of `names` was set last; "" if none of them is set."""
        return next((name for name in reversed(self._names) if name in names), "")

    def clear_last(self) -> bool:
        """Clear what was set last; return False if nothing is set."""
        if not self._names:
            return False
        self._clearing[self._names[-1]]()
        return True

    def __bool__(self) -> bool:
        """Whether anything is set."""
        return bool(self._names)
