"""The order in which `esc` clears search, filter and selection: the last one first. No Textual."""

from collections.abc import Callable, Iterable


class ClearStack:
    """Names of the things that are set now, in the order in which they were set.

    Args:
        on_change: called after each change.
    """

    def __init__(self, on_change: Callable[[], object]) -> None:
        self._names: list[str] = []
        self._clearing: dict[str, Callable[[], object]] = {}
        self._on_change = on_change

    def register(self, name: str, clear: Callable[[], object]) -> None:
        """Register the function that clears `name`; it must call `put` when it is done."""
        self._clearing[name] = clear

    def put(self, name: str, *, is_set: bool) -> None:
        """Put `name` on top, or remove it."""
        if name in self._names:
            self._names.remove(name)
        if is_set:
            self._names.append(name)
        self._on_change()

    def keep_only(self, names: Iterable[str]) -> None:
        """Remove all but `names`, without clearing anything."""
        kept = set(names)
        self._names = [name for name in self._names if name in kept]

    def last_of(self, *names: str) -> str:
        """Return which of `names` was set last; "" if none of them is set."""
        return next((name for name in reversed(self._names) if name in names), "")

    def clear_last(self) -> bool:
        """Clear the thing that was set last; return False if nothing is set."""
        if not self._names:
            return False
        self._clearing[self._names[-1]]()
        return True

    def __bool__(self) -> bool:
        """Return whether anything is set."""
        return bool(self._names)
