"""The settings file: its values, its error messages, and that no file keeps quoth from starting."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import config
from tui.cli import main
from tui.keys.user_keymap import keymap
from tui.manual.pages import page_path


def write(home: Path, text: str) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    file = home / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_no_file_means_defaults(own_home: Path) -> None:
    found = config.read()
    assert (found.values, found.troubles, found.path) == ({}, (), None)
    assert found.copy_style == "newsroom"


def test_values_are_read(own_home: Path) -> None:
    write(
        own_home, 'theme = "quoth-light"\nwidth = 66\nprivate = true\n[copy]\nstyle = "markdown"\n[keys]\nzoom = "Z"\n'
    )
    found = config.read()
    assert found.values == {"theme": "quoth-light", "width": 66, "private": True, "copy.style": "markdown"}
    assert (found.copy_style, found.keys, found.troubles) == ("markdown", {"zoom": "Z"}, ())


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("\nwidth = 500", "line 2: width cannot be 500; use a number from 20 to 200."),
        ('private = "yes"', "line 1: private cannot be yes; use true or false."),
        ("offline = 1", "line 1: offline cannot be 1; use true or false."),
        ('[copy]\nstyle = "x"', 'line 2: copy.style cannot be x; use one of "plain", "newsroom", "markdown", "html".'),
        ('thme = "x"', "line 1: there is no setting thme. Did you mean theme?"),
        ("[keys]\nzoom = 3", 'line 2: zoom cannot be 3; use a key in quotes ("z"), or a list of keys'),
        ("keys = 3", "line 1: keys must be a table. Write [keys] on a line of its own and the keys below it."),
        ('[themes.mine]\nbackground = "red"', 'line 2: background cannot be red; use a color such as "#c9a26d".'),
        ('[themes.mine]\nforegound = "#fff"', "line 2: themes have no color foregound. Did you mean foreground?"),
        ("\n\nwidth = = 3", "line 3: invalid TOML"),
        ('theme = "\x1b"', "invalid TOML"),
    ],
)
def test_an_invalid_value_is_reported_with_its_line_and_the_rest_applies(
    own_home: Path, text: str, message: str
) -> None:
    write(own_home, text)
    (trouble,) = config.read().troubles
    assert message in trouble
    assert trouble.isprintable()
    write(own_home, f"timeout = 7\n{text.lstrip()}")
    found = config.read()
    assert "TOML" in message or found.get("timeout") == 7


def test_an_unreadable_file_is_reported(own_home: Path) -> None:
    write(own_home, "").write_bytes(b"\xff\xfe\xff")
    assert "it is not UTF-8" in config.read().troubles[0]
    (own_home / "config.toml").unlink()
    (own_home / "config.toml").mkdir()
    assert "cannot be read" in config.read().troubles[0]


@given(st.text(max_size=200))
def test_no_content_raises(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
    assert all(trouble.isprintable() for trouble in config.read(file).troubles)


def test_init_writes_a_valid_file_with_every_setting(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["config", "init"]) == 0
    assert main(["config", "check"]) == 0
    assert main(["config", "init"]) == 1, "an existing file is not overwritten"
    text = (own_home / "config.toml").read_text(encoding="utf-8")
    assert all(setting.sentence in text for setting in config.SETTINGS)
    # With the comment signs removed, it sets every setting to its default.
    bare = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("["))
    write(own_home, bare[: bare.index("[keys]")])
    assert config.read().troubles == ()


def test_the_example_key_in_the_file_is_valid() -> None:
    found = re.search(r"Example: ([\w-]+) = (\".*?\")", config.template())
    assert found is not None
    assert keymap({found[1]: found[2].strip('"')})[1] == []


def test_check_reports_an_unknown_theme(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own_home, 'theme = "quoth-lite"\n')
    assert main(["config", "check"]) == 1
    assert "there is no theme quoth-lite. Choose one of " in capsys.readouterr().err
    write(own_home, 'theme = "nord"\n')
    assert main(["config", "check"]) == 0


def test_the_manual_lists_every_setting() -> None:
    page = page_path("settings").read_text(encoding="utf-8")
    assert all(f"| `{setting.name}` | `{setting.default}` |" in page for setting in config.SETTINGS)
    assert all(f"`{name}`" in page for name in (*config.THEME_COLORS, *config.COPY_STYLES))


def test_the_command_shows_and_checks(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own_home, 'width = 70\n[keys]\nnonsense = "k"\npage-down = "j"\n')
    assert main(["config", "path"]) == 0
    assert main(["config", "show"]) == 0
    shown = capsys.readouterr().out
    assert "width = 70   (line 1)" in shown
    assert 'theme = "quoth-dark"   (default)' in shown
    assert main(["config", "check"]) == 1
    errors = capsys.readouterr().err.splitlines()
    assert "line 3" in errors[0]
    assert "nonsense" in errors[0]
    assert "line 4" in errors[1]
    assert main(["config", "keys"]) == 0
    assert 'page-down = ["space"' in capsys.readouterr().out
