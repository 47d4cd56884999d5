"""How long a text is, told at once."""

_LONG = 1 << 20


def word_count(text: str) -> int:
    """The number of words; of a very long text, the number of its spaces and lines, which takes a tenth of the time."""
    if len(text) < _LONG:
        return len(text.split())
    return text.count(" ") + text.count("\n") + 1
