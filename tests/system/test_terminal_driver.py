"""A program in a terminal survives whatever is typed, stops and goes on, and always ends: on real pseudo-terminals."""

import signal
import sys
import termios
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from terminal_program import PROGRAM, SmallProgram

LEAVE = b"\x05"
ALONE = ["textual-input", "textual-output"]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Callable[..., SmallProgram]]:
    running: list[SmallProgram] = []

    def run(code: str = PROGRAM) -> SmallProgram:
        running.append(SmallProgram(tmp_path, code))
        return running[-1]

    yield run
    for one in running:
        one.close()


@pytest.mark.parametrize(
    "typed",
    [b"\xe9", b"\xe7\xa0", b"\xff\xfe", b"\x1b[M\x43\x8e\x2a", b"\x1b[99999999;1u", b"\x1b[55296;1u", b"\x80" * 9,
     b"\x1b[48;40;120;0;0t\x1b[<0;1;1M", b"\x1b[48;999999999;999999999;1;1t"],
)  # fmt: skip
def test_bytes_that_are_no_utf_8_and_sequences_without_sense_are_survived(start, typed: bytes) -> None:
    program = start()
    program.type(b"before")
    program.type(typed)
    program.rest()
    program.type(b"after")
    program.rest()
    value = program.report()["value"]
    assert value.startswith("before")
    assert value.endswith("after")
    assert set(value) <= set("beforeafter\ufffd")
    program.type(LEAVE)
    assert program.status() == 0


def test_stops_and_continues_from_outside_leave_one_input_thread_and_an_end(start) -> None:
    program = start()
    for _ in range(5):
        program.send(signal.SIGSTOP)
        assert program.is_stopped()
        program.send(signal.SIGCONT)
        program.rest(0.3)
    program.send(*[signal.SIGCONT] * 5)
    program.rest()
    program.type(b"x")
    program.rest()
    assert program.report() == {"value": "x", "threads": ALONE}
    program.type(LEAVE)
    assert program.status() == 0
    assert program.process.poll() is not None


def test_after_a_stop_from_outside_the_terminal_is_taken_back(start) -> None:
    program = start()
    raw = termios.tcgetattr(program.terminal)
    program.send(signal.SIGSTOP)
    assert program.is_stopped()
    termios.tcsetattr(program.terminal, termios.TCSANOW, program.modes)  # as a shell does
    program.seen = b""
    program.send(signal.SIGCONT)
    program.until(b"\x1b[?1049h")
    program.rest()
    assert termios.tcgetattr(program.terminal)[3] == raw[3]


@pytest.mark.parametrize("how", ["key", "signal"])
def test_it_stops_with_the_terminal_given_back_and_goes_on(start, how: str) -> None:
    program = start()
    program.seen = b""
    if how == "key":
        program.type(b"\x1a")
    else:
        program.send(signal.SIGTSTP)
    assert program.is_stopped()
    program.rest(0.1)
    assert b"\x1b[?1049l" in program.seen
    assert termios.tcgetattr(program.terminal)[3] == program.modes[3]
    program.seen = b""
    program.send(signal.SIGCONT)
    program.until(b"\x1b[?1049h")
    program.rest()
    assert program.seen.count(b"\x1b[?1049h") == 1, "once"
    assert program.report()["threads"] == ALONE
    program.type(LEAVE)
    assert program.status() == 0


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP, signal.SIGINT, signal.SIGQUIT])
def test_a_signal_ends_it_and_gives_the_terminal_back(start, number: signal.Signals) -> None:
    program = start()
    program.send(number)
    assert program.status() == 128 + number
    assert b"\x1b[?1049l" in program.seen
    assert termios.tcgetattr(program.terminal)[3] == program.modes[3]


STUCK = PROGRAM.replace("guard.arm(0, QUIT_GRACE)", "guard.arm(0, 0.5); threading.Event().wait()")


def test_an_end_that_gets_stuck_comes_all_the_same(start) -> None:
    program = start(STUCK)
    program.type(LEAVE)
    assert program.status() == 0
    assert b"\x1b[?1049l" in program.seen
    assert termios.tcgetattr(program.terminal)[3] == program.modes[3]


def test_a_signal_ends_a_program_that_is_stuck(start) -> None:
    program = start(PROGRAM.replace("guard.arm(0, QUIT_GRACE)", "threading.Event().wait()"))
    program.type(LEAVE)
    program.rest()
    program.send(signal.SIGTERM)
    assert program.status() == 128 + signal.SIGTERM
    assert termios.tcgetattr(program.terminal)[3] == program.modes[3]


def test_a_terminal_that_takes_nothing_keeps_nobody_from_ending(start) -> None:
    program = start(PROGRAM.replace("guard.arm(0, QUIT_GRACE)", "[self._driver.write('x' * 1000) for _ in range(999)]"))
    program.type(LEAVE)
    time.sleep(0.5)
    program.send(signal.SIGTERM)
    assert program.status(reading=False) == 128 + signal.SIGTERM
