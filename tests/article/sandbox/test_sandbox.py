"""The process that reads: what it may take, and what becomes of it."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import replace

import pytest
from made_files import docx, paragraph

from tui.article import SourceError, open_source
from tui.article.limits import Limits
from tui.article.model import Article, Authors, Block, BlockKind, Field, Metadata, Notice, PageBreak, TextEdit
from tui.article.open import open_at_once, opening
from tui.article.options import Options
from tui.article.sandbox.protocol import Receiver, lines

LINKS = (
    "<html><body>"
    + "<p><a href='/x'>A link to a story about the mill</a> and <b>more</b></p>" * 20_000
    + "</body></html>"
)
DEEP = (
    "<html><body><p>Before it.</p>"
    + "<div>" * 200_000
    + "<p>The deep words.</p>"
    + "</div>" * 200_000
    + "<p>After.</p>"
)


@pytest.fixture
def page(tmp_path):
    def write(text, name="page.html"):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        return path

    return write


def test_a_page_nested_beyond_measure_is_read_plainly(page):
    article = open_source(page(DEEP))
    assert [article.text[b.start : b.end] for b in article.blocks] == ["Before it.", "The deep words.", "After."]
    assert "could not be separated" in article.notices[0].message


def test_a_page_that_takes_too_long_is_read_plainly(page):
    began = time.monotonic()
    article = open_source(page(LINKS), options=Options(limits=Limits(read=3.0)))
    assert article.text.count("A link to a story about the mill") == 20_000
    assert "could not be separated" in article.notices[0].message
    assert time.monotonic() - began < 30


def test_a_page_that_takes_too_much_memory_is_read_plainly_or_refused(page):
    path = page("<html><body>" + "<p>The mill closed.</p>" * 8_000)
    try:
        article = open_source(path, options=Options(limits=Limits(memory=120 << 20)))
    except SourceError as error:
        assert "memory" in str(error) or "could not be read" in str(error)  # noqa: PT017
    else:
        assert "could not be separated" in article.notices[0].message


def test_what_has_no_simpler_way_is_refused_with_the_limit(tmp_path):
    path = tmp_path / "long.docx"
    path.write_bytes(docx(paragraph("The mill closed.") * 60_000))
    with pytest.raises(SourceError, match=r"took more than 0\.2 seconds"):
        open_source(path, options=Options(limits=Limits(read=0.2)))


def test_the_reading_process_cannot_write_files_and_ends(page, tmp_path):
    """It is told to fork, wait and write by a kind of source that we put in its place."""
    code = f"""
import sys, os, time
from tui.article.sandbox import worker
from tui.article.model import SourceError
class Writes:
    @staticmethod
    def recognizes(raw): return True
    @staticmethod
    def read(raw):
        with open({str(tmp_path / "out")!r}, "w") as file:
            file.write("x")
        return None
sys.modules["tui.article.formats.pdf"] = Writes
worker.main()
"""
    request = b'{"source": "%b", "stdin": null, "options": %b}\n' % (os.fsencode(page("%PDF-x")), _options())
    with subprocess.Popen([sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as worker:
        worker.stdin.write(request)
        worker.stdin.flush()  # and not closed: it ends when its input does
        answers = [json.loads(line) for line in worker.stdout]
    assert "could not be read" in answers[-1]["error"]
    assert (tmp_path / "out").read_text() == "", "it was opened, and nothing could be written"


def _options():
    return json.dumps(Options().to_dict()).encode()


def test_calling_it_off_ends_it_and_all_that_it_started(tmp_path):
    reader, writer = os.pipe()
    try:
        started = opening("-", stdin=reader)
        trouble = []

        def wait():
            try:
                started.article()
            except SourceError as error:
                trouble.append(str(error))

        thread = threading.Thread(target=wait)
        thread.start()
        time.sleep(0.3)
        started.cancel()
        thread.join(5)
        assert not thread.is_alive()
        assert "canceled" in trouble[0]
    finally:
        os.close(reader)
        os.close(writer)


def test_it_ends_when_the_program_is_killed(page):
    path = page(LINKS)
    code = (
        f"from tui.article.open import opening; started = opening({str(path)!r}); "
        "print(started._process.pid, flush=True); started.article()"
    )
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    pid = int(program.stdout.readline())
    time.sleep(0.5)
    program.kill()
    program.wait()
    for _ in range(100):
        group = subprocess.run(["ps", "-o", "stat=", "-g", str(pid)], capture_output=True, text=True, check=False)
        if not [line for line in group.stdout.splitlines() if line.strip() and not line.strip().startswith("Z")]:
            break
        time.sleep(0.05)
    else:
        pytest.fail("a process is left")


def test_a_million_hidden_characters_travel_in_bounded_memory(tmp_path):
    path = tmp_path / "hidden.txt"
    path.write_text("a\u200b" * 300_000, encoding="utf-8")
    article = open_source(path)
    assert article.text == "a" * 300_000
    assert len(article.edits) == 300_000
    assert article.original(Block(0, 3).span) == "a\u200ba\u200ba"


def test_a_short_text_needs_no_process(page, monkeypatch):
    monkeypatch.setattr(subprocess, "Popen", None)
    assert open_source(page("Mill closes\n\nIt was old.\n", "story.txt")).blocks
    assert open_at_once(str(page("# Mill\n\nIt was old.\n", "story.md"))) is not None
    assert open_at_once("https://example.org/") is None
    assert open_at_once(str(page("<html><p>It was old."))) is None


def test_an_article_survives_its_journey():
    everything = Article("Menu\n\nMill", (Block(0, 4, BlockKind.BOILERPLATE), Block(6, 10)), source="x")
    article = Article(
        "Mill\n\nIt closed.",
        (Block(0, 4, BlockKind.TITLE, 1), Block(6, 16, page=2)),
        Metadata(title=Field("Mill", guessed=True), authors=Authors(("A", "B")), date=Field("2024-03-05")),
        "x",
        (Notice("Something.", 3), Notice("Else.")),
        (TextEdit(2, "\ud800", "\ufffd"), TextEdit(3, "\u200b", "")),
        everything,
        (PageBreak(9, 3),),
    )
    receiver = Receiver()
    received = [receiver.take(line) for line in lines(article)]
    assert received[:-1] == [None] * (len(received) - 1)
    assert received[-1] == replace(article, everything=received[-1].everything)
    assert received[-1].everything == everything
