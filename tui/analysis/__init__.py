"""What the text says: `Analyzer` makes an `Analysis`. Importing this loads neither spaCy nor a model."""

from tui.analysis.analyzer import Analyzer
from tui.analysis.model import Analysis
from tui.analysis.pipeline import ModelError

__all__ = ["Analysis", "Analyzer", "ModelError"]
