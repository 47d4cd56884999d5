"""What is read where it is asked for, and what a process with limits reads instead."""

import gzip
import zipfile
from io import BytesIO

import pytest

from tui.article import open_source
from tui.article.open import open_at_once
from tui.article.sandbox import client

LINE = "The mill at Harrow Falls closed on Monday, Ada Quill said.\n"


@pytest.fixture
def file(tmp_path):
    def write(data):
        path = tmp_path / "story.txt"
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
        return str(path)

    return write


@pytest.fixture
def started(monkeypatch):
    """The sources for which a process was started."""
    sources = []
    begin = client.Opening.__init__

    def record(self, source, *rest):
        sources.append(source)
        begin(self, source, *rest)

    monkeypatch.setattr(client.Opening, "__init__", record)
    return sources


def zipped(text):
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("story.txt", text)
    return content.getvalue()


@pytest.mark.parametrize("text", [LINE * 20, "# Mill closes\n\n" + LINE * 20, LINE.strip() * 40, "\ufeff" + LINE])
def test_short_text_is_read_at_once(file, text):
    assert open_at_once(file(text)).blocks


@pytest.mark.parametrize(
    "data",
    [
        gzip.compress(LINE.encode()),
        gzip.compress(bytes(32 << 20)),
        zipped(LINE),
        "word " * 4_000,
        LINE + "\r" + " " * 20_000 + "a",
        ("word " * 4_000).encode("utf-16"),
        LINE * 4_000,
    ],
    ids=["packed", "packed to almost nothing", "zip", "long line", "long last line", "long line of UTF-16", "long"],
)
def test_whatever_may_take_long_is_not_read_at_once(file, data):
    assert open_at_once(file(data)) is None


@pytest.mark.parametrize(
    "data", [gzip.compress(LINE.encode()), ("word " * 4_000).encode()], ids=["packed", "long line"]
)
def test_it_is_read_by_the_process_with_limits(file, started, data):
    path = file(data)
    from_file = open_source(path)
    from_stdin = open_source("-", stdin=BytesIO(data))
    assert started == [path, "-"]
    assert from_file.text == from_stdin.text
    assert from_file.text.startswith(("The mill", "word"))


def test_a_small_file_that_unpacks_to_as_much_as_is_allowed_opens(file):
    article = open_source(file(gzip.compress(LINE.encode() * (16 << 20 >> 6))))
    assert len(article.blocks) == 16 << 20 >> 6


@pytest.mark.parametrize("blank", [" ", "\t", "\xa0"])
def test_a_hundred_thousand_blanks_between_two_letters_open(file, blank):
    assert open_source(file(f"a{blank * 100_000}b")).text == f"a{' ' * 100_000}b"
