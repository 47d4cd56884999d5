"""What of an article goes into the library comes out of it again."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

from tui.article.model import Article, Block, BlockKind, Field, Metadata, Notice, PageBreak, TextEdit
from tui.library.records import article_from, canonical, details, source_path

TEXT = "Mill closes\nThe mill at Harrow Falls closed on Monday."
PAGE = Article("Home\n" + TEXT, (Block(0, 4, BlockKind.BOILERPLATE), Block(5, 16), Block(17, 59)), source="mill.pdf")
ARTICLE = Article(
    TEXT,
    (Block(0, 11, BlockKind.TITLE, 1), Block(12, 54, BlockKind.PARAGRAPH, 1)),
    Metadata(title=Field("Mill closes")),
    "mill.pdf",
    (Notice("Page 3 is empty.", 12),),
    (TextEdit(4, "\u00ad", ""),),
    PAGE,
    (PageBreak(30, 2),),
)


def test_an_article_comes_back_with_its_pages_and_all_that_stood_on_them() -> None:
    assert article_from(ARTICLE.source, ARTICLE.text, details(ARTICLE)) == ARTICLE


def test_what_an_earlier_version_kept_is_read_too() -> None:
    kept = details(Article(TEXT, ARTICLE.blocks, source="mill.txt")).replace('"breaks": []', '"of old": 1')
    assert article_from("mill.txt", TEXT, kept).breaks == ()


def test_a_file_is_known_by_one_name(tmp_path: Path, monkeypatch) -> None:
    (tmp_path / "a").mkdir()
    monkeypatch.chdir(tmp_path / "a")
    assert canonical("../mill.txt") == canonical(str(tmp_path / "mill.txt"))


def test_a_name_that_is_no_utf_8_is_found_again(tmp_path: Path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    name = os.fsdecode(b"caf\xe9.txt")
    Path(name).write_text(TEXT)
    source = canonical(name)
    source.encode()
    assert source_path(source) == str(tmp_path / name)
    literal = tmp_path / "a\\udce9.txt"
    literal.write_text(TEXT)
    assert source_path(canonical(str(literal))) == str(literal)


def _without(data: dict[str, Any], *path: Any, value: Any) -> str:
    """The details with another value in one place."""
    inner: Any = data
    for key in path[:-1]:
        inner = inner[key]
    inner[path[-1]] = value
    return json.dumps(data)


TAMPERED = [
    (("blocks", 0, 0), 1.0), (("blocks", 0, 1), "11"), (("blocks", 0, 1), 99999), (("blocks", 0, 0), -1),
    (("blocks", 0, 0), True), (("blocks", 0, 2), "nothing"), (("blocks", 0, 3), 1.5), (("blocks", 0), [1]),
    (("blocks",), {}), (("blocks",), None), (("notices", 0, 1), 99999), (("notices", 0, 0), 5),
    (("edits", 0, 0), 99999), (("edits", 0, 0), 4.0), (("edits", 0, 1), None), (("edits",), 7),
    (("breaks", 0, 0), 99999), (("breaks", 0, 1), "2"), (("metadata", "title", "value"), 5),
    (("metadata", "title", "guessed"), "no"), (("metadata", "authors", "value"), [3]), (("metadata",), None),
    (("everything",), ["only"]), (("everything",), ["text", "no JSON"]), (("everything",), [5, "{}"]),
    (("metadata", "title"), 1e400), (("blocks", 0, 0), 10**40),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value"), TAMPERED)
def test_details_of_another_type_or_beyond_the_text_are_not_believed(path, value) -> None:
    article = article_from("mill.pdf", TEXT, _without(json.loads(details(ARTICLE)), *path, value=value))
    assert article.text == TEXT
    assert [block.span for block in article.blocks] == [block.span for block in ARTICLE.blocks]
    assert "damaged" in article.notices[0].message


def test_details_without_a_bottom_are_survived() -> None:
    assert article_from("mill.pdf", TEXT, "[" * 100_000 + "]" * 100_000).text == TEXT
