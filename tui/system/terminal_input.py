"""Bytes from the terminal as text, whatever they are: nothing that is typed may end the program."""

import re
from codecs import getincrementaldecoder

_MOUSE = re.compile(rb"(?<=\x1b\[M)[\x00-\xff]{1,3}")
"""An old mouse report: three bytes of any value behind ESC [ M (xterm's X10 encoding, used by what knows no other)."""

_LONGEST = 5
"""Bytes of a mouse report that may have come already: all but its last."""

_NOT_ASCII = re.compile(rb"[^\x20-\x7e]")


class InputDecoder:
    """Decodes what a terminal sends, piece by piece.

    It is UTF-8. What is not (a terminal set to Latin-1, half a character) becomes U+FFFD. The bytes of an old mouse
    report are masked: they are no text, and must not join with what follows.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._before = b""

    def decode(self, data: bytes) -> str:
        """Return the characters of `data`; a character that is not complete yet comes with the next piece."""
        together = self._before + data
        masked = _MOUSE.sub(lambda report: _NOT_ASCII.sub(b"?", report[0]), together)
        text = self._decode(masked[len(self._before) :])
        self._before = together[-_LONGEST:]
        return text
