"""Articles that mean harm, beside the same ones without: nothing more may reach the terminal.

    python tests/benchmarks/hostile_terminals.py [--count 60] [--seed 1] [--only app|commands]

Terminal sequences, controls and bidi characters are put at random into the text, the metadata and the file name of an
article of each format. It is read in the program, on a pseudo-terminal, and goes through every command that prints
something of it. Whatever controls a terminal in that output must be of a kind that the harmless article leads to, too,
and must contain nothing of ours. Ends with status 1 if there is more.
"""

import argparse
import base64
import errno
import fcntl
import os
import pty
import random
import re
import select
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

TESTS = Path(__file__).parents[1]
sys.path[:0] = [str(TESTS)]

from made_files import docx, epub, odt, paragraph  # noqa: E402

QUOTH = [sys.executable, "-P", "-m", "tui"]
FORMATS = "text json jsonl csv markdown html webannotation csl-json bibtex svg".split()
WORDS = (
    "Mill closes after a century", "By Ada Quill", "The mill at Harrow Falls closed on Monday, said Mayor Ada Quill.",
    "“It was old,” she said, “and nobody wanted it any more, but we shall miss the sound of its wheels.”",
    "Ben Marsh, who owned the mill, said that he would sell it to the Courier Group in the spring.",
)  # fmt: skip
PAYLOADS = (
    "\x1b]0;31337\x07", "\x1b]0;31337\x1b\\", "\x1b]52;c;MzEzMzc=\x07", "\x1b]8;;http://31337.example\x07x\x1b]8;;\x07",
    "\x1b[31337m", "\x1b[2J\x1b[31337;1H", "\x1b[?31337h", "\x1bP31337q\x1b\\", "\x1b_31337\x1b\\", "\x1b^31337\x1b\\",
    "\x1bc", "\x1b(0", "\x1b[5n", "\x1b[>0c", "\x9b31337m", "\x9d0;31337\x9c", "\x9031337\x9c", "\x84", "\x85",
    "\r31337", "\x08\x08\x08", "\x07", "\x05", "\x0e", "\x7f", "\x00", "\u202e", "\u2066\u202d", "\u2028",
    "\u200b", "\ufeff", "[/b]", "[@click=app.quit]31337[/]", "[link=http://31337.example]x[/link]", "&#27;[31337m",
    "&#x9b;31337m", "\\u001b[31337m", "\x1b%31337G", "\u001b[200~31337\x1b[201~", "\x1bX31337\x1b\\", "\udc9b31337m",
)  # fmt: skip
"""What ends up in front of a terminal: titles, clipboards, links, resets, questions, strings, and tricks with text."""
MARK = "31337"
SEQUENCE = re.compile(
    "\x1b\\[[0-?]*[ -/]*[@-~]|\x1b[PX^_\\]][^\x07\x1b]*(?:\x07|\x1b\\\\)?|\x1b[ -/]*[0-~]|\x1b"
    "|[\x00-\x08\x0b-\x1a\x1c-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2066-\u2069\ufeff\udc80-\udcff]"
)
KEYS = (
    *(
        "]",
        "]",
        "\r",
        "c",
        "C",
        "l",
        "l",
        "\r",
        "2",
        "3",
        "4",
        "5",
        "1",
        "\t",
        "j",
        "\r",
        "a",
        "O",
        "\x1b",
        "?",
        "\x1b",
    ),
    *("\x10Ada", "\x1b", "/Ada\r", "n", "\x1b", "*", "\x1b", "i", "a note\x13", "\x1b", "m", "v", "E", "\x1b", "D"),
    *("\x1b", "T", "\x1b", "w", "\x1b", "o", "\x1b", "p", "\x1b", "A", "\x1b", "=", "\x1b", "\x07", "G", "g", "r"),
)
"""Keys that show lists, details, dialogs and messages, whatever each of them is for."""
QUIET = 0.25
LONGEST = 90.0


def spoiled(words: str, random_: random.Random | None) -> str:
    """Return `words` with some payloads inside; as they are without a source of random numbers."""
    if random_ is None:
        return words
    for payload in random_.sample(PAYLOADS, random_.randint(1, 5)):
        at = random_.randrange(len(words) + 1)
        words = words[:at] + payload + words[at:]
    return words


def in_xml(text: str) -> str:
    """Return what of `text` XML may contain."""
    return escape("".join(char for char in text if char >= " " and not "\ud800" <= char <= "\udfff"))


def _page(lines: list[str]) -> str:
    title, byline, *story = lines
    head = (
        f"<title>{title}</title><meta name='author' content='{byline}'><meta property='og:site_name' content='{title}'>"
    )
    return f"<html><head>{head}</head><article><h1>{title}</h1>" + "".join(f"<p>{line}</p>" for line in story)


MAKERS: dict[str, Callable[[list[str]], str | bytes]] = {
    "txt": "\n\n".join,
    "md": lambda lines: f"---\nauthor: {lines[1]}\npublication: {lines[0]}\n---\n\n# " + "\n\n".join(lines),
    "html": _page,
    "eml": lambda lines: "\n\n".join(
        [f"From: {lines[1]} <a@b.example>\nSubject: {lines[0]}\nMIME-Version: 1.0", *lines]
    ),
    "vtt": lambda lines: "WEBVTT\n\n" + "".join(f"00:01.000 --> 00:02.000\n<v {lines[1]}>{x}\n\n" for x in lines),
    "docx": lambda lines: docx(paragraph(in_xml(lines[0]), "Titel") + "".join(paragraph(in_xml(x)) for x in lines[1:])),
    "odt": lambda lines: odt("".join(f"<text:p>{in_xml(line)}</text:p>" for line in lines)),
    "epub": lambda lines: epub(
        {"a.xhtml": "".join(f"<p>{in_xml(line)}</p>" for line in lines)},
        metadata=f"<dc:title>{in_xml(lines[0])}</dc:title>",
    ),
}  # fmt: skip


def write(folder: Path, suffix: str, random_: random.Random | None) -> Path:
    """Write an article to `folder`; its name means harm, too."""
    content = MAKERS[suffix]([spoiled(line, random_) for line in WORDS])
    data = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
    name = spoiled("mill", random_).replace("/", "").replace("\0", "")[:60]
    path = folder / f"{name}.{suffix}"
    path.write_bytes(data)
    return path


def kind(sequence: str) -> str:
    """Return what a sequence is, whatever its parameters."""
    if sequence.startswith("\x1b["):
        return f"CSI {sequence[2:3] if sequence[2:3] in '<=>?' else ''}{sequence[-1]}"
    if sequence.startswith("\x1b]"):
        return f"OSC {sequence[2:].partition(';')[0]}"
    return ascii(sequence[:2])


def controls(output: bytes) -> set[str]:
    """Return the kinds of everything that controls a terminal in `output`, those with something of ours in full."""
    found = set()
    for match in SEQUENCE.finditer(output.decode("utf-8", "surrogateescape")):
        sequence = match.group()
        copied = _copied(sequence)
        if copied is not None and not SEQUENCE.search(copied.replace("\r", "")):
            found.add("OSC 52")  # the user copied words of the article, and nothing else is in them
        else:
            found.add(ascii(sequence) if MARK in sequence or copied is not None else kind(sequence))
    return found


def _copied(sequence: str) -> str | None:
    """Return what a sequence puts on the clipboard."""
    if not sequence.startswith("\x1b]52;"):
        return None
    with suppress(ValueError):
        return base64.b64decode(sequence.rstrip("\x07\x1b\\").rpartition(";")[2]).decode("utf-8", "surrogateescape")
    return "\x1b"


def run(arguments: list[str], home: Path) -> bytes:
    """Return what a command prints, on both of its streams."""
    environment = {**os.environ, "QUOTH_HOME": str(home), "COLUMNS": "100"}
    done = subprocess.run([*QUOTH, *arguments], capture_output=True, env=environment, timeout=LONGEST, check=False)
    return done.stdout + done.stderr


def on_terminal(arguments: list[str], home: Path, keys: tuple[str, ...] = ()) -> bytes:
    """Return what a command sends to a terminal of its own, while `keys` are typed one after the other."""
    process, master = pty.fork()
    if process == 0:
        os.environ |= {"TERM": "xterm-256color", "COLORTERM": "truecolor", "QUOTH_HOME": str(home)}
        os.environ.pop("TMUX", None)
        os.execvp(QUOTH[0], [*QUOTH, *arguments])  # noqa: S606
    fcntl.ioctl(master, termios.TIOCSWINSZ, struct.pack("HHHH", 40, 120, 0, 0))
    seen = bytearray()
    stop = time.monotonic() + LONGEST
    try:
        _read(master, seen, stop, quiet=3.0)  # until the analysis is there
        for key in keys:
            os.write(master, key.encode())
            _read(master, seen, stop, quiet=QUIET)
        os.write(master, b"\x1b\x1bq")
        _read(master, seen, stop, quiet=3.0)
    except OSError as error:  # it has ended
        if error.errno != errno.EIO:
            raise
    finally:
        with suppress(ProcessLookupError):
            os.kill(process, 9)
        os.waitpid(process, 0)
        os.close(master)
    return bytes(seen)


def _read(master: int, seen: bytearray, stop: float, quiet: float) -> None:
    while time.monotonic() < stop and select.select([master], [], [], quiet)[0]:
        part = os.read(master, 1 << 16)
        if not part:
            return
        seen += part


def outputs(path: Path, home: Path, only: str | None) -> dict[str, set[str]]:
    """Return what controls a terminal in everything that comes of an article."""
    name = os.fspath(path)
    found: dict[str, set[str]] = {}
    if only != "commands":
        found["app"] = controls(on_terminal([name], home, KEYS))
        found["app, several"] = controls(on_terminal([name, f"{name}.missing"], home, ("w", "\x1b", ">", "<", "w")))
    if only != "app":
        for format_ in FORMATS:
            found[f"analyze --format {format_}"] = controls(run(["analyze", name, "--format", format_], home))
        found["analyze on a terminal"] = controls(on_terminal(["analyze", name], home))
        found["analyze, two"] = controls(run(["analyze", name, f"{name}.missing"], home))
        output = f"{name}.csv"
        found["analyze --output"] = controls(run(["analyze", name, "--output", output], home)) | _in_file(output)
        found["analyze --title"] = controls(run(["analyze", name, "--title", path.stem, "--authors", path.stem], home))
        found["not a format"] = controls(run(["analyze", name, "--format", path.stem], home))
        found["not a file"] = controls(run(["analyze", f"{name}.missing"], home))
    for command in ("list", "show 1", "export", "delete 1 --yes"):
        found[f"library {command}"] = controls(run(["library", *command.split()], home))
    return found


def _in_file(path: str) -> set[str]:
    try:
        return controls(Path(path).read_bytes())
    except OSError:
        return set()


@cache
def harmless(suffix: str, only: str | None) -> dict[str, set[str]]:
    """Return what controls a terminal where the article of a format means no harm."""
    with TemporaryDirectory() as folder:
        return outputs(write(Path(folder), suffix, None), Path(folder, "home"), only)


def main() -> int:
    """Compare as many articles as the command line says."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=60)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", choices=("app", "commands"))
    options = parser.parse_args()
    failures = compared = 0
    for number in range(options.count):
        suffix = list(MAKERS)[number % len(MAKERS)]
        with TemporaryDirectory() as folder:
            path = write(Path(folder), suffix, random.Random(f"{options.seed}:{number}"))
            for what, found in outputs(path, Path(folder, "home"), options.only).items():
                compared += 1
                if more := found - harmless(suffix, options.only)[what]:
                    failures += 1
                    print(f"{number}.{suffix} (seed {options.seed}), {what}: {sorted(more)}", flush=True)
    print(f"{options.count} articles, {compared} outputs compared, {failures} failures")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
