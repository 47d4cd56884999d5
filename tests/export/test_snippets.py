"""What is copied, in each style: the very words, whose they are, and where they stand."""

from dataclasses import replace
from html.parser import HTMLParser

import pytest
import sample_story
from hostile import analyzed
from hypothesis import HealthCheck, given, settings
from markdown_it import MarkdownIt

from tui.article.model import Article, TextEdit
from tui.document.quote_text import words
from tui.export.snippets import Style, as_in_source, entity_as, passage_as, passage_as_in_source, quotes_as

URL = "https://courier.example/harbor-vote#:~:text="
QUICK = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def copied(style, *ids):
    analysis = sample_story.analysis()
    return quotes_as(Style(style), sample_story.ARTICLE, analysis, [analysis.quote(id_) for id_ in ids])


def test_plain_is_the_words_and_the_speaker():
    assert copied("plain", "q8") == "“It is a question of when” — he [Joris Hale]"


def test_newsroom_has_the_place():
    said = copied("newsroom", "q8")
    where = f"The Eastmere Courier, March 12, 2024, {URL}It%20is%20a%20question%20of%20when"
    assert said == f"“It is a question of when” — he [Joris Hale]. {where}"


def test_a_direct_quote_is_a_block_quote_in_markdown():
    assert copied("markdown", "q8") == (
        "> “It is a question of when”\n>\n> — he \\[Joris Hale\\] "
        f"([The Eastmere Courier, March 12, 2024]({URL}It%20is%20a%20question%20of%20when))"
    )


def test_several_are_a_list():
    lines = copied("markdown", "q1", "q2", "q3").split("\n")
    assert len(lines) == 3
    assert all(line.startswith("- ") and f"]({URL}" in line for line in lines)
    assert copied("html", "q1", "q2").startswith("<ul><li>")


@pytest.mark.parametrize("style", Style)
def test_a_paraphrase_gets_no_mark_and_is_called_one(style):
    said = copied(style, "q7")
    assert "the harbor will be built" in said
    assert "(paraphrase)" in said
    assert not set('“”"«»') & set(said.replace('href="', "").replace('">', ""))
    assert "blockquote" not in said
    assert not said.startswith(">")


@pytest.mark.parametrize("style", Style)
def test_words_of_the_article_get_no_marks(style):
    span = sample_story.span("put off a vote on the new harbor")
    said = passage_as(style, sample_story.ARTICLE, span)
    assert "put off a vote on the new harbor" in said
    assert "“" not in said
    assert (URL in said) == (style is not Style.PLAIN)


@pytest.mark.parametrize("style", Style)
def test_an_entity_has_every_mention_and_quote(style):
    analysis = sample_story.analysis()
    entity = analysis.entity("e1")
    said = entity_as(style, sample_story.ARTICLE, analysis, entity)
    assert "Mentions (5)" in said
    assert "Quotes (4)" in said
    assert said.count("The mayor") >= 2
    assert "¶6" not in said
    assert "¶4" in said


class Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.tags = set()

    def handle_starttag(self, tag, attrs):
        self.tags.add(tag)

    def handle_data(self, data):
        self.text += data


def shown(html):
    reader = Text()
    reader.feed(html)
    reader.close()
    return " ".join(reader.text.split()), reader.tags


@QUICK
@given(analyzed())
def test_hostile_words_come_out_of_markdown_and_html_as_they_are(made):
    article, analysis = made
    plain = [" ".join(line.split()) for line in quotes_as(Style.PLAIN, article, analysis, analysis.quotes).split("\n")]
    for quote, said in zip(analysis.quotes, plain, strict=False):
        for style in (Style.MARKDOWN, Style.HTML):
            made_ = quotes_as(style, article, analysis, [quote])
            html = MarkdownIt("commonmark", {"html": True}).render(made_) if style is Style.MARKDOWN else made_
            text, tags = shown(html)
            assert text.startswith(said.partition(" — ")[0].partition(" [not")[0].partition(" (p")[0][:30].rstrip())
            assert tags <= {"p", "a", "blockquote", "ul", "li"}


def test_as_in_source_gives_back_what_cleaning_changed_but_no_controls():
    analysis = sample_story.analysis()
    quote = analysis.quote("q8")
    at = quote.start + len("“It")
    dirty = replace(sample_story.ARTICLE, edits=(TextEdit(at, "\u00a0", " "), TextEdit(at + 4, "\x1b[31m", "")))
    assert as_in_source(dirty, quote) == "It\u00a0is [31ma question of when"
    assert words(dirty.text, quote) == "It is a question of when"
    assert passage_as_in_source(dirty, sample_story.span("It is")) == "It\u00a0is"


def test_without_anything_known_of_the_article_nothing_is_made_up():
    bare = Article(sample_story.TEXT, sample_story.ARTICLE.blocks)
    quote = sample_story.analysis().quote("q8")
    assert quotes_as(Style.MARKDOWN, bare, sample_story.analysis(), [quote]) == (
        "> “It is a question of when”\n>\n> — he \\[Joris Hale\\]"
    )
    assert passage_as(Style.NEWSROOM, bare, sample_story.span("for the third time")) == "for the third time"
