"""What cannot be opened is said in one plain sentence that names it and the remedy."""

import os
import re
import subprocess
import sys
import threading
from io import BytesIO

import pytest

from tui.article import SourceError, open_source
from tui.article.fetch.source import LIMIT
from tui.article.open import opening
from tui.article.options import Limits, Options

STORY = "Mill closes\n\nThe mill at Harrow Falls closed on Monday, Ada Quill said.\n"


def refused(source, **options):
    with pytest.raises(SourceError) as caught:
        open_source(source, **options)
    sentence = str(caught.value)
    assert re.fullmatch(r"[^\n\x00-\x1f]+\.", sentence), "one line, one sentence"
    return sentence


def test_a_path_opens(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY, encoding="utf-8")
    for source in (path, str(path)):
        article = open_source(source)
        assert article.text == STORY
        assert article.source == str(path)


def test_standard_input_opens():
    article = open_source("-", stdin=BytesIO(STORY.encode()))
    assert (article.text, article.source) == (STORY, "-")


@pytest.mark.parametrize("content", [b"", b" \n\t\n"])
def test_empty_file_and_empty_standard_input_say_which_one_was_empty(tmp_path, content):
    path = tmp_path / "story.txt"
    path.write_bytes(content)
    assert "story.txt" in refused(path)
    assert "Standard input" in refused("-", stdin=BytesIO(content))


def test_text_of_nothing_but_invisible_characters_holds_no_words(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text("\u200b\u202e\n\xa0", encoding="utf-8")
    assert "story.txt" in refused(path)


@pytest.mark.parametrize(
    "data",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(range(256)) * 20,
        bytes((i * 7919 + i * i) % 256 for i in range(5000)),
        bytes(5000),
        b"A little text first. " * 5000 + bytes((i * 7919 + i * i) % 256 for i in range(100_000)),
    ],
    ids=["picture", "program", "noise", "zeros", "noise behind text"],
)
def test_a_binary_file_named_txt_is_not_text(tmp_path, data):
    path = tmp_path / "story.txt"
    path.write_bytes(data)
    sentence = refused(path)
    assert "story.txt is not text" in sentence


def test_text_with_a_few_controls_is_text(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes(b"a\x00b\x07 and the rest of the story")
    assert open_source(path).text == "a␀b␇ and the rest of the story"


def test_missing_file_folder_and_odd_names_are_refused(tmp_path):
    assert "nowhere.txt does not exist" in refused(tmp_path / "nowhere.txt")
    assert "folder" in refused(tmp_path)
    assert "does not exist" in refused("a\0b")
    assert "does not exist" in refused("x" * 5000)
    assert "does not exist" in refused("~nobody-of-that-name/story.txt")
    assert "␛]0;owned␇" in refused("\x1b]0;owned\x07.txt")


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_may_not_be_read_is_refused(tmp_path):
    path = tmp_path / "story.txt"
    path.write_text(STORY)
    path.chmod(0)
    assert "permission denied" in refused(path)


def test_pipes_and_devices_are_refused_at_once(tmp_path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert "pipe" in refused(pipe)
    assert "device" in refused("/dev/null")


@pytest.mark.parametrize("url", ["file:///etc/passwd", "ftp://example.org/story", "javascript://alert"])
def test_other_addresses_than_those_of_the_web_are_refused_with_a_remedy(url):
    assert "to open a file, type its path" in refused(url)


def test_a_gigabyte_of_text_opens_in_part_with_a_notice_in_bounded_memory(tmp_path):
    path = tmp_path / "huge.txt"
    line = b"The mill at Harrow Falls closed on Monday, Ada Quill said, and it will not open again this year.\n"
    with path.open("wb") as file:
        file.write(line * (LIMIT // len(line) + 1000))
        file.truncate(1 << 30)
    code = (
        "import resource; resource.setrlimit(resource.RLIMIT_AS, (900 << 20,) * 2)\n"
        "from tui.article import open_source\n"
        f"article = open_source({str(path)!r})\n"
        "print(len(article.text), *article.notices)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-500:]
    assert done.stdout.startswith(str(LIMIT))
    assert "Only the first 32 MB of" in done.stdout


def test_one_line_of_twenty_megabytes_opens(tmp_path):
    path = tmp_path / "line.txt"
    path.write_text("“No,” she said. " * 1_250_000, encoding="utf-8")
    article = open_source(path)
    assert len(article.blocks) == 1


def test_declared_charset_is_taken_and_checked(tmp_path):
    path = tmp_path / "story.txt"
    path.write_bytes("“Ça alors”".encode("cp1252"))
    article = open_source(path, charset="x-made-up")
    assert article.text == "“Ça alors”"
    assert "x-made-up" in article.notices[0].message


def test_the_clipboard_opens_and_says_when_it_is_empty_or_out_of_reach(monkeypatch):
    import pyperclip

    from tui.article.fetch.source import CLIPBOARD, fetch

    monkeypatch.setattr(pyperclip, "paste", lambda: "Mill closes \ud800")
    assert fetch(CLIPBOARD).decoded.text.startswith("Mill closes")
    monkeypatch.setattr(pyperclip, "paste", lambda: " \n")
    with pytest.raises(SourceError, match="The clipboard contains only white space; copy an article first"):
        fetch(CLIPBOARD)

    def unavailable():
        raise pyperclip.PyperclipException("no mechanism")

    monkeypatch.setattr(pyperclip, "paste", unavailable)
    with pytest.raises(SourceError, match="run quoth - and paste"):
        fetch(CLIPBOARD)


@pytest.mark.parametrize("clipboard", [True, False])
def test_the_command_opens_the_clipboard(tmp_path, clipboard):
    """A program called xclip gives what it is asked for, or there is none."""
    from tui.article.fetch.source import CLIPBOARD

    if clipboard:
        program = tmp_path / "xclip"
        program.write_text("#!/bin/sh\necho 'Mill closes, said the mayor of the town.'\n")
        program.chmod(0o755)
    code = f"from tui.article import open_source\nprint(open_source({CLIPBOARD!r}).text)"
    environ = {"PATH": f"{tmp_path}:/usr/bin:/bin" if clipboard else str(tmp_path), "DISPLAY": ":9"}
    done = subprocess.run(
        [sys.executable, "-c", code], env=environ, capture_output=True, text=True, timeout=60, check=False
    )
    if clipboard and done.returncode:
        pytest.skip("another clipboard goes before xclip here")
    assert ("Mill closes" in done.stdout) if clipboard else ("clipboard" in done.stderr)


@pytest.fixture
def pipe():
    """The two ends of a pipe: a stream to read from, and a descriptor to write to that stays open."""
    reader, writer = os.pipe()
    with os.fdopen(reader, "rb") as stream:
        yield stream, writer
    os.close(writer)


HASTY = Options(limits=Limits(fetch=0.3))


def read_here(stream):
    return open_source("-", stdin=stream, options=HASTY)


def read_in_child(stream):
    return opening("-", HASTY, stream.fileno()).article()


@pytest.mark.parametrize("read", [read_here, read_in_child])
def test_a_pipe_that_nothing_comes_from_is_told_soon(pipe, read):
    with pytest.raises(SourceError, match=r"^Nothing arrived on standard input within 0\.3 seconds; pipe .*\.$"):
        read(pipe[0])


@pytest.mark.parametrize("read", [read_here, read_in_child])
def test_a_pipe_that_falls_silent_gives_what_came_and_says_so(pipe, read):
    os.write(pipe[1], STORY.encode())
    article = read(pipe[0])
    assert article.text == STORY
    assert "Standard input breaks off" in article.notices[0].message


def test_a_user_who_types_has_all_the_time():
    terminal, typed = os.openpty()
    with os.fdopen(typed, "rb", buffering=0) as stream:
        later = threading.Timer(0.6, os.write, (terminal, b"Mill closes\n\x04"))
        later.start()
        assert read_here(stream).text == "Mill closes\n"
        later.join()
    os.close(terminal)
