"""Errors of the system, in words that can be shown."""


def printable(text: str) -> str:
    """`text` with nothing in it that a terminal would take for a command."""
    return "".join(char if char.isprintable() else "�" for char in text)


def reason(error: OSError) -> str:
    """Why something could not be done, in a few words."""
    return (error.strerror or str(error)).lower()
