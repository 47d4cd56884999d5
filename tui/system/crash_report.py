"""An error of our own: written down for whoever mends it, and told in a sentence."""

import platform
import traceback
from datetime import datetime

from tui import __version__
from tui.system.atomic_write import save_private
from tui.system.errors import reason
from tui.system.paths import data_directory, for_people, home

NAME = "crash.txt"
"""The file with the last error, beside the library."""


def told(error: BaseException, *, private: bool) -> str:
    """What to tell the reader of `error`, once all about it is in a file; with `private`, nothing is written."""
    what = f"quoth: Something went wrong in quoth itself ({type(error).__name__})"
    if private:
        return f"{what}; as this is private, nothing was written down about it."
    path = home() / NAME
    if (failure := write_report(error)) is not None:
        return f"{what}, and could not be written down ({reason(failure)})."
    return f"{what}. {for_people(path)} says where; please report it with that file."


def write_report(error: BaseException) -> OSError | None:
    """Write all about `error` to the file beside the library; return why that could not be done, if it could not."""
    try:
        save_private(data_directory() / NAME, _report(error))
    except OSError as failure:
        return failure
    return None


def _report(error: BaseException) -> str:
    system = f"Python {platform.python_version()}, {platform.platform()}"
    head = f"quoth {__version__}, {system}, {datetime.now():%Y-%m-%d %H:%M}"
    return head + "\n\n" + "".join(traceback.format_exception(error))
