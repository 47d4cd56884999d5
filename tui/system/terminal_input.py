"""Decode any bytes from the terminal, so that no input can end the program."""

import re
from codecs import getincrementaldecoder

_MOUSE = re.compile(rb"(?<=\x1b\[M)[\x00-\xff]{1,3}")
"""An old mouse report: ESC [ M and three bytes of any value (xterm's X10 encoding, used by old terminals)."""

_LONGEST = 5
"""The start of a mouse report that may have arrived so far: all but its last byte."""

_NOT_ASCII = re.compile(rb"[^\x20-\x7e]")


class InputDecoder:
    """Decodes the input of a terminal, piece by piece.

    The input is UTF-8. Invalid bytes (from a terminal set to Latin-1, or half a character) become U+FFFD. The bytes of
    an old mouse report are masked, because they are not text and must not combine with what follows.
    """

    def __init__(self) -> None:
        self._decode = getincrementaldecoder("utf-8")("replace").decode
        self._before = b""

    def decode(self, data: bytes) -> str:
        """Return the characters in `data`; an incomplete character is returned with the next piece."""
        together = self._before + data
        masked = _MOUSE.sub(lambda report: _NOT_ASCII.sub(b"?", report[0]), together)
        text = self._decode(masked[len(self._before) :])
        self._before = together[-_LONGEST:]
        return text
