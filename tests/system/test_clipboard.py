"""Copying, with a real X clipboard, with tmux, and with nothing at all; and what the reader is told of it."""

import os
import shutil
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from tui.system import clipboard

TEXT = "“Nobody builds a quay on sand,” [sic] – 砂 🙂\nsecond line"

AWAY = ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY", "TMUX", "DISPLAY", "WAYLAND_DISPLAY")


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "home"))
    return tmp_path / "home"


@pytest.fixture
def bare() -> dict[str, str]:
    """An environment without any clipboard."""
    return {name: value for name, value in os.environ.items() if name not in AWAY}


@pytest.fixture
def display(bare: dict[str, str]) -> Iterator[dict[str, str]]:
    """An environment with an X server of its own."""
    if not shutil.which("Xvfb") or not shutil.which("xclip"):
        pytest.skip("Xvfb and xclip are not installed")
    read, write = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write), "-screen", "0", "64x64x8"], pass_fds=[write], stderr=subprocess.DEVNULL
    )
    os.close(write)
    try:
        number = os.read(read, 16).decode().strip()
        yield {**bare, "DISPLAY": f":{number}"}
    finally:
        os.close(read)
        server.terminate()
        server.wait()


@pytest.fixture
def tmux(bare: dict[str, str], tmp_path: Path) -> Iterator[dict[str, str]]:
    """An environment inside of a tmux of its own."""
    if not shutil.which("tmux"):
        pytest.skip("tmux is not installed")
    socket = tmp_path / "tmux"
    subprocess.run(
        ["tmux", "-S", str(socket), "-f", "/dev/null", "new-session", "-d", "sleep 60"], env=bare, check=True
    )
    try:
        yield {**bare, "TMUX": f"{socket},1,0"}
    finally:
        subprocess.run(["tmux", "-S", str(socket), "kill-server"], check=False)


async def test_a_real_clipboard_holds_the_very_words(display: dict[str, str], home: Path) -> None:
    sent: list[str] = []
    outcome = await clipboard.put(TEXT, sent.append, display)
    assert outcome == clipboard.Outcome("Copied", "clipboard", verified=True)
    found = subprocess.run(["xclip", "-selection", "clipboard", "-o"], env=display, capture_output=True, check=True)
    assert found.stdout.decode() == TEXT
    assert not sent
    assert not home.exists()


async def test_rich_text_is_pasted_as_what_it_shows(display: dict[str, str], home: Path) -> None:
    outcome = await clipboard.put("<p>“Sand” — <b>砂</b></p>", None, display, rich=True)
    assert outcome == clipboard.Outcome("Copied", "clipboard, as rich text", verified=True)
    command = ["xclip", "-selection", "clipboard", "-o", "-t", "text/html"]
    found = subprocess.run(command, env=display, capture_output=True, check=True)
    assert found.stdout.decode() == "<p>“Sand” — <b>砂</b></p>"


async def test_where_nothing_holds_rich_text_it_is_copied_as_it_is(tmux: dict[str, str], home: Path) -> None:
    outcome = await clipboard.put("<p>Sand</p>", None, tmux, rich=True)
    assert outcome.where.startswith("copied to the tmux buffer")
    found = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=True)
    assert found.stdout.decode() == "<p>Sand</p>"


async def test_a_dead_display_is_noticed_and_nothing_reaches_the_screen(
    bare: dict[str, str], home: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    sent: list[str] = []
    outcome = await clipboard.put(TEXT, sent.append, {**bare, "DISPLAY": ":9731"})
    assert sent == [TEXT]
    assert not outcome.verified
    assert outcome.done == "Sent"
    assert outcome.where.startswith("to the terminal’s clipboard by OSC 52, not confirmed; saved in ")
    assert (home / "copied.txt").read_text(encoding="utf-8") == TEXT
    assert capfd.readouterr() == ("", "")


async def test_without_any_clipboard_or_terminal_there_is_a_file(bare: dict[str, str], home: Path) -> None:
    outcome = await clipboard.put(TEXT, None, bare)
    assert outcome.done == "Saved"
    assert outcome.where.startswith("no clipboard available; saved in ")
    assert not outcome.verified
    assert (home / "copied.txt").read_bytes() == TEXT.encode()
    assert home.stat().st_mode & 0o077 == 0


async def test_the_file_is_for_its_owner_alone_even_where_it_was_not(bare: dict[str, str], home: Path) -> None:
    home.mkdir(mode=0o755)
    (home / "copied.txt").write_text("an older and much longer text " * 9)
    (home / "copied.txt").chmod(0o644)
    await clipboard.put(TEXT, None, bare)
    assert (home / "copied.txt").stat().st_mode & 0o777 == 0o600
    assert (home / "copied.txt").read_text(encoding="utf-8") == TEXT


async def test_over_ssh_the_clipboard_of_the_far_machine_is_left_alone(display: dict[str, str], home: Path) -> None:
    sent: list[str] = []
    outcome = await clipboard.put(TEXT, sent.append, {**display, "SSH_CONNECTION": "1 2 3 4"})
    assert sent == [TEXT]
    assert not outcome.verified
    found = subprocess.run(["xclip", "-selection", "clipboard", "-o"], env=display, capture_output=True, check=False)
    assert found.stdout == b""


async def test_inside_tmux_its_buffer_holds_the_words_and_the_terminal_gets_them_too(
    tmux: dict[str, str], home: Path
) -> None:
    sent: list[str] = []
    outcome = await clipboard.put(TEXT, sent.append, tmux)
    assert outcome.verified
    assert outcome.done == "Copied"
    assert outcome.where.startswith("copied to the tmux buffer")
    assert "not confirmed" in outcome.where
    assert sent == [TEXT]
    found = subprocess.run(["tmux", "show-buffer"], env=tmux, capture_output=True, check=True)
    assert found.stdout.decode() == TEXT


async def test_a_tmux_that_is_gone_is_no_clipboard(bare: dict[str, str], home: Path, tmp_path: Path) -> None:
    outcome = await clipboard.put(TEXT, None, {**bare, "TMUX": f"{tmp_path}/none,1,0"})
    assert not outcome.verified
    assert (home / "copied.txt").exists()


async def test_a_file_that_cannot_be_written_is_told(
    bare: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("QUOTH_HOME", str(tmp_path / "file"))
    outcome = await clipboard.put(TEXT, None, bare)
    assert not outcome.verified
    assert outcome.done == "Not copied"
    assert "could not save it" in outcome.where


async def test_a_program_that_never_answers_is_ended(
    bare: dict[str, str], home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fake = tmp_path / "bin"
    fake.mkdir()
    (fake / "xclip").write_text(f"#!/bin/sh\necho $$ > {tmp_path}/pid\nexec sleep 60\n")
    (fake / "xclip").chmod(0o755)
    monkeypatch.setattr(clipboard, "PATIENCE", 1.0)
    stuck = {**bare, "DISPLAY": ":9731", "PATH": f"{fake}:{bare['PATH']}"}
    outcome = await clipboard.put(TEXT, None, stuck)
    assert not outcome.verified
    pid = int((tmp_path / "pid").read_text())
    for _ in range(50):
        if not Path(f"/proc/{pid}").exists() or "Z" in Path(f"/proc/{pid}/stat").read_text().split()[2]:
            return
        time.sleep(0.02)
    pytest.fail("The clipboard program still runs.")


async def test_what_is_private_is_not_left_in_a_file(home: Path, bare: dict[str, str]) -> None:
    sent: list[str] = []
    outcome = await clipboard.put(TEXT, sent.append, bare | {"SSH_TTY": "/dev/pts/1"}, private=True)
    assert sent == [TEXT]
    assert "private mode" in outcome.where
    assert not home.exists()
