"""The command `quoth help`: pages, searching in them, the pager, and what it says of what is not there."""

import os
import pty
import subprocess
import sys

import pytest

from tui.cli import main
from tui.cli.help import _render
from tui.manual.pages import SUBJECTS, page_summary, page_title, read_page

QUOTH = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def test_it_lists_all_subjects(capsys):
    assert main(["help"]) == 0
    out = capsys.readouterr().out
    for subject in SUBJECTS:
        assert f"  {subject} " in out
        assert page_summary(subject) in out


@pytest.mark.parametrize("subject", SUBJECTS)
def test_a_page_is_plain_markdown_where_nobody_looks_at_it(capsys, subject):
    assert main(["help", subject.upper()]) == 0
    out = capsys.readouterr().out
    assert out.startswith(f"# {page_title(subject)}\n\n{page_summary(subject)}\n")
    assert "\x1b" not in out
    assert "<!--" not in out
    assert ".md)" not in out


def test_the_tables_have_the_keys_of_the_user(capsys, own_home):
    own_home.mkdir()
    (own_home / "config.toml").write_text('[keys]\nzoom = "Z"\n', encoding="utf-8")
    main(["help", "keys"])
    assert "| `Z` |" in capsys.readouterr().out


@pytest.mark.parametrize("arguments", [["settings", "NO_COLOR"], ["settings", "--search", "no_color"]])
def test_words_are_found_on_a_page(capsys, arguments):
    assert main(["help", *arguments]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines
    assert all(line.startswith("settings: ") and "NO_COLOR" in line for line in lines)


def test_a_word_is_found_on_all_pages(capsys):
    assert main(["help", "--search", "tmux"]) == 0
    assert {line.partition(":")[0] for line in capsys.readouterr().out.splitlines()} >= {"copying", "troubleshooting"}


def test_a_word_that_is_nowhere(capsys):
    assert main(["help", "--search", "zeppelin"]) == 1
    assert capsys.readouterr().err == "quoth: No page contains “zeppelin”. Run quoth help to list all pages.\n"


def test_an_unknown_subject_suggests_near_ones(capsys):
    assert main(["help", "coping"]) == 2
    assert capsys.readouterr().err == (
        "quoth: There is no page about coping. Did you mean copying? Run quoth help to list all pages.\n"
    )
    assert main(["help", "zzz"]) == 2
    assert "Did you mean" not in capsys.readouterr().err


def test_the_name_of_a_command_shows_its_options(capsys):
    assert main(["help", "analyze"]) == 0
    assert "--wiki-links" in capsys.readouterr().out


def test_a_page_in_a_terminal_has_styles_and_no_markdown(monkeypatch):
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    text = "\n".join(_render(read_page("copying"), 80))
    assert "\x1b[1mCopying and citing\x1b[0m" in text
    assert "\x1b[36m" in text
    assert "`" not in text
    monkeypatch.setenv("NO_COLOR", "1")
    assert "\x1b[36m" not in "\n".join(_render(read_page("copying"), 80))
    monkeypatch.setenv("TERM", "dumb")
    assert "\x1b" not in "\n".join(_render(read_page("copying"), 80))


@pytest.mark.parametrize(("pager", "begins"), [("cat -n", b"1\t"), ("/no/such/pager", b"\x1b[1mSettings"), ("", b"")])
def test_in_a_terminal_it_goes_through_the_pager(pager, begins):
    main_end, terminal = pty.openpty()
    environment = {**os.environ, "PAGER": pager, "TERM": "xterm", "LESS": "-FRX"}
    with subprocess.Popen(
        [*QUOTH, "help", "settings"], stdin=terminal, stdout=terminal, stderr=subprocess.PIPE, env=environment
    ) as process:
        os.close(terminal)
        shown = b""
        while begins not in shown or b"Settings" not in shown:
            shown += os.read(main_end, 10_000)
        if not pager:
            os.write(main_end, b"q")  # less, where it is installed
        while True:
            try:
                if not os.read(main_end, 10_000):
                    break
            except OSError:  # the other end is closed
                break
        assert process.wait(timeout=60) == 0
        assert process.stderr.read() == b""
    os.close(main_end)
    assert shown.lstrip().startswith(begins)
