"""An error of our own becomes a sentence and a status, wherever it arises."""

import asyncio
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from tui.system.uncaught import handle_uncaught, handle_uncaught_in_loop


def fail() -> None:
    raise KeyError("a word")


@pytest.mark.filterwarnings("ignore::pytest.PytestUnhandledThreadExceptionWarning")
def test_the_error_of_a_thread_is_handled_and_not_printed(capfd) -> None:
    errors: list[BaseException] = []
    with handle_uncaught(errors.append):
        thread = threading.Thread(target=fail)
        thread.start()
        thread.join()
    assert [type(error) for error in errors] == [KeyError]
    assert capfd.readouterr().err == ""


async def test_the_errors_of_the_loop_are_handled() -> None:
    errors: list[BaseException] = []
    loop = asyncio.get_running_loop()
    handle_uncaught_in_loop(loop, errors.append)
    loop.call_soon(fail)
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    assert [type(error) for error in errors] == [KeyError]


@pytest.mark.parametrize("private", [False, True])
def test_the_error_of_a_command_is_a_sentence_with_a_status(own_home: Path, private: bool) -> None:
    code = f"""
import sys
from tui.cli import doctor, main
def fail(*_): raise KeyError("a word")
doctor.main = fail
sys.exit(main(["doctor", *{["--private"] if private else []}]))
"""
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("quoth: Internal error (KeyError)")
    assert len(done.stderr.splitlines()) == 1
    assert (own_home / "crash.txt").exists() is not private
    if not private:
        assert (own_home / "crash.txt").stat().st_mode & 0o777 == 0o600
