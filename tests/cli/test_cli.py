"""The command line, as a process: what it prints, what it exits with, what it never does."""

import json
import os
import pty
import shlex
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tui import __version__
from tui.article import open_sample
from tui.cli import main, terminal

STORY = "Mill closes\n\n“The mill is old,” said Mayor Ada Quill of Harrow Falls. “It will close.”\n"
QUOTH = [sys.executable, "-c", "import sys; from tui.cli import main; sys.exit(main())"]


def quoth(*arguments, **options):
    options = {"stdin": subprocess.DEVNULL, "capture_output": True, "timeout": 120, **options}
    return subprocess.run([*QUOTH, *map(str, arguments)], check=False, encoding="utf-8", **options)


def complaint(done):
    """The one line on standard error."""
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith("quoth: ")
    assert done.stderr.endswith(".\n")
    assert done.stderr.count("\n") == 1
    return done.stderr


@pytest.fixture
def story(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    return path


# Help and usage


def test_version_is_said():
    done = quoth("--version")
    assert (done.stdout, done.returncode) == (f"quoth {__version__}\n", 0)


def test_help_shows_every_command_and_examples():
    done = quoth("--help")
    assert done.returncode == 0
    for part in ("quoth [SOURCE…]", "quoth demo", "quoth analyze", "examples:", "Exit status", "--offline", "PDF"):
        assert part in done.stdout
    assert "jsonl" in quoth("analyze", "--help").stdout


@pytest.mark.parametrize("arguments", [["--wrong"], ["analyze"], ["demo", "more"]])
def test_wrong_usage_exits_with_2(arguments):
    done = quoth(*arguments)
    assert done.returncode == 2
    assert "--help" in complaint(done)


@pytest.mark.parametrize(
    ("arguments", "begins", "ends"),
    [
        (["--wrong"], "Unrecognized arguments: --wrong", "See quoth --help."),
        (["--timeout"], "--timeout needs a value", "See quoth --help."),
        (["analyze"], "SOURCE is missing", "See quoth analyze --help."),
        (["completions"], "Specify a shell: bash, zsh or fish", "See quoth completions --help."),
        (
            ["completions", "tcsh"],
            "Shell cannot be “tcsh”. Choose",
            "See quoth completions --help.",
        ),
        (["config"], "Give a command: path, show, init, check or keys", "See quoth config --help."),
        (["config", "edit"], "There is no command “edit”. Choose", "See quoth config --help."),
        (["library"], "Give a command: list, show, delete, export, import or path", "See quoth library --help."),
        (["library", "show"], "ARTICLE is missing", "See quoth library show --help."),
    ],
)
def test_wrong_usage_names_the_argument_and_the_help(arguments, begins, ends):
    error = complaint(quoth(*arguments))
    assert error.startswith(f"quoth: {begins}")
    assert error.endswith(f". {ends}\n")


@pytest.mark.parametrize("arguments", [["--timeout", "abc"], ["analyze", "x.txt", "--width", "wide"]])
def test_an_invalid_number_is_named(arguments):
    done = quoth(*arguments)
    assert done.returncode == 2
    assert "is not a number of" in complaint(done)


@pytest.mark.parametrize("arguments", [["--format", "yaml"], ["-o", "out.docx"], ["-o", "out"]])
def test_an_unknown_format_exits_with_2_and_lists_the_known_ones(story, arguments):
    done = quoth("analyze", story, *arguments)
    assert done.returncode == 2
    assert "text (.txt), json (.json), jsonl (.jsonl, .ndjson)" in complaint(done)


def test_a_bad_path_is_answered_in_one_line_by_reading_and_by_analyzing(tmp_path):
    for command in ([], ["analyze"]):
        done = quoth(*command, tmp_path / "nowhere.txt")
        assert done.returncode == 1
        assert "nowhere.txt does not exist" in complaint(done)
        assert done.stdout == ""


# Analyzing


def test_text_is_the_default(story):
    done = quoth("analyze", story)
    assert (done.stderr, done.returncode) == ("", 0)
    assert done.stdout.startswith("Mill closes\n")
    assert "Ada Quill" in done.stdout


def test_json_holds_the_article_and_the_analysis(story):
    done = quoth("analyze", story, "--format", "json")
    data = json.loads(done.stdout)
    assert data["article"]["text"] == STORY
    assert data["article"]["title"] == {"value": "Mill closes", "guessed": True}
    assert data["analysis"]["schema"] == 1


def test_several_sources_make_an_array_and_one_that_fails_leaves_the_rest(story, tmp_path):
    done = quoth("analyze", story, tmp_path / "nowhere.txt", "-", "--format", "json", stdin=None, input=STORY)
    assert done.returncode == 1
    assert "nowhere.txt" in complaint(done)
    assert [entry["article"]["source"] for entry in json.loads(done.stdout)] == [str(story), "-"]


def test_options_may_stand_between_sources(story):
    done = quoth("analyze", story, "--format", "jsonl", story)
    assert [json.loads(line)["article"]["text"] for line in done.stdout.splitlines()] == [STORY, STORY]


def test_the_suffix_of_the_output_names_the_format(story, tmp_path):
    out = tmp_path / "out.jsonl"
    out.write_text("older")
    done = quoth("analyze", story, "-o", out)
    assert (done.stdout, done.stderr, done.returncode) == ("", "", 0)
    assert json.loads(out.read_text(encoding="utf-8"))["article"]["text"] == STORY
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out.jsonl", "story.txt"]


def test_the_article_itself_is_never_overwritten(story):
    done = quoth("analyze", story, "-o", story)
    assert done.returncode == 1
    assert "one of the sources" in complaint(done)
    assert story.read_text(encoding="utf-8") == STORY


def test_an_older_file_stays_where_nothing_could_be_opened(tmp_path):
    out = tmp_path / "out.json"
    out.write_text("older")
    for missing in (["nowhere"], ["nowhere", "neither"]):
        done = quoth("analyze", *missing, "-o", out)
        assert done.returncode == 1
        assert out.read_text() == "older"


def test_output_that_cannot_be_written_is_said(story, tmp_path):
    for place in (tmp_path / "no folder" / "out.txt", tmp_path / "dir.txt"):
        (tmp_path / "dir.txt").mkdir(exist_ok=True)
        done = quoth("analyze", story, "-o", place)
        assert done.returncode == 1
        complaint(done)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full device here")
def test_a_full_disk_is_said(story):
    with Path("/dev/full").open("w") as full:
        done = quoth("analyze", story, capture_output=False, stdout=full, stderr=subprocess.PIPE)
    assert done.returncode == 1
    assert "no space left" in complaint(done)


def test_an_output_pipe_that_closes_ends_quietly(story):
    reader, writer = os.pipe()
    os.close(reader)
    done = quoth("analyze", story, "--format", "json", capture_output=False, stdout=writer, stderr=subprocess.PIPE)
    os.close(writer)
    assert (done.stderr, done.returncode) == ("", 0)


@pytest.mark.parametrize("closed", ["<&-", "<&- 2>&-"])
def test_standard_input_that_is_closed_is_said_soon(tmp_path, closed):
    errors = tmp_path / "errors"
    command = f"exec {shlex.join(QUOTH)} analyze - {closed}" + ("" if "2>" in closed else f" 2> {errors}")
    done = subprocess.run(["bash", "-c", command], timeout=60, check=False, env={**os.environ})
    assert done.returncode == 1
    if errors.exists():
        assert errors.read_text().startswith("quoth: Standard input is closed")


def test_output_is_utf_8_whatever_the_locale(story):
    done = quoth("analyze", story, env={**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"})
    assert (done.stderr, done.returncode) == ("", 0)
    assert "“The mill is old,”" in done.stdout


def test_an_unusable_pipeline_is_one_line(story, monkeypatch, capsys):
    from tui.analysis import ModelError, pipeline

    def refuse(_model):
        raise ModelError("The spaCy pipeline is not installed; reinstall quoth to get it back.")

    monkeypatch.setattr(pipeline, "load", refuse)
    assert main(["analyze", str(story)]) == 1
    assert capsys.readouterr().err == "quoth: The spaCy pipeline is not installed; reinstall quoth to get it back.\n"


@pytest.fixture
def interruptible():
    """What is started hears ctrl+c, even where the tests run in the background of a shell, which has it ignored."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_an_interrupt_ends_without_a_traceback_or_a_file(story, tmp_path):
    out = tmp_path / "out.json"
    command = [*QUOTH, "analyze", *[str(story)] * 20_000, "-o", str(out)]
    running = subprocess.Popen(command, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True)
    while not list(tmp_path.glob(".out.json.*.part")):
        assert running.poll() is None
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    _, errors = running.communicate(timeout=60)
    assert (running.returncode, errors) == (130, "")
    assert [path.name for path in tmp_path.iterdir()] == ["story.txt"]


def test_progress_is_shown_on_a_terminal_and_taken_away(story):
    master, slave = pty.openpty()
    done = quoth("analyze", story, capture_output=False, stdout=subprocess.DEVNULL, stderr=slave)
    os.close(slave)
    shown = os.read(master, 10_000).decode()
    os.close(master)
    assert done.returncode == 0
    assert "% of" in shown
    assert shown.endswith("\r\x1b[K")


# Reading


def test_without_a_terminal_reading_says_what_to_use_instead(story):
    for sources in ([story], [], ["demo"]):
        done = quoth(*sources)
        assert done.returncode == 1
        assert "quoth analyze" in complaint(done)


class FakeApp:
    """Stands in for the screen, and remembers what it was given."""

    opened = None
    read = None
    return_code = 0
    troubles = ()

    def __init__(self, source, *, more=(), options=None, stdin=None, config=None, troubles=()):
        self.opened += [source, *more]
        FakeApp.troubles = troubles
        self.read.append(os.read(stdin, 100) if stdin is not None else None)

    def run(self):
        pass

    def crash(self, error):
        pass


@pytest.fixture
def screen(monkeypatch):
    FakeApp.opened, FakeApp.read = [], []
    module = type(sys)("tui.app")
    module.QuothApp = FakeApp
    monkeypatch.setitem(sys.modules, "tui.app", module)
    monkeypatch.setattr(terminal, "has_terminal", lambda: True)
    monkeypatch.setattr(terminal, "connect_keyboard", lambda: True)
    monkeypatch.setattr(terminal, "is_piped", lambda: False)
    return FakeApp


def test_without_a_source_and_with_demo_the_sample_opens(screen):
    assert main([]) == main(["demo"]) == 0
    assert screen.opened == [open_sample(), open_sample()]


def test_options_may_stand_before_the_command(screen, story, capsys):
    assert main(["--offline", "demo"]) == 0
    assert screen.opened == [open_sample()]
    assert main(["--timeout", "3", "analyze", str(story), "--format", "json"]) == 0
    assert json.loads(capsys.readouterr().out)["article"]["title"]["value"] == "Mill closes"


def test_several_sources_are_read_by_one_screen_and_what_cannot_be_opened_is_said_before(
    screen, story, tmp_path, capsys
):
    other = tmp_path / "other.md"
    other.write_text("# Mill opens\n\nIt **opened**.\n")
    assert main([str(story), str(tmp_path / "nowhere"), str(other)]) == 1
    assert [article.metadata.title.value for article in screen.opened] == ["Mill closes", "Mill opens"]
    assert "nowhere" in capsys.readouterr().err
    assert "nowhere" in screen.troubles[0], "said on the screen as well"


def test_a_file_called_demo_opens_by_its_path(screen, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("demo", "analyze"):
        Path(name).write_text(STORY, encoding="utf-8")
        assert main([f"./{name}"]) == 0
    assert [article.source for article in screen.opened] == ["./demo", "./analyze"]


def test_keys_come_from_the_terminal_when_the_article_came_through_a_pipe():
    code = """
import os, sys
app = type(sys)("tui.app")
class QuothApp:
    return_code = 0
    def __init__(self, source, *, stdin, **_): self.source, self.piped = source, os.read(stdin, 4)
    def run(self): print(self.source, self.piped, os.isatty(0), sys.__stdin__.isatty(), os.read(0, 5))
    def crash(self, error): pass
app.QuothApp = QuothApp
sys.modules["tui.app"] = app
from tui.cli import main
sys.exit(main([]))
"""
    reader, writer = os.pipe()
    os.write(writer, STORY.encode())
    os.close(writer)
    child, terminal = pty.fork()
    if child == 0:
        os.dup2(reader, 0)
        os.execv(sys.executable, [sys.executable, "-c", code])  # noqa: S606
    os.close(reader)
    os.write(terminal, b"keys\n")
    shown = b""
    while True:
        try:
            shown += os.read(terminal, 1000)
        except OSError:  # the other side is closed
            break
    _, status = os.waitpid(child, 0)
    os.close(terminal)
    assert b"- b'Mill' True True b'keys\\n'" in shown
    assert os.waitstatus_to_exitcode(status) == 0


# A hostile folder


@pytest.fixture
def downloads(tmp_path):
    """A folder of downloads with modules in it that must not be imported."""
    folder = tmp_path / "downloads"
    (folder / "tui").mkdir(parents=True)
    for name in ("json.py", "spacy.py", "argparse.py", "tui/__init__.py"):
        (folder / name).write_text("raise SystemExit('imported from the downloads')\n")
    (folder / "story.txt").write_text(STORY, encoding="utf-8")
    return folder


@pytest.mark.skipif(shutil.which("quoth", path=Path(sys.executable).parent) is None, reason="quoth is not installed")
def test_the_command_imports_nothing_from_the_folder_it_is_started_in(downloads):
    command = [str(Path(sys.executable).with_name("quoth")), "analyze", "story.txt", "--format", "json"]
    done = subprocess.run(command, cwd=downloads, capture_output=True, encoding="utf-8", timeout=120, check=False)
    assert (done.stderr, done.returncode) == ("", 0)
    assert json.loads(done.stdout)["article"]["text"] == STORY


def test_the_module_imports_nothing_from_the_folder_it_is_started_in(downloads):
    shutil.rmtree(downloads / "tui")
    command = [sys.executable, "-m", "tui", "analyze", "story.txt", "--format", "json"]
    root = str(Path(terminal.__file__).parents[2])
    done = subprocess.run(
        command, cwd=downloads, capture_output=True, encoding="utf-8", timeout=120, check=False,
        env={**os.environ, "PYTHONPATH": root},
    )  # fmt: skip
    assert (done.stderr, done.returncode) == ("", 0)
    assert json.loads(done.stdout)["article"]["text"] == STORY


# How it looks


@pytest.mark.parametrize(("suffix", "begins"), [(".csv", '\ufeff"document",'), (".csl.json", '[\n{\n  "id"')])
def test_the_suffix_picks_the_format(story, tmp_path, suffix, begins):
    path = tmp_path / f"out{suffix}"
    done = quoth("analyze", story, "-o", path, "--rows", "mentions")
    assert (done.stderr, done.returncode) == ("", 0)
    assert path.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("name", ["out.csv", "out.csl.json"])
def test_where_every_source_fails_no_file_is_made(tmp_path, name):
    assert quoth("analyze", tmp_path / "nowhere.txt", "-o", tmp_path / name).returncode == 1
    assert not (tmp_path / name).exists()


def test_text_heeds_width_and_color(story):
    narrow = quoth("analyze", story, "--width", "30", "--color", "always").stdout
    assert "\x1b[1m" in narrow
    assert all(len(line) <= 30 + len("\x1b[1m\x1b[0m") for line in narrow.split("\n"))
    assert "\x1b" not in quoth("analyze", story).stdout
    assert quoth("analyze", story, "--width", "3").returncode == 2


@pytest.mark.parametrize(("variables", "colored"), [({}, True), ({"NO_COLOR": "1"}, False), ({"TERM": "dumb"}, False)])
def test_a_terminal_gets_color_unless_it_wants_none(story, variables, colored):
    ours, theirs = pty.openpty()
    environ = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
    environ |= {"TERM": "xterm", **variables}
    process = subprocess.Popen([*QUOTH, "analyze", str(story)], stdout=theirs, stderr=subprocess.DEVNULL, env=environ)
    os.close(theirs)
    seen = b""
    try:
        while chunk := os.read(ours, 65536):
            seen += chunk
    except OSError:  # the end of a terminal
        pass
    os.close(ours)
    assert process.wait(60) == 0
    assert (b"\x1b[1m" in seen) == colored
