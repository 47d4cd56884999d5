"""The length of a text in words, at once."""

_LONG = 1 << 20


def word_count(text: str) -> int:
    """Return the number of words; for a very long text, that of spaces and lines, which takes a tenth of the time."""
    if len(text) < _LONG:
        return len(text.split())
    return text.count(" ") + text.count("\n") + 1
