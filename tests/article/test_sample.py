"""The sample says what it is, and opens as an article should."""

from tui.article import open_sample


def test_the_sample_opens_and_says_at_once_that_it_is_made_up():
    article = open_sample()
    assert "made-up" in article.text.split("\n")[0]
    assert 600 <= len(article.text.split()) <= 900
    assert article.metadata.title.value == article.text.split("\n")[0]
    assert article.metadata.authors.value == ("Imogen Vance",)
    assert article.metadata.date.value == "2025-03-14"
    assert article.source == "sample"
    assert article.notices == article.edits == ()
