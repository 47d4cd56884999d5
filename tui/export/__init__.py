"""What leaves quoth: one module per format, each a pure function of Article and Analysis."""

from tui.export.formats import FORMATS, Format, format_for, named

__all__ = ["FORMATS", "Format", "format_for", "named"]
