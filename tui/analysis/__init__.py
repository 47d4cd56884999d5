"""Find who says what in a text: `Analyzer` makes an `Analysis`.

Importing this package loads neither spaCy nor a model.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tui.analysis.analyzer import Analyzer
    from tui.analysis.model import Analysis
    from tui.analysis.pipeline import ModelError

__all__ = ["Analysis", "Analyzer", "ModelError"]

_HOMES = {"Analysis": "model", "Analyzer": "analyzer", "ModelError": "pipeline"}


def __getattr__(name: str) -> object:
    """Import `name` on first use: the screens need only the data model and must appear immediately."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
