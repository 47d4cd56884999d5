"""Copy text to the clipboard, and report only what is verified. No Textual.

The clipboard of this machine and tmux's buffer are read back. A terminal never confirms OSC 52, so text that was sent
only there is also saved to a file.
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
"""Seconds that a clipboard program may take; some never answer if the display is gone."""

_NATIVE = """
import sys, pyperclip
text = sys.stdin.buffer.read().decode()
pyperclip.copy(text)
sys.exit(pyperclip.paste() != text)
"""
"""Runs in a separate process: pyperclip blocks, and its child processes write to the terminal and may hang."""


_RICH = (
    ("WAYLAND_DISPLAY", ["wl-copy", "--type", "text/html"], ["wl-paste", "--no-newline", "--type", "text/html"]),
    (
        "DISPLAY",
        ["xclip", "-selection", "clipboard", "-t", "text/html"],
        ["xclip", "-selection", "clipboard", "-o", "-t", "text/html"],
    ),
)
"""Clipboards with rich text: the environment variable that shows there is one, and the commands to copy and paste."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """The result of copying, for a message: what was `done`, and `where` the text is now.

    `verified` says whether it was read back successfully.
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
        text: the text to copy.
        send: writes to the terminal's clipboard (OSC 52); None if there is no terminal.
        environ: the environment variables.
        private: never save to a file.
        rich: `text` is HTML to be pasted as formatted text; without a clipboard for that, the HTML code is copied.

    Returns:
        The result. If everything else fails, the text is saved to a file, unless `private`.
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
        where = "copied to the tmux buffer, paste with prefix ]"
        if send is not None:
            where += "; also sent to the terminal’s clipboard, not confirmed"
        return Outcome("Copied", where, verified=True)
    path, trouble = None, "not saved to a file in private mode"
    try:
        path = None if private else _save(text)
    except OSError as error:
        trouble = f"could not save it to a file: {error.strerror}"
    saved = trouble if path is None else f"saved in {for_people(path)}"
    if send is not None:
        return Outcome("Sent", f"to the terminal’s clipboard by OSC 52, not confirmed; {saved}", verified=False)
    return Outcome("Saved" if path else "Not copied", f"no clipboard available; {saved}", verified=False)


def is_remote(environ: Mapping[str, str] = os.environ) -> bool:
    """Return whether quoth runs over SSH, where this machine's clipboard is not the user's."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))


async def _native(text: str, environ: Mapping[str, str]) -> bool:
    """Copy with pyperclip. Return whether the same text can be read back."""
    return await _run([sys.executable, "-P", "-c", _NATIVE], text, environ) == 0


async def _rich(html: str, environ: Mapping[str, str]) -> bool:
    """Copy `html` as text/html, for word processors and email. Return whether the same text can be read back."""
    for variable, copying, pasting in _RICH:
        if environ.get(variable) and await _run(copying, html, environ) == 0:
            return await _output(pasting, environ) == html
    return False


async def _tmux(text: str, environ: Mapping[str, str]) -> bool:
    """Copy to tmux's buffer, and by it to the terminal (-w, since 3.2). Return whether it can be read back."""
    for passing_on in (["-w"], []):
        if await _run(["tmux", "load-buffer", *passing_on, "-"], text, environ) == 0:
            return await _output(["tmux", "show-buffer"], environ) == text
    return False


async def _run(command: list[str], text: str, environ: Mapping[str, str]) -> int | None:
    """Run `command` with `text` as input. Return its exit status; None if it cannot be run or takes too long."""
    # A session of its own, because a program that serves the clipboard must outlive quoth and its terminal.
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
    """Kill a process that hangs and its children, which are in its process group."""
    with suppress(ProcessLookupError, PermissionError):
        if hasattr(os, "killpg"):
            import signal

            os.killpg(pid, signal.SIGKILL)


def _save(text: str) -> Path:
    path = data_directory() / "copied.txt"
    save_private(path, text)
    return path
