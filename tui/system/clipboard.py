"""Putting text on the clipboard, wherever that is, and saying truthfully how far it got. No Textual.

What counts is what can be verified: the clipboard of this machine and tmux's buffer are read back. A terminal never
confirms OSC 52, so that a text that went only there is saved as a file too.
"""

import asyncio
import os
import sys
from asyncio.subprocess import DEVNULL, PIPE
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from tui.system.atomic_write import save_private
from tui.system.paths import data_directory, for_people

PATIENCE = 3.0
"""Seconds that a clipboard program may take; with a dead display some never answer."""

_NATIVE = """
import sys, pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
sys.exit(pyperclip.paste() != text)
"""
"""Run in a process of its own: pyperclip blocks, and its children write to the terminal and may hang."""


_RICH = (
    ("WAYLAND_DISPLAY", ["wl-copy", "--type", "text/html"], ["wl-paste", "--no-newline", "--type", "text/html"]),
    (
        "DISPLAY",
        ["xclip", "-selection", "clipboard", "-t", "text/html"],
        ["xclip", "-selection", "clipboard", "-o", "-t", "text/html"],
    ),
)
"""What holds rich text: the variable that says it is there, how to copy, how to paste."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a copy, for the reader: what was `done`, and `where` the text is now.

    `verified` says whether it was read back.
    """

    done: str
    where: str
    verified: bool


async def put(
    text: str,
    send: Callable[[str], None] | None,
    environ: Mapping[str, str] = os.environ,
    *,
    private: bool = False,
    rich: bool = False,
) -> Outcome:
    """Put `text` on the clipboard.

    Args:
        text: what to copy.
        send: writes to the terminal's clipboard (OSC 52); None if there is no terminal.
        environ: the environment, which tells where we are.
        private: leave nothing in a file.
        rich: `text` is HTML, and is to be pasted as what it shows; where nothing holds that, it is copied as it is.

    Returns:
        How it went. It never fails: at the end of the chain is a file, unless it is private.
    """
    remote = is_remote(environ)
    if rich and not remote and await _rich(text, environ):
        return Outcome("Copied", "clipboard, as rich text", verified=True)
    native = not remote and await _native(text, environ)
    in_tmux = bool(environ.get("TMUX")) and await _tmux(text, environ)
    if native:
        return Outcome("Copied", "clipboard", verified=True)
    if send is not None:
        send(text)
    if in_tmux:
        where = "tmux buffer: paste with prefix ]"
        if send is not None:
            where += "; also sent to the terminal’s clipboard, not confirmed"
        return Outcome("Copied", where, verified=True)
    path, trouble = None, "private: not saved as a file"
    try:
        path = None if private else _save(text)
    except OSError as error:
        trouble = f"it could not be saved as a file: {error.strerror}"
    saved = trouble if path is None else f"saved in {for_people(path)}"
    if send is not None:
        return Outcome("Sent", f"to the terminal’s clipboard by OSC 52, not confirmed; {saved}", verified=False)
    return Outcome("Saved" if path else "Not copied", f"no clipboard here; {saved}", verified=False)


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether we were reached over SSH: the clipboard of this machine is not the reader's then."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


async def _native(text: str, environ: Mapping[str, str]) -> bool:
    """Copy by pyperclip and read back; whether it came back the same."""
    return await _run([sys.executable, "-P", "-c", _NATIVE], text, environ) == 0


async def _rich(html: str, environ: Mapping[str, str]) -> bool:
    """Offer `html` as text/html, for word processors and mail; whether it came back the same."""
    for variable, copying, pasting in _RICH:
        if environ.get(variable) and await _run(copying, html, environ) == 0:
            return await _output(pasting, environ) == html
    return False


async def _tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Load tmux's buffer, which passes it on to its terminal if it can (-w, from 3.2); whether it is there."""
    for passing_on in (["-w"], []):
        if await _run(["tmux", "load-buffer", *passing_on, "-"], text, environ) == 0:
            return await _output(["tmux", "show-buffer"], environ) == text
    return False


async def _run(command: list[str], text: str, environ: Mapping[str, str]) -> int | None:
    """The exit status of `command`, given `text`; None if it cannot be run or takes too long."""
    # Its own session: a program that goes on serving the clipboard must outlive us and our terminal.
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=PIPE, stdout=DEVNULL, stderr=DEVNULL, env=dict(environ), start_new_session=True
        )
    except OSError:
        return None
    try:
        await asyncio.wait_for(process.communicate(text.encode("utf-8", "surrogatepass")), PATIENCE)
    except TimeoutError:
        _end(process.pid)
        return None
    return process.returncode


async def _output(command: list[str], environ: Mapping[str, str]) -> str | None:
    try:
        process = await asyncio.create_subprocess_exec(
            *command, stdin=DEVNULL, stdout=PIPE, stderr=DEVNULL, env=dict(environ)
        )
        said, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    except (OSError, TimeoutError):
        return None
    return said.decode("utf-8", "replace")


def _end(pid: int) -> None:
    """End a process that hangs, with its children: it leads a session, and so a group, of its own."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            import signal

            os.killpg(pid, signal.SIGKILL)


def _save(text: str) -> Path:
    path = data_directory() / "copied.txt"
    save_private(path, text)
    return path
