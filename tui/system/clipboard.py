"""Copy text to the clipboard, wherever that is, and report where it went. No Textual.

The clipboard of this machine and tmux's buffer are read back to verify the copy. A terminal never confirms OSC 52, so
text that was sent only there is saved to a file, too.
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
"""Seconds that a clipboard program may take; without a display, some never end."""

_NATIVE = """
import sys, pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
sys.exit(pyperclip.paste() != text)
"""
"""Run in another process: pyperclip blocks, and its children write to the terminal and may hang."""


_RICH = (
    ("WAYLAND_DISPLAY", ["wl-copy", "--type", "text/html"], ["wl-paste", "--no-newline", "--type", "text/html"]),
    (
        "DISPLAY",
        ["xclip", "-selection", "clipboard", "-t", "text/html"],
        ["xclip", "-selection", "clipboard", "-o", "-t", "text/html"],
    ),
)
"""Clipboards for rich text: their environment variable, and the commands to copy and to paste."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of a copy, for the user: what was `done`, and `where` the text is.

    `verified`: it was read back.
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
    """Copy `text` to the clipboard.

    Args:
        text: what to copy.
        send: writes to the terminal's clipboard (OSC 52); None if there is no terminal.
        environ: the environment variables.
        private: save nothing to a file.
        rich: `text` is HTML, to paste as formatted text; if the clipboard cannot hold that, it is copied as plain text.

    Returns:
        What was done. The last resort is a file, unless `private`.
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
        where = "in the tmux buffer, paste with prefix ]"
        if send is not None:
            where += "; also sent to the terminal’s clipboard, not confirmed"
        return Outcome("Copied", where, verified=True)
    path, message = None, "private: not saved to a file"
    try:
        path = None if private else _save(text)
    except OSError as error:
        message = f"could not be saved to a file ({error.strerror})"
    saved = message if path is None else f"saved to {for_people(path)}"
    if send is not None:
        return Outcome("Sent", f"to the terminal’s clipboard by OSC 52, not confirmed; {saved}", verified=False)
    return Outcome("Saved" if path else "Not copied", f"no clipboard here; {saved}", verified=False)


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether quoth runs over SSH, so that the clipboard of this machine is not the user's."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


async def _native(text: str, environ: Mapping[str, str]) -> bool:
    """Copy with pyperclip; return whether reading it back gives the same text."""
    return await _run([sys.executable, "-P", "-c", _NATIVE], text, environ) == 0


async def _rich(html: str, environ: Mapping[str, str]) -> bool:
    """Copy `html` as text/html, for word processors and email; return whether reading it back gives the same."""
    for variable, copying, pasting in _RICH:
        if environ.get(variable) and await _run(copying, html, environ) == 0:
            return await _output(pasting, environ) == html
    return False


async def _tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Copy to tmux's buffer, and to its terminal if it can (-w, from 3.2); return whether the buffer has it."""
    for passing_on in (["-w"], []):
        if await _run(["tmux", "load-buffer", *passing_on, "-"], text, environ) == 0:
            return await _output(["tmux", "show-buffer"], environ) == text
    return False


async def _run(command: list[str], text: str, environ: Mapping[str, str]) -> int | None:
    """Run `command` with `text` as input; return its exit status, or None if it cannot run or takes too long."""
    # Its own session: a program that keeps serving the clipboard must outlive quoth and its terminal.
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
        output, _ = await asyncio.wait_for(process.communicate(), PATIENCE)
    except (OSError, TimeoutError):
        return None
    return output.decode("utf-8", "replace")


def _end(pid: int) -> None:
    """Kill a process that hangs, with its children: it leads a session, and so a process group."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            import signal

            os.killpg(pid, signal.SIGKILL)


def _save(text: str) -> Path:
    path = data_directory() / "copied.txt"
    save_private(path, text)
    return path
