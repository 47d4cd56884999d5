"""What the properties of a file are worth."""

from tui.article.formats import properties
from tui.article.model import Article, Authors, Block, Field, Metadata

TEXT = "Mill closes. By Ada Quill. The mill at Harrow Falls closed on Monday."


def article(title: str, *authors: str) -> Article:
    meta = Metadata(title=Field(title, guessed=True), authors=Authors(authors, guessed=True))
    return Article(TEXT, (Block(0, len(TEXT)),), meta, "mill.pdf")


def test_what_programs_put_in_by_themselves_is_left_out() -> None:
    meta = properties.stated("untitled", ["anonymous"], None)
    assert meta == Metadata()
    assert properties.stated("Mill closes", ["Ada Quill", "User"], None).authors.value == ("Ada Quill",)


def test_a_name_that_the_article_says_too_is_certain() -> None:
    assert properties.confirmed(article("Mill closes", "Ada Quill")).metadata.authors == Authors(("Ada Quill",))


def test_any_other_is_a_guess() -> None:
    meta = properties.confirmed(article("Draft 7", "Bo Lind")).metadata
    assert meta.title == Field("Draft 7", guessed=True)
    assert meta.authors == Authors(("Bo Lind",), guessed=True)
