"""Sources as terminals and file managers paste them."""

import shlex
from pathlib import Path

import pytest

from tui.article import open_source
from tui.article.typed_sources import source_meant, sources_in

MAIL = "From ada@mill.example Tue Mar  5 10:32:00 2024\nFrom: Ada <ada@mill.example>\nTo: ben@mill.example\n{}"


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "the mill's last day (final).txt"
    path.write_text("The mill at Harrow Falls closed on Monday.", encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "paste",
    [
        str,
        lambda path: str(path).replace(" ", "\\ ").replace("'", "\\'").replace("(", "\\(").replace(")", "\\)"),
        lambda path: shlex.quote(str(path)),
        lambda path: f'"{path}"',
        lambda path: f"'{path}'",
        lambda path: f"“{path}”",
        lambda path: path.as_uri(),
        lambda path: path.as_uri().replace("file://", "file://localhost"),
        lambda path: path.as_uri().replace("file://", "file:"),
        lambda path: f"'{path.as_uri()}'",
        lambda path: f"  {path}\n",
    ],
    ids=["plain", "escaped", "shell", "double", "single", "curly", "url", "localhost", "short", "both", "blanks"],
)
def test_a_pasted_path_names_the_file(file, paste):
    assert source_meant(paste(file)) == str(file)


def test_home_is_meant_in_quotes_too(file, monkeypatch):
    monkeypatch.setenv("HOME", str(file.parent))
    for typed in (f"~/{file.name}", f'"~/{file.name}"', f"~/{file.name}".replace(" ", "\\ ").replace("'", "\\'")):
        assert open_source(source_meant(typed)).text.startswith("The mill")


def test_what_names_a_file_as_it_stands_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("a\\ b.txt", "'quoted'.txt", "file:x", "50%20.txt", " blank ", "box#2"):
        Path(name).write_text("The mill closed.", encoding="utf-8")
        assert source_meant(name) == name


@pytest.mark.parametrize(
    "typed", ["-", "clipboard:", "https://news.example/a%20b?c='d'", "", "'", "\\", '"', "a b", "''"]
)
def test_what_is_no_path_is_left_alone(typed):
    assert source_meant(typed) in {typed, typed.strip("'\"")}


def test_every_mail_of_a_mailbox_is_a_source(tmp_path):
    box = tmp_path / "box.mbox"
    subjects = ("The mill", "The mayor", "The river")
    mails = [
        MAIL.format(f"Subject: {s}\nMessage-ID: <1@a>\n\n{s} is old.\n\n>From here on\nit ends.\n\n") for s in subjects
    ]
    box.write_text("".join(mails), encoding="utf-8")
    sources = list(sources_in([str(box)]))
    assert sources == [f"{box}#1", f"{box}#2", f"{box}#3"]
    articles = [open_source(source) for source in sources]
    assert [article.metadata.title.value for article in articles] == list(subjects)
    assert all("From here on" in article.text and ">From" not in article.text for article in articles)
    assert not any(article.notices for article in articles)
    first = open_source(box)
    assert first.text == articles[0].text
    assert "first of 3 emails" in first.notices[0].message
    assert "#2" in first.notices[0].message
