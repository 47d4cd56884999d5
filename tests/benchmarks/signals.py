"""quoth ends when it is told to, whatever signals and resizes it got before.

    python tests/benchmarks/signals.py [--count 50] [--seed 1] [--program quoth|small]

In a pseudo-terminal of its own the program gets a storm of SIGSTOP, SIGCONT, SIGTSTP, SIGWINCH, sizes and bytes that
are no text. Then it is told to end: by its key, by SIGTERM, by SIGHUP, or by a lost terminal. It must end within
seconds with the status that belongs to that, and give the terminal back. With `--program small` it is a small program
on the same driver, which needs no article.
"""

import argparse
import os
import random
import signal
import sys
import tempfile
import termios
import time
from collections.abc import Callable
from pathlib import Path

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS / "system")]

from terminal_program import Program, SmallProgram  # noqa: E402

LONGEST = 10.0
"""Seconds in which it must have ended."""

STORM = 12
"""Signals, at most, before the end."""

NO_TEXT = [b"\xe9", b"\x1b[M\x43\x8e\x2a", b"\x1b[99999999;1u", b"\xff\xfe", b"\x1b", b"\x1b[<0;5;5M\x1b[<0;5;5m"]


def _stop_and_go(program: Program, dice: random.Random) -> None:
    number = dice.choice([signal.SIGSTOP, signal.SIGTSTP])
    program.send(number)
    program.is_stopped()
    if dice.random() < 0.5:  # as a shell does
        termios.tcsetattr(program.terminal, termios.TCSANOW, program.modes)
    program.send(*[signal.SIGCONT] * dice.randrange(1, 4))


def _continue(program: Program, dice: random.Random) -> None:
    program.send(*[signal.SIGCONT] * dice.randrange(1, 6))


def _resize(program: Program, dice: random.Random) -> None:
    for _ in range(dice.randrange(1, 6)):
        program.resize(dice.randrange(1, 60), dice.randrange(1, 200))
        program.send(signal.SIGWINCH)


def _type(program: Program, dice: random.Random) -> None:
    os.write(program.terminal, dice.choice(NO_TEXT))


DEEDS: list[Callable[[Program, random.Random], None]] = [_stop_and_go, _stop_and_go, _continue, _resize, _type]


def storm(program: Program, dice: random.Random, key: bytes) -> str:
    """Send signals, then tell it to end; gives what should not be, in a sentence."""
    for _ in range(dice.randrange(1, STORM)):
        if program.process.poll() is not None:
            return f"it ended by itself with {program.process.returncode}: {program.seen[-300:]!r}"
        dice.choice(DEEDS)(program, dice)
        program.rest(dice.random() * 0.2)
    program.rest(1.0)
    how = dice.choice(["key", "key", "SIGTERM", "SIGHUP", "lost"])
    wanted = {"key": 0, "SIGTERM": 143, "SIGHUP": 129, "lost": 129}[how]
    begun = time.monotonic()
    if how == "lost":
        os.close(program.terminal)
        program.terminal = os.open(os.devnull, os.O_RDWR)
    elif how == "key":
        os.write(program.terminal, key)
    else:
        program.send(getattr(signal, how))
    while program.process.poll() is None:
        if time.monotonic() - begun > LONGEST:
            return f"it did not end by {how}"
        if how == "lost" or not program.read(0.05):
            time.sleep(0.05)
    if program.process.returncode != wanted:
        return f"it ended by {how} with {program.process.returncode}: {program.seen[-300:]!r}"
    if how != "lost" and termios.tcgetattr(program.terminal)[3] != program.modes[3]:
        return f"it ended by {how} and did not give the terminal back"
    return ""


def run(count: int, seed: int, program: str, folder: Path) -> list[str]:
    """Start, storm, end, again and again; gives what should not be."""
    failures = []
    for number in range(count):
        dice = random.Random(seed * 1_000_003 + number)
        if program == "small":
            running: Program = SmallProgram(folder)
        else:
            command = [sys.executable, "-P", "-m", "tui", "demo", "--private"]
            running = Program(command, "A made-up", QUOTH_HOME=str(folder / "home"))
        try:
            if failure := storm(running, dice, b"\x05" if program == "small" else b"q"):
                failures.append(f"{number}: {failure}")
        finally:
            running.close()
    return failures


def main() -> None:
    """Storm, and print."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--count", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--program", choices=["quoth", "small"], default="quoth")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        failures = run(options.count, options.seed, options.program, Path(folder))
    print(*failures, sep="\n")
    print(f"{options.count} storms on {options.program}, {len(failures)} failures")
    sys.exit(bool(failures))


if __name__ == "__main__":
    main()
