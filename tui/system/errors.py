"""Text of system errors that is safe to show."""


def printable(text: str) -> str:
    """Return `text` without characters that a terminal would interpret as commands."""
    return "".join(char if char.isprintable() else "�" for char in text)


def reason(error: OSError) -> str:
    """Return the reason for a system error in a few words."""
    return (error.strerror or str(error)).lower()
