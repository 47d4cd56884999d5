"""Report an internal error: in a file for a bug report, and in a message for the user."""

import platform
import traceback
from datetime import datetime

from tui import __version__
from tui.system.atomic_write import save_private
from tui.system.errors import reason
from tui.system.paths import data_directory, for_people, home

NAME = "crash.txt"
"""The file with the last error, in the folder of the library."""


def told(error: BaseException, *, private: bool) -> str:
    """Write a crash report and return the message for the user; with `private`, nothing is written."""
    what = f"quoth: Internal error ({type(error).__name__})"
    if private:
        return f"{what}. No crash report was written because quoth is in private mode."
    path = home() / NAME
    if (failure := write_report(error)) is not None:
        return f"{what}. The crash report could not be written ({reason(failure)})."
    return f"{what}. Please report it and attach {for_people(path)}."


def write_report(error: BaseException) -> OSError | None:
    """Write a crash report about `error`. Return the error if that fails, otherwise None."""
    try:
        save_private(data_directory() / NAME, _report(error))
    except OSError as failure:
        return failure
    return None


def _report(error: BaseException) -> str:
    system = f"Python {platform.python_version()}, {platform.platform()}"
    head = f"quoth {__version__}, {system}, {datetime.now():%Y-%m-%d %H:%M}"
    return head + "\n\n" + "".join(traceback.format_exception(error))
