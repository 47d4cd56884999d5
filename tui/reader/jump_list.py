"""The list of the user's jumps, to go back and forward. No Textual."""

from dataclasses import dataclass, field
from typing import Any

from tui.document.selection import Selection

_MOST = 200


@dataclass(frozen=True, slots=True)
class Position:
    """Where the user was: the pane, the selection, the cursor in the article, and what was in view."""

    pane: str
    selection: Selection | None
    cursor: int
    place: Any
    views: tuple[int, ...] = field(default=(), compare=False)


class JumpList:
    """The positions before and after the present one."""

    def __init__(self) -> None:
        self._behind: list[Position] = []
        self._ahead: list[Position] = []
        self._series: object = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is a position to go back to."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether there is a position to go forward to."""
        return bool(self._ahead)

    def leave(self, position: Position, series: object = None) -> None:
        """Add the position before a jump; of a series of jumps, only the first is added."""
        if series is None or series != self._series:
            if not self._behind or self._behind[-1] != position:
                self._behind.append(position)
                del self._behind[:-_MOST]
            self._ahead.clear()
        self._series = series

    def back(self, now: Position) -> Position | None:
        """Go back: return the position before `now`, or None; `now` becomes the next one ahead."""
        return self._move(self._behind, self._ahead, now)

    def forward(self, now: Position) -> Position | None:
        """Go forward: return the position after `now`, or None; `now` becomes the last one behind."""
        return self._move(self._ahead, self._behind, now)

    def _move(self, source: list[Position], other: list[Position], now: Position) -> Position | None:
        self._series = None
        while source and source[-1] == now:
            source.pop()
        if not source:
            return None
        other.append(now)
        return source.pop()
