"""Completion, tried in the shells themselves where they are installed."""

import shutil
import subprocess
from pathlib import Path

import pytest

from tui.cli import main
from tui.cli.completions import SHELLS
from tui.cli.parsers import build_parsers

_BASH = """
source {script}
COMP_WORDS=({words}); COMP_CWORD=$(( ${{#COMP_WORDS[@]}} - 1 )); _quoth 2>/dev/null; printf '%s\\n' "${{COMPREPLY[@]}}"
"""

CASES = [
    (["an"], {"analyze"}),
    (["st"], {"story.txt"}),
    (["library", "sh"], {"show"}),
    (["library", "import", "st"], {"story.txt"}),
    (["analyze", "--format", ""], {"text", "json", "jsonl"}),
    (["--of"], {"--offline"}),
    (["analyze", "-o", "st"], {"story.txt"}),
    (["completions", ""], set(SHELLS)),
    (["config", ""], {"path", "show", "init", "check", "keys"}),
]


@pytest.fixture
def script(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "story.txt").touch()

    def made(shell: str) -> Path:
        assert main(["completions", shell]) == 0
        file = tmp_path / f"quoth.{shell}"
        file.write_text(capsys.readouterr().out, encoding="utf-8")
        return file

    return made


def run(shell: str, program: str, folder: Path) -> set[str]:
    done = subprocess.run([shell, "-c", program], cwd=folder, capture_output=True, text=True, timeout=30, check=False)
    assert not done.stderr
    return {line.split("\t")[0] for line in done.stdout.splitlines() if line}


@pytest.mark.parametrize(
    ("words", "found"), CASES, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.skipif(shutil.which("bash") is None, reason="bash is not installed")
def test_bash(script, tmp_path: Path, words: list[str], found: set[str]) -> None:
    typed = " ".join(f'"{word}"' for word in ["quoth", *words])
    assert run("bash", _BASH.format(script=script("bash"), words=typed), tmp_path) >= found


@pytest.mark.parametrize(
    ("words", "found"), CASES, ids=lambda value: " ".join(value) if isinstance(value, list) else ""
)
@pytest.mark.skipif(shutil.which("fish") is None, reason="fish is not installed")
def test_fish(script, tmp_path: Path, words: list[str], found: set[str]) -> None:
    line = " ".join(["quoth", *words])
    assert run("fish", f"source {script('fish')}; complete -C '{line}'", tmp_path) >= found


@pytest.mark.parametrize("shell", SHELLS)
def test_every_shell_takes_it(script, tmp_path: Path, shell: str) -> None:
    if shutil.which(shell) is None:
        pytest.skip(f"{shell} is not installed")
    done = subprocess.run([shell, "-n", str(script(shell))], capture_output=True, text=True, timeout=30, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("shell", SHELLS)
def test_every_command_and_option_is_in_it(script, shell: str) -> None:
    text = script(shell).read_text(encoding="utf-8")
    for name, parser in build_parsers().items():
        assert name in text
        for action in parser._actions:
            for option in action.option_strings:
                assert (option if shell != "fish" else option.lstrip("-")) in text
