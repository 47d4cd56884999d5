"""What the reader has selected: an entity or a quote, known by its id. Shared by all panes; no Textual."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Selection:
    """One entity or one quote of the analysis on the screen. `id` is the id that the analysis gave it."""

    kind: Literal["entity", "quote"]
    id: str
