"""The jumps of the reader, to go back and forward among them. Pure."""

from dataclasses import dataclass, field
from typing import Any

from tui.document.selection import Selection

_MOST = 200


@dataclass(frozen=True, slots=True)
class Position:
    """Where the reader was: the pane, what was selected, the cursor in the article, and what was in view."""

    pane: str
    selection: Selection | None
    cursor: int
    place: Any
    views: tuple[int, ...] = field(default=(), compare=False)


class JumpList:
    """Visits before and after the present one."""

    def __init__(self) -> None:
        self._behind: list[Position] = []
        self._ahead: list[Position] = []
        self._series: object = None

    @property
    def can_go_back(self) -> bool:
        """Whether there is anything to go back to."""
        return bool(self._behind)

    @property
    def can_go_forward(self) -> bool:
        """Whether the reader has gone back."""
        return bool(self._ahead)

    def leave(self, visit: Position, series: object = None) -> None:
        """Remember where the reader was before a jump. Of a series of jumps only the first counts."""
        if series is None or series != self._series:
            if not self._behind or self._behind[-1] != visit:
                self._behind.append(visit)
                del self._behind[:-_MOST]
            self._ahead.clear()
        self._series = series

    def back(self, now: Position) -> Position | None:
        """The visit before `now`, which becomes the next one ahead."""
        return self._move(self._behind, self._ahead, now)

    def forward(self, now: Position) -> Position | None:
        """The visit after `now`, which becomes the last one behind."""
        return self._move(self._ahead, self._behind, now)

    def _move(self, source: list[Position], other: list[Position], now: Position) -> Position | None:
        self._series = None
        while source and source[-1] == now:
            source.pop()
        if not source:
            return None
        other.append(now)
        return source.pop()
