"""The command `quoth doctor`: check the terminal, clipboard, models and folders, and report in plain text.

The output is meant for bug reports: it reveals nothing about the user's articles and shows the home folder as ~.
"""

import argparse
import importlib.metadata
import importlib.util
import locale
import os
import platform
import shutil
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from tui import __version__, config
from tui.cli.console import DONE, FAILED, Parser, print_line
from tui.document.quote_facts import counted
from tui.library.file import NAME
from tui.system.clipboard import is_remote
from tui.system.errors import printable
from tui.system.paths import home

_LIBRARIES = ("textual", "rich", "spacy", "onnxruntime", "numpy", "trafilatura", "lxml", "pypdfium2", "pyperclip")
_TERMINAL = ("TERM", "COLORTERM", "TERM_PROGRAM", "TERM_PROGRAM_VERSION", "NO_COLOR", "LANG", "LC_ALL", "LC_CTYPE")
_NATIVE = ("pbcopy", "wl-copy", "xclip", "xsel", "clip.exe")
_MARK = {True: "ok", False: "!!", None: "  "}
Finding = tuple[bool | None, str, str]
"""Whether it is OK (None: for information only), what was checked, and the result."""


def main(arguments: Sequence[str]) -> int:
    """Run `quoth doctor` with `arguments` and return the exit status: 1 if something needs attention."""
    build_parser().parse_args(arguments)
    is_all_good = True
    for heading, findings in (
        ("quoth", _program()),
        ("terminal", _terminal()),
        ("clipboard", _clipboard()),
        ("models", _models()),
        ("folders", _folders()),
        ("settings", _settings()),
    ):
        print_line(f"{heading}")
        for is_good, name, value in findings:
            is_all_good = is_all_good and is_good is not False
            print_line(f"  {_MARK[is_good]} {name:<14} {_hide_home(value)}")
    return DONE if is_all_good else FAILED


def build_parser() -> Parser:
    """Return the parser of the command."""
    return Parser(
        prog="quoth doctor",
        description="Check the terminal, clipboard, models and folders. You can paste the output into a bug report: "
        "it reveals nothing about what you read. Nothing is sent anywhere.",
        epilog="Lines marked !! need attention. Exit status: 0 OK, 1 problems found.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )


def _program() -> Iterator[Finding]:
    yield (
        None,
        "version",
        f"{__version__}, Python {platform.python_version()} ({platform.python_implementation()})",
    )
    yield None, "system", f"{platform.system()} {platform.release()}, {platform.machine()}"
    yield None, "libraries", ", ".join(f"{name} {_installed_version(name)}" for name in _LIBRARIES)


def _terminal() -> Iterator[Finding]:
    is_one = all(stream is not None and stream.isatty() for stream in (sys.__stdin__, sys.__stdout__))
    size = shutil.get_terminal_size()
    if is_one:
        small = size.columns < 20 or size.lines < 5
        yield (
            not small,
            "size",
            f"{size.columns}×{size.lines}" + ("; too small, make the window larger" if small else ""),
        )
    else:
        yield None, "size", "not running in a terminal"
    yield None, "variables", ", ".join(f"{name}={os.environ[name]}" for name in _TERMINAL if os.environ.get(name))
    term = os.environ.get("TERM", "")
    dumb = term in {"", "dumb"}
    yield not dumb, "colors", "none; set TERM, for example to xterm-256color" if dumb else _colors(term)
    encoding = locale.getpreferredencoding(False)
    utf8 = encoding.lower().replace("-", "") == "utf8"
    yield utf8, "encoding", encoding + ("" if utf8 else "; set LANG to a UTF-8 locale such as C.UTF-8")
    around = [what for name, what in (("TMUX", "tmux"), ("STY", "screen"), ("SSH_TTY", "SSH")) if os.environ.get(name)]
    yield None, "inside", ", ".join(around) or "no tmux, screen or SSH"


def _colors(term: str) -> str:
    if os.environ.get("NO_COLOR"):
        return "none, because NO_COLOR is set; highlights are bold, underlined or reversed"
    if os.environ.get("COLORTERM", "").lower() in {"truecolor", "24bit"}:
        return "16 million (COLORTERM)"
    return "256 (TERM)" if "256" in term else "16; try the theme ansi-dark"


def _clipboard() -> Iterator[Finding]:
    remote = is_remote()
    programs = [name for name in _NATIVE if shutil.which(name)]
    display = sys.platform in {"darwin", "win32"} or any(os.environ.get(n) for n in ("DISPLAY", "WAYLAND_DISPLAY"))
    native = bool(programs) and display and not remote
    if native:
        yield True, "system", ", ".join(programs)
    elif remote:
        yield None, "system", "not used over SSH, where it would be the remote machine’s"
    else:
        problem = "no display" if programs else f"none of {', '.join(_NATIVE)} is installed"
        yield None, "system", f"not available: {problem}"
    if os.environ.get("TMUX"):
        yield True, "tmux", "copies to its buffer; to reach the terminal’s clipboard, add: set -s set-clipboard on"
    yield None, "terminal", "copies with OSC 52, which terminals do not confirm; quoth also saves the copy to a file"


def _models() -> Iterator[Finding]:
    from tui.analysis import pipeline

    try:
        pipeline.verify(pipeline.DEFAULT_MODEL)
        yield (
            True,
            "English",
            f"{pipeline.DEFAULT_MODEL} {_installed_version(pipeline.DEFAULT_MODEL)}, files verified",
        )
    except pipeline.ModelError as error:
        yield False, "English", str(error)
    own = config.read().get("model")
    if own:
        there = importlib.util.find_spec(own) is not None or Path(own).is_dir()
        yield (
            there,
            "set",
            f"{own}" + ("" if there else " is not installed; install it or change model in the settings"),
        )
    weights = Path(__file__).parents[1] / "analysis" / "weights"
    found = sorted(weights.glob("*.onnx"))
    size = sum(file.stat().st_size for file in found) / 1e6
    yield bool(found), "quotes", f"{size:.0f} MB of weights" if found else "no weights; quotes are found by rules only"
    others = sorted(
        name
        for dist in importlib.metadata.distributions()
        if (name := dist.metadata["Name"].replace("-", "_")).partition("_")[2].startswith(("core_", "dep_", "ent_"))
    )
    others = [name for name in others if name != pipeline.DEFAULT_MODEL]
    yield None, "other", ", ".join(others) or "none; install spaCy pipelines with pip to find names in other languages"


def _folders() -> Iterator[Finding]:
    yield _check_folder("library", home())
    yield _check_folder("settings", config.path().parent, needed=False)
    for file in sorted(home().glob(f"{NAME}*")):
        yield None, "file", f"{file.name}, {file.stat().st_size / 1e6:.1f} MB"


_ALMOST_FULL = "; the disk is almost full: free up some space"


def _check_folder(what: str, folder: Path, *, needed: bool = True) -> Finding:
    there = folder
    while not there.exists() and there != there.parent:
        there = there.parent
    if not os.access(there, os.W_OK | os.X_OK):
        remedy = ", so nothing is saved; set QUOTH_HOME to a writable folder" if needed else ""
        return (False if needed else None), what, f"{folder} is not writable{remedy}"
    free = shutil.disk_usage(there).free
    full = free < 20_000_000
    state = "" if folder.exists() else ", not created yet"
    return (
        not full,
        what,
        f"{folder}{state}, {free / 1e9:.1f} GB free" + (_ALMOST_FULL if full else ""),
    )


def _settings() -> Iterator[Finding]:
    settings = config.read()
    if settings.path is None:
        yield None, "file", "no file; using defaults"
    else:
        yield (
            True,
            "file",
            ", ".join(
                (
                    str(settings.path),
                    counted(len(settings.values), "value"),
                    counted(len(settings.keys), "key"),
                    counted(len(settings.themes), "theme"),
                )
            ),
        )
    for trouble in settings.troubles:
        yield False, "", trouble


def _installed_version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "not installed"


def _hide_home(text: str) -> str:
    """Return `text` with `~` for the home folder and without control characters."""
    with suppress(RuntimeError):
        text = text.replace(str(Path.home()), "~")
    return printable(text)
