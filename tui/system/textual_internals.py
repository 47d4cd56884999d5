"""The private parts of Textual that quoth uses; no other module uses a name of Textual that starts with `_`.

Each may change with any release of Textual, so each is small and has a test that fails if it no longer works.

- `CrashMessageApp` overrides `App._handle_exception`. Textual catches uncaught errors, prints a traceback and exits;
  there is no public hook to print something else. Asked for in Textualize/textual#2818 and #5325.
- `set_key_sequences` changes `textual._ansi_sequences.ANSI_SEQUENCES_KEYS`, the table of keys by their terminal
  sequences. There is no public way to add to it. The environment variable `ESCDELAY`
  (Textualize/textual#4848) does not help: it only says how long to wait for the rest of a sequence.
- `TerminalDriver` is Textual's driver for Linux and macOS (`App(driver_class=…)` is the public hook), fixed where a
  terminal or a signal can end or hang the program. It uses `_app`, `_debug`, `_loop`, `_file` and `_writer_thread`
  of the driver, and the parser. In Textual 8.2 the input thread decodes strictly, so that one byte that is not UTF-8
  ends the program with exit status 0; the handler of SIGCONT starts one more input thread each time, whatever the
  program is doing; and writing to a terminal that was released blocks forever.
"""

import os
import re
import selectors
import signal
import sys
import termios
import time
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, NamedTuple

from rich.text import Text
from textual import events
from textual._xterm_parser import XTermParser
from textual.app import App, SuspendNotSupported
from textual.drivers.linux_driver import LinuxDriver
from textual.message import Message

from tui.system.terminal_input import InputDecoder


class CrashMessageApp(App[None]):
    """An app that can end with a message instead of a traceback after an unexpected error."""

    def crash_message(self, error: Exception) -> str | None:  # noqa: ARG002
        """Return the message to print about `error`; None for Textual's traceback."""
        return None

    def _handle_exception(self, error: Exception) -> None:
        message = self.crash_message(error)
        if message is not None:
            text = Text(message)
            error.__rich__ = lambda: text  # type: ignore[attr-defined]  # Textual prints this if an error has it
        super()._handle_exception(error)


class _Key(NamedTuple):
    """A key as in Textual's table."""

    value: str


def set_key_sequences(keys: Mapping[str, Iterable[str]]) -> None:
    """Set the keys for sequences from the terminal, by Textual's names of the keys ("escape", "alt+x")."""
    from textual import _ansi_sequences  # a large import that is not needed before keys are read

    table = _ansi_sequences.ANSI_SEQUENCES_KEYS
    if isinstance(table, dict):
        table.update({sequence: tuple(map(_Key, names)) for sequence, names in keys.items()})


_POLL = 0.1
"""Seconds between checks of the input thread: whether it should end, and whether an escape is a key by itself."""

_EMPTY_READS = 20
"""After so many empty reads in a row the terminal is gone; a single one may be ctrl+d."""

_LARGEST = 10_000
"""The largest plausible number of columns or rows of a terminal."""

_SEQUENCE = re.compile(r"(?:\x1b\[)?[0-?]*[ -/]*[@-~]?")
"""A control sequence (ECMA-48), or the rest of one."""


class _Output:
    """The output of the screen. Writing to a terminal that is gone does nothing; `hangup` ends the program."""

    def __init__(self) -> None:
        self._file = sys.__stderr__

    def write(self, text: str) -> None:
        with suppress(OSError, ValueError):
            if self._file is not None:
                self._file.write(text)

    def flush(self) -> None:
        with suppress(OSError, ValueError):
            if self._file is not None:
                self._file.flush()

    def fileno(self) -> int:
        return self._file.fileno() if self._file is not None else 2


class TerminalDriver(LinuxDriver):
    """Reads any bytes, survives stops and continues in any order, and writes only while it owns the terminal."""

    def __init__(
        self, app: App[Any], *, debug: bool = False, mouse: bool = True, size: tuple[int, int] | None = None
    ) -> None:
        super().__init__(app, debug=debug, mouse=mouse, size=size)
        self._file: Any = _Output()
        self._retaking = False
        signal.signal(signal.SIGTSTP, self._on_stop)
        signal.signal(signal.SIGCONT, self._on_continue)

    @property
    def is_active(self) -> bool:
        """Whether the program owns the terminal."""
        return self._writer_thread is not None and self._writer_thread.is_alive()

    # ---------------------------------------------------------------- the terminal, taken and given back

    def start_application_mode(self) -> None:
        """Take the terminal, once it belongs to this job."""
        if not self.is_active:
            self._wait_for_foreground()
            super().start_application_mode()  # type: ignore[no-untyped-call]

    def write(self, data: str) -> None:
        """Write to the terminal, if the program owns it."""
        if self.is_active:
            super().write(data)

    def close(self) -> None:
        """Close the terminal."""
        if self.is_active:
            super().close()

    def _wait_for_foreground(self) -> None:
        """Wait until the terminal belongs to this job: setting its modes earlier makes the kernel stop the process."""
        signal.signal(signal.SIGTTOU, signal.SIG_DFL)
        with suppress(termios.error):
            termios.tcsetattr(self.fileno, termios.TCSANOW, termios.tcgetattr(self.fileno))

    # ---------------------------------------------------------------- stops and continues

    def _on_stop(self, *_: object) -> None:
        """Handle a request to stop; runs at any point of the program."""
        with suppress(RuntimeError):  # the loop has ended
            self._loop.call_soon_threadsafe(self._app.call_later, stop_process, self._app)

    def _on_continue(self, *_: object) -> None:
        """Handle a continue after a stop; runs at any point. `stop_process` retakes the terminal itself."""
        if self.is_active and not self._retaking:
            with suppress(RuntimeError):
                self._loop.call_soon_threadsafe(self._app.call_later, self._retake)
                self._retaking = True

    def _retake(self) -> None:
        """Retake the terminal, because other programs have changed its modes and written on the screen."""
        self._retaking = False
        if self.is_active:
            self._wait_for_foreground()
            with self._app.suspend():
                pass

    # ---------------------------------------------------------------- what is typed

    def run_input_thread(self) -> None:
        """Read input and pass it on until `exit_event` is set or the terminal is gone."""
        decoder, parser = InputDecoder(), LenientParser(debug=self._debug)
        empty = 0
        with selectors.SelectSelector() as selector:
            selector.register(self.fileno, selectors.EVENT_READ)
            while not self.exit_event.is_set():
                if selector.select(_POLL):
                    data = self._read()
                    empty = 0 if data else empty + 1
                    if empty == _EMPTY_READS:
                        os.kill(os.getpid(), signal.SIGHUP)
                        return
                    for message in parser.feed(decoder.decode(data)):
                        self.process_message(message)
                for message in parser.tick():
                    self.process_message(message)

    def _read(self) -> bytes:
        """Return the available input; empty if there is none for a moment."""
        with suppress(OSError):
            if data := os.read(self.fileno, 4096):
                return data
        time.sleep(_POLL / 2)
        return b""

    def process_message(self, message: Message) -> None:
        """Pass on a message from the terminal, unless it makes no sense."""
        if not _is_nonsense(message):
            with suppress(RuntimeError):  # the loop has ended
                super().process_message(message)


class LenientParser:
    """Textual's parser of terminal input, restarted after errors (such as a number too large for a character).

    Args:
        debug: whether to write the parsed input to a file, as Textual does.
    """

    def __init__(self, *, debug: bool = False) -> None:
        self._debug = debug
        self._parser = XTermParser(debug)

    def feed(self, text: str) -> Iterator[Message]:
        """Yield the messages that `text` completes; invalid sequences are skipped."""
        for piece in re.split(r"(?=\x1b)", text):
            try:
                if piece:
                    yield from self._parser.feed(piece)
            except Exception:  # noqa: BLE001  (any input may cause it)
                self._restart()
                rest = _SEQUENCE.sub("", piece, count=1)
                if rest and "\x1b" not in rest:
                    yield from self._parser.feed(rest)

    def tick(self) -> Iterator[Message]:
        """Yield keys that are complete because nothing has followed for a moment, such as escape."""
        try:
            yield from self._parser.tick()
        except Exception:  # noqa: BLE001
            self._restart()

    def _restart(self) -> None:
        before, self._parser = self._parser, XTermParser(self._debug)
        for name in ("last_x", "last_y", "mouse_pixels", "terminal_size", "terminal_pixel_size"):
            setattr(self._parser, name, getattr(before, name))


def stop_process(app: App[Any]) -> None:
    """Release the terminal, stop the process until it is continued, and retake the terminal."""
    with suppress(SuspendNotSupported), app.suspend():
        os.kill(os.getpid(), signal.SIGSTOP)


def _is_nonsense(message: Message) -> bool:
    """Whether a message makes no sense: half a surrogate pair as a key, or an impossible size."""
    if isinstance(message, events.Key):
        return message.character is not None and any("\ud800" <= char <= "\udfff" for char in message.character)
    return isinstance(message, events.Resize) and max(message.size) > _LARGEST
