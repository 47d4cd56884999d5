"""From the parsed article to its quotes, before anyone knows which entity speaks."""

from tui.analysis.parse import Parse
from tui.analysis.quotes.draft import DraftQuote


def find_quotes(parse: Parse) -> list[DraftQuote]:
    """Find the quotes of `parse`, in text order."""
    return []
