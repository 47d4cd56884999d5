"""What of an article goes into the library comes out of it again."""

from pathlib import Path

from tui.article.model import Article, Block, BlockKind, Field, Metadata, Notice, PageBreak, TextEdit
from tui.library.records import article_from, canonical, details

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
