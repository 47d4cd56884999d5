"""Settings: what holds, what is refused, and that whatever the file says, articles can be read."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tui import config
from tui.cli import main
from tui.keys.keymap import keymap
from tui.manual.pages import page_path


def write(home: Path, text: str) -> Path:
    home.mkdir(parents=True, exist_ok=True)
    file = home / "config.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_without_a_file_nothing_is_set(own_home: Path) -> None:
    found = config.read()
    assert (found.values, found.troubles, found.path) == ({}, (), None)
    assert found.copy_style == "newsroom"


def test_what_is_set_holds(own_home: Path) -> None:
    write(
        own_home, 'theme = "quoth-light"\nwidth = 66\nprivate = true\n[copy]\nstyle = "markdown"\n[keys]\nzoom = "Z"\n'
    )
    found = config.read()
    assert found.values == {"theme": "quoth-light", "width": 66, "private": True, "copy.style": "markdown"}
    assert (found.copy_style, found.keys, found.troubles) == ("markdown", {"zoom": "Z"}, ())


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("\nwidth = 500", "line 2: width cannot be 500; give a number from 20 to 200."),
        ('private = "yes"', "line 1: private cannot be yes; give true or false."),
        ("offline = 1", "line 1: offline cannot be 1; give true or false."),
        ('[copy]\nstyle = "x"', 'line 2: copy.style cannot be x; give one of "plain", "newsroom", "markdown", "html".'),
        ('thme = "x"', "line 1: there is no setting thme; is theme meant?"),
        ("[keys]\nzoom = 3", "line 2: zoom cannot be 3; give a key in quote marks, or a list."),
        ("keys = 3", "line 1: keys has to be a table; write [keys] and the keys below it."),
        ('[themes.mine]\nbackground = "red"', 'line 2: background cannot be red; give a color such as "#c9a26d".'),
        ('[themes.mine]\nforegound = "#fff"', "line 2: a theme has no color foregound; is foreground meant?"),
        ("\n\nwidth = = 3", "line 3: this is not TOML"),
        ('theme = "\x1b"', "this is not TOML"),
    ],
)
def test_what_cannot_be_is_named_with_its_line_and_all_else_holds(own_home: Path, text: str, said: str) -> None:
    write(own_home, text)
    (trouble,) = config.read().troubles
    assert said in trouble
    assert trouble.isprintable()
    write(own_home, f"timeout = 7\n{text.lstrip()}")
    found = config.read()
    assert "TOML" in said or found.get("timeout") == 7


def test_a_file_that_cannot_be_read_is_named(own_home: Path) -> None:
    write(own_home, "").write_bytes(b"\xff\xfe\xff")
    assert "it is not UTF-8" in config.read().troubles[0]
    (own_home / "config.toml").unlink()
    (own_home / "config.toml").mkdir()
    assert "cannot be read" in config.read().troubles[0]


@given(st.text(max_size=200))
def test_whatever_stands_in_it_it_is_read(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.mktemp("config") / "config.toml"
    file.write_text(text, encoding="utf-8", errors="replace", newline="")
    assert all(trouble.isprintable() for trouble in config.read(file).troubles)


def test_the_file_that_is_written_holds_and_names_everything(
    own_home: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["config", "init"]) == 0
    assert main(["config", "check"]) == 0
    assert main(["config", "init"]) == 1, "what is there is not overwritten"
    text = (own_home / "config.toml").read_text(encoding="utf-8")
    assert all(setting.sentence in text for setting in config.SETTINGS)
    # Without the signs of a comment, what it says is what is so by default.
    bare = "\n".join(line.removeprefix("# ") for line in text.splitlines() if " = " in line or line.startswith("["))
    write(own_home, bare[: bare.index("[keys]")])
    assert config.read().troubles == ()


def test_the_example_of_a_key_in_the_file_works() -> None:
    found = re.search(r"several: ([\w-]+) = (\".*?\")", config.template())
    assert found is not None
    assert keymap({found[1]: found[2].strip('"')})[1] == []


def test_a_theme_that_there_is_not_is_told_by_the_check(own_home: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(own_home, 'theme = "quoth-lite"\n')
    assert main(["config", "check"]) == 1
    assert "there is no theme quoth-lite; there are " in capsys.readouterr().err
    write(own_home, 'theme = "nord"\n')
    assert main(["config", "check"]) == 0


def test_every_setting_stands_in_the_manual() -> None:
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
    told = capsys.readouterr().err.splitlines()
    assert "line 3" in told[0]
    assert "nonsense" in told[0]
    assert "line 4" in told[1]
    assert main(["config", "keys"]) == 0
    assert 'page-down = ["space"' in capsys.readouterr().out
