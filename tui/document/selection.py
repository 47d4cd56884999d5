"""The selection: an entity or a quote, known by its id. Shared by all panes; no Textual."""

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True)
class Selection:
    """The selected entity or quote. `id` is its id in the analysis on the screen."""

    kind: Literal["entity", "quote"]
    id: str
